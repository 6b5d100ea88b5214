package source

import (
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/letter"
)

// statusTable is the raw table of the codelist whose Dutch labels are the words
// that a letter uses for a status.
const statusTable = "codelist_measure_status"

// letterColumns are the columns of a letter's snapshot.
var letterColumns = []column{
	{"letter_id", contract.String},
	{"dossier", contract.String},
	{"letter_date", contract.String},
	{"letter_title", contract.String},
	{"measure_number", contract.Integer},
	{"title", contract.String},
	{"narrative", contract.String},
	{"footnotes", contract.String},
	{"status", contract.String},
	{"status_text", contract.String},
	{"position", contract.Integer},
	{"source_line_end", contract.Integer},
}

// statusList finds the codelist of statuses; nil when there is none.
func (r *reader) statusList() *contract.Resource {
	for _, res := range r.pkg.Resources {
		if res.Table == statusTable {
			return res
		}
	}
	return nil
}

// statuses maps the word of a letter to its code.
func (r *reader) statuses() (map[string]string, error) {
	list := r.statusList()
	if list == nil {
		return nil, nil
	}
	o, err := r.read(list)
	if err != nil {
		return nil, err
	}
	words := map[string]string{}
	code, label := o.places([]string{"code"}), o.places([]string{"label_nl"})
	for i := range o.rows {
		word, ok := o.rows[i].key(label)
		if to, known := o.rows[i].key(code); ok && known {
			words[word] = to
		}
	}
	return words, nil
}

// readLetter reads a letter to parliament into one row a measure. Its violations
// are of the whole file: a letter that is half understood is not published.
func (r *reader) readLetter(o *outcome, text []byte) error {
	statuses, err := r.statuses()
	if err != nil {
		return err
	}
	res := o.resource
	measures, violations := letter.Read(res.Path, text, letter.FormOf(res.Path), statuses)
	o.whole, o.columns, o.violations = true, letterColumns, violations
	for _, m := range measures {
		o.rows = append(o.rows, row{line: m.Line, values: []any{
			res.Name, res.Letter.Dossier, res.Letter.Date, res.Letter.Title,
			int64(m.Number), m.Title, m.Narrative, none(strings.Join(m.Footnotes, "\n\n")), m.Status, m.StatusText, int64(m.Position), int64(m.LineEnd),
		}})
	}
	return nil
}

// none makes an empty text no value.
func none(text string) any {
	if text == "" {
		return nil
	}
	return text
}
