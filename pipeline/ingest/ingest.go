// Package ingest takes a record-level extract of the case system from its files to counts.
// [Run] is asked with a [Request] and answers with a [Result]; it goes through these steps,
// each in a file of its name:
//
//	find      which file holds which table, by the contract and the delivery's own descriptor
//	snapshot  typed copies of the files, behind a gate that holds back what is not well built
//	stage     the copies as tables of a private database, each row with its file and record
//	count     the day of the extract, rows that break the contract, and what is left counted
//	validate  the rejected rows located in their files, against the budgets of the contract
//	verify    that every file still is what was read
//	export    the counts, and how they came about: what may leave the private database
//
// [Describe] writes the descriptor of a delivery, [Unchanged] tells whether an extract is
// what an earlier run read.
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
)

// Options say which record-level extract stands beside the published
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

// A Request says which extract to ingest, and with what.
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

// A RawTable is a raw table and the files that hold its rows.
type RawTable struct {
	Name    string
	Files   []engine.ParquetFile
	Private bool // its rows tell of cases: an extract is read with it, and it is never published
}

// A Result is what came of an extract, also when it was refused.
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

// Facts are rows of a table of the warehouse.
type Facts struct {
	Name    string
	Columns []string
	Rows    [][]any
}

// An ingestion is one extract on its way.
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

// Run reads the rows of an extract, refuses those that break the contract, and counts
// the others. The error is report.ErrRejected when the extract is not as it must be, and
// report.ErrChecks when the SQL is not; there is a result also then, as far as it got.
func Run(ctx context.Context, q Request) (*Result, error) {
	x := &ingestion{Request: q, base: baseOf(q.Path), kinds: map[faultKind]int{}, follows: map[string]int{}}
	err := x.steps(ctx, x.find, x.open, x.snapshot, x.stage, x.count, x.validate, x.verify, x.listFiles, x.export)
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

// stop reports violations; the error is report.ErrRejected when one of them is an error.
func (x *ingestion) stop(violations []contract.Violation) error {
	for i, v := range violations {
		if v.File != extract.CorrectionsFile && !strings.HasPrefix(v.File, contract.ExtractFolder+"/") {
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

// collect reports violations as stop does, and goes on after an error while more can be
// checked: all that is wrong is reported at once.
func (x *ingestion) collect(violations []contract.Violation) error {
	if err := x.stop(violations); errors.Is(err, report.ErrRejected) {
		x.failing = true
	}
	first := x.pkg.Resources[0]
	if x.failing && !slices.ContainsFunc(x.sources, func(s extract.Source) bool { return s.Resource.Name == first.Name }) {
		return report.ErrRejected
	}
	return nil
}

// stopModels reports what is wrong in the SQL of the models.
func (x *ingestion) stopModels(problems []model.Problem, err error) error {
	if err != nil {
		return fmt.Errorf("count rows of extract: %w", err)
	}
	x.result.Problems = problems
	return report.ErrChecks
}

// rank puts the files of an extract in the order of their tables, and budgets behind
// the faults that used them up; 0 for what is no file of it.
func (x *ingestion) rank(file, cell string) int {
	sheet, _, _ := strings.Cut(cell, "!")
	for _, s := range x.sources {
		if s.Name == file && (s.Sheet == "" || s.Sheet == sheet) {
			return x.tableRank(s.Resource.Table)
		}
	}
	if x.pkg == nil {
		return 0
	}
	if r := x.pkg.Resource(file); r != nil { // a budget
		return x.tableRank(r.Table) + 1
	}
	return 0
}

func (x *ingestion) tableRank(table string) int { return 2 * (1 + slices.Index(x.tables(), table)) }

// tables lists the tables of records in the order of the contract.
func (x *ingestion) tables() []string {
	var names []string
	for _, r := range x.pkg.Resources {
		names = append(names, r.Table)
	}
	return names
}

// fileOf names the file of a table, or the extract when there are more.
func (x *ingestion) fileOf(table string) string {
	name := ""
	for _, s := range x.sources {
		if s.Resource.Table == table && name != "" && name != s.Name {
			return filepath.Base(x.base)
		}
		if s.Resource.Table == table {
			name = s.Name
		}
	}
	return name
}

// sourceOf finds a source by the number that its table gives it, with what was held
// back of it.
func (x *ingestion) sourceOf(table string, file int) (extract.Source, extract.Held) {
	for i, s := range x.sources {
		if s.Resource.Table != table {
			continue
		}
		if file == 0 {
			return s, x.parts[i].held
		}
		file--
	}
	return extract.Source{}, extract.Held{}
}

// baseOf is the folder that the files of an extract are in.
func baseOf(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return path
	}
	return filepath.Dir(path)
}
