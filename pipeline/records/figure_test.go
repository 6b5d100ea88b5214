package records_test

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/records"
	"jaarcijfers/sql"
)

// perYear writes figures as series, dimension and category with the value of each
// year: "2023 1, 2024 0".
func perYear(lines []string) map[string]string {
	all := map[string]string{}
	for _, line := range lines {
		at := strings.LastIndexByte(line[:strings.LastIndexByte(line, ' ')], ' ')
		name, value := line[:at], line[at+1:]
		if all[name] != "" {
			value = all[name] + ", " + value
		}
		all[name] = value
	}
	return all
}

// Five offences in three cases, by hand. Z1 came in in 2023 with an offence that no
// rule classes yet and in 2024 with violence, of two grounds; the others in 2025: a
// word, an insult online, and an insult offline when its rule has ended. What a year
// has none of is zero where it could be counted: place began has no 2023, ended has
// all years since what happened before can come in later, and violence is classed from 2024, an insult online before. The year of
// the extract, 2026, is not over.
func TestFiguresAreCountsOfOneBreakdownAYear(t *testing.T) {
	p := counted(t, files{
		"offence": {
			"Z1;F1;2023-05-01;art_300;codis;amsterdam;ended;false;;;\nZ1;F2;2024-05-01;art_300;codis;amsterdam;began;false;;;\n" +
				"Z2;F3;2025-05-01;art_137c;specific;amsterdam;street;false;;;\nZ3;F4;2025-05-01;art_266;codis;amsterdam;street;true;;;\n" +
				"Z3;F5;2025-05-01;art_266;codis;amsterdam;street;false;;;\n",
		},
		"ground":   {"F2;ras;\nF2;antisemitisme;\nF3;ras;\nF4;godsdienst;\n"},
		"suspect":  {"V1;Z1;18_24;man;\nV2;Z2;25_34;man;\n"},
		"disposal": {"F2;2024-12-01;dagvaarding;\nF3;2025-06-01;strafbeschikking;\nF4;2025-12-01;dagvaarding;\n"},
		"verdict":  {"F2;2025-02-01;conviction;\nF4;2026-01-02;vrijspraak;\n"},
	}, noneElsewhere)
	want := map[string]string{
		"extract_total_offence total total":                         "2023 1, 2024 1, 2025 3",
		"extract_codis_offence total total":                         "2023 1, 2024 1, 2025 2",
		"extract_specific_offence total total":                      "2023 0, 2024 0, 2025 1",
		"extract_total_offence office amsterdam":                    "2023 1, 2024 1, 2025 3",
		"extract_total_offence place street":                        "2023 0, 2024 0, 2025 3",
		"extract_total_offence place began":                         "2023 -, 2024 1, 2025 0",
		"extract_total_offence place ended":                         "2023 1, 2024 0, 2025 0",
		"extract_total_offence online online":                       "2023 0, 2024 0, 2025 1",
		"extract_total_offence online not_online":                   "2023 1, 2024 1, 2025 2",
		"extract_total_offence cluster outside_cluster":             "2023 1, 2024 1, 2025 3",
		"extract_total_offence article art_300":                     "2023 1, 2024 1, 2025 0",
		"extract_total_offence article art_137c":                    "2023 0, 2024 0, 2025 1",
		"extract_total_offence article art_266":                     "2023 0, 2024 0, 2025 2",
		"extract_total_offence offence_class undecided":             "2023 1, 2024 0, 2025 1",
		"extract_total_offence offence_class hate_crime":            "2023 0, 2024 1, 2025 1",
		"extract_total_offence offence_class hate_speech":           "2023 0, 2024 0, 2025 1",
		"extract_total_offence classification_rule none":            "2023 1, 2024 0, 2025 1",
		"extract_total_offence classification_rule violence":        "2023 -, 2024 1, 2025 0",
		"extract_total_offence classification_rule insult_online":   "2023 0, 2024 0, 2025 1",
		"extract_total_offence classification_rule speech":          "2023 0, 2024 0, 2025 1",
		"extract_total_offence ground ras":                          "2023 0, 2024 1, 2025 1",
		"extract_total_offence ground antisemitisme":                "2023 0, 2024 1, 2025 0",
		"extract_total_offence ground godsdienst":                   "2023 0, 2024 0, 2025 1",
		"extract_total_offence stage inflow":                        "2023 1, 2024 1, 2025 3",
		"extract_total_offence stage disposed":                      "2023 0, 2024 1, 2025 2",
		"extract_total_offence ground none_recorded":                "2023 0, 2024 0, 2025 1",
		"extract_total_offence stage prosecuted":                    "2023 0, 2024 1, 2025 2",
		"extract_total_offence stage summoned":                      "2023 0, 2024 1, 2025 1",
		"extract_total_offence stage verdict":                       "2023 0, 2024 1, 2025 1",
		"extract_total_offence stage convicted":                     "2023 0, 2024 1, 2025 0",
		"extract_disposed_offence disposal dagvaarding":             "2023 0, 2024 1, 2025 1, 2026 0",
		"extract_disposed_offence disposal strafbeschikking":        "2023 0, 2024 0, 2025 1, 2026 0",
		"extract_judged_offence verdict conviction":                 "2023 0, 2024 0, 2025 1, 2026 0",
		"extract_judged_offence verdict vrijspraak":                 "2023 0, 2024 0, 2025 0, 2026 1",
		"extract_open_offence case_age under_3_months":              "2026 0",
		"extract_open_offence case_age months_3_6":                  "2026 0",
		"extract_open_offence case_age months_6_12":                 "2026 1",
		"extract_open_offence case_age years_1_2":                   "2026 0",
		"extract_open_offence case_age years_2_plus":                "2026 1",
		"extract_suspect age_group 18_24":                           "2023 1, 2024 0, 2025 0",
		"extract_suspect age_group 25_34":                           "2023 0, 2024 0, 2025 1",
		"extract_suspect sex man":                                   "2023 1, 2024 0, 2025 1",
		"extract_case total total":                                  "2023 1, 2025 2",
		"extract_hate_crime_offence total total":                    "2023 0, 2024 1, 2025 1",
		"extract_hate_crime_offence crime_type physical_assault":    "2023 -, 2024 1, 2025 0",
		"extract_hate_crime_offence crime_type other_crime_type":    "2023 0, 2024 0, 2025 1",
		"extract_hate_crime_offence bias_motivation racist":         "2023 0, 2024 1, 2025 0",
		"extract_hate_crime_offence bias_motivation antisemitic":    "2023 0, 2024 1, 2025 0",
		"extract_hate_crime_offence bias_motivation religion":       "2023 0, 2024 0, 2025 1",
		"extract_prosecuted_hate_crime total total":                 "2023 0, 2024 1, 2025 1, 2026 0",
		"extract_prosecuted_hate_crime crime_type physical_assault": "2023 -, 2024 1, 2025 0, 2026 0",
		"extract_prosecuted_hate_crime crime_type other_crime_type": "2023 0, 2024 0, 2025 1, 2026 0",
		"extract_prosecuted_hate_crime bias_motivation racist":      "2023 0, 2024 1, 2025 0, 2026 0",
		"extract_prosecuted_hate_crime bias_motivation antisemitic": "2023 0, 2024 1, 2025 0, 2026 0",
		"extract_prosecuted_hate_crime bias_motivation religion":    "2023 0, 2024 0, 2025 1, 2026 0",
		"extract_sentenced_hate_crime total total":                  "2023 0, 2024 0, 2025 1, 2026 0",
		"extract_sentenced_hate_crime crime_type physical_assault":  "2023 -, 2024 0, 2025 1, 2026 0",
		"extract_sentenced_hate_crime bias_motivation racist":       "2023 0, 2024 0, 2025 1, 2026 0",
		"extract_sentenced_hate_crime bias_motivation antisemitic":  "2023 0, 2024 0, 2025 1, 2026 0",
	}
	if diff := cmp.Diff(want, perYear(p.counts("extract.figure", "series_id", "dimension", "category", "time_period", "obs_value"))); diff != "" {
		t.Error(diff)
	}
	for _, status := range p.counts("extract.observation", "obs_value", "obs_status", "conf_status") {
		if status != "0 A F" && status != "0 P F" && status != "- Q C" && status != "- M F" { // there is nothing but noughts to tell of five offences
			t.Error(status)
		}
	}
}

