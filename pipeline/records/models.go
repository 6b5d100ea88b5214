package records

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/model"
)

// Load reads the models of records (record/, extract/) and the rules about rows
// that only several tables together can show (reject/).
func (r *Store) Load(ctx context.Context, files fs.FS) (*model.Models, []model.Problem, error) {
	layout := model.Layout{Models: []string{"record", "extract"}, Checks: "reject", Given: []string{"raw", "record"}}
	for table := range r.columns {
		layout.Tables = append(layout.Tables, "stage."+table, "accepted."+table)
	}
	return model.Load(ctx, r.db, files, layout)
}

// Run makes the models in order: views of the rows, snapshots of what many models
// read, and tables of counts. done is called for each.
func (r *Store) Run(ctx context.Context, models *model.Models, done func(model string)) ([]model.Problem, error) {
	for _, m := range models.Models {
		found, err := r.runModel(ctx, m)
		if err != nil || len(found) > 0 {
			return found, err
		}
		done(m.Name)
	}
	return nil, nil
}

func (r *Store) runModel(ctx context.Context, m model.Model) ([]model.Problem, error) {
	var err error
	switch {
	case m.View:
		_, err = r.db.Exec(ctx, "create or replace view "+engine.Qualified(m.Name)+" as from ("+m.SQL+"\n)", model.Arguments(m.Parameters)...)
	case m.Ranges != nil:
		err = r.storeRanges(ctx, m)
	default:
		statement := "create or replace table " + engine.Qualified(m.Name) + " as from (" + m.SQL + "\n)"
		if len(m.Order) > 0 {
			statement += " order by " + m.OrderBy()
		}
		_, err = r.db.Exec(ctx, statement, model.Arguments(m.Parameters)...)
	}
	if err != nil {
		return model.SQLProblem(ctx, m.File, err)
	}
	columns, err := r.db.Columns(ctx, m.Name)
	if err != nil {
		return nil, err
	}
	return m.CompareColumns(columns), nil
}

// RejectLinks runs the rules about rows of several tables, of those whose names
// the counts give as a fault (table extract.fault), and fills record.reject. The
// models need no second run: they leave out what has a fault.
func (r *Store) RejectLinks(ctx context.Context, models *model.Models) ([]model.Problem, error) {
	found, err := r.db.Query(ctx, "select fault from extract.fault order by fault")
	if err != nil {
		return nil, fmt.Errorf("list faults: %w", err)
	}
	for _, row := range found.Rows {
		if problems, err := r.rejectBy(ctx, models, engine.Text(row[0])); err != nil || len(problems) > 0 {
			return problems, err
		}
	}
	return nil, nil
}

// RejectEarly runs rules about rows of one table before anything is counted, and
// leaves out the rows that break them.
func (r *Store) RejectEarly(ctx context.Context, models *model.Models, rules []string) ([]model.Problem, error) {
	for _, rule := range rules {
		if problems, err := r.rejectBy(ctx, models, rule); err != nil || len(problems) > 0 {
			return problems, err
		}
	}
	for table := range r.columns {
		if err := r.settle(ctx, table); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// rejectBy fills record.reject by one rule of sql/reject.
func (r *Store) rejectBy(ctx context.Context, models *model.Models, rule string) ([]model.Problem, error) {
	at := slices.IndexFunc(models.Checks, func(c model.Check) bool { return c.Name == "reject."+rule })
	if at < 0 {
		return nil, fmt.Errorf("there is no sql/reject/%s.sql", rule)
	}
	c := models.Checks[at]
	statement := "insert into record.reject select table_name, file, record, column_name, " +
		engine.Literal(rule) + ", value, expected, period from (" + c.SQL + "\n)"
	if err := r.execute(ctx, c, statement); err != nil {
		return model.SQLProblem(ctx, c.File, err)
	}
	return nil, nil
}

// execute runs the statement of a rule, range by range if the rule says so.
func (r *Store) execute(ctx context.Context, c model.Check, statement string) error {
	if c.Ranges == nil {
		_, err := r.db.Exec(ctx, statement, model.Arguments(c.Parameters)...)
		return err
	}
	ranges, err := r.rangesOf(ctx, *c.Ranges)
	if err != nil {
		return err
	}
	return r.inRanges(ctx, ranges, c.Parameters, func(int) string { return statement })
}

// Export writes the counts of one model to a Parquet file that the warehouse
// loads. Only what has been counted and withheld leaves in the clear.
func (r *Store) Export(ctx context.Context, model, path string) error {
	if !strings.HasPrefix(model, "extract.") {
		return fmt.Errorf("export %s: only counts leave the private database", model)
	}
	if _, err := r.db.Exec(ctx, "copy (from "+engine.Qualified(model)+") to "+engine.Literal(path)+" (format parquet)"); err != nil {
		return fmt.Errorf("export %s: %w", model, err)
	}
	return nil
}

// Tell puts what the pipeline knows of the extract into a table of the private
// database, for models to read.
func (r *Store) Tell(ctx context.Context, table string, columns []string, rows [][]any) error {
	return r.db.Insert(ctx, table, columns, rows)
}
