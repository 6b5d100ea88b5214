package engine

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"

	"jaarcijfers/pipeline/file"
)

// What the engine says when a disk is full is told as that, with its folder.
func TestAFullDiskIsToldInTheEnginesWords(t *testing.T) {
	for _, tt := range []struct {
		text   string
		folder string // empty when the disk is not full
		limit  bool
	}{
		{`IO Error: Could not write file "/work/release/.part-1/a.duckdb": No space left on device`, "/work/release", false},
		{`TransactionContext Error: Failed to commit: Could not write file "/work/a.duckdb.wal": No space left on device`, "/work", false},
		{`FATAL Error: Failed to create checkpoint because of error: Could not write file "/work/a.duckdb": File too large`, "/work", true},
		{`IO Error: Cannot open file "/x y/.part-1/b.duckdb": Disk quota exceeded`, "/x y", false},
		{`Out of Memory Error: failed to offload data block of size 256.0 KiB (1.0 MiB/1.0 MiB used).
This limit was set by the 'max_temp_directory_size' setting.`, "elsewhere", false},
		{"write x: no space left on device", "elsewhere", false},
		{`IO Error: Could not write file "/work/a.duckdb": Input/output error`, "", false},
		{`Catalog Error: Table with name space does not exist!`, "", false},
		{"Out of Memory Error: could not allocate block of size 256.0 KiB", "", false},
	} {
		t.Run(tt.text, func(t *testing.T) {
			err := errors.New(tt.text)
			var full *file.FullError
			switch is := errors.As(Full("elsewhere", fmt.Errorf("publish: %w", err)), &full); {
			case is != (tt.folder != ""):
				t.Errorf("full is %t", is)
			case is && (full.Folder != tt.folder || full.Limit != tt.limit || !errors.Is(full, err)):
				t.Errorf("got %+v", full)
			}
			if is := IsFull(err); is != (tt.folder != "") {
				t.Errorf("full is %t", is)
			}
		})
	}
	known := &file.FullError{Folder: "known", Err: &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}}
	var got *file.FullError
	if !errors.As(Full("elsewhere", known), &got) || got != known {
		t.Errorf("got %v", got)
	}
	if Full("elsewhere", nil) != nil {
		t.Error("nothing is full")
	}
}
