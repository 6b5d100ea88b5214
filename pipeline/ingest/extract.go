package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/records"
	"jaarcijfers/pipeline/rejects"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/pipeline/workfolder"
)

// An ExtractOptions says which record-level extract stands beside the published
// figures, and how its rows are handled.
type Options struct {
	Path    string    // a folder with its files, or one workbook; empty for none
	Date    string    // "2026-11-25", the day it was made; empty for the last day in it
	Today   time.Time // no extract is of a later day; zero for any day
	Memory  string    // how much memory its rows may take: "1GB"; empty for the default
	Threads int       // 0 for the default
	// AllowSynthetic lets a release hold figures of a generated extract.
	AllowSynthetic bool
	// KeepRows leaves typed copies of the rows in the work folder, for the next run to
	// read instead of the files. Else nothing of them stays there.
	KeepRows bool
}

// extractFolder, in the data folder, holds the contract of an extract.
const ContractFolder = "extract"

// An ingestRequest says which extract to ingest, and with what.
type Request struct {
	Options
	Data      fs.FS                          // data folder: the contract of an extract, and corrections
	SQL       fs.FS                          // models of records, and rules that refuse rows
	Words     map[string]*messages.Catalogue // by language
	Work      string                         // work folder, for rows that are kept
	Scratch   string                         // private folder that lasts until the result is used
	Snapshots string                         // folder of the files of Published
	Published []RawTable                     // of published figures and codelists, which models of records read
	Reasons   []string                       // codes that a correction can have
	Force     bool                           // reads files also when their rows were kept
	Events    func(report.Event)             // nil for silence
}

// A rawTable is a raw table and the files that hold its rows.
type RawTable struct {
	Name  string
	Files []engine.ParquetFile
}

// An ingestResult is what came of an extract, also when it was refused.
type Result struct {
	Report   report.Report   // Files, Rows, Violations, what of rejects, and Extract
	Problems []model.Problem // in the SQL; then nothing was counted
	// Rejects are the rows that were refused, and Counts how many of each kind; Counts is nil
	// when that was not found out.
	Rejects []rejects.Reject
	Counts  *rejects.Counts
	Tables  []string             // of rows, of which none may leave
	Files   map[string]FileState // that were read, by name; nil when they changed meanwhile
	// Raw and Facts fill the warehouse: counts that may leave, and how they came about. Only
	// when there is no error.
	Raw   []RawTable
	Facts []Facts
}

// A factTable is rows of a table of the warehouse.
type Facts struct {
	Name    string
	Columns []string
	Rows    [][]any
}

// An extraction is the way of one extract.
type ingestion struct {
	Request
	result      Result
	base        string // folder that its files are in
	pkg         *contract.Package
	delivery    *extract.Delivery
	sources     []extract.Source
	parts       []part // by source
	corrections *extract.Corrections
	records     *records.Store
	models      *model.Models
	rules       map[string]*rejects.Rule // of sql/reject, by name
	codes       []records.Code
	meant       sync.Map // meant by dimension and wrong code
	budgets     *budgets
	kinds       map[faultKind]int // rejected rows and fields
	follows     map[string]int    // by file: rows rejected since one that they refer to was
	single      map[string]bool   // tables in which no key occurs twice
	date        time.Time
	bounds      records.DateBounds
	synthetic   bool
	failing     bool // an error was found, and what else is wrong is still looked for
}

// ingest reads the rows of an extract, refuses those that break the contract, and counts
// the others. The error is report.ErrRejected or report.ErrChecks when it is not as it must
// be; the result is complete as far as it got.
func Run(ctx context.Context, q Request) (*Result, error) {
	x := &ingestion{Request: q, base: baseOf(q.Path), kinds: map[faultKind]int{}, follows: map[string]int{}}
	err := x.steps(ctx, x.find, x.open, x.read, x.model, x.judge, x.still, x.rememberExtract, x.fill)
	if x.records != nil {
		err = errors.Join(err, x.records.Close())
	}
	return &x.result, err
}

