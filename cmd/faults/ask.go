package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
)

//go:embed attacks.txt
var attacks string

// ask puts hostile questions to query: the database, its folder and the folder it runs in must be as before, and
// the program must end with an exit code of its own.
func (c *campaign) ask(ctx context.Context) error {
	work := filepath.Join(c.folder, "asked")
	if err := c.must(ctx, "build", "--quiet", "--data", c.data, "--work", work); err != nil {
		return err
	}
	before, err := hashTree(c.folder)
	if err != nil {
		return err
	}
	base, err := filepath.Glob(filepath.Join(work, "release", "current", "*.duckdb"))
	if err != nil || len(base) != 1 {
		return fmt.Errorf("find the database in %s: %w", work, errors.Join(err, fs.ErrNotExist))
	}
	names := strings.NewReplacer("{folder}", c.folder, "{base}", base[0])
	for attack := range strings.Lines(attacks) {
		attack = names.Replace(strings.TrimSpace(attack))
		if attack == "" || strings.HasPrefix(attack, "#") {
			continue
		}
		code, printed, err := c.invoke(ctx, "query", "--work", work, "--timeout", "5s", attack)
		if err != nil {
			return err
		}
		out := outcome{struck: true}
		after, err := hashTree(c.folder)
		switch {
		case err != nil:
			return err
		case after != before:
			out.problems = append(out.problems, "changed a file")
			before = after
		case code < 0 || code > 4:
			out.problems = append(out.problems, fmt.Sprintf("exit code %d", code))
		case internals.MatchString(printed):
			out.problems = append(out.problems, "words of the program's inside: "+printed)
		case strings.Contains(printed, "root:"):
			out.problems = append(out.problems, "showed a file: "+printed)
		}
		c.table.add("query", "hostile question", out)
		if len(out.problems) > 0 {
			fmt.Printf("query: %s: %v\n", attack, out.problems)
		}
	}
	return nil
}
