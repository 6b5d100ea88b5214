package letter_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jaarcijfers/pipeline/source/letter"
)

// Of a letter made of headings in many shapes, text and statuses, a measure has the
// status that stands before the next heading, or there is an error.
func TestReadLendsNoStatusInAnyOrder(t *testing.T) {
	odd := []string{
		"Training 77", "Training (77, 78)", "Training (2019)", "Training (77-79)", "Training", "VII. Training", "(77) Training", "Training [77]", "Training (77):",
		"Maatregel 77", "Maatregelen 77 en 78: Training", "Training (zie 77)", "**Training (77)**",
	}
	text := []string{"Dit is staand beleid.", "• Utrecht", "Het is gestart in 2019, zie bijlage 3.", "Daarvoor is nodig:", "– deels in Den Haag", "\f", "\n\n", "3", "1 Zie het plan."}
	words := []string{"afgerond", "deels afgerond", "lopend"}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		want := map[string]string{} // of a measure: its own status
		current := ""
		for i := range rapid.IntRange(2, 14).Draw(t, "blocks") {
			switch rapid.IntRange(0, 3).Draw(t, "kind") {
			case 0:
				current = fmt.Sprint(i + 10)
				fmt.Fprintf(&b, "Aanpak (%s)\n\n", current)
			case 1:
				current = ""
				b.WriteString(rapid.SampledFrom(odd).Draw(t, "odd") + "\n\n")
			case 2:
				b.WriteString(rapid.SampledFrom(text).Draw(t, "text") + "\n\n")
			case 3:
				word := rapid.SampledFrom(words).Draw(t, "status")
				if current != "" {
					want[current] = word
				}
				current = ""
				b.WriteString("Status: " + word + "\n\n")
			}
		}
		measures, _ := letter.Read("l", []byte(b.String()), asText)
		for _, m := range measures {
			if want[m.ID()] != m.StatusText {
				t.Fatalf("measure %s has %q, its own is %q\n%s", m.ID(), m.StatusText, want[m.ID()], b.String())
			}
		}
	})
}
