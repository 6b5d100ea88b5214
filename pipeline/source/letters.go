package source

import (
	"context"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/letter"
	"jaarcijfers/pipeline/source/typing"
)

const (
	// statusTable is the raw table of the codelist whose Dutch labels are the words
	// that a letter uses for a status.
	statusTable = "codelist_measure_status"
	// lineTable is the raw table that says what lines of letters are.
	lineTable = "letter_line"
)

// letterColumns are the columns of a letter's snapshot.
var letterColumns = []typing.Column{
	{Name: "letter_id", Type: contract.String},
	{Name: "letter_date", Type: contract.String},
	{Name: "letter_title", Type: contract.String},
	{Name: "measure_id", Type: contract.String},
	{Name: "measure_number", Type: contract.Integer},
	{Name: "measure_part", Type: contract.String},
	{Name: "title", Type: contract.String},
	{Name: "narrative", Type: contract.String},
	{Name: "footnotes", Type: contract.String},
	{Name: "status", Type: contract.String},
	{Name: "status_text", Type: contract.String},
	{Name: "position", Type: contract.Integer},
	{Name: "source_line_end", Type: contract.Integer},
}

// listOf finds the file of a table that letters are read with; nil when there is
// none.
func (r *reader) listOf(table string) *contract.Resource {
	for _, res := range r.pkg.Resources {
		if res.Table == table {
			return res
		}
	}
	return nil
}

// statuses maps the word of a letter to its code.
func (r *reader) statuses(ctx context.Context) (map[string]string, error) {
	list := r.listOf(statusTable)
	if list == nil {
		return nil, nil
	}
	o, err := r.read(ctx, list)
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

// lines are what was declared about lines of one letter.
func (r *reader) lines(ctx context.Context, id string) ([]letter.Lines, error) {
	list := r.listOf(lineTable)
	if list == nil {
		return nil, nil
	}
	o, err := r.read(ctx, list)
	if err != nil {
		return nil, err
	}
	var all []letter.Lines
	at := o.places([]string{"letter_id", "first_line", "last_line", "reads_as"})
	for i := range o.rows {
		key, ok := o.rows[i].key(at)
		v := strings.Split(key, keySeparator)
		if !ok || v[0] != id {
			continue
		}
		first, errFirst := strconv.Atoi(v[1])
		last, errLast := strconv.Atoi(v[2])
		if errFirst == nil && errLast == nil {
			all = append(all, letter.Lines{First: first, Last: last, As: v[3]})
		}
	}
	return all, nil
}

// readLetter reads a letter to parliament into one row a measure. Its violations
// are of the whole file: a letter that is half understood is not published.
func (r *reader) readLetter(ctx context.Context, o *outcome, text []byte) error {
	res := o.resource
	statuses, err := r.statuses(ctx)
	if err != nil {
		return err
	}
	lines, err := r.lines(ctx, res.Name)
	if err != nil {
		return err
	}
	measures, violations := letter.Read(res.Path, text, letter.Guide{Form: letter.FormOf(res.Path), Statuses: statuses, Lines: lines})
	o.whole, o.columns, o.violations = true, letterColumns, violations
	for _, m := range measures {
		o.rows = append(o.rows, row{line: m.Line, values: []any{
			res.Name, res.Letter.Date, res.Letter.Title, m.ID(),
			int64(m.Number), none(m.Part), m.Title, m.Narrative, none(strings.Join(m.Footnotes, "\n\n")), m.Status, m.StatusText, int64(m.Position), int64(m.LineEnd),
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
