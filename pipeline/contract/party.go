package contract

import (
	"net/mail"
	"net/url"
	"slices"
	"strings"
)

// A Party is someone who answers for the data: an organisation or a person, with what
// the descriptor gives of name, page on the web and e-mail address.
type Party struct {
	Name, Page, Email string
}

// The roles of a contributor that the report shows.
const (
	rolePublisher = "publisher"
	roleContact   = "contact"
)

// RuleUnsigned says that a release does not name its publisher or a contact.
const RuleUnsigned Rule = "publisher_missing"

// Unsigned gives a warning when the descriptor names no publisher or no contact; nil
// when it names both.
func (p *Package) Unsigned() []Violation {
	var missing []string
	if p.Publisher == (Party{}) {
		missing = append(missing, rolePublisher)
	}
	if p.Contact == (Party{}) {
		missing = append(missing, roleContact)
	}
	if len(missing) == 0 {
		return nil
	}
	return []Violation{{Severity: Warning, File: DescriptorFile, Line: 1, Rule: RuleUnsigned, Value: strings.Join(missing, ", ")}}
}

type contributorJSON struct {
	Title string   `json:"title"`
	Path  string   `json:"path"`
	Email string   `json:"email"`
	Role  string   `json:"role"` // of version 1 of the standard
	Roles []string `json:"roles"`
}

// party finds the contributor with a role; empty when there is none. A second one with
// that role, and one without a name, is refused: a reader must know whom to turn to.
func (l *loader) party(d descriptor, role string) Party {
	var found Party
	for _, c := range d.Contributors {
		if c.Role != role && !slices.Contains(c.Roles, role) {
			continue
		}
		if strings.TrimSpace(c.Title) == "" || found != (Party{}) {
			l.refuse("", "contributors", c.Title, role+": title (1 ×)")
			continue
		}
		found = Party{Name: c.Title, Page: c.Path, Email: c.Email}
	}
	return found
}

// webPage wants the address of a page on the web.
func webPage(n *node) string {
	if u, err := url.Parse(n.text); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return "https://…"
	}
	return ""
}

// siteAddress wants the address of a website, to which the names of its pages can be joined.
func siteAddress(n *node) string {
	u, err := url.Parse(n.text)
	if webPage(n) != "" || err != nil || u.User != nil || u.RawQuery != "" || u.ForceQuery || strings.Contains(n.text, "#") {
		return "https://example.org/…/"
	}
	return ""
}

// mailAddress wants an address for e-mail, and nothing beside it.
func mailAddress(n *node) string {
	if a, err := mail.ParseAddress(n.text); err != nil || a.Address != n.text {
		return "name@example.org"
	}
	return ""
}

// someDay wants a day, month or year.
func someDay(n *node) string {
	if _, ok := ParseDay(n.text); ok {
		return ""
	}
	return "2026-12-31, 2026-12, 2026"
}
