package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/present"
)

func (p *program) missingCommand() *cobra.Command {
	var b batch
	cmd := &cobra.Command{
		Use:     "missing [" + p.say("missing.year", nil) + "]",
		Short:   p.say("missing.short", nil),
		Long:    p.say("missing.long", nil),
		Example: p.say("missing.example", nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return p.usage(cmd.CommandPath(), "error.argument", messages.Args{"argument": args[1]})
			}
			year := 0
			if len(args) == 1 {
				var err error
				if year, err = strconv.Atoi(args[0]); err != nil || len(args[0]) != 4 || year < 1 {
					return p.usage(cmd.CommandPath(), "missing.no_year", messages.Args{"argument": args[0]})
				}
			}
			return p.missing(cmd, b, year)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&b.data, "data", "data", p.say("flag.data", nil))
	flags.StringVar(&b.sql, "sql", "", p.say("flag.sql", nil))
	flags.BoolVar(&b.json, "json", false, p.say("missing.json", nil))
	for _, name := range []string{"data", "sql"} {
		_ = cmd.MarkFlagDirname(name)
	}
	return cmd
}

// missing prints what a year still needs.
func (p *program) missing(cmd *cobra.Command, b batch, year int) error {
	if err := p.checkFolders(cmd, b); err != nil {
		return err
	}
	year, list, report, err := pipeline.MissingOf(cmd.Context(), b.options(), year)
	if err != nil {
		if report != nil {
			err = errors.Join(err, p.printReport(b, report, err))
		}
		return err
	}
	if b.json {
		return p.missingJSON(year, list)
	}
	return p.missingTable(year, list)
}

func (p *program) missingJSON(year int, list []present.Missing) error {
	if list == nil {
		list = []present.Missing{}
	}
	out := json.NewEncoder(p.out)
	out.SetEscapeHTML(false)
	err := out.Encode(struct {
		Type    string            `json:"type"`
		Year    int               `json:"year"`
		Missing []present.Missing `json:"missing"`
	}{"missing", year, list})
	if err != nil {
		return fmt.Errorf("write what is missing: %w", err)
	}
	return nil
}

func (p *program) missingTable(year int, list []present.Missing) error {
	switch {
	case year == 0:
		p.tell("missing.no_figures", nil)
		return nil
	case len(list) == 0:
		p.tell("missing.nothing", messages.Args{"year": strconv.Itoa(year)})
		return nil
	}
	p.tell("missing.title", messages.Args{"year": strconv.Itoa(year), "previous": strconv.Itoa(year - 1)})
	t := table{right: []bool{false, false, true, false}, width: p.lineWidth(p.out)}
	for _, column := range []string{"series", "breakdown", "count", "source"} {
		t.columns = append(t.columns, p.say("missing.column."+column, nil))
	}
	for _, m := range list {
		t.rows = append(t.rows, p.missingRow(m))
	}
	if err := t.write(p.out); err != nil {
		return err
	}
	p.tell("missing.next", nil)
	return nil
}

// missingRow words one thing that is missing. A series goes by its id, as in data/.
func (p *program) missingRow(m present.Missing) []string {
	first, second := m.Series, m.Breakdown[p.words.Lang]
	if first == "" {
		first, second = p.say("missing.kind."+m.Kind, nil), m.Subject[p.words.Lang]
	} else if m.Kind != "figure" {
		second = p.say("missing.kind."+m.Kind, messages.Args{"breakdown": second})
	}
	return []string{
		first, second, p.say("missing.of", messages.Args{"count": m.Missing, "of": m.Of}), strings.Join(m.Publications, ", "),
	}
}
