package main

import (
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"jaarcijfers/pipeline/messages"
)

const programName = "jaarcijfers"

// root builds the command tree in the language of the run. The verbs hang
// under it, one file each.
func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:                        programName,
		Short:                      p.say("root.short", nil),
		Long:                       p.say("root.long", nil),
		Example:                    p.say("root.example", nil),
		Args:                       p.knownVerb,
		RunE:                       func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		SilenceUsage:               true,
		SilenceErrors:              true,
		SuggestionsMinimumDistance: 2,
		CompletionOptions:          cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	root.SetHelpFunc(p.printHelp)
	root.SetFlagErrorFunc(p.flagError)
	root.PersistentFlags().String("lang", "", p.say("flag.lang", nil))
	_ = root.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions(messages.Languages, cobra.ShellCompDirectiveNoFileComp))
	root.AddCommand(p.buildCommand(), p.checkCommand(), p.acceptCommand(), p.templateCommand(), p.rejectsCommand(), p.serveCommand(), p.publishCommand(), p.queryCommand(), p.answerCommand(), p.synthCommand(), p.missingCommand(), p.versionCommand(), p.completionCommand(), p.manCommand())
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
			if err != nil || len(rest) > 0 {
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
	if near := root.SuggestionsFor(verb); len(near) > 0 {
		return p.usage(programName, "error.verb_suggestion", messages.Args{"verb": verb, "suggestion": near[0]})
	}
	return p.usage(programName, "error.verb", messages.Args{"verb": verb})
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
		return p.usage(cmd.CommandPath(), "error.flag", messages.Args{"flag": dashed(unknown.GetSpecifiedName())})
	case errors.As(err, &valueless):
		return p.usage(cmd.CommandPath(), "error.flag_value", messages.Args{"flag": dashed(valueless.GetSpecifiedName())})
	case errors.As(err, &invalid):
		return p.usage(cmd.CommandPath(), "error.flag_invalid", messages.Args{"flag": "--" + invalid.GetFlag().Name, "value": invalid.GetValue()})
	default:
		return &usageError{Sentence: err.Error(), Command: cmd.CommandPath()}
	}
}

func dashed(flag string) string {
	if len(flag) == 1 {
		return "-" + flag
	}
	return "--" + flag
}