// noneElsewhere has a delivery say that what is not there was none.
const noneElsewhere = `insert into raw.extract_none
	select table_name, time_period
	from (select unnest(['offences', 'grounds', 'suspects', 'disposals', 'verdicts']) as table_name)
	cross join (select unnest([2023, 2024, 2025, 2026]) as time_period)`

// By hand: two offences of 2023, two of 2024 and one of 2025, of which the day of the
// extract, 31 January 2026, has no rows. Disposals of 2024 were not delivered, verdicts
// of 2025 neither, nor the grounds and suspects of 2024.
var withGaps = files{
	"offence": {
		"Z1;F1;2023-05-01;art_137c;specific;amsterdam;street;false;;;\nZ1;F2;2023-05-01;art_137c;specific;amsterdam;street;false;;;\n" +
			"Z2;F3;2024-05-01;art_300;codis;amsterdam;street;false;;;\nZ3;F4;2024-05-01;art_300;codis;amsterdam;street;false;;;\n" +
			"Z4;F5;2025-05-01;art_300;codis;amsterdam;street;false;;;\n",
	},
	"ground":   {"F1;ras;\nF2;ras;\nF5;ras;\n"},
	"suspect":  {"V1;Z1;18_24;man;\nV2;Z4;25_34;man;\n"},
	"disposal": {"F1;2023-06-01;dagvaarding;\nF3;2025-06-01;dagvaarding;\nF5;2025-07-01;sepot;\n"},
	"verdict":  {"F1;2023-12-01;conviction;\n"},
}

