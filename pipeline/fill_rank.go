package pipeline

import "jaarcijfers/charts"

// sourceRank is the column of a record that has one, or a lineage.
const sourceRank = "source_rank"

// sourceRanks are the ranks of the publications that observations were read in.
type sourceRanks map[string]string

func (f *filler) sourceRanks() sourceRanks {
	published := map[string]string{}
	for _, r := range f.rows("core.publication") {
		published[r.text("publication_id")] = r.text("rank")
	}
	ranks := sourceRanks{}
	for _, r := range f.rows("core.observation") {
		ranks[r.text("observation_id")] = published[r.text("publication_id")]
	}
	return ranks
}

// worst is the rank of a value: primary when every observation under it is, the
// other one as soon as one is not, and none when it rests on no observation, as
// the count of statuses of measures does.
func (ranks sourceRanks) worst(lineage []string) string {
	worst := ""
	for _, id := range lineage {
		switch rank := ranks[id]; {
		case rank == "":
		case worst == "" || worst == charts.PrimaryRank:
			worst = rank
		}
	}
	return worst
}

// add gives each record with a lineage its rank.
func (ranks sourceRanks) add(list []record) []record {
	for _, r := range list {
		if lineage := r.list("lineage"); len(lineage) > 0 {
			r[sourceRank] = ranks.worst(lineage)
		}
	}
	return list
}

// chosenRanks are the ranks of the totals that the report chose, by series and
// period with a slash between them.
func (f *filler) chosenRanks() map[string]string {
	ranks := map[string]string{}
	for _, r := range f.rows("core.preferred") {
		if r.text("dimension") == "total" && r.text("unit") == "count" {
			ranks[r.text("series_id")+"/"+r.text("time_period")] = r.text(sourceRank)
		}
	}
	return ranks
}
