package site

import (
	"fmt"
	"slices"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/messages"
)

// An Extract is what a build tells of the record-level extract that it took;
// the figures themselves are rows of the charts.
type Extract struct {
	Tables      []ExtractTable      // mart.extract_source
	Differences []ExtractDifference // mart.extract_difference
	Changes     []ExtractChange     // mart.extract_change
	Rejects     []ExtractReject     // mart.extract_reject
	Corrections []Correction        // mart.correction
	PartYears   []PartYear          // core.part_year
}

// An ExtractTable is one table of an extract that was read. Its files have names and
// hashes that stay inside.
type ExtractTable struct {
	Publication, Table string
	Rows, Rejected     *float64 // nil when so few that it is withheld
	Synthetic          bool
}

// An ExtractDifference is a year for which a published figure and that of the
// extract stand beside each other. What is withheld has no value.
type ExtractDifference struct {
	plot.Row            // of the extract
	PublishedSeriesID   string
	Published           *float64
	PublishedRank       string // code of codelist rank
	Difference, Percent *float64
	Rejected            *float64 // rows of the extract that were not taken; nil where that is not known
	Reason              string   // code of codelist reason
	Explanation         plot.Label
}

// An ExtractChange is a year beside the one before, with and without clusters.
// What is withheld has no value.
type ExtractChange struct {
	plot.Row                   // of the later year
	PreviousPeriod             string
	LastDay, PreviousLastDay   string // of a part of a year, and the same day of the year before; empty for whole years
	Previous                   *float64
	PreviousOutside, Outside   *float64 // without the offences of clusters
	PreviousClusters, Clusters *float64 // how many clusters there were
	Meaning                    string   // higher, lower or chance, tested on clusters; empty when there is no verdict
	NotJudged                  string   // why there is none: synthetic, event or cluster
}

// An ExtractReject counts the rows of a table and year that broke one rule, or
// any when it names none.
type ExtractReject struct {
	Table, TimePeriod, Rule string   // the year of inflow, or unknown
	Rejected, Rows          *float64 // nil when so few that it is withheld
	Budget                  float64  // the share that may be rejected
	Within                  bool
}

// A Correction is a declared change of a cell before anything was counted.
type Correction struct {
	Table, Column string
	Reason        string   // code of codelist correction_reason, or total for all together
	Count         *float64 // nil when withheld
}

// there tells whether the build took an extract.
func (e Extract) there() bool { return len(e.Tables)+len(e.Differences)+len(e.Changes) > 0 }

// marking is what the tables bear.
func (e Extract) marking(in Input) marking.Marking {
	var m marking.Marking
	for _, t := range e.Tables {
		m = m.And(marking.OfExtract(t.Synthetic)).And(in.Publications[t.Publication].Marking)
	}
	for _, d := range e.Differences {
		m = m.And(in.borne(d.Publications))
	}
	for _, c := range e.Changes {
		m = m.And(in.borne(c.Publications))
	}
	return m
}

// A correctionView is how often one column was corrected for one kind of reason.
type correctionView struct {
	Table, Column string
	Reason        string
	Count         figure
}

// An extractView is the page of an extract.
type extractView struct {
	Told        toldView // what the counts bear, and of what they are
	About       []string // how to read them
	Read        []string // how much was read and rejected
	Charts      []chartView
	Differences []differenceGroup
	Changes     []changeGroup
	Corrections []correctionView
	Rejects     []rejectView
	Tables      []tableView
	Series      []Series
	Marks       []mark // of the tables, not of the charts
	Origin      string // whose word the published figures are
	marking.Marking
}

func (w *writer) extract() (any, error) {
	e := w.in.Extract
	v := extractView{Series: w.counted(w.page.id), Marking: e.marking(w.in)}
	var err error
	if v.Charts, err = w.chartsOf(w.page.id); err != nil {
		return nil, err
	}
	if v.Origin, err = w.origin(v.Charts); err != nil {
		return nil, err
	}
	if v.Told.Sentences, err = w.toldEach(w.page.id); err != nil {
		return nil, err
	}
	if err = w.aboutExtract(&v); err != nil {
		return nil, err
	}
	for _, d := range slices.Backward(e.Differences) { // the last year is what most come for
		one, err := w.difference(d)
		if err != nil {
			return nil, fmt.Errorf("difference of %s in %s: %w", d.SeriesID, d.TimePeriod, err)
		}
		v.addDifference(one)
	}
	for _, c := range slices.Backward(e.Changes) {
		one, err := w.extractChange(c)
		if err != nil {
			return nil, fmt.Errorf("change of %s in %s: %w", c.SeriesID, c.TimePeriod, err)
		}
		v.addChange(one)
	}
	for _, c := range byColumn(e.Corrections) {
		one, err := w.correction(c)
		if err != nil {
			return nil, err
		}
		v.Corrections = append(v.Corrections, one)
	}
	for _, r := range e.Rejects {
		one, err := w.reject(r)
		if err != nil {
			return nil, err
		}
		v.Rejects = append(v.Rejects, one)
	}
	for _, t := range e.Tables {
		rows, err := w.given(t.Rows)
		if err != nil {
			return nil, err
		}
		rejected, err := w.given(t.Rejected)
		if err != nil {
			return nil, err
		}
		v.Tables = append(v.Tables, tableView{t, rows, rejected})
	}
	v.Marks, err = w.explained(v.used())
	return v, err
}

// aboutExtract says in sentences what the extract is, how to read its counts, and what
// of it was taken.
func (w *writer) aboutExtract(v *extractView) error {
	say := func(to *[]string, key string, args messages.Args) error {
		text, err := w.words.Text("site.extract."+key, args)
		*to = append(*to, text)
		return err
	}
	var publications []string
	for _, t := range w.in.Extract.Tables {
		if !slices.Contains(publications, t.Publication) {
			publications = append(publications, t.Publication)
		}
	}
	for _, id := range publications {
		source, err := w.publication(id)
		if err != nil {
			return err
		}
		date, err := w.date(source.Published)
		if err != nil {
			return err
		}
		tables, rows, rejected := 0, new(float64), new(float64)
		for _, t := range w.in.Extract.Tables {
			if t.Publication != id {
				continue
			}
			tables++
			rows, rejected = addShown(rows, t.Rows), addShown(rejected, t.Rejected)
		}
		read, err := w.given(rows)
		if err != nil {
			return err
		}
		left, err := w.given(rejected)
		if err != nil {
			return err
		}
		of := "of"
		synthetic := w.in.borne([]string{id}).Synthetic
		if synthetic {
			of = "of_synthetic"
		}
		if err := say(&v.Told.Sentences, of, messages.Args{"date": date}); err != nil {
			return err
		}
		if synthetic {
			if err := say(&v.About, "drawn", nil); err != nil {
				return err
			}
		}
		if err := say(&v.Read, "read", messages.Args{"tables": tables, "rows": read.Text, "rejected": left.Text}); err != nil {
			return err
		}
	}
	for _, key := range []string{"apart", "withheld"} {
		if err := say(&v.About, key, nil); err != nil {
			return err
		}
	}
	part, err := w.aboutPart()
	if err != nil {
		return err
	}
	v.About = append(v.About, part...)
	return nil
}

// addShown adds what is shown to a sum; what is withheld leaves no sum.
func addShown(sum, value *float64) *float64 {
	if sum == nil || value == nil {
		return nil
	}
	total := *sum + *value
	return &total
}