// What rests on a table that has no rows in a year is not known in that year (-), also
// where some of it was counted: a cohort rests on all decisions since it came in. What
// rests on other tables stands.
func TestWhatWasNotDeliveredIsNotZero(t *testing.T) {
	p := counted(t, withGaps)
	p.compare([]string{"disposals 2024", "grounds 2024", "suspects 2024", "verdicts 2024", "verdicts 2025"}, "extract.missing_year", "table_name", "time_period")
	got := perYear(p.counts("extract.figure", "series_id", "dimension", "category", "time_period", "obs_value"))
	for figure, want := range map[string]string{
		"extract_total_offence total total":                 "2023 2, 2024 2, 2025 1",
		"extract_total_offence stage inflow":                "2023 2, 2024 2, 2025 1",
		"extract_total_offence stage disposed":              "2023 -, 2024 -, 2025 1",
		"extract_total_offence stage prosecuted":            "2023 -, 2024 -, 2025 0",
		"extract_total_offence stage verdict":               "2023 -, 2024 -, 2025 -",
		"extract_total_offence ground ras":                  "2023 2, 2024 -, 2025 1",
		"extract_suspect sex man":                           "2023 1, 2024 -, 2025 1",
		"extract_disposed_offence disposal dagvaarding":     "2023 1, 2024 -, 2025 1",
		"extract_judged_offence verdict conviction":         "2023 1, 2024 -, 2025 -",
		"extract_hate_crime_offence total total":            "2023 0, 2024 2, 2025 1",
		"extract_hate_crime_offence bias_motivation racist": "2023 0, 2024 -, 2025 1",
		"extract_prosecuted_hate_crime total total":         "2023 0, 2024 -, 2025 1",
		"extract_open_offence case_age years_2_plus":        "2026 -",
	} {
		if got[figure] != want {
			t.Errorf("%s: got %s, want %s", figure, got[figure], want)
		}
	}
	statuses := p.counts("extract.observation", "series_id", "time_period", "obs_value", "obs_status", "conf_status")
	if !slices.Contains(statuses, "extract_judged_offence 2025 - L F") {
		t.Error(statuses)
	}
}

// When the delivery says that there were none, there were none.
func TestNoneThatTheDeliveryTellsIsZero(t *testing.T) {
	p := counted(t, withGaps, noneElsewhere, "delete from raw.extract_none where table_name = 'suspects'")
	p.compare([]string{"suspects 2024"}, "extract.missing_year", "table_name", "time_period")
	got := perYear(p.counts("extract.figure", "series_id", "dimension", "category", "time_period", "obs_value"))
	if want := "2023 1, 2024 0, 2025 0"; got["extract_total_offence stage verdict"] != want {
		t.Errorf("got %s, want %s", got["extract_total_offence stage verdict"], want)
	}
	p.compare([]string{
		"disposals 2023", "disposals 2025", "grounds 2023", "grounds 2025",
		"offences 2023", "offences 2024", "offences 2025", "verdicts 2023",
	}, "extract.false_none", "table_name", "time_period")
}

