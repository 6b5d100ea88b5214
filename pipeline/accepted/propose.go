package accepted

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/edition"
	"jaarcijfers/pipeline/file"
)

// Why nothing can be accepted.
var (
	ErrFirst      = errors.New("the first accepted state takes all files")
	ErrNoRegister = errors.New("the descriptor has no register of changes")
	ErrUndecided  = errors.New("a reason is missing")
	ErrNoReason   = errors.New("not a code of codelist reason")
)

// A Request says of what to propose the acceptance.
type Request struct {
	Dir     string     // the data folder
	Data    *file.Copy // what was read of it
	Package *contract.Package
	Shown   []edition.Figure // that the report shows with these data
	Reasons []string         // codes to choose from
	Files   []string         // to accept, by their path in the descriptor; empty for all that differ
	Version string           // that the data get with it; empty to keep the one they have
	// Follows is the reason, by language, of a figure that changed since rows were added.
	Follows func(rows string) map[string]string
}

// A Proposal is what accepting would take, and what must be decided first. Nothing
// is written before [Proposal.Write].
type Proposal struct {
	First   bool // there is no accepted state yet: all is new
	Terms   bool // what the contract enforces is accepted for the first time
	Files   []ProposedFile
	Figures []edition.FigureChange
	Reasons []string // codes to choose from

	request  Request
	before   []byte // the descriptor
	rows     []edition.Change
	texts    map[string][]byte // files as they were read, by path
	accepted map[string][]byte // the accepted state to write, by path in the data folder
}

// A ProposedFile is one file that differs from the accepted state or the descriptor.
type ProposedFile struct {
	Path    string
	Bytes   int
	Private bool // its rows are not compared, copied or registered
	Added   []edition.Change
	Changes []edition.Change // of rows that were there
}

// Propose compares data and figures with the accepted state. The error is ErrFirst when
// only some files are asked for and there is no state yet, and [contract.ErrNoFile] when
// one of them does not differ.
func Propose(q Request) (*Proposal, error) {
	d, err := Compare(q.Data, q.Package, q.Shown)
	if err != nil {
		return nil, err
	}
	if d.First && len(q.Files) > 0 {
		return nil, ErrFirst
	}
	if q.Version == "" {
		q.Version = q.Package.Version
	}
	p := &Proposal{
		First: d.First, Terms: d.NoTerms, Figures: d.Figures, Reasons: q.Reasons,
		request: q, rows: d.Rows, texts: map[string][]byte{},
	}
	if p.before, err = q.Data.ReadFile(contract.DescriptorFile); err != nil {
		return nil, fmt.Errorf("read descriptor: %w", err)
	}
	if err := p.readFiles(); err != nil {
		return nil, err
	}
	for _, file := range q.Files {
		if !slices.ContainsFunc(p.Files, func(f ProposedFile) bool { return f.Path == file }) {
			return nil, fmt.Errorf("accept %s: %w", file, ErrNoFile)
		}
	}
	return p, p.makeState()
}

// Unclear tells whether rows of data and figures both changed, so that it must be asked
// what today's models make of the accepted data, which Before gives.
func (p *Proposal) Unclear() bool { return len(p.Figures) > 0 && len(p.rows) > 0 }

// Attribute tells figures that data changed from those that a model did, by the figures
// that the report shows with the data of Before.
func (p *Proposal) Attribute(before []edition.Figure) { edition.Attribute(p.Figures, before, p.rows) }

