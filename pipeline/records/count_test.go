package records_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// counts gives columns of a model as lines; no value is a dash.
func (p private) counts(model string, columns ...string) []string {
	p.t.Helper()
	for i, c := range columns {
		columns[i] = "coalesce(cast(" + c + " as varchar), '-')"
	}
	rows, err := p.read(model, "concat_ws(' ', "+strings.Join(columns, ", ")+")")
	if err != nil {
		p.t.Fatal(err)
	}
	var lines []string
	for _, row := range rows {
		lines = append(lines, fmt.Sprint(row[0]))
	}
	return lines
}

func (p private) compare(want []string, model string, columns ...string) {
	p.t.Helper()
	if diff := cmp.Diff(want, p.counts(model, columns...)); diff != "" {
		p.t.Errorf("%s: %s", model, diff)
	}
}

// An offence counts in the year of its inflow, of its disposal and of its verdict.
// On 31 January 2026 an open one is three months old when it came in on 31 October
// 2025, and so on.
func TestOutcomesAreCountedByYearAndAge(t *testing.T) {
	p := counted(t, files{
		"offence": {
			offence("Z1", "F01", "2023-12-31", "art_300", "codis") + offence("Z1", "F02", "2023-12-31", "art_300", "codis") + // alike
				offence("Z1", "F03", "2023-12-31", "art_300", "codis") +
				offence("Z2", "F04", "2025-11-01", "art_266", "codis") + offence("Z2", "F05", "2025-10-31", "art_266", "codis") + // either side of three months
				offence("Z2", "F06", "2025-08-01", "art_266", "codis") + offence("Z2", "F07", "2025-07-31", "art_266", "codis") +
				offence("Z2", "F08", "2025-02-01", "art_266", "codis") + offence("Z2", "F09", "2025-01-31", "art_266", "codis") +
				offence("Z2", "F10", "2024-02-01", "art_266", "codis") + offence("Z2", "F11", "2024-01-31", "art_266", "codis") +
				offence("Z3", "F12", "2024-05-01", "art_137c", "specific"),
		},
		"disposal": {"F01;2024-01-01;dagvaarding;\nF02;2024-12-31;dagvaarding;\nF03;2023-12-31;sepot;\nF12;2024-04-30;sepot;\n"},
		"verdict":  {"F01;2025-01-01;conviction;\nF02;2025-12-31;conviction;\n"},
	})
	p.compare([]string{
		"2023 art_300 2023 sepot - - - - - 1",
		"2023 art_300 2024 dagvaarding 2025 conviction - - - 2",
		"2024 art_137c - - - - years_1_2 disposal_date - 1", // its disposal is refused, so it is open
		"2024 art_266 - - - - years_1_2 - - 1",
		"2024 art_266 - - - - years_2_plus - - 1",
		"2025 art_266 - - - - months_3_6 - - 2",
		"2025 art_266 - - - - months_6_12 - - 2",
		"2025 art_266 - - - - under_3_months - - 1",
		"2025 art_266 - - - - years_1_2 - - 1",
	}, "extract.outcome_count", "inflow_year", "article", "disposal_year", "disposal", "verdict_year", "verdict", "case_age", "disposal_fault", "verdict_fault", "offences")
	p.compare([]string{"disposal_date"}, "extract.fault", "fault")
}

// An offence counts once under each of its grounds, and one with none as that. F3 has the
// wording of its day and one of later, F6 one that its article does not have; F5 has
// a ground, but nobody knows which. These three are counted as rejected, each once.
func TestGroundsAreCounted(t *testing.T) {
	p := counted(t, files{
		"offence": {onDay("F1", "2024-12-31", "") + onDay("F2", "2025-01-01", "") + onDay("F3", "2025-07-02", "2025-06-30") +
			onDay("F4", "2025-07-02", "") + onDay("F5", "2025-07-02", "") +
			strings.Replace(onDay("F6", "2025-07-02", ""), "art_300;codis", "art_137c;specific", 1)},
		"ground": {
			"F1;ras;\nF1;antisemitisme;\nF2;ras;\nF2;hetero_homoseksuele_gerichtheid;\n",
			"F3;ras;\nF3;hetero_homoseksuele_gerichtheid;\nF3;seksuele_gerichtheid;\nF9;ras;\nF5;rass;\nF6;seksuele_gerichtheid;\n",
		},
	})
	p.compare([]string{
		"- ras ground_reference 1", "2024 antisemitisme - 1", "2024 ras - 1", "2025 - - 1", "2025 hetero_homoseksuele_gerichtheid - 2",
		"2025 ras - 2", "2025 rejected - 3", "2025 seksuele_gerichtheid article_ground 1", "2025 seksuele_gerichtheid ground_period 1",
	}, "extract.ground_count", "inflow_year", "ground", "ground_fault", "offences")
}

