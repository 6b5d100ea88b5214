package site

import (
	"bytes"
	"compress/gzip"
	"testing"
)

// What every page loads at the start keeps to 12 KB on the line; all that is larger is
// loaded when a reader asks for it.
func TestTheScriptIsSmall(t *testing.T) {
	files := written(t, testInput())
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	for _, name := range []string{"assets/early.js", "assets/site.js"} {
		if _, err := z.Write(files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if n := packed.Len(); n > 12<<10 || n < 1<<10 {
		t.Errorf("the script weighs %d bytes", n)
	}
}
