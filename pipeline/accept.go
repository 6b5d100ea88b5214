package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/edition"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/report"
)

// AcceptOptions say which files of a data folder to accept.
type AcceptOptions struct {
	Data    string
	SQL     string   // as of Options
	Files   []string // by their path in the descriptor; empty for all that differ
	Version string   // that the data get with it; empty to keep the one they have
	Today   string   // nothing in the data may be of a later day; empty for the day they have
}

// Why nothing can be accepted.
var (
	ErrFirst      = errors.New("the first accepted state takes all files")
	ErrNoRegister = errors.New("the descriptor has no register of changes")
	ErrUndecided  = errors.New("a reason is missing")
	ErrNoReason   = errors.New("not a code of codelist reason")
	ErrVersion    = errors.New("not a version: letters and digits, with single points and hyphens between them, like 2026.2")
)

// A Proposal is what accepting would take, and what must be decided first. Nothing
// is written before [Proposal.Write].
type Proposal struct {
	First   bool // there is no accepted state yet: all is new
	Terms   bool // what the contract enforces is accepted for the first time
	Files   []ProposedFile
	Figures []edition.FigureChange
	Reasons []string       // codes to choose from
	Report  *report.Report // why it cannot be, when the error is ErrRejected or ErrChecks

	dir      string
	data     *file.Copy // that was proposed from
	sql      fs.FS
	version  string
	before   []byte // the descriptor
	rows     []edition.Change
	pkg      *contract.Package
	texts    map[string][]byte // files as they were read, by path
	accepted map[string][]byte // the accepted state to write, by path in the data folder
	added    func(lang, rows string) string
}

// A ProposedFile is one file that differs from the accepted state or the descriptor.
type ProposedFile struct {
	Path    string
	Bytes   int
	Private bool // its rows are not compared, copied or registered
	Added   []edition.Change
	Changes []edition.Change // of rows that were there
}

// Propose reads the data, makes the tables in memory, and compares both with the
// accepted state. The error is ErrRejected or ErrChecks when the data cannot be
// loaded or modelled; then the report of the proposal says why.
func Propose(ctx context.Context, o AcceptOptions) (*Proposal, error) {
	if o.Version != "" && !contract.IsVersion(o.Version) {
		return nil, fmt.Errorf("%q: %w", o.Version, ErrVersion)
	}
	work, err := os.MkdirTemp("", "jaarcijfers-accept-")
	if err != nil {
		return nil, fmt.Errorf("make work folder: %w", err)
	}
	if err := recoverAccepted(ctx, o.Data); err != nil {
		return nil, errors.Join(err, os.RemoveAll(work))
	}
	p := &Proposal{dir: o.Data, version: o.Version, texts: map[string][]byte{}}
	options := Options{Data: o.Data, SQL: o.SQL, Work: work}
	told, err := start(ctx, options, func(r *run) error {
		r.accepting, r.day = true, o.Today
		if len(o.Files) > 0 {
			r.data = asAcceptedBut(r.data, o.Files)
		}
		if err := r.inOrder(ctx, r.load, r.model); err != nil {
			return err
		}
		return p.fill(ctx, r, o.Files)
	})
	if err == nil {
		err = p.attribute(ctx, options, o.Today)
	}
	p.Report = told
	if told != nil {
		told.Rejects = "" // the folder that holds them goes
	}
	return p, errors.Join(err, os.RemoveAll(work))
}

// attribute tells figures that data changed from those that a model did, by asking
// what they would be with the accepted data. When today's contract or models cannot
// read those, what Explain found stands.
func (p *Proposal) attribute(ctx context.Context, options Options, today string) error {
	if len(p.Figures) == 0 || len(p.rows) == 0 {
		return nil
	}
	var before []edition.Figure
	data, err := dataAsAccepted(p.data, p.pkg)
	if err != nil {
		return err
	}
	_, err = start(ctx, options, func(r *run) error {
		r.accepting, r.day, r.data, r.sql = true, today, data, p.sql
		if err := r.inOrder(ctx, r.load, r.model); err != nil {
			return err
		}
		var err error
		before, err = r.shownFigures(ctx)
		return err
	})
	switch {
	case errors.Is(err, report.ErrRejected), errors.Is(err, report.ErrChecks):
		return nil
	case err != nil:
		return fmt.Errorf("model the accepted data: %w", err)
	}
	edition.Attribute(p.Figures, before, p.rows)
	return nil
}

