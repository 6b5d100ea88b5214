package site

import (
	"errors"
	"fmt"
	"path"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/metadata"
)

// The endings of the figures of a chart: as data for programs, and for a spreadsheet in
// the language of the page.
const (
	dataEnding  = ".csv"
	sheetEnding = ".spreadsheet.csv"
)

// describeFiles adds the descriptor of the CSV files of charts, and that of the return,
// each beside its files.
func (in Input) describeFiles(files map[string][]byte, writers []*writer, catalogues map[string]*messages.Catalogue) error {
	var charts, back []metadata.File
	for _, w := range writers {
		ofCharts, ofReturn, err := w.describedFiles(files)
		if err != nil {
			return fmt.Errorf("describe files: %w", err)
		}
		charts, back = append(charts, ofCharts...), append(back, ofReturn...)
	}
	return errors.Join(
		in.descriptor(files, chartFolder, "charts", "chart.file.package", charts, catalogues),
		in.descriptor(files, returnFolder, "odihr", "chart.file.return_package", back, catalogues))
}

// descriptor adds one descriptor; none when there are no files.
func (in Input) descriptor(files map[string][]byte, folder, name, subject string, described []metadata.File, catalogues map[string]*messages.Catalogue) error {
	if len(described) == 0 {
		return nil
	}
	about, err := in.About().Marked(catalogues)
	if err != nil {
		return err
	}
	words := messages.InAll(catalogues, subject, nil)
	about.Title += ": " + words["en"] + " / " + words["nl"]
	text, err := metadata.Describe(about, name, described)
	if err != nil {
		return fmt.Errorf("describe files of %s: %w", folder, err)
	}
	files[folder+metadata.DescriptorFile] = text
	return nil
}

// describedFiles are the CSV files in the language of the writer, as they are in files.
func (w *writer) describedFiles(files map[string][]byte) (charts, back []metadata.File, err error) {
	for _, c := range w.charts {
		two, err := w.describedPair(files, chartBase(c), c.Title, plot.ChartColumns())
		if err != nil {
			return nil, nil, err
		}
		charts = append(charts, two...)
	}
	if len(w.in.Return) == 0 {
		return charts, nil, nil
	}
	base, err := w.returnBase()
	if err != nil {
		return nil, nil, err
	}
	title, err := w.words.Text("site.return.title", nil)
	if err != nil {
		return nil, nil, err
	}
	back, err = w.describedPair(files, base, title, plot.DataColumns(returnFileColumns))
	return charts, back, err
}

// describedPair describes the figures of one subject as data and for a spreadsheet.
func (w *writer) describedPair(files map[string][]byte, base, title string, data []plot.FileColumn) ([]metadata.File, error) {
	asData := metadata.File{Name: path.Base(base), Path: path.Base(base) + dataEnding, Text: files[base+dataEnding]}
	sheet := metadata.File{Name: path.Base(base) + ".spreadsheet", Path: path.Base(base) + sheetEnding, Text: files[base+sheetEnding]}
	var err error
	if asData.Words, err = w.only("chart.file.data_description", messages.Args{"title": title}); err != nil {
		return nil, err
	}
	if sheet.Words, err = w.only("chart.file.description", messages.Args{"title": title}); err != nil {
		return nil, err
	}
	for _, c := range data {
		words, err := w.only("chart.column."+c.Key, nil)
		if err != nil {
			return nil, err
		}
		asData.Columns = append(asData.Columns, metadata.Column{Name: c.Key, Type: c.Type, Words: words})
	}
	for _, c := range plot.SheetColumns() {
		words, err := w.only("chart.file."+c.Key+".about", nil)
		if err != nil {
			return nil, err
		}
		name, err := w.words.Text("chart.file."+c.Key+".title", nil)
		if err != nil {
			return nil, err
		}
		sheet.Columns = append(sheet.Columns, metadata.Column{Name: name, Type: c.Type, Words: words})
	}
	if sheet.Delimiter, err = w.words.Text("number.separator", nil); err != nil {
		return nil, err
	}
	sheet.Decimal, err = w.words.Text("number.decimal", nil)
	return []metadata.File{asData, sheet}, err
}

// only is a sentence in the language of the writer.
func (w *writer) only(key string, args messages.Args) (map[string]string, error) {
	text, err := w.words.Text(key, args)
	return map[string]string{w.lang: text}, err
}
