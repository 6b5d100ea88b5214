// Command jaarcijfers builds the yearly figures on discrimination offences:
// it loads the files in data/, models and checks them in DuckDB and publishes a
// chart site with its database. Each verb has a file of its own in this folder;
// what a verb does is in package pipeline. Here are only flags, wiring,
// printing and exit codes.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// garbagePercent lets the heap grow to nine times what is in use before it is
// collected: a build ends within seconds and uses little, so collecting often
// would cost a tenth of its time.
const garbagePercent = 800

// extractGarbagePercent is for runs with an extract, which take memory by the
// hundred megabytes.
const extractGarbagePercent = 50

func main() {
	debug.SetGCPercent(garbagePercent)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr))
}
