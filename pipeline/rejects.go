package pipeline

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/export"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/model"
)

// RejectsFile is the list of rejected rows, in the work folder.
const RejectsFile = "rejects.csv"

// rejectColumns are those of RejectsFile and of the table raw.reject: where, what,
// why, what then, and the row as it was.
var rejectColumns = []string{
	"table_name", "source_file", "source_line", "cell", "column_name", "value", "rule",
	"explanation_nl", "explanation_en", "suggestion", "time_period", "record",
}

// A reject is one fault of one row, as it goes back to who delivered it.
type reject struct {
	contract.Violation
	table   string
	source  string       // name of the file the row is in, also when the fault stands elsewhere
	period  string       // the year the row counts for; empty when that is not known
	record  string       // the row as it stands in the file
	follows bool         // its row refers to one that was rejected itself
	check   *model.Check // the rule of sql/reject that it breaks, if it is one
}

// worded gives the fault with its sentence. There can be a million faults, so none
// carries its sentence about.
func (a reject) worded() contract.Violation {
	v := a.Violation
	if a.check != nil {
		v.Text = ruleText(a.check, v)
	}
	return v
}

func (a reject) compare(b reject) int {
	if c := cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.File, b.File)); c != 0 {
		return c
	}
	if c := cmp.Compare(a.Line, b.Line); c != 0 {
		return c // nearly all; the rest is not looked at
	}
	return cmp.Or(cmp.Compare(a.Cell, b.Cell), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Rule, b.Rule))
}

// keepRejects writes all rejected rows to RejectsFile and the table raw.reject, or
// takes away the file of an earlier run.
func (r *run) keepRejects(ctx context.Context) error {
	if err := r.dropCounts(); err != nil {
		return err
	}
	path := filepath.Join(r.work, RejectsFile)
	if len(r.rejects) == 0 {
		return r.forgetRejects()
	}
	slices.SortStableFunc(r.rejects, reject.compare)
	folder, err := r.private(ctx)
	if err != nil {
		return fmt.Errorf("write rejects: %w", err)
	}
	plain := filepath.Join(folder, RejectsFile) // for the engine, without apostrophes
	if err := r.writeRejects(plain, func(text string) string { return text }); err != nil {
		return fmt.Errorf("write rejects: %w", err)
	}
	if err := r.warehouse.KeepRejects(ctx, plain, r.secret); err != nil {
		return fmt.Errorf("keep rejects: %w", err)
	}
	if err := r.writeRejects(path, export.Guard); err != nil {
		return fmt.Errorf("write rejects: %w", err)
	}
	r.report.Rejects = r.shown(path)
	return nil
}

// forgetRejects takes away the list of an earlier run.
func (r *run) forgetRejects() error {
	if err := file.Remove(filepath.Join(r.work, RejectsFile)); err != nil {
		return fmt.Errorf("remove old rejects: %w", err)
	}
	return nil
}

// rejectsAtOnce is how many rejects are put into words in one go.
const rejectsAtOnce = 4096

// writeRejects writes the list, each text as form makes it.
func (r *run) writeRejects(path string, form func(string) string) error {
	return file.HandOutBy(r.scratch.Begin, path, true, file.PrivateFile, func(w io.Writer) error {
		head := csv.NewWriter(w)
		err := head.Write(rejectColumns)
		head.Flush()
		err = errors.Join(err, head.Error())
		for next := range r.encoded(form) {
			lines := <-next
			if err == nil {
				err = lines.err
			}
			if err == nil {
				_, err = w.Write(lines.text)
			}
		}
		return err
	})
}

// mostShown is how many characters of a text are in the list: no cell of a spreadsheet
// holds more than 32,767.
const mostShown = 32_000

// listed gives the start of a text that is too long for the list, with how long all
// of it is.
func listed(text string) string {
	if len(text) <= mostShown {
		return text
	}
	return strings.ToValidUTF8(text[:mostShown], "") + "… [" + strconv.Itoa(len(text)) + "]"
}

// encodedRejects are some lines of RejectsFile.
type encodedRejects struct {
	text []byte
	err  error
}

// encoded gives the lines of all rejects in their order. Most of the work is in
// their sentences, so as many lots are put into words at a time as there are cores.
func (r *run) encoded(form func(string) string) <-chan chan encodedRejects {
	lots := make(chan chan encodedRejects, runtime.GOMAXPROCS(0))
	go func() {
		defer close(lots)
		for rejects := range slices.Chunk(r.rejects, rejectsAtOnce) {
			lot := make(chan encodedRejects, 1)
			lots <- lot
			go func() { lot <- r.encode(rejects, form) }()
		}
	}()
	return lots
}

func (r *run) encode(rejects []reject, form func(string) string) encodedRejects {
	var text bytes.Buffer
	out := csv.NewWriter(&text)
	for _, x := range rejects {
		line, err := r.rejectLine(x)
		for i := range line {
			line[i] = form(line[i])
		}
		if err == nil {
			err = out.Write(line)
		}
		if err != nil {
			return encodedRejects{err: err}
		}
	}
	out.Flush()
	return encodedRejects{text.Bytes(), out.Error()}
}

func (r *run) rejectLine(x reject) ([]string, error) {
	said, v := map[string]string{}, x.worded()
	for _, lang := range messages.Languages {
		text, err := v.Sentence(r.words[lang])
		if err != nil {
			return nil, err
		}
		said[lang] = text
	}
	line := ""
	if x.Line > 0 {
		line = strconv.Itoa(x.Line)
	}
	return []string{
		x.table, x.File, line, x.Cell, x.Column, listed(x.Value), string(x.Rule), listed(said["nl"]), listed(said["en"]), x.Suggestion, x.period,
		listed(x.record),
	}, nil
}
