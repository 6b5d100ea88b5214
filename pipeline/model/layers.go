package model

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Layers are the SQL files of the program with those of a user over them. Models, checks
// and unit tests of the user come beside those of the program; one that has the name of a
// built-in one takes its place when it says so (replaces: built-in), and is a problem
// otherwise. A file that is the same as the built-in one counts as that. It is an [fs.FS],
// for [Load] and [LoadUnitTests].
type Layers struct {
	builtIn, own fs.FS
	files        map[string]bool // those of the user that are read
	entries      map[string]map[string]fs.DirEntry
}

// replacesBuiltIn is what front matter says of what takes the place of something built in.
const replacesBuiltIn = "built-in"

// sharedFiles are the files of what models share, to which a user may add.
var sharedFiles = []string{"meta/column.yaml", parameterFile}

// ownFolders are the folders that a user may fill, with the ending of what is in them.
var ownFolders = map[string]string{"core": ".sql", "mart": ".sql", "check": ".sql", "test": ".yaml"}

// NamePattern is what the name of a model, check or file of tests is.
var NamePattern = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// Lay puts the files of a user over those of the program. The problems are of what is no
// file of models, checks, tests or what they share, and of names that are none.
func Lay(builtIn, own fs.FS) (*Layers, []Problem, error) {
	l := &Layers{builtIn: builtIn, own: own, files: map[string]bool{}, entries: map[string]map[string]fs.DirEntry{}}
	var problems []Problem
	err := fs.WalkDir(own, ".", func(file string, e fs.DirEntry, err error) error {
		switch base := path.Base(file); {
		case err != nil:
			return err
		case e.IsDir(), strings.HasPrefix(base, "."), strings.HasSuffix(base, "~"): // what editors leave is none
			return nil
		}
		same, err := l.same(file)
		if err != nil || same {
			return err
		}
		if p, ok := placeProblem(file); ok {
			problems = append(problems, p)
			return nil
		}
		if !l.reads(file) {
			return nil
		}
		if path.Dir(file) == "test" && l.isBuiltIn(file) {
			problems = append(problems, Problem{Kind: "test_differs", File: file, Line: 1, Detail: "test/own_" + path.Base(file)})
			return nil
		}
		l.files[file] = true
		dir := path.Dir(file)
		if l.entries[dir] == nil {
			l.entries[dir] = map[string]fs.DirEntry{}
		}
		l.entries[dir][path.Base(file)] = e
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("read SQL: %w", err)
	}
	return l, problems, nil
}

// same tells whether the program has the same file.
func (l *Layers) same(file string) (bool, error) {
	have, err := fs.ReadFile(l.builtIn, file)
	if err != nil {
		return false, nil //nolint:nilerr // it is not built in
	}
	own, err := fs.ReadFile(l.own, file)
	if err != nil {
		return false, fmt.Errorf("read %s: %w", file, err)
	}
	return bytes.Equal(have, own), nil
}

func (l *Layers) isBuiltIn(file string) bool {
	_, err := fs.Stat(l.builtIn, file)
	return err == nil
}

// reads tells whether a file of a user is one that is read. Beside the folders may stand
// what is no SQL: a README, or what the program's own folder has.
func (l *Layers) reads(file string) bool {
	return slices.Contains(sharedFiles, file) || ownFolders[path.Dir(file)] != ""
}

// placeProblem says what is wrong with the place or the name of a file.
func placeProblem(file string) (Problem, bool) {
	dir, base := path.Split(file)
	dir = strings.TrimSuffix(dir, "/")
	ending := ownFolders[dir]
	stem := strings.TrimSuffix(base, path.Ext(base))
	switch {
	case slices.Contains(sharedFiles, file), dir == "" && !slices.Contains([]string{".sql", ".yaml", ".yml"}, path.Ext(base)):
		return Problem{}, false
	case ending == "":
		return Problem{Kind: "file_place", File: file, Line: 1, Name: base, Detail: "core/, mart/, check/, test/, " + strings.Join(sharedFiles, ", ")}, true
	case path.Ext(base) != ending || !NamePattern.MatchString(stem):
		return Problem{Kind: "file_name", File: file, Line: 1, Name: base, Detail: cmp.Or(ProposedName(stem), "x") + ending}, true
	}
	return Problem{}, false
}

// notOfNames are runs of what no name has.
var notOfNames = regexp.MustCompile(`[^a-z0-9]+`)

// ProposedName is the name that comes nearest to a text that is none; empty when nothing
// of it can be in a name.
func ProposedName(text string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(text))
	name := strings.Trim(notOfNames.ReplaceAllString(plain, "_"), "_")
	if name != "" && name[0] >= '0' && name[0] <= '9' {
		name = "n_" + name
	}
	return name
}

// Own tells whether a file is one of the user.
func (l *Layers) Own(file string) bool { return l.files[file] }

// Replaces tells whether a file of the user takes the place of a built-in one.
func (l *Layers) Replaces(file string) bool { return l.files[file] && l.isBuiltIn(file) }

// Shares tells whether a user adds to the columns or numbers that models share.
func (l *Layers) Shares() bool { return slices.ContainsFunc(sharedFiles, l.Own) }

// Added are the files of the user that are read, by path, those that take the place of a
// built-in one apart.
func (l *Layers) Added() (added, replacing []string) {
	for file := range l.files {
		if l.isBuiltIn(file) && (!slices.Contains(sharedFiles, file) || l.replacesIn(file)) {
			replacing = append(replacing, file)
		} else {
			added = append(added, file)
		}
	}
	slices.Sort(added)
	slices.Sort(replacing)
	return added, replacing
}

// replacesIn tells whether an entry of a shared file takes the place of a built-in one.
func (l *Layers) replacesIn(file string) bool {
	text, err := fs.ReadFile(l.own, file)
	return err == nil && bytes.Contains(text, []byte("replaces:"))
}

func (l *Layers) of(file string) fs.FS {
	if l.files[file] {
		return l.own
	}
	return l.builtIn
}

// Open opens the file that is read.
func (l *Layers) Open(name string) (fs.File, error) { return l.of(name).Open(name) }

// ReadFile gives the content of the file that is read.
func (l *Layers) ReadFile(name string) ([]byte, error) { return fs.ReadFile(l.of(name), name) }

// ReadDir lists what both have in a folder.
func (l *Layers) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(l.builtIn, name)
	if err != nil && l.entries[name] == nil {
		return nil, err
	}
	for base, e := range l.entries[name] {
		if !slices.ContainsFunc(list, func(have fs.DirEntry) bool { return have.Name() == base }) {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return list, nil
}

// layersOf are the files in the order in which what models share is read: first the
// built-in, then what a user adds.
func layersOf(files fs.FS, file string) []fs.FS {
	if l, ok := files.(*Layers); ok && l.files[file] {
		return []fs.FS{l.builtIn, l.own}
	}
	return []fs.FS{files}
}

// replacement looks at whether a file, or an entry of a file that models share, rightly
// says that it takes the place of something built in.
func (l *modelLoader) replacement(file string, line int, name, says string, taken bool) {
	switch {
	case says != "" && says != replacesBuiltIn:
		l.problem("replaces_unknown", file, line, name, says)
	case taken && says == "":
		l.problem("built_in_differs", file, line, name, "")
	case says != "" && !taken && l.layers != nil && l.layers.files[file]:
		l.problem("replaces_nothing", file, line, name, "")
	}
}

// taken tells whether a file of a user has the name of a built-in one.
func (l *modelLoader) taken(file string) bool {
	return l.layers != nil && l.layers.files[file] && l.layers.isBuiltIn(file)
}
