package letter_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"jaarcijfers/pipeline/source/letter"
)

const dutch = "Aanpak (4)\n\nGeüpdatet – “ja”, één café.\n\nIs vooruit.\n\nStatus: lopend\n"

// encoded is the letter in another encoding.
func encoded(t *testing.T, as encoding.Encoding) string {
	t.Helper()
	raw, err := encoding.ReplaceUnsupported(as.NewEncoder()).String(dutch)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// misread is UTF-8 that was read as another encoding and saved again.
func misread(t *testing.T, as encoding.Encoding) string {
	t.Helper()
	text, err := as.NewDecoder().String(dutch)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// A letter in another encoding or format, or one that a program read wrongly, is one
// message, however often it shows.
func TestReadTellsAWrongEncodingOnce(t *testing.T) {
	instead := func(of, with string) string { return strings.Replace(dutch, of, with, 1) }
	for _, tt := range []struct{ name, text, want string }{
		{"UTF-16LE", encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)), "error 1 letter_encoding_other: UTF-16"},
		{"UTF-16BE with its mark", encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM)), "error 1 letter_encoding_other: UTF-16"},
		{"UTF-32LE", encoded(t, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)), "error 1 letter_encoding_other: UTF-32"},
		{"UTF-32BE", encoded(t, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)), "error 1 letter_encoding_other: UTF-32"},
		{"UTF-32BE with its mark", encoded(t, utf32.UTF32(utf32.BigEndian, utf32.UseBOM)), "error 1 letter_encoding_other: UTF-32"},
		{"Windows-1252", encoded(t, charmap.Windows1252), "error 3 letter_encoding: 0xFC"},
		{"Macintosh", encoded(t, charmap.Macintosh), "error 3 letter_encoding: 0x9F"},
		{"code page 850", encoded(t, charmap.CodePage850), "error 3 letter_encoding: 0x81"},
		{"EBCDIC", encoded(t, charmap.CodePage037), "error 1 letter_encoding: 0xC1"},
		{"read as Windows-1252", instead("ü", "Ã¼"), "error 3 letter_mojibake: Ã¼"},
		{"read as Latin-1", misread(t, charmap.ISO8859_1), "error 3 letter_encoding: U+0080"},
		{"read as code page 437", misread(t, charmap.CodePage437), "error 3 letter_mojibake: ├╝"},
		{"read as Macintosh", misread(t, charmap.Macintosh), "error 3 letter_mojibake: √º"},
		{"zero bytes at the end", dutch + strings.Repeat("\x00", 100), "error 8 letter_encoding: U+0000"},
		{"zero bytes within", strings.ReplaceAll(dutch, " ", "\x00"), "error 1 letter_encoding: U+0000"},
		{"mark in the middle", instead("Is", "I\ufeffs"), "error 5 letter_encoding: U+FEFF"},
		{"directions", instead("Is", "\u202eI\u200es\u202c"), "error 5 letter_encoding: U+202E"},
		{"no width", instead("Status", "\u200bStatus"), "error 7 letter_encoding: U+200B"},
		{"joiner", instead("Is", "I\u200ds"), "error 5 letter_encoding: U+200D"},
		{"tag characters", instead("Is", "\U000e0041Is"), "error 5 letter_encoding: U+E0041"},
		{"own use of a font", instead("Is", "\ue001Is"), "error 5 letter_encoding: U+E001"},
		{"lost character", instead("ü", "\ufffd"), "error 3 letter_encoding: U+FFFD"},
		{"line ends of an old Macintosh", strings.ReplaceAll(dutch, "\n", "\r"), "error 1 letter_encoding: U+000D"},
		{"line separators", strings.ReplaceAll(dutch, "\n", "\u2028"), "error 1 letter_encoding: U+2028"},
		{"question marks", instead("ü", "?"), "error 3 letter_mojibake: e?p"},
		{"entities", instead("ü", "&uuml;"), "error 3 letter_mojibake: &uuml;"},
		{"mail", instead("ü", "=C3=BC"), "error 3 letter_mojibake: =C3=BC"},
		{"two alphabets", instead("lopend", "lоpend"), "error 7 letter_scripts: lоpend"},
		{"PDF", "%PDF-1.7\n" + dutch, "error 1 letter_encoding_other: PDF"},
		{"RTF", "{\\rtf1\\ansi " + dutch, "error 1 letter_encoding_other: RTF"},
		{"DOCX", "PK\x03\x04" + dutch, "error 1 letter_encoding_other: ZIP (DOCX, ODT)"},
		{"HTML", "<html><body><p>\n" + dutch, "error 1 letter_encoding_other: HTML"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{tt.want}, told(tt.text, letter.Text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadTakesWhatOnlyLooksOtherwise(t *testing.T) {
	want := told(dutch, letter.Text)
	for name, text := range map[string]string{
		"mark in front": "\ufeff" + dutch, "Windows line ends": strings.ReplaceAll(dutch, "\n", "\r\n"), "loose accents": strings.ReplaceAll(dutch, "é", "e\u0301"),
		"soft hyphens": strings.Replace(dutch, "vooruit", "voor\u00aduit", 1),
	} {
		if diff := cmp.Diff(want, told(text, letter.Text)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if !bytes.Contains([]byte(strings.Join(want, "")), []byte("Geüpdatet – “ja”, één café.")) {
		t.Errorf("got %q", want)
	}
}
