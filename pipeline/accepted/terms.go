package accepted

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/edition"
)

// termsFile, in the accepted state, holds what the descriptors enforced when they were
// accepted: a key that is taken away or a budget that is raised would otherwise let in
// what was refused before, unseen.
const termsFile = stateFolder + "/contract.csv"

// descriptorFiles are the descriptors in a data folder: that of the data, and that of
// an extract.
var descriptorFiles = []string{contract.DescriptorFile, contract.ExtractFolder + "/" + contract.DescriptorFile}

// termColumns are those of termsFile.
var termColumns = []string{"file", "place", "value"}

// termTables are the terms of each descriptor as it is, by its file.
func termTables(folder fs.FS) (map[string]edition.Table, error) {
	tables := map[string]edition.Table{}
	for _, file := range descriptorFiles {
		t := edition.Table{File: file, Columns: termColumns[1:], Key: termColumns[1:2]}
		text, err := fs.ReadFile(folder, file)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		for _, term := range contract.Terms(text) {
			t.Rows = append(t.Rows, edition.Row{Line: term.Line, Cells: []string{term.Place, term.Value}})
		}
		tables[file] = t
	}
	return tables, nil
}

// acceptedTerms are the terms of each descriptor as they were accepted; none when they
// never were.
func acceptedTerms(folder fs.FS) (map[string]edition.Table, error) {
	text, err := fs.ReadFile(folder, termsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read accepted contract: %w", err)
	}
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", termsFile, err)
	}
	tables := map[string]edition.Table{}
	for _, file := range descriptorFiles {
		t := edition.Table{File: file, Columns: termColumns[1:], Key: termColumns[1:2]}
		for _, record := range records[min(1, len(records)):] {
			if record[0] == file {
				t.Rows = append(t.Rows, edition.Row{Cells: record[1:]})
			}
		}
		tables[file] = t
	}
	return tables, nil
}

// termChanges compares what the descriptors enforce with what was accepted. A term that
// is new in what was there is a change: it had no value. known is false when the terms
// were never accepted.
func termChanges(folder fs.FS) (changes []edition.Change, known bool, err error) {
	was, err := acceptedTerms(folder)
	if err != nil || was == nil {
		return nil, false, err
	}
	now, err := termTables(folder)
	if err != nil {
		return nil, true, err
	}
	for _, file := range descriptorFiles {
		there, values := map[string]bool{}, map[string]string{} // what has terms, and of each its value
		for _, row := range was[file].Rows {
			values[row.Cells[0]] = row.Cells[1]
			for place := path.Dir(row.Cells[0]); place != "."; place = path.Dir(place) {
				there[place] = true
			}
		}
		lines := map[string]int{}
		for _, row := range now[file].Rows {
			for place := path.Dir(row.Cells[0]); place != "."; place = path.Dir(place) {
				if _, ok := lines[place]; !ok {
					lines[place] = row.Line
				}
			}
		}
		for _, c := range edition.CompareRows(was[file], now[file]) {
			place := c.Parts[0]
			switch c.Kind {
			case edition.Added:
				if resource := resourceOf(place); resource == "" || there[resource] {
					c.Kind, c.Column = edition.Changed, "value"
				}
			case edition.Gone:
				c.Before = values[place]
				for c.Line = 1; place != "."; place = path.Dir(place) {
					if line, ok := lines[place]; ok {
						c.Line = line
						break
					}
				}
			}
			changes = append(changes, c)
		}
	}
	return changes, true, nil
}

// resourceOf is the place of the resource that a term is of; empty when it is of none.
func resourceOf(place string) string {
	for ; place != "."; place = path.Dir(place) {
		if path.Dir(place) == "resources" {
			return place
		}
	}
	return ""
}

// termsCSV writes what the descriptors enforce.
func termsCSV(folder fs.FS) ([]byte, error) {
	tables, err := termTables(folder)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(termColumns) // what goes wrong, Flush keeps
	for _, file := range descriptorFiles {
		for _, row := range tables[file].Rows {
			_ = w.Write(append([]string{file}, row.Cells...))
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, fmt.Errorf("write accepted contract: %w", err)
	}
	return b.Bytes(), nil
}
