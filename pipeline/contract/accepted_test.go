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

// The seal and the version go into the descriptor, and nothing else changes.
func TestSealedAndVersionedKeepTheRest(t *testing.T) {
	plain := "{\n  \"version\": \"2026.1\",\n  \"resources\": [{\"version\": \"x\"}]\n}\n"
	ours := "{\n  \"version\": \"2026.1\",\n  \"jaarcijfers\": {\n    \"limits\": {\"rows\": 5}\n  }\n}\n"
	for _, text := range []string{plain, ours, strings.Replace(ours, `"limits": {"rows": 5}`, "", 1)} {
		once, err := contract.Sealed([]byte(text), "sha256:1")
		if err != nil {
			t.Fatal(err)
		}
		twice, err := contract.Sealed(once, "sha256:2")
		if err != nil || strings.Replace(string(twice), "sha256:2", "sha256:1", 1) != string(once) {
			t.Errorf("%v\n%s\n%s", err, once, twice)
		}
		folder := fstest.MapFS{contract.DescriptorFile: {Data: twice}}
		if p, _, err := contract.LoadShape(folder); err != nil || p == nil || p.Seal != "sha256:2" {
			t.Errorf("%v %+v %s", err, p, twice)
		}
	}
	named, err := contract.Versioned([]byte(plain), "2026.2")
	if want := strings.Replace(plain, "2026.1", "2026.2", 1); err != nil || string(named) != want {
		t.Errorf("%v %s", err, named)
	}
}
