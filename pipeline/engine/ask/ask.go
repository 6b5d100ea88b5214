// Package ask answers a question to a database in a process of its own, so that a
// damaged database or a question that breaks the engine harms nobody. [Ask] starts that
// process and hands on the rows as they come; [Serve] is what runs in it.
package ask

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/file"
)

// A Request is a question and the time in which it must be answered.
type Request struct {
	Question engine.Question
	Timeout  time.Duration
}

// message is a request as the child gets it.
type message struct {
	Question engine.Question
	Timeout  time.Duration
	Folder   string // which it removes when nobody is left to do so
}

// A Child is how the process is started: this program, with arguments that make it
// call Serve.
type Child struct {
	Path string
	Args []string // the name of the program first
}

// patience is how long a child that was ended may take to go.
const patience = 5 * time.Second

// Ask answers a request. Why there is no answer is a [engine.QueryError]; what out
// returns is returned, and ends the process. Several may be under way at once.
func Ask(ctx context.Context, child Child, r Request, out engine.RowWriter) (err error) {
	database, err := filepath.Abs(r.Question.Database)
	if err != nil {
		return fmt.Errorf("find database: %w", err)
	}
	r.Question.Database = database
	// It stands in a folder of its own: whatever it may leave, such as what a system
	// keeps of a program that breaks, goes with the folder.
	folder, err := os.MkdirTemp("", "jaarcijfers-query-")
	if err != nil {
		return fmt.Errorf("make folder for a question: %w", err)
	}
	defer func() { err = errors.Join(err, file.Remove(folder)) }()
	// To the driver, what follows a question mark in a path are settings.
	if strings.Contains(database, "?") {
		r.Question.Database = filepath.Join(folder, "database.duckdb")
		if err := os.Symlink(database, r.Question.Database); err != nil {
			return fmt.Errorf("point to database: %w", err)
		}
	}
	limited, cancel := context.WithTimeout(ctx, r.Timeout)
	defer cancel()
	told, err := run(limited, child, folder, r, out)
	switch {
	case told: // the child said how it went, or out stopped it
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case limited.Err() != nil:
		return &engine.QueryError{Kind: engine.QueryTime, Detail: r.Timeout.String()}
	case err != nil:
		return err
	default:
		return &engine.QueryError{Kind: engine.QueryStopped}
	}
}

// run starts the child and reads until it has told how it went.
func run(ctx context.Context, child Child, folder string, r Request, out engine.RowWriter) (told bool, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cmd := exec.CommandContext(ctx, child.Path)
	cmd.Args, cmd.Dir, cmd.WaitDelay = child.Args, folder, patience
	cmd.Env = []string{"HOME=" + folder, "TMPDIR=" + folder, "GOTRACEBACK=none"}
	in, err := cmd.StdinPipe() // stays open: when it closes, the child knows that nobody waits
	if err != nil {
		return false, fmt.Errorf("open pipe to a question: %w", err)
	}
	rows, err := cmd.StdoutPipe()
	if err != nil {
		return false, fmt.Errorf("open pipe of a question: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return false, fmt.Errorf("start process for a question: %w", err)
	}
	asked := json.NewEncoder(in).Encode(message{r.Question, r.Timeout, folder})
	told, err = readAnswer(rows, out)
	cancel()
	_ = in.Close()
	_ = cmd.Wait() // how it ended says nothing that was not told
	if !told || asked != nil {
		return false, nil // it ended on the way, wherever that was
	}
	return true, err
}

// Serve answers the request that in holds, in the form that Ask reads. It ends when
// in does.
func Serve(ctx context.Context, in io.Reader, out io.Writer) error {
	var r message
	if err := json.NewDecoder(in).Decode(&r); err != nil {
		return fmt.Errorf("read request: %w", err)
	}
	if err := limitProcess(uint64(r.Question.Memory)); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, r.Timeout)
	defer cancel()
	go func() {
		_, _ = io.Copy(io.Discard, in)
		cancel()
		_ = os.Remove(r.Folder) // the one who started this may have been killed
		<-time.After(patience)
		os.Exit(1) // the engine does not stop: nobody waits for it
	}()
	w := newRowWriter(out)
	return w.end(engine.Answer(ctx, r.Question, w))
}
