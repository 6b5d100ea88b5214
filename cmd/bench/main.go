// Command bench measures the program as it was built: the CPU time, time and
// memory of a clean build and of a build that finds nothing changed, and what
// the start page weighs. It prints medians, since machines are noisy; nothing
// fails on a clock. It is for the makers; `make bench` runs it.
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"text/tabwriter"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	program := flag.String("program", "./jaarcijfers", "the program to measure")
	data := flag.String("data", "data", "folder with datapackage.json")
	runs := flag.Int("runs", 5, "how often to run each")
	flag.Parse()
	if err := bench(ctx, *program, *data, *runs); err != nil {
		fmt.Fprintln(os.Stderr, err)
		stop()
		os.Exit(1)
	}
}

// A cost is what one run took.
type cost struct {
	cpu, wall time.Duration
	memory    int64 // most bytes in use
}

func bench(ctx context.Context, program, data string, runs int) error {
	folder, err := os.MkdirTemp("", "jaarcijfers-bench-")
	if err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	clean, again, err := measure(ctx, program, data, folder, runs)
	weight, weighed := startPage(filepath.Join(folder, "0", "release", "current"))
	if err := errors.Join(err, weighed, os.RemoveAll(folder)); err != nil {
		return err
	}
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "median of %d\tCPU\ttime\tmemory\tasked\n", runs)
	fmt.Fprintln(table, row("clean build", clean, "2 s CPU"))
	fmt.Fprintln(table, row("nothing changed", again, "0.2 s CPU"))
	fmt.Fprintf(table, "start page, gzipped\t\t\t%.1f kB\t60 kB\n", float64(weight)/1000)
	if err := table.Flush(); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

func measure(ctx context.Context, program, data, folder string, runs int) (clean, again []cost, err error) {
	for i := range runs {
		work := filepath.Join(folder, fmt.Sprint(i))
		for _, list := range []*[]cost{&clean, &again} {
			c, err := run(ctx, program, "build", "--quiet", "--data", data, "--work", work)
			if err != nil {
				return nil, nil, err
			}
			*list = append(*list, c)
		}
	}
	return clean, again, nil
}

func run(ctx context.Context, program string, args ...string) (cost, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	began := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return cost{}, fmt.Errorf("run %s: %w\n%s", program, err, out)
	}
	c := cost{cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), wall: time.Since(began)}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		c.memory = usage.Maxrss * 1024 // kilobytes on Linux
	}
	return c, nil
}

func row(name string, costs []cost, asked string) string {
	middle := func(of func(cost) int64) int64 {
		values := make([]int64, len(costs))
		for i, c := range costs {
			values[i] = of(c)
		}
		slices.Sort(values)
		return values[len(values)/2]
	}
	seconds := func(d int64) float64 { return time.Duration(d).Seconds() }
	return fmt.Sprintf("%s\t%.2f s\t%.2f s\t%d MB\t%s", name,
		seconds(middle(func(c cost) int64 { return int64(c.cpu) })), seconds(middle(func(c cost) int64 { return int64(c.wall) })),
		middle(func(c cost) int64 { return c.memory })/1_000_000, asked)
}

// startPage weighs what a browser fetches before a reader touches anything.
func startPage(release string) (int, error) {
	total := 0
	for _, name := range []string{"index.html", "assets/style.css", "assets/site.js"} {
		text, err := os.ReadFile(filepath.Join(release, name))
		if err != nil {
			return 0, fmt.Errorf("weigh start page: %w", err)
		}
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := w.Write(text); err != nil {
			return 0, fmt.Errorf("weigh start page: %w", err)
		}
		if err := w.Close(); err != nil {
			return 0, fmt.Errorf("weigh start page: %w", err)
		}
		total += b.Len()
	}
	return total, nil
}
