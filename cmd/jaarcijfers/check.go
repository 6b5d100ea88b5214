package main

import (
	"github.com/spf13/cobra"

	"jaarcijfers/pipeline"
)

func (p *program) checkCommand() *cobra.Command {
	var b batch
	cmd := &cobra.Command{
		Use:     "check",
		Short:   p.say("check.short", nil),
		Long:    p.say("check.long", nil),
		Example: p.say("check.example", nil),
		Args:    p.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.runBatch(cmd, b, pipeline.CheckOnly)
		},
	}
	p.batchFlags(cmd, &b)
	p.outputFlags(cmd, &b)
	cmd.Flags().StringSliceVar(&b.only, "only", nil, p.say("flag.only_models", nil))
	return cmd
}
