package site

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/export"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/messages"
)

// returnFolder is where the files of the return to ODIHR stand in a release.
const returnFolder = "odihr/"

var returnFileColumns = []string{
	"time_period", "stage", "origin", "series_id", "unit_of_count", "dimension", "category", "category_label", "obs_value", "unit",
	"obs_status", "conf_status", "revised", "break_id", "synthetic", "internal", "source_rank", "publications", "lineage",
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
	var out bytes.Buffer
	if err := export.WriteCSV(&out, records); err != nil {
		return fmt.Errorf("write %s.csv: %w", base, err)
	}
	files[base+dataEnding] = out.Bytes()
	if files[base+sheetEnding], err = w.returnSheet(); err != nil {
		return fmt.Errorf("write %s%s: %w", base, sheetEnding, err)
	}
	if files[base+".xlsx"], err = w.returnWorkbook(v, records); err != nil {
		return fmt.Errorf("write %s.xlsx: %w", base, err)
	}
	return nil
}

func (w *writer) returnRecords() ([][]any, error) {
	records := [][]any{export.Cells(returnFileColumns)}
	for _, r := range w.in.Return {
		label, err := w.code("category", r.Dimension+"/"+r.Category)
		if err != nil {
			return nil, err
		}
		mark := w.in.borne(r.Publications)
		records = append(records, []any{
			plot.YearNumber(r.TimePeriod), r.Stage, r.Origin, r.SeriesID, r.UnitOfCount, r.Dimension, r.Category, label, export.Number(r.Value), r.Unit, r.ObsStatus, r.ConfStatus, strconv.FormatBool(r.Revised), r.BreakID,
			strconv.FormatBool(mark.Synthetic), strconv.FormatBool(mark.Internal), r.SourceRank, strings.Join(r.Publications, " "), strings.Join(r.Lineage, " "),
		})
	}
	return records, nil
}

// returnSheet is the return for a spreadsheet in the language of the page: its figures as
// the page shows them, with their marks in words.
func (w *writer) returnSheet() ([]byte, error) {
	var rows []plot.SheetRow
	for _, r := range w.in.Return {
		figure, err := w.figure(r.Row)
		if err != nil {
			return nil, err
		}
		category, err := w.code("category", r.Dimension+"/"+r.Category)
		if err != nil {
			return nil, err
		}
		stage, err := w.words.Text("site.return.stage."+r.Stage, nil)
		if err != nil {
			return nil, err
		}
		series, err := w.words.Text("site.return."+r.Origin, messages.Args{"stage": stage})
		if err != nil {
			return nil, err
		}
		row := plot.SheetRow{Row: r.Row, Series: series, Category: category, Shown: figure.Text, Remark: figure.remark()}
		row.Row.Judged = false // the page gives no margins of a return
		mark := w.in.borne(r.Publications)
		row.Synthetic, row.Internal = mark.Synthetic, mark.Internal
		for _, id := range r.Publications {
			source, err := w.publication(id)
			if err != nil {
				return nil, err
			}
			row.Sources = append(row.Sources, source.Title)
		}
		rows = append(rows, row)
	}
	return plot.WriteSheet(w.words, w.in.Codes, plot.Limits{}, rows)
}

// remark is what the marks of a figure say, or why there is none.
func (f figure) remark() string {
	all := make([]string, 0, len(f.Marks)+1)
	if f.Gap != "" {
		all = append(all, f.Gap)
	}
	for _, m := range f.Marks {
		all = append(all, m.Words)
	}
	return strings.Join(all, "; ")
}

func (w *writer) returnWorkbook(v *returnView, records [][]any) ([]byte, error) {
	title, err := w.partly("site.return.title", v.Marking)
	if err != nil {
		return nil, err
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
	b := export.NewWorkbook("")
	b.Records(names[0], records)
	b.Notes(names[1], notes)
	var out bytes.Buffer
	err = b.Write(&out, export.Properties{Title: title, Lang: w.lang})
	return out.Bytes(), err
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
