// Package linkcard draws the picture that a program shows beside a link to a page (Open
// Graph). Such programs take no SVG and cut what they do not know, so it is a PNG of the
// size that they ask for, with words only: what the page says, its unit, and whose it is.
package linkcard

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// The size of a card in pixels: 1.91 to 1, as programs that show links cut it.
const (
	Width  = 1200
	Height = 630
)

// Sizes in pixels.
const (
	edge     = 72
	band     = 16 // of colour at the left
	lead     = 1.25
	footSize = 28
	gap      = 28
)

// titleSizes are tried from large to small until the title stands in the room it has.
var titleSizes = []float64{64, 56, 48, 40, 34}

const underSize = 32

// A Text is what stands on a card.
type Text struct {
	Title string // a finding or the name of a page, with all that it bears
	Under string // a line below it: bodies, unit and years; may be empty
	Foot  string // whose it is, and the edition
}

// Draw draws a card: dark letters on white and a band of the accent. The same text gives
// the same bytes. A title that does not fit at the smallest size is an error, since a
// card that ends in the middle of a sentence says something else.
func Draw(text Text, accent color.Color) ([]byte, error) {
	card := newCard(accent)
	room := float64(Height - 2*edge - 2*gap - footSize)
	under, err := card.lines(goregular.TTF, underSize, text.Under)
	if err != nil {
		return nil, err
	}
	for _, size := range titleSizes {
		title, err := card.lines(gobold.TTF, size, text.Title)
		if err != nil {
			return nil, err
		}
		if height(title)+gap+height(under) > room {
			continue
		}
		foot, err := card.lines(goregular.TTF, footSize, text.Foot)
		if err != nil {
			return nil, err
		}
		y := card.write(title, edge)
		card.write(under, y+gap)
		card.write(foot, Height-edge-height(foot))
		return card.encode()
	}
	return nil, fmt.Errorf("draw card of %q: does not fit at %.0f pixels; make it shorter", text.Title, titleSizes[len(titleSizes)-1])
}

// A card is a picture of few colours, which keeps its file small.
type card struct{ image *image.Paletted }

// shades is how many steps there are from paper to ink, for letters with smooth edges.
const shades = 32

func newCard(accent color.Color) card {
	palette := color.Palette{color.White}
	for i := 1; i < shades; i++ {
		grey := uint8(255 - i*(255-inkGrey)/(shades-1))
		palette = append(palette, color.Gray{Y: grey})
	}
	palette = append(palette, accent)
	c := card{image.NewPaletted(image.Rect(0, 0, Width, Height), palette)}
	draw.Draw(c.image, image.Rect(0, 0, band, Height), image.NewUniform(accent), image.Point{}, draw.Src)
	return c
}

// inkGrey is the darkest shade; on white its contrast is above 15 to 1.
const inkGrey = 0x22

// A line is words that stand beside each other, with the letters to draw them in.
type line struct {
	text string
	face font.Face
	size float64
}

func height(lines []line) float64 {
	total := 0.0
	for _, l := range lines {
		total += l.size * lead
	}
	return total
}

// lines breaks text at spaces into what fits beside the edges.
func (c card) lines(letters []byte, size float64, text string) ([]line, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	face, err := face(letters, size)
	if err != nil {
		return nil, err
	}
	for _, letter := range text {
		if _, ok := face.GlyphAdvance(letter); !ok {
			return nil, fmt.Errorf("draw card of %q: the letters have no %q", text, letter)
		}
	}
	var lines []line
	for _, word := range strings.Fields(text) {
		if last := len(lines) - 1; last >= 0 {
			if longer := lines[last].text + " " + word; font.MeasureString(face, longer).Ceil() <= Width-2*edge {
				lines[last].text = longer
				continue
			}
		}
		lines = append(lines, line{word, face, size})
	}
	return lines, nil
}

// write draws lines from y downwards and gives where they end.
func (c card) write(lines []line, y float64) float64 {
	for _, l := range lines {
		d := font.Drawer{Dst: c.image, Src: image.NewUniform(color.Gray{Y: inkGrey}), Face: l.face,
			Dot: fixed.P(edge, int(y+l.size))}
		d.DrawString(l.text)
		y += l.size * lead
	}
	return y
}

func (c card) encode() ([]byte, error) {
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, c.image); err != nil {
		return nil, fmt.Errorf("write card: %w", err)
	}
	return b.Bytes(), nil
}

// parsed holds what was read of the letters, which is the same for every card.
var parsed sync.Map

func face(letters []byte, size float64) (font.Face, error) {
	key := &letters[0]
	have, ok := parsed.Load(key)
	if !ok {
		read, err := opentype.Parse(letters)
		if err != nil {
			return nil, fmt.Errorf("read letters: %w", err)
		}
		have, _ = parsed.LoadOrStore(key, read)
	}
	face, err := opentype.NewFace(have.(*opentype.Font), &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		return nil, fmt.Errorf("size letters: %w", err)
	}
	return face, nil
}
