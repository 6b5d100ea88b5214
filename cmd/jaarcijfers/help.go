package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"jaarcijfers/pipeline/messages"
)

// printHelp writes a command's help: what it does, how it is called, examples,
// its verbs and its flags. cobra's own template is English only.
func (p *program) printHelp(cmd *cobra.Command, _ []string) {
	var b strings.Builder
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	fmt.Fprintf(&b, "%s\n", about)
	section(&b, p.say("help.usage", nil), p.usageLine(cmd))
	if cmd.HasExample() {
		section(&b, p.say("help.examples", nil), cmd.Example)
	}
	if verbs := verbLines(cmd); verbs != "" {
		section(&b, p.say("help.verbs", nil), verbs)
	}
	section(&b, p.say("help.flags", nil), p.flagLines(cmd))
	if !cmd.HasParent() {
		section(&b, p.say("help.exit_codes", nil), p.say("help.exit_code_lines", nil))
	}
	_, _ = fmt.Fprint(cmd.OutOrStdout(), b.String())
}

// section writes a heading with its lines indented under it.
func section(b *strings.Builder, heading, lines string) {
	fmt.Fprintf(b, "\n%s\n", heading)
	for line := range strings.Lines(lines) {
		b.WriteString("  " + line)
	}
	b.WriteString("\n")
}

func (p *program) usageLine(cmd *cobra.Command) string {
	line := cmd.CommandPath() + strings.TrimPrefix(cmd.Use, cmd.Name())
	if cmd.HasAvailableSubCommands() {
		line += " <" + p.say("help.verb", nil) + ">"
	}
	return line + " [" + p.say("help.options", nil) + "]"
}

func verbLines(cmd *cobra.Command) string {
	var b strings.Builder
	for _, verb := range cmd.Commands() {
		if verb.IsAvailableCommand() || verb.Name() == "help" {
			fmt.Fprintf(&b, "%-12s%s\n", verb.Name(), verb.Short)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// flagLines lists the flags in two columns, wrapped at 80.
func (p *program) flagLines(cmd *cobra.Command) string {
	const column = 22
	var b strings.Builder
	list := func(flag *pflag.Flag) {
		head, usage := p.describeFlag(flag)
		for i, line := range wrap(usage, 78-column) {
			if i > 0 {
				head = ""
			}
			if len(head) >= column {
				fmt.Fprintf(&b, "%s\n", head)
				head = ""
			}
			fmt.Fprintf(&b, "%-*s%s\n", column, head, line)
		}
	}
	cmd.LocalNonPersistentFlags().VisitAll(list)
	cmd.Root().PersistentFlags().VisitAll(list)
	return strings.TrimSuffix(b.String(), "\n")
}

// describeFlag says how a flag is written, and what it is for.
func (p *program) describeFlag(flag *pflag.Flag) (head, usage string) {
	name, usage := pflag.UnquoteUsage(flag)
	head = "--" + flag.Name
	if flag.Value.Type() != "bool" {
		head += " " + name
	}
	if flag.Shorthand != "" {
		head = "-" + flag.Shorthand + ", " + head
	}
	// A number that is not given is zero: the words say what is then done.
	if flag.DefValue != "" && flag.DefValue != "false" && (flag.DefValue != "0" || flag.Value.Type() != "int") {
		usage += " " + p.say("help.default", messages.Args{"value": flag.DefValue})
	}
	return head, usage
}

// wrap breaks text between words into lines of at most width characters.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && len([]rune(line+" "+word)) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return append(lines, line)
}
