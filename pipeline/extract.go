package pipeline

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
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/records"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/pipeline/source/typing"
)

// An ExtractOptions says which record-level extract stands beside the published
// figures, and how its rows are handled.
type ExtractOptions struct {
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

// ErrSynthetic says that a release would hold generated figures, and that it was
// not asked for.
var ErrSynthetic = errors.New("the extract is synthetic")

// extractFolder, in the data folder, holds the contract of an extract.
const extractFolder = "extract"

// An extraction is the extract of one run.
type extraction struct {
	run         *run
	base        string // folder that its files are in
	folder      string // for what is needed of rows as long as the run lasts
	pkg         *contract.Package
	delivery    *extract.Delivery
	sources     []extract.Source
	parts       []part // by source
	corrections *extract.Corrections
	records     *records.Store
	models      *model.Models
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

// extract reads the rows of an extract, refuses those that break the contract, and
// gives the warehouse what they add up to. No row gets there.
func (r *run) extract(ctx context.Context) error {
	if r.options.Extract.Path == "" {
		return nil
	}
	x := &extraction{run: r, base: baseOf(r.options.Extract.Path), kinds: map[faultKind]int{}, follows: map[string]int{}}
	err := x.find(ctx)
	if err == nil {
		err = x.open(ctx)
	}
	if err == nil {
		err = x.inOrder(ctx, x.read, x.model, x.judge, x.still, x.rememberExtract, x.fill)
	}
	if x.records != nil {
		err = errors.Join(err, x.records.Close())
	}
	return err
}

func (x *extraction) inOrder(ctx context.Context, steps ...func(context.Context) error) error {
	return x.run.inOrder(ctx, steps...)
}

// find reads the contract and corrections, and says which file holds what.
func (x *extraction) find(ctx context.Context) error {
	data := x.run.data
	shape, err := fs.Sub(data, extractFolder)
	if err != nil {
		return fmt.Errorf("find contract of extract: %w", err)
	}
	var all, found []contract.Violation
	if x.pkg, found, err = contract.LoadShape(shape); err != nil {
		return fmt.Errorf("load contract of extract: %w", err)
	}
	for i := range found {
		found[i].File = filepath.Join(extractFolder, found[i].File)
	}
	if all = append(all, found...); x.pkg == nil || len(found) > 0 {
		return x.stop(all)
	}
	reasons, err := x.correctionReasons(ctx)
	if err != nil {
		return err
	}
	if x.corrections, found, err = extract.LoadCorrections(data, x.pkg, reasons); err != nil {
		return err
	}
	all = append(all, found...)
	if today := x.run.options.Extract.Today; !today.IsZero() {
		all = append(all, x.corrections.After(today)...)
	}
	if x.delivery, found, err = extract.Find(x.run.options.Extract.Path, x.pkg); err != nil {
		return err
	}
	x.sources = x.delivery.Sources
	if err := x.stop(all); err != nil {
		return errors.Join(err, x.stop(found))
	}
	return x.note(found)
}

// correctionReasons are the codes that a correction can have, in the order of their list.
func (x *extraction) correctionReasons(ctx context.Context) ([]string, error) {
	found, err := x.run.warehouse.Query(ctx, "select code from raw.codelist_correction_reason order by rowid")
	if err != nil {
		return nil, fmt.Errorf("read reasons of corrections: %w", err)
	}
	var codes []string
	for _, row := range found.Rows {
		codes = append(codes, fmt.Sprint(row[0]))
	}
	return codes, nil
}

// note puts violations into the report, and goes on after an error while more can be
// checked: all that is wrong is reported at once.
func (x *extraction) note(violations []contract.Violation) error {
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
func (x *extraction) stop(violations []contract.Violation) error {
	told := x.run.report
	for i, v := range violations {
		if v.File != extract.CorrectionsFile && !strings.HasPrefix(v.File, extractFolder+"/") {
			violations[i].Folder = x.base
		}
		if v.Rank == 0 {
			violations[i].Rank = x.rank(v.File, v.Cell)
		}
	}
	told.Violations = append(told.Violations, violations...)
	contract.SortViolations(told.Violations)
	if slices.ContainsFunc(violations, func(v contract.Violation) bool { return v.Severity == contract.Error }) {
		return report.ErrRejected
	}
	return nil
}

// open starts the private database, with the small tables that its models read.
func (x *extraction) open(ctx context.Context) error {
	schema, err := fs.ReadFile(x.run.sql, "meta/record.sql")
	if err != nil {
		return fmt.Errorf("read schema of records: %w", err)
	}
	o := x.run.options.Extract
	var also []string
	for _, folder := range []string{x.base, x.run.snapshotFolder(), filepath.Join(x.run.work, keptFolder)} {
		if folder, err = filepath.Abs(folder); err != nil {
			return fmt.Errorf("find folder: %w", err)
		}
		also = append(also, folder)
	}
	if x.folder, err = x.run.private(ctx); err != nil {
		return fmt.Errorf("make folder of extract: %w", err)
	}
	x.records, err = records.Open(ctx, records.Options{
		Folder: x.folder, Read: also, Memory: x.memory(), Threads: o.Threads,
	}, string(schema))
	if err != nil {
		return fmt.Errorf("start private database: %w", err)
	}
	files := x.run.rawFiles()
	for _, table := range x.run.rawTables() {
		if err := x.records.LoadRaw(ctx, table, files[table]); err != nil {
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

// memory is what the user gives the rows, or half as much again as their files take.
// The engine takes all that it may, also for a list of a million faults. Files that are
// compressed do not say how much is in them.
func (x *extraction) memory() string {
	if given := x.run.options.Extract.Memory; given != "" {
		return given
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
func (x *extraction) tables() []string {
	var names []string
	for _, r := range x.pkg.Resources {
		names = append(names, r.Table)
	}
	return names
}

// recordColumns are the columns of a table as the engine has them.
func recordColumns(r *contract.Resource) []records.Column {
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
	columns := recordColumns(s.Resource)
	for i, c := range columns {
		if form, ok := typing.FormOf(s.DateFormat(c.Name)); ok {
			columns[i].Format, columns[i].Pattern = form.Format, strings.Trim(form.Pattern.String(), "^$")
		}
	}
	return columns
}
