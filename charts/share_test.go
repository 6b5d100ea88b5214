package charts

import (
	"testing"

	"github.com/goccy/go-yaml"

	"jaarcijfers/pipeline/stats"
	"jaarcijfers/sql"
)

// What is a method here, and a number in SQL and in words, is the same.
func TestNumbersAreThoseOfSQL(t *testing.T) {
	text, err := sql.FS.ReadFile("meta/parameter.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var parameters map[string]struct{ Value float64 }
	if err := yaml.Unmarshal(text, &parameters); err != nil {
		t.Fatal(err)
	}
	limits := data("", nil).Limits
	for name, here := range map[string]float64{
		"confidence": stats.Confidence, "per_inhabitants": perInhabitants,
		"share_from": limits.ShareFrom, "share_drawn": limits.ShareDrawn, "share_alone": limits.ShareAlone,
	} {
		if there := parameters[name].Value; there != here {
			t.Errorf("%s is %v in sql/meta/parameter.yaml and %v here", name, there, here)
		}
	}
}