func (x *ingestion) steps(ctx context.Context, steps ...func(context.Context) error) error {
	for _, step := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// find reads the contract and corrections, and says which file holds what.
func (x *ingestion) find(context.Context) error {
	shape, err := fs.Sub(x.Data, ContractFolder)
	if err != nil {
		return fmt.Errorf("find contract of extract: %w", err)
	}
	var all, found []contract.Violation
	if x.pkg, found, err = contract.LoadShape(shape); err != nil {
		return fmt.Errorf("load contract of extract: %w", err)
	}
	for i := range found {
		found[i].File = filepath.Join(ContractFolder, found[i].File)
	}
	if all = append(all, found...); x.pkg == nil || len(found) > 0 {
		return x.stop(all)
	}
	if x.corrections, found, err = extract.LoadCorrections(x.Data, x.pkg, x.Reasons); err != nil {
		return err
	}
	all = append(all, found...)
	if today := x.Today; !today.IsZero() {
		all = append(all, x.corrections.After(today)...)
	}
	if x.delivery, found, err = extract.Find(x.Path, x.pkg); err != nil {
		return err
	}
	x.sources = x.delivery.Sources
	if err := x.stop(all); err != nil {
		return errors.Join(err, x.stop(found))
	}
	return x.note(found)
}

// note puts violations into the report, and goes on after an error while more can be
// checked: all that is wrong is reported at once.
func (x *ingestion) note(violations []contract.Violation) error {
	if err := x.stop(violations); errors.Is(err, report.ErrRejected) {
		x.failing = true
	}
	first := x.pkg.Resources[0]
	if x.failing && !slices.ContainsFunc(x.sources, func(s extract.Source) bool { return s.Resource.Name == first.Name }) {
		return report.ErrRejected
	}
	return nil
}

// baseOf is the folder that the files of an extract are in.
func baseOf(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return path
	}
	return filepath.Dir(path)
}

// stop puts violations into the report, and stops the run when one is an error.
func (x *ingestion) stop(violations []contract.Violation) error {
	for i, v := range violations {
		if v.File != extract.CorrectionsFile && !strings.HasPrefix(v.File, ContractFolder+"/") {
			violations[i].Folder = x.base
		}
		if v.Rank == 0 {
			violations[i].Rank = x.rank(v.File, v.Cell)
		}
	}
	x.result.Report.Violations = append(x.result.Report.Violations, violations...)
	if slices.ContainsFunc(violations, func(v contract.Violation) bool { return v.Severity == contract.Error }) {
		return report.ErrRejected
	}
	return nil
}

// open starts the private database, with the small tables that its models read.
func (x *ingestion) open(ctx context.Context) error {
	schema, err := fs.ReadFile(x.SQL, "meta/record.sql")
	if err != nil {
		return fmt.Errorf("read schema of records: %w", err)
	}
	var also []string
	for _, folder := range []string{x.base, x.Snapshots, filepath.Join(x.Work, workfolder.Kept)} {
		if folder, err = filepath.Abs(folder); err != nil {
			return fmt.Errorf("find folder: %w", err)
		}
		also = append(also, folder)
	}
	x.records, err = records.Open(ctx, records.Options{
		Folder: x.Scratch, Read: also, Memory: x.memoryLimit(), Threads: x.Threads,
	}, string(schema))
	if err != nil {
		return fmt.Errorf("start private database: %w", err)
	}
	for _, table := range x.Published {
		if err := x.records.LoadRaw(ctx, table.Name, table.Files); err != nil {
			return fmt.Errorf("fill private database: %w", err)
		}
	}
	x.budgets = newBudgets(x.pkg)
	x.codes, err = x.records.Codes(ctx)
	return err
}

// leastMemory is what the engine needs for any extract, and mostMemory its default.
const (
	leastMemory = 300_000_000
	mostMemory  = 800_000_000
)

// memoryLimit is what the user gives the rows, or half as much again as their files take.
// The engine takes all that it may, also for a list of a million faults. Files that are
// compressed do not say how much is in them.
func (x *ingestion) memoryLimit() string {
	if x.Memory != "" {
		return x.Memory
	}
	var bytes int64
	for _, s := range x.sources {
		if s.Bytes > mostMemory || !strings.EqualFold(filepath.Ext(s.Path), ".csv") {
			return records.DefaultMemory
		}
		bytes += s.Bytes
	}
	return fmt.Sprintf("%d bytes", min(max(bytes+bytes/2, leastMemory), mostMemory))
}

// tables lists the tables of records in the order of the contract.
func (x *ingestion) tables() []string {
	var names []string
	for _, r := range x.pkg.Resources {
		names = append(names, r.Table)
	}
	return names
}

// Columns are the columns of a table as the engine has them.
func Columns(r *contract.Resource) []records.Column {
	types := map[contract.Type]string{
		contract.Date: "date", contract.Boolean: "boolean", contract.Integer: "bigint", contract.Year: "bigint", contract.Number: "double",
	}
	var columns []records.Column
	for i, f := range slices.Concat(r.Schema.Fields, r.Schema.Absent) {
		c := records.Column{
			Name: f.Name, Type: types[f.Type], Required: f.Required, Codelist: f.Codelist, ValidOn: f.ValidOn, ValidBy: f.ValidBy,
			Absent: i >= len(r.Schema.Fields),
		}
		if c.Type == "" {
			c.Type = "varchar"
		}
		columns = append(columns, c)
	}
	return columns
}

// columnsOf are those columns as one source writes them.
func columnsOf(s extract.Source) []records.Column {
	columns := Columns(s.Resource)
	for i, c := range columns {
		if form, ok := extract.FormOf(s.DateFormat(c.Name)); ok {
			columns[i].Format, columns[i].Pattern = form.Format, strings.Trim(form.Pattern.String(), "^$")
		}
	}
	return columns
}
