package pipeline

import (
	"bytes"
	"cmp"
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
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/formula"
	"jaarcijfers/pipeline/messages"
)

// RejectsFile is the list of rejected rows, in the work folder.
const RejectsFile = "rejects.csv"

// ruleCut is the line of the list that says of a kind of fault that it is too frequent to
// be listed whole.
const ruleCut contract.Rule = "rejects_cut"

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
	source  string      // name of the file the row is in, also when the fault stands elsewhere
	period  string      // the year the row counts for; empty when that is not known
	record  string      // the row as it stands in the file
	follows bool        // its row refers to one that was rejected itself
	broken  *rejectRule // the rule of sql/reject that it breaks, if it is one
}

// A rejectRule is a rule of sql/reject in words, by language.
type rejectRule struct {
	mustNot, do map[string]string
}

// text is the sentence of a rule, with what stands there.
func (r *rejectRule) text(v contract.Violation) map[string]string {
	text := map[string]string{}
	for lang := range r.mustNot {
		text[lang] = r.mustNot[lang] + " (" + v.Value
		if v.Expected != "" && v.Column != "offence_number" && v.Column != "case_number" {
			text[lang] += "; " + v.Expected
		}
		text[lang] += ") " + r.do[lang]
	}
	return text
}

// worded gives the fault with its sentence. There can be a million faults, so none
// carries its sentence about.
func (a reject) worded() contract.Violation {
	v := a.Violation
	if a.broken != nil {
		v.Text = a.broken.text(v)
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

// A rejectWriter writes the list of rejected rows of a run.
type rejectWriter struct {
	work    string                         // work folder, where the list stands
	words   map[string]*messages.Catalogue // by language
	scratch *file.Scratch                  // for what is not whole yet
}

// writePlain writes the list as the engine reads it, without apostrophes, into the
// scratch folder. Counts of an earlier run, which would not be of this list, are removed.
func (w rejectWriter) writePlain(list []reject) (path string, err error) {
	if err := removeCounts(w.work); err != nil {
		return "", err
	}
	slices.SortStableFunc(list, reject.compare)
	path = filepath.Join(w.scratch.Path(), RejectsFile)
	return path, w.writeAs(path, list, func(text string) string { return text })
}

// write writes the list into the work folder, in place of that of an earlier run.
func (w rejectWriter) write(list []reject) (path string, err error) {
	path = filepath.Join(w.work, RejectsFile)
	return path, w.writeAs(path, list, formula.Guard)
}

// removeRejects removes the list and the counts of an earlier run.
func removeRejects(work string) error {
	if err := file.Remove(filepath.Join(work, RejectsFile)); err != nil {
		return fmt.Errorf("remove old rejects: %w", err)
	}
	return removeCounts(work)
}

// rejectsAtOnce is how many rejects are put into words in one go.
const rejectsAtOnce = 4096

// writeAs writes the list, each text as form makes it.
func (w rejectWriter) writeAs(path string, list []reject, form func(string) string) error {
	err := file.HandOutBy(w.scratch.Begin, path, true, file.PrivateFile, func(to io.Writer) error {
		head := csv.NewWriter(to)
		err := head.Write(rejectColumns)
		head.Flush()
		err = errors.Join(err, head.Error())
		for next := range w.encoded(list, form) {
			lines := <-next
			if err == nil {
				err = lines.err
			}
			if err == nil {
				_, err = to.Write(lines.text)
			}
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("write rejects: %w", err)
	}
	return nil
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
func (w rejectWriter) encoded(list []reject, form func(string) string) <-chan chan encodedRejects {
	lots := make(chan chan encodedRejects, runtime.GOMAXPROCS(0))
	go func() {
		defer close(lots)
		for rejects := range slices.Chunk(list, rejectsAtOnce) {
			lot := make(chan encodedRejects, 1)
			lots <- lot
			go func() { lot <- w.encode(rejects, form) }()
		}
	}()
	return lots
}

func (w rejectWriter) encode(rejects []reject, form func(string) string) encodedRejects {
	var text bytes.Buffer
	out := csv.NewWriter(&text)
	for _, x := range rejects {
		line, err := w.line(x)
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

func (w rejectWriter) line(x reject) ([]string, error) {
	said, v := map[string]string{}, x.worded()
	for _, lang := range messages.Languages {
		text, err := v.Sentence(w.words[lang])
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
