package file

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestAFullDiskIsAFullError(t *testing.T) {
	device, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	must(t, err)
	p := &Part{path: "work/release/a", file: device}
	_, err = p.Write([]byte("x"))
	var full *FullError
	if !errors.As(err, &full) || full.Folder != filepath.Join("work", "release") || full.Limit {
		t.Errorf("got %v, want a full folder work/release", err)
	}
	must(t, device.Close())
}