// fill takes from a run what differs.
func (p *Proposal) fill(ctx context.Context, r *run, files []string) error {
	d, err := r.difference(ctx)
	if err != nil {
		return err
	}
	if d.first && len(files) > 0 {
		return ErrFirst
	}
	p.Terms = d.noTerms
	p.First, p.Figures, p.rows, p.pkg = d.first, d.figures, d.rows, r.input.pkg
	p.added = func(lang, rows string) string {
		return r.inWords("edition.follows", map[string]any{"rows": rows})[lang]
	}
	if p.version == "" {
		p.version = p.pkg.Version
	}
	codes, err := r.warehouse.Query(ctx, "select code from core.code where codelist = 'reason'")
	if err != nil {
		return fmt.Errorf("read reasons: %w", err)
	}
	for _, row := range codes.Rows {
		p.Reasons = append(p.Reasons, fmt.Sprint(row[0]))
	}
	p.data, p.sql = r.data, r.sql
	if p.before, err = fs.ReadFile(r.data, contract.DescriptorFile); err != nil {
		return fmt.Errorf("read descriptor: %w", err)
	}
	if err := p.readFiles(r.data, d); err != nil {
		return err
	}
	for _, file := range files {
		if !slices.ContainsFunc(p.Files, func(f ProposedFile) bool { return f.Path == file }) {
			return fmt.Errorf("accept %s: %w", file, contract.ErrNoFile)
		}
	}
	return p.keep(r.data, d.shown)
}

// readFiles reads every file once, and lists those that differ.
func (p *Proposal) readFiles(folder fs.FS, d *difference) error {
	_, violations, err := contract.Load(folder)
	if err != nil {
		return fmt.Errorf("compare files with the descriptor: %w", err)
	}
	for _, res := range p.pkg.Resources {
		text, err := fs.ReadFile(folder, res.Path)
		if err != nil {
			return fmt.Errorf("read %s: %w", res.Path, err)
		}
		p.texts[res.Path] = text
		f := ProposedFile{Path: res.Path, Bytes: len(text), Private: isPrivate(folder, res)}
		differs := slices.ContainsFunc(violations, func(v contract.Violation) bool {
			return v.Rule == contract.RuleFileChanged && v.File == res.Path
		})
		f.take(d.rows)
		if differs || len(f.Added) > 0 || len(f.Changes) > 0 || p.First {
			p.Files = append(p.Files, f)
		}
	}
	for _, c := range d.rows { // of files that the descriptor no longer names
		if p.pkg.At(c.File) == nil && !slices.ContainsFunc(p.Files, func(f ProposedFile) bool { return f.Path == c.File }) {
			f := ProposedFile{Path: c.File}
			f.take(d.rows)
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

// keep makes the accepted state that would be written.
func (p *Proposal) keep(folder fs.FS, shown []edition.Figure) error {
	p.accepted = map[string][]byte{}
	for _, res := range p.pkg.Resources {
		if !isPrivate(folder, res) {
			p.accepted[path.Join(edition.Copies, res.Path)] = p.texts[res.Path]
		}
	}
	figures, err := edition.FiguresCSV(shown)
	if err != nil {
		return fmt.Errorf("keep shown figures: %w", err)
	}
	p.accepted[edition.FiguresFile] = figures
	if p.accepted[termsFile], err = termsCSV(folder); err != nil {
		return err
	}
	return nil
}

// Version is the version that the data have when they are accepted.
func (p *Proposal) Version() string { return p.version }

// Nothing tells whether there is nothing to accept.
func (p *Proposal) Nothing() bool {
	return len(p.Files) == 0 && len(p.Figures) == 0 && p.version == p.pkg.Version && !p.First && !p.Terms
}

func hashed(text []byte) string {
	sum := sha256.Sum256(text)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// describe makes the descriptor name all that is accepted, and the day of it.
func (p *Proposal) describe(text []byte, date string) ([]byte, error) {
	var err error
	for _, f := range p.Files {
		content, ok := p.texts[f.Path]
		if !ok {
			continue // the descriptor names it no longer
		}
		if text, err = contract.Renamed(text, f.Path, len(content), hashed(content)); err != nil {
			return nil, fmt.Errorf("name %s in the descriptor: %w", f.Path, err)
		}
	}
	if p.version != p.pkg.Version {
		if text, err = contract.Versioned(text, p.version); err != nil {
			return nil, fmt.Errorf("name version %s: %w", p.version, err)
		}
	}
	if text, err = contract.Dated(text, date); err != nil {
		return nil, fmt.Errorf("date the descriptor: %w", err)
	}
	seal := contract.SealOf(p.accepted)
	if text, err = contract.Sealed(text, seal); err != nil {
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
	after, violations, err := contract.Load(p.data.With(all))
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
