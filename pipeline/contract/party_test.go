package contract

import (
	"testing"
	"testing/fstest"
)

// loadSigned loads a package of one table with more at its top.
func loadSigned(t *testing.T, more string) (*Package, []Violation) {
	t.Helper()
	p, violations, err := Load(fstest.MapFS{
		"a.csv": {Data: []byte("code\nx\n")},
		DescriptorFile: {Data: []byte(`{"title": "Title", "version": "1", "created": "2026-01-01", ` + more + `
			"resources": [{"name": "a", "path": "a.csv", "format": "csv", "hash": "sha256:13f70441ff0a0a2d7e8b58b7f1d7f8f9ef31d1e4a1e2b0c3d4e5f60718293a4b",
			"schema": {"fields": [{"name": "code", "type": "string"}]}, "jaarcijfers": {"table": "a"}}]}`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p, violations
}

func TestContributorsAreThePublisherAndTheContact(t *testing.T) {
	p, _ := loadSigned(t, `"contributors": [
		{"title": "Someone", "roles": ["creator"]},
		{"title": "The Office", "path": "https://office.example.org", "roles": ["creator", "publisher"]},
		{"title": "The Desk", "email": "desk@office.example.org", "role": "contact"}],
		"jaarcijfers": {"nextEdition": "2027-11"},`)
	if want := (Party{Name: "The Office", Page: "https://office.example.org"}); p.Publisher != want {
		t.Errorf("publisher %+v, want %+v", p.Publisher, want)
	}
	if want := (Party{Name: "The Desk", Email: "desk@office.example.org"}); p.Contact != want {
		t.Errorf("contact %+v, want %+v", p.Contact, want)
	}
	if p.NextEdition != "2027-11" || len(p.Unsigned()) != 0 {
		t.Errorf("next edition %q, warnings %v", p.NextEdition, p.Unsigned())
	}
}

func TestUnsignedNamesWhatIsMissingInOneWarning(t *testing.T) {
	for more, want := range map[string]string{
		"": "publisher, contact",
		`"contributors": [{"title": "The Office", "roles": ["publisher"]}],`: "contact",
		`"contributors": [{"title": "The Desk", "roles": ["contact"]}],`:     "publisher",
	} {
		p, _ := loadSigned(t, more)
		if got := p.Unsigned(); len(got) != 1 || got[0].Severity != Warning || got[0].Value != want {
			t.Errorf("%s: %+v, want one warning of %s", more, got, want)
		}
	}
}

func TestContributorsThatNobodyCanReachAreRefused(t *testing.T) {
	for more, place := range map[string]string{
		`"contributors": [{"title": "A", "roles": ["contact"]}, {"title": "B", "roles": ["contact"]}],`: "contributors",
		`"contributors": [{"email": "a@example.org", "roles": ["contact"]}],`:                           "contributors",
		`"contributors": [{"title": "A", "path": "office.example.org"}],`:                               "contributors/0/path",
		`"contributors": [{"title": "A", "email": "A <a@example.org>"}],`:                               "contributors/0/email",
		`"jaarcijfers": {"nextEdition": "soon"},`:                                                       "jaarcijfers/nextEdition",
		`"homepage": "example.org/figures",`:                                                            "homepage",
		`"homepage": "https://example.org/?page=1",`:                                                    "homepage",
		`"homepage": "https://example.org/#start",`:                                                     "homepage",
	} {
		_, violations := loadSigned(t, more)
		found := false
		for _, v := range violations {
			found = found || v.Rule != RuleFileChanged && v.Severity == Error && v.Column == place
		}
		if !found {
			t.Errorf("%s: not refused at %s: %+v", more, place, violations)
		}
	}
}
