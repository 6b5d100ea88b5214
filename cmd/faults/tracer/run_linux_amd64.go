package tracer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"
)

// flagsOf are the flags with which an open call changes something.
const flagsOf = unix.O_CREAT | unix.O_TRUNC

type trace struct {
	folder string
	fault  *Fault
	leader int
	seen   map[int]bool
	// leaving is the thread that is killed when its call has been done.
	leaving int
	count   map[Call]int
	result  Result
}

func run(ctx context.Context, c Command, fault *Fault) (Result, error) {
	// The kernel takes the orders of a tracer from the thread that started the program only.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	self, err := os.Executable()
	if err != nil {
		return Result{}, fmt.Errorf("find this program: %w", err)
	}
	folder, err := filepath.EvalSymlinks(c.Folder)
	if err != nil {
		return Result{}, fmt.Errorf("find folder of calls: %w", err)
	}
	cmd := exec.CommandContext(ctx, self, append([]string{Shim}, c.Args...)...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = c.Dir, c.Env, c.Output, c.Output
	if c.Errors != nil {
		cmd.Stderr = c.Errors
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Ptrace: true}
	if err := cmd.Start(); err != nil {
		return Result{}, fmt.Errorf("start %s: %w", c.Args[0], err)
	}
	t := &trace{folder: folder, fault: fault, leader: cmd.Process.Pid, seen: map[int]bool{}, count: map[Call]int{}}
	err = t.follow()
	// The loop has reaped the program; Wait closes its pipes and finds no child.
	if waited := cmd.Wait(); err == nil && waited != nil && !errors.Is(waited, unix.ECHILD) {
		err = waited
	}
	return t.result, errors.Join(err, ctx.Err())
}

// follow runs the program to its end, from stop to stop.
func (t *trace) follow() error {
	var status unix.WaitStatus
	if _, err := unix.Wait4(t.leader, &status, unix.WALL, nil); err != nil {
		return fmt.Errorf("wait for program: %w", err)
	}
	options := unix.PTRACE_O_TRACESECCOMP | unix.PTRACE_O_TRACECLONE | unix.PTRACE_O_TRACEFORK | unix.PTRACE_O_TRACEVFORK |
		unix.PTRACE_O_TRACEEXEC | unix.PTRACE_O_TRACESYSGOOD | unix.PTRACE_O_EXITKILL
	if err := unix.PtraceSetOptions(t.leader, options); err != nil {
		return fmt.Errorf("set options of tracer: %w", err)
	}
	t.seen[t.leader] = true
	if err := unix.PtraceCont(t.leader, 0); err != nil {
		return fmt.Errorf("start program: %w", err)
	}
	for {
		pid, err := unix.Wait4(-1, &status, unix.WALL, nil)
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case errors.Is(err, unix.ECHILD):
			return nil
		case err != nil:
			return fmt.Errorf("wait for program: %w", err)
		}
		if err := t.stopped(pid, status); err != nil && !errors.Is(err, unix.ESRCH) {
			return err
		}
	}
}

// stopped answers one stop of one thread. A thread that was killed meanwhile is no error.
func (t *trace) stopped(pid int, status unix.WaitStatus) error {
	switch {
	case status.Exited() || status.Signaled():
		if pid == t.leader {
			t.result.Exit = -1
			if status.Exited() {
				t.result.Exit = status.ExitStatus()
			}
		}
		return nil
	case !status.Stopped():
		return nil
	}
	signal := status.StopSignal()
	switch {
	case signal == unix.SIGTRAP|0x80 && pid == t.leaving:
		return t.kill()
	case signal == unix.SIGTRAP && status.TrapCause() == unix.PTRACE_EVENT_SECCOMP:
		return t.called(pid)
	case signal == unix.SIGTRAP || signal == unix.SIGTRAP|0x80:
		return unix.PtraceCont(pid, 0)
	case signal == unix.SIGSTOP && !t.seen[pid]:
		t.seen[pid] = true
		return unix.PtraceCont(pid, 0)
	}
	return unix.PtraceCont(pid, int(signal))
}

func (t *trace) kill() error {
	t.leaving = 0
	for pid := range t.seen {
		if err := unix.Kill(pid, unix.SIGKILL); err != nil && !errors.Is(err, unix.ESRCH) {
			return fmt.Errorf("kill program: %w", err)
		}
	}
	return nil
}

