package workbook_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/source/workbook"
)

func TestODSCells(t *testing.T) {
	for _, tt := range []struct{ name, cells, want string }{
		{"numbers, shares, money", `<table:table-cell office:value-type="float" office:value="1.0E5"><text:p>1,0E+05</text:p></table:table-cell>` +
			`<table:table-cell office:value-type="percentage" office:value="0.05"><text:p>5 %</text:p></table:table-cell>` +
			`<table:table-cell office:value-type="currency" office:currency="EUR" office:value="1234.5"/>`, `1 | 100000 | 0.05 | 1234.5`},
		{"dates", `<table:table-cell office:value-type="date" office:date-value="2024-12-31"><text:p>31 december</text:p></table:table-cell>` +
			`<table:table-cell office:value-type="date" office:date-value="2024-12-31T13:30:00"/>` +
			`<table:table-cell office:value-type="date" office:date-value="2024-12-31T00:00:00.000000000"/>` +
			`<table:table-cell office:value-type="date" office:date-value="2024-12-31T23:59:59.997000000"/>` +
			`<table:table-cell office:value-type="date" office:date-value="0000-00-00"/>`, `1 | d 2024-12-31 | d 2024-12-31T13:30:00 | d 2024-12-31 | d 2024-12-31T23:59:59.997 | e 0000-00-00`},
		{"times", `<table:table-cell office:value-type="time" office:time-value="PT13H30M00S"/><table:table-cell office:value-type="time" office:time-value="PT36H00M00.5S"/>` +
			`<table:table-cell office:value-type="time" office:time-value="-PT1H"/>`, `1 | d 13:30:00 | d 36:00:00.5 | e -PT1H`},
		{"booleans", `<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAAR</text:p></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="false"/>`, `1 | b true | b false`},
		{"a boolean written as formula", `<table:table-cell table:formula="of:=TRUE()" office:value-type="float" office:value="1"><text:p>TRUE</text:p></table:table-cell>`, `1 | b true`},
		{"text that looks like a number", `<table:table-cell office:value-type="string"><text:p>001</text:p></table:table-cell>`, `1 | "001"`},
		{"the value before what is shown", `<table:table-cell office:value-type="string" office:string-value="x"><text:p>y</text:p></table:table-cell>`, `1 | "x"`},
		{"text without a type", `<table:table-cell><text:p>x</text:p></table:table-cell>`, `1 | "x"`},
		{"paragraphs, spaces, tabs, line breaks", `<table:table-cell office:value-type="string"><text:p><text:s/>a<text:s text:c="3"/>b<text:tab/>c</text:p><text:p>d<text:line-break/>e  f </text:p></table:table-cell>`, `1 | " a   b\tc\nd\ne  f "`},
		{"text that was made to look well", "<table:table-cell office:value-type=\"string\"><text:p>\n   one\n   two\n</text:p></table:table-cell>", `1 | "one two"`},
		{"spans, links, readings, notes", `<table:table-cell office:value-type="string"><text:p>a<text:span>b<text:a xlink:href="https://example.org">c</text:a></text:span><text:ruby><text:ruby-base>d</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby><text:note><text:p>y</text:p></text:note></text:p></table:table-cell>`, `1 | "abcd"`},
		{"annotations are no text", `<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>a</text:p></table:table-cell>`, `1 | "a"`},
		{"what formulas gave", `<table:table-cell table:formula="of:=[.A1]" office:value-type="float" office:value="2"/><table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string" office:string-value=""/>`, `1 | =2 | =""`},
		{"formulas that gave nothing yet", `<table:table-cell table:formula="of:=[.A1]"/>`, `1 | =`},
		{"errors as LibreOffice writes them", `<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>`, `1 | =e #N/A`},
		{"errors as others write them", `<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>#N/A</text:p></table:table-cell>`, `1 | =e #DIV/0! | "#N/A"`},
		{"one formula over several cells", `<table:table-cell table:formula="of:=[.C1:.D1]" table:number-matrix-columns-spanned="2" table:number-matrix-rows-spanned="1" office:value-type="float" office:value="1"/><table:table-cell office:value-type="float" office:value="2"/><table:table-cell office:value-type="float" office:value="3"/>`, `1 | =1 | =2 | 3`},
		{"repeated cells", `<table:table-cell table:number-columns-repeated="2"/><table:table-cell table:number-columns-repeated="3" office:value-type="float" office:value="7"/><table:table-cell table:number-columns-repeated="16379"/>`, `1 |  |  | 7 | 7 | 7`},
		{"covered cells keep their value", `<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1" office:value-type="float" office:value="1"/><table:covered-table-cell office:value-type="float" office:value="2"/><table:table-cell office:value-type="float" office:value="3"/>`, `1 | 1 | 2 | 3`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			raw := pack(t, odsParts(`<table:table-row>`+tt.cells+`</table:table-row>`)...)
			got, err := read(raw, "ods", "s", workbook.DefaultLimits)
			if diff := cmp.Diff([]string{tt.want}, got); diff != "" || err != nil {
				t.Error(diff, err)
			}
		})
	}
}

