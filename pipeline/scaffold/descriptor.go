package scaffold

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
)

// A descriptor is what a scaffold reads of datapackage.json. Package contract has enforced
// the rest, or will.
type descriptor struct {
	Resources []resource `json:"resources"`
}

type resource struct {
	Name   string `json:"name"`
	Path   string `json:"path"`
	Format string `json:"format"`
	Schema struct {
		Fields []struct {
			Name        string `json:"name"`
			Description string `json:"description"`
			Constraints struct {
				Required bool     `json:"required"`
				Enum     []string `json:"enum"`
			} `json:"constraints"`
		} `json:"fields"`
		ForeignKeys []struct {
			Fields    any `json:"fields"`
			Reference struct {
				Resource string `json:"resource"`
			} `json:"reference"`
		} `json:"foreignKeys"`
	} `json:"schema"`
	Ours struct {
		Table string `json:"table"`
	} `json:"jaarcijfers"`
}

func (m *maker) descriptor() (*descriptor, error) {
	path := filepath.Join(m.Data, contract.DescriptorFile)
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read descriptor: %w", err)
	}
	var d descriptor
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return &d, nil
}

func (d *descriptor) find(is func(resource) bool) (resource, error) {
	if at := slices.IndexFunc(d.Resources, is); at >= 0 {
		return d.Resources[at], nil
	}
	return resource{}, fmt.Errorf("%s does not name the file that this goes into", contract.DescriptorFile)
}

func (d *descriptor) byPath(path string) (resource, error) {
	return d.find(func(r resource) bool { return r.Path == path })
}

// free makes sure that a name and a path of the descriptor are not taken.
func (d *descriptor) free(name, path string) error {
	for _, r := range d.Resources {
		if r.Name == name || r.Path == path {
			return &TakenError{Name: name, Where: contract.DescriptorFile}
		}
	}
	return nil
}

// knownSeries refuses a series that the data do not have: what shows it would be empty, and
// nothing would say so.
func (m *maker) knownSeries() error {
	if m.Series == "" {
		return nil
	}
	d, err := m.descriptor()
	if err != nil {
		return err
	}
	res, err := d.find(func(r resource) bool { return r.Ours.Table == seriesTable })
	if err != nil {
		return err
	}
	known, err := columnOf(filepath.Join(m.Data, filepath.FromSlash(res.Path)), "series_id")
	if err != nil {
		return err
	}
	if !slices.Contains(known, m.Series) {
		return &SeriesError{Series: m.Series, Near: contract.Nearest(m.Series, known)}
	}
	return nil
}

// fields explains the columns of a file, with the codes of those that have a list; without
// codes when the list cannot be read, which the check says.
func (d *descriptor) fields(data string, res resource) []Field {
	var fields []Field
	for _, f := range res.Schema.Fields {
		field := Field{Name: f.Name, Description: f.Description, Required: f.Constraints.Required, Codes: f.Constraints.Enum}
		for _, key := range res.Schema.ForeignKeys {
			if !strings.HasPrefix(key.Reference.Resource, "codelist-") || fmt.Sprint(key.Fields) != "["+f.Name+"]" && key.Fields != f.Name {
				continue
			}
			if list, err := d.find(func(r resource) bool { return r.Name == key.Reference.Resource }); err == nil {
				field.Codes, _ = columnOf(filepath.Join(data, filepath.FromSlash(list.Path)), "code")
			}
		}
		fields = append(fields, field)
	}
	return fields
}

// columnOf are the values of a column of a file.
func columnOf(path, column string) ([]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", column, err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if len(rows) == 0 || !slices.Contains(rows[0], column) {
		return nil, fmt.Errorf("read %s: it has no column %s", path, column)
	}
	at := slices.Index(rows[0], column)
	var values []string
	for _, row := range rows[1:] {
		values = append(values, row[at])
	}
	return values, nil
}
