package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"text/tabwriter"
	"time"
)

// An extractBench measures what a record-level extract costs, against the engine
// alone that reads the same files and counts the same.
type extractBench struct {
	program, data, folder string
	rows, parts, runs     int
}

// Extract of a size that no year of Dutch figures has; see docs/METHOD.md.
func (b extractBench) run(ctx context.Context) error {
	clean := filepath.Join(b.folder, "extract")
	if err := b.synth(ctx, clean, b.rows); err != nil {
		return err
	}
	size, err := folderSize(clean)
	if err != nil {
		return err
	}
	broken := filepath.Join(b.folder, "broken")
	if err := breakRows(clean, broken); err != nil {
		return err
	}
	data, err := b.patient(ctx)
	if err != nil {
		return err
	}
	var bare, ranged, ours, poor, small []cost
	for i := range b.runs {
		steps := []struct {
			list *[]cost
			name string
			args []string
		}{
			{&bare, "bare", []string{"-bare", clean, "-data", data}},
			{&ranged, "ranged", []string{"-bare", clean, "-data", data, "-ranges"}},
			{&ours, "ours", []string{"--extract", clean}},
			{&poor, "poor", []string{"--extract", broken}},
		}
		if i == 0 { // once is enough: that it finishes, and what it takes
			steps = append(steps, struct {
				list *[]cost
				name string
				args []string
			}{&small, "small", []string{"--extract", clean, "--memory", "1GB"}})
		}
		for _, s := range steps {
			c, err := b.once(ctx, data, s.name, s.args)
			if err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
			*s.list = append(*s.list, c)
			fmt.Fprintf(os.Stderr, "%d/%d %-6s %6.1f s\n", i+1, b.runs, s.name, c.wall.Seconds())
		}
	}
	return b.print(size, bare, ranged, ours, poor, small)
}

func (b extractBench) print(size int64, bare, ranged, ours, poor, small []cost) error {
	base := wall(bare)
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "%d offences and what belongs to them, %.2f GB; median of %d\tCPU\ttime\tmemory\tratio\tasked\n", b.rows, float64(size)/1e9, b.runs)
	for _, line := range []struct {
		name  string
		costs []cost
		to    time.Duration
		asked string
	}{
		{"the engine alone: typed CSV to Parquet, the same counts", bare, base, ""},
		{"the engine alone, its joins in ranges as ours", ranged, base, ""},
		{"check: gate, contract, the same counts, all marts", ours, base, "1.3; 1.5 GB"},
		{"1 % bad rows, against clean", poor, wall(ours), "1.5"},
		{"memory limit 1 GB (one run)", small, base, "finishes"},
	} {
		fmt.Fprintf(table, "%s\t%.1f s\t%.1f s\t%d MB\t%.2f\t%s\n", line.name, cpu(line.costs).Seconds(), wall(line.costs).Seconds(),
			median(line.costs, func(c cost) int64 { return c.memory })/1_000_000, float64(wall(line.costs))/float64(line.to), line.asked)
	}
	return table.Flush()
}

func wall(costs []cost) time.Duration {
	return time.Duration(median(costs, func(c cost) int64 { return int64(c.wall) }))
}

// once runs one kind in a process of its own, in a work folder of its own.
func (b extractBench) once(ctx context.Context, data, name string, args []string) (c cost, err error) {
	work := filepath.Join(b.folder, "work")
	if err := os.RemoveAll(work); err != nil {
		return c, err
	}
	if name == "bare" || name == "ranged" {
		self, err := os.Executable()
		if err != nil {
			return c, err
		}
		return run(ctx, self, args...)
	}
	return run(ctx, b.program, append([]string{"check", "--quiet", "--data", data, "--work", work}, args...)...)
}

func (b extractBench) synth(ctx context.Context, folder string, rows int) error {
	_, err := run(ctx, b.program, "synth", folder, "--data", b.data, "--rows", strconv.Itoa(rows), "--parts", strconv.Itoa(b.parts))
	return err
}

func folderSize(folder string) (int64, error) {
	entries, err := os.ReadDir(folder)
	var total int64
	var errs []error
	for _, e := range entries {
		info, err := e.Info()
		if err == nil {
			total += info.Size()
		}
		errs = append(errs, err)
	}
	return total, errors.Join(append(slices.Clip(errs), err)...)
}
