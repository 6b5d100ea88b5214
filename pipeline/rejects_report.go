package pipeline

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"jaarcijfers/pipeline/export"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/report"
)

// A RejectList is the list of rows that the last run in a work folder rejected.
type RejectList struct {
	Work  string
	Only  string // one delivered file; empty for all
	Words *messages.Catalogue
}

// ErrNoRun says that nothing was built or checked in a work folder yet.
var ErrNoRun = errors.New("no build or check was done there")

// A RejectSummary says how many faults of what kind were found where.
type RejectSummary struct {
	List      string               // path of the list as the run left it
	Faults    int                  // of the files that were asked for, listed or not
	Unlisted  int                  // of them in all files, those that were only counted
	Synthetic bool                 // the rows were generated
	Files     []string             // with faults, in order, whichever were asked for
	Groups    []RejectGroup        // in the order of files, faults and years
	Counts    []report.RejectCount // of the tables with faults, with Rule in words
}

// A RejectGroup is the faults of one kind in one file and year.
type RejectGroup struct {
	File, Rule, Period string // Rule and Period in words
	Faults             int
}

// Summary counts the list.
func (l RejectList) Summary(ctx context.Context) (*RejectSummary, error) {
	counts, err := readCounts(l.Work)
	if err != nil {
		return nil, err
	}
	s := &RejectSummary{List: filepath.Join(l.Work, RejectsFile), Unlisted: counts.Unlisted, Synthetic: counts.Synthetic}
	groups, tables, files := map[RejectGroup]int{}, map[string]bool{}, map[string]bool{}
	count := func(table, file, rule, period string, faults int) {
		files[file] = true
		if l.wants(rejectLine{file: file}) {
			groups[RejectGroup{File: file, Rule: l.rule(rule, counts), Period: l.period(period)}] += faults
			tables[counts.Tables[table]] = true
			s.Faults += faults
		}
	}
	counted := map[string]bool{} // tables of an extract
	for _, k := range counts.Kinds {
		counted[k.Table] = true
		count(k.Table, k.File, k.Rule, k.Period, k.Faults)
	}
	err = l.each(ctx, func(r rejectLine) error {
		if !counted[r.table] {
			count(r.table, r.file, r.rule, r.period, 1)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.Files = slices.Sorted(maps.Keys(files))
	for group, faults := range groups {
		group.Faults = faults
		s.Groups = append(s.Groups, group)
	}
	slices.SortFunc(s.Groups, func(a, b RejectGroup) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Period, b.Period))
	})
	for _, c := range counts.Counts {
		if tables[c.Table] {
			c.Period = l.period(c.Period)
			if c.Rule != "" {
				c.Rule = l.rule(c.Rule, counts)
			}
			s.Counts = append(s.Counts, c)
		}
	}
	return s, nil
}

// A rejectLine is one line of the list.
type rejectLine struct {
	table, file, place, column, value, rule, explanation, suggestion, period, record string
}

// each gives the lines of the list, one at a time; none when nothing was rejected.
func (l RejectList) each(ctx context.Context, give func(rejectLine) error) error {
	if _, err := os.Stat(l.Work); errors.Is(err, fs.ErrNotExist) {
		return ErrNoRun
	}
	f, err := os.Open(filepath.Join(l.Work, RejectsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("open list of rejects: %w", err)
	}
	defer func() { _ = f.Close() }() // it was only read
	in := csv.NewReader(f)
	in.ReuseRecord = true
	header, err := in.Read()
	if err != nil {
		return fmt.Errorf("read list of rejects: %w", err)
	}
	if !slices.Equal(header, rejectColumns) {
		return fmt.Errorf("read list of rejects: another version of the program wrote it; run check again")
	}
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read list of rejects: %w", err)
		}
		if err := give(l.line(record)); err != nil {
			return err
		}
	}
}

// line takes a record of the list apart.
func (l RejectList) line(record []string) rejectLine {
	field := func(name string) string { return export.Restore(record[slices.Index(rejectColumns, name)]) }
	return rejectLine{
		table: field("table_name"), file: field("source_file"), place: cmp.Or(field("cell"), field("source_line")), column: field("column_name"),
		value: field("value"), rule: field("rule"), explanation: field("explanation_" + l.Words.Lang), suggestion: field("suggestion"),
		period: field("time_period"), record: field("record"),
	}
}

// wants tells whether a line is of the file that was asked for, by the name that the
// list has for it or by its path.
func (l RejectList) wants(r rejectLine) bool {
	asked := filepath.ToSlash(filepath.Clean(l.Only))
	return l.Only == "" || asked == r.file || strings.HasSuffix(asked, "/"+r.file) || asked == path.Base(r.file)
}

// rule is a rule in words: as the pages of an extract name it, or the list of rejects,
// or the SQL file that it is.
func (l RejectList) rule(rule string, counts *rejectCounts) string {
	for _, section := range []string{"site.extract.rule.", "rejects.rule."} {
		if text, err := l.Words.Text(section+rule, nil); err == nil {
			return text
		}
	}
	return cmp.Or(counts.Rules[rule][l.Words.Lang], rule)
}

func (l RejectList) period(period string) string {
	if period != "" {
		return period
	}
	text, err := l.Words.Text("rejects.year_unknown", nil)
	if err != nil {
		return "–"
	}
	return text
}
