package contract

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// DescriptorFile is the name of the descriptor in a data folder.
const DescriptorFile = "datapackage.json"

// CorrectionsFile is the name of the file beside it that declares what is put right
// in delivered rows; package extract reads it.
const CorrectionsFile = "corrections.yaml"

// Rules about the descriptor and the files as a whole.
const (
	RuleSyntax      Rule = "descriptor_syntax"
	RuleDescriptor  Rule = "descriptor"
	RuleFileMissing Rule = "file_missing"
	RuleFileChanged Rule = "file_changed"
	RuleFileUnknown Rule = "file_unknown"
)

// Load reads the descriptor of a data folder and compares each file with the
// hash and size it names. The violations hold everything that is wrong; the
// package is nil only when the descriptor cannot be read as such. The error is
// for what is not the deliverer's doing, such as a disk that fails.
func Load(folder fs.FS) (*Package, []Violation, error) {
	l, p, err := readDescriptor(folder)
	if err != nil || p == nil {
		return nil, l.violations, err
	}
	if err := errors.Join(l.checkFiles(p), l.checkSeal(p)); err != nil {
		return nil, nil, err
	}
	SortViolations(l.violations)
	return p, l.violations, nil
}

// LoadShape reads the descriptor of files that are delivered elsewhere, as those
// of an extract are: what they must look like, and not which they are.
func LoadShape(folder fs.FS) (*Package, []Violation, error) {
	l, p, err := readDescriptor(folder)
	if err != nil {
		return nil, nil, err
	}
	SortViolations(l.violations)
	return p, l.violations, nil
}

func readDescriptor(folder fs.FS) (*loader, *Package, error) {
	text, err := fs.ReadFile(folder, DescriptorFile)
	l := &loader{folder: folder, text: text}
	if err != nil {
		return l, nil, fmt.Errorf("read descriptor: %w", err)
	}
	var d descriptor
	if err := json.Unmarshal(text, &d); err != nil {
		l.violations = []Violation{syntaxViolation(text, err)}
		return l, nil, nil
	}
	p := l.build(d)
	l.checkForeignKeys(p)
	return l, p, nil
}

func syntaxViolation(text []byte, err error) Violation {
	v := Violation{Severity: Error, File: DescriptorFile, Rule: RuleSyntax, Value: err.Error(), Line: 1}
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		v.Line = 1 + bytes.Count(text[:min(int(syntax.Offset), len(text))], []byte("\n"))
	case errors.As(err, &kind):
		v.Line = 1 + bytes.Count(text[:min(int(kind.Offset), len(text))], []byte("\n"))
		v.Column = kind.Field
	}
	return v
}

// A loader collects what is wrong with a descriptor.
type loader struct {
	folder     fs.FS
	text       []byte
	violations []Violation
}

// refuse notes something wrong in the descriptor, at the line of the resource.
func (l *loader) refuse(resource, place, value, expected string) {
	l.violations = append(l.violations, Violation{
		Severity: Error, File: DescriptorFile, Line: l.lineOf(resource), Column: place,
		Value: value, Rule: RuleDescriptor, Expected: expected,
	})
}

// lineOf finds the line of the descriptor where a resource says its name.
func (l *loader) lineOf(resource string) int {
	at := bytes.Index(l.text, []byte(`"name": `+strconv.Quote(resource)))
	if at < 0 {
		return 1
	}
	return 1 + bytes.Count(l.text[:at], []byte("\n"))
}

func (l *loader) build(d descriptor) *Package {
	created, _, _ := strings.Cut(d.Created, "T")
	p := &Package{Name: d.Name, Title: d.Title, Version: d.Version, Created: created, Seal: d.Ours.Accepted.Hash, byName: map[string]*Resource{}}
	if len(d.Licences) > 0 {
		p.Licence = d.Licences[0].Name
	}
	if d.Title == "" || d.Version == "" || created == "" {
		l.refuse("", "title, version, created", "", "title, version, created")
	}
	if d.Version != "" && !IsVersion(d.Version) {
		l.refuse("", "version", d.Version, versionForm)
	}
	paths := map[string]bool{}
	for _, raw := range d.Resources {
		r := l.resource(raw, DefaultLimits.over(d.Ours.Limits))
		if r == nil {
			continue
		}
		if p.byName[r.Name] != nil {
			l.refuse(r.Name, "name", r.Name, "unique")
			continue
		}
		if paths[r.Path] {
			l.refuse(r.Name, "path", r.Path, "unique")
		}
		paths[r.Path] = true
		p.byName[r.Name] = r
		p.Resources = append(p.Resources, r)
	}
	return p
}

// checkForeignKeys makes sure that what a key points at exists.
func (l *loader) checkForeignKeys(p *Package) {
	for _, r := range p.Resources {
		if r.Schema == nil {
			continue
		}
		for _, key := range r.Schema.ForeignKeys {
			target := r
			if key.Resource != "" {
				target = p.byName[key.Resource]
			}
			if target == nil || target.Schema == nil {
				l.refuse(r.Name, "foreignKeys", key.Resource, "resource")
				continue
			}
			for _, name := range key.ReferenceFields {
				if target.Schema.Index(name) < 0 {
					l.refuse(r.Name, "foreignKeys", name, strings.Join(fieldNames(target.Schema), ", "))
				}
			}
		}
	}
}

func fieldNames(s *Schema) []string {
	names := make([]string, len(s.Fields))
	for i, f := range s.Fields {
		names[i] = f.Name
	}
	return names
}

// checkFiles compares the files with their hashes, and names files that no
// resource speaks of: a new file that is forgotten must not go unseen. A folder
// with a descriptor of its own is another package.
func (l *loader) checkFiles(p *Package) error {
	known := map[string]bool{DescriptorFile: true}
	for _, r := range p.Resources {
		known[r.Path] = true
		if err := l.checkFile(r); err != nil {
			return err
		}
	}
	return fs.WalkDir(l.folder, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("list data folder: %w", err)
		}
		hidden := strings.HasPrefix(path.Base(name), ".") && name != "."
		switch {
		case e.IsDir() && (hidden || name == AcceptedFolder || name != "." && isPackage(l.folder, name)):
			return fs.SkipDir
		case e.IsDir(), hidden, known[name], name == CorrectionsFile, strings.EqualFold(path.Ext(name), ".md"):
			return nil
		}
		l.violations = append(l.violations, Violation{Severity: Warning, File: name, Rule: RuleFileUnknown})
		return nil
	})
}

func isPackage(folder fs.FS, name string) bool {
	_, err := fs.Stat(folder, path.Join(name, DescriptorFile))
	return err == nil
}

func (l *loader) checkFile(r *Resource) error {
	violation, err := r.within(l.folder)
	if err != nil {
		return err
	}
	if violation != nil {
		r.Unread = true
		l.violations = append(l.violations, *violation)
		return nil
	}
	text, err := fs.ReadFile(l.folder, r.Path)
	if err != nil {
		return fmt.Errorf("read %s: %w", r.Path, err)
	}
	sum := sha256.Sum256(text)
	have := hex.EncodeToString(sum[:])
	want := strings.TrimPrefix(r.SHA256, "sha256:")
	r.SHA256 = have
	if want != have {
		l.violations = append(l.violations, Violation{
			Severity: Error, File: r.Path, Rule: RuleFileChanged,
			Value: "sha256:" + want, Expected: fmt.Sprintf(`"bytes": %d, "hash": "sha256:%s"`, len(text), have),
		})
	}
	return nil
}
