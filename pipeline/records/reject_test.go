package records_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/records"
	"jaarcijfers/sql"
)

// tableOrder and tableColumns are the tables of an extract as data/extract has them.
var tableOrder = []string{"offence", "ground", "suspect", "disposal", "verdict"}

var tableColumns = map[string][]records.Column{
	"offence": {
		{Name: "case_number", Type: "varchar", Required: true}, {Name: "offence_number", Type: "varchar", Required: true},
		{Name: "inflow_date", Type: "date", Required: true}, {Name: "article", Type: "varchar", Required: true, Codelist: "article", ValidOn: "offence_date", ValidBy: "inflow_date"},
		{Name: "kind", Type: "varchar", Required: true, Codelist: "kind"}, {Name: "office", Type: "varchar", Required: true, Codelist: "office", ValidOn: "inflow_date"},
		{Name: "place", Type: "varchar", Required: true, Codelist: "place", ValidOn: "offence_date", ValidBy: "inflow_date"}, {Name: "online", Type: "boolean", Required: true},
		{Name: "event", Type: "varchar", Codelist: "event", ValidOn: "offence_date", ValidBy: "inflow_date"}, {Name: "cluster", Type: "varchar"}, {Name: "synthetic", Type: "boolean"},
		{Name: "offence_date", Type: "date"},
	},
	"ground": {
		{Name: "offence_number", Type: "varchar", Required: true}, {Name: "ground", Type: "varchar", Required: true, Codelist: "ground", ValidOn: "offence_date"},
		{Name: "synthetic", Type: "boolean"},
	},
	"suspect": {
		{Name: "suspect_number", Type: "varchar", Required: true}, {Name: "case_number", Type: "varchar", Required: true},
		{Name: "age_group", Type: "varchar", Required: true, Codelist: "age_group"}, {Name: "sex", Type: "varchar", Required: true, Codelist: "sex"}, {Name: "synthetic", Type: "boolean"},
	},
	"disposal": {
		{Name: "offence_number", Type: "varchar", Required: true}, {Name: "disposal_date", Type: "date", Required: true},
		{Name: "disposal", Type: "varchar", Required: true, Codelist: "disposal", ValidOn: "disposal_date"}, {Name: "synthetic", Type: "boolean"},
	},
	"verdict": {
		{Name: "offence_number", Type: "varchar", Required: true}, {Name: "verdict_date", Type: "date", Required: true},
		{Name: "verdict", Type: "varchar", Required: true, Codelist: "verdict", ValidOn: "verdict_date"}, {Name: "synthetic", Type: "boolean"},
	},
}

var tableKeys = map[string][]string{
	"offence": {"offence_number"}, "ground": {"offence_number", "ground"}, "suspect": {"suspect_number"}, "disposal": {"offence_number"}, "verdict": {"offence_number"},
}

// codes are those that the tests use. An office closed, a place began; the law gave
// a ground another wording on 1 July 2025.
const codes = `
create table raw.extract_code as select * from (values
	('article', 'art_137c', null::date, null::date), ('article', 'art_266', null, null), ('article', 'art_300', null, null),
	('kind', 'specific', null, null), ('kind', 'codis', null, null),
	('office', 'amsterdam', null, null), ('office', 'closed', '2020-01-01', '2023-12-31'),
	('place', 'street', null, null), ('place', 'internet', null, null), ('place', 'began', '2024-01-01', null), ('place', 'ended', null, '2023-12-31'),
	('event', 'match', null, null),
	('ground', 'ras', null, null), ('ground', 'antisemitisme', null, null), ('ground', 'godsdienst', null, null),
	('ground', 'hetero_homoseksuele_gerichtheid', null, '2025-06-30'), ('ground', 'seksuele_gerichtheid', '2025-07-01', null),
	('age_group', '18_24', null, null), ('age_group', '25_34', null, null), ('sex', 'man', null, null), ('sex', 'vrouw', null, null),
	('disposal', 'dagvaarding', null, null), ('disposal', 'sepot', null, null), ('disposal', 'strafbeschikking', null, null), ('verdict', 'conviction', null, null), ('verdict', 'vrijspraak', null, null)
) as code (dimension, code, valid_from, valid_to);
create table raw.codelist_category as select dimension, code, upper(code) as label_nl, lower(code) as label_en from raw.extract_code;
create table raw.article_kind as select * from (values ('art_137c', 'specific'), ('art_266', 'codis'), ('art_300', 'codis')) as kind (article, kind)`