func TestODSRows(t *testing.T) {
	one := `<table:table-cell office:value-type="float" office:value="1"/>`
	for _, tt := range []struct {
		name, rows string
		want       []string
	}{
		{"repeated rows, and a million empty ones behind", `<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row><table:table-row table:number-rows-repeated="2">` + one + `</table:table-row>` +
			`<table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`, []string{`3 | 1`, `4 | 1`}},
		{"empty rows without end", `<table:table-row>` + one + `</table:table-row><table:table-row table:number-rows-repeated="999999999"/><table:table-row table:number-rows-repeated="999999999"/>`, []string{`1 | 1`}},
		{"hidden and filtered rows", `<table:table-row table:visibility="collapse">` + one + `</table:table-row><table:table-row table:visibility="filter">` + one + `</table:table-row><table:table-row table:visibility="visible">` + one + `</table:table-row>`, []string{`~1 | 1`, `~2 | 1`, `3 | 1`}},
		{"headers and folded groups", `<table:table-header-rows><table:table-row>` + one + `</table:table-row></table:table-header-rows><table:table-row-group table:display="false"><table:table-row-group><table:table-row>` + one + `</table:table-row></table:table-row-group></table:table-row-group>` +
			`<table:table-rows><table:table-row>` + one + `</table:table-row></table:table-rows>`, []string{`1 | 1`, `~2 | 1`, `3 | 1`}},
		{"drawings are no rows", `<table:shapes><table:table table:name="in"><table:table-row>` + one + `</table:table-row></table:table></table:shapes><table:table-row>` + one + `</table:table-row>`, []string{`1 | 1`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := read(pack(t, odsParts(tt.rows)...), "ods", "s", workbook.DefaultLimits)
			if diff := cmp.Diff(tt.want, got); diff != "" || err != nil {
				t.Error(diff, err)
			}
		})
	}
}

func TestODSMerged(t *testing.T) {
	raw := pack(t, odsParts(`<table:table-row table:number-rows-repeated="2"/><table:table-row><table:table-cell/>`+
		`<table:table-cell table:number-columns-spanned="3" table:number-rows-spanned="2"/><table:covered-table-cell table:number-columns-repeated="2"/>`+
		`<table:table-cell table:number-columns-spanned="1" table:number-rows-spanned="1"/></table:table-row>`)...)
	book, err := open(raw, "ods", workbook.DefaultLimits)
	if err == nil {
		err = book.Rows(context.Background(), "s", func(workbook.Row) error { return nil })
	}
	if err != nil {
		t.Fatal(err)
	}
	got, err := book.Merged("s")
	if diff := cmp.Diff([]string{"B3:D4"}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestODSSheets(t *testing.T) {
	cell := `<table:table-row><table:table-cell office:value-type="string"><text:p>%</text:p></table:table-cell></table:table-row>`
	raw := pack(t, odsParts("", part{"content.xml", content(
		`<table:tracked-changes><table:deletion><table:table-cell><text:p>gone</text:p></table:table-cell></table:deletion></table:tracked-changes>` +
			`<table:table table:name="een" table:style-name="ta2">` + cell + `</table:table><table:table table:name="twee"/><table:table table:name="drie">` + cell + cell + `</table:table>`)})...)
	book, err := open(raw, "ods", workbook.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]workbook.Sheet{{Name: "een", Hidden: true}, {Name: "twee"}, {Name: "drie"}}, book.Sheets()); diff != "" {
		t.Error(diff)
	}
	for sheet, want := range map[string][]string{"een": {`1 | "%"`}, "twee": nil, "drie": {`1 | "%"`, `2 | "%"`}} {
		got, err := read(raw, "ods", sheet, workbook.DefaultLimits)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Error(sheet, diff, err)
		}
	}
}
