package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"golang.org/x/sys/unix"

	"jaarcijfers/cmd/faults/tracer"
)

// rooms are the megabytes that are left on the small disk beside what stands on it already.
var rooms = []int64{0, 1, 2, 4, 8, 12, 16, 24}

// fill runs the builds on disks of their own that are too small, which only the superuser may
// make, and then again where there is room.
func (c *campaign) fill(ctx context.Context, s scene) error {
	stands, err := size(s.work)
	if err != nil {
		return err
	}
	small := filepath.Join(c.folder, "small")
	if err := os.MkdirAll(small, 0o700); err != nil {
		return fmt.Errorf("make folder of small disk: %w", err)
	}
	for _, room := range rooms {
		options := fmt.Sprintf("size=%dk", stands/1024+room*1024+64)
		err := unix.Mount("tmpfs", small, "tmpfs", 0, options)
		if errors.Is(err, unix.EPERM) {
			fmt.Println("small disks were not tried: mounting one needs the superuser")
			return nil
		}
		if err != nil {
			return fmt.Errorf("mount small disk: %w", err)
		}
		outcome, err := c.fillOne(ctx, s, small)
		if err = errors.Join(err, unix.Unmount(small, unix.MNT_DETACH)); err != nil {
			return fmt.Errorf("%d MB left: %w", room, err)
		}
		c.table.add(s.name, "small disk", outcome)
		if c.verbose || len(outcome.problems) > 0 {
			fmt.Fprintf(os.Stderr, "\r%s: %d MB left: %v\x1b[K\n", s.name, room, outcome)
		}
	}
	return nil
}

func (c *campaign) fillOne(ctx context.Context, s scene, disk string) (outcome, error) {
	work := filepath.Join(disk, "work")
	if out, err := exec.CommandContext(ctx, "cp", "-a", s.work, work).CombinedOutput(); err != nil {
		return outcome{}, fmt.Errorf("copy work folder: %w: %s", err, out)
	}
	code, printed, err := c.invoke(ctx, append(s.args, "--work", work)...)
	if err != nil {
		return outcome{}, err
	}
	found, err := releaseOf(work)
	if err != nil {
		return outcome{}, err
	}
	out := outcome{struck: code != 0, problems: judge(s, tracer.Fault{Kind: tracer.Full}, code, printed, found)}
	if err := unix.Mount("", disk, "", unix.MS_REMOUNT, "size=1g"); err != nil {
		return out, fmt.Errorf("give room: %w", err)
	}
	repaired, err := c.repair(ctx, s, work)
	out.problems = append(out.problems, repaired...)
	return out, err
}

// size gives the bytes that a folder takes, in whole blocks.
func size(folder string) (int64, error) {
	var sum int64
	err := filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			sum += (info.Size() + 4095) / 4096 * 4096
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("size of %s: %w", folder, err)
	}
	return sum, nil
}
