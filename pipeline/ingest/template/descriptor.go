package template

import (
	"encoding/json"
	"io/fs"

	"jaarcijfers/pipeline/contract"
)

// A descriptor is what the descriptor of an extract says for people: titles and
// descriptions, in English where the standard has them and in other languages
// under "jaarcijfers". Package contract reads the rest.
type descriptor struct {
	Resources []struct {
		described
		Schema struct {
			Fields []describedField `json:"fields"`
		} `json:"schema"`
	} `json:"resources"`
}

type describedField struct {
	described
	True  []string `json:"trueValues"`
	False []string `json:"falseValues"`
}

type described struct {
	Name        string                     `json:"name"`
	Title       string                     `json:"title"`
	Description string                     `json:"description"`
	Ours        map[string]json.RawMessage `json:"jaarcijfers"`
}

func readDescriptor(shape fs.FS) (*descriptor, error) {
	text, err := fs.ReadFile(shape, contract.DescriptorFile)
	if err != nil {
		return nil, err
	}
	d := &descriptor{}
	if err := json.Unmarshal(text, d); err != nil {
		return nil, err
	}
	return d, nil
}

// in gives title and description in a language, or else in that of the standard.
func (d described) in(lang string) (title, about string) {
	own := struct{ Title, Description string }{d.Title, d.Description}
	if text, ok := d.Ours[lang]; ok {
		_ = json.Unmarshal(text, &own) // what is no title leaves the English one
	}
	return own.Title, own.Description
}

// tables joins the contract with what is said of it.
func (d *descriptor) tables(pkg *contract.Package, lang string) []table {
	var tables []table
	for _, r := range d.Resources {
		t := table{Resource: pkg.Resource(r.Name)}
		t.title, t.about = r.in(lang)
		for _, f := range r.Schema.Fields {
			c := column{Field: t.Schema.Fields[t.Schema.Index(f.Name)]}
			c.title, c.about = f.in(lang)
			t.columns = append(t.columns, c)
		}
		tables = append(tables, t)
	}
	return tables
}

// booleans are the texts that the first field with two of them asks for.
func (d *descriptor) booleans() (yes, no string) {
	for _, r := range d.Resources {
		for _, f := range r.Schema.Fields {
			if len(f.True) > 0 && len(f.False) > 0 {
				return f.True[0], f.False[0]
			}
		}
	}
	return "true", "false" // as the standard has them
}