// A hate crime with two grounds of one motivation counts once under it, one with two
// motivations under each. art_300 is one from 2024, art_266 when it is online.
func TestBiasMotivationsAreCounted(t *testing.T) {
	online := func(number, day string) string {
		return strings.Replace(offence("Z2", number, day, "art_266", "codis"), ";false;", ";true;", 1)
	}
	p := counted(t, files{
		"offence": {
			offence("Z1", "F1", "2025-01-01", "art_300", "codis") + offence("Z1", "F2", "2025-07-01", "art_300", "codis") + offence("Z1", "F3", "2023-12-31", "art_300", "codis") +
				offence("Z1", "F4", "2025-01-01", "art_137c", "specific") + offence("Z1", "F5", "2025-01-01", "art_266", "codis") + online("F6", "2025-01-01") +
				offence("Z1", "F7", "2025-07-01", "art_300", "codis"),
		},
		"ground": {
			"F1;ras;\nF1;antisemitisme;\n" + // two motivations
				"F2;seksuele_gerichtheid;\nF2;hetero_homoseksuele_gerichtheid;\n" + // one, in two wordings: nobody knows its day
				"F3;ras;\nF4;ras;\nF5;ras;\n" + // no hate crimes: before 2024, speech, offline
				"F6;godsdienst;\n", // F7 has no ground
		},
		"disposal": {"F1;2025-03-01;dagvaarding;\nF2;2025-08-01;sepot;\nF6;2025-02-01;dagvaarding;\nF7;2025-09-01;strafbeschikking;\n"},
		"verdict":  {"F1;2026-01-01;conviction;\nF6;2025-12-31;vrijspraak;\n"},
	})
	p.compare([]string{"2025 antisemitic 2025 2026 1", "2025 lgbti - - 1", "2025 racist 2025 2026 1", "2025 religion 2025 - 1", "2025 unspecified 2025 - 1"},
		"extract.bias_count", "inflow_year", "bias_motivation", "disposal_year", "verdict_year", "offences")
}

func TestOneMotivationInTwoGroundsCountsOnce(t *testing.T) {
	p := counted(t, files{
		"offence": {offence("Z1", "F1", "2025-01-01", "art_300", "codis")}, "ground": {"F1;ras;\nF1;antisemitisme;\n"},
	}, "update raw.bias_motivation set bias_motivation = 'racist' where ground = 'antisemitisme'")
	p.compare([]string{"2025 racist - - 1"}, "extract.bias_count", "inflow_year", "bias_motivation", "disposal_year", "verdict_year", "offences")
	p.compare([]string{"antisemitisme 1", "ras 1"}, "extract.ground_count", "ground", "offences")
}

// Offences of a year are counted by each property alone.
func TestOffencesAreCountedByOneProperty(t *testing.T) {
	p := counted(t, files{"offence": {
		"Z1;F1;2024-01-05;art_137c;specific;amsterdam;street;true;match;;\nZ1;F2;2024-01-05;art_266;codis;amsterdam;street;false;;;\n" +
			"Z2;F3;2024-01-05;art_266;codis;amsterdam;began;false;;mine;\nZ9;F4;2025-01-05;art_266;codis;amsterdam;street;false;;;\n",
	}})
	p.compare([]string{
		"2024 cluster in_cluster 1", "2024 cluster outside_cluster 2", "2024 event match 1", "2024 kind codis 2", "2024 kind specific 1", "2024 office amsterdam 3",
		"2024 online not_online 2", "2024 online online 1", "2024 place began 1", "2024 place street 2",
		"2025 cluster in_cluster 1", // of the register
		"2025 kind codis 1", "2025 office amsterdam 1", "2025 online not_online 1", "2025 place street 1",
	}, "extract.offence_count", "inflow_year", "dimension", "category", "offences")
}

// Suspects count in the year in which the first offence of their case came in.
func TestSuspectsAreCounted(t *testing.T) {
	p := counted(t, files{
		"offence": {offence("Z1", "F1", "2025-01-01", "art_300", "codis") + offence("Z1", "F2", "2024-12-31", "art_300", "codis") + offence("Z2", "F3", "2025-01-01", "art_300", "codis")},
		"suspect": {"V1;Z1;18_24;man;\nV2;Z1;18_24;vrouw;\nV3;Z2;25_34;man;\nV4;Z3;18_24;man;\n"},
	})
	p.compare([]string{
		"- age_group 18_24 suspect_reference 1", "- sex man suspect_reference 1", "2024 age_group 18_24 - 2", "2024 sex man - 1", "2024 sex vrouw - 1",
		"2025 age_group 25_34 - 1", "2025 sex man - 1",
	}, "extract.suspect_count", "inflow_year", "dimension", "category", "suspect_fault", "suspects::bigint")
}

// A unit is a cluster with all its cases, or a case without one.
func TestUnitsAreCountedBySize(t *testing.T) {
	in := func(cluster, record string) string { return strings.TrimSuffix(record, ";;\n") + ";" + cluster + ";\n" }
	p := counted(t, files{"offence": {
		offence("Z1", "F1", "2025-01-01", "art_300", "codis") + offence("Z1", "F2", "2025-03-01", "art_300", "codis") + // a case of two, of which one in January
			offence("Z2", "F3", "2025-01-01", "art_300", "codis") + offence("Z3", "F4", "2025-01-01", "art_300", "codis") + // two of one
			in("derby", offence("Z4", "F5", "2025-01-01", "art_300", "codis")) + in("derby", offence("Z4", "F6", "2025-01-01", "art_300", "codis")) +
			in("derby", offence("Z5", "F7", "2025-01-01", "art_300", "codis")) + // a cluster of three, in two cases
			offence("Z9", "F8", "2025-01-01", "art_300", "codis") + // one of the register
			in("derby", offence("Z6", "F9", "2024-01-01", "art_300", "codis")), // the same cluster in another year
	}})
	p.compare([]string{
		"2024 - true 1 1", "2025 - false 1 2", "2025 - false 2 1", "2025 - true 1 1", "2025 - true 3 1",
		"2025 2025-01-31 false 1 3", "2025 2025-01-31 true 1 1", "2025 2025-01-31 true 3 1", // the extract is of 31 January 2026
	}, "extract.unit_size", "inflow_year", "cast(last_day as varchar)", "clustered", "unit_size", "units")
	// Six units (1, 1, 1, 1, 2, 3) are in one year or the other: of 64 ways five leave
	// at most one offence in 2024, and as many in 2025; 10 / 64 = 0.15625. There are
	// fewer than five clusters, so how many is not told.
	p.compare([]string{"2025 2024 0.15625 - -"}, "extract.change", "time_period", "previous_period", "cluster_p", "clusters", "previous_clusters")
}
