package ask

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"jaarcijfers/pipeline/engine"
)

// An answer is a byte that says what follows, then texts. A text is its length plus
// one as an unsigned varint and its bytes; NULL is the number 0.
const (
	headMark = 'H' // the number of columns, and the name and type of each
	rowMark  = 'R' // a text for each column
	endMark  = 'E' // the kind and the detail of an error, both empty if there is none
)

// longestText bounds what a broken child can make us keep.
const longestText = 1 << 30

// Kinds of errors that are no QueryError.
const (
	fault       engine.QueryErrorKind = "fault"
	interrupted engine.QueryErrorKind = "interrupted"
)

type rowWriter struct {
	w      *bufio.Writer
	number [binary.MaxVarintLen64]byte
}

func newRowWriter(w io.Writer) *rowWriter { return &rowWriter{w: bufio.NewWriterSize(w, 1<<16)} }

func (w *rowWriter) mark(mark byte) error { return w.w.WriteByte(mark) }

func (w *rowWriter) uvarint(n uint64) error {
	_, err := w.w.Write(w.number[:binary.PutUvarint(w.number[:], n)])
	return err
}

func (w *rowWriter) text(text []byte) error {
	if text == nil {
		return w.uvarint(0)
	}
	if err := w.uvarint(uint64(len(text)) + 1); err != nil {
		return err
	}
	_, err := w.w.Write(text)
	return err
}

func (w *rowWriter) Head(columns []engine.Column) error {
	err := errors.Join(w.mark(headMark), w.uvarint(uint64(len(columns))))
	for _, column := range columns {
		err = errors.Join(err, w.text([]byte(column.Name)), w.text([]byte(column.Type)))
	}
	return err
}

func (w *rowWriter) Row(values [][]byte) error {
	if err := w.mark(rowMark); err != nil {
		return err
	}
	for _, value := range values {
		if err := w.text(value); err != nil {
			return err
		}
	}
	return nil
}

// end says how it went.
func (w *rowWriter) end(err error) error {
	var question *engine.QueryError
	var kind, detail string
	switch {
	case errors.Is(err, context.Canceled):
		kind = string(interrupted)
	case errors.Is(err, context.DeadlineExceeded):
		kind = string(engine.QueryTime)
	case errors.As(err, &question):
		kind, detail = string(question.Kind), question.Detail
	case err != nil:
		kind, detail = string(fault), err.Error()
	}
	return errors.Join(w.mark(endMark), w.text([]byte(kind)), w.text([]byte(strings.ToValidUTF8(detail, "?"))), w.w.Flush())
}

// readAnswer hands on what a child writes. It reports true when the child said how it
// went, or when out had enough; false when the child ended without a word or wrote
// something else.
func readAnswer(r io.Reader, out engine.RowWriter) (told bool, err error) {
	reader := &answerReader{r: bufio.NewReaderSize(r, 1<<16)}
	for {
		mark, err := reader.r.ReadByte()
		if err != nil {
			return false, fmt.Errorf("read answer: %w", err)
		}
		switch mark {
		case headMark:
			columns, err := reader.head()
			if err != nil {
				return false, err
			}
			if err := out.Head(columns); err != nil {
				return true, err
			}
		case rowMark:
			if err := reader.row(); err != nil {
				return false, err
			}
			if err := out.Row(reader.values); err != nil {
				return true, err
			}
		case endMark:
			headless := reader.kept == nil
			told, err := reader.end()
			return told && (err != nil || !headless), err
		default:
			return false, errOther
		}
	}
}

// errOther is an answer in another form than ours.
var errOther = errors.New("read answer: not the start of a row")

// roomStep is how much room is made at once for a text.
const roomStep = 1 << 20

type answerReader struct {
	r      *bufio.Reader
	values [][]byte
	kept   [][]byte // room for each value, used again
}

const mostColumns = 1 << 20

func (r *answerReader) head() ([]engine.Column, error) {
	n, err := binary.ReadUvarint(r.r)
	if err != nil || n > mostColumns {
		return nil, fmt.Errorf("read answer: %d columns: %w", n, err)
	}
	columns := make([]engine.Column, n)
	r.values, r.kept = make([][]byte, n), make([][]byte, max(n, 2))
	for i := range columns {
		name, err := r.text(0)
		if err != nil {
			return nil, err
		}
		columns[i].Name = string(name)
		kind, err := r.text(0)
		if err != nil {
			return nil, err
		}
		columns[i].Type = string(kind)
	}
	return columns, nil
}

func (r *answerReader) row() error {
	if r.kept == nil {
		return errOther // a row before the columns
	}
	for i := range r.values {
		var err error
		if r.values[i], err = r.text(i); err != nil {
			return err
		}
	}
	return nil
}

// text reads into the room of a column.
func (r *answerReader) text(column int) ([]byte, error) {
	n, err := binary.ReadUvarint(r.r)
	if err != nil || n > longestText {
		return nil, fmt.Errorf("read answer: a text of %d bytes: %w", n, err)
	}
	if n == 0 {
		return nil, nil
	}
	// Room is made as bytes come: a broken child may say any length.
	text := r.kept[column][:0]
	if text == nil {
		text = []byte{}
	}
	for left := int(n - 1); left > 0; {
		step := min(left, roomStep)
		start := len(text)
		text = slices.Grow(text, step)[:start+step]
		if _, err := io.ReadFull(r.r, text[start:]); err != nil {
			return nil, fmt.Errorf("read answer: %w", err)
		}
		left -= step
	}
	r.kept[column] = text
	return text, nil
}

func (r *answerReader) end() (told bool, err error) {
	r.kept = make([][]byte, 2)
	kind, err := r.text(0)
	if err != nil {
		return false, err
	}
	detail, err := r.text(1)
	if err != nil {
		return false, err
	}
	switch kind := engine.QueryErrorKind(kind); kind {
	case "":
		return true, nil
	case interrupted:
		return true, context.Canceled
	case fault:
		return true, errors.New(string(detail))
	default:
		return true, &engine.QueryError{Kind: kind, Detail: string(detail)}
	}
}
