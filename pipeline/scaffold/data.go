package scaffold

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/model"
)

// Files of data to which something is added, as the descriptor names them.
const (
	publicationsFile       = "figures/publications.csv"
	differencesFile        = "figures/differences.csv"
	lettersFile            = "letters/letter.csv"
	letterPublicationsFile = "letters/publications.csv"
	observationTable       = "observation"
	seriesTable            = "series"
)

// publication adds a publication to the list of them, and a file for its figures with its
// header, which the descriptor gets an entry for.
func (m *maker) publication() error {
	if err := m.plainName(); err != nil {
		return err
	}
	d, err := m.descriptor()
	if err != nil {
		return err
	}
	like, err := d.find(func(r resource) bool { return r.Ours.Table == observationTable })
	if err != nil {
		return err
	}
	path := "figures/" + m.Name + ".csv"
	names := make([]string, len(like.Schema.Fields))
	for i, f := range like.Schema.Fields {
		names[i] = f.Name
	}
	if err := m.create(filepath.Join(m.Data, filepath.FromSlash(path)), strings.Join(names, ",")+"\n"); err != nil {
		return err
	}
	m.plan.Fields[path] = d.fields(m.Data, like)
	if err := m.row(d, publicationsFile, m.Name, nil); err != nil {
		return err
	}
	resourceName := strings.ReplaceAll(m.Name, "_", "-")
	if err := d.free(resourceName, path); err != nil {
		return err
	}
	words := []struct{ word, value string }{
		{"name", resourceName}, {"title", "Figures of " + m.Name}, {"description", "One row per figure of this publication."}, {"path", path},
	}
	return m.entry(like.Name, func(entry []byte) ([]byte, error) {
		for _, w := range words {
			value, err := json.Marshal(w.value)
			if err != nil {
				return nil, fmt.Errorf("write %s: %w", w.word, err)
			}
			if entry, err = accepted.SetMember(entry, w.word, string(value)); err != nil {
				return nil, err
			}
		}
		return entry, nil
	})
}

var (
	letterName     = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	letterDate     = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?`)
	differenceName = regexp.MustCompile(`^[a-z0-9_]+$`)
)

// letter adds a letter: a file for its text, which the descriptor gets an entry for, and a
// row in the two files that say what is known of letters.
func (m *maker) letter() error {
	m.Name = strings.TrimPrefix(m.Name, "letter-")
	err := m.named(letterName.MatchString, func(name string) string {
		return strings.ReplaceAll(strings.TrimPrefix(model.ProposedName(name), "n_"), "_", "-")
	})
	if err != nil {
		return err
	}
	d, err := m.descriptor()
	if err != nil {
		return err
	}
	id, path := "letter-"+m.Name, "letters/"+m.Name+".txt"
	if err := d.free(id, path); err != nil {
		return err
	}
	date := letterDate.FindString(m.Name)
	if date == "" {
		date = messages.MarkUnfilled("date")
	}
	if err := m.create(filepath.Join(m.Data, filepath.FromSlash(path)), messages.MarkUnfilled("text")+"\n"); err != nil {
		return err
	}
	words := map[string]string{"id": id, "path": path, "date": date}
	for _, file := range []string{letterPublicationsFile, lettersFile} {
		if err := m.row(d, file, id, words); err != nil {
			return err
		}
	}
	entry, err := m.template("letter.json", words)
	if err != nil {
		return err
	}
	after := ""
	for _, r := range d.Resources {
		if r.Format == "letter" {
			after = r.Name
		}
	}
	return m.entry(after, func([]byte) ([]byte, error) { return []byte(strings.TrimSpace(entry)), nil })
}

// difference adds a row to the register of differences.
func (m *maker) difference() error {
	m.Name = strings.TrimPrefix(m.Name, "difference.")
	err := m.named(differenceName.MatchString, func(name string) string { return strings.TrimPrefix(model.ProposedName(name), "n_") })
	if err != nil {
		return err
	}
	d, err := m.descriptor()
	if err != nil {
		return err
	}
	return m.row(d, differencesFile, "difference."+m.Name, nil)
}

// entry adds a resource to the descriptor.
func (m *maker) entry(after string, write func(like []byte) ([]byte, error)) error {
	return m.change(filepath.Join(m.Data, contract.DescriptorFile), func(text []byte) ([]byte, string, error) {
		added := ""
		changed, err := accepted.AddEntry(text, after, func(like []byte) ([]byte, error) {
			entry, err := write(like)
			added = string(entry)
			return entry, err
		})
		return changed, added, err
	})
}

// row adds a row to a file of data. The template of the file says what stands in which
// column; a column that it does not name has a mark when it is required.
func (m *maker) row(d *descriptor, path, id string, words map[string]string) error {
	res, err := d.byPath(path)
	if err != nil {
		return err
	}
	template, err := m.template("row/"+strings.ReplaceAll(path, "/", "_")+".yaml", words)
	if err != nil {
		return err
	}
	var filled map[string]string
	if err := yaml.Unmarshal([]byte(template), &filled); err != nil {
		return fmt.Errorf("read template of %s: %w", path, err)
	}
	var record []string
	for i, f := range res.Schema.Fields {
		value, ok := filled[f.Name]
		switch {
		case i == 0:
			value = id
		case !ok && f.Constraints.Required:
			value = messages.MarkUnfilled(f.Name)
		}
		record = append(record, value)
	}
	m.plan.Fields[path] = d.fields(m.Data, res)
	return m.change(filepath.Join(m.Data, filepath.FromSlash(path)), func(text []byte) ([]byte, string, error) {
		rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			return nil, "", err
		}
		if slices.ContainsFunc(rows, func(row []string) bool { return row[0] == id }) {
			return nil, "", &TakenError{Name: id, Where: path}
		}
		var line bytes.Buffer
		w := csv.NewWriter(&line)
		if err := w.Write(record); err != nil {
			return nil, "", err
		}
		w.Flush()
		end := lineEnd(text)
		changed := bytes.Clone(text)
		if len(changed) > 0 && !bytes.HasSuffix(changed, []byte("\n")) {
			changed = append(changed, end...)
		}
		row := strings.TrimSuffix(line.String(), "\n")
		return append(changed, row+end...), row, nil
	})
}
