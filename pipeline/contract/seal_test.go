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