// readFiles reads every file once, and lists those that differ.
func (p *Proposal) readFiles() error {
	folder, pkg := p.request.Data, p.request.Package
	_, violations, err := contract.Load(folder)
	if err != nil {
		return fmt.Errorf("compare files with the descriptor: %w", err)
	}
	for _, res := range pkg.Resources {
		text, err := fs.ReadFile(folder, res.Path)
		if err != nil {
			return fmt.Errorf("read %s: %w", res.Path, err)
		}
		p.texts[res.Path] = text
		f := ProposedFile{Path: res.Path, Bytes: len(text), Private: isPrivate(folder, res)}
		differs := slices.ContainsFunc(violations, func(v contract.Violation) bool {
			return v.Rule == contract.RuleFileChanged && v.File == res.Path
		})
		f.take(p.rows)
		if differs || len(f.Added) > 0 || len(f.Changes) > 0 || p.First {
			p.Files = append(p.Files, f)
		}
	}
	for _, c := range p.rows { // of files that the descriptor no longer names
		if pkg.At(c.File) == nil && !slices.ContainsFunc(p.Files, func(f ProposedFile) bool { return f.Path == c.File }) {
			f := ProposedFile{Path: c.File}
			if info, err := fs.Stat(folder, c.File); err == nil { // the descriptor; a file that is gone has no bytes
				f.Bytes = int(info.Size())
			}
			f.take(p.rows)
			p.Files = append(p.Files, f)
		}
	}
	return nil
}

func (f *ProposedFile) take(rows []edition.Change) {
	for _, c := range rows {
		switch {
		case c.File != f.Path:
		case c.Kind == edition.Added:
			f.Added = append(f.Added, c)
		default:
			f.Changes = append(f.Changes, c)
		}
	}
}

// makeState makes the accepted state that would be written.
func (p *Proposal) makeState() error {
	folder := p.request.Data
	p.accepted = map[string][]byte{}
	for _, res := range p.request.Package.Resources {
		if !isPrivate(folder, res) {
			p.accepted[path.Join(copies, res.Path)] = p.texts[res.Path]
		}
	}
	figures, err := figuresCSV(p.request.Shown)
	if err != nil {
		return fmt.Errorf("keep shown figures: %w", err)
	}
	p.accepted[figuresFile] = figures
	if p.accepted[termsFile], err = termsCSV(folder); err != nil {
		return err
	}
	return nil
}

// Version is the version that the data have when they are accepted.
func (p *Proposal) Version() string { return p.request.Version }

// Nothing tells whether there is nothing to accept.
func (p *Proposal) Nothing() bool {
	return len(p.Files) == 0 && len(p.Figures) == 0 && p.request.Version == p.request.Package.Version && !p.First && !p.Terms
}

// describe makes the descriptor name all that is accepted, and the day of it.
func (p *Proposal) describe(text []byte, date string) ([]byte, error) {
	var err error
	for _, f := range p.Files {
		content, ok := p.texts[f.Path]
		if !ok {
			continue // the descriptor names it no longer
		}
		if text, err = SetFile(text, f.Path, content); err != nil {
			return nil, fmt.Errorf("name %s in the descriptor: %w", f.Path, err)
		}
	}
	if p.request.Version != p.request.Package.Version {
		if text, err = setVersion(text, p.request.Version); err != nil {
			return nil, fmt.Errorf("name version %s: %w", p.request.Version, err)
		}
	}
	if text, err = setDay(text, date); err != nil {
		return nil, fmt.Errorf("date the descriptor: %w", err)
	}
	seal := contract.SealOf(p.accepted)
	if text, err = setSeal(text, seal); err != nil {
		return nil, fmt.Errorf("seal accepted state: %w", err)
	}
	return text, p.taken(text, seal)
}

// taken makes sure that a descriptor, read as a build reads it, names all that is
// accepted: what is said to be accepted is so.
func (p *Proposal) taken(text []byte, seal string) error {
	all := map[string][]byte{contract.DescriptorFile: text}
	for name, content := range p.texts {
		all[name] = content
	}
	after, violations, err := contract.Load(p.request.Data.With(all))
	if err != nil {
		return fmt.Errorf("read the descriptor that would be written: %w", err)
	}
	if after == nil || after.Seal != seal {
		return errNotTaken
	}
	for _, v := range violations {
		if v.Rule == contract.RuleFileChanged && slices.ContainsFunc(p.Files, func(f ProposedFile) bool { return f.Path == v.File }) {
			return fmt.Errorf("%s: %w", v.File, errNotTaken)
		}
	}
	return nil
}

var errNotTaken = errors.New("the descriptor does not take what is accepted")
