package main

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
)

func (p *program) acceptCommand() *cobra.Command {
	var data string
	var try bool
	cmd := &cobra.Command{
		Use:     "accept [" + p.say("accept.files", nil) + "]",
		Short:   p.say("accept.short", nil),
		Long:    p.say("accept.long", nil),
		Example: p.say("accept.example", nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.accept(cmd, data, args, try)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVarP(&try, "dry-run", "n", false, p.say("flag.dry_run", nil))
	flags.StringVar(&data, "data", "data", p.say("flag.data", nil))
	_ = cmd.MarkFlagDirname("data")
	return cmd
}

// accept takes paths as the user sees them, with the data folder before them, or
// as the descriptor names them.
func (p *program) accept(cmd *cobra.Command, data string, args []string, try bool) error {
	if err := p.checkFolders(cmd, batch{data: data}); err != nil {
		return err
	}
	var files []string
	for _, path := range args {
		path = filepath.ToSlash(filepath.Clean(path))
		files = append(files, strings.TrimPrefix(path, filepath.ToSlash(filepath.Clean(data))+"/"))
	}
	all, err := contract.Accept(data, files, try)
	if errors.Is(err, contract.ErrNoFile) {
		return p.usage("", "error.accept", messages.Args{"error": err.Error()})
	}
	if err != nil {
		return err
	}
	for _, a := range all {
		p.tell("accept.file", messages.Args{"path": a.Path, "bytes": a.Bytes})
	}
	switch {
	case len(all) == 0:
		p.tell("accept.nothing", nil)
	case try:
		p.tell("accept.tried", nil)
	default:
		p.tell("accept.done", messages.Args{"path": filepath.Join(data, contract.DescriptorFile)})
	}
	return nil
}
