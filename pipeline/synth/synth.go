// Package synth writes synthetic extracts: the five tables of a record-level
// extract (offences, grounds, suspects, disposals, verdicts), filled with
// offences that never happened. They are the example of the full report and the
// load of the benchmark.
//
// The package holds no figures and no codes. It is handed a [Plan] that says
// what to imitate, and [Options] that say how much. The same plan, seed and
// number of rows give the same bytes, in one file per table or in many.
//
// Every row has true in its column synthetic, every file has synthetic in its
// name, every number of a case begins with S, and a README-synthetic.txt beside
// the tables says that nothing of it is real.
//
// How it goes: [Write] checks the plan (plan.go), spreads the offences over
// years and kinds (spread.go), cuts each year into blocks of cases that need
// nothing of each other (blocks.go), fills the blocks on all processors
// (rows.go, with draw.go and calendar.go) and writes them in order (write.go,
// files.go). Memory holds a few blocks, whatever the number of rows.
package synth

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// A Plan says what to imitate. All figures and codes in it come from the caller.
type Plan struct {
	// Years are ascending. A case number shows two digits of its year, so they
	// span less than a century.
	Years []Year
	// Weights holds, by dimension, how often a code is drawn in proportion to the
	// others that are valid on the day. Dimensions: article (each with its kind),
	// ground, place, office, event, age_group, sex, disposal and verdict. The code
	// "" of event is no event; other dimensions have no such code.
	Weights map[string][]Weight
	// Share holds figures by name, all of them:
	//
	//	share_online          offences committed online, of those at another place than OnlinePlace
	//	share_no_ground       offences with no ground recorded
	//	share_second_ground   other offences with a second ground; as many of these have a third
	//	share_second_suspect  cases with a second suspect
	//	share_disposed        cases that are disposed of in the end
	//	share_verdict         cases with a summons that get a verdict in the end
	//	share_clustered       offences of a year that belong to its one or two clusters
	//	offences_per_case     mean, outside clusters; 1 or more
	//	days_to_inflow        mean number of days from offence to inflow, within one year; 1 or more
	//	days_to_disposal      mean number of days from inflow to disposal; 1 or more
	//	days_to_verdict       mean number of days from disposal to verdict; 1 or more
	//
	// A disposal or verdict that would come after Until is not there yet, so old
	// cases have them more often than new ones.
	Share map[string]float64
	// Summons is the disposal that leads to court: the only one that a verdict
	// can follow.
	Summons string
	// OnlinePlace is the place at which all is online; empty for none.
	OnlinePlace string
	// Grounds are those that go with an article that is bound to some. An article
	// that is not here goes with all.
	Grounds map[string][]string
	// Until is the last day. No date lies after it.
	Until time.Time
}

// A Year is how many offences came in, by kind.
type Year struct {
	Year   int
	Totals map[string]int
}

// A Weight is how often a code is drawn, and from and to which day (both
// included) it is valid. A zero From or To leaves that side open. Several
// weights of one code that are valid on the same day add up.
type Weight struct {
	Code     string
	Kind     string // of an article; else empty
	From, To time.Time
	Weight   float64
}

// Options say how much to write. The zero value writes the totals of the plan,
// one file per table.
type Options struct {
	// Rows is the number of offences. They are spread over years and kinds in
	// proportion to the totals of the plan, by largest remainder. 0 means the
	// totals themselves.
	Rows int
	// Seed chooses one of many extracts that imitate the same plan.
	Seed uint64
	// Parts is the number of files per table, 0 or 1 for one. They are of about
	// the same number of offences, and what belongs to an offence stands in the
	// part of the same number. Parts only split: without their headers, one after
	// the other, they are the bytes of a single file. When there are few offences
	// for them, some hold no rows.
	Parts int
}

// Write writes an extract into folder, which is made when needed and must be
// empty: if it is not, the error is a [*NotEmptyError]. It returns the paths of
// the files in the order in which they were finished. done is told of each, never
// two at a time; it may be nil.
//
// Files appear whole under their names. When Write fails, or ctx ends, all that
// it wrote is removed.
func Write(ctx context.Context, folder string, p Plan, o Options, done func(file string)) ([]string, error) {
	if o.Rows < 0 || o.Parts < 0 {
		return nil, fmt.Errorf("write synthetic extract: %d rows in %d parts: below zero", o.Rows, o.Parts)
	}
	m, err := newModel(p)
	if err != nil {
		return nil, fmt.Errorf("read plan of synthetic extract: %w", err)
	}
	years := spreadRows(p.Years, m.kinds, o.Rows)
	f, err := create(folder, max(o.Parts, 1), done)
	if err != nil {
		return nil, fmt.Errorf("write synthetic extract: %w", err)
	}
	err = generate(ctx, m, cut(m, years, o.Seed, max(o.Parts, 1)), o.Seed, f.write)
	if err == nil {
		err = f.finish(readme(years, o.Seed))
	}
	if err != nil {
		return nil, fmt.Errorf("write synthetic extract: %w", errors.Join(err, f.discard()))
	}
	return f.finished, nil
}
