package workbook_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/source/workbook"
)

// readCell reads a sheet of one row with the cells given, after three shared
// strings and the cell formats 0 general, 1 date, 2 time, 3 [h]:mm:ss.
func readCell(t *testing.T, cells string, more ...part) string {
	t.Helper()
	parts := xlsxParts(`<row r="1">`+cells+`</row>`,
		part{"xl/sharedStrings.xml", `<sst ` + spreadsheet + `><si><t>001</t></si>` +
			`<si><r><rPr><b/></rPr><t xml:space="preserve">one </t></r><r><t>two</t></r><rPh sb="0" eb="1"><t>spoken</t></rPh><phoneticPr fontId="1"/></si><si><t/></si></sst>`},
		part{"xl/styles.xml", `<styleSheet ` + spreadsheet + `><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
			`<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="46"/></cellXfs></styleSheet>`},
	)
	lines, err := read(pack(t, with(parts, more)...), "xlsx", "s", workbook.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(strings.Join(lines, "\n"), "1 | ")
}

func TestXLSXCells(t *testing.T) {
	for _, tt := range []struct{ name, cells, want string }{
		{"numbers as they are", `<c r="A1"><v>1</v></c><c r="B1" t="n"><v>-0.05</v></c><c r="C1"><v> 12 </v></c>`, `1 | -0.05 | 12`},
		{"whole numbers without exponent", `<c r="A1"><v>1.0E5</v></c><c r="B1"><v>100000.0</v></c><c r="C1"><v>1E+15</v></c><c r="D1"><v>-0</v></c>`, `100000 | 100000 | 1000000000000000 | 0`},
		{"the shortest digits that are the number", `<c r="A1"><v>4.2999999999999997E-2</v></c><c r="B1"><v>1.23E+19</v></c>`, `0.043 | 12300000000000000000`},
		{"text that looks like a number", `<c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>1.0E5</t></is></c>`, `"001" | "1.0E5"`},
		{"runs, not how they are spoken", `<c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></is></c>`, `"one two" | "ab"`},
		{"white space only where it is kept", `<c r="A1" t="inlineStr"><is><t> a </t></is></c><c r="B1" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>`, `"a" | " a "`},
		{"escapes", `<c r="A1" t="inlineStr"><is><t>a_x000D_&#10;b</t></is></c><c r="B1" t="str"><v>_x005F_x000D_</v></c><c r="C1" t="str"><v>_x00e9__xD83D__xDE00__x20_</v></c>`, `"a\r\nb" | "_x000D_" | "é😀_x20_"`},
		{"booleans", `<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="b"><v>true</v></c>`, `b true | b false | b true`},
		{"errors", `<c r="A1" t="e"><v>#N/A</v></c>`, `e #N/A`},
		{"what formulas gave", `<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"x"</f><v>x</v></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1" s="1"><f>TODAY()</f><v>45657</v></c>`, `=2 | ="x" | =e #DIV/0! | =d 2024-12-31`},
		{"formulas that gave nothing yet, or an empty text", `<c r="A1"><f>1+1</f></c><c r="B1" t="str"><f>""</f><v></v></c>`, `= | =""`},
		{"shared formulas", `<c r="A1"><f t="shared" ref="A1:B1" si="0">1+1</f><v>2</v></c><c r="B1"><f t="shared" si="0"/><v>3</v></c>`, `=2 | =3`},
		{"one formula over several cells", `<c r="A1"><v>1</v></c><c r="B1"><f t="array" ref="B1:C1">D1:E1</f><v>2</v></c><c r="C1"><v>3</v></c><c r="D1"><v>4</v></c>`, `1 | =2 | =3 | 4`},
		{"a boolean written as formula", `<c r="A1" t="b"><f>TRUE()</f><v>1</v></c><c r="B1" t="b"><f>A1</f><v>1</v></c>`, `b true | =b true`},
		{"empty cells between, none at the end", `<c r="B1"><v>1</v></c><c r="C1" s="1"/><c r="D1" t="s"><v>2</v></c><c r="E1"><v>2</v></c><c r="F1"/><c r="G1" t="inlineStr"><is><t/></is></c>`, ` | 1 |  |  | 2`},
		{"cells without names", `<c><v>1</v></c><c><v>2</v></c><c r="D1"><v>4</v></c><c><v>5</v></c>`, `1 | 2 |  | 4 | 5`},
		{"dates as text", `<c r="A1" t="d"><v>2024-12-31</v></c><c r="B1" t="d"><v>2024-12-31T13:30:00Z</v></c><c r="C1" t="d"><v>2024-12-31T00:00:00.000</v></c><c r="D1" t="d"><v>31-12-2024</v></c>`, `d 2024-12-31 | d 2024-12-31T13:30:00 | d 2024-12-31 | e 31-12-2024`},
		{"extensions are passed over", `<c r="A1"><extLst><ext uri="x"><x:v xmlns:x="urn:other">9</x:v></ext></extLst><v>1</v></c>`, `1`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, readCell(t, tt.cells)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The numbers of days are Excel's: =DATE(2024;12;31) shown as a number is 45657.
// In a workbook that counts from 1904 it is 1462 less.
func TestXLSXDates(t *testing.T) {
	from1904 := part{"xl/workbook.xml", `<workbook ` + spreadsheet + ` xmlns:r="` + office + `"><workbookPr date1904="1"/><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>`}
	const date, clock, elapsed = 1, 2, 3
	for _, tt := range []struct {
		name, serial string
		format       int
		want         string
		more         []part
	}{
		{"a day", "45657", date, "d 2024-12-31", nil},
		{"a day and a time", "45657.5625", date, "d 2024-12-31T13:30:00", nil},
		{"a moment before midnight stays in its year", "45657.999999965", date, "d 2024-12-31T23:59:59.997", nil},
		{"noise before midnight does not", "45656.999999999996", date, "d 2024-12-31", nil},
		{"the first day", "1", date, "d 1900-01-01", nil},
		{"the day before the false leap day", "59", date, "d 1900-02-28", nil},
		{"the false leap day", "60", date, "e 1900-02-29", nil},
		{"the day after it", "61", date, "d 1900-03-01", nil},
		{"the last day", "2958465", date, "d 9999-12-31", nil},
		{"the day after the last", "2958466", date, "e 2958466", nil},
		{"far out", "1E300", date, "e 1" + strings.Repeat("0", 300), nil},
		{"no day", "0", date, "e 1900-01-00", nil},
		{"before all days", "-1", date, "e -1", nil},
		{"a time of day", "0.5625", clock, "d 13:30:00", nil},
		{"midnight", "0", clock, "d 00:00:00", nil},
		{"a day that shows its time only", "45657.5625", clock, "d 2024-12-31T13:30:00", nil},
		{"a length of time", "1.5", elapsed, "d 36:00:00", nil},
		{"counted from 1904", "44195", date, "d 2024-12-31", []part{from1904}},
		{"the first day of 1904", "0", date, "d 1904-01-01", []part{from1904}},
		{"no false leap day then", "60", date, "d 1904-03-01", []part{from1904}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := readCell(t, fmt.Sprintf(`<c r="A1" s="%d"><v>%s</v></c>`, tt.format, tt.serial), tt.more...)
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestXLSXFormats(t *testing.T) {
	day, timed, number, length := "d 2024-12-31T13:30:00", "d 2024-12-31T13:30:00", "45657.5625", "d 1095781:30:00"
	for code, want := range map[string]string{
		"dd/mm/yyyy":                   day,
		"DD-MM-YYYY;@":                 day,
		`[$-413]d mmmm yyyy`:           day,
		`"dag" d`:                      day,
		"mmm":                          day,
		"h:mm AM/PM":                   timed,
		"[Red]hh:mm:ss":                timed,
		"[h]:mm":                       length,
		"[mm]:ss.0":                    length,
		"General":                      number,
		"0.00E+00":                     number,
		`0 "dagen per jaar"`:           number,
		`0 \d\a\g`:                     number,
		`#,##0.00_d;[Red]-#,##0.00_d`:  number,
		`[$€-x-day] #,##0`:             number,
		`[Magenta]0;[Yellow]-0;"dag";`: number,
		`* #,##0*y`:                    number,
		"@":                            number,
		`0 "never ends`:                number,
		`[never ends dd`:               number,
		`0\`:                           number,
	} {
		t.Run(code, func(t *testing.T) {
			escaped := strings.NewReplacer("&", "&amp;", `"`, "&quot;").Replace(code)
			styles := part{"xl/styles.xml", `<styleSheet ` + spreadsheet + `><numFmts><numFmt numFmtId="164" formatCode="` + escaped + `"/></numFmts>` +
				`<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`}
			if got := readCell(t, `<c r="A1" s="1"><v>45657.5625</v></c>`, styles); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

// The formats by number are those of ECMA-376 part 1, 18.8.30.
func TestXLSXFormatsByNumber(t *testing.T) {
	dates := map[int]bool{}
	for _, span := range [][2]int{{14, 22}, {27, 36}, {45, 47}, {50, 58}} {
		for id := span[0]; id <= span[1]; id++ {
			dates[id] = true
		}
	}
	for id := range 100 {
		styles := part{"xl/styles.xml", fmt.Sprintf(`<styleSheet %s><cellXfs><xf/><xf numFmtId="%d"/></cellXfs></styleSheet>`, spreadsheet, id)}
		got := readCell(t, `<c r="A1" s="1"><v>45657</v></c>`, styles)
		if want := map[bool]string{true: "d 2024-12-31", false: "45657"}[dates[id]]; got != want && id != 46 {
			t.Errorf("format %d: got %s, want %s", id, got, want)
		}
	}
}

func TestXLSXRows(t *testing.T) {
	for _, tt := range []struct {
		name, rows string
		want       []string
	}{
		{"numbers as shown, empty rows left out", `<row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="A3" s="0"/></row><row r="5"/><row r="1048576"><c r="A1048576"><v>2</v></c></row>`, []string{`2 | 1`, `1048576 | 2`}},
		{"without numbers", `<row><c><v>1</v></c></row><row/><row><c><v>3</v></c></row>`, []string{`1 | 1`, `3 | 3`}},
		{"hidden ones are told", `<row r="1" hidden="1"><c><v>1</v></c></row><row r="2" hidden="false"><c><v>2</v></c></row>`, []string{`~1 | 1`, `2 | 2`}},
		{"a formula over several rows", `<row r="1"><c r="B1"><f t="array" ref="B1:B2">C1:C2</f><v>1</v></c></row><row r="2"><c r="A2"><v>0</v></c><c r="B2"><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c></row>`, []string{`1 |  | =1`, `2 | 0 | =2`, `3 |  | 3`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := read(pack(t, xlsxParts(tt.rows)...), "xlsx", "s", workbook.DefaultLimits)
			if diff := cmp.Diff(tt.want, got); diff != "" || err != nil {
				t.Error(diff, err)
			}
		})
	}
}

// Files of other programs: other prefixes, strict names, paths from the root,
// parts elsewhere and in other case, sheets that are charts.
func TestXLSXOfOtherPrograms(t *testing.T) {
	const strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
	raw := pack(t,
		part{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`},
		part{"_rels/.rels", `<Relationships ` + relations + `><Relationship Id="a" Type="` + strict + `/officeDocument" Target="/Book/Main.xml"/></Relationships>`},
		part{"book/_rels/main.xml.rels", `<Relationships ` + relations + `>` +
			`<Relationship Id="b" Type="` + strict + `/worksheet" Target="/book/one.xml"/>` +
			`<Relationship Id="c" Type="` + strict + `/worksheet" Target="../other/two.xml"/>` +
			`<Relationship Id="d" Type="` + strict + `/chartsheet" Target="chart.xml"/></Relationships>`},
		part{"book/main.xml", "\ufeff" + `<?xml version="1.0" encoding="utf-8"?><x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:rel="` + strict + `"><x:sheets>` +
			`<x:sheet name="een" sheetId="1" rel:id="b" state="hidden"/><x:sheet name="chart" rel:id="d"/><x:sheet name="twee &amp; drie" rel:id="c" state="veryHidden"/></x:sheets></x:workbook>`},
		part{"book/one.xml", `<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData/></x:worksheet>`},
		part{"other/two.xml", `<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>z</x:t></x:is></x:c></x:row></x:sheetData>` +
			`<x:mergeCells><x:mergeCell ref="B2:C3"/></x:mergeCells></x:worksheet>`},
	)
	book, err := open(raw, "xlsx", workbook.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]workbook.Sheet{{Name: "een", Hidden: true}, {Name: "twee & drie", Hidden: true}}, book.Sheets()); diff != "" {
		t.Error(diff)
	}
	got, err := read(raw, "xlsx", "twee & drie", workbook.DefaultLimits)
	if diff := cmp.Diff([]string{`1 | "z"`}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}