// files are the records of the files of each table.
type files map[string][]string

// stageAll stages all tables; those without files are empty.
func (p private) stageAll(given files) {
	p.t.Helper()
	for _, table := range tableOrder {
		p.stage(table, columnsOf(table, given[table]), given[table]...)
	}
}

// columnsOf are the columns of a table; offence_date, the last of its own, is absent
// where the first record of a file does without.
func columnsOf(table string, given []string) []records.Column {
	columns := slices.Clone(tableColumns[table])
	last := len(columns) - 1
	if len(given) > 0 {
		first, _, _ := strings.Cut(given[0], "\n")
		columns[last].Absent = columns[last].Name == "offence_date" && strings.Count(first, ";") < last
	}
	return columns
}

// rejects lists what was rejected: table, file, record, column: rule, value, what
// was expected and year.
func (p private) rejects() []string {
	p.t.Helper()
	list, err := p.Rejects(context.Background(), 1000)
	if err != nil {
		p.t.Fatal(err)
	}
	var lines []string
	for _, r := range list {
		line := fmt.Sprintf("%s %d.%d %s: %s %s -> %s", r.Table, r.File, r.Record, r.Column, r.Rule, r.Value, r.Expected)
		if r.Period != "" {
			line += ", " + r.Period
		}
		lines = append(lines, line)
	}
	return lines
}

