// Command faults kills and fails the program, as it was built, at its file-changing calls,
// fills its disk and asks its query hostile questions, and prints a table: tried, survived.
// After each fault a reader must find the release before it or the one that was made, whole,
// and the next build must repair what was left. It is for the makers; `make faults` runs it.
// It needs Linux on x86-64.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"

	"jaarcijfers/cmd/faults/tracer"
)

func main() {
	if len(os.Args) > 2 && os.Args[1] == tracer.Shim {
		fmt.Fprintln(os.Stderr, tracer.ExecFiltered(os.Args[2:]))
		os.Exit(1)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var c campaign
	flag.StringVar(&c.program, "program", "./jaarcijfers", "the program to try")
	flag.StringVar(&c.data, "data", "data", "folder with datapackage.json")
	flag.IntVar(&c.thin, "thin", 1, "try one fault in so many; a number that six does not divide tries all kinds")
	flag.IntVar(&c.rows, "rows", 2000, "offences of the synthetic extract")
	flag.Func("only", "fail only this build, or query; may be given more than once", func(name string) error {
		c.only = append(c.only, name)
		return nil
	})
	flag.BoolVar(&c.verbose, "v", false, "list every fault that was tried")
	flag.Parse()
	if err := c.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		stop()
		os.Exit(1)
	}
}

// run prints the table also of a campaign that was interrupted.
func (c *campaign) run(ctx context.Context) (err error) {
	if c.folder, err = os.MkdirTemp("", "jaarcijfers-faults-"); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(c.folder)) }()
	if err := c.prepare(ctx); err != nil {
		return err
	}
	err = c.tryAll(ctx)
	if printed := c.table.print(os.Stdout); err == nil {
		err = printed
	}
	if err == nil && c.table.failed() > 0 {
		err = fmt.Errorf("%d faults were not survived", c.table.failed())
	}
	return err
}