// By hand: offences of 2022 and 2024 and decisions of every year since, but no offences
// of 2023. The day of the extract is 31 January 2026, so an offence of two years and
// more is of January 2024 or before; 2023 is in that.
func TestDecisionsOfAYearRestOnItsOffences(t *testing.T) {
	p := counted(t, files{
		"offence": {
			"Z1;F1;2022-05-01;art_300;codis;amsterdam;street;false;;;\nZ1;F2;2022-05-01;art_300;codis;amsterdam;street;false;;;\n" +
				"Z2;F3;2024-05-01;art_300;codis;amsterdam;street;false;;;\nZ2;F4;2024-09-01;art_300;codis;amsterdam;street;false;;;\nZ3;F5;2025-09-01;art_300;codis;amsterdam;street;false;;;\n",
		},
		"disposal": {"F1;2022-06-01;dagvaarding;\nF2;2023-06-01;dagvaarding;\nF3;2024-06-01;dagvaarding;\nF5;2025-10-01;sepot;\n"},
		"verdict":  {"F1;2022-12-01;conviction;\nF2;2023-12-01;conviction;\nF3;2024-12-01;conviction;\n"},
	}, "insert into raw.extract_none values ('verdicts', 2025)")
	p.compare([]string{"grounds 2022", "grounds 2024", "grounds 2025", "offences 2023", "suspects 2022", "suspects 2024", "suspects 2025"}, "extract.missing_year", "table_name", "time_period")
	got := perYear(p.counts("extract.figure", "series_id", "dimension", "category", "time_period", "obs_value"))
	for figure, want := range map[string]string{
		"extract_disposed_offence disposal dagvaarding": "2022 1, 2023 -, 2024 1, 2025 0",
		"extract_judged_offence verdict conviction":     "2022 1, 2023 -, 2024 1, 2025 0",
		"extract_total_offence stage summoned":          "2022 2, 2024 1, 2025 0",
		"extract_open_offence case_age under_3_months":  "2026 0",
		"extract_open_offence case_age years_1_2":       "2026 1",
		"extract_open_offence case_age years_2_plus":    "2026 -",
	} {
		if got[figure] != want {
			t.Errorf("%s: got %s, want %s", figure, got[figure], want)
		}
	}
}

// A verdict is a stage after a summons. One on an offence that was joined, transferred or
// ended otherwise stands apart and sentences nobody who was not prosecuted.
func TestAVerdictWithoutASummonsStandsApart(t *testing.T) {
	p := counted(t, files{
		"offence": {
			"Z1;F1;2024-05-01;art_300;codis;amsterdam;street;false;;;\nZ1;F2;2024-05-01;art_300;codis;amsterdam;street;false;;;\n" +
				"Z2;F3;2024-05-01;art_300;codis;amsterdam;street;false;;;\nZ2;F4;2024-09-01;art_300;codis;amsterdam;street;false;;;\nZ3;F5;2025-09-01;art_300;codis;amsterdam;street;false;;;\n",
		},
		"ground":   {"F1;ras;\nF2;ras;\nF3;ras;\n"},
		"disposal": {"F1;2024-06-01;dagvaarding;\nF2;2024-06-01;voeging;\nF3;2024-06-01;voeging;\nF4;2024-10-01;strafbeschikking;\n"},
		"verdict":  {"F1;2024-12-01;conviction;\nF2;2024-12-01;conviction;\nF3;2024-12-01;vrijspraak;\n"},
	}, noneElsewhere, "insert into raw.extract_code by name select 'disposal' as dimension, 'voeging' as code", "insert into raw.disposal_effect by name select 'voeging' as disposal, false as is_prosecution, true as leads_to_court")
	got := perYear(p.counts("extract.figure", "series_id", "dimension", "category", "time_period", "obs_value"))
	for figure, want := range map[string]string{
		"extract_total_offence stage disposed":                     "2024 4",
		"extract_total_offence stage prosecuted":                   "2024 2",
		"extract_total_offence stage summoned":                     "2024 1",
		"extract_total_offence stage verdict":                      "2024 1",
		"extract_total_offence stage convicted":                    "2024 1",
		"extract_total_offence verdict_without_summons voeging":    "2024 2, 2025 0",
		"extract_judged_offence verdict conviction":                "2024 1",
		"extract_judged_offence verdict vrijspraak":                "",
		"extract_prosecuted_hate_crime total total":                "2024 2",
		"extract_sentenced_hate_crime total total":                 "2024 1",
		"extract_sentenced_hate_crime bias_motivation racist":      "2024 1",
		"extract_sentenced_hate_crime crime_type physical_assault": "2024 1",
	} {
		if !strings.HasPrefix(got[figure], want) || want == "" && got[figure] != "" {
			t.Errorf("%s: got %s, want %s", figure, got[figure], want)
		}
	}
}

