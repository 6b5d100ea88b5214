package format

import (
	"bytes"
	"strings"

	"jaarcijfers/pipeline/contract"
)

// Rules about files that are not the text that their name promises. Each has its own
// words, since each is converted in another way.
const (
	RuleIsUTF16    contract.Rule = "file_utf16"
	RuleIsUTF32    contract.Rule = "file_utf32"
	RuleIsPacked   contract.Rule = "file_packed"
	RuleIsWorkbook contract.Rule = "file_workbook"
	RuleIsParquet  contract.Rule = "file_parquet"
	RuleIsPDF      contract.Rule = "file_pdf"
	RuleIsHTML     contract.Rule = "file_html"
	RuleIsMarkup   contract.Rule = "file_markup"
	RuleIsDatabase contract.Rule = "file_database"
)

// A signature is how files of one kind begin.
type signature struct {
	begin string
	rule  contract.Rule
	name  string
}

// signatures stand longest first where one begins another: that of UTF-32 begins
// with that of UTF-16.
var signatures = []signature{
	{"\xff\xfe\x00\x00", RuleIsUTF32, "UTF-32"},
	{"\x00\x00\xfe\xff", RuleIsUTF32, "UTF-32"},
	{"\xff\xfe", RuleIsUTF16, "UTF-16"},
	{"\xfe\xff", RuleIsUTF16, "UTF-16"},
	{"\x1f\x8b", RuleIsPacked, "gzip"},
	{"BZh", RuleIsPacked, "bzip2"},
	{"\xfd7zXZ\x00", RuleIsPacked, "xz"},
	{"\x28\xb5\x2f\xfd", RuleIsPacked, "zstd"},
	{"7z\xbc\xaf\x27\x1c", RuleIsPacked, "7z"},
	{"Rar!\x1a\x07", RuleIsPacked, "rar"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", RuleIsWorkbook, ".xls"},
	{"PAR1", RuleIsParquet, "Parquet"},
	{"PARE", RuleIsParquet, "Parquet"},
	{"%PDF", RuleIsPDF, "PDF"},
	{"{\\rtf", RuleIsMarkup, "RTF"},
	{"SQLite format 3\x00", RuleIsDatabase, "SQLite"},
}

// kindOf tells from its first bytes that a file is no delimited text.
func kindOf(head []byte) (signature, bool) {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.begin)) {
			return s, true
		}
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return zipKind(head), true
	}
	if s, is := wideKind(head); is {
		return s, true
	}
	return markupKind(head)
}

// zipKind tells workbooks from other zip files by what stands in them first.
func zipKind(head []byte) signature {
	head = head[:min(len(head), 1<<16)]
	for _, known := range []signature{
		{"mimetypeapplication/vnd.oasis.opendocument", RuleIsWorkbook, ".ods"},
		{"xl/", RuleIsWorkbook, ".xlsx"}, {"[Content_Types].xml", RuleIsWorkbook, ".xlsx"},
	} {
		if bytes.Contains(head, []byte(known.begin)) {
			return known
		}
	}
	return signature{rule: RuleIsPacked, name: "zip"}
}

// wideKind knows text of two or four bytes a character that has no mark: every other
// byte of plain letters is zero.
func wideKind(head []byte) (signature, bool) {
	const enough = 8
	if len(head) < enough {
		return signature{}, false
	}
	noughts := make([]bool, enough)
	for i := range noughts {
		noughts[i] = head[i] == 0
	}
	only := func(width, at int) bool { // only this byte of every so many is a letter
		for i, nought := range noughts {
			if nought == (i%width == at) {
				return false
			}
		}
		return true
	}
	switch {
	case only(4, 0), only(4, 3):
		return signature{rule: RuleIsUTF32, name: "UTF-32"}, true
	case only(2, 0), only(2, 1):
		return signature{rule: RuleIsUTF16, name: "UTF-16"}, true
	}
	return signature{}, false
}

// markupKind knows pages and data that were saved under the name of a table.
func markupKind(head []byte) (signature, bool) {
	text := strings.ToLower(strings.TrimSpace(strings.TrimPrefix(string(head[:min(len(head), 512)]), "\ufeff")))
	switch {
	case strings.HasPrefix(text, "<!doctype html"), strings.HasPrefix(text, "<html"), strings.HasPrefix(text, "<table"), strings.HasPrefix(text, "<head"):
		return signature{rule: RuleIsHTML, name: "HTML"}, true
	case strings.HasPrefix(text, "<?xml"):
		return signature{rule: RuleIsMarkup, name: "XML"}, true
	case strings.HasPrefix(text, "{\""), strings.HasPrefix(text, "[{"), strings.HasPrefix(text, "{\n"), strings.HasPrefix(text, "{\r\n"):
		return signature{rule: RuleIsMarkup, name: "JSON"}, true
	}
	return signature{}, false
}
