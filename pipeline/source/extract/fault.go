package extract

import (
	"strings"

	"jaarcijfers/pipeline/contract"
)

// A fileFault refuses a source as a whole. It is what its deliverer did.
type fileFault struct{ violation contract.Violation }

func (f *fileFault) Error() string { return string(f.violation.Rule) + " " + f.violation.Value }

// short keeps a message to one line.
func short(raw []byte) string {
	const most = 60
	text := strings.ToValidUTF8(string(raw[:min(len(raw), 4*most)]), "\uFFFD")
	text, _, _ = strings.Cut(text, "\n")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
