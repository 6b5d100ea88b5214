package messages

import (
	"regexp"
	"strings"
	"testing"
)

// claim finds words that say a direction or a superlative.
var claim = regexp.MustCompile(`(?i)\b(steeg|daalde|gestegen|gedaald|stijgt|daalt|toegenomen|afgenomen|verdubbeld|gehalveerd|hoogste|laagste|grootste|kleinste|meeste|het meest|vaakst|rose|fell|risen|fallen|increased|decreased|doubled|halved|highest|lowest|largest|most)\b`)

// bound names where a claim outside the statements is held against the data.
var bound = map[string]string{
	"chart.inflow_article.question": "sql/check/claim_most_used_article.sql",
	"chart.alt.series":              "the highest and lowest point are found in the plot",
	"chart.alt.series_last":         "the highest and lowest point are found in the plot",
	"chart.alt.row_most":            "only withheld figures, which are lower, stand beside it",
	"chart.alt.rows":                "the highest and lowest point are found in the plot",
	"site.method.chance.p2":         "the rule itself",
}

// A sentence with a direction or a superlative is a statement or the finding of a
// chart, which a query chooses, or is held against the data by what bound names.
func TestClaimsAreBoundToTheData(t *testing.T) {
	all, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range Languages {
		for _, key := range all[lang].Keys() {
			if !strings.HasPrefix(key, "site.") && !strings.HasPrefix(key, "chart.") || strings.HasPrefix(key, "site.statement.") || strings.Contains(key, ".finding.") {
				continue
			}
			if word := claim.FindString(all[lang].words[key]); word != "" && bound[key] == "" {
				t.Errorf("%s.yaml: %s says %q, which nothing holds against the data: %s", lang, key, word, all[lang].words[key])
			}
		}
	}
}

// A number in a sentence comes from the data by a placeholder. What may stand in
// words are years of law, numbers of articles and the rules of the method.
func TestSentencesHoldNoFiguresOfTheirOwn(t *testing.T) {
	all, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	figure := regexp.MustCompile(`\d{2,}`)
	for _, lang := range Languages {
		for _, key := range all[lang].Keys() {
			if !strings.HasPrefix(key, "site.statement.") && !strings.HasPrefix(key, "site.key.") && !strings.HasPrefix(key, "chart.alt.") {
				continue
			}
			if found := figure.FindString(all[lang].words[key]); found != "" {
				t.Errorf("%s.yaml: %s holds the figure %s", lang, key, found)
			}
		}
	}
}
