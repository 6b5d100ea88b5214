package site

import (
	"testing"
)

func TestX(t *testing.T) {
	if err := Write(t.Context(), "/tmp/site", testInput(), loaded(t), testAssets()); err != nil {
		t.Fatal(err)
	}
}
