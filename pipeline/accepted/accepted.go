package accepted

import (
	"errors"
	"fmt"
	"io/fs"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/edition"
)

// A Difference is what the data and the report are now against the accepted state.
type Difference struct {
	First   bool // there is no accepted state
	NoTerms bool // it says nothing of the contract
	Rows    []edition.Change
	Figures []edition.FigureChange
}

// Compare compares files of a data folder, and the figures that the report shows with
// them, with the accepted state.
func Compare(data fs.FS, pkg *contract.Package, shown []edition.Figure) (*Difference, error) {
	text, err := fs.ReadFile(data, FiguresFile)
	if errors.Is(err, fs.ErrNotExist) {
		return &Difference{First: true}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read accepted figures: %w", err)
	}
	before, err := ReadFigures(text)
	if err != nil {
		return nil, fmt.Errorf("read accepted state: %w", err)
	}
	rows, err := rowChanges(data, pkg)
	if err != nil {
		return nil, err
	}
	terms, known, err := termChanges(data)
	if err != nil {
		return nil, err
	}
	d := &Difference{NoTerms: !known, Rows: append(rows, terms...), Figures: edition.CompareFigures(before, shown)}
	edition.Explain(d.Figures, d.Rows)
	return d, nil
}
