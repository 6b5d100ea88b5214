package main

import (
	"net/url"
	"os"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
)

// What a catalogue of public software reads is what version 0.7 of the standard asks for:
// https://yml.publiccode.tools/schema.core.html. A key that it does not know is refused.
func TestPubliccodeIsValid(t *testing.T) {
	text, err := os.ReadFile("../../publiccode.yml")
	if err != nil {
		t.Fatal(err)
	}
	var p struct {
		Version           string `yaml:"publiccodeYmlVersion"`
		Name              string
		URL               string
		SoftwareVersion   string `yaml:"softwareVersion"`
		DevelopmentStatus string `yaml:"developmentStatus"`
		SoftwareType      string `yaml:"softwareType"`
		Platforms         []string
		Categories        []string
		Maintenance       struct {
			Type     string
			Contacts []struct{ Name, Email, Phone, Affiliation string }
		}
		Legal        struct{ License string }
		Localisation struct {
			Ready     *bool    `yaml:"localisationReady"`
			Languages []string `yaml:"availableLanguages"`
		}
		Audience    struct{ Countries, Scope []string } `yaml:"intendedAudience"`
		Description map[string]struct {
			Short    string `yaml:"shortDescription"`
			Long     string `yaml:"longDescription"`
			Features []string
		}
	}
	if err := yaml.UnmarshalWithOptions(text, &p, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	among := func(key string, allowed []string, values ...string) {
		for _, v := range values {
			if !slices.Contains(allowed, v) {
				t.Errorf("%s: %q is not among %q", key, v, allowed)
			}
		}
		if len(values) == 0 {
			t.Errorf("%s is missing", key)
		}
	}
	among("publiccodeYmlVersion", []string{"0.7"}, p.Version)
	among("developmentStatus", []string{"concept", "development", "beta", "stable", "obsolete"}, p.DevelopmentStatus)
	among("softwareType", []string{"standalone/desktop", "standalone/web", "standalone/backend", "standalone/other"}, p.SoftwareType)
	among("categories", []string{"business-intelligence", "data-analytics", "data-collection", "data-visualization"}, p.Categories...)
	among("intendedAudience/scope", []string{"justice", "local-authorities", "research", "security", "society"}, p.Audience.Scope...)
	among("intendedAudience/countries", []string{"nl"}, p.Audience.Countries...)
	among("maintenance/type", []string{"internal", "community"}, p.Maintenance.Type) // those with contacts and without contractors
	among("legal/license", []string{"EUPL-1.2"}, p.Legal.License)
	among("localisation/availableLanguages", []string{"nl", "en"}, p.Localisation.Languages...)
	if u, err := url.Parse(p.URL); err != nil || u.Scheme != "https" || u.Host == "" {
		t.Errorf("url: %q is no address", p.URL)
	}
	if p.Name == "" || len(p.Platforms) == 0 || len(p.Maintenance.Contacts) == 0 || p.Maintenance.Contacts[0].Name == "" || p.Localisation.Ready == nil {
		t.Error("name, platforms, maintenance/contacts/name or localisation/localisationReady is missing")
	}
	for lang, d := range p.Description {
		short, long := utf8.RuneCountInString(d.Short), utf8.RuneCountInString(d.Long)
		if short == 0 || short > 150 || long < 150 || long > 10_000 || len(d.Features) == 0 {
			t.Errorf("description/%s: %d and %d characters, %d features", lang, short, long, len(d.Features))
		}
	}
	if len(p.Description) == 0 {
		t.Error("description is missing")
	}
}
