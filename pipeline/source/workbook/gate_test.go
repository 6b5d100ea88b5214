package workbook_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"jaarcijfers/pipeline/source/workbook"
)

// row is one row with one cell.
const row = `<row r="1"><c r="A1"><v>1</v></c></row>`

// places are numbers that depend on how a test writes its file.
var places = regexp.MustCompile(`(byte|zeros:) \d+`)

func TestOpenHoldsTheZipAgainstLimits(t *testing.T) {
	many := xlsxParts(row)
	for i := range 2000 {
		many = append(many, part{fmt.Sprintf("xl/media/%s%d", strings.Repeat("x", 100), i), ""})
	}
	zeros := part{"xl/media/zeros", strings.Repeat("\x00", 4<<20)}
	for _, tt := range []struct {
		name   string
		parts  []part
		limits workbook.Limits
		want   string
	}{
		{"entries", xlsxParts(row), workbook.Limits{Entries: 6}, `zip_entries: 7 (expected 6)`},
		{"a list of entries too long to read", many, workbook.Limits{Entries: 6}, `zip_entries: >6 (expected 6)`},
		{"all together", xlsxParts(row), workbook.Limits{TotalBytes: 1000}, `zip_total: xl/_rels/workbook.xml.rels (expected 1000)`},
		{"packed too tight", xlsxParts(row, zeros), workbook.Limits{}, `zip_ratio: xl/media/zeros: (expected 200)`},
		{"packed tight and allowed", xlsxParts(row, zeros), workbook.Limits{Ratio: 1100}, ``},
		{"shared strings too many to hold", xlsxParts(row, part{"xl/sharedStrings.xml", `<sst ` + spreadsheet + `>` + strings.Repeat(`<si/>`, 1000) + `</sst>`}),
			workbook.Limits{TotalBytes: 16_000}, `zip_total, sheet "s": xl/sharedStrings.xml (expected 2000)`},
		{"a list of sheets too large", xlsxParts(row, part{"xl/workbook.xml", `<workbook>` + strings.Repeat(" ", 17<<20) + `</workbook>`}), workbook.Limits{Ratio: 1100}, `zip_total: xl/workbook.xml (expected 16777216)`},
		{"a path upward", xlsxParts(row, part{"xl/../../x", ""}), workbook.Limits{}, `zip_path: xl/../../x`},
		{"a path from the root", xlsxParts(row, part{"/etc/x", ""}), workbook.Limits{}, `zip_path: /etc/x`},
		{"a path of another system", xlsxParts(row, part{`xl\x`, ""}), workbook.Limits{}, ``},
		{"a path upward on another system", xlsxParts(row, part{`xl\..\..\x`, ""}), workbook.Limits{}, `zip_path: xl/../../x`},
		{"a path from the root of another system", xlsxParts(row, part{`\x`, ""}), workbook.Limits{}, `zip_path: /x`},
		{"a program on another system", xlsxParts(row, part{`xl\vbaProject.bin`, ""}), workbook.Limits{}, `workbook_macro: xl/vbaProject.bin`},
		{"a name twice on two systems", append(xlsxParts(row), part{`xl\workbook.xml`, ""}), workbook.Limits{}, `workbook_damaged: zip: two entries are named xl/workbook.xml`},
		{"a drive", xlsxParts(row, part{`c:x`, ""}), workbook.Limits{}, `zip_path: c:x`},
		{"folders", xlsxParts(row, part{"xl/empty/", ""}), workbook.Limits{}, ``},
		{"a name twice", append(xlsxParts(row), part{"XL/Workbook.xml", ""}), workbook.Limits{}, `workbook_damaged: zip: two entries are named XL/Workbook.xml`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := read(pack(t, tt.parts...), "xlsx", "s", tt.limits)
			if got := places.ReplaceAllString(refusal(t, err), "$1"); got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestRowsHoldTheSheetAgainstLimits(t *testing.T) {
	text := `<row><c t="inlineStr"><is><t>12345</t></is></c></row>`
	shared := part{"xl/sharedStrings.xml", `<sst ` + spreadsheet + `><si><t>123456</t></si></sst>`}
	odsRow := `<table:table-row table:number-rows-repeated="1000000"><table:table-cell/><table:table-cell table:number-columns-repeated="999999" office:value-type="string"><text:p>12345</text:p></table:table-cell></table:table-row>`
	for _, tt := range []struct {
		name, format string
		parts        []part
		limits       workbook.Limits
		want         string
	}{
		{"rows", "xlsx", xlsxParts(text + `<row/>` + text + text), workbook.Limits{Rows: 2}, `rows_many, sheet "s", cell A4: >2 (expected 2)`},
		{"columns", "xlsx", xlsxParts(`<row><c r="C1" s="0"/><c r="ZZ1"><v>1</v></c></row>`), workbook.Limits{Columns: 2}, `columns_many, sheet "s", cell ZZ1: 702 (expected 2)`},
		{"styled cells without value are not counted", "xlsx", xlsxParts(`<row><c><v>1</v></c><c r="ZZ1" s="0"/></row>`), workbook.Limits{Columns: 2}, ``},
		{"text in the cell", "xlsx", xlsxParts(`<row r="3"/>` + text), workbook.Limits{CellBytes: 4}, `cell_large, sheet "s", cell A4: >4 (expected 4)`},
		{"text elsewhere", "xlsx", xlsxParts(`<row><c t="s" r="B1"><v>0</v></c></row>`, shared), workbook.Limits{CellBytes: 4}, `cell_large, sheet "s", cell B1: >4 (expected 4)`},
		{"text elsewhere that no cell uses", "xlsx", xlsxParts(row, shared), workbook.Limits{CellBytes: 4}, ``},
		{"a text far too large", "xlsx", xlsxParts(`<row><c r="B1" t="str"><v>` + strings.Repeat("x", 2<<20) + `</v></c></row>`), workbook.Limits{Ratio: 1100}, `cell_large, sheet "s", cell B1: >1048576 (expected 1048576)`},
		{"rows that are repeated", "ods", odsParts(odsRow), workbook.Limits{Rows: 2, Columns: 1_000_000}, `rows_many, sheet "s", cell A3: >2 (expected 2)`},
		{"cells that are repeated", "ods", odsParts(odsRow), workbook.Limits{Columns: 3}, `columns_many, sheet "s", cell D1: 4 (expected 3)`},
		{"text of paragraphs", "ods", odsParts(odsRow), workbook.Limits{CellBytes: 4}, `cell_large, sheet "s", cell B1: >4 (expected 4)`},
		{"spaces without end", "ods", odsParts(`<table:table-row><table:table-cell><text:p><text:s text:c="999999999"/></text:p></table:table-cell></table:table-row>`), workbook.Limits{}, `cell_large, sheet "s", cell A1: >32767 (expected 32767)`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := read(pack(t, tt.parts...), tt.format, "s", tt.limits)
			if got := refusal(t, err); got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	types := func(inside string) part {
		return part{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` + inside + `</Types>`}
	}
	relation := func(name, kind, target string) part {
		return part{name, `<Relationships ` + relations + `><Relationship Id="r9" Type="` + kind + `" Target="` + target + `" TargetMode="External"/></Relationships>`}
	}
	formula := func(text string) []part {
		return odsParts(`<table:table-row><table:table-cell table:formula="` + text + `"/></table:table-row>`)
	}
	for _, tt := range []struct {
		name, format string
		parts        []part
		want         string
	}{
		{"a program", "xlsx", xlsxParts(row, part{"xl/vbaProject.bin", ""}), `workbook_macro: xl/vbaProject.bin`},
		{"a program under another name", "xlsx", xlsxParts(row, part{"xl/_rels/workbook.xml.rels", `<Relationships ` + relations + `><Relationship Id="a" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="x.dat"/></Relationships>`}), `workbook_macro: x.dat`},
		{"a program by its type", "xlsx", xlsxParts(row, types(`<Override PartName="/xl/x.dat" ContentType="application/vnd.ms-office.vbaProject"/>`)), `workbook_macro: /xl/x.dat`},
		{"an .xlsm", "xlsx", xlsxParts(row, types(`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>`)), `workbook_macro: /xl/workbook.xml`},
		{"a macro sheet", "xlsx", xlsxParts(row, part{"xl/macrosheets/sheet1.xml", ""}), `workbook_macro: xl/macrosheets/sheet1.xml`},
		{"an .xlsb", "xlsx", xlsxParts(row, part{"xl/workbook.bin", ""}), `workbook_xlsb`},
		{"a link to another workbook", "xlsx", xlsxParts(row, part{"xl/externalLinks/externalLink1.xml", ""}, relation("xl/externalLinks/_rels/externalLink1.xml.rels", office+"/externalLinkPath", "file:///C:/other.xlsx")), `workbook_links: file:///C:/other.xlsx`},
		{"a link without a target", "xlsx", xlsxParts(row, part{"xl/externalLinks/externalLink1.xml", ""}), `workbook_links: xl/externalLinks/externalLink1.xml`},
		{"a link by its type", "xlsx", xlsxParts(row, types(`<Override PartName="/xl/x.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/>`)), `workbook_links: /xl/x.xml`},
		{"a hyperlink", "xlsx", xlsxParts(row, relation("xl/worksheets/_rels/sheet1.xml.rels", office+"/hyperlink", "https://example.org/")), ``},
		{"an ODS as XLSX", "xlsx", odsParts(""), `workbook_other: ODS (expected .xlsx)`},
		{"a document type", "xlsx", xlsxParts(row, part{"xl/workbook.xml", `<!DOCTYPE workbook><workbook/>`}), `workbook_damaged: xl/workbook.xml: byte: a document type or entity`},
		{"no workbook", "xlsx", xlsxParts(row, part{"_rels/.rels", `<Relationships/>`}), `workbook_damaged: _rels/.rels: it names no workbook`},
		{"two workbooks", "xlsx", xlsxParts(row, part{"_rels/.rels", `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="a"/><Relationship Id="b" Type="x/officeDocument" Target="b"/></Relationships>`}), `workbook_damaged: zip: two parts are officeDocument`},
		{"a sheet without its part", "xlsx", xlsxParts(row, part{"xl/workbook.xml", `<workbook xmlns:r="` + office + `"><sheets><sheet name="s" r:id="r8"/></sheets></workbook>`}), `workbook_damaged: xl/workbook.xml: byte: sheet "s" has no part`},
		{"a sheet twice", "xlsx", xlsxParts(row, part{"xl/workbook.xml", `<workbook xmlns:r="` + office + `"><sheets><sheet name="s" r:id="r1"/><sheet name="s" r:id="r1"/></sheets></workbook>`}), `workbook_damaged: xl/workbook.xml: byte: sheet "s" is there twice`},

		{"a Basic program", "ods", odsParts("", part{"Basic/Standard/Module1.xml", ""}), `workbook_macro: Basic/Standard/Module1.xml`},
		{"a script", "ods", odsParts("", part{"Scripts/python/x.py", ""}), `workbook_macro: Scripts/python/x.py`},
		{"empty folders of programs", "ods", odsParts("", part{"Basic/", ""}), ``},
		{"an event that starts a program", "ods", odsParts(`<table:shapes><script:event-listener xlink:href="vnd.sun.star.script:a"/></table:shapes>`), `workbook_macro: vnd.sun.star.script:a`},
		{"a program in the text", "ods", odsParts("", part{"content.xml", scripted(`<office:script script:language="ooo:Basic"/>`)}), `workbook_macro: ooo:Basic`},
		{"a program at opening", "ods", odsParts("", part{"content.xml", scripted(`<office:event-listeners><script:event-listener xlink:href="vnd.sun.star.script:b"/></office:event-listeners>`)}), `workbook_macro: vnd.sun.star.script:b`},
		{"no program after all", "ods", odsParts("", part{"content.xml", scripted(`<office:event-listeners/>`)}), ``},
		{"a sheet without a name", "ods", odsParts("", part{"content.xml", content(`<table:table/>`)}), `workbook_damaged: content.xml: byte: a sheet without a name`},
		{"a document type", "ods", odsParts("", part{"content.xml", `<!DOCTYPE x><x/>`}), `workbook_damaged: content.xml: byte: a document type or entity`},
		{"no content", "ods", []part{{"mimetype", typeODS}}, `workbook_damaged: zip: there is no content.xml`},
		{"a linked sheet", "ods", odsParts(`<table:table-source xlink:href="file:///other.ods"/>`), `workbook_links: file:///other.ods`},
		{"a linked range", "ods", odsParts(`<table:table-row><table:table-cell><table:cell-range-source xlink:href="../other.ods"/></table:table-cell></table:table-row>`), `workbook_links: ../other.ods`},
		{"a formula into another file", "ods", formula(`of:=&quot;it's&quot;&amp;['file:///other''s.ods'#$Blad1.A1]`), `workbook_links: file:///other''s.ods`},
		{"formulas within the file", "ods", formula(`of:=['a # b'.A1]&amp;&quot;'x'#y&quot;&amp;[.B2]`), ``},
		{"an encrypted one", "ods", odsParts("", part{"META-INF/manifest.xml", `<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>`}), `workbook_encrypted: content.xml (expected .ods)`},
		{"a text document", "ods", odsParts("", part{"mimetype", "application/vnd.oasis.opendocument.text"}), `workbook_damaged: mimetype: application/vnd.oasis.opendocument.text`},
		{"an XLSX as ODS", "ods", xlsxParts(row), `workbook_other: XLSX (expected .ods)`},
		{"two sheets of one name", "ods", odsParts("", part{"content.xml", content(`<table:table table:name="s"/><table:table table:name="s"/>`)}), `workbook_damaged: content.xml: byte: sheet "s" is there twice`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := open(pack(t, tt.parts...), tt.format, workbook.DefaultLimits)
			if got := places.ReplaceAllString(refusal(t, err), "$1"); got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// scripted is a content.xml with what stands in office:scripts.
func scripted(inside string) string {
	return strings.Replace(content(""), `<office:automatic-styles>`, `<office:scripts>`+inside+`</office:scripts><office:automatic-styles>`, 1)
}

func TestOpenTellsWhatIsNoZip(t *testing.T) {
	f := excelize.NewFile()
	var encrypted bytes.Buffer
	if err := f.Write(&encrypted, excelize.Options{Password: "secret"}); err != nil {
		t.Fatal(err)
	}
	whole := pack(t, xlsxParts(row)...)
	for _, tt := range []struct {
		name string
		raw  []byte
		want string
	}{
		{"a workbook with a password", encrypted.Bytes(), `workbook_encrypted: OLE (expected .xlsx)`},
		{"an .xls", testFile(t, "libreoffice.xls"), `workbook_xls`},
		{"text", []byte("case_number;offence_number\n"), `workbook_other: CSV (expected .xlsx)`},
		{"text of no columns", []byte("case_number\n"), `workbook_damaged: file: not a zip file`},
		{"a page", []byte("\xef\xbb\xbf <html><table>"), `workbook_other: HTML (expected .xlsx)`},
		{"gzip", []byte("\x1f\x8b\x08"), `workbook_other: gzip (expected .xlsx)`},
		{"nothing", nil, `workbook_damaged: file: not a zip file`},
		{"half a file", whole[:len(whole)/2], `workbook_damaged: zip: zip: not a valid zip file`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := open(tt.raw, "xlsx", workbook.DefaultLimits)
			if got := refusal(t, err); got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestLimitsOfNoughtAreTheDefault(t *testing.T) {
	got, err := read(pack(t, xlsxParts(row)...), "xlsx", "s", workbook.Limits{})
	if diff := cmp.Diff([]string{"1 | 1"}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}
