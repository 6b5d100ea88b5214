package main

import (
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
)

const programName = "jaarcijfers"

// root builds the command tree in the language of the run. The verbs hang
// under it, one file each.
func (p *program) root() *cobra.Command {
	show := false
	root := &cobra.Command{
		Use:     programName,
		Short:   p.say("root.short", nil),
		Long:    p.say("root.long", nil),
		Example: p.say("root.example", nil),
		Args:    p.knownVerb,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if show {
				return p.printVersion(cmd)
			}
			return cmd.Help()
		},
		SilenceUsage:      true,
		SilenceErrors:     true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	root.SetHelpFunc(p.printHelp)
	root.SetFlagErrorFunc(p.flagError)
	root.Flags().BoolVar(&show, "version", false, p.say("version.short", nil))
	root.PersistentFlags().String("lang", "", p.say("flag.lang", nil))
	_ = root.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions(messages.Languages, cobra.ShellCompDirectiveNoFileComp))
	root.AddCommand(p.buildCommand(), p.checkCommand(), p.acceptCommand(), p.acknowledgeCommand(), p.templateCommand(), p.rejectsCommand(), p.serveCommand(), p.publishCommand(), p.releasesCommand(), p.queryCommand(), p.answerCommand(), p.synthCommand(), p.missingCommand(), p.newCommand(), p.versionCommand(), p.completionCommand(), p.manCommand())
	root.SetHelpCommand(p.helpCommand())
	root.PersistentFlags().BoolP("help", "h", false, p.say("flag.help", nil))
	return root
}

func (p *program) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [" + p.say("help.verb", nil) + "]",
		Short: p.say("help.short", nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 && found == cmd.Root() {
				return p.unknownVerb(cmd.Root(), args[0])
			}
			return found.Help()
		},
	}
}

// knownVerb is reached with arguments only when the first is no verb.
func (p *program) knownVerb(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return p.unknownVerb(cmd, args[0])
}

func (p *program) unknownVerb(root *cobra.Command, verb string) error {
	var known []string
	for _, cmd := range root.Commands() {
		if cmd.IsAvailableCommand() {
			known = append(known, cmd.Name())
		}
	}
	if near := contract.Nearest(verb, known); near != "" {
		return p.usage(root.CommandPath(), "error.verb_suggestion", messages.Args{"verb": verb, "suggestion": near})
	}
	return p.usage(root.CommandPath(), "error.verb", messages.Args{"verb": verb})
}

// noArguments refuses arguments to a verb that takes none.
func (p *program) noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return p.usage(cmd.CommandPath(), "error.argument", messages.Args{"argument": args[0]})
}

// flagError says in the user's language what the flag parser stumbled on.
func (p *program) flagError(cmd *cobra.Command, err error) error {
	var (
		unknown   *pflag.NotExistError
		valueless *pflag.ValueRequiredError
		invalid   *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown):
		return p.unknownFlag(cmd, unknown.GetSpecifiedName())
	case errors.As(err, &valueless):
		return p.usage(cmd.CommandPath(), "error.flag_value", messages.Args{"flag": dashed(valueless.GetSpecifiedName())})
	case errors.As(err, &invalid):
		return p.usage(cmd.CommandPath(), "error.flag_invalid", messages.Args{"flag": "--" + invalid.GetFlag().Name, "value": invalid.GetValue()})
	default:
		return &usageError{Sentence: err.Error(), Command: cmd.CommandPath()}
	}
}

// unknownFlag names the flag that is written most like the one that is not there.
func (p *program) unknownFlag(cmd *cobra.Command, name string) error {
	var known []string
	add := func(flag *pflag.Flag) { known = append(known, flag.Name) }
	cmd.LocalNonPersistentFlags().VisitAll(add)
	cmd.Root().PersistentFlags().VisitAll(add)
	near := ""
	if len(name) > 1 { // of a single letter every flag is a part
		near = contract.Nearest(name, known)
	}
	if near == "" {
		return p.usage(cmd.CommandPath(), "error.flag", messages.Args{"flag": dashed(name)})
	}
	return p.usage(cmd.CommandPath(), "error.flag_suggestion", messages.Args{"flag": dashed(name), "suggestion": dashed(near)})
}

func dashed(flag string) string {
	if len(flag) == 1 {
		return "-" + flag
	}
	return "--" + flag
}
