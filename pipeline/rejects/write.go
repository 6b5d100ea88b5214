package rejects

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/export"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/messages"
)

// A Writer writes the list of rejected rows of a run.
type Writer struct {
	Work    string                         // work folder, where the list stands
	Words   map[string]*messages.Catalogue // by language
	Scratch *file.Scratch                  // for what is not whole yet
}

// WritePlain writes the list as the engine reads it, without apostrophes, into the
// scratch folder. Counts of an earlier run, which would not be of this list, are removed.
func (w Writer) WritePlain(list []Reject) (path string, err error) {
	if err := removeCounts(w.Work); err != nil {
		return "", err
	}
	slices.SortStableFunc(list, Reject.compare)
	path = filepath.Join(w.Scratch.Path(), File)
	return path, w.writeAs(path, list, func(text string) string { return text })
}

// Write writes the list into the work folder, in place of that of an earlier run.
func (w Writer) Write(list []Reject) (path string, err error) {
	path = filepath.Join(w.Work, File)
	return path, w.writeAs(path, list, export.Guard)
}

// Remove removes the list and the counts of an earlier run.
func Remove(work string) error {
	if err := file.Remove(filepath.Join(work, File)); err != nil {
		return fmt.Errorf("remove old rejects: %w", err)
	}
	return removeCounts(work)
}

// linesAtOnce is how many rejects are put into words in one go.
const linesAtOnce = 4096

// writeAs writes the list, each text as form makes it.
func (w Writer) writeAs(path string, list []Reject, form func(string) string) error {
	err := file.HandOutBy(w.Scratch.Begin, path, true, file.PrivateFile, func(to io.Writer) error {
		head := csv.NewWriter(to)
		err := head.Write(fileColumns)
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

// encodedLines are some lines of the list.
type encodedLines struct {
	text []byte
	err  error
}

// encoded gives the lines of all rejects in their order. Most of the work is in
// their sentences, so as many lots are put into words at a time as there are cores.
func (w Writer) encoded(list []Reject, form func(string) string) <-chan chan encodedLines {
	lots := make(chan chan encodedLines, runtime.GOMAXPROCS(0))
	go func() {
		defer close(lots)
		for rejects := range slices.Chunk(list, linesAtOnce) {
			lot := make(chan encodedLines, 1)
			lots <- lot
			go func() { lot <- w.encode(rejects, form) }()
		}
	}()
	return lots
}

func (w Writer) encode(rejects []Reject, form func(string) string) encodedLines {
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
			return encodedLines{err: err}
		}
	}
	out.Flush()
	return encodedLines{text.Bytes(), out.Error()}
}

func (w Writer) line(x Reject) ([]string, error) {
	said, v := map[string]string{}, x.Worded()
	for _, lang := range messages.Languages {
		text, err := v.Sentence(w.Words[lang])
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
		x.Table, x.File, line, x.Cell, x.Column, listed(x.Value), string(x.Rule), listed(said["nl"]), listed(said["en"]), x.Suggestion, x.Period,
		listed(x.Record),
	}, nil
}
