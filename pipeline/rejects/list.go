package rejects

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
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/workfolder"
)

// A List is the list of rows that the last run in a work folder rejected.
type List struct {
	Work  string
	Only  string // one delivered file; empty for all
	Words *messages.Catalogue
}

// ErrNoRun says that nothing was built or checked in a work folder yet.
var ErrNoRun = errors.New("no build or check was done there")

// A Summary says how many faults of what kind were found where.
type Summary struct {
	List      string               // path of the list as the run left it
	Faults    int                  // of the files that were asked for, listed or not
	Unlisted  int                  // of them in all files, those that were only counted
	Synthetic bool                 // the rows were generated
	Files     []string             // with faults, in order, whichever were asked for
	Groups    []Group              // in the order of files, faults and years
	Counts    []report.RejectCount // of the tables with faults, with Rule in words
}

// A Group is the faults of one kind in one file and year.
type Group struct {
	File, Rule, Period string // Rule and Period in words
	Faults             int
}

// Summary counts the list.
func (l List) Summary(ctx context.Context) (*Summary, error) {
	counts, err := readCounts(l.Work)
	if err != nil {
		return nil, err
	}
	s := &Summary{List: filepath.Join(l.Work, File), Unlisted: counts.Unlisted, Synthetic: counts.Synthetic}
	groups, tables, files := map[Group]int{}, map[string]bool{}, map[string]bool{}
	count := func(table, file, rule, period string, faults int) {
		files[file] = true
		if l.wants(line{file: file}) {
			groups[Group{File: file, Rule: RuleInWords(l.Words, rule, counts.Rules), Period: l.period(period)}] += faults
			tables[counts.Tables[table]] = true
			s.Faults += faults
		}
	}
	counted := map[string]bool{} // tables of an extract
	for _, k := range counts.Kinds {
		counted[k.Table] = true
		count(k.Table, k.File, k.Rule, k.Period, k.Faults)
	}
	err = l.each(ctx, func(r line) error {
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
	slices.SortFunc(s.Groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Period, b.Period))
	})
	for _, c := range counts.Counts {
		if tables[c.Table] {
			c.Period = l.period(c.Period)
			if c.Rule != "" {
				c.Rule = RuleInWords(l.Words, c.Rule, counts.Rules)
			}
			s.Counts = append(s.Counts, c)
		}
	}
	return s, nil
}

// A line is one line of the list.
type line struct {
	table, file, place, column, value, rule, explanation, suggestion, period, record string
}

// each gives the lines of the list, one at a time; none when nothing was rejected.
func (l List) each(ctx context.Context, give func(line) error) error {
	f, err := os.Open(filepath.Join(l.Work, File))
	if errors.Is(err, fs.ErrNotExist) {
		if !file.IsRegular(filepath.Join(l.Work, workfolder.Lock)) {
			return ErrNoRun
		}
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
	if !slices.Equal(header, fileColumns) {
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
func (l List) line(record []string) line {
	field := func(name string) string { return export.Restore(record[slices.Index(fileColumns, name)]) }
	return line{
		table: field("table_name"), file: field("source_file"), place: cmp.Or(field("cell"), field("source_line")), column: field("column_name"),
		value: field("value"), rule: field("rule"), explanation: field("explanation_" + l.Words.Lang), suggestion: field("suggestion"),
		period: field("time_period"), record: field("record"),
	}
}

// wants tells whether a line is of the file that was asked for, by the name that the
// list has for it or by its path.
func (l List) wants(r line) bool {
	asked := filepath.ToSlash(filepath.Clean(l.Only))
	return l.Only == "" || asked == r.file || strings.HasSuffix(asked, "/"+r.file) || asked == path.Base(r.file)
}

// RuleInWords is a rule in words: as the pages of an extract name it, or the list of rejects,
// or the SQL file that it is.
// mustNot has what rules of sql/reject say, by rule and language.
func RuleInWords(words *messages.Catalogue, rule string, mustNot map[string]map[string]string) string {
	for _, section := range []string{"site.extract.rule.", "rejects.rule."} {
		if text, err := words.Text(section+rule, nil); err == nil {
			return text
		}
	}
	return cmp.Or(mustNot[rule][words.Lang], rule)
}

func (l List) period(period string) string {
	if period != "" {
		return period
	}
	text, err := l.Words.Text("rejects.year_unknown", nil)
	if err != nil {
		return "–"
	}
	return text
}