// An offence with a ground that was refused, by its own value, by the law or before it was
// staged, counts once as such, also beside a ground that was accepted. A ground that
// stands twice was not refused.
func TestOffencesWithARejectedGroundAreCounted(t *testing.T) {
	p := counted(t, files{
		"offence": {
			offence("Z1", "F1", "2025-03-01", "art_300", "codis") + offence("Z1", "F2", "2025-03-01", "art_137c", "specific") + offence("Z1", "F3", "2025-03-01", "art_300", "codis") +
				offence("Z1", "F4", "2025-03-01", "art_300", "codis") + offence("Z1", "F5", "2025-03-01", "art_300", "codis") + offence("Z1", "F6", "2024-03-01", "art_300", "codis"),
		},
		"ground": {"F1;nonsense;\nF1;rubbish;\nF2;hetero_homoseksuele_gerichtheid;\nF2;ras;\nF3;ras;\nF3;ras;\nF6;ras;\n"},
	}, noneElsewhere, "insert into record.held_key values ('ground', 'F4')")
	got := perYear(p.counts("extract.figure", "series_id", "dimension", "category", "time_period", "obs_value"))
	for figure, want := range map[string]string{
		"extract_total_offence ground rejected":      "2024 0, 2025 3",
		"extract_total_offence ground none_recorded": "2024 0, 2025 1",
		"extract_total_offence ground ras":           "2024 1, 2025 2",
	} {
		if got[figure] != want {
			t.Errorf("%s: got %s, want %s", figure, got[figure], want)
		}
	}
	p.compare([]string{"ground 2024 1", "ground 2025 2"}, "extract.accepted_count", "table_name", "inflow_year", "row_count")
}

// The verdicts of a cohort are rows of a table of which the number is told: a small
// count of those without a summons takes those after one with it, and no other stage.
func TestFewVerdictsWithoutASummonsDoNotFollowFromTheOthers(t *testing.T) {
	p := withheld(t, "('extract_total_offence', 'stage', 'inflow', '2024', 90), ('extract_total_offence', 'stage', 'summoned', '2024', 40), ('extract_total_offence', 'stage', 'verdict', '2024', 30), "+
		"('extract_total_offence', 'stage', 'convicted', '2024', 20), ('extract_total_offence', 'verdict_without_summons', 'voeging', '2024', 2), ('extract_total_offence', 'verdict_without_summons', 'overig', '2024', 0)")
	p.compare([]string{"convicted 20 A F", "inflow 90 A F", "overig 0 A F", "summoned 40 A F", "verdict - Q C", "voeging - Q C"}, "extract.observation", "category", "obs_value", "obs_status", "conf_status")
}

// The number of rejected rows is told, so offences with a rejected ground protect no
// other cell while there are others.
func TestRejectedGroundsProtectNoOtherCell(t *testing.T) {
	p := withheld(t, "('extract_total_offence', 'ground', 'ras', '2024', 90), ('extract_total_offence', 'ground', 'geslacht', '2024', 3), "+
		"('extract_total_offence', 'ground', 'godsdienst', '2024', 20), ('extract_total_offence', 'ground', 'rejected', '2024', 8)")
	p.compare([]string{"geslacht - Q C", "godsdienst - Q C", "ras 90 A F", "rejected 8 A F"}, "extract.observation", "category", "obs_value", "obs_status", "conf_status")
}

// alone runs one model of sql/extract on the rows of another that are given.
func alone(t *testing.T, model, reads, columns, rows string) private {
	t.Helper()
	return onGiven(t, model, map[string]string{reads: given(columns, rows)})
}

// given is a model that has the rows that are given.
func given(columns, rows string) string {
	front := "/*\ngrain: {nl: x, en: x}\ncolumns:\n"
	for _, c := range strings.Split(columns, ", ") {
		front += "  " + c + ": {nl: x, en: x}\n"
	}
	first, _, _ := strings.Cut(columns, ",")
	return front + "order: [" + first + "]\n*/\nselect * from (values " + rows + ") as given (" + columns + ")"
}

// onGiven runs one model on others, after statements that change what they read.
func onGiven(t *testing.T, model string, others map[string]string, changes ...string) private {
	t.Helper()
	p := openPrivate(t, records.Options{}, append([]string{codes, definitions}, changes...)...)
	text, err := fs.ReadFile(sql.FS, model)
	if err != nil {
		t.Fatal(err)
	}
	others[model] = string(text)
	models, problems := p.models(others)
	if len(problems) == 0 {
		problems, err = p.Run(context.Background(), models, func(string) {})
	}
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return p
}

// changed runs the change of years, of units and of counts up to a day. The extract
// is of 31 January 2026.
func changed(t *testing.T, units, parts string) private {
	t.Helper()
	year, err := fs.ReadFile(sql.FS, "record/part_year.sql")
	if err != nil {
		t.Fatal(err)
	}
	return onGiven(t, "extract/change.sql", map[string]string{
		"record/part_year.sql":   string(year),
		"extract/unit_size.sql":  given("inflow_year, last_day, clustered, unit_size, units", units),
		"extract/part_count.sql": given("inflow_year, is_over, inside, outside, later_inside, later_outside", parts),
	})
}

