package acknowledged

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
)

// File is where acknowledgements stand in a data folder, and Table what it is loaded as.
const (
	File  = "acknowledged.csv"
	Table = "acknowledged"
)

// Add gives the text of the file with more rows. What stands there stays byte for byte.
func Add(text []byte, list []Acknowledgement) ([]byte, error) {
	var out bytes.Buffer
	out.Write(text)
	if len(text) > 0 && text[len(text)-1] != '\n' {
		out.WriteByte('\n')
	}
	rows := csv.NewWriter(&out)
	for _, a := range list {
		if err := rows.Write([]string{a.Check, a.Key, a.Reason, a.By, a.On, a.Until}); err != nil {
			return nil, fmt.Errorf("write acknowledgement: %w", err)
		}
	}
	rows.Flush()
	if err := rows.Error(); err != nil {
		return nil, fmt.Errorf("write acknowledgements: %w", err)
	}
	return out.Bytes(), nil
}

// New are the acknowledgements of a warning that are not there yet: a row that is
// acknowledged until the same day or a later one needs none.
func (w Warning) New(given Acknowledgement, list []Acknowledgement) []Acknowledgement {
	last := latest(list)
	var added []Acknowledgement
	for _, key := range w.Keys {
		if a, ok := last[rowOf{w.Check, key}]; ok && a.Until >= given.Until {
			continue
		}
		a := given
		a.Check, a.Key = w.Check, key
		added = append(added, a)
	}
	slices.SortFunc(added, func(a, b Acknowledgement) int { return bytes.Compare([]byte(a.Key), []byte(b.Key)) })
	return added
}
