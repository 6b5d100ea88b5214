package workbook

// words gives the same string for the same short text: codes come back in every
// row, and a string of their own for each cell is what a large sheet costs most.
type words struct {
	known map[string]string
}

const (
	wordLong  = 32
	wordsMost = 4096 // then a column of numbers that never come back has filled it
)

func (w *words) of(text []byte) string {
	if len(text) > wordLong {
		return string(text)
	}
	if word, ok := w.known[string(text)]; ok {
		return word
	}
	word := string(text)
	if w.known == nil {
		w.known = map[string]string{}
	}
	if len(w.known) < wordsMost {
		w.known[word] = word
	}
	return word
}
