package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"jaarcijfers/pipeline/warehouse"
)

// writeCSV writes a header and the rows; NULL is an empty field.
func writeCSV(w io.Writer, result *warehouse.ResultSet) error {
	out := csv.NewWriter(w)
	if err := out.Write(result.Columns); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	if err := out.WriteAll(textRows(result, "")); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

// writeJSON writes an array with one object a row, its keys in the order of the
// columns. A column name that comes twice gets a number.
func writeJSON(w io.Writer, result *warehouse.ResultSet) error {
	names := distinct(result.Columns)
	var b bytes.Buffer
	b.WriteString("[")
	for i, row := range result.Rows {
		b.WriteString(separator(i, ",") + "\n  {")
		for j, value := range row {
			name, err := json.Marshal(names[j])
			if err != nil {
				return fmt.Errorf("write column name %q: %w", names[j], err)
			}
			text, err := json.Marshal(jsonValue(value, typeOf(result, j)))
			if err != nil {
				return fmt.Errorf("write row %d, column %s: %w", i+1, names[j], err)
			}
			fmt.Fprintf(&b, "%s%s: %s", separator(j, ", "), name, text)
		}
		b.WriteString("}")
	}
	b.WriteString(separator(len(result.Rows), "\n") + "]\n")
	if _, err := b.WriteTo(w); err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	return nil
}

// separator is nothing before the first item.
func separator(i int, text string) string {
	if i == 0 {
		return ""
	}
	return text
}

func distinct(columns []string) []string {
	names := make([]string, len(columns))
	seen := map[string]bool{}
	for i, column := range columns {
		names[i] = column
		for n := 2; seen[names[i]]; n++ {
			names[i] = column + "_" + strconv.Itoa(n)
		}
		seen[names[i]] = true
	}
	return names
}

// jsonValue keeps what JSON can say and writes the rest as text.
func jsonValue(value any, kind string) any {
	switch v := value.(type) {
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return text(v, kind, "")
		}
		return v
	case time.Time, []byte, fmt.Stringer:
		return text(v, kind, "")
	default:
		return v
	}
}

// textRows writes every value as text, NULL as null.
func textRows(result *warehouse.ResultSet, null string) [][]string {
	rows := make([][]string, len(result.Rows))
	for i, row := range result.Rows {
		rows[i] = make([]string, len(row))
		for j, value := range row {
			rows[i][j] = text(value, typeOf(result, j), null)
		}
	}
	return rows
}

func typeOf(result *warehouse.ResultSet, column int) string {
	if column < len(result.Types) {
		return result.Types[column]
	}
	return ""
}

// text writes one value; kind is its column's DuckDB type.
func text(value any, kind, null string) string {
	switch v := value.(type) {
	case nil:
		return null
	case string:
		return v
	case []byte:
		return fmt.Sprintf("%x", v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case float32:
		return strconv.FormatFloat(float64(v), 'f', -1, 32)
	case time.Time:
		return v.Format(timeLayout(kind))
	case fmt.Stringer:
		return v.String()
	case []any, map[string]any:
		if listed, err := json.Marshal(v); err == nil {
			return string(listed)
		}
	}
	return fmt.Sprint(value)
}

func timeLayout(kind string) string {
	switch kind {
	case "DATE":
		return time.DateOnly
	case "TIME":
		return "15:04:05.999999"
	case "TIMESTAMP":
		return "2006-01-02 15:04:05.999999"
	default:
		return time.RFC3339Nano
	}
}

// numberColumns tells which columns hold numbers by their DuckDB type.
func numberColumns(result *warehouse.ResultSet) []bool {
	right := make([]bool, len(result.Columns))
	for i := range right {
		kind, _, _ := strings.Cut(typeOf(result, i), "(")
		switch kind {
		case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER",
			"UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL":
			right[i] = true
		}
	}
	return right
}
