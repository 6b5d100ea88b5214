// Package release makes the folder that is published. A release is written as
// a draft beside the releases that stand, gets a manifest, and is switched in
// by one rename; a build that fails leaves what stood as it was.
//
// The folder holds one subfolder per release, named after its content, and a
// link "current" to the one that counts (on Windows the page [PointerFile]). The releases
// before it are kept, as many as asked for, so that [Use] can undo a switch. Nobody writes
// in a release: its files may only be read.
package release

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/marking"
)

// Current is the name of the link to the release that counts.
const Current = "current"

// A Draft is a release that is being written.
type Draft struct {
	folder  string // the folder of all releases
	path    string // the draft's own folder
	root    *os.Root
	damaged []string
}

// Begin makes an empty draft in folder, which it makes when needed. What an
// earlier, broken run left is removed.
func Begin(folder string) (*Draft, error) {
	if err := file.OwnFolder(folder, file.ReleasedFolder); err != nil {
		return nil, fmt.Errorf("make release folder: %w", err)
	}
	if err := file.Sweep(folder); err != nil {
		return nil, fmt.Errorf("remove old draft: %w", err)
	}
	path, err := file.TempFolder(folder)
	if err != nil {
		return nil, fmt.Errorf("make draft: %w", err)
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, fmt.Errorf("open draft: %w", errors.Join(err, file.Remove(path)))
	}
	return &Draft{folder: folder, path: path, root: root}, nil
}

// Path is the folder to write into.
func (d *Draft) Path() string { return d.path }

// Root is the same folder, for names that are made of data: none leads out of it.
func (d *Draft) Root() *os.Root { return d.root }

// Damaged lists the files of the release that Publish replaced by one of the same
// content: they were no longer as they were published.
func (d *Draft) Damaged() []string { return d.damaged }

// Discard removes the draft, or what Publish left in its place.
func (d *Draft) Discard() error {
	if err := errors.Join(d.root.Close(), file.Remove(d.path)); err != nil {
		return fmt.Errorf("remove draft: %w", err)
	}
	return nil
}

// Publish gives the draft its name and makes it the current release. The name
// is the version and the start of the manifest's hash, so the same content has
// the same name; a release that is there already and whole stays. It returns the
// folder of the release, through the link; when there is an error too, the switch
// was made before it. Of the releases keep stay, the current one among them; at least one.
func (d *Draft) Publish(m *Manifest, keep int) (string, error) {
	if err := d.finish(m); err != nil {
		return "", err
	}
	if err := d.root.Close(); err != nil { // no folder that is open gets another name everywhere
		return "", fmt.Errorf("close draft: %w", err)
	}
	name, err := d.place(m)
	if err != nil {
		return "", err
	}
	before, err := nameCurrent(d.folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errNoPointer) && !isFolder(filepath.Join(d.folder, Current)) {
		return "", fmt.Errorf("read current release: %w", err)
	}
	if err := setCurrent(d.folder, name); err != nil {
		if now, _ := nameCurrent(d.folder); now != name {
			return "", fmt.Errorf("switch release: %w", err)
		}
		return CurrentIn(d.folder), fmt.Errorf("switch release: %w", err)
	}
	return CurrentIn(d.folder), d.prune(m, name, before, keep)
}

// finish writes the manifest and has all on disk, to be read only.
func (d *Draft) finish(m *Manifest) error {
	if err := noLog(d.path); err != nil {
		return err
	}
	if err := m.write(d.root); err != nil {
		return err
	}
	if err := file.Seal(d.path); err != nil {
		return fmt.Errorf("finish draft: %w", err)
	}
	return nil
}

