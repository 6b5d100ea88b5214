// Package tracer runs a program and fails it at one file-changing system call: it kills it
// before or after the call, or lets the call return an error. The program runs as it was
// built; nothing in it knows of the tracer. It counts calls in a folder only, so that a pipe
// or a terminal is never one. Linux on x86-64 only.
package tracer

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// Kind says what happens at the call that a Fault names.
type Kind string

// The kinds of fault. Full lets every call from that one on that needs room fail, as a disk
// does that has run full; the others strike once.
const (
	KillBefore Kind = "kill before"
	KillAfter  Kind = "kill after"
	EIO        Kind = "EIO"
	ENOSPC     Kind = "ENOSPC"
	EACCES     Kind = "EACCES"
	Full       Kind = "disk full"
)

// Kinds are all kinds of fault, in the order in which the campaign prints them.
var Kinds = []Kind{KillBefore, KillAfter, EIO, ENOSPC, EACCES, Full}

// Call is one file-changing system call: its name, its path below the folder (with the names
// that differ from run to run made alike), and whether it needs room on the disk.
type Call struct {
	Name  string
	Path  string
	Grows bool
}

// Fault names a call by what it does, and which of the like calls it is (from 1): a program
// with several threads does not make its calls in one order.
type Fault struct {
	Call Call
	Nth  int
	Kind Kind
}

func (f Fault) String() string {
	return fmt.Sprintf("%s at %s %s (%d)", f.Kind, f.Call.Name, f.Call.Path, f.Nth)
}

// Command is what is run: the program and its arguments, the folder it runs in, its
// environment (nil: that of this process), and the folder whose calls count.
type Command struct {
	Args   []string
	Dir    string
	Env    []string
	Folder string
	Output io.Writer
	Errors io.Writer // where complaints go; nil: to Output
}

// Result is how a run ended: the calls it made in the folder, in order; the exit code, or -1
// when it was killed; and whether the fault struck.
type Result struct {
	Calls  []Call
	Exit   int
	Struck bool
}

// Run runs the command and lets the fault strike, when there is one. The error is of the
// tracer; that the program failed stands in the result.
func Run(ctx context.Context, c Command, fault *Fault) (Result, error) {
	return run(ctx, c, fault)
}

// random are the parts of a name that differ from run to run.
var random = regexp.MustCompile(`[0-9a-f]{8,}|[0-9]{3,}`)

// alike gives the path below the folder with what differs from run to run replaced.
func alike(folder, path string) (string, bool) {
	below, ok := strings.CutPrefix(path, folder+"/")
	if !ok {
		return "", false
	}
	return random.ReplaceAllString(below, "#"), true
}
