package model

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// lineageTable has what stands under each value of every mart that was run.
const lineageTable = "meta.lineage"

// Names are those of all models and checks.
func (m *Models) Names() []string {
	var names []string
	for _, one := range m.Models {
		names = append(names, one.Name)
	}
	for _, c := range m.Checks {
		names = append(names, c.Name)
	}
	return names
}

// FileNames are those of the models and checks of a folder of SQL, by the names of their
// files, without reading them.
func FileNames(files fs.FS) ([]string, error) {
	var names []string
	for _, folder := range []string{"core", "mart", "check"} {
		found, err := fs.Glob(files, folder+"/*.sql")
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", folder, err)
		}
		for _, file := range found {
			names = append(names, folder+"."+strings.TrimSuffix(path.Base(file), ".sql"))
		}
	}
	return names, nil
}

// An UnknownError says that there is no model or check of a name, and which have one like
// it.
type UnknownError struct {
	Name string
	Near []string
}

func (e *UnknownError) Error() string {
	return fmt.Sprintf("no model or check %q; near it: %s", e.Name, strings.Join(e.Near, ", "))
}

// Select gives the part of the models that a few of them, or checks, need: those, what
// they read, and the checks that read them, themselves or through views, with what these
// read. A check of lineage reads what every mart shows; what it finds in those that only
// checks need is left out. The names must be known.
func (m *Models) Select(names []string) *Models {
	selected := &Models{Parameters: m.Parameters, left: map[string]bool{}, aside: map[string]bool{}, named: names}
	needed := map[string]bool{}
	for _, name := range names {
		m.need(name, needed)
	}
	for _, one := range m.Models {
		selected.aside[one.Name] = !needed[one.Name]
	}
	for _, c := range m.Checks {
		if slices.Contains(names, c.Name) || !c.Whole && m.checksOf(c, names) {
			m.need(c.Name, needed)
			selected.Checks = append(selected.Checks, c)
		}
	}
	for _, one := range m.Models {
		if needed[one.Name] {
			selected.Models = append(selected.Models, one)
		} else {
			selected.left[one.Name] = true
		}
	}
	return selected
}

// need adds a model or check and all that it reads.
func (m *Models) need(name string, needed map[string]bool) {
	_, _, references, ok := m.find(name)
	if !ok || needed[name] {
		return
	}
	needed[name] = true
	for _, ref := range references {
		m.need(ref.table, needed)
	}
}

// checksOf tells whether a check is one of these models.
func (m *Models) checksOf(c Check, names []string) bool {
	isMart := slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, "mart.") })
	return slices.ContainsFunc(c.references, func(r reference) bool {
		return slices.Contains(names, r.table) || isMart && r.table == lineageTable || m.viewOf(r.table, names)
	})
}

// viewOf tells whether a table is a view of one of these models.
func (m *Models) viewOf(table string, names []string) bool {
	one, ok := m.Model(table)
	return ok && one.View && slices.ContainsFunc(one.references, func(r reference) bool {
		return slices.Contains(names, r.table) || m.viewOf(r.table, names)
	})
}
