package release

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Why a release cannot be made the current one.
var (
	ErrUnknown   = errors.New("no release of that name is kept")
	ErrAmbiguous = errors.New("more than one release has that name")
	ErrInternal  = errors.New("an internal release would stand beside one that may be published")
)

// A DamagedError says which files of a release are not as they were published.
type DamagedError struct {
	Name  string
	Files []string
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("release %s is damaged: %s", e.Name, strings.Join(e.Files, ", "))
}

// Find finds a release by the name of its folder, of its edition, or by how one of them
// begins, when only one begins so.
func Find(list []Kept, name string) (Kept, error) {
	for _, is := range []func(Kept) bool{
		func(k Kept) bool { return k.Name == name },
		func(k Kept) bool { return k.Version == name },
		func(k Kept) bool { return name != "" && strings.HasPrefix(k.Name, name) },
	} {
		at := slices.IndexFunc(list, is)
		if at < 0 {
			continue
		}
		if slices.ContainsFunc(list[at+1:], is) {
			return Kept{}, fmt.Errorf("%s: %w", name, ErrAmbiguous)
		}
		return list[at], nil
	}
	return Kept{}, fmt.Errorf("%s: %w", name, ErrUnknown)
}

// Use makes a release that is kept the current one, by the one rename that publishing
// ends with, and removes none. It refuses one that is damaged (DamagedError), and one
// that may be published while an internal one is kept (ErrInternal): who copies the
// folder copies both.
func Use(folder string, k Kept, list []Kept) error {
	if len(k.Damaged) > 0 {
		return &DamagedError{Name: k.Name, Files: k.Damaged}
	}
	if !k.Internal && slices.ContainsFunc(list, func(other Kept) bool { return other.Internal }) {
		return fmt.Errorf("use %s: %w", k.Name, ErrInternal)
	}
	if err := setCurrent(folder, k.Name); err != nil {
		if now, _ := nameCurrent(folder); now != k.Name {
			return fmt.Errorf("switch release: %w", err)
		}
	}
	return nil
}
