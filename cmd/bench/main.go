// Command bench measures the program as it was built. Without -rows: the CPU time, time and
// memory of a clean build, of one that keeps its drawings and of one that finds
// nothing changed, and what pages weigh. It prints medians, since machines are noisy; nothing
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
	rows := flag.Int("rows", 0, "offences of a synthetic extract to measure; 0 measures the report instead")
	parts := flag.Int("parts", 1, "files per table of that extract")
	alone := flag.String("bare", "", "folder of an extract to read with the engine alone (used by this program itself)")
	ranges := flag.Bool("ranges", false, "with -bare: joined range by range, as the program does")
	flag.Parse()
	var err error
	switch {
	case *alone != "":
		err = bare(ctx, *data, *alone, *ranges)
	case *rows > 0:
		err = benchExtract(ctx, extractBench{program: *program, data: *data, rows: *rows, parts: *parts, runs: *runs})
	default:
		err = bench(ctx, *program, *data, *runs)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		stop()
		os.Exit(1)
	}
}

func benchExtract(ctx context.Context, b extractBench) (err error) {
	if b.folder, err = os.MkdirTemp("", "jaarcijfers-bench-"); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(b.folder)) }()
	if err := b.workbook(ctx); err != nil {
		return fmt.Errorf("measure workbook: %w", err)
	}
	return b.run(ctx)
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
	m, err := measure(ctx, program, data, folder, runs)
	release := filepath.Join(folder, "0", "release", "current")
	start, weighed := weigh(release, "index.html", "assets/style.css", "assets/early.js", "assets/site.js")
	chart, weighedChart := weigh(release, "charts/inflow_ground.nl.html", "assets/style.css", "assets/early.js", "assets/site.js")
	drawings, listed := filepath.Glob(filepath.Join(release, "charts", "*.svg"))
	document, sized := os.Stat(filepath.Join(release, "rapport.html"))
	if err := errors.Join(err, weighed, weighedChart, listed, sized, os.RemoveAll(folder)); err != nil {
		return err
	}
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "median of %d\tCPU\ttime\tmemory\tasked\n", runs)
	fmt.Fprintln(table, row("clean build", m.clean, "3 s CPU"))
	fmt.Fprintln(table, row("all again, drawings kept", m.kept, ""))
	fmt.Fprintln(table, row("nothing changed", m.again, "0.2 s CPU"))
	drawing := (cpu(m.clean) - cpu(m.kept)) / time.Duration(len(drawings))
	fmt.Fprintf(table, "drawing a chart, one language\t%d ms\t\t\t60 ms CPU\n", drawing.Milliseconds())
	fmt.Fprintf(table, "start page, gzipped\t\t\t%.1f kB\t60 kB\n", float64(start)/1000)
	fmt.Fprintf(table, "heaviest chart page, gzipped\t\t\t%.1f kB\t120 kB\n", float64(chart)/1000)
	fmt.Fprintf(table, "report as one file\t\t\t%.2f MB\t3 MB\n", float64(document.Size())/1e6)
	if err := table.Flush(); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// A measurement holds the runs of each kind: from nothing, with everything but
// the drawings made anew, and with nothing changed.
type measurement struct{ clean, kept, again []cost }

func measure(ctx context.Context, program, data, folder string, runs int) (m measurement, err error) {
	for i := range runs {
		work := filepath.Join(folder, fmt.Sprint(i))
		for _, step := range []struct {
			list  *[]cost
			force bool
		}{{&m.clean, false}, {&m.kept, true}, {&m.again, false}} {
			args := []string{"build", "--quiet", "--data", data, "--work", work}
			if step.force {
				args = append(args, "--force")
			}
			c, err := run(ctx, program, args...)
			if err != nil {
				return m, err
			}
			*step.list = append(*step.list, c)
		}
	}
	return m, nil
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

// median is the middle of what the runs took.
func median(costs []cost, of func(cost) int64) int64 {
	values := make([]int64, len(costs))
	for i, c := range costs {
		values[i] = of(c)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

func cpu(costs []cost) time.Duration {
	return time.Duration(median(costs, func(c cost) int64 { return int64(c.cpu) }))
}

func row(name string, costs []cost, asked string) string {
	wall := time.Duration(median(costs, func(c cost) int64 { return int64(c.wall) }))
	memory := median(costs, func(c cost) int64 { return c.memory })
	return fmt.Sprintf("%s\t%.2f s\t%.2f s\t%d MB\t%s", name, cpu(costs).Seconds(), wall.Seconds(), memory/1_000_000, asked)
}

// weigh adds what a browser fetches for a page before a reader touches anything.
func weigh(release string, names ...string) (int, error) {
	total := 0
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join(release, name))
		if err != nil {
			return 0, fmt.Errorf("weigh page: %w", err)
		}
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := w.Write(text); err != nil {
			return 0, fmt.Errorf("weigh page: %w", err)
		}
		if err := w.Close(); err != nil {
			return 0, fmt.Errorf("weigh page: %w", err)
		}
		total += b.Len()
	}
	return total, nil
}
