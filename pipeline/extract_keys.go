package pipeline

import (
	"errors"
	"fmt"
	"strings"

	"jaarcijfers/pipeline/source/extract"
)

// A keyring counts the keys of each table while its sources are read, so that the
// engine need not look for doubles where there are none: grouping ten million
// texts is the most that holding an extract against its contract can cost.
type keyring struct {
	x     *extraction
	keys  map[string]*extract.Keys
	known map[string]bool // tables of which every source was read in this run
}

func newKeyring(x *extraction) *keyring {
	k := &keyring{x: x, keys: map[string]*extract.Keys{}, known: map[string]bool{}}
	for _, table := range x.tables() {
		k.keys[table], k.known[table] = extract.NewKeys(x.folder()), true
	}
	return k
}

func (k *keyring) of(table string) *extract.Keys { return k.keys[table] }

// unknown says that a source of a table was not read.
func (k *keyring) unknown(table string) { k.known[table] = false }

// settle says of each table whether its keys are known to be single: because they
// were counted, or because an earlier run counted those of the same snapshots.
func (k *keyring) settle(kept map[string]part) error {
	x := k.x
	x.single = map[string]bool{}
	for table, keys := range k.keys {
		set := x.snapshots(table)
		if !k.known[table] {
			x.single[table] = set != "" && x.unique(table, set)
			continue
		}
		twice, err := keys.Twice()
		if err != nil {
			return fmt.Errorf("count keys of %s: %w", table, err)
		}
		if x.single[table] = !twice; twice {
			continue
		}
		for i, s := range x.sources {
			if i < len(x.parts) && s.Resource.Table == table {
				if p, ok := kept[x.partName(s)]; ok {
					p.Unique = set
					kept[x.partName(s)] = p
				}
			}
		}
	}
	return nil
}

// snapshots names the set of snapshots of a table.
func (x *extraction) snapshots(table string) string {
	var stems []string
	for i, s := range x.sources {
		if i < len(x.parts) && s.Resource.Table == table {
			stems = append(stems, stem(x.parts[i].Snapshot))
		}
	}
	return strings.Join(stems, " ")
}

func (x *extraction) unique(table, set string) bool {
	for i, s := range x.sources {
		if s.Resource.Table == table && (i >= len(x.parts) || x.parts[i].Unique != set) {
			return false
		}
	}
	return true
}

func (k *keyring) close() {
	var errs []error
	for _, keys := range k.keys {
		errs = append(errs, keys.Close())
	}
	_ = errors.Join(errs...) // what is left behind is pruned with the snapshots
}
