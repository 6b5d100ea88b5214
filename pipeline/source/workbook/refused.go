package workbook

import (
	"fmt"
	"strconv"
	"strings"
)

// Rules that a workbook as a whole can break.
const (
	ruleEntries   = "zip_entries"        // too many files in it
	ruleTotal     = "zip_total"          // too large unpacked
	ruleRatio     = "zip_ratio"          // one file packed too tight
	rulePath      = "zip_path"           // a file in it is named as if outside it
	ruleMacro     = "workbook_macro"     // it holds a program
	ruleLinks     = "workbook_links"     // it holds values of other files
	ruleDamaged   = "workbook_damaged"   // it is not written as its format says
	ruleXLS       = "workbook_xls"       // it is of Excel 97-2003
	ruleXLSB      = "workbook_xlsb"      // it is a binary workbook
	ruleOther     = "workbook_other"     // it is no workbook at all
	ruleEncrypted = "workbook_encrypted" // it needs a password
	ruleRows      = "rows_many"
	ruleColumns   = "columns_many"
	ruleCellLarge = "cell_large"
)

// Refused says why a workbook is not read, and where that stands.
type Refused struct {
	Rule     string // zip_entries, zip_total, zip_ratio, zip_path, workbook_macro, …
	Sheet    string // when it stands in a sheet
	Cell     string // such as C17, when it stands in a cell
	Value    string // what was found: a number, the name of a part, or what is wrong in it
	Expected string // the limit that was passed, when it is one
}

// Error tells it on one line, for logs; users get the sentence of the rule.
func (r *Refused) Error() string {
	var b strings.Builder
	b.WriteString(r.Rule)
	if r.Sheet != "" {
		fmt.Fprintf(&b, ", sheet %q", r.Sheet)
	}
	if r.Cell != "" {
		fmt.Fprintf(&b, ", cell %s", r.Cell)
	}
	if r.Value != "" {
		fmt.Fprintf(&b, ": %s", r.Value)
	}
	if r.Expected != "" {
		fmt.Fprintf(&b, " (expected %s)", r.Expected)
	}
	return b.String()
}

// damaged says what is wrong in a part, in a word for whoever must mend it.
func damaged(part, format string, args ...any) error {
	return &Refused{Rule: ruleDamaged, Value: part + ": " + fmt.Sprintf(format, args...)}
}

// over writes what passed a limit: it is not read on to see by how much.
func over(limit int) string { return ">" + strconv.Itoa(limit) }

// shorten keeps what a file says to a line.
func shorten(text string) string {
	const most = 80
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, text)
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
