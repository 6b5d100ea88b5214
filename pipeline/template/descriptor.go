package template

import (
	"encoding/json"
	"fmt"
	"io/fs"

	"jaarcijfers/pipeline/contract"
)

// told is what the descriptor of an extract says for people: titles and
// descriptions, in English where the standard has them and in other languages
// under "jaarcijfers". Package contract reads the rest.
type told struct {
	Resources []struct {
		toldWords
		Schema struct {
			Fields []toldField `json:"fields"`
		} `json:"schema"`
	} `json:"resources"`
}

type toldField struct {
	toldWords
	True  []string `json:"trueValues"`
	False []string `json:"falseValues"`
}

type toldWords struct {
	Name        string                     `json:"name"`
	Title       string                     `json:"title"`
	Description string                     `json:"description"`
	Ours        map[string]json.RawMessage `json:"jaarcijfers"`
}

func ReadTold(shape fs.FS) (*told, error) {
	text, err := fs.ReadFile(shape, contract.DescriptorFile)
	if err != nil {
		return nil, fmt.Errorf("read descriptor of extract: %w", err)
	}
	t := &told{}
	if err := json.Unmarshal(text, t); err != nil {
		return nil, fmt.Errorf("read descriptor of extract: %w", err)
	}
	return t, nil
}

// in gives title and description in a language, or else in that of the standard.
func (w toldWords) in(lang string) (title, about string) {
	own := struct{ Title, Description string }{w.Title, w.Description}
	if text, ok := w.Ours[lang]; ok {
		_ = json.Unmarshal(text, &own) // what is no title leaves the English one
	}
	return own.Title, own.Description
}

// tables joins the contract with what is said of it.
func (t *told) Tables(pkg *contract.Package, lang string) []templateTable {
	var tables []templateTable
	for _, r := range t.Resources {
		table := templateTable{Resource: pkg.Resource(r.Name)}
		table.title, table.about = r.in(lang)
		for _, f := range r.Schema.Fields {
			column := templateColumn{Field: table.Schema.Fields[table.Schema.Index(f.Name)]}
			column.title, column.about = f.in(lang)
			table.columns = append(table.columns, column)
		}
		tables = append(tables, table)
	}
	return tables
}

// booleans are the texts that the first field with two of them asks for.
func (t *told) booleans() (yes, no string) {
	for _, r := range t.Resources {
		for _, f := range r.Schema.Fields {
			if len(f.True) > 0 && len(f.False) > 0 {
				return f.True[0], f.False[0]
			}
		}
	}
	return "true", "false" // as the standard has them
}
