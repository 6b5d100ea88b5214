package pipeline_test

import (
	"archive/zip"
	"compress/gzip"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/warehouse"
)

// pretended makes a real extract of a synthetic one: no row says that it is synthetic,
// and every number, name and text in it can be found again. The numbers of cases,
// offences and suspects hold 98yy731nnnn, all else qxvqzw.
func pretended(t *testing.T) string {
	t.Helper()
	from, to := synthetic(t, 0), filepath.Join(t.TempDir(), "qxvqzwfolder-delivery")
	must(t, os.Mkdir(to, 0o700))
	number := regexp.MustCompile(`S(\d\d)-(\d{4})`)
	for _, name := range []string{"offences", "grounds", "suspects", "disposals", "verdicts"} {
		text, err := os.ReadFile(filepath.Join(from, name+"-synthetic.csv"))
		must(t, err)
		rows := number.ReplaceAllString(string(text), "QXVQZW98${1}731${2}")
		rows = strings.ReplaceAll(strings.ReplaceAll(rows, ";true\n", ";\n"), ";true;2", ";;2")
		if name == "offences" {
			rows = regexp.MustCompile(`(?m)^(QXVQZW9824731000[1-6];.*);;;(\d{4}-\d\d-\d\d)?$`).ReplaceAllString(rows, "$1;qxvqzwcluster_derby;;$2")
			rows += "QXVQZW98247319901;QXVQZW98247319901-1;2024-03-01;qxvqzwarticle;codis;oost_nederland;internet;true;;;;2024-03-01\n" +
				"QXVQZW98247319902;QXVQZW98247319902-1;2024-03-02;art_266;codis;oost_nederland;qxvqzwplace;true;;;;2024-03-02\n"
		}
		must(t, os.WriteFile(filepath.Join(to, name+"-qxvqzwfile.csv"), []byte(rows), 0o600))
	}
	return to
}

// pretendedData is a data folder with a register of clusters and corrections of that
// extract.
func pretendedData(t *testing.T) string {
	t.Helper()
	data := copyData(t, "clusters.csv", func(s string) string {
		return s + "QXVQZW98237310001,qxvqzwregister_march,qxvqzwlabel aangiften,qxvqzwlabel reports,qxvqzwbecause of the march\n" +
			"QXVQZW98237310002,qxvqzwregister_march,qxvqzwlabel aangiften,qxvqzwlabel reports,qxvqzwbecause of the march\n"
	})
	must(t, os.WriteFile(filepath.Join(data, "corrections.yaml"), []byte(`- id: qxvqzwcorrection
  table: offences
  key: {offence_number: QXVQZW98247310001-1}
  column: cluster
  expected: qxvqzwcluster_derby
  becomes: qxvqzwbecomes_final
  reason_code: wrong_case
  reason: qxvqzwreason the suspect of QXVQZW98247310001 said so
  decided_by: qxvqzwdecided head of data
  date: 2026-03-31
`), 0o600))
	return data
}

// hashes are how a file is known by its content, in whole and short.
func hashes(t *testing.T, path string) []string {
	t.Helper()
	text, err := os.ReadFile(path)
	must(t, err)
	long, short, old := sha256.Sum256(text), sha1.Sum(text), md5.Sum(text)
	return []string{
		hex.EncodeToString(long[:])[:12], base64.StdEncoding.EncodeToString(long[:])[:12],
		hex.EncodeToString(short[:])[:12], hex.EncodeToString(old[:])[:12],
	}
}

// Of a delivery only counts leave: no number, name, text, hash or file name of it, of its
// corrections or of the register of clusters is in any file or row of the release.
func TestNothingPrivateIsInARelease(t *testing.T) {
	folder, data, work := pretended(t), pretendedData(t), withDrawings(t, released(t))
	report := build(t, pipeline.Options{Data: data, Work: work, Extract: ingest.Options{Path: folder}})
	if report.Extract.Synthetic || report.Extract.Corrections != 1 {
		t.Fatalf("%+v", report.Extract)
	}
	patterns := []string{`qxvqzw`, `98\d\d731\d{4}`}
	private := []string{filepath.Join(data, "corrections.yaml"), filepath.Join(data, "clusters.csv")}
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	must(t, err)
	for _, path := range append(private, files...) {
		for _, hash := range hashes(t, path) {
			patterns = append(patterns, regexp.QuoteMeta(hash))
		}
	}
	pattern := newSearch(patterns...)
	if found := searched(t, filepath.Join(work, "release", "current"), pattern); len(found) > 0 {
		t.Errorf("private: %s", strings.Join(found, "\n"))
	}
	if got := query(t, work, "select string_agg(reason_code || ' ' || obs_status || ' ' || conf_status, ', ') from mart.correction"); got != "total Q C, wrong_case Q C\n" {
		t.Error(got)
	}
	if got := query(t, work, `select count(*) from mart.extract_breakdown as a join mart.extract_breakdown as b using (series_id, dimension, time_period)
		where dimension = 'stage' and a.obs_value - b.obs_value between 1 and 4`); got != "0\n" {
		t.Errorf("differences of stages that are 1 to 4: %s", got)
	}
	if got := query(t, work, "select count(*) > 50 from mart.extract_breakdown where obs_value > 4"); got != "true\n" {
		t.Error(got)
	}
}