const noParts = "(2025, true, 0, 10, 0, 10)"

// What was counted up to a day is shown, unless that or what follows from it with the
// whole year is 1 to 4; and then nothing of it is shown outside clusters either.
func TestAPartOfAYearIsToldWhenNothingSmallFollows(t *testing.T) {
	const units = "(2025, date '2025-01-31', false, 1, 10), (2026, date '2026-01-31', false, 1, 10), (2025, null, false, 1, 20), (2024, null, false, 1, 20)"
	for parts, want := range map[string]string{
		"(2025, true, 0, 10, 0, 10)":  "10 10",
		"(2025, true, 0, 4, 0, 16)":   "- -",
		"(2025, true, 0, 17, 0, 3)":   "- -",
		"(2025, true, 2, 8, 0, 10)":   "10 -",
		"(2025, true, 6, 4, 0, 10)":   "10 -",
		"(2025, true, 0, 10, 1, 9)":   "10 -",
		"(2025, true, 0, 10, 7, 3)":   "10 -",
		"(2025, true, 0, 20, 0, 0)":   "20 20",
		"(2025, true, 0, 0, 10, 10)":  "0 0",
		"(2025, true, 10, 10, 5, 5)":  "20 10",
		"(2025, true, 1, 1, 10, 10)":  "- -",
		"(2025, true, 10, 10, 2, 2)":  "- -",
		"(2025, true, 10, 10, 0, 12)": "20 10",
	} {
		changed(t, units, parts).compare([]string{"2025 2024 - - - -", "2026 2025 2026-01-31 2025-01-31 " + want}, "extract.change",
			"time_period", "previous_period", "cast(last_day as varchar)", "cast(previous_last_day as varchar)", "part_previous", "part_outside_previous")
	}
}

func withheld(t *testing.T, figures string) private {
	t.Helper()
	return alone(t, "extract/observation.sql", "extract/figure.sql", "series_id, dimension, category, time_period, obs_value, is_missing, is_part", strings.ReplaceAll(figures, ")", ", false, false)"))
}

