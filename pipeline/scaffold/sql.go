package scaffold

import (
	"cmp"
	"io/fs"
	"path/filepath"
	"strings"

	"jaarcijfers/pipeline/messages"
)

// model begins a model of the figures of one series, with its unit test.
func (m *maker) model() error {
	if err := m.sqlName("mart"); err != nil {
		return err
	}
	m.plan.Subject = "mart." + m.Name
	words := m.words()
	if err := m.sqlFile("mart/"+m.Name+".sql", "model.sql", words); err != nil {
		return err
	}
	return m.sqlFile("test/mart_"+m.Name+".yaml", "model_test.yaml", words)
}

// check begins a rule about figures, with its unit test.
func (m *maker) check() error {
	if err := m.sqlName("check"); err != nil {
		return err
	}
	m.plan.Subject = "check." + m.Name
	words := m.words()
	if err := m.sqlFile("check/"+m.Name+".sql", "check.sql", words); err != nil {
		return err
	}
	return m.sqlFile("test/check_"+m.Name+".yaml", "check_test.yaml", words)
}

// test begins a file of unit tests of a model.
func (m *maker) test() error {
	if err := m.sqlName("test"); err != nil {
		return err
	}
	m.plan.Subject = cmp.Or(m.Model, "mart."+messages.MarkUnfilled("model"))
	return m.sqlFile("test/"+m.Name+".yaml", "test.yaml", m.words())
}

func (m *maker) words() map[string]string {
	return map[string]string{
		"name": m.Name, "series": cmp.Or(m.Series, messages.MarkUnfilled("series_id")), "model": cmp.Or(m.Model, messages.MarkUnfilled("model")),
	}
}

// sqlName refuses a name that is none, or that something built in has.
func (m *maker) sqlName(folder string) error {
	m.Name = strings.TrimPrefix(m.Name, folder+".")
	if err := m.plainName(); err != nil {
		return err
	}
	for _, ending := range []string{".sql", ".yaml"} {
		if _, err := fs.Stat(m.BuiltIn, folder+"/"+m.Name+ending); err == nil {
			return &TakenError{Name: folder + "." + m.Name, Where: "sql/" + folder + "/" + m.Name + ending}
		}
	}
	return nil
}

func (m *maker) sqlFile(path, template string, words map[string]string) error {
	text, err := m.template(template, words)
	if err != nil {
		return err
	}
	return m.create(filepath.Join(m.SQL, filepath.FromSlash(path)), text)
}
