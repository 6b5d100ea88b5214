package messages

import (
	"fmt"

	"github.com/goccy/go-yaml"

	"jaarcijfers/sql"
)

// readNumbers reads the numbers that SQL, charts and words share.
func readNumbers() (Args, error) {
	const file = "meta/parameter.yaml"
	text, err := sql.FS.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read numbers: %w", err)
	}
	var parameters map[string]struct{ Value float64 }
	if err := yaml.Unmarshal(text, &parameters); err != nil {
		return nil, fmt.Errorf("read numbers of %s: %w", file, err)
	}
	values := map[string]float64{}
	for name, p := range parameters {
		values[name] = p.Value
	}
	return numbersOf(values), nil
}

// With gives a catalogue of the same words with other numbers.
func (c *Catalogue) With(values map[string]float64) *Catalogue {
	other := *c
	other.numbers = numbersOf(values)
	return &other
}

// numbersOf are the numbers by name, as sentences use them: {least_cell}; the whole number
// below it, {below_least_cell}; as a percentage, {percent_confidence}; and one in how many
// it is, {one_in_significance}.
func numbersOf(values map[string]float64) Args {
	numbers := Args{}
	for name, value := range values {
		numbers[name], numbers["below_"+name] = value, value-1
		numbers["percent_"+name], numbers["one_in_"+name] = 100*value, 1/value
	}
	return numbers
}
