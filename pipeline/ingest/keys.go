package ingest

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"jaarcijfers/pipeline/source/extract"
)

// A keyring counts the keys of each table while its sources are read, so that the
// engine need not look for doubles where there are none: grouping ten million
// texts is the most that holding an extract against its contract can cost.
type keyring struct {
	x      *ingestion
	keys   map[string]*extract.Keys
	known  map[string]bool // tables of which every source was read in this run
	table  string          // that is being read
	judged map[string]chan verdict
	taken  map[string]bool // whose verdict was heard
}

// A verdict says whether a key of a table occurs twice.
type verdict struct {
	twice bool
	err   error
}

func newKeyring(x *ingestion) *keyring {
	k := &keyring{x: x, keys: map[string]*extract.Keys{}, known: map[string]bool{}, judged: map[string]chan verdict{}, taken: map[string]bool{}}
	for _, table := range x.tables() {
		k.keys[table], k.known[table] = extract.NewKeys(x.Scratch), true
	}
	return k
}

// of gives what counts the keys of a table. Tables are read one after the other,
// so those of the one before are judged, beside the reading of this one.
func (k *keyring) of(table string) *extract.Keys {
	if k.table != table {
		k.judge(k.table)
		k.table = table
	}
	return k.keys[table]
}

func (k *keyring) judge(table string) {
	keys := k.keys[table]
	if keys == nil || k.judged[table] != nil {
		return
	}
	judged := make(chan verdict, 1)
	k.judged[table] = judged
	go func() {
		twice, err := keys.Twice()
		judged <- verdict{twice, err}
	}()
}

// unknown says that a source of a table was not read.
func (k *keyring) unknown(table string) { k.known[table] = false }

// settle says of each table whether its keys are known to be single: because they
// were counted, or because an earlier run counted those of the same snapshots.
func (k *keyring) settle() error {
	x := k.x
	x.single = map[string]bool{}
	for table := range k.keys {
		set := x.snapshotSet(table)
		if !k.known[table] {
			x.single[table] = set != "" && x.keysKnownUnique(table, set)
			continue
		}
		k.judge(table)
		v := <-k.judged[table]
		k.taken[table] = true
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

func (x *ingestion) keysKnownUnique(table, set string) bool {
	for i, s := range x.sources {
		if s.Resource.Table == table && (i >= len(x.parts) || x.parts[i].Unique != set) {
			return false
		}
	}
	return true
}

func (k *keyring) close() {
	var errs []error
	for table, keys := range k.keys {
		if judged := k.judged[table]; judged != nil && !k.taken[table] {
			<-judged // a run that stops waits for it, before what it reads is taken away
		}
		errs = append(errs, keys.Close())
	}
	_ = errors.Join(errs...) // what is left behind is pruned with the snapshots
}
