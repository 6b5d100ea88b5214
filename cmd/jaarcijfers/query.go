package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/warehouse"
)

// queryFormats are the forms query writes its rows in; the first is the default.
var queryFormats = []string{"table", "csv", "json"}

func (p *program) queryCommand() *cobra.Command {
	var database, format string
	cmd := &cobra.Command{
		Use:     "query <SQL>",
		Short:   p.say("query.short", nil),
		Long:    p.say("query.long", nil),
		Example: p.say("query.example", nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.query(cmd, args, database, format)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&database, "database", release.FindDatabase(filepath.Join(defaultWork, "release", "current")), p.say("flag.database", nil))
	flags.StringVar(&format, "format", queryFormats[0], p.say("flag.format", nil))
	_ = cmd.MarkFlagFilename("database", "duckdb")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(queryFormats, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (p *program) query(cmd *cobra.Command, args []string, database, format string) error {
	if len(args) != 1 {
		return p.usage(cmd.CommandPath(), "error.query_argument", nil)
	}
	if !slices.Contains(queryFormats, format) {
		return p.usage(cmd.CommandPath(), "error.format", messages.Args{"format": format, "formats": strings.Join(queryFormats, ", ")})
	}
	question, err := p.question(args[0])
	if err != nil {
		return err
	}
	if question == "" {
		return p.usage(cmd.CommandPath(), "error.query_argument", nil)
	}
	if _, err := os.Stat(database); errors.Is(err, fs.ErrNotExist) {
		return p.usage("", "error.no_database", messages.Args{"path": database})
	}
	result, err := pipeline.Query(cmd.Context(), database, question)
	if err != nil {
		return p.queryError(cmd, err)
	}
	return p.writeResult(result, format)
}

// question is the SQL of the argument, or what standard input holds for "-".
func (p *program) question(argument string) (string, error) {
	if argument != "-" {
		return strings.TrimSpace(argument), nil
	}
	text, err := io.ReadAll(p.in)
	if err != nil {
		return "", fmt.Errorf("read query from standard input: %w", err)
	}
	return strings.TrimSpace(string(text)), nil
}

// queryError hands on what DuckDB says of the user's SQL.
func (p *program) queryError(cmd *cobra.Command, err error) error {
	if cmd.Context().Err() != nil {
		return err
	}
	key := "error.query"
	if strings.Contains(err.Error(), "Permission Error") {
		key = "error.query_refused"
	}
	return p.usage("", key, messages.Args{"error": err.Error()})
}

func (p *program) writeResult(result *warehouse.ResultSet, format string) error {
	switch format {
	case "csv":
		return writeCSV(p.out, result)
	case "json":
		return writeJSON(p.out, result)
	}
	width, _ := terminalWidth(p.out)
	rows := textRows(result, "NULL")
	if err := (table{columns: result.Columns, right: numberColumns(result), rows: rows, width: width}).write(p.out); err != nil {
		return fmt.Errorf("write rows: %w", err)
	}
	p.tell("query.rows", messages.Args{"count": len(rows)})
	return nil
}
