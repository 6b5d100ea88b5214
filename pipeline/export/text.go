package export

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// Text is a value as a file has it: nothing for no value, a number unrounded with a point
// and without exponent, a day as 2024-12-31, a list as JSON.
func Text(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case time.Time:
		return v.Format(time.DateOnly)
	case []any:
		encoded, err := json.Marshal(v)
		if err != nil {
			return fmt.Sprint(v)
		}
		return string(encoded)
	default:
		return fmt.Sprint(v)
	}
}

// Cells are texts as the cells of a row.
func Cells(texts []string) []any {
	cells := make([]any, len(texts))
	for i, text := range texts {
		cells[i] = text
	}
	return cells
}

// Number is the cell of a number; an empty text when there is none.
func Number(value *float64) any {
	if value == nil {
		return ""
	}
	return *value
}
