package workbook_test

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/source/workbook"
)

// wide writes text as UTF-16 with its mark.
func wide(text string, order binary.ByteOrder, mark bool) string {
	if mark {
		text = "\ufeff" + text
	}
	raw := make([]byte, 0, 2*len(text))
	for _, unit := range utf16.Encode([]rune(text)) {
		raw = append(raw, 0, 0)
		order.PutUint16(raw[len(raw)-2:], unit)
	}
	return string(raw)
}

// What Excel and LibreOffice open is read, whichever program wrote it.
func TestWorkbooksOfOtherProgramsAreRead(t *testing.T) {
	backslashes := xlsxParts(row)
	for i := range backslashes {
		backslashes[i].name = strings.ReplaceAll(backslashes[i].name, "/", `\`)
	}
	utf16Of := func(order binary.ByteOrder, mark bool) []part {
		parts := xlsxParts(row)
		for i := range parts {
			parts[i].text = wide(`<?xml version="1.0" encoding="UTF-16"?>`+parts[i].text, order, mark)
		}
		return parts
	}
	cells := odsParts(`<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>`)
	last := slices.Clone(cells)
	slices.Reverse(last)
	for _, tt := range []struct {
		name, format string
		parts        []part
	}{
		{"backslashes in the zip", "xlsx", backslashes},
		{"UTF-16, little end first", "xlsx", utf16Of(binary.LittleEndian, true)},
		{"UTF-16, big end first", "xlsx", utf16Of(binary.BigEndian, true)},
		{"UTF-16 without a mark", "xlsx", utf16Of(binary.LittleEndian, false)},
		{"an ODS without mimetype", "ods", cells[1:]},
		{"an ODS with its mimetype last", "ods", last},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := read(pack(t, tt.parts...), tt.format, "s", workbook.Limits{})
			if diff := cmp.Diff([]string{"1 | 1"}, got); diff != "" || err != nil {
				t.Error(diff, err)
			}
		})
	}
	// What may not stand in a part may not stand in it as UTF-16 either.
	evil := xlsxParts(row, part{"xl/workbook.xml", wide(`<!DOCTYPE x><workbook/>`, binary.LittleEndian, true)})
	if _, err := open(pack(t, evil...), "xlsx", workbook.Limits{}); !strings.Contains(refusal(t, err), "a document type or entity") {
		t.Error(err)
	}
}
