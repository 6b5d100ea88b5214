package accepted

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
)

// Before is the data folder as it was accepted last. A table that is new has its header
// only, and a letter that is new is none of the descriptor's; private files, of which no
// copy is kept, stay.
func (p *Proposal) Before() (*file.Copy, error) {
	data, pkg := p.request.Data, p.request.Package
	accepted := map[string][]byte{}
	added := map[string]bool{} // letters
	for _, res := range pkg.Resources {
		if res.Private || res.Path == RegisterFile {
			continue
		}
		text, err := data.ReadFile(path.Join(copies, res.Path))
		switch {
		case err == nil:
		case !errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("read accepted %s: %w", res.Path, err)
		case res.Schema == nil:
			added[res.Path] = true
			continue
		default:
			if text, err = data.ReadFile(res.Path); err != nil {
				return nil, fmt.Errorf("read %s: %w", res.Path, err)
			}
			header, _, _ := bytes.Cut(text, []byte("\n"))
			text = append(header, '\n')
		}
		accepted[res.Path] = text
	}
	descriptor, err := data.ReadFile(contract.DescriptorFile)
	if err != nil {
		return nil, fmt.Errorf("read descriptor: %w", err)
	}
	if accepted[contract.DescriptorFile], err = withoutResources(descriptor, added); err != nil {
		return nil, fmt.Errorf("take new letters out of the descriptor: %w", err)
	}
	return data.With(accepted), nil
}

// withoutResources takes resources out of a descriptor that is only computed with.
func withoutResources(descriptor []byte, paths map[string]bool) ([]byte, error) {
	if len(paths) == 0 {
		return descriptor, nil
	}
	var all map[string]json.RawMessage
	var resources, kept []json.RawMessage
	if err := errors.Join(json.Unmarshal(descriptor, &all), json.Unmarshal(all["resources"], &resources)); err != nil {
		return nil, err
	}
	for _, raw := range resources {
		var r struct{ Path string }
		if err := json.Unmarshal(raw, &r); err != nil {
			return nil, err
		}
		if !paths[r.Path] {
			kept = append(kept, raw)
		}
	}
	var err error
	if all["resources"], err = json.Marshal(kept); err != nil {
		return nil, err
	}
	return json.Marshal(all)
}

// Except is a data folder in which all files but some are as they were accepted
// last, so that accepting those takes nothing else along. The descriptor, the accepted
// state and the register are always as they stand.
func Except(folder *file.Copy, but []string) *file.Copy {
	accepted := map[string][]byte{}
	_ = fs.WalkDir(folder, copies, func(copied string, e fs.DirEntry, err error) error {
		name := strings.TrimPrefix(copied, copies+"/")
		if err != nil || e.IsDir() || name == contract.DescriptorFile || name == RegisterFile || slices.Contains(but, name) {
			return nil //nolint:nilerr // without an accepted copy a file is as it stands
		}
		if text, err := folder.ReadFile(copied); err == nil {
			accepted[name] = text
		}
		return nil
	})
	return folder.With(accepted)
}
