package main

import (
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline/messages"
)

func (p *program) completionCommand() *cobra.Command {
	write := map[string]func(*cobra.Command, io.Writer) error{
		"bash":       func(root *cobra.Command, w io.Writer) error { return root.GenBashCompletionV2(w, true) },
		"zsh":        (*cobra.Command).GenZshCompletion,
		"fish":       func(root *cobra.Command, w io.Writer) error { return root.GenFishCompletion(w, true) },
		"powershell": (*cobra.Command).GenPowerShellCompletionWithDesc,
	}
	shells := slices.Sorted(maps.Keys(write))
	return &cobra.Command{
		Use:       "completion <" + strings.Join(shells, "|") + ">",
		Short:     p.say("completion.short", nil),
		Long:      p.say("completion.long", nil),
		Example:   p.say("completion.example", nil),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 || write[args[0]] == nil {
				return p.usage(cmd.CommandPath(), "error.shell", messages.Args{"shells": strings.Join(shells, ", ")})
			}
			return write[args[0]](cmd.Root(), p.out)
		},
	}
}
