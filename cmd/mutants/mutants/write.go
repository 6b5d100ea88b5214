package mutants

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
)

// The columns of the file that keeps what was measured. The labels are words, which
// stay as they stand.
var header = []string{"kind", "label_nl", "label_en", "one_in", "tried", "caught_first", "caught"}

// Update puts the counts of the table into the file that keeps what was measured, as
// text. Kinds that were not tried stay as they are. It is an error when the file has
// no row, and so no words, for a kind.
func (t *Table) Update(file []byte, every int) ([]byte, error) {
	records, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read what was measured: %w", err)
	}
	if len(records) == 0 || !slices.Equal(records[0], header) {
		return nil, fmt.Errorf("read what was measured: its header is not %v", header)
	}
	for _, row := range t.Rows {
		at := slices.IndexFunc(records, func(r []string) bool { return r[0] == row.Kind })
		if at < 0 {
			return nil, fmt.Errorf("write what was measured: no row for kind %s; add one with its words", row.Kind)
		}
		for i, number := range []int{max(1, every), row.Tried, row.CaughtFirst, row.CaughtAll} {
			records[at][3+i] = strconv.Itoa(number)
		}
	}
	var out bytes.Buffer
	if err := csv.NewWriter(&out).WriteAll(records); err != nil {
		return nil, fmt.Errorf("write what was measured: %w", err)
	}
	return out.Bytes(), nil
}