// place gives the draft its name. One of that name that is whole stays; one that
// was damaged changes places with the draft in one step, and where that cannot be
// done the draft gets a number.
func (d *Draft) place(m *Manifest) (name string, err error) {
	name = m.Name()
	for n := 2; ; n++ {
		target := filepath.Join(d.folder, name)
		if _, err := os.Lstat(target); errors.Is(err, fs.ErrNotExist) {
			return name, file.Move(d.path, target)
		}
		wrong := compareStanding(target, m)
		if len(wrong) == 0 {
			return name, file.Seal(target) // someone may have made it writable
		}
		d.damaged = append(d.damaged, wrong...)
		err := file.Exchange(d.path, target)
		if !errors.Is(err, errors.ErrUnsupported) {
			return name, err
		}
		name = fmt.Sprintf("%s-%d", m.Name(), n)
	}
}

// compareStanding lists what of the release of m's name in dir is not as it was
// published.
func compareStanding(dir string, m *Manifest) []string {
	stands, err := os.ReadFile(filepath.Join(dir, ManifestFile))
	if err != nil || !bytes.Equal(stands, m.bytes()) {
		return []string{ManifestFile}
	}
	wrong, err := m.compare(dir)
	if err != nil {
		return []string{ManifestFile}
	}
	return wrong
}

func isFolder(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.IsDir()
}

// releaseName is what a release is called; oldDraft is what versions of this program
// before called a draft.
var (
	releaseName = regexp.MustCompile(`-[0-9a-f]{12}(-\d+)?$`)
	oldDraft    = regexp.MustCompile(`^draft-\d+(-replaced)?$`)
)

// DefaultKeep is how many releases are kept when nothing else is asked for: the current
// one and the one before it.
const DefaultKeep = 2

// prune removes all releases but the current one, the one before it and the newest of the
// others, keep in all; and beside a release that may leave the house every one that may
// not: who copies the folder copies both. A release that bears a mark, of a trial with an
// extract, pushes out the newest report without one at no number: it is kept besides. What
// is no release is not ours to remove.
func (d *Draft) prune(m *Manifest, current, before string, keep int) error {
	names, err := releaseNames(d.folder)
	if err != nil {
		return err
	}
	leaves := !m.CountsRows(filepath.Join(d.folder, current))
	var others []string
	for _, name := range names {
		if name != current && (!leaves || !mayNotLeave(filepath.Join(d.folder, name))) {
			others = append(others, name)
		}
	}
	slices.SortStableFunc(others, func(a, b string) int {
		switch before {
		case a:
			return -1
		case b:
			return 1
		}
		return d.made(b).Compare(d.made(a))
	})
	kept := append(slices.Clone(others[:min(len(others), max(0, keep-1))]), current)
	if at := slices.IndexFunc(others, unmarked); at >= 0 && !slices.ContainsFunc(kept, unmarked) {
		kept = append(kept, others[at])
	}
	return d.removeAllBut(kept)
}

// unmarked tells from its name whether a release is the report itself: neither internal
// nor synthetic.
func unmarked(name string) bool {
	return !slices.ContainsFunc([]string{marking.Internal, marking.Synthetic}, func(kind string) bool { return strings.Contains(name, "-"+kind+"-") })
}

// made is when a release was written; one without a manifest is the oldest.
func (d *Draft) made(name string) time.Time {
	info, err := os.Stat(filepath.Join(d.folder, name, ManifestFile))
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

func (d *Draft) removeAllBut(wanted []string) error {
	entries, err := os.ReadDir(d.folder)
	if err != nil {
		return fmt.Errorf("list releases: %w", err)
	}
	for _, e := range entries {
		name := e.Name()
		ours := releaseName.MatchString(name) || oldDraft.MatchString(name)
		if !e.IsDir() || !ours || slices.Contains(wanted, name) {
			continue
		}
		if err := file.Remove(filepath.Join(d.folder, name)); err != nil {
			return fmt.Errorf("remove old release: %w", err)
		}
	}
	return nil
}

// mayNotLeave tells whether the release in a folder is of a real extract.
func mayNotLeave(dir string) bool {
	m, err := readManifest(dir)
	return err == nil && m.CountsRows(dir)
}
