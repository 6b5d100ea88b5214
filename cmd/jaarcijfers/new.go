package main

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/scaffold"
	"jaarcijfers/pipeline/workfolder"
	"jaarcijfers/sql"
)

func (p *program) newCommand() *cobra.Command {
	var b batch
	var r scaffold.Request
	var try bool
	cmd := &cobra.Command{
		Use:       "new <" + p.say("new.kind_word", nil) + "> <" + p.say("new.name", nil) + ">",
		Short:     p.say("new.short", nil),
		Long:      p.say("new.long", nil),
		Example:   p.say("new.example", nil),
		ValidArgs: kindNames(),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 2 {
				return p.usage(cmd.CommandPath(), "error.argument", messages.Args{"argument": args[2]})
			}
			if len(args) < 2 {
				return p.usage(cmd.CommandPath(), "new.needs", messages.Args{"kinds": strings.Join(kindNames(), ", ")})
			}
			if !slices.Contains(kindNames(), args[0]) {
				return p.unknownKind(cmd, args[0])
			}
			r.Kind, r.Name = scaffold.Kind(args[0]), args[1]
			return p.begin(cmd, b, r, try)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVarP(&try, "dry-run", "n", false, p.say("new.dry_run", nil))
	flags.StringVar(&r.Series, "series", "", p.say("new.series", nil))
	flags.StringVar(&r.Model, "model", "", p.say("new.model", nil))
	flags.StringVar(&r.Page, "page", "", p.say("new.page", messages.Args{"pages": pageNames()}))
	flags.StringVar(&b.data, "data", "data", p.say("flag.data", nil))
	flags.StringVar(&b.sql, "sql", "", p.say("new.sql", nil))
	_ = cmd.MarkFlagDirname("data")
	_ = cmd.MarkFlagDirname("sql")
	return cmd
}

func kindNames() []string {
	names := make([]string, len(scaffold.Kinds))
	for i, k := range scaffold.Kinds {
		names[i] = string(k)
	}
	return names
}

func pageNames() string { return strings.Join(slices.Sorted(maps.Keys(scaffold.Pages)), ", ") }

func (p *program) unknownKind(cmd *cobra.Command, kind string) error {
	if near := contract.Nearest(kind, kindNames()); near != "" {
		return p.usage(cmd.CommandPath(), "new.kind_near", messages.Args{"kind": printable(kind), "near": near})
	}
	return p.usage(cmd.CommandPath(), "new.kind", messages.Args{"kind": printable(kind), "kinds": strings.Join(kindNames(), ", ")})
}

// begin plans, writes unless it is a try, and says what is to be filled in and what to run
// after that.
func (p *program) begin(cmd *cobra.Command, b batch, r scaffold.Request, try bool) error {
	if err := p.checkFolders(cmd, batch{data: b.data}); err != nil {
		return err
	}
	r.Data, r.SQL, r.Program, r.Lang, r.BuiltIn = b.data, b.sql, filepath.Join(b.data, ".."), p.words.Lang, sql.FS
	if r.SQL == "" {
		r.SQL = besideData(b.data)
	}
	plan, err := scaffold.Make(r)
	if err == nil && !try {
		err = plan.Write()
	}
	if err != nil {
		return p.notBegun(cmd, r, err)
	}
	p.printPlan(b, r, plan, try)
	return nil
}

// notBegun says what to ask for instead.
func (p *program) notBegun(cmd *cobra.Command, r scaffold.Request, err error) error {
	var name *scaffold.NameError
	var taken *scaffold.TakenError
	var folder *scaffold.FolderError
	var series *scaffold.SeriesError
	switch {
	case errors.As(err, &name):
		return p.usage("", "new.no_name", messages.Args{"name": printable(name.Name), "proposal": name.Proposal, "kind": string(r.Kind)})
	case errors.As(err, &taken):
		return p.usage("", "new.taken", messages.Args{"name": taken.Name, "where": taken.Where})
	case errors.As(err, &series) && series.Near != "":
		return p.usage("", "new.series_near", messages.Args{"series": printable(series.Series), "near": series.Near})
	case errors.As(err, &series):
		return p.usage("", "new.series_none", messages.Args{"series": printable(series.Series)})
	case errors.As(err, &folder):
		return p.usage("", "new.unwritable", messages.Args{"folder": folder.Folder, "reason": (&workfolder.UnwritableError{Err: folder.Err}).Reason()})
	case errors.Is(err, scaffold.ErrNoProgram):
		return p.usage("", "new.no_program", messages.Args{"folder": r.Program})
	case errors.Is(err, scaffold.ErrNoSeries):
		return p.usage(cmd.CommandPath(), "new.no_series", nil)
	case errors.Is(err, scaffold.ErrNoPage):
		return p.usage(cmd.CommandPath(), "new.no_page", messages.Args{"page": printable(r.Page), "pages": pageNames()})
	}
	return err
}

func (p *program) printPlan(b batch, r scaffold.Request, plan *scaffold.Plan, try bool) {
	key := "new.wrote"
	if try {
		key = "new.would"
	}
	for _, f := range plan.Files {
		if f.New {
			p.tell(key, messages.Args{"path": f.Path})
		} else {
			p.tell(key+"_added", messages.Args{"path": f.Path})
		}
		if try {
			shown := f.Added
			if f.New {
				shown = string(f.Text)
			}
			for line := range strings.Lines(strings.TrimRight(shown, "\n")) {
				_, _ = fmt.Fprintf(p.out, "    %s\n", strings.TrimRight(line, "\n"))
			}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(plan.Fields)) {
		p.tell("new.fields", messages.Args{"path": filepath.Join(b.data, path)})
		for _, f := range plan.Fields[path] {
			p.printField(f)
		}
	}
	p.printLeft(plan)
	p.tell("new.next_"+string(r.Kind), messages.Args{"subject": plan.Subject, "name": r.Name})
}

// mostCodes is how many codes of a column are named.
const mostCodes = 12

func (p *program) printField(f scaffold.Field) {
	text := f.Description
	if f.Required {
		text += " " + p.say("new.required", nil)
	}
	if len(f.Codes) > 0 {
		codes := strings.Join(f.Codes[:min(mostCodes, len(f.Codes))], ", ")
		if len(f.Codes) > mostCodes {
			codes += ", …"
		}
		text += " " + p.say("new.codes", messages.Args{"codes": codes})
	}
	const column = 20
	for i, line := range wrap(text, lineWidth-column-2) {
		name := ""
		if i == 0 {
			name = f.Name
		}
		_, _ = fmt.Fprintf(p.out, "  %-*s%s\n", column, name, line)
	}
}

// printLeft names what is still to be filled in, with its place.
func (p *program) printLeft(plan *scaffold.Plan) {
	said := false
	for _, f := range plan.Files {
		for _, m := range f.Marks {
			if !said {
				p.tell("new.left", nil)
				said = true
			}
			_, _ = fmt.Fprintf(p.out, "  %s:%d: %s\n", f.Path, m.Line, messages.MarkUnfilled(m.Name))
		}
	}
}
