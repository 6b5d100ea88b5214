package linkcard

import (
	"bytes"
	"image/color"
	"image/png"
	"strings"
	"testing"
)

var accent = color.RGBA{R: 0x15, G: 0x42, B: 0x73, A: 0xff}

// inked gives the first and last row of pixels that have a letter, right of the band.
func inked(t *testing.T, drawn []byte) (first, last int) {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(drawn))
	if err != nil {
		t.Fatal(err)
	}
	first = -1
	for y := range Height {
		for x := band; x < Width; x++ {
			if r, _, _, _ := picture.At(x, y).RGBA(); r < 0x8000 {
				if first < 0 {
					first = y
				}
				last = y
				break
			}
		}
	}
	return first, last
}

func TestACardKeepsItsEdges(t *testing.T) {
	for name, text := range map[string]Text{
		"short": {Title: "683", Foot: "Jaarcijfers"},
		"long": {Title: strings.Repeat("discriminatiefeiten van het openbaar ministerie ", 6),
			Under: "Discriminatiefeiten, OM, 2017–2024 · “geen cijfer” is −, niet 0", Foot: "Jaarcijfers · Editie 2026.2"},
	} {
		drawn, err := Draw(text, accent)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		again, err := Draw(text, accent)
		if err != nil || !bytes.Equal(drawn, again) {
			t.Errorf("%s: drawn twice gives other bytes (%v)", name, err)
		}
		first, last := inked(t, drawn)
		if first < edge || last > Height-edge+footSize/2 {
			t.Errorf("%s: letters from row %d to %d of %d", name, first, last, Height)
		}
		if len(drawn) > 60_000 {
			t.Errorf("%s: %d bytes", name, len(drawn))
		}
	}
}

func TestACardNeverCutsItsWords(t *testing.T) {
	for name, title := range map[string]string{
		"does not fit":      strings.Repeat("discriminatiefeiten ", 100),
		"letters have none": "683 \u4e2d",
	} {
		if drawn, err := Draw(Text{Title: title}, accent); err == nil {
			t.Errorf("%s: %d bytes, want an error", name, len(drawn))
		}
	}
}