// The search finds what is put anywhere in a release.
func TestTheSearchForWhatIsPrivateFindsIt(t *testing.T) {
	pattern := newSearch("qx")
	database := func(statements string) func(string) {
		return func(folder string) {
			w, err := warehouse.Open(t.Context(), []string{folder}, "create schema mart; create table mart.plain as select 1 as n; "+statements)
			must(t, err)
			must(t, w.Save(t.Context(), filepath.Join(folder, "jaarcijfers-internal.duckdb")))
			must(t, w.Close())
		}
	}
	file := func(name, text string) func(string) {
		return func(folder string) {
			database("")(folder)
			must(t, os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o755))
			must(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644))
		}
	}
	packed := func(pack func(io.Writer)) func(string) {
		return func(folder string) {
			database("")(folder)
			f, err := os.Create(filepath.Join(folder, "return.xlsx"))
			must(t, err)
			pack(f)
			must(t, f.Close())
		}
	}
	zipped := func(name, text string) func(io.Writer) {
		return func(out io.Writer) {
			archive := zip.NewWriter(out)
			entry, err := archive.Create(name)
			must(t, err)
			_, err = io.WriteString(entry, text)
			must(t, err)
			must(t, archive.Close())
		}
	}
	for name, tt := range map[string]struct {
		put  func(folder string)
		want string // the start of a place; empty for nowhere
	}{
		"nowhere":               {file("index.html", "<p>none"), ""},
		"a text":                {database("create table mart.x as select 'Qx1' as a"), "rows mart.x "},
		"a list of structures":  {database("create table mart.x as select [{'a': ['1', 'qx1']}] as a"), "rows mart.x "},
		"a key of a map":        {database("create table mart.x as select map {'qx1': 2} as a"), "rows mart.x "},
		"a union":               {database("create table mart.x as select union_value(a := 'qx1') as u"), "rows mart.x "},
		"an enum":               {database("create type mart.e as enum ('qx1', 'b')"), "rows of duckdb_types "},
		"bytes":                 {database("create table mart.x as select 'qx1'::blob as a"), "rows mart.x "},
		"another schema":        {database("create schema raw; create table raw.x as select 'qx1' as a"), "rows raw.x "},
		"a table's name":        {database("create table mart.qx1 (a int)"), "rows of duckdb_tables "},
		"a column's name":       {database("create table mart.x (qx1 int)"), "rows of duckdb_columns "},
		"a column's default":    {database("create table mart.x (a varchar default 'qx1')"), "rows of duckdb_columns "},
		"a comment":             {database("comment on table mart.plain is 'qx1'"), "rows of duckdb_tables "},
		"a comment on a column": {database("comment on column mart.plain.n is 'qx1'"), "rows of duckdb_columns "},
		"a view":                {database("create view mart.v as select 'qx1' as a"), "rows of duckdb_views "},
		"a constraint":          {database("create table mart.x (a varchar check (a <> 'qx1'))"), "rows of duckdb_constraints "},
		"a page":                {file("en/index.html", "<p title='QX1'>"), "en/index.html: "},
		"a file of bytes":       {file("a.png", "\x89PNG\x00\x01qx1"), "a.png: "},
		"a file's name":         {file("en/qx1.html", ""), "name of en"},
		"a hidden file":         {file(".state", "qx1"), ".state: "},
		"a sheet of a workbook": {packed(zipped("xl/sharedStrings.xml", strings.Repeat("a", 999)+"qx1"+strings.Repeat("a", 999))), "return.xlsx!xl/sharedStrings.xml: "},
		"a name in an archive":  {packed(zipped("qx1.xml", "")), "name in return.xlsx"},
		"a file that is gzipped": {packed(func(out io.Writer) {
			z := gzip.NewWriter(out)
			_, _ = fmt.Fprint(z, strings.Repeat("a", 99)+"qx1")
			must(t, z.Close())
		}), "return.xlsx!: "},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			tt.put(folder)
			found := searched(t, folder, pattern)
			if tt.want == "" && len(found) > 0 || tt.want != "" && !slices.ContainsFunc(found, func(place string) bool { return strings.HasPrefix(filepath.ToSlash(place), tt.want) }) {
				t.Errorf("found %q; want %q", found, tt.want)
			}
		})
	}
}
