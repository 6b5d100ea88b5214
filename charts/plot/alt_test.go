package plot

import (
	"strings"
	"testing"

	"jaarcijfers/pipeline/messages"
)

func TestTheTextAlternativeCanBeWrittenAndNotEmptied(t *testing.T) {
	for text, want := range map[string]string{"De instroom bij het OM.": "De instroom bij het OM.", "": ""} {
		own := messages.New("nl", map[string]string{"chart.inflow_by_year.alt": text})
		p := &Plot{Spec: declared("inflow_by_year"), words: own}
		alt, err := p.alt()
		if want == "" {
			if err == nil || !strings.Contains(err.Error(), "text alternative of chart inflow_by_year: it is empty") {
				t.Errorf("an empty one gives %q, %v", alt, err)
			}
			continue
		}
		if err != nil || alt != want {
			t.Errorf("got %q, %v", alt, err)
		}
	}
}
