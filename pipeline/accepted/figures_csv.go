package accepted

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"jaarcijfers/pipeline/edition"
)

// plain are the columns of the figures file besides model, key and what is under
// it; all else that a figure has stands in one cell as JSON.
var plain = []string{edition.ValueColumn, "obs_status", "precision", "unit", "publications"}

// figuresHeader is the header of the figures file.
var figuresHeader = append(append([]string{"model", "figure_key"}, plain...), edition.UnderColumn, "other")

// figuresCSV writes figures for the accepted state, in order of model and key.
func figuresCSV(figures []edition.Figure) ([]byte, error) {
	sorted := slices.Clone(figures)
	slices.SortStableFunc(sorted, func(a, b edition.Figure) int {
		return cmp.Or(strings.Compare(a.Model, b.Model), strings.Compare(a.Key, b.Key))
	})
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	records := [][]string{figuresHeader}
	for _, f := range sorted {
		record := []string{f.Model, f.Key}
		other := maps.Clone(f.Values)
		for _, column := range plain {
			record = append(record, f.Values[column])
			delete(other, column)
		}
		var text bytes.Buffer
		encoder := json.NewEncoder(&text)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(other); err != nil {
			return nil, fmt.Errorf("write figure %s of %s: %w", f.Key, f.Model, err)
		}
		records = append(records, append(record, strings.Join(f.Under, " "), strings.TrimSpace(text.String())))
	}
	if err := w.WriteAll(records); err != nil {
		return nil, fmt.Errorf("write figures: %w", err)
	}
	return out.Bytes(), nil
}

// readFigures reads what figuresCSV wrote.
func readFigures(text []byte) ([]edition.Figure, error) {
	r := csv.NewReader(bytes.NewReader(text))
	header, err := r.Read()
	if err != nil || !slices.Equal(header, figuresHeader) {
		return nil, errors.Join(fmt.Errorf("read %s: its header is not %s", figuresFile, strings.Join(figuresHeader, ",")), err)
	}
	var figures []edition.Figure
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return figures, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", figuresFile, err)
		}
		f := edition.Figure{Model: record[0], Key: record[1], Under: strings.Fields(record[len(record)-2])}
		if err := json.Unmarshal([]byte(record[len(record)-1]), &f.Values); err != nil {
			return nil, fmt.Errorf("read %s: figure %s of %s: %w", figuresFile, f.Key, f.Model, err)
		}
		for i, column := range plain {
			f.Values[column] = record[2+i]
		}
		figures = append(figures, f)
	}
}