// What leaves is nought, or five and more; and a cell that is withheld has company,
// else it follows from the total and the others.
func TestSmallCountsDoNotLeave(t *testing.T) {
	total := func(series, year string, value int) string {
		return fmt.Sprintf("('%s', 'total', 'total', '%s', %d)", series, year, value)
	}
	cells := func(values ...int) string {
		var rows []string
		for i, value := range values {
			rows = append(rows, fmt.Sprintf("('extract_total_offence', 'place', '%c', '2024', %d)", 'a'+i, value))
		}
		return strings.Join(rows, ", ")
	}
	for _, tt := range []struct {
		name, figures string
		want          []string // category or series: value and status
	}{
		{"a total", strings.Join([]string{total("x", "2019", 0), total("x", "2020", 1), total("x", "2021", 4), total("x", "2022", 5), total("x", "2023", 100)}, ", "),
			[]string{"x 2019 total 0 A F", "x 2020 total - Q C", "x 2021 total - Q C", "x 2022 total 5 A F", "x 2023 total 100 A F"}},
		{"none small", cells(5, 0, 20), []string{"extract_total_offence 2024 a 5 A F", "extract_total_offence 2024 b 0 A F", "extract_total_offence 2024 c 20 A F"}},
		{"one small: the smallest other too", cells(20, 3, 10), []string{"extract_total_offence 2024 a 20 A F", "extract_total_offence 2024 b - Q C", "extract_total_offence 2024 c - Q C"}},
		{"one small: nought is no company", cells(0, 4, 20, 0), []string{"extract_total_offence 2024 a 0 A F", "extract_total_offence 2024 b - Q C", "extract_total_offence 2024 c - Q C", "extract_total_offence 2024 d 0 A F"}},
		{"one small, two as small as each other", cells(9, 9, 1), []string{"extract_total_offence 2024 a - Q C", "extract_total_offence 2024 b 9 A F", "extract_total_offence 2024 c - Q C"}},
		// 1 and 7 are 8, less than 5 for each of two.
		{"a sum of less than five each: one more", cells(7, 7, 1), []string{"extract_total_offence 2024 a - Q C", "extract_total_offence 2024 b - Q C", "extract_total_offence 2024 c - Q C"}},
		{"two small: the smallest other too", cells(4, 30, 4, 20), []string{"extract_total_offence 2024 a - Q C", "extract_total_offence 2024 b 30 A F", "extract_total_offence 2024 c - Q C", "extract_total_offence 2024 d - Q C"}},
		{"three small and 5: still less than 20", cells(1, 1, 1, 5, 40, 50), []string{
			"extract_total_offence 2024 a - Q C", "extract_total_offence 2024 b - Q C", "extract_total_offence 2024 c - Q C",
			"extract_total_offence 2024 d - Q C", "extract_total_offence 2024 e - Q C", "extract_total_offence 2024 f 50 A F",
		}},
		// Of three offences at one place the noughts elsewhere would tell the place.
		{"one small alone: the noughts too", cells(0, 3, 0), []string{"extract_total_offence 2024 a - Q C", "extract_total_offence 2024 b - Q C", "extract_total_offence 2024 c - Q C"}},
		{"all small, and less than five each: the noughts too", cells(4, 0, 4), []string{"extract_total_offence 2024 a - Q C", "extract_total_offence 2024 b - Q C", "extract_total_offence 2024 c - Q C"}},
		{"one small and six, which is enough: nought stays", cells(4, 0, 6), []string{"extract_total_offence 2024 a - Q C", "extract_total_offence 2024 b 0 A F", "extract_total_offence 2024 c - Q C"}},
		{"a part of a whole: the other part too", strings.Join([]string{total("extract_total_offence", "2024", 25), total("extract_specific_offence", "2024", 3), total("extract_codis_offence", "2024", 22)}, ", "),
			[]string{"extract_codis_offence 2024 total - Q C", "extract_specific_offence 2024 total - Q C", "extract_total_offence 2024 total 25 A F"}},
		{"each year and breakdown by itself", strings.Join([]string{
			cells(3, 10, 11), "('extract_total_offence', 'place', 'a', '2025', 30), ('extract_total_offence', 'place', 'b', '2025', 10), ('extract_total_offence', 'office', 'a', '2024', 24)",
			total("extract_specific_offence", "2025", 9), total("extract_codis_offence", "2025", 9),
		}, ", "), []string{
			"extract_codis_offence 2025 total 9 A F", "extract_specific_offence 2025 total 9 A F", "extract_total_offence 2024 a - Q C", "extract_total_offence 2024 a 24 A F",
			"extract_total_offence 2024 b - Q C", "extract_total_offence 2024 c 11 A F", "extract_total_offence 2025 a 30 A F", "extract_total_offence 2025 b 10 A F",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			withheld(t, tt.figures).compare(tt.want, "extract.observation", "series_id", "time_period", "category", "obs_value", "obs_status", "conf_status")
		})
	}
}

// What is the difference of two figures, one a part of the other, is a count too: of 1
// to 4, the part does not leave.
func TestASmallDifferenceOfAPartAndItsWholeDoesNotLeave(t *testing.T) {
	// The stages of a cohort of 100: disposed, prosecuted, summoned, verdict, convicted.
	stages := func(values ...int) string {
		rows := []string{"('extract_total_offence', 'total', 'total', '2024', 100)", "('extract_total_offence', 'stage', 'inflow', '2024', 100)"}
		for i, category := range []string{"disposed", "prosecuted", "summoned", "verdict", "convicted"}[:len(values)] {
			rows = append(rows, fmt.Sprintf("('extract_total_offence', 'stage', '%s', '2024', %d)", category, values[i]))
		}
		return strings.Join(rows, ", ")
	}
	// 60 hate crimes of two types among offences.
	hateCrimes := func(offences int) string {
		return fmt.Sprintf(`('extract_total_offence', 'total', 'total', '2024', %d), ('extract_hate_crime_offence', 'total', 'total', '2024', 60),
			('extract_hate_crime_offence', 'crime_type', 'a', '2024', 6), ('extract_hate_crime_offence', 'crime_type', 'b', '2024', 20), ('extract_hate_crime_offence', 'crime_type', 'c', '2024', 34)`, offences)
	}
	convicted := func(all int) string {
		return fmt.Sprintf("('extract_judged_offence', 'verdict', 'conviction', '2024', %d), ('extract_sentenced_hate_crime', 'total', 'total', '2024', 20)", all)
	}
	for _, tt := range []struct{ name, figures, withheld string }{
		{"none small", stages(90, 80, 70, 60, 50), ""},
		{"three penal orders", stages(90, 73, 70, 60, 50), "summoned"},
		{"five penal orders", stages(90, 75, 70, 60, 50), ""},
		{"no penal orders", stages(90, 70, 70, 60, 50), ""},
		{"one is open", stages(99, 80, 70, 60, 50), "disposed"},
		{"two not prosecuted", stages(90, 88, 70, 60, 50), "prosecuted"},
		{"four await a verdict", stages(90, 80, 70, 66, 50), "verdict"},
		{"one was not convicted", stages(90, 80, 70, 60, 59), "convicted"},
		{"three between stages that are not next to each other", stages(90, 73, 73, 70, 50), "verdict"},
		{"as many and three less", stages(90, 73, 70, 70, 50), "summoned, verdict"},
		{"none at all", stages(0, 0, 0, 0, 0), ""},
		{"all small already", stages(9, 4, 4, 1, 0), "disposed, prosecuted, summoned, verdict"},
		{"all but three are hate crimes, which their types add up to", hateCrimes(63), "a, b, total"},
		{"all but five are hate crimes", hateCrimes(65), ""},
		{"all are hate crimes", hateCrimes(60), ""},
		{"all convictions but one are of hate crimes", convicted(21), "total"},
		{"all convictions but five are of hate crimes", convicted(25), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var found []string
			for _, cell := range withheld(t, tt.figures).counts("extract.observation", "series_id", "category", "conf_status") {
				if fields := strings.Fields(cell); fields[2] == "C" {
					found = append(found, fields[1])
				}
			}
			want := strings.FieldsFunc(tt.withheld, func(r rune) bool { return r == ',' || r == ' ' })
			slices.Sort(found)
			slices.Sort(want)
			if !slices.Equal(found, want) {
				t.Errorf("withheld %q; want %q", found, want)
			}
		})
	}
}

