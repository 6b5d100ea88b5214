package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/edition"
	"jaarcijfers/pipeline/file"
)

// The accepted state while it is replaced. Hidden files are no part of the data.
const (
	nextState = ".accepted-next"
	lastState = ".accepted-last"
)

// ErrMeanwhile says that the descriptor was changed while reasons were asked.
var ErrMeanwhile = errors.New("the descriptor was changed meanwhile")

// Write accepts: it writes the register with the decisions, the accepted state and
// the descriptor, which names both, last. Decisions are by subject; a missing one is
// ErrUndecided, and then nothing is written. Until all is on disk beside the old
// state, stopping ctx leaves that as it was. date is the day of the decisions, as 2026-11-25;
// the descriptor has it as the day of the data.
func (p *Proposal) Write(ctx context.Context, decisions map[string]edition.Decision, date string) error {
	if err := p.decided(decisions); err != nil {
		return err
	}
	unlock, err := lockFolder(p.dir)
	if err != nil {
		return err
	}
	defer unlock()
	register, err := p.register(decisions, date)
	if err != nil {
		return err
	}
	text, err := p.describe(p.before, date)
	if err != nil {
		return err
	}
	next := filepath.Join(p.dir, nextState)
	if err := errors.Join(os.RemoveAll(next), p.writeState(ctx, next)); err != nil {
		return errors.Join(err, os.RemoveAll(next))
	}
	now, err := os.ReadFile(filepath.Join(p.dir, contract.DescriptorFile))
	if err == nil && !bytes.Equal(now, p.before) {
		err = ErrMeanwhile
	}
	if err := errors.Join(err, ctx.Err()); err != nil {
		return errors.Join(err, os.RemoveAll(next))
	}
	return p.commit(next, register, text)
}

// register makes the new text of the register, and names the file among those that
// are accepted. The path is empty when nothing is added to it.
func (p *Proposal) register(decisions map[string]edition.Decision, date string) (changed string, err error) {
	entries := p.entries(decisions)
	if len(entries) == 0 {
		return "", nil
	}
	res := p.pkg.At(edition.RegisterFile)
	if res == nil {
		return "", ErrNoRegister
	}
	text, err := edition.Register(p.texts[res.Path], entries, p.version, date)
	if err != nil {
		return "", fmt.Errorf("register changes: %w", err)
	}
	p.texts[res.Path] = text
	p.accepted[path.Join(edition.Copies, res.Path)] = text
	if !slices.ContainsFunc(p.Files, func(f ProposedFile) bool { return f.Path == res.Path }) {
		p.Files = append(p.Files, ProposedFile{Path: res.Path})
	}
	return res.Path, nil
}

// writeState writes the accepted state beside the one that stands.
func (p *Proposal) writeState(ctx context.Context, next string) error {
	for name, text := range p.accepted {
		if err := ctx.Err(); err != nil {
			return err
		}
		rel, err := filepath.Rel(edition.Folder, filepath.FromSlash(name))
		if err != nil {
			return fmt.Errorf("place %s: %w", name, err)
		}
		file := filepath.Join(next, rel)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return fmt.Errorf("make folder of %s: %w", name, err)
		}
		if err := contract.ReplaceFile(file, text); err != nil {
			return err
		}
	}
	return nil
}

// commit switches the states: a few renames, which nothing interrupts but the
// machine. recoverAccepted knows what that leaves.
func (p *Proposal) commit(next, register string, descriptor []byte) error {
	state, last := filepath.Join(p.dir, edition.Folder), filepath.Join(p.dir, lastState)
	if err := os.Rename(state, last); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("set accepted state aside: %w", err)
	}
	if err := os.Rename(next, state); err != nil {
		return fmt.Errorf("switch accepted state: %w", err)
	}
	if register != "" {
		if err := contract.ReplaceFile(filepath.Join(p.dir, register), p.texts[register]); err != nil {
			return err
		}
	}
	if err := contract.ReplaceFile(filepath.Join(p.dir, contract.DescriptorFile), descriptor); err != nil {
		return err
	}
	if err := os.RemoveAll(last); err != nil {
		return fmt.Errorf("remove the accepted state before: %w", err)
	}
	return nil
}

// recoverAccepted undoes an accept that the machine broke off between the renames:
// the state that the descriptor names comes back, and its register. What a stopped
// accept had half written goes.
func recoverAccepted(dir string) error {
	unlock, err := lockFolder(dir)
	if err != nil {
		return err
	}
	defer unlock()
	if err := removeParts(dir); err != nil {
		return err
	}
	last, state := filepath.Join(dir, lastState), filepath.Join(dir, edition.Folder)
	if _, err := os.Stat(last); err != nil {
		return nil // nothing was broken off
	}
	data, err := file.ReadFolder(context.Background(), dir, dataLimits)
	if err != nil {
		return fmt.Errorf("read data folder: %w", err)
	}
	pkg, _, err := contract.LoadShape(data)
	if err != nil || pkg == nil {
		return err
	}
	have, err := contract.Seal(data)
	if err != nil {
		return err
	}
	if have == pkg.Seal { // only the old state was left
		return os.RemoveAll(last)
	}
	if err := errors.Join(os.RemoveAll(state), os.Rename(last, state)); err != nil {
		return fmt.Errorf("put back the accepted state: %w", err)
	}
	text, err := os.ReadFile(filepath.Join(dir, edition.Copies, edition.RegisterFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read accepted register: %w", err)
	}
	return contract.ReplaceFile(filepath.Join(dir, edition.RegisterFile), text)
}

// removeParts removes files that were being written when the machine stopped.
func removeParts(dir string) error {
	parts, err := filepath.Glob(filepath.Join(dir, contract.PartPattern))
	if err != nil {
		return fmt.Errorf("look for files that were half written in %s: %w", dir, err)
	}
	var errs []error
	for _, part := range append(parts, filepath.Join(dir, nextState)) {
		errs = append(errs, os.RemoveAll(part))
	}
	return errors.Join(errs...)
}
