package main

import (
	"debug/buildinfo"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// What is linked into the program: versions of less have faults that are known to
// attackers (docs/decisions/032-engine.md).
func TestNothingKnownToBeUnsafeIsLinked(t *testing.T) {
	info, err := buildinfo.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	linked := map[string]string{}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m.Version = m.Replace.Path
		}
		linked[m.Path] = m.Version
	}
	for path, least := range map[string]string{
		"github.com/duckdb/duckdb-go/v2":       "v2.10506.0", // DuckDB 1.5.6
		"github.com/duckdb/duckdb-go-bindings": "v0.10506.0",
		"github.com/apache/thrift":             "v0.25.0",
		"google.golang.org/grpc":               "v1.79.3",
	} {
		if slices.Compare(numbers(t, linked[path]), numbers(t, least)) < 0 {
			t.Errorf("%s is %s, want %s or later", path, linked[path], least)
		}
	}
	if at := linked["github.com/marcboeker/go-duckdb/v2"]; at != "./pipeline/engine/driver" {
		t.Errorf("the driver comes from %q", at)
	}
	for path := range linked { // beside arrow v15 it breaks the program at its start
		if strings.HasPrefix(path, "github.com/apache/arrow-go/") {
			t.Errorf("%s is linked", path)
		}
	}
}

func numbers(t *testing.T, version string) []int {
	t.Helper()
	parts := make([]int, 3)
	if _, err := fmt.Sscanf(version, "v%d.%d.%d", &parts[0], &parts[1], &parts[2]); err != nil {
		t.Fatalf("version %q: %v", version, err)
	}
	return parts
}
