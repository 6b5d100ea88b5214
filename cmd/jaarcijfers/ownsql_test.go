package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// serve watches the SQL beside the data, also when it is not there yet; a run uses it once
// it is there, unless another is named.
func TestTheSQLBesideTheDataIsWatchedAndUsed(t *testing.T) {
	root := t.TempDir()
	b := batch{data: filepath.Join(root, "data")}
	beside := filepath.Join(root, "sql")
	if got := b.sqlFolder(); got != "" {
		t.Errorf("uses %s", got)
	}
	if got := b.sources(); !slices.Equal(got, []string{b.data, beside}) {
		t.Errorf("watches %v", got)
	}
	if err := os.Mkdir(beside, 0o700); err != nil {
		t.Fatal(err)
	}
	if got := b.sqlFolder(); got != beside {
		t.Errorf("uses %s", got)
	}
	b.sql = "mine"
	if got := b.sources(); b.sqlFolder() != "mine" || !slices.Equal(got, []string{b.data, "mine"}) {
		t.Errorf("uses %s, watches %v", b.sqlFolder(), got)
	}
}
