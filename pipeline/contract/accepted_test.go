package contract_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"jaarcijfers/pipeline/contract"
)

func TestSealIsOfAllFilesOfTheAcceptedState(t *testing.T) {
	folder := func(files ...string) fstest.MapFS {
		all := fstest.MapFS{"other.csv": {Data: []byte("x")}}
		for i := 0; i < len(files); i += 2 {
			all[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
		}
		return all
	}
	seal := func(f fstest.MapFS) string {
		t.Helper()
		s, err := contract.Seal(f)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if got := seal(folder()); got != "" {
		t.Errorf("no state has the seal %q", got)
	}
	one := seal(folder("accepted/a.csv", "1", "accepted/a/b.csv", "2"))
	if got := contract.SealOf(map[string][]byte{"accepted/a/b.csv": []byte("2"), "accepted/a.csv": []byte("1")}); got != one {
		t.Errorf("%s and %s", got, one)
	}
	for _, other := range []fstest.MapFS{
		folder("accepted/a.csv", "1"), folder("accepted/a.csv", "2", "accepted/a/b.csv", "1"), folder("accepted/a.csv", "1", "accepted/a/c.csv", "2"),
	} {
		if seal(other) == one {
			t.Errorf("%v has the same seal", other)
		}
	}
}

// The day goes into the line of the package, not into one of a resource.
func TestSetDayKeepsTheRest(t *testing.T) {
	text := "{\n  \"created\": \"2026-11-23T00:00:00Z\",\n  \"resources\": [{\n      \"created\": \"2026-11-23T00:00:00Z\"}]\n}\n"
	got, err := contract.SetDay([]byte(text), "2027-04-01")
	if want := strings.Replace(text, "2026-11-23", "2027-04-01", 1); err != nil || string(got) != want {
		t.Errorf("%v %s", err, got)
	}
	if got, err := contract.SetDay([]byte("{}"), "2027-04-01"); err != nil || string(got) != "{}" {
		t.Errorf("without a line: %v %s", err, got)
	}
	if _, err := contract.SetDay([]byte(text), "1 April"); err == nil {
		t.Error("a day that is none was written")
	}
}

// What is wrong in a file comes before that it is another file.
func TestSortViolationsSaysWhyAFileIsAnotherFirst(t *testing.T) {
	all := []contract.Violation{
		{File: "b.csv", Rule: contract.RuleRowGone, Line: 2}, {File: "a.csv", Rule: contract.RuleFileChanged},
		{File: "a.csv", Rule: contract.RuleRowGone, Line: 7}, {File: "a.csv", Rule: contract.RuleRowChanged, Line: 3},
	}
	contract.SortViolations(all)
	var got []string
	for _, v := range all {
		got = append(got, v.File+" "+string(v.Rule))
	}
	want := "a.csv accepted_row_changed, a.csv accepted_row_gone, a.csv file_changed, b.csv accepted_row_gone"
	if strings.Join(got, ", ") != want {
		t.Errorf("got %s", strings.Join(got, ", "))
	}
}

// The seal and the version go into the descriptor, and nothing else changes.
func TestSetSealAndSetVersionKeepTheRest(t *testing.T) {
	plain := "{\n  \"version\": \"2026.1\",\n  \"resources\": [{\"version\": \"x\"}]\n}\n"
	ours := "{\n  \"version\": \"2026.1\",\n  \"resources\": [{}],\n  \"jaarcijfers\": {\n    \"limits\": {\"rows\": 5}\n  }\n}\n"
	for _, text := range []string{plain, ours, strings.Replace(ours, `"limits": {"rows": 5}`, "", 1)} {
		once, err := contract.SetSeal([]byte(text), "sha256:1")
		if err != nil {
			t.Fatal(err)
		}
		twice, err := contract.SetSeal(once, "sha256:2")
		if err != nil || strings.Replace(string(twice), "sha256:2", "sha256:1", 1) != string(once) {
			t.Errorf("%v\n%s\n%s", err, once, twice)
		}
		folder := fstest.MapFS{contract.DescriptorFile: {Data: twice}}
		if p, _, err := contract.LoadShape(folder); err != nil || p == nil || p.Seal != "sha256:2" {
			t.Errorf("%v %+v %s", err, p, twice)
		}
	}
	named, err := contract.SetVersion([]byte(plain), "2026.2")
	if want := strings.Replace(plain, "2026.1", "2026.2", 1); err != nil || string(named) != want {
		t.Errorf("%v %s", err, named)
	}
}
