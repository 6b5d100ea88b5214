package workbook

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// scanned writes each token on a line; text that stands together is one.
func scanned(in io.Reader) ([]string, error) {
	s := newScanner(in, "test", 1<<20)
	var lines []string
	text := ""
	for {
		t, err := s.next()
		if t == charData && err == nil {
			text += string(s.text)
			continue
		}
		if text != "" {
			lines = append(lines, fmt.Sprintf("%q", text))
			text = ""
		}
		switch {
		case errors.Is(err, io.EOF):
			return lines, nil
		case err != nil:
			return lines, err
		case t == endTag:
			lines = append(lines, "</"+s.name+">")
			continue
		}
		line := "<" + s.name
		for _, a := range s.attrs {
			line += fmt.Sprintf(" %s=%q", a.name, a.value)
		}
		lines = append(lines, line+">")
	}
}

// decoded is the same by encoding/xml.
func decoded(in io.Reader) ([]string, error) {
	d := xml.NewDecoder(in)
	var lines []string
	text, depth := "", 0
	ours := func(n xml.Name) string {
		if n.Space == "xmlns" {
			return "xmlns:" + n.Local
		}
		if prefix, known := spaces[n.Space]; known {
			return prefix + n.Local
		}
		return foreign + n.Local
	}
	for {
		t, err := d.Token()
		if c, ok := t.(xml.CharData); ok && err == nil {
			if depth > 0 {
				text += string(c)
			}
			continue
		}
		if _, ok := t.(xml.Comment); ok {
			continue
		}
		if _, ok := t.(xml.ProcInst); ok {
			continue
		}
		if text != "" {
			lines = append(lines, fmt.Sprintf("%q", text))
			text = ""
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			line := "<" + ours(t.Name)
			for _, a := range t.Attr {
				line += fmt.Sprintf(" %s=%q", ours(a.Name), a.Value)
			}
			lines = append(lines, line+">")
		case xml.EndElement:
			depth--
			lines = append(lines, "</"+ours(t.Name)+">")
		}
		switch {
		case errors.Is(err, io.EOF):
			return lines, nil
		case err != nil:
			return lines, err
		}
	}
}

const main2006 = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

// wellFormed is what the scanner must take.
var wellFormed = []string{
	`<a/>`,
	"\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<a></a>\n<!-- end -->",
	`<?xml version='1.0'?><a b = 'x"y' c="&lt;&#10;&#x20AC;&amp;"  />`,
	"<a>one\r\ntwo\rthree&#13;<!-- no - text --><![CDATA[<&]] >]]>four</a >",
	`<x:row xmlns:x="` + main2006 + `" r="1" x:r="2"><y:row xmlns:y="urn:other" y:id="3"/><x:c/></x:row>`,
	`<row xmlns="` + main2006 + `"><c xmlns=""><v xml:space="preserve"> é </v></c><c xmlns="urn:other"/><c/></row>`,
	`<a b="]]>" c='>'><?go on?><b-c.d_e/></a>`,
}

func TestScannerReadsAsEncodingXML(t *testing.T) {
	for _, text := range wellFormed {
		t.Run("", func(t *testing.T) {
			want, err := decoded(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			for name, in := range map[string]io.Reader{
				"at once": strings.NewReader(text), "byte by byte": iotest.OneByteReader(strings.NewReader(text)),
			} {
				got, err := scanned(in)
				if err != nil {
					t.Fatalf("%s: %v of %s", name, err, text)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s: %s", name, diff)
				}
			}
		})
	}
}

func TestScannerRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"a document type":         `<!DOCTYPE a><a/>`,
		"an entity of its own":    `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`,
		"an unknown entity":       `<a>&nbsp;</a>`,
		"a lone ampersand":        `<a>x & y</a>`,
		"another encoding":        `<?xml version="1.0" encoding="ISO-8859-1"?><a/>`,
		"UTF-16":                  "\xff\xfe<\x00a\x00/\x00>\x00",
		"bytes that are no UTF-8": "<a>\xff</a>",
		"a control character":     "<a>\x01</a>",
		"the number of one":       "<a>&#0;</a>",
		"half a pair":             "<a>&#xD800;</a>",
		"an end too early":        `<a><b></a>`,
		"an end too many":         `<a/></b>`,
		"no end":                  `<a><b/>`,
		"half a tag":              `<a b="c`,
		"half a comment":          `<a><!-- `,
		"nothing":                 ` `,
		"two roots":               `<a/><b/>`,
		"text behind the root":    `<a/>b`,
		"an attribute twice":      `<a b="1" b="2"/>`,
		"an attribute unquoted":   `<a b=1/>`,
		"attributes together":     `<a b="1"c="2"/>`,
		"a tag within a tag":      `<a <b/>`,
		"a prefix out of nowhere": `<x:a/>`,
		"a name of digits":        `<1/>`,
		"too many levels":         strings.Repeat("<a>", depthMost+1) + strings.Repeat("</a>", depthMost+1),
		"too many attributes":     "<a " + manyAttributes() + "/>",
		"a tag too long":          `<a b="` + strings.Repeat("x", 1<<20) + `"/>`,
		"a text too long":         `<a>` + strings.Repeat("x", 1<<20) + `</a>`,
	} {
		t.Run(name, func(t *testing.T) {
			lines, err := scanned(strings.NewReader(text))
			var refused *Refused
			if !errors.As(err, &refused) || refused.Rule != ruleDamaged && refused.Rule != ruleCellLarge {
				t.Errorf("got %q, %v", lines, err)
			}
		})
	}
}

func manyAttributes() string {
	var b strings.Builder
	for i := range attributesMost + 1 {
		fmt.Fprintf(&b, " a%d='1'", i)
	}
	return b.String()
}

// The scanner may refuse what encoding/xml takes, and never the other way round
// or with another reading.
func FuzzScanner(f *testing.F) {
	for _, text := range wellFormed {
		f.Add(text)
	}
	f.Add(`<worksheet xmlns="` + main2006 + `"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>`)
	f.Fuzz(func(t *testing.T, text string) {
		got, err := scanned(strings.NewReader(text))
		if slow, slowErr := scanned(iotest.OneByteReader(strings.NewReader(text))); !cmp.Equal(got, slow) || (err == nil) != (slowErr == nil) {
			t.Fatalf("at once %q, %v; byte by byte %q, %v", got, err, slow, slowErr)
		}
		if err != nil {
			return
		}
		want, err := decoded(strings.NewReader(text))
		if err != nil {
			t.Fatalf("encoding/xml refuses it: %v", err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}