// Without a rule of two articles or of a part of one, the breakdown by rule would be
// that by article under another name.
func TestABreakdownDoesNotLeaveTwice(t *testing.T) {
	const (
		columns = "series_id, dimension, category, time_period, obs_value, is_missing, is_part"
		figures = "('extract_total_offence', 'article', 'art_137c', '2024', 7, false, false), ('extract_total_offence', 'classification_rule', 'speech', '2024', 7, false, false)"
	)
	for change, want := range map[string][]string{
		"select 1": {"article art_137c 7", "classification_rule speech 7"}, // two rules there are of a part of an article
		"delete from raw.classification_rule where circumstance <> 'any'": {"article art_137c 7"},
	} {
		onGiven(t, "extract/observation.sql", map[string]string{"extract/figure.sql": given(columns, figures)}, change).
			compare(want, "extract.observation", "dimension", "category", "obs_value")
	}
}

func TestObservationsBearTheirExtract(t *testing.T) {
	withheld(t, "('extract_total_offence', 'place', 'street', '2024', 7)").compare(
		[]string{"synthetic_extract_2026-01-31.extract_total_offence.place.street.2024 synthetic_extract_2026-01-31"}, "extract.observation", "observation_id", "publication_id")
}

// Years are held against the year before them, if that is there. Units that are all
// of one size and as many in both years could not be more alike: p = 1. None against
// ten of size one: 2 / 2^10 = 0.001953. Fewer than five clusters are not told, unless
// there are none.
func TestChangeIsTestedOnUnits(t *testing.T) {
	p := changed(t, `
		(2020, null::date, false, 1, 10), (2020, null::date, true, 3, 5),
		(2021, null::date, false, 1, 10), (2021, null::date, true, 3, 5),
		(2022, null::date, false, 1, 7), (2022, null::date, true, 3, 4), (2022, null::date, true, 1, 3), (2022, null::date, true, 2, 0),
		(2024, null::date, false, 2, 1), (2025, null::date, false, 1, 0), (2026, null::date, false, 1, 10)`, noParts)
	p.compare([]string{
		"2021 2020 1.0 5 5", "2022 2021 true 7 5", // 4 clusters of three and 3 of one are 7
		"2025 2024 1.0 0 0", "2026 2025 0.001953 0 0",
	}, "extract.change", "time_period", "previous_period", "case when time_period = '2022' then cast(cluster_p between 0.01 and 1 as varchar) else cast(cluster_p as varchar) end", "clusters", "previous_clusters")
}

func TestFewClustersAreNotTold(t *testing.T) {
	p := changed(t, "(2020, null::date, true, 1, 4), (2021, null::date, true, 1, 5), (2022, null::date, true, 1, 1), (2023, null::date, false, 1, 1)", noParts)
	p.compare([]string{"2021 2020 5 -", "2022 2021 - 5", "2023 2022 0 -"}, "extract.change", "time_period", "previous_period", "clusters", "previous_clusters")
}