// called counts a call in the folder and lets the fault strike.
func (t *trace) called(pid int) error {
	var regs unix.PtraceRegs
	if err := unix.PtraceGetRegs(pid, &regs); err != nil {
		return err
	}
	call, counts := t.callOf(pid, &regs)
	if !counts {
		return unix.PtraceCont(pid, 0)
	}
	t.count[call]++
	t.result.Calls = append(t.result.Calls, call)
	f := t.fault
	switch {
	case f == nil:
	case f.Kind == Full && t.result.Struck && call.Grows:
		return fail(pid, &regs, unix.ENOSPC)
	case t.result.Struck || call != f.Call || t.count[call] != f.Nth:
	default:
		t.result.Struck = true
		return t.strike(pid, &regs)
	}
	return unix.PtraceCont(pid, 0)
}

func (t *trace) strike(pid int, regs *unix.PtraceRegs) error {
	switch t.fault.Kind {
	case KillBefore:
		return t.kill()
	case KillAfter:
		t.leaving = pid
		return unix.PtraceSyscall(pid, 0)
	case EIO:
		return fail(pid, regs, unix.EIO)
	case EACCES:
		return fail(pid, regs, unix.EACCES)
	}
	return fail(pid, regs, unix.ENOSPC)
}

// fail skips the call and lets it return the error.
func fail(pid int, regs *unix.PtraceRegs, errno unix.Errno) error {
	regs.Orig_rax = ^uint64(0)
	regs.Rax = uint64(-int64(errno))
	if err := unix.PtraceSetRegs(pid, regs); err != nil {
		return err
	}
	return unix.PtraceCont(pid, 0)
}

// callOf says what the call does, and whether it does it in the folder.
func (t *trace) callOf(pid int, regs *unix.PtraceRegs) (Call, bool) {
	kind, known := changing[regs.Orig_rax]
	args := []uint64{regs.Rdi, regs.Rsi, regs.Rdx, regs.R10}
	if !known || kind.opens > 0 && args[kind.opens]&flagsOf == 0 {
		return Call{}, false
	}
	var path string
	switch kind.shape {
	case byPath:
		path = resolve(pid, unix.AT_FDCWD, textAt(pid, args[0]))
	case byFolder:
		path = resolve(pid, int32(args[0]), textAt(pid, args[1]))
	case byFile:
		path = linkOf(pid, fmt.Sprintf("fd/%d", int32(args[0])))
	case byLink, byMove:
		path = resolve(pid, unix.AT_FDCWD, textAt(pid, args[1]))
	case byLinkAt:
		path = resolve(pid, int32(args[1]), textAt(pid, args[2]))
	case byMoveAt:
		path = resolve(pid, int32(args[2]), textAt(pid, args[3]))
	}
	below, ok := alike(t.folder, path)
	return Call{Name: kind.name, Path: below, Grows: kind.grows}, ok
}

func resolve(pid int, folder int32, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	base := linkOf(pid, "cwd")
	if folder != unix.AT_FDCWD {
		base = linkOf(pid, fmt.Sprintf("fd/%d", folder))
	}
	return filepath.Join(base, path)
}

func linkOf(pid int, name string) string {
	path, err := os.Readlink(fmt.Sprintf("/proc/%d/%s", pid, name))
	if err != nil {
		return ""
	}
	return path
}

// textAt reads a path from the memory of the program, page by page: the page after it may not be there.
func textAt(pid int, at uint64) string {
	const page = 4096
	var text []byte
	for len(text) < unix.PathMax {
		part := make([]byte, page-at%page)
		local := []unix.Iovec{{Base: &part[0], Len: uint64(len(part))}}
		remote := []unix.RemoteIovec{{Base: uintptr(at), Len: len(part)}}
		n, err := unix.ProcessVMReadv(pid, local, remote, 0)
		if err != nil || n == 0 {
			return ""
		}
		if end := bytes.IndexByte(part[:n], 0); end >= 0 {
			return string(append(text, part[:end]...))
		}
		text = append(text, part[:n]...)
		at += uint64(n)
	}
	return ""
}
