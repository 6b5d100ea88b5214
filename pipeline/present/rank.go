package present

import (
	"slices"

	"jaarcijfers/charts/plot"
)

// sourceRank and sourceKind are the columns of a record that has them, or a lineage.
const (
	sourceRank = "source_rank"
	sourceKind = "source_kind"
)

// A sourced is whose word an observation is: the rank of its publication, and its
// kind, one of charts.SourceKinds.
type sourced struct{ rank, kind string }

// sourceRanks are whose word observations are, by id.
type sourceRanks map[string]sourced

func (f *Tables) sourceRanks() sourceRanks {
	all := sourceRanks{}
	for _, r := range f.rows("core.observation_source") {
		all[r.Text("observation_id")] = sourced{rank: r.Text(sourceRank), kind: r.Text(sourceKind)}
	}
	return all
}

// worst is the source of a value: the last in the order of charts.SourceKinds of
// those of the observations under it, and none when it rests on no observation,
// as the count of statuses of measures does.
func (all sourceRanks) worst(lineage []string) sourced {
	var worst sourced
	for _, id := range lineage {
		one, ok := all[id]
		if ok && (worst.kind == "" || slices.Index(plot.SourceKinds, one.kind) > slices.Index(plot.SourceKinds, worst.kind)) {
			worst = one
		}
	}
	return worst
}

// add gives each record with a lineage its source.
func (all sourceRanks) add(list []Record) []Record {
	for _, r := range list {
		if lineage := r.List("lineage"); len(lineage) > 0 {
			worst := all.worst(lineage)
			r[sourceRank], r[sourceKind] = worst.rank, worst.kind
		}
	}
	return list
}

// chosenRanks are the ranks of the totals that the report chose, by series and
// period with a slash between them.
func (f *Tables) chosenRanks() map[string]string {
	ranks := map[string]string{}
	for _, r := range f.rows("core.preferred") {
		if r.Text("dimension") == "total" && r.Text("unit") == "count" {
			ranks[r.Text("series_id")+"/"+r.Text("time_period")] = r.Text(sourceRank)
		}
	}
	return ranks
}
