package contract

import (
	"encoding/json"
	"fmt"
)

// The shapes of datapackage.json, as far as we read it. What else may stand in it is
// for people, and in words.go.
type descriptor struct {
	Name         string            `json:"name"`
	Title        string            `json:"title"`
	Description  string            `json:"description"`
	Version      string            `json:"version"`
	Created      string            `json:"created"`
	Homepage     string            `json:"homepage"`
	Licences     []Licence         `json:"licenses"`
	Contributors []contributorJSON `json:"contributors"`
	Resources    []json.RawMessage `json:"resources"`
	Ours         struct {
		NextEdition string `json:"nextEdition"`
		Limits      Limits `json:"limits"`
		Accepted    struct {
			Hash string `json:"hash"`
		} `json:"accepted"`
	} `json:"jaarcijfers"`
}

type resourceJSON struct {
	Name      string      `json:"name"`
	Path      string      `json:"path"`
	Format    string      `json:"format"`
	Encoding  string      `json:"encoding"`
	Hash      string      `json:"hash"`
	Bytes     *int64      `json:"bytes"`
	MediaType string      `json:"mediatype"`
	Dialect   dialectJSON `json:"dialect"`
	Schema    *schemaJSON `json:"schema"`
	Ours      struct {
		Table             string  `json:"table"`
		RejectBudget      int     `json:"rejectBudget"`
		RejectBudgetShare float64 `json:"rejectBudgetShare"`
		Letter            *Letter `json:"letter"`
		Private           bool    `json:"private"`
		Limits            Limits  `json:"limits"`
	} `json:"jaarcijfers"`
}

type dialectJSON struct {
	Delimiter *string `json:"delimiter"`
	QuoteChar *string `json:"quoteChar"`
	Header    *bool   `json:"header"`
}

type schemaJSON struct {
	Fields      []fieldJSON  `json:"fields"`
	PrimaryKey  names        `json:"primaryKey"`
	UniqueKeys  []names      `json:"uniqueKeys"`
	ForeignKeys []foreignKey `json:"foreignKeys"`
	Missing     []missing    `json:"missingValues"`
}

type fieldJSON struct {
	Name        string    `json:"name"`
	Type        string    `json:"type"`
	Format      string    `json:"format"`
	DecimalChar string    `json:"decimalChar"`
	GroupChar   string    `json:"groupChar"`
	True        []string  `json:"trueValues"`
	False       []string  `json:"falseValues"`
	Missing     []missing `json:"missingValues"`
	Constraints struct {
		Required bool     `json:"required"`
		Unique   bool     `json:"unique"`
		Minimum  *bound   `json:"minimum"`
		Maximum  *bound   `json:"maximum"`
		Above    *bound   `json:"exclusiveMinimum"`
		Below    *bound   `json:"exclusiveMaximum"`
		Pattern  string   `json:"pattern"`
		Enum     []string `json:"enum"`
		Least    int      `json:"minLength"`
		Length   int      `json:"maxLength"`
	} `json:"constraints"`
	Ours struct {
		Markers  map[string]string `json:"markers"`
		Codelist string            `json:"codelist"`
		ValidOn  string            `json:"validOn"`
		Code     bool              `json:"code"`
		Form     string            `json:"form"`
		Earliest string            `json:"earliest"`
		When     []conditionJSON   `json:"when"`
		ValidBy  string            `json:"validBy"`
		Optional bool              `json:"optionalColumn"`
	} `json:"jaarcijfers"`
}

type conditionJSON struct {
	Column  string            `json:"column"`
	Is      string            `json:"is"`
	Except  map[string]string `json:"except"`
	Whole   bool              `json:"whole"`
	Minimum *float64          `json:"minimum"`
	Maximum *float64          `json:"maximum"`
}

// bound is a number, or a date in days since 1970.
type bound float64

func (b *bound) UnmarshalJSON(text []byte) error {
	var day string
	if json.Unmarshal(text, &day) == nil {
		span, _ := ParseDay(day)
		*b = bound(span.First.Unix() / (24 * 60 * 60))
		return nil
	}
	var number float64
	if err := json.Unmarshal(text, &number); err != nil {
		return fmt.Errorf("read bound: %w", err)
	}
	*b = bound(number)
	return nil
}

type foreignKey struct {
	Fields    names `json:"fields"`
	Reference struct {
		Resource string `json:"resource"`
		Fields   names  `json:"fields"`
	} `json:"reference"`
}

// names is a field name or a list of them; the standard allows both.
type names []string

func (n *names) UnmarshalJSON(text []byte) error {
	var one string
	if json.Unmarshal(text, &one) == nil {
		*n = names{one}
		return nil
	}
	var many []string
	if err := json.Unmarshal(text, &many); err != nil {
		return fmt.Errorf("read list of field names: %w", err)
	}
	*n = many
	return nil
}

// missing is a text that stands for no value, or such a text with a label.
type missing string

func (m *missing) UnmarshalJSON(text []byte) error {
	var labelled struct{ Value string }
	if json.Unmarshal(text, &labelled) == nil {
		*m = missing(labelled.Value)
		return nil
	}
	var plain string
	if err := json.Unmarshal(text, &plain); err != nil {
		return fmt.Errorf("read missing value: %w", err)
	}
	*m = missing(plain)
	return nil
}

var (
	encodings = []string{"utf-8", "windows-1252"}
	types     = []string{"string", "integer", "number", "boolean", "date", "year"}
	dates     = []string{"default", "%d-%m-%Y"}
)
