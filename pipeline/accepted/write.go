package accepted

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
	"jaarcijfers/pipeline/file"
)

// The accepted state while it is replaced. Hidden files are no part of the data.
const (
	nextState = ".accepted-next"
	lastState = ".accepted-last"
)

// The modes of what people edit in a data folder.
const (
	dataFileMode   fs.FileMode = 0o644
	dataFolderMode fs.FileMode = 0o755
)

// ErrMeanwhile says that the descriptor was changed while reasons were asked.
var ErrMeanwhile = errors.New("the descriptor was changed meanwhile")

// Write accepts: it writes the register with the decisions, the accepted state and
// the descriptor, which names both, last. Decisions are by subject; a missing one is
// ErrUndecided, and then nothing is written. Until all is on disk beside the old
// state, stopping ctx leaves that as it was. date is the day of the decisions, as 2026-11-25;
// the descriptor has it as the day of the data.
func (p *Proposal) Write(ctx context.Context, decisions map[string]Decision, date string) error {
	if err := p.decided(decisions); err != nil {
		return err
	}
	unlock, err := file.LockFolder(ctx, p.request.Dir, nil)
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
	next := filepath.Join(p.request.Dir, nextState)
	if err := errors.Join(file.Remove(next), p.writeState(ctx, next)); err != nil {
		return errors.Join(err, file.Remove(next))
	}
	now, err := os.ReadFile(filepath.Join(p.request.Dir, contract.DescriptorFile))
	if err == nil && !bytes.Equal(now, p.before) {
		err = ErrMeanwhile
	}
	if err := errors.Join(err, ctx.Err()); err != nil {
		return errors.Join(err, file.Remove(next))
	}
	return p.commit(next, register, text)
}

// register makes the new text of the register, and names the file among those that
// are accepted. The path is empty when nothing is added to it.
func (p *Proposal) register(decisions map[string]Decision, date string) (changed string, err error) {
	entries := p.entries(decisions)
	if len(entries) == 0 {
		return "", nil
	}
	res := p.request.Package.At(RegisterFile)
	if res == nil {
		return "", ErrNoRegister
	}
	text, err := addToRegister(p.texts[res.Path], entries, p.request.Version, date)
	if err != nil {
		return "", fmt.Errorf("register changes: %w", err)
	}
	p.texts[res.Path] = text
	p.accepted[path.Join(copies, res.Path)] = text
	if !slices.ContainsFunc(p.Files, func(f ProposedFile) bool { return f.Path == res.Path }) {
		p.Files = append(p.Files, ProposedFile{Path: res.Path})
	}
	return res.Path, nil
}

// writeState writes the accepted state beside the one that stands. The paths of files
// are those of the descriptor; none leads out of it.
func (p *Proposal) writeState(ctx context.Context, next string) (err error) {
	if err := file.MakeFolder(next, dataFolderMode); err != nil {
		return err
	}
	root, err := os.OpenRoot(next)
	if err != nil {
		return fmt.Errorf("open accepted state: %w", err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	for name, text := range p.accepted {
		if err := ctx.Err(); err != nil {
			return err
		}
		rel, err := filepath.Rel(stateFolder, filepath.FromSlash(name))
		if err != nil {
			return fmt.Errorf("place %s: %w", name, err)
		}
		if err := file.MakeFolderIn(root, filepath.Dir(rel), dataFolderMode); err != nil {
			return err
		}
		if err := file.WriteIn(root, rel, dataFileMode, text); err != nil {
			return err
		}
	}
	return nil
}

// commit switches the states: a few renames, which nothing interrupts but the
// machine. Recover knows what that leaves. When one fails, what was done
// before it is undone.
func (p *Proposal) commit(next, register string, descriptor []byte) error {
	state, last := filepath.Join(p.request.Dir, stateFolder), filepath.Join(p.request.Dir, lastState)
	_, missing := os.Lstat(state)
	err := switchAccepted(next, state, last)
	if err == nil && register != "" {
		err = file.Write(filepath.Join(p.request.Dir, register), dataFileMode, p.texts[register])
	}
	if err == nil {
		err = file.Write(filepath.Join(p.request.Dir, contract.DescriptorFile), dataFileMode, descriptor)
	}
	if err != nil && errors.Is(missing, fs.ErrNotExist) { // there is none to go back to
		return errors.Join(err, file.Remove(state), undoAccept(p.request.Dir))
	}
	if err != nil {
		return errors.Join(err, undoAccept(p.request.Dir))
	}
	if err := file.Remove(last); err != nil {
		return fmt.Errorf("remove the accepted state before: %w", err)
	}
	return nil
}

// switchAccepted makes next the accepted state and keeps the one before as last. Where
// two folders can be exchanged in one step, there always is one.
func switchAccepted(next, state, last string) error {
	if _, err := os.Lstat(state); errors.Is(err, fs.ErrNotExist) {
		return file.Move(next, state)
	}
	if err := file.Move(next, last); err != nil {
		return err
	}
	err := file.Exchange(last, state)
	if !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	for _, move := range [][2]string{{last, next}, {state, last}, {next, state}} {
		if err := file.Move(move[0], move[1]); err != nil {
			return err
		}
	}
	return nil
}
