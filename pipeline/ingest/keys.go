package ingest

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"jaarcijfers/pipeline/source/extract"
)

// A keyCounter counts the keys of each table while its sources are read, so that the
// engine need not look for doubles where there are none: grouping ten million
// texts is the most that checking an extract against its contract can cost.
type keyCounter struct {
	x        *ingestion
	keys     map[string]*extract.Keys
	known    map[string]bool // tables of which every source was read in this run
	table    string          // that is being read
	counted  map[string]chan keyCheck
	received map[string]bool // of which that was received
}

// A keyCheck says whether a key of a table occurs twice.
type keyCheck struct {
	twice bool
	err   error
}

func newKeyCounter(x *ingestion) *keyCounter {
	k := &keyCounter{x: x, keys: map[string]*extract.Keys{}, known: map[string]bool{}, counted: map[string]chan keyCheck{}, received: map[string]bool{}}
	for _, table := range x.tables() {
		k.keys[table], k.known[table] = extract.NewKeys(x.Scratch), true
	}
	return k
}

// of gives what counts the keys of a table. Tables are read one after the other,
// so those of the one before are counted then, beside the reading of this one.
func (k *keyCounter) of(table string) *extract.Keys {
	if k.table != table {
		k.count(k.table)
		k.table = table
	}
	return k.keys[table]
}

func (k *keyCounter) count(table string) {
	keys := k.keys[table]
	if keys == nil || k.counted[table] != nil {
		return
	}
	counted := make(chan keyCheck, 1)
	k.counted[table] = counted
	go func() {
		twice, err := keys.Twice()
		counted <- keyCheck{twice, err}
	}()
}

// unknown says that a source of a table was not read.
func (k *keyCounter) unknown(table string) { k.known[table] = false }

// resolve finds out of each table whether its keys are known to be single: because they
// were counted, or because an earlier run counted those of the same snapshots.
func (k *keyCounter) resolve() error {
	x := k.x
	x.single = map[string]bool{}
	for table := range k.keys {
		set := x.snapshotSet(table)
		if !k.known[table] {
			x.single[table] = set != "" && x.keysKnownUnique(table, set)
			continue
		}
		k.count(table)
		v := <-k.counted[table]
		k.received[table] = true
		if v.err != nil {
			return fmt.Errorf("count keys of %s: %w", table, v.err)
		}
		if x.single[table] = !v.twice; v.twice {
			continue
		}
		for i, s := range x.sources {
			if i < len(x.parts) && s.Resource.Table == table {
				x.parts[i].Unique = set
			}
		}
	}
	return nil
}

// snapshotSet names the set of snapshots of a table.
func (x *ingestion) snapshotSet(table string) string {
	var stems []string
	for i, s := range x.sources {
		if i < len(x.parts) && s.Resource.Table == table {
			stems = append(stems, strings.TrimSuffix(filepath.Base(x.parts[i].Snapshot), ".parquet"))
		}
	}
	return strings.Join(stems, " ")
}

// keysKnownUnique tells whether an earlier run found no key twice in a set of snapshots.
func (x *ingestion) keysKnownUnique(table, set string) bool {
	for i, s := range x.sources {
		if s.Resource.Table == table && (i >= len(x.parts) || x.parts[i].Unique != set) {
			return false
		}
	}
	return true
}

// close waits for what still counts, and removes what was set down on disk.
func (k *keyCounter) close() {
	var errs []error
	for table, keys := range k.keys {
		if counted := k.counted[table]; counted != nil && !k.received[table] {
			<-counted // a run that stops waits for it, before what it reads is known2 away
		}
		errs = append(errs, keys.Close())
	}
	_ = errors.Join(errs...) // what is left behind is pruned with the snapshots
}
