package ingest

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/records"
	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/pipeline/source/typing"
	"jaarcijfers/pipeline/workfolder"
)

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
		if form, ok := typing.FormOf(s.DateFormat(c.Name)); ok {
			columns[i].Format, columns[i].Pattern = form.Format, strings.Trim(form.Pattern.String(), "^$")
		}
	}
	return columns
}
