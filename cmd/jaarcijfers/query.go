package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/engine/ask"
	"jaarcijfers/pipeline/export"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/workfolder"
)

// queryFormats are the forms query writes its rows in; the first is the default.
var queryFormats = []string{"table", "csv", "json"}

type queryFlags struct {
	database, format, memory string
	timeout                  time.Duration
}

func (p *program) queryCommand() *cobra.Command {
	var f queryFlags
	cmd := &cobra.Command{
		Use:     "query <SQL>",
		Short:   p.say("query.short", nil),
		Long:    p.say("query.long", messages.Args{"rows": measuredRows}),
		Example: p.say("query.example", nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.query(cmd, args, f)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.database, "database", release.FindDatabase(release.CurrentIn(filepath.Join(defaultWork, workfolder.Release))), p.say("flag.database", nil))
	flags.StringVar(&f.format, "format", queryFormats[0], p.say("flag.format", nil))
	flags.DurationVar(&f.timeout, "timeout", time.Minute, p.say("flag.query_timeout", nil))
	flags.StringVar(&f.memory, "memory", "2GB", p.say("flag.query_memory", nil))
	_ = cmd.MarkFlagFilename("database", "duckdb")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(queryFormats, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// answerVerb is hidden: query starts this program with it, to ask the engine in a
// process of its own.
const answerVerb = "answer"

func (p *program) answerCommand() *cobra.Command {
	return &cobra.Command{
		Use:    answerVerb,
		Short:  p.say("query.answer", nil),
		Hidden: true,
		Args:   p.noArguments,
		RunE:   func(cmd *cobra.Command, _ []string) error { return ask.Serve(cmd.Context(), p.in, p.out) },
	}
}

// memorySize is a size as the engine writes it too.
var memorySize = regexp.MustCompile(`(?i)^(\d{1,6}) ?([KMGT])B$`)

// bytesOf is a size in bytes; 0 when it is none.
func bytesOf(size string) int64 {
	part := memorySize.FindStringSubmatch(strings.TrimSpace(size))
	if part == nil {
		return 0
	}
	n, err := strconv.ParseInt(part[1], 10, 64)
	if err != nil {
		return 0
	}
	for range strings.Index("KMGT", strings.ToUpper(part[2])) + 1 {
		n *= 1000
	}
	return n
}

// leastMemory is what the engine needs for any question.
const leastMemory = 10_000_000

func (p *program) query(cmd *cobra.Command, args []string, f queryFlags) error {
	switch {
	case len(args) != 1:
		return p.usage(cmd.CommandPath(), "error.query_argument", nil)
	case !slices.Contains(queryFormats, f.format):
		return p.usage(cmd.CommandPath(), "error.format", messages.Args{"format": f.format, "formats": strings.Join(queryFormats, ", ")})
	case f.timeout <= 0:
		return p.usage(cmd.CommandPath(), "error.flag_invalid", messages.Args{"flag": "--timeout", "value": f.timeout.String()})
	case bytesOf(f.memory) < leastMemory:
		return p.usage(cmd.CommandPath(), "error.flag_invalid", messages.Args{"flag": "--memory", "value": f.memory})
	}
	question, err := p.question(args[0])
	if err != nil {
		return err
	}
	if err := p.findDatabase(f.database); err != nil {
		return err
	}
	if work, ok := workfolder.Of(f.database); ok {
		if err := workfolder.Sweep(cmd.Context(), work); err != nil {
			return err
		}
	}
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	out := p.answerWriter(f.format)
	err = ask.Ask(cmd.Context(), ask.Child{Path: program, Args: []string{programName, answerVerb}}, ask.Request{
		Question: engine.Question{Database: f.database, SQL: question, Memory: bytesOf(f.memory), Nested: out.nested()},
		Timeout:  f.timeout,
	}, out)
	if err != nil {
		return p.queryError(cmd, f, err)
	}
	return out.finish()
}

// questionLimit lets a question that is too long be refused for that.
const questionLimit = 1<<20 + 1

// question is the SQL of the argument, or what standard input holds for "-".
func (p *program) question(argument string) (string, error) {
	if argument != "-" {
		return argument, nil
	}
	text, err := io.ReadAll(io.LimitReader(p.in, questionLimit))
	if err != nil {
		return "", fmt.Errorf("read query from standard input: %w", err)
	}
	return string(text), nil
}

// findDatabase makes sure that a file is there, and says when it is not the one that
// was published.
func (p *program) findDatabase(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return p.usage("", "error.no_database", messages.Args{"path": path})
	case err != nil:
		return fmt.Errorf("find database: %w", err)
	case !info.Mode().IsRegular():
		return p.usage("", "error.query.no_database", messages.Args{"path": path})
	}
	if release.DatabaseOf(path) == release.Changed {
		p.warn("query.changed", messages.Args{"path": path})
	}
	return nil
}

// queryError says in the user's language why there is no answer. What is not the fault
// of the question is no wrong use.
func (p *program) queryError(cmd *cobra.Command, f queryFlags, err error) error {
	var question *engine.QueryError
	if cmd.Context().Err() != nil || !errors.As(err, &question) {
		return err
	}
	sentence := p.say("error.query."+string(question.Kind), messages.Args{
		"detail": printableLines(question.Detail), "path": f.database, "timeout": f.timeout.String(), "memory": f.memory,
	})
	switch question.Kind {
	case engine.QueryTime, engine.QueryMemory, engine.QueryNoDatabase, engine.QueryInUse, engine.QueryDamaged, engine.QueryStopped:
		return &faultError{Sentence: sentence}
	default:
		return &usageError{Sentence: sentence}
	}
}

// printableLines shows what would steer a terminal as escapes, but keeps lines.
func printableLines(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = printable(strings.ReplaceAll(lines[i], "\t", "  "))
	}
	return strings.Join(lines, "\n")
}

// flagName is what can be the name of a flag.
var flagName = regexp.MustCompile(`^--[\w-]*(=|$)`)

// commentsAreSQL keeps a question that begins with a comment from being read as a flag:
// no flag holds a line's end, nor a space in its name.
func commentsAreSQL(args []string) []string {
	verb := slices.Index(args, "query")
	if verb < 0 {
		return args
	}
	args = slices.Clone(args)
	for i, arg := range args[verb+1:] {
		if strings.HasPrefix(arg, "--") && (!flagName.MatchString(arg) || strings.Contains(arg, "\n")) {
			args[verb+1+i] = "\n" + arg
		}
	}
	return args
}

func (p *program) answerWriter(format string) answerWriter {
	switch format {
	case "csv":
		return csvAnswer{export.NewCSV(p.out)}
	case "json":
		return newJSONAnswer(p.out)
	}
	width, _ := terminalWidth(p.out)
	return &tableAnswer{table: table{width: width}, out: p.out, total: func(rows int) string {
		return p.say("query.rows", messages.Args{"count": rows})
	}}
}
