package tracer

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"
)

// shape says where a system call has its path.
type shape int

const (
	byPath   shape = iota // the first argument is a path
	byFolder              // a descriptor of a folder, then a path
	byFile                // a descriptor of a file
	byLink                // the second argument is the path that comes to be
	byLinkAt              // a path, a descriptor of a folder, the path that comes to be
	byMove                // two paths: the second is what changes
	byMoveAt              // two pairs of descriptor and path
)

type syscallKind struct {
	name  string
	shape shape
	grows bool
	// opens is the argument with the flags of an open call, which changes something only when
	// it makes or empties a file; 0: the call always changes something.
	opens int
}

// changing are the system calls that change files: those whose failure a program must survive.
var changing = map[uint64]syscallKind{
	unix.SYS_OPEN:            {"open", byPath, true, 1},
	unix.SYS_CREAT:           {"creat", byPath, true, 0},
	unix.SYS_OPENAT:          {"openat", byFolder, true, 2},
	unix.SYS_WRITE:           {"write", byFile, true, 0},
	unix.SYS_WRITEV:          {"writev", byFile, true, 0},
	unix.SYS_PWRITE64:        {"pwrite", byFile, true, 0},
	unix.SYS_PWRITEV:         {"pwritev", byFile, true, 0},
	unix.SYS_PWRITEV2:        {"pwritev2", byFile, true, 0},
	unix.SYS_SENDFILE:        {"sendfile", byFile, true, 0},
	unix.SYS_FALLOCATE:       {"fallocate", byFile, true, 0},
	unix.SYS_TRUNCATE:        {"truncate", byPath, false, 0},
	unix.SYS_FTRUNCATE:       {"ftruncate", byFile, false, 0},
	unix.SYS_FSYNC:           {"fsync", byFile, false, 0},
	unix.SYS_FDATASYNC:       {"fdatasync", byFile, false, 0},
	unix.SYS_RENAME:          {"rename", byMove, false, 0},
	unix.SYS_RENAMEAT:        {"renameat", byMoveAt, false, 0},
	unix.SYS_RENAMEAT2:       {"renameat2", byMoveAt, false, 0},
	unix.SYS_UNLINK:          {"unlink", byPath, false, 0},
	unix.SYS_UNLINKAT:        {"unlinkat", byFolder, false, 0},
	unix.SYS_RMDIR:           {"rmdir", byPath, false, 0},
	unix.SYS_MKDIR:           {"mkdir", byPath, true, 0},
	unix.SYS_MKDIRAT:         {"mkdirat", byFolder, true, 0},
	unix.SYS_LINK:            {"link", byMove, true, 0},
	unix.SYS_LINKAT:          {"linkat", byMoveAt, true, 0},
	unix.SYS_SYMLINK:         {"symlink", byLink, true, 0},
	unix.SYS_SYMLINKAT:       {"symlinkat", byLinkAt, true, 0},
	unix.SYS_CHMOD:           {"chmod", byPath, false, 0},
	unix.SYS_FCHMOD:          {"fchmod", byFile, false, 0},
	unix.SYS_FCHMODAT:        {"fchmodat", byFolder, false, 0},
	unix.SYS_COPY_FILE_RANGE: {"copy_file_range", byFile, true, 0},
}

// Shim is the first argument with which the program that uses this package must call
// ExecFiltered: a child sets its filter and becomes the program to trace.
const Shim = "run-filtered"

// ExecFiltered replaces this process by the program, with a filter that stops it at every
// file-changing call. It returns only when that fails.
func ExecFiltered(args []string) error {
	runtime.LockOSThread()
	path, err := exec.LookPath(args[0])
	if err != nil {
		return fmt.Errorf("find %s: %w", args[0], err)
	}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("set no new privileges: %w", err)
	}
	filter := filterOf(changing)
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	if _, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0, uintptr(unsafe.Pointer(&program))); errno != 0 {
		return fmt.Errorf("set filter: %w", errno)
	}
	return fmt.Errorf("run %s: %w", path, unix.Exec(path, args, os.Environ()))
}

// filterOf makes the filter: a call of the list stops for the tracer, any other runs on.
func filterOf(calls map[uint64]syscallKind) []unix.SockFilter {
	filter := []unix.SockFilter{{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: 0}}
	left := len(calls)
	for number := range calls {
		// Equal: jump over the comparisons that are left and the word that lets it run.
		filter = append(filter, unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, Jt: uint8(left), K: uint32(number)})
		left--
	}
	return append(filter,
		unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW},
		unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_TRACE})
}
