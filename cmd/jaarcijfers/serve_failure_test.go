package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline/messages"
)

// A page says what the terminal says, and the command to run when a change may be meant.
func TestServeSaysWhyABuildFailedAndWhatToDo(t *testing.T) {
	words, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, old, changed, says, command string
	}{
		{"a value", "specifieke discriminatiefeiten,160,", "specifieke discriminatiefeiten,161,", "was accepted with another value", "jaarcijfers accept --data 'DATA' --work WORK --dry-run"},
		{"a code", ",om_specific_offence,", ",om_specific_offense,", "om_specific_offence", ""},
		{"no row", "observation_id,", "observation,", "Did you mean “observation_id”?", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			work := t.TempDir()
			data := filepath.Join(t.TempDir(), "da ta")
			if err := os.CopyFS(data, os.DirFS("../../data")); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(data, "figures", "observations.csv")
			text, err := os.ReadFile(path)
			if err != nil || !bytes.Contains(text, []byte(tt.old)) {
				t.Fatalf("%q is not there: %v", tt.old, err)
			}
			if err := os.WriteFile(path, bytes.Replace(text, []byte(tt.old), []byte(tt.changed), 1), 0o644); err != nil {
				t.Fatal(err)
			}
			out := &strings.Builder{}
			p := &program{words: words["en"], in: strings.NewReader(""), out: out, err: &strings.Builder{}}
			cmd := &cobra.Command{}
			cmd.SetContext(t.Context())
			failure, err := p.buildFor(cmd, batch{data: data, work: work, quiet: true})
			if err == nil || failure == nil {
				t.Fatalf("the build did not fail: %v", err)
			}
			if !strings.Contains(failure.Text, tt.says) || !strings.Contains(failure.Text, out.String()) {
				t.Errorf("%q is not in %q, or it is not what was printed: %q", tt.says, failure.Text, out)
			}
			if want := strings.NewReplacer("DATA", data, "WORK", work).Replace(tt.command); failure.Command != want {
				t.Errorf("command %q, want %q", failure.Command, want)
			}
		})
	}
}
