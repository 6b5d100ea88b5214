package accepted

import (
	"fmt"
	"slices"
	"strings"

	"jaarcijfers/pipeline/edition"
)

// Models is the subject of figures that changed though no row under them did.
const Models = "sql"

// Subjects are what needs a reason: each file with rows that changed or went, or
// with new rows that make a shown value another, and Models for figures that no row
// of data explains.
func (p *Proposal) Subjects() []string {
	var subjects []string
	for _, f := range p.Files {
		revises := func(c edition.FigureChange) bool { return p.subject(c) == f.Path }
		if len(f.Changes) > 0 || slices.ContainsFunc(p.Figures, revises) {
			subjects = append(subjects, f.Path)
		}
	}
	if slices.ContainsFunc(p.Figures, func(f edition.FigureChange) bool { return p.subject(f) == Models }) {
		subjects = append(subjects, Models)
	}
	return subjects
}

// Followed are the files whose new rows make figures follow that need no reason. A
// decision on such a file is theirs too when there is one.
func (p *Proposal) Followed() []string {
	var files []string
	for _, f := range p.Figures {
		if f.Kind != edition.Added && p.subject(f) == "" && !slices.Contains(files, f.Because[0].File) {
			files = append(files, f.Because[0].File)
		}
	}
	return files
}

// subject is the file whose reason a changed figure has, or Models. It is empty for
// a figure that follows from rows that were added and takes nothing back.
func (p *Proposal) subject(f edition.FigureChange) string {
	for _, c := range f.Because {
		if c.Kind != edition.Added {
			return c.File
		}
	}
	switch {
	case len(f.Because) == 0:
		return Models
	case f.Revised():
		return f.Because[0].File
	}
	return ""
}

// entries are what goes into the register: every value and row that changed or
// went, and every shown figure that did or that came from nowhere.
func (p *Proposal) entries(decisions map[string]Decision) []entry {
	var entries []entry
	for _, f := range p.Files {
		for _, c := range f.Changes {
			entries = append(entries, entry{
				File: c.File, Key: c.Key, Column: c.Column, Kind: c.Kind, Before: c.Before, After: c.After, Decision: decisions[f.Path],
			})
		}
	}
	for _, f := range p.Figures {
		subject := p.subject(f)
		if f.Kind == edition.Added && subject != Models {
			continue
		}
		decision := decisions[subject]
		if subject == "" {
			var ok bool
			if decision, ok = decisions[f.Because[0].File]; !ok {
				decision = p.follows(f)
			}
		}
		entries = append(entries, entry{
			File: f.Model, Key: f.Key, Column: f.Column, Kind: f.Kind, Before: f.Before, After: f.After, Decision: decision,
		})
	}
	return entries
}

// follows is the reason of a figure that changed since rows were added.
func (p *Proposal) follows(f edition.FigureChange) Decision {
	return Decision{Reason: "addition", Why: p.request.Follows(edition.Causes(f.Because))}
}

// decided makes sure that every subject has a whole decision, with a reason that exists.
func (p *Proposal) decided(decisions map[string]Decision) error {
	var missing []string
	for _, subject := range p.Subjects() {
		d := decisions[subject]
		if d.Reason == "" || d.Why["nl"] == "" || d.Why["en"] == "" || d.By == "" {
			missing = append(missing, subject)
		}
	}
	for _, d := range decisions {
		if d.Reason != "" && !slices.Contains(p.Reasons, d.Reason) {
			return fmt.Errorf("%s: %w", d.Reason, ErrNoReason)
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("%s: %w", strings.Join(missing, ", "), ErrUndecided)
	}
	return nil
}
