package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// manCommand is for who makes a package of the program: it writes the page for man.
func (p *program) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "man",
		Short:  p.say("man.short", nil),
		Hidden: true,
		Args:   p.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprint(p.out, p.manPage(cmd.Root()))
			return err
		},
	}
}

// manPage says what help says of the program and of each verb, in the form that man
// reads (man-pages(7)).
func (p *program) manPage(root *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH %s 1 \"\" %q\n", strings.ToUpper(programName), programName+" "+programVersion())
	p.manSection(&b, p.say("man.name", nil))
	fmt.Fprintf(&b, "%s \\- %s\n", programName, roff(root.Short))
	p.manSection(&b, p.say("help.usage", nil))
	fmt.Fprintf(&b, "%s\n.PP\n%s\n", roff(p.usageLine(root)), roff(root.Long))
	p.manSection(&b, p.say("help.flags", nil))
	root.PersistentFlags().VisitAll(p.manFlag(&b))
	p.manSection(&b, p.say("help.verbs", nil))
	for _, verb := range root.Commands() {
		if verb.IsAvailableCommand() || verb.Name() == "help" {
			p.manVerb(&b, verb)
		}
	}
	p.manSection(&b, p.say("help.examples", nil))
	manLines(&b, root.Example)
	p.manSection(&b, p.say("help.exit_codes", nil))
	manLines(&b, p.say("help.exit_code_lines", nil))
	return b.String()
}

// manSection begins a section; a colon is for the screen.
func (p *program) manSection(b *strings.Builder, heading string) {
	fmt.Fprintf(b, ".SH %s\n", roff(strings.ToUpper(strings.TrimSuffix(heading, ":"))))
}

func (p *program) manVerb(b *strings.Builder, verb *cobra.Command) {
	fmt.Fprintf(b, ".SS %s\n%s\n", roff(p.usageLine(verb)), roff(verb.Short))
	if verb.Long != "" {
		fmt.Fprintf(b, ".PP\n%s\n", roff(verb.Long))
	}
	verb.LocalNonPersistentFlags().VisitAll(p.manFlag(b))
	if verb.HasExample() {
		b.WriteString(".PP\n")
		manLines(b, verb.Example)
	}
}

func (p *program) manFlag(b *strings.Builder) func(*pflag.Flag) {
	return func(flag *pflag.Flag) {
		head, usage := p.describeFlag(flag)
		fmt.Fprintf(b, ".TP\n.B %s\n%s\n", roff(head), roff(usage))
	}
}

// manLines writes lines that stay as they are.
func manLines(b *strings.Builder, lines string) {
	fmt.Fprintf(b, ".nf\n%s\n.fi\n", roff(lines))
}

// roff writes text so that nothing in it is a request or an escape of roff.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(strings.TrimSpace(text))
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
