package extract_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jaarcijfers/pipeline/contract"
)

// contractOf reads the contract of the extract itself.
func contractOf(t testing.TB) *contract.Package {
	t.Helper()
	pkg, violations, err := contract.LoadShape(os.DirFS("../../../data/extract"))
	if err != nil || len(violations) > 0 {
		t.Fatal(violations, err)
	}
	return pkg
}

// Any bytes are refused or read: what is handed on is CSV with the right number of
// fields and is found again by its number (pass holds that), and every line is one
// of a record or of a fault.
func FuzzPass(f *testing.F) {
	synthetic, err := filepath.Glob("testdata/*.csv")
	if err != nil || len(synthetic) == 0 {
		f.Fatal(synthetic, err)
	}
	for _, name := range synthetic {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw, uint8(0))
	}
	var all strings.Builder
	for _, b := range broken {
		all.WriteString(b.raw + "\n")
		f.Add([]byte(head+b.raw+"\nA1;ja;x\n"), uint8(1))
	}
	f.Add([]byte(head+all.String()), uint8(1))
	f.Add([]byte("\ufeff"+head+each), uint8(1))
	f.Add([]byte("id,word,note\r\nA1,ja,'a;''b'''\r\nA2,ja,\x80 \"5\"\n"), uint8(2))
	resources := []*contract.Resource{
		contractOf(f).Resources[0],
		table(f),
		table(f, "utf-8", "windows-1252", `";"`, `","`, `"\""`, `"'"`),
	}
	f.Fuzz(func(t *testing.T, raw []byte, which uint8) {
		p, handed := pass(t, source(t, resources[int(which)%len(resources)], "rows.csv", raw), nil)
		if p.Refused != nil {
			return
		}
		newlines := 0 // that a fault has besides those of its own line
		last := 1     // the header's; a line break in it is refused
		for _, f := range p.Held.Faults {
			if f.Violation.Line <= last {
				t.Fatalf("fault on line %d behind one on %d", f.Violation.Line, last)
			}
			if last = f.Violation.Line; f.Violation.Rule == "field_newline" {
				newlines += strings.Count(strings.Join(f.Fields, ""), "\n")
			}
		}
		if p.Held.Records > len(p.Held.Faults) {
			return // the lines of those that are not kept are not known
		}
		all := strings.Count(string(raw), "\n")
		if !strings.HasSuffix(string(raw), "\n") {
			all++
		}
		if got := 1 + len(handed) + p.Held.Records + newlines; got != all {
			t.Fatalf("%d records, %d faults and %d lines within them make %d lines of %d", len(handed), p.Held.Records, newlines, got, all)
		}
	})
}

// Any bytes are refused as Parquet or read, and reading ends.
func FuzzParquet(f *testing.F) {
	endless, err := os.ReadFile("testdata/endless.parquet") // has the library look at one page for ever
	if err != nil {
		f.Fatal(err)
	}
	f.Add(endless)
	f.Add(parquetOf(f, fieldsOf(asText, asDay, asText, asBool), stringColumn("S24-0001-1", "S24-0002-1"), dayColumn("2024-10-20", ""), stringColumn("sepot", nil), boolColumn(true, nil)))
	r := contractOf(f).Resource("disposals")
	f.Fuzz(func(t *testing.T, raw []byte) { pass(t, source(t, r, "disposals.parquet", raw), nil) })
}
