package ask

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/engine"
)

type kept struct {
	columns []engine.Column
	rows    [][]string
}

func (k *kept) Head(columns []engine.Column) error { k.columns = columns; return nil }

func (k *kept) Row(values [][]byte) error {
	row := make([]string, len(values))
	for i, value := range values {
		row[i] = "NULL"
		if value != nil {
			row[i] = string(value)
		}
	}
	k.rows = append(k.rows, row)
	return nil
}

var columns = []engine.Column{{Name: "a", Type: "VARCHAR"}, {Name: "é b", Type: "INTEGER[]"}}

// written is an answer of three rows that ended with err.
func written(t testing.TB, err error) []byte {
	t.Helper()
	var b bytes.Buffer
	w := newRowWriter(&b)
	errs := []error{w.Head(columns)}
	for _, row := range [][][]byte{{[]byte("x"), nil}, {{}, bytes.Repeat([]byte("y"), 100_000)}, {nil, {}}} {
		errs = append(errs, w.Row(row))
	}
	if err := errors.Join(append(errs, w.end(err))...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAnswerComesAcrossAsItWas(t *testing.T) {
	var k kept
	told, err := readAnswer(bytes.NewReader(written(t, nil)), &k)
	want := [][]string{{"x", "NULL"}, {"", string(bytes.Repeat([]byte("y"), 100_000))}, {"NULL", ""}}
	if diff := cmp.Diff(columns, k.columns) + cmp.Diff(want, k.rows); !told || err != nil || diff != "" {
		t.Error(told, err, diff)
	}
	told, err = readAnswer(bytes.NewReader(written(t, &engine.QueryError{Kind: engine.QueryWrong, Detail: "d"})), &k)
	var wrong *engine.QueryError
	if !told || !errors.As(err, &wrong) || *wrong != (engine.QueryError{Kind: engine.QueryWrong, Detail: "d"}) {
		t.Error(told, err)
	}
}

// A child that ended on the way never looks like one that was ready.
func TestAnswerThatIsCutIsNotTold(t *testing.T) {
	whole := written(t, nil)
	for n := range whole {
		if n > 300 && n < len(whole)-300 {
			continue
		}
		if told, err := readAnswer(bytes.NewReader(whole[:n]), &kept{}); told {
			t.Errorf("%d of %d bytes were enough: %v", n, len(whole), err)
		}
	}
}

// Whatever a broken child writes, it is read to an end.
func FuzzReadAnswer(f *testing.F) {
	f.Add(written(f, nil)[:200])
	f.Add(written(f, errors.New("broken")))
	f.Add([]byte("H\x01\x02a\x02bR\x00E\x01\x01"))
	f.Add([]byte("R\x00E\x01\x01"))
	f.Add([]byte("H\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"))
	f.Fuzz(func(t *testing.T, answer []byte) {
		told, err := readAnswer(bytes.NewReader(answer), &kept{})
		if told && err == nil && answer[0] != headMark {
			t.Errorf("%q has no columns", answer)
		}
	})
}
