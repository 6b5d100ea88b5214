// Package accepted keeps the accepted state of a data folder: a copy of each file as it
// was accepted last, the figures that the report showed with them, what the contract
// enforced, and the register of changes with the reason of each. The descriptor has the
// hash of it, the seal, which package contract compares.
//
// [Compare] says what data and figures are now against that state. [Propose] says what
// accepting them would take and which decisions it needs; [Proposal.Write] writes state,
// register and descriptor, whole or not at all, and [Recover] undoes what the machine broke
// off. Package edition finds the differences; this one knows where they stand on disk.
package accepted

import (
	"errors"
	"fmt"
	"io/fs"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/edition"
)

// stateFolder holds the accepted state in a data folder; copies in it the files as they
// were accepted, and figuresFile the figures that the report showed.
const (
	stateFolder = contract.AcceptedFolder
	copies      = stateFolder + "/files"
	figuresFile = stateFolder + "/figures.csv"
	// RegisterFile is the register of changes, in the folder of the data.
	RegisterFile = "changes.csv"
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
	text, err := fs.ReadFile(data, figuresFile)
	if errors.Is(err, fs.ErrNotExist) {
		return &Difference{First: true}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read accepted figures: %w", err)
	}
	before, err := readFigures(text)
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