func TestRejectRowsFindsWhatBreaksTheContract(t *testing.T) {
	for _, tt := range []struct {
		name     string
		given    files
		want     []string
		accepted string // key columns of what is left of the first table given
	}{
		{"nothing", files{"offence": {"Z1;F1;2024-01-05;art_137c;specific;amsterdam;street;true;;;\nZ1;F2;2024-01-05;art_266;codis;amsterdam;street;false;match;;\n"}}, nil, "F1 F2"},
		{"empty and of another type", files{"offence": {
			"Z1;F1;;art_137c;specific;amsterdam;street;true;;;\n;F2;2024-01-05;;specific;amsterdam;street;;;;\nZ1;F3;2024-1-5;art_137c;specific;amsterdam;street;waar;;;\n" +
				"Z1;F4;2024-01-05;art_137c;specific;amsterdam;street;true;;;ja\n",
		}}, []string{
			"offence 0.0 inflow_date: required  -> , 2024", "offence 0.1 article: required  -> , 2024", "offence 0.1 case_number: required  -> , 2024",
			"offence 0.1 online: required  -> , 2024", "offence 0.2 inflow_date: type_date  -> , 2024", "offence 0.2 online: type_boolean  -> , 2024",
			"offence 0.3 synthetic: type_boolean  -> , 2024",
		}, ""},
		{"unknown codes, and those of another list", files{"offence": {
			"Z1;F1;2024-01-05;art_137x;specific;Amsterdam;street;true;;;\nZ1;F2;2023-01-05;art_137c;ras;amsterdam; street;true;none;;\nZ1;F3;2023-01-05;art_137c;specific;amsterdam;street;true;;;\n",
		}}, []string{
			"offence 0.0 article: foreign_key art_137x -> article, 2024", "offence 0.0 office: foreign_key Amsterdam -> office, 2024", "offence 0.1 event: foreign_key none -> event, 2023",
			"offence 0.1 kind: foreign_key ras -> kind, 2023", "offence 0.1 place: foreign_key  street -> place, 2023",
		}, "F3"},
		{"codes a day before and after they hold", files{"offence": {
			"Z1;F1;2019-12-31;art_137c;specific;closed;street;true;;;;\nZ1;F2;2020-01-01;art_137c;specific;closed;street;true;;;;\n" +
				"Z1;F3;2023-12-31;art_137c;specific;closed;ended;true;;;;\nZ1;F4;2024-01-01;art_137c;specific;closed;began;true;;;;\n" +
				"Z1;F5;2023-12-31;art_137c;specific;amsterdam;began;true;;;;\nZ1;F6;2024-01-01;art_137c;specific;amsterdam;ended;true;;;;2024-01-01\n" +
				"Z1;F8;2024-01-02;art_137c;specific;amsterdam;began;true;;;;2023-12-31\nZ1;F9;2024-01-02;art_137c;specific;amsterdam;ended;true;;;;2023-12-31\n" +
				"Z1;F10;2024-01-02;art_137c;specific;amsterdam;ended;true;;;;\n" + // it can be of before
				"Z1;F7;;art_137c;specific;closed;began;true;;;;\n", // without a day it cannot be told
		}}, []string{
			"offence 0.0 office: code_period closed -> 2020-01-01/2023-12-31, 2019", "offence 0.3 office: code_period closed -> 2020-01-01/2023-12-31, 2024",
			"offence 0.4 place: code_period began -> 2024-01-01/, 2023", "offence 0.5 place: code_period ended -> /2023-12-31, 2024", "offence 0.6 place: code_period began -> 2024-01-01/, 2024",
			"offence 0.9 inflow_date: required  -> , 2024",
		}, "F10 F2 F3 F9"},
		{"doubles: the first stays, in any file", files{"offence": {
			"Z1;F1;2023-01-05;art_137c;specific;amsterdam;street;true;;;\nZ1;F2;2023-01-05;art_137c;specific;amsterdam;street;true;;;\nZ2;F1;2024-01-05;art_266;codis;amsterdam;street;true;;;\n",
			"Z3;F2;2025-01-05;art_266;codis;amsterdam;street;true;;;\nZ3;F3;2025-01-05;art_266;codis;amsterdam;street;true;;;\nZ3;F3;2025-01-05;art_266;codis;amsterdam;street;true;;;\n",
			"Z4;f1;2025-01-05;art_266;codis;amsterdam;street;true;;;\nZ4;F1;2026-01-05;art_266;codis;amsterdam;street;true;;;\n",
		}}, []string{
			"offence 0.2 offence_number: duplicate F1 -> , 2024", "offence 1.0 offence_number: duplicate F2 -> , 2025", "offence 1.2 offence_number: duplicate F3 -> , 2025",
			"offence 2.1 offence_number: duplicate F1 -> , 2026",
		}, "F1 F2 F3 f1"},
		{"rows without a key are no doubles", files{"offence": {"Z1;;2023-01-05;art_137c;specific;amsterdam;street;true;;;\nZ1;;2023-01-05;art_137c;specific;amsterdam;street;true;;;\n"}}, []string{
			"offence 0.0 offence_number: required  -> , 2023", "offence 0.1 offence_number: required  -> , 2023"}, ""},
		{"doubles of a key of two", files{"ground": {"F1;ras;\nF1;antisemitisme;\nF2;ras;\nF1;ras;true\nF1;;\n;ras;\n;ras;\n"}}, []string{
			"ground 0.3 ground: duplicate F1, ras -> ", "ground 0.4 ground: required  -> ", "ground 0.5 offence_number: required  -> ", "ground 0.6 offence_number: required  -> "}, "F1 F1 F2"},
		{"every table", files{
			"verdict":  {"F1;2025-02-30;conviction;\nF2;2024-12-31;schuldig;\n"},
			"disposal": {"F1;2024-06-31;dagvaarding;\nF2;2024-06-30;sepot;\nF2;2024-07-30;sepot;\n"},
			"suspect":  {"V1;Z1;18-24;man;\nV2;Z1;18_24;m;\nV2;Z1;18_24;man;\n"},
		}, []string{
			"disposal 0.0 disposal_date: type_date  -> , 2024", "disposal 0.2 offence_number: duplicate F2 -> , 2024", "suspect 0.0 age_group: foreign_key 18-24 -> age_group",
			"suspect 0.1 sex: foreign_key m -> sex", "suspect 0.2 suspect_number: duplicate V2 -> ", // the first stays, refused as it is
			"verdict 0.0 verdict_date: type_date  -> , 2024", "verdict 0.1 verdict: foreign_key schuldig -> verdict, 2024",
		}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := openPrivate(t, records.Options{}, codes)
			p.stageAll(tt.given)
			if err := p.RejectRows(context.Background(), tableOrder, tableKeys); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, p.rejects()); diff != "" {
				t.Error(diff)
			}
			for _, table := range tableOrder[:2] {
				if tt.given[table] == nil {
					continue
				}
				got := p.must(p.ask("select offence_number as a from accepted." + table))
				if strings.Join(got, " ") != tt.accepted {
					t.Errorf("accepted: %v; want %s", got, tt.accepted)
				}
			}
		})
	}
}

