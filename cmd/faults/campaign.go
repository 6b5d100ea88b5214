package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"jaarcijfers/cmd/faults/tracer"
)

// campaign is what is tried, and on what.
type campaign struct {
	program, data string
	thin, rows    int
	only          []string
	verbose       bool

	folder  string
	extract string
	table   table
}

// scene is a work folder as it stands before a fault, and the command that is failed on it.
type scene struct {
	name string
	work string
	args []string
	// before and after are the releases that a reader may find.
	before, after string
	// listing is what a whole run and the run after it leave in the work folder.
	listing []string
}

func (c *campaign) prepare(ctx context.Context) (err error) {
	if c.program, err = filepath.Abs(c.program); err != nil {
		return fmt.Errorf("find program: %w", err)
	}
	if c.data, err = filepath.Abs(c.data); err != nil {
		return fmt.Errorf("find data: %w", err)
	}
	if err := c.prove(ctx); err != nil {
		return err
	}
	c.extract = filepath.Join(c.folder, "extract-synthetic")
	return c.must(ctx, "synth", "--data", c.data, "--rows", fmt.Sprint(c.rows), c.extract)
}

// scenes are the builds that are failed: with an extract over a release without, without over
// one with, the same content again, and a state that was lost.
func (c *campaign) scenes(ctx context.Context) ([]scene, error) {
	plain := []string{"build", "--quiet", "--data", c.data}
	rows := append(plain[:len(plain):len(plain)], "--extract", c.extract, "--allow-synthetic")
	force := append(plain[:len(plain):len(plain)], "--force")
	var out []scene
	for _, s := range []struct {
		name          string
		first, second []string
		forget        bool
	}{
		{"first build", nil, plain, false},
		{"with an extract", plain, rows, false},
		{"without the extract", rows, plain, false},
		{"same content, --force", plain, force, false},
		{"same content, state lost", plain, plain, true},
	} {
		if !c.wants(s.name) {
			continue
		}
		made, err := c.scene(ctx, s.name, s.first, s.second, s.forget)
		if err != nil {
			return nil, fmt.Errorf("prepare %q: %w", s.name, err)
		}
		out = append(out, made)
	}
	return out, nil
}

func (c *campaign) scene(ctx context.Context, name string, first, second []string, forget bool) (s scene, err error) {
	s = scene{name: name, work: filepath.Join(c.folder, "before-"+name), args: second}
	if err := os.Mkdir(s.work, 0o700); err != nil {
		return s, fmt.Errorf("make work folder: %w", err)
	}
	if first != nil {
		if err := c.must(ctx, append(first, "--work", s.work)...); err != nil {
			return s, err
		}
	}
	if forget {
		if err := os.Remove(filepath.Join(s.work, "state.json")); err != nil {
			return s, fmt.Errorf("forget state: %w", err)
		}
	}
	if s.before, err = releaseOf(s.work); err != nil {
		return s, err
	}
	work, err := c.fresh(ctx, s)
	if err != nil {
		return s, err
	}
	for range 2 {
		if err := c.must(ctx, append(s.args, "--work", work)...); err != nil {
			return s, err
		}
	}
	if s.after, err = releaseOf(work); err != nil {
		return s, err
	}
	s.listing, err = list(work)
	return s, err
}

// fresh puts the scene's folder where every run of it works.
func (c *campaign) fresh(ctx context.Context, s scene) (string, error) {
	work := filepath.Join(c.folder, "work")
	if err := os.RemoveAll(work); err != nil {
		return "", fmt.Errorf("clear work folder: %w", err)
	}
	if out, err := exec.CommandContext(ctx, "cp", "-a", s.work, work).CombinedOutput(); err != nil {
		return "", fmt.Errorf("copy work folder: %w: %s", err, out)
	}
	return work, nil
}

// must runs the program and expects it to succeed.
func (c *campaign) must(ctx context.Context, args ...string) error {
	code, out, err := c.invoke(ctx, args...)
	if err == nil && code != 0 {
		err = fmt.Errorf("jaarcijfers %v: exit code %d: %s", args, code, out)
	}
	return err
}

// invoke runs the program untraced, in English, and gives its exit code and what it printed.
func (c *campaign) invoke(ctx context.Context, args ...string) (int, string, error) {
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, c.program, append(args, "--lang", "en")...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = c.folder, &out, &out
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && ctx.Err() == nil {
		return exit.ExitCode(), out.String(), nil
	}
	return 0, out.String(), err
}

func (c *campaign) tryAll(ctx context.Context) error {
	scenes, err := c.scenes(ctx)
	if err != nil {
		return err
	}
	for _, s := range scenes {
		if err := c.tryScene(ctx, s); err != nil {
			return fmt.Errorf("try %q: %w", s.name, err)
		}
	}
	if !c.wants("query") {
		return nil
	}
	return c.ask(ctx)
}

func (c *campaign) wants(name string) bool {
	return len(c.only) == 0 || slices.Contains(c.only, name)
}

func (c *campaign) tryScene(ctx context.Context, s scene) error {
	work, err := c.fresh(ctx, s)
	if err != nil {
		return err
	}
	whole, err := tracer.Run(ctx, c.command(s, work, &bytes.Buffer{}), nil)
	if err != nil {
		return err
	}
	faults := choose(whole.Calls, c.thin)
	began := time.Now()
	for i, fault := range faults {
		fmt.Fprintf(os.Stderr, "\r%s: %d of %d, %d s\x1b[K", s.name, i+1, len(faults), int(time.Since(began).Seconds()))
		outcome, err := c.try(ctx, s, fault)
		if err != nil {
			return err
		}
		c.table.add(s.name, string(fault.Kind), outcome)
		if c.verbose || len(outcome.problems) > 0 {
			fmt.Fprintf(os.Stderr, "\r%s: %s: %v\x1b[K\n", s.name, fault, outcome)
		}
	}
	fmt.Fprintln(os.Stderr)
	return c.fill(ctx, s)
}

func (c *campaign) command(s scene, work string, out *bytes.Buffer) tracer.Command {
	args := append([]string{c.program}, s.args...)
	return tracer.Command{Args: append(args, "--work", work, "--lang", "en"), Dir: c.folder, Folder: work, Output: out}
}

// releaseOf gives the hash of all names and bytes of the release that a reader finds, or nothing when there is none.
func releaseOf(work string) (string, error) {
	sum, err := hashTree(filepath.Join(work, "release", "current"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return sum, err
}
