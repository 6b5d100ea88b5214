package extract_test

import (
	"io"
	"os"
	"strings"
	"testing"

	"jaarcijfers/pipeline/source/extract"
)

// Keys are counted as they are handed on, corrected, from all files of a table.
func TestKeysThatOccurTwiceAreSeen(t *testing.T) {
	const top = "offence_number;ground;synthetic\n"
	mend := strings.NewReplacer("disposals", "grounds", "S24-0001-1}", "S24-0001-1, ground: ras}", "column: disposal", "column: ground", "sepot", "ras", "dagvaarding", "sekse").Replace(correction())
	for _, tt := range []struct {
		name, corrections string
		files             []string
		want              bool
	}{
		{"none", "", []string{""}, false},
		{"each once", "", []string{"S24-0001-1;ras;\nS24-0001-1;sekse;\n", "S24-0002-1;ras;\n"}, false},
		{"one twice in a file", "", []string{"S24-0001-1;ras;\nS24-0002-1;ras;\nS24-0001-1;ras;true\n"}, true},
		{"one twice in two files", "", []string{"S24-0001-1;ras;\n", "S24-0001-1;\"ras\";\n"}, true},
		{"one that is refused", "", []string{"S24-0001-1;ras;\nS24-0001-1;ras\n"}, false},
		{"without a part of the key", "", []string{"S24-0001-1;;\nS24-0001-1;;\n;ras;\n;ras;\n"}, false},
		{"parts that run into each other", "", []string{"S24-0001-1;ras;\nS24-0001-;1ras;\n"}, false},
		{"made the same by a correction", mend, []string{"S24-0001-1;ras;\nS24-0001-1;sekse;\n"}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := t.TempDir()
			keys := extract.NewKeys(folder)
			c, violations := declared(t, tt.corrections)
			if len(violations) > 0 {
				t.Fatal(violations)
			}
			for _, rows := range tt.files {
				file := extract.Open(source(t, contractOf(t).Resource("grounds"), "grounds.csv", []byte(top+rows)), c)
				file.CountKeys(keys)
				if p, err := file.Pass(t.Context(), io.Discard, func(int) {}); err != nil || p.Refused != nil {
					t.Fatal(p, err)
				}
			}
			if got, err := keys.Twice(); got != tt.want || err != nil {
				t.Errorf("%v, %v; want %v", got, err, tt.want)
			}
			if err := keys.Close(); err != nil {
				t.Error(err)
			}
			if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
				t.Error(left, err)
			}
		})
	}
}
