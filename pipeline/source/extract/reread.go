package extract

import (
	"context"
	"errors"
	"fmt"
	"io"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
)

// errFound ends the reading of a source when all wanted records were given.
var errFound = errors.New("all records were found")

// Records reads the source again, and gives those of the records handed on whose
// numbers are wanted, in order. Numbers must be sorted; held is what Pass held back.
func (f *File) Records(ctx context.Context, numbers []int, held Held, each func(number int, r Record) error) error {
	found := 0
	one := func(number int, r *Record, flaw format.Fault) error {
		if flaw.Rule != "" || found == len(numbers) || number != numbers[found] {
			return nil
		}
		found++
		if err := each(number, *r); err != nil || found < len(numbers) {
			return err
		}
		return errFound
	}
	var err error
	if f.source.Format == "csv" && f.corrections == nil && held.Records == len(held.Faults) {
		err = f.lines(ctx, numbers, held.Faults, one)
	} else {
		_, err = f.read(ctx, func(int) {}, one, func(contract.Violation) {})
	}
	if errors.Is(err, errFound) {
		err = nil
	}
	if err == nil && found < len(numbers) {
		err = ErrChanged
	}
	if changed := f.source.Unchanged(); errors.Is(changed, ErrChanged) {
		err = changed
	}
	if err != nil {
		return fmt.Errorf("read %s again: %w", f.source.Name, err)
	}
	return nil
}

// lines gives the wanted records of a delimited file. A record that was handed on
// has a line of its own, so all others are skipped without a look at what is in
// them; what was held back is read as it was then, for it may have several.
func (f *File) lines(ctx context.Context, numbers []int, held []Fault, each func(int, *Record, format.Fault) error) error {
	file, err := f.source.open()
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // it was only read
	text := format.NewDelimited(format.Input{File: file, Size: f.source.Bytes, Resource: f.source.Resource})
	defer text.Close()
	if err := text.Open(); err != nil {
		return err
	}
	if _, _, err := text.Next(); err != nil { // the header
		return err
	}
	number := 0
	for n := 0; len(numbers) > 0; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		switch {
		case len(held) > 0 && held[0].Violation.Line == text.Line():
			held = held[1:]
			_, _, err = text.Next()
		case number < numbers[0]:
			number++
			err = text.Skip()
		default:
			err = f.line(text, number, each)
			number, numbers = number+1, numbers[1:]
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// line gives the next record, which Pass handed on and so must have no fault.
func (f *File) line(text *format.Delimited, number int, each func(int, *Record, format.Fault) error) error {
	from, flaw, err := text.Next()
	if err != nil {
		return err
	}
	r := &Record{Record: from}
	if flaw.Rule == "" {
		flaw = f.validate(r)
	}
	if flaw.Rule != "" {
		return ErrChanged
	}
	return each(number, r, flaw)
}
