package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline"
)

// version is set by the linker (see the Makefile); a plain go build leaves it.
var version = ""

func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: p.say("version.short", nil),
		Args:  p.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.printVersion(cmd)
		},
	}
}

// printVersion prints the version of the program and of its parts.
func (p *program) printVersion(cmd *cobra.Command) error {
	parts, err := pipeline.Versions(cmd.Context())
	if err != nil {
		return fmt.Errorf("read versions: %w", err)
	}
	_, err = fmt.Fprintf(p.out, "%-12s%s\n%-12s%s\n%-12s%s\n%-12s%s\n",
		programName, programVersion(), "Go", runtime.Version(), "DuckDB", parts.DuckDB, "ECharts", parts.ECharts)
	return err
}

// programVersion is the linker's, else what go install knows, else "dev".
func programVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "dev"
}
