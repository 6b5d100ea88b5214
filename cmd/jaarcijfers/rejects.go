package main

import (
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/rejects"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/workfolder"
)

// rejectEndings are those of the files that the list of rejects is written to.
var rejectEndings = []string{workbookEnding, ".csv"}

// mostGroups is how many lines of a summary are shown.
const mostGroups = 40

func (p *program) rejectsCommand() *cobra.Command {
	var (
		list    rejects.List
		to      string
		replace bool
	)
	cmd := &cobra.Command{
		Use:     "rejects",
		Short:   p.say("rejects.short", nil),
		Long:    p.say("rejects.long", nil),
		Example: p.say("rejects.example", nil),
		Args:    p.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			list.Words = p.words
			return p.rejects(cmd, list, to, replace)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&to, "to", "", p.say("rejects.to", nil))
	flags.StringVar(&list.Only, "only", "", p.say("rejects.only", nil))
	flags.BoolVar(&replace, "force", false, p.say("rejects.force", nil))
	flags.StringVar(&list.Work, "work", defaultWork, p.say("flag.work", nil))
	_ = cmd.MarkFlagFilename("to", "xlsx", "csv")
	_ = cmd.MarkFlagFilename("only")
	_ = cmd.MarkFlagDirname("work")
	return cmd
}

// rejects sums up the list of rejected rows, or writes it.
func (p *program) rejects(cmd *cobra.Command, list rejects.List, to string, replace bool) error {
	if to != "" && !slices.Contains(rejectEndings, strings.ToLower(filepath.Ext(to))) {
		return p.usage("", "rejects.format", messages.Args{"path": to})
	}
	if err := workfolder.Restrict(list.Work); err != nil {
		return err
	}
	if err := workfolder.Sweep(cmd.Context(), list.Work); err != nil {
		return err
	}
	summary, err := list.Summary(cmd.Context())
	switch {
	case errors.Is(err, rejects.ErrNoRun):
		return p.usage("", "rejects.no_run", messages.Args{"folder": list.Work})
	case err != nil:
		return err
	case len(summary.Files) == 0:
		p.tell("rejects.none", nil)
		return nil
	case summary.Faults == 0:
		p.tell("rejects.none_only", messages.Args{"file": list.Only, "files": strings.Join(summary.Files, ", ")})
		return nil
	case to == "":
		return p.printRejects(summary)
	}
	faults, err := list.WriteFile(cmd.Context(), to, replace)
	if err != nil {
		return p.handOutError(err, "rejects", to)
	}
	p.tell("rejects.written", messages.Args{"path": to, "count": faults})
	return nil
}

// printRejects prints how many faults of what kind there are, and how the rejected
// rows stand to what may be.
func (p *program) printRejects(s *rejects.Summary) error {
	files := map[string]bool{}
	groups := table{columns: p.rejectColumns("file", "fault", "year", "count"), right: []bool{false, false, true, true}, width: p.lineWidth(p.out)}
	for _, g := range s.Groups {
		files[g.File] = true
		groups.rows = append(groups.rows, []string{g.File, g.Rule, g.Period, p.words.Number(float64(g.Faults), 0)})
	}
	p.tell("rejects.total", messages.Args{"count": s.Faults, "files": len(files), "path": s.List})
	if s.Synthetic {
		p.tell("rejects.synthetic", nil)
	}
	more := max(0, len(groups.rows)-mostGroups)
	groups.rows = groups.rows[:len(groups.rows)-more]
	if err := groups.write(p.out); err != nil {
		return err
	}
	if more > 0 {
		p.tell("rejects.groups_more", messages.Args{"count": more})
	}
	if s.Unlisted > 0 {
		p.tell("rejects.unlisted", messages.Args{"count": s.Unlisted})
	}
	return p.printBudgets(s.Counts)
}

// printBudgets prints the rejected rows of each table and year, whatever their
// faults, against the budget.
func (p *program) printBudgets(counts []report.RejectCount) error {
	budgets := table{
		columns: p.rejectColumns("table", "year", "rejected", "rows", "budget", "within"),
		right:   []bool{false, true, true, true, true, false}, width: p.lineWidth(p.out),
	}
	for _, c := range counts {
		if c.Rule != "" {
			continue
		}
		within := "rejects.over"
		if c.Within {
			within = "rejects.within"
		}
		budgets.rows = append(budgets.rows, []string{
			c.Table, c.Period, p.words.Number(float64(c.Rejected), 0), p.words.Number(float64(c.Rows), 0),
			p.say("rejects.percent", messages.Args{"percent": strconv.FormatFloat(100*c.Budget, 'f', -1, 64)}), p.say(within, nil),
		})
	}
	if len(budgets.rows) == 0 {
		return nil
	}
	p.tell("rejects.budgets", nil)
	return budgets.write(p.out)
}

func (p *program) rejectColumns(keys ...string) []string {
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = p.say("rejects.column."+key, nil)
	}
	return names
}
