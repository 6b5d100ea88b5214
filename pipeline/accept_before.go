package pipeline

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/edition"
)

// dataAsAccepted makes in dir a copy of a data folder in which all files are as they
// were accepted last. A table that is new has its header only, and a letter that is
// new is none of the descriptor's; private files, of which no copy is kept, stay.
func dataAsAccepted(data, dir string, pkg *contract.Package) error {
	if err := os.CopyFS(dir, os.DirFS(data)); err != nil {
		return fmt.Errorf("copy %s: %w", data, err)
	}
	added := map[string]bool{} // letters
	for _, res := range pkg.Resources {
		if res.Private || res.Path == edition.RegisterFile {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(edition.Copies), filepath.FromSlash(res.Path)))
		switch {
		case err == nil:
		case !errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("read accepted %s: %w", res.Path, err)
		case res.Schema == nil:
			added[res.Path] = true
			continue
		default:
			if text, err = os.ReadFile(filepath.Join(dir, filepath.FromSlash(res.Path))); err != nil {
				return fmt.Errorf("read %s: %w", res.Path, err)
			}
			header, _, _ := bytes.Cut(text, []byte("\n"))
			text = append(header, '\n')
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(res.Path)), text, 0o600); err != nil {
			return fmt.Errorf("write accepted %s: %w", res.Path, err)
		}
	}
	return withoutResources(filepath.Join(dir, contract.DescriptorFile), added)
}

// withoutResources takes resources out of a descriptor that is only computed with.
func withoutResources(descriptor string, paths map[string]bool) error {
	if len(paths) == 0 {
		return nil
	}
	text, err := os.ReadFile(descriptor)
	if err != nil {
		return fmt.Errorf("read descriptor: %w", err)
	}
	var all map[string]json.RawMessage
	var resources, kept []json.RawMessage
	if err := errors.Join(json.Unmarshal(text, &all), json.Unmarshal(all["resources"], &resources)); err != nil {
		return fmt.Errorf("read descriptor: %w", err)
	}
	for _, raw := range resources {
		var r struct{ Path string }
		if err := json.Unmarshal(raw, &r); err != nil {
			return fmt.Errorf("read descriptor: %w", err)
		}
		if !paths[r.Path] {
			kept = append(kept, raw)
		}
	}
	if all["resources"], err = json.Marshal(kept); err != nil {
		return fmt.Errorf("write descriptor: %w", err)
	}
	if text, err = json.Marshal(all); err != nil {
		return fmt.Errorf("write descriptor: %w", err)
	}
	if err := os.WriteFile(descriptor, text, 0o600); err != nil {
		return fmt.Errorf("write descriptor: %w", err)
	}
	return nil
}
