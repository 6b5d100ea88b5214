package pipeline

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// countsFile, beside RejectsFile, holds how the rejected rows of an extract stand
// to their budgets, and what else the list of them does not tell.
const countsFile = "rejects.json"

// rejectCounts is what countsFile holds.
type rejectCounts struct {
	Synthetic bool                         `json:"synthetic"`
	Unlisted  int                          `json:"unlisted"` // faults that are not in the list
	Counts    []RejectCount                `json:"counts"`
	Tables    map[string]string            `json:"tables"` // resources of the contract by the tables of the list
	Rules     map[string]map[string]string `json:"rules"`  // what a rule of sql/reject says must not be, by language
}

// dropCounts takes away what an earlier run counted.
func (r *run) dropCounts() error {
	if err := os.Remove(filepath.Join(r.work, countsFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove old counts of rejects: %w", err)
	}
	return nil
}

// keepCounts writes the counts of an extract beside the list of its rejected rows.
func (x *extraction) keepCounts() error {
	if len(x.run.rejects) == 0 {
		return nil
	}
	c := rejectCounts{
		Synthetic: x.synthetic, Unlisted: x.run.report.RejectsUnlisted, Counts: x.budgets.list(),
		Tables: x.budgets.name, Rules: map[string]map[string]string{},
	}
	for _, check := range x.models.Checks {
		if rule, ok := strings.CutPrefix(check.Name, "reject."); ok {
			c.Rules[rule] = check.MustNot
		}
	}
	text, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("keep counts of rejects: %w", err)
	}
	if err := os.WriteFile(filepath.Join(x.run.work, countsFile), text, 0o600); err != nil {
		return fmt.Errorf("keep counts of rejects: %w", err)
	}
	return nil
}

// readCounts reads what the last run counted; nothing when it read no extract.
func readCounts(work string) (*rejectCounts, error) {
	text, err := os.ReadFile(filepath.Join(work, countsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return &rejectCounts{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read counts of rejects: %w", err)
	}
	c := &rejectCounts{}
	if err := json.Unmarshal(text, c); err != nil {
		return nil, fmt.Errorf("read counts of rejects: %w", err)
	}
	return c, nil
}
