package site

import (
	"fmt"
	"strconv"
	"strings"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/marking"
)

// returnFolder is where the files of the return to ODIHR stand in a release.
const returnFolder = "odihr/"

var returnFileColumns = []string{
	"time_period", "stage", "origin", "series_id", "unit_of_count", "dimension", "category", "category_label", "obs_value", "unit",
	"obs_status", "break_id", "synthetic", "internal", "source_rank", "publications", "lineage",
}

// returnBase is the place of the files, without their ending.
func (w *writer) returnBase() (string, error) {
	m := marking.Marking{Internal: w.in.Internal}
	for _, r := range w.in.Return {
		m = m.And(w.in.borne(r.Publications))
	}
	name, err := m.NamedIn(w.words, "return")
	return returnFolder + name + "." + w.lang, err
}

// returnFiles adds the return to ODIHR as CSV and as workbook: the figures of the
// page, each with its source, and in the workbook what must be known of them.
func (w *writer) returnFiles(files map[string][]byte) error {
	if len(w.in.Return) == 0 {
		return nil
	}
	v, err := w.at(page{}).odihrReturn()
	if err != nil {
		return fmt.Errorf("write return to ODIHR: %w", err)
	}
	records, err := w.returnRecords()
	if err != nil {
		return fmt.Errorf("write return to ODIHR: %w", err)
	}
	base, err := w.returnBase()
	if err != nil {
		return fmt.Errorf("write return to ODIHR: %w", err)
	}
	if files[base+".csv"], err = plot.CSV(records); err != nil {
		return fmt.Errorf("write %s.csv: %w", base, err)
	}
	if files[base+".xlsx"], err = w.returnWorkbook(v, records); err != nil {
		return fmt.Errorf("write %s.xlsx: %w", base, err)
	}
	return nil
}

func (w *writer) returnRecords() ([][]string, error) {
	records := [][]string{returnFileColumns}
	for _, r := range w.in.Return {
		label, err := w.code("category", r.Dimension+"/"+r.Category)
		if err != nil {
			return nil, err
		}
		value, mark := "", w.in.borne(r.Publications)
		if r.Value != nil {
			value = strconv.FormatFloat(*r.Value, 'f', -1, 64)
		}
		records = append(records, []string{
			r.TimePeriod, r.Stage, r.Origin, r.SeriesID, r.UnitOfCount, r.Dimension, r.Category, label, value, r.Unit, r.ObsStatus, r.BreakID,
			strconv.FormatBool(mark.Synthetic), strconv.FormatBool(mark.Internal), r.SourceRank, strings.Join(r.Publications, " "), strings.Join(r.Lineage, " "),
		})
	}
	return records, nil
}

func (w *writer) returnWorkbook(v *returnView, records [][]string) ([]byte, error) {
	title, err := w.partly("site.return.title", v.Marking)
	if err != nil {
		return nil, err
	}
	var rows [][]any
	for i, record := range records {
		row := make([]any, len(record))
		for j, text := range record {
			row[j] = text
			if value := w.in.Return[max(i-1, 0)].Value; i > 0 && returnFileColumns[j] == "obs_value" && value != nil {
				row[j] = *value
			}
		}
		rows = append(rows, row)
	}
	notes := [][]any{{title}, nil}
	sentences, err := w.aboutReturn(v)
	if err != nil {
		return nil, err
	}
	for _, s := range sentences {
		notes = append(notes, []any{s})
	}
	for _, m := range v.Marks {
		notes = append(notes, []any{m.Sign + ": " + m.Words})
	}
	notes = append(notes, nil)
	for _, s := range v.Sources {
		notes = append(notes, []any{s.Title, s.Publisher, s.Published, s.URL})
	}
	var names [2]string
	for i, key := range []string{"chart.workbook.figures", "chart.workbook.notes"} {
		if names[i], err = w.words.Text(key, nil); err != nil {
			return nil, err
		}
	}
	return plot.Workbook(title, w.lang, plot.Sheet{Name: names[0], Rows: rows}, plot.Sheet{Name: names[1], Rows: notes})
}

// aboutReturn are the sentences without which the figures of a return would be
// read wrong.
func (w *writer) aboutReturn(v *returnView) ([]string, error) {
	var sentences []string
	for _, kind := range v.Kinds() {
		text, err := w.words.Text("chart.note."+kind+"_part", nil)
		if err != nil {
			return nil, err
		}
		sentences = append(sentences, text)
	}
	about, err := w.paragraphs("site.return.about")
	if err != nil {
		return nil, err
	}
	sentences = append(sentences, about...)
	if v.Scope != "" {
		sentences = append(sentences, v.Scope)
	}
	sentences = append(sentences, v.Part...)
	for _, b := range v.Breaks {
		reason, err := w.label(b.Reason)
		if err != nil {
			return nil, err
		}
		sentences = append(sentences, b.TimePeriod+": "+reason)
	}
	return sentences, nil
}
