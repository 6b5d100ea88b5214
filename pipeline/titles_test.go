package pipeline_test

import (
	"path/filepath"
	"strings"
	"testing"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/messages"
)

// What a title and a text alternative may take of a reader's time, in words.
const (
	titleWords = 12
	altWords   = 80
)

// Every chart of the published figures and of an extract has a title that is no
// question and is short, and a text alternative that says what is in the drawing and
// leaves the rest to the table.
func TestTitlesAreFindingsAndTextAlternativesAreShort(t *testing.T) {
	_, counted := releasedExtract(t)
	for name, work := range map[string]string{"figures": released(t), "extract": counted} {
		folder := filepath.Join(work, "release", "current", "charts")
		for _, spec := range charts.All() {
			if name == "figures" && spec.Optional {
				continue
			}
			for _, lang := range messages.Languages {
				c := published{lang: lang, base: base(t, folder, spec.ID, lang)}
				c.page(t)
				title, _, _ := strings.Cut(c.title, " (") // what its figures bear follows
				if n := len(strings.Fields(title)); n == 0 || n > titleWords || strings.Contains(c.title, "?") {
					t.Errorf("%s.%s: the title has %d words or is a question: %q", spec.ID, lang, n, c.title)
				}
				if n := len(strings.Fields(c.alt)); n == 0 || n > altWords || !strings.Contains(c.alt, title) {
					t.Errorf("%s.%s: the text alternative has %d words or lacks the title: %q", spec.ID, lang, n, c.alt)
				}
			}
		}
	}
}