// A table whose keys are known to be single is not looked at for doubles.
func TestRejectRowsLooksForDoublesWhereItIsTold(t *testing.T) {
	p := openPrivate(t, records.Options{}, codes)
	p.stageAll(files{"disposal": {"F1;2024-06-30;sepot;\nF1;2024-06-30;sepot;\n"}})
	if err := p.RejectRows(context.Background(), tableOrder, nil); err != nil {
		t.Fatal(err)
	}
	if got := p.rejects(); len(got) > 0 {
		t.Error(got)
	}
}

func TestTalliesCountRowsOnceUnderEachRule(t *testing.T) {
	ctx := context.Background()
	p := openPrivate(t, records.Options{}, codes)
	p.stageAll(files{
		"offence": {
			// 2023: three rows; one lacks two values and has a bad code, one has a bad code.
			";F1;2023-01-05;;specific;x;street;true;;;\nZ1;F2;2023-01-05;art_137c;specific;x;street;true;;;\nZ1;F3;2023-01-05;art_137c;specific;amsterdam;street;true;;;\n",
			// 2024: two good rows, and one without a date between them, with two faults.
			"Z1;F4;2024-01-05;art_137c;specific;amsterdam;street;true;;;\nZ1;F5;2024-01-05;art_137c;specific;amsterdam;street;true;;;\nZ1;F6;x;art_137c;specific;amsterdam;street;;;;\n",
		},
		"ground": {"F1;ras;\nF1;x;\n"},
	})
	if err := p.RejectRows(ctx, tableOrder, tableKeys); err != nil {
		t.Fatal(err)
	}
	tallies, err := p.Tallies(ctx, tableOrder)
	if err != nil {
		t.Fatal(err)
	}
	want := []records.Tally{
		{Table: "ground", Period: "", Rule: "", Rows: 2, Rejected: 1},
		{Table: "ground", Period: "", Rule: "foreign_key", Rows: 2, Rejected: 1},
		{Table: "offence", Period: "2023", Rule: "", Rows: 3, Rejected: 2},
		{Table: "offence", Period: "2023", Rule: "foreign_key", Rows: 3, Rejected: 2},
		{Table: "offence", Period: "2023", Rule: "required", Rows: 3, Rejected: 1}, // one row that lacks two values
		{Table: "offence", Period: "2024", Rule: "", Rows: 3, Rejected: 1},
		{Table: "offence", Period: "2024", Rule: "required", Rows: 3, Rejected: 1},
		{Table: "offence", Period: "2024", Rule: "type_date", Rows: 3, Rejected: 1},
	}
	if diff := cmp.Diff(want, tallies); diff != "" {
		t.Error(diff)
	}
	for table, want := range map[string]map[int]int{"offence": {0: 2, 1: 1}, "ground": {0: 1}, "verdict": {}} {
		got, err := p.FileRejects(ctx, table)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Error(table, diff, err)
		}
	}
	kinds := map[string]int{}
	one, err := p.Rejects(ctx, 1)
	for _, r := range one {
		kinds[fmt.Sprint(r.Table, r.File, r.Rule, r.Column)]++
	}
	counts, counted := 0, 0
	all, errCounts := p.RejectCounts(ctx)
	for _, c := range all {
		counts += c.Faults
		counted += kinds[fmt.Sprint(c.Table, c.File, c.Rule, c.Column)]
	}
	if counts != 7 || counted < len(one) || len(one) != len(kinds) || err != nil || errCounts != nil {
		t.Errorf("%d listed of %d kinds, %d counted: %v %v", len(one), len(kinds), counts, err, errCounts)
	}
}

