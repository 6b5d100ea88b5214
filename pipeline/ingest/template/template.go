// Package template makes the empty workbook that whoever delivers an extract fills in: a
// sheet per table with nothing but its header, one with the codes to choose from, and one
// that explains. It follows the contract of an extract; the same contract and codes give
// the same bytes.
package template

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/export"
	"jaarcijfers/pipeline/messages"
)

// A Request is what a workbook is made from.
type Request struct {
	Contract fs.FS  // the folder with the descriptor of an extract
	Codes    []Code // in their order; those of one dimension stand together
	Words    map[string]*messages.Catalogue
	Lang     string // of the explanation
}

// A Code is one that an extract may use.
type Code struct {
	Dimension, Code string
	Labels          [2]string // in the order of messages.Languages
	From, To        time.Time // the days it is valid on; zero when not limited
	Source          string
}

// A Form is what a workbook asks for.
type Form struct {
	words   *messages.Catalogue
	created string // day of the contract
	tables  []table
	codes   []Code
	errs    []error // of words
}

type table struct {
	*contract.Resource
	title, about string
	columns      []column
}

type column struct {
	contract.Field
	title, about string
}

// New reads the contract of a request. Violations are of its descriptor; there is no form
// then.
func New(q Request) (*Form, []contract.Violation, error) {
	pkg, violations, err := contract.LoadShape(q.Contract)
	if err != nil {
		return nil, nil, fmt.Errorf("load contract of extract: %w", err)
	}
	if pkg == nil || len(violations) > 0 {
		return nil, violations, nil
	}
	d, err := readDescriptor(q.Contract)
	if err != nil {
		return nil, nil, fmt.Errorf("read descriptor of extract: %w", err)
	}
	f := &Form{words: q.Words[q.Lang], created: pkg.Created, tables: d.tables(pkg, q.Lang)}
	f.codes = append(f.codes, q.Codes...)
	return f, nil, f.addBooleans(d, q.Words)
}

// booleanList is the dimension under which the two booleans stand among the codes.
const booleanList = "boolean"

// addBooleans puts true and false among the codes, so that they can be chosen from.
func (f *Form) addBooleans(d *descriptor, words map[string]*messages.Catalogue) error {
	yes, no := d.booleans()
	for _, c := range []struct{ code, key string }{{yes, "template.yes"}, {no, "template.no"}} {
		code := Code{Dimension: booleanList, Code: c.code, Source: contract.DescriptorFile}
		for i, lang := range messages.Languages {
			var err error
			if code.Labels[i], err = words[lang].Text(c.key, nil); err != nil {
				return fmt.Errorf("label code %s: %w", c.code, err)
			}
		}
		f.codes = append(f.codes, code)
	}
	return nil
}

// Write writes the workbook.
func (f *Form) Write(to io.Writer) error {
	b := book{f, export.NewWorkbook("")}
	b.explain()
	for _, t := range f.tables {
		b.table(t)
	}
	b.writeCodes()
	properties := export.Properties{Title: f.sentence("title", nil), Lang: f.words.Lang, Creator: export.Creator, Day: f.created}
	err := b.Workbook.Write(to, properties)
	if err := errors.Join(append(f.errs, err)...); err != nil {
		return fmt.Errorf("make template: %w", err)
	}
	return nil
}
