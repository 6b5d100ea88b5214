package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"jaarcijfers/cmd/faults/tracer"
)

// script makes a file, moves it, and reports how moving went.
const script = `echo text > one; mv one two; echo "exit code $?"; ls`

// proofs are what each kind of fault must do to the move of the script. A campaign that
// survives everything may be one that strikes nothing, so it begins with these.
var proofs = map[tracer.Kind]string{
	tracer.KillBefore: "one",
	tracer.KillAfter:  "two",
	tracer.EIO:        "exit code 1\none\n",
	tracer.ENOSPC:     "exit code 1\none\n",
	tracer.EACCES:     "exit code 1\none\n",
	tracer.Full:       "exit code 1\none\n",
}

func (c *campaign) prove(ctx context.Context) error {
	for _, kind := range tracer.Kinds {
		folder := filepath.Join(c.folder, "proof")
		if err := os.Mkdir(folder, 0o700); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
		found, err := c.proveOne(ctx, folder, kind)
		if err != nil {
			return err
		}
		if found != proofs[kind] {
			return fmt.Errorf("the tracer does not make %q: found %q, not %q", kind, found, proofs[kind])
		}
		if err := os.RemoveAll(folder); err != nil {
			return fmt.Errorf("remove folder: %w", err)
		}
	}
	return nil
}

// proveOne gives what the script printed, or, when it was killed, the name of the file that is there.
func (c *campaign) proveOne(ctx context.Context, folder string, kind tracer.Kind) (string, error) {
	var printed, complaints bytes.Buffer
	command := tracer.Command{Args: []string{"sh", "-c", script}, Dir: folder, Folder: folder, Output: &printed, Errors: &complaints}
	move := tracer.Call{Name: "renameat2", Path: "two"}
	result, err := tracer.Run(ctx, command, &tracer.Fault{Call: move, Nth: 1, Kind: kind})
	if err != nil {
		return "", fmt.Errorf("trace a script: %w", err)
	}
	if !result.Struck {
		return "", fmt.Errorf("the tracer did not see a file being moved: it saw %v", result.Calls)
	}
	if kind != tracer.KillBefore && kind != tracer.KillAfter {
		return printed.String(), nil
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 {
		return "", fmt.Errorf("list %s: %d entries: %w", folder, len(entries), err)
	}
	return entries[0].Name(), nil
}