// What the rules about several tables find is a share of rows that are there.
func TestTalliesOfLinksStandBesideTheirRows(t *testing.T) {
	p := counted(t, files{
		"offence":  {offence("Z1", "F1", "2025-03-01", "art_300", "codis") + offence("Z1", "F2", "2024-03-01", "art_137c", "codis")},
		"ground":   {"F1;ras;\nF1;seksuele_gerichtheid;\nF2;ras;\n"},
		"suspect":  {"V1;Z2;18_24;man;\nV2;Z1;18_24;man;\n"},
		"disposal": {"F1;2025-02-01;sepot;\nF2;2025-02-01;sepot;\nF3;2024-02-01;sepot;\n"},
		"verdict":  {"F1;2026-02-01;conviction;\n"},
	})
	ctx := context.Background()
	for _, l := range []records.Link{{Table: "ground", Column: "offence_number", ToTable: "offence", ToColumn: "offence_number"}, {Table: "suspect", Column: "case_number", ToTable: "offence", ToColumn: "case_number"}} {
		if err := p.LinkPeriods(ctx, l); err != nil {
			t.Fatal(err)
		}
	}
	periods, err := p.HeldPeriods(ctx, []records.Undated{{Table: "ground", Key: "F2"}, {Table: "suspect", Key: "Z1"}, {Table: "ground", Key: "F9"}})
	if diff := cmp.Diff([]string{"2024", "2024", ""}, periods); diff != "" || err != nil {
		t.Error(diff, err)
	}
	tallies, err := p.Tallies(ctx, tableOrder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range tallies {
		got = append(got, fmt.Sprintf("%s %s %s: %d of %d", x.Table, x.Period, x.Rule, x.Rejected, x.Rows))
	}
	want := []string{
		"disposal  : 1 of 0", "disposal  disposal_date: 1 of 0", // no other disposal has its year
		"disposal 2024 : 1 of 1", "disposal 2024 disposal_reference: 1 of 1", "disposal 2025 : 1 of 2", "disposal 2025 disposal_reference: 1 of 2",
		"ground 2024 : 1 of 1", "ground 2024 ground_reference: 1 of 1", "ground 2025 : 1 of 2", "ground 2025 ground_period: 1 of 2",
		"offence 2024 : 1 of 1", "offence 2024 article_kind: 1 of 1", "offence 2025 : 0 of 1",
		"suspect  : 1 of 1", "suspect  suspect_reference: 1 of 1", "suspect 2025 : 0 of 1", "verdict 2026 : 1 of 1", "verdict 2026 verdict_disposal: 1 of 1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCodesAreListedWithTheirNames(t *testing.T) {
	p := openPrivate(t, records.Options{}, codes)
	list, err := p.Codes(context.Background())
	if err != nil || len(list) != 26 {
		t.Fatal(len(list), err)
	}
	if want := (records.Code{Dimension: "age_group", Code: "18_24", NL: "18_24", EN: "18_24"}); list[0] != want {
		t.Error(list[0])
	}
	if want := (records.Code{Dimension: "verdict", Code: "vrijspraak", NL: "VRIJSPRAAK", EN: "vrijspraak"}); list[25] != want {
		t.Error(list[25])
	}
}

// early are the rules that a build applies before it counts.
var early = []string{"article_kind", "offence_date", "place_online", "case_cluster", "cluster_register"}

// counted runs all models on the records of an extract of 2026-01-31 and finds
// what only several tables together show, as a build does.
func counted(t *testing.T, given files, more ...string) private {
	t.Helper()
	ctx := context.Background()
	p := openPrivate(t, records.Options{}, append([]string{codes, definitions}, more...)...)
	p.stageAll(given)
	models, problems, err := p.Load(ctx, sql.FS)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if err := p.RejectRows(ctx, tableOrder, tableKeys); err != nil {
		t.Fatal(err)
	}
	if problems, err = p.RejectEarly(ctx, models, early); err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if problems, err = p.Run(ctx, models, func(string) {}); err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if problems, err = p.RejectLinks(ctx, models); err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return p
}

// definitions are what models read besides the extract: of articles only that art_300
// is a hate crime from 2024, and art_266 one when it is done online.
const definitions = `
create table raw.cluster as select * from (values ('Z9', 'registered')) as cluster (case_number, cluster);
create table raw.classification_rule as select * from (values
	('speech', 'art_137c', 'any', 2021, null, 'hate_speech'), ('violence', 'art_300', 'any', 2024, null, 'hate_crime'),
	('insult_online', 'art_266', 'online', 2021, null, 'hate_crime'), ('insult_offline', 'art_266', 'not_online', 2021, 2024, 'discrimination')
) as rule (rule_id, article, circumstance, valid_from, valid_to, offence_class);
create table raw.bias_motivation as select * from (values
	('ras', 'racist'), ('antisemitisme', 'antisemitic'), ('godsdienst', 'religion'), ('hetero_homoseksuele_gerichtheid', 'lgbti'), ('seksuele_gerichtheid', 'lgbti')
) as bias (ground, bias_motivation);
create table raw.crime_type as select * from (values ('art_300', 'physical_assault'), ('art_266', 'other_crime_type'), ('art_137c', 'other_crime_type')) as crime (article, crime_type);
create table raw.disposal_effect as select * from (values
	('dagvaarding', true, true), ('sepot', false, false), ('strafbeschikking', true, false)
) as effect (disposal, is_prosecution, leads_to_court);
create table raw.article_ground as select * from (values
	('art_137c', 'ras', null::date, null::date), ('art_137c', 'antisemitisme', null, '2024-12-31'), ('art_137c', 'godsdienst', '2024-01-01', null)
) as pair (article, ground, valid_from, valid_to);
create table raw.series as select * from (values
	('extract_total_offence', null), ('extract_specific_offence', 'extract_total_offence'), ('extract_codis_offence', 'extract_total_offence')
) as series (series_id, part_of);
insert into raw.extract_info values ('synthetic_extract_2026-01-31', '2026-01-31', true)`

// offence writes the record of one offence at an office and in a place that hold.
func offence(caseNumber, number, day, article, kind string) string {
	return strings.Join([]string{caseNumber, number, day, article, kind, "amsterdam", "street", "false", "", "", ""}, ";") + "\n"
}

// onDay writes the record of an offence in case Z1 of a day.
func onDay(number, inflow, day string) string {
	return strings.TrimSuffix(offence("Z1", number, inflow, "art_300", "codis"), "\n") + ";" + day + "\n"
}

func TestRejectLinksFindsWhatNeighboursShow(t *testing.T) {
	good := offence("Z1", "F1", "2024-03-01", "art_300", "codis")
	for _, tt := range []struct {
		name  string
		given files
		want  []string
	}{
		{"nothing: all on one day", files{"offence": {good}, "ground": {"F1;ras;\n"}, "suspect": {"V1;Z1;18_24;man;\n"}, "disposal": {"F1;2024-03-01;dagvaarding;\n"}, "verdict": {"F1;2024-03-01;conviction;\n"}}, nil},
		{"article_kind", files{"offence": {offence("Z1", "F1", "2024-03-01", "art_137c", "codis") + offence("Z1", "F2", "2023-03-01", "art_266", "specific") + offence("Z1", "F3", "2024-03-01", "art_137c", "specific")}}, []string{
			"offence 0.0 kind: article_kind codis -> specific, 2024", "offence 0.1 kind: article_kind specific -> codis, 2023"}},
		{"disposal_date", files{"offence": {good}, "disposal": {"F1;2024-02-29;sepot;\n"}}, []string{"disposal 0.0 disposal_date: disposal_date 2024-02-29 -> 2024-03-01"}},
		{"disposal_reference", files{"offence": {good}, "disposal": {"F2;2024-03-01;sepot;\nF1;2024-03-01;sepot;\n"}}, []string{"disposal 0.0 offence_number: disposal_reference F2 -> offences, 2024"}},
		{"verdict_date", files{"offence": {good}, "disposal": {"F1;2024-03-02;dagvaarding;\n"}, "verdict": {"F1;2024-03-01;conviction;\n"}}, []string{
			"verdict 0.0 verdict_date: verdict_date 2024-03-01 -> 2024-03-02"}},
		{"verdict_reference", files{"offence": {good}, "verdict": {"F2;2025-03-01;conviction;\n"}}, []string{"verdict 0.0 offence_number: verdict_reference F2 -> offences, 2025"}},
		{"verdict_disposal", files{"offence": {good}, "verdict": {"F1;2025-03-01;conviction;\n"}}, []string{"verdict 0.0 offence_number: verdict_disposal F1 -> disposals, 2025"}},
		{"a verdict with a disposal that is refused", files{"offence": {good}, "disposal": {"F1;2024-02-29;dagvaarding;\n"}, "verdict": {"F1;2025-03-01;conviction;\n"}}, []string{
			"disposal 0.0 disposal_date: disposal_date 2024-02-29 -> 2024-03-01", "verdict 0.0 offence_number: verdict_disposal F1 -> disposals, 2025"}},
		{"a verdict with a disposal that is refused by itself", files{"offence": {good}, "disposal": {"F1;2024-06-01;x;\n"}, "verdict": {"F1;2025-03-01;conviction;\n"}}, []string{
			"disposal 0.0 disposal: foreign_key x -> disposal, 2024", "verdict 0.0 offence_number: verdict_disposal F1 -> disposals, 2025"}},
		{"a disposal and a verdict without their offence", files{"offence": {good}, "disposal": {"F2;2024-03-01;dagvaarding;\n"}, "verdict": {"F2;2025-03-01;conviction;\n"}}, []string{
			"disposal 0.0 offence_number: disposal_reference F2 -> offences, 2024", "verdict 0.0 offence_number: verdict_reference F2 -> offences, 2025"}},
		{"ground_reference", files{"offence": {good}, "ground": {"F1;ras;\nF2;ras;\nF2;godsdienst;\n"}}, []string{
			"ground 0.1 offence_number: ground_reference F2 -> offences", "ground 0.2 offence_number: ground_reference F2 -> offences"}},
		{"a ground of an offence that only a disposal speaks of", files{"offence": {good}, "ground": {"F2;ras;\n"}, "disposal": {"F2;2024-03-01;sepot;\n"}}, []string{
			"disposal 0.0 offence_number: disposal_reference F2 -> offences, 2024", "ground 0.0 offence_number: ground_reference F2 -> offences"}},
		{"ground_period", files{
			"offence": {onDay("F1", "2025-06-30", "") + onDay("F2", "2025-07-01", "2025-07-01")},
			"ground":  {"F1;hetero_homoseksuele_gerichtheid;\nF1;seksuele_gerichtheid;\n", "F2;hetero_homoseksuele_gerichtheid;\nF2;seksuele_gerichtheid;\nF2;ras;\n"},
		}, []string{"ground 0.1 ground: ground_period seksuele_gerichtheid -> 2025-07-01", "ground 1.0 ground: ground_period hetero_homoseksuele_gerichtheid -> 2025-06-30"}},
		{"a wording of the day of the offence, not of inflow", files{
			"offence": {onDay("F1", "2025-12-01", "2025-06-30") + onDay("F2", "2025-12-01", "2025-07-01") + onDay("F3", "2025-12-01", "")},
			"ground": {
				"F1;hetero_homoseksuele_gerichtheid;\nF1;seksuele_gerichtheid;\nF2;hetero_homoseksuele_gerichtheid;\nF2;seksuele_gerichtheid;\n" +
					"F3;hetero_homoseksuele_gerichtheid;\nF3;seksuele_gerichtheid;\n",
			},
		}, []string{"ground 0.1 ground: ground_period seksuele_gerichtheid -> 2025-07-01", "ground 0.2 ground: ground_period hetero_homoseksuele_gerichtheid -> 2025-06-30"}},
		{"article_ground", files{
			"offence": {
				offence("Z1", "F1", "2024-03-01", "art_137c", "specific") + offence("Z1", "F2", "2023-03-01", "art_137c", "specific") +
					offence("Z1", "F3", "2025-03-01", "art_137c", "specific") + good[:3] + "F4" + good[5:],
			},
			"ground": {"F1;ras;\nF1;hetero_homoseksuele_gerichtheid;\nF1;godsdienst;\nF2;godsdienst;\nF3;antisemitisme;\nF4;hetero_homoseksuele_gerichtheid;\n"},
		}, []string{
			"ground 0.1 ground: article_ground hetero_homoseksuele_gerichtheid -> art_137c: antisemitisme, godsdienst, ras",
			"ground 0.3 ground: article_ground godsdienst -> art_137c: antisemitisme, godsdienst, ras", // not yet; F3 can be of a day on which it still was
		}},
		{"a ground that ended is refused on the day of the offence", files{
			"offence": {strings.TrimSuffix(offence("Z1", "F1", "2025-03-01", "art_137c", "specific"), "\n") + ";2025-01-01\n"}, "ground": {"F1;antisemitisme;\n"},
		}, []string{"ground 0.0 ground: article_ground antisemitisme -> art_137c: antisemitisme, godsdienst, ras"}},
		{"verdict_no_court", files{
			"offence":  {good + offence("Z1", "F2", "2024-03-01", "art_300", "codis") + offence("Z1", "F3", "2024-03-01", "art_300", "codis")},
			"disposal": {"F1;2024-03-02;sepot;\nF2;2024-03-02;strafbeschikking;\nF3;2024-03-02;dagvaarding;\n"},
			"verdict":  {"F1;2024-04-01;vrijspraak;\nF2;2024-04-01;conviction;\nF3;2024-04-01;conviction;\n"},
		}, []string{
			"verdict 0.0 verdict: verdict_no_court vrijspraak -> sepot, 2024", "verdict 0.1 verdict: verdict_no_court conviction -> strafbeschikking, 2024",
		}},
		{"offence_date", files{"offence": {onDay("F1", "2025-03-01", "2025-03-02") + onDay("F2", "2025-03-01", "2025-03-01")}}, []string{
			"offence 0.0 offence_date: offence_date 2025-03-02 -> 2025-03-01, 2025"}},
		{"place_online", files{"offence": {
			"Z1;F1;2024-03-01;art_300;codis;amsterdam;internet;false;;;\nZ1;F2;2024-03-01;art_300;codis;amsterdam;internet;true;;;\nZ1;F3;2024-03-01;art_300;codis;amsterdam;street;true;;;\n",
		}}, []string{"offence 0.0 online: place_online false -> internet, 2024"}},
		{"case_cluster", files{"offence": {
			"Z1;F1;2024-03-01;art_300;codis;amsterdam;street;false;;a;\nZ2;F2;2024-03-01;art_300;codis;amsterdam;street;false;;a;\nZ1;F3;2023-03-01;art_300;codis;amsterdam;street;false;;b;\n" +
				"Z2;F4;2024-03-01;art_300;codis;amsterdam;street;false;;a;\nZ3;F5;2024-03-01;art_300;codis;amsterdam;street;false;;;\n",
			"Z2;F6;2024-03-01;art_300;codis;amsterdam;street;false;;;\n",
		}}, []string{"offence 0.2 cluster: case_cluster b -> a, 2023", "offence 1.0 cluster: case_cluster  -> a, 2024"}},
		{"cluster_register", files{"offence": {
			"Z9;F1;2024-03-01;art_300;codis;amsterdam;street;false;;a;\nZ9;F2;2024-03-01;art_300;codis;amsterdam;street;false;;a;\n",
		}}, []string{"offence 0.0 cluster: cluster_register a -> registered, 2024", "offence 0.1 cluster: cluster_register a -> registered, 2024"}},
		{"suspect_reference", files{"offence": {good}, "suspect": {"V1;Z1;18_24;man;\nV2;Z2;18_24;man;\n"}}, []string{"suspect 0.1 case_number: suspect_reference Z2 -> offences"}},
		{"all that hangs on an offence that is refused", files{
			"offence": {offence("Z1", "F1", "2024-03-01", "art_137c", "codis")}, "ground": {"F1;ras;\n"}, "suspect": {"V1;Z1;18_24;man;\n"},
			"disposal": {"F1;2024-03-02;dagvaarding;\n"}, "verdict": {"F1;2024-03-03;conviction;\n"},
		}, []string{
			"disposal 0.0 offence_number: disposal_reference F1 -> offences, 2024", "ground 0.0 offence_number: ground_reference F1 -> offences", "offence 0.0 kind: article_kind codis -> specific, 2024",
			"suspect 0.0 case_number: suspect_reference Z1 -> offences", "verdict 0.0 offence_number: verdict_reference F1 -> offences, 2024",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, counted(t, tt.given).rejects()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
