package contract_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jaarcijfers/pipeline/contract"
)

func changedFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	resource := strings.Replace(good, `"hash"`, `"bytes": 7, "hash"`, 1)
	for name, file := range folder(resource) {
		text := file.Data
		if name == "a.csv" {
			text = []byte("code\na\nb\n")
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func descriptorOf(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, contract.DescriptorFile))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Whether the new hash is right is asked of Load, which computes it itself.
func TestAcceptNamesTheFileAsItIs(t *testing.T) {
	dir := changedFolder(t)
	before := descriptorOf(t, dir)
	all, err := contract.Accept(dir, nil, true)
	if err != nil || len(all) != 1 || all[0].Bytes != 9 || descriptorOf(t, dir) != before {
		t.Fatalf("a try gives %v, %v, and must write nothing", all, err)
	}
	if all, err = contract.Accept(dir, []string{"a.csv"}, false); err != nil || len(all) != 1 {
		t.Fatalf("got %v, %v", all, err)
	}
	after := descriptorOf(t, dir)
	if !strings.Contains(after, `"bytes": 9, "hash": "sha256:`) || len(after) != len(before) {
		t.Errorf("descriptor is %s", after)
	}
	_, violations, err := contract.Load(os.DirFS(dir))
	if err != nil || len(violations) > 0 {
		t.Errorf("the contract is not true: %v, %v", violations, err)
	}
	if all, err = contract.Accept(dir, nil, false); err != nil || len(all) != 0 {
		t.Errorf("again gives %v, %v", all, err)
	}
}

func TestAcceptTakesOnlyChangedFiles(t *testing.T) {
	dir := changedFolder(t)
	before := descriptorOf(t, dir)
	if _, err := contract.Accept(dir, []string{"a.csv", "b.csv"}, false); !errors.Is(err, contract.ErrNoFile) || descriptorOf(t, dir) != before {
		t.Errorf("got %v", err)
	}
}

// An entry without bytes or hash gets both, on lines of their own when the path has
// one; what is accepted is then what Load reads.
func TestAcceptCompletesAnEntry(t *testing.T) {
	for _, lines := range []bool{false, true} {
		dir := changedFolder(t)
		text := descriptorOf(t, dir)
		at := strings.Index(text, `"bytes": 7, "hash"`)
		end := at + strings.Index(text[at:], `",`) + len(`",`)
		text = text[:at] + strings.TrimLeft(text[end:], " ")
		if lines {
			text = strings.Replace(text, `"path": "a.csv"`, "\n    \"path\": \"a.csv\"", 1)
		}
		if err := os.WriteFile(filepath.Join(dir, contract.DescriptorFile), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if all, err := contract.Accept(dir, nil, false); err != nil || len(all) != 1 {
			t.Fatalf("got %v, %v", all, err)
		}
		if _, violations, err := contract.Load(os.DirFS(dir)); err != nil || len(violations) > 0 {
			t.Errorf("the contract is not true: %v, %v", violations, err)
		}
		if lines && !strings.Contains(descriptorOf(t, dir), "\n    \"bytes\": 9,\n    \"hash\": \"sha256:") {
			t.Errorf("descriptor is %s", descriptorOf(t, dir))
		}
	}
}
