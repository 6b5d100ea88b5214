package model

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// docs/MODELS.md has a row for every field that the parser knows, in the part on what it is
// a field of, and no row for another.
func TestEveryFieldIsInTheDocument(t *testing.T) {
	text, err := os.ReadFile("../../docs/MODELS.md")
	if err != nil {
		t.Fatal(err)
	}
	for part, of := range map[string]any{
		"## A model": modelYAML{}, "### A column": columnYAML{}, "### A number": parameterYAML{}, "## A check": checkYAML{}, "## A unit test": UnitTest{},
	} {
		_, after, ok := strings.Cut(string(text), "\n"+part+"\n")
		if !ok {
			t.Fatalf("no part %q", part)
		}
		after, _, _ = strings.Cut(after, "\n#")
		documented := map[string]bool{}
		for line := range strings.Lines(after) {
			cells := strings.Split(line, "|")
			if len(cells) < 5 || !strings.HasPrefix(cells[1], " `") {
				continue
			}
			for name := range strings.SplitSeq(cells[1], ",") {
				documented[strings.Trim(name, " `")] = true
			}
			if strings.TrimSpace(cells[2]) == "" || !strings.Contains(cells[3], "`") {
				t.Errorf("%s: %q has no explanation or no example", part, cells[1])
			}
		}
		for _, field := range Fields(of) {
			if !documented[field] {
				t.Errorf("%s does not have %s", part, field)
			}
			delete(documented, field)
		}
		for field := range documented {
			t.Errorf("%s has %s, which is no field", part, field)
		}
	}
}

// The examples of the document are read without a fault.
func TestTheExamplesOfTheDocumentAreRight(t *testing.T) {
	text, err := os.ReadFile("../../docs/MODELS.md")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for i, name := range []string{"mart/reports.sql", "check/reports.sql", "test/reports.yaml"} {
		block := strings.Split(string(text), "\n```")[2*i+1]
		_, code, _ := strings.Cut(block, "\n")
		files[name] = &fstest.MapFile{Data: []byte(code + "\n")}
	}
	l := &modelLoader{checkFolder: "check"}
	for _, folder := range []string{"mart", "check"} {
		if err := l.readFolder(files, folder); err != nil {
			t.Fatal(err)
		}
	}
	tests := l.readUnitTests("test/reports.yaml", files["test/reports.yaml"].Data)
	if len(l.problems) > 0 || len(l.models) != 1 || len(l.checks) != 1 || len(tests) != 1 {
		t.Error(l.problems, len(l.models), len(l.checks), len(tests))
	}
}
