package plot

import (
	"slices"
	"strings"
	"testing"
)

// A year of which the number of inhabitants is not known stays on the axis, and
// the chart says in words why it has no rate.
func TestRateSaysThatInhabitantsAreMissing(t *testing.T) {
	rows := police()
	for i := range rows {
		rows[i].Unit, rows[i].Operation, rows[i].Base = "per_100000", "rate", number(17_000_000)
		rows[i].Value = number(*rows[i].Value * 100_000 / 17_000_000) // made up: the rule is tested, not the figure
	}
	last := &rows[len(rows)-1]
	last.Value, last.Base = nil, nil
	spec := declared("rate")
	spec.Panels = spec.Panels[1:]
	for lang, want := range map[string]string{
		"nl": "2020: er is wel een aantal, maar het aantal inwoners van dat jaar is hier nog niet bekend.",
		"en": "2020: there is a number, but the number of inhabitants of that year is not known here yet.",
	} {
		c := builtFrom(t, spec, data(spec.Model, rows), lang)
		notes := strings.Join(c.Notes, "\n")
		if !strings.Contains(notes, want) {
			t.Errorf("notes in %s do not say %q: %q", lang, want, c.Notes)
		}
		if gap := map[string]string{"nl": "geen cijfer beschikbaar over 2016, 2020", "en": "no figure available for 2016, 2020"}[lang]; strings.Contains(notes, gap) {
			t.Errorf("the year without inhabitants is told as an ordinary gap: %q", c.Notes)
		}
		if !slices.Contains(c.Years, "2020") {
			t.Errorf("the year is silently absent: %q", c.Years)
		}
		if cell := c.Table.Rows[len(c.Table.Rows)-1].Cells[0]; cell.Text != "[x]" || cell.Value != nil {
			t.Errorf("the table shows %q for it", cell.Text)
		}
	}
}
