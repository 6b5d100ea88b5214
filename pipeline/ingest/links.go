package ingest

import (
	"context"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/records"
)

// rejectLinks marks the rows that break a rule between rows, unless a file was not read:
// rows may refer to what was in it.
func (x *ingestion) rejectLinks(ctx context.Context) error {
	if x.failing {
		return nil
	}
	problems, err := x.records.RejectLinks(ctx, x.models)
	if err != nil || len(problems) > 0 {
		return x.stopModels(problems, err)
	}
	if err := x.markFollowing(ctx); err != nil {
		return err
	}
	return x.linkPeriods(ctx)
}

// markFollowing marks the rejects of rows that refer to a row which was rejected
// itself: one bad date would be reported in every other table.
func (x *ingestion) markFollowing(ctx context.Context) error {
	var rules []string
	for _, c := range x.models.Checks {
		if rule, ok := strings.CutPrefix(c.Name, "reject."); ok && !slices.Contains(early, rule) {
			rules = append(rules, rule)
		}
	}
	return x.eachLink(func(link records.Link, other *contract.Resource) error {
		return x.records.MarkFollowing(ctx, link, rules, x.heldValues(other, link.ToColumn))
	})
}

// linkPeriods gives rejected rows of a table without a date the year of their offence
// or case: else a year of which one in ten is rejected would keep to its budget.
func (x *ingestion) linkPeriods(ctx context.Context) error {
	return x.eachLink(func(link records.Link, _ *contract.Resource) error { return x.records.LinkPeriods(ctx, link) })
}

// eachLink does something with every reference of one column to another table.
func (x *ingestion) eachLink(act func(link records.Link, other *contract.Resource) error) error {
	for _, r := range x.pkg.Resources {
		for _, key := range r.Schema.ForeignKeys {
			other := x.pkg.Resource(key.Resource)
			if other == nil || len(key.Fields) != 1 {
				continue
			}
			link := records.Link{Table: r.Table, Column: key.Fields[0], ToTable: other.Table, ToColumn: key.ReferenceFields[0]}
			if err := act(link, other); err != nil {
				return err
			}
		}
	}
	return nil
}

// keepHeldKeys gives models what records referred to that were held back before they
// were staged.
func (x *ingestion) keepHeldKeys(ctx context.Context) error {
	for _, r := range x.pkg.Resources {
		if len(r.Schema.ForeignKeys) == 0 {
			continue
		}
		if err := x.records.KeepHeldKeys(ctx, r.Table, x.heldValues(r, r.Schema.ForeignKeys[0].Fields[0])); err != nil {
			return err
		}
	}
	return nil
}

// heldValues are the values of a column in the records of a table that were held back.
func (x *ingestion) heldValues(r *contract.Resource, column string) []string {
	var values []string
	for i, p := range x.parts {
		for _, head := range p.held.Heads {
			if at := r.Schema.Index(column); x.sources[i].Resource.Table == r.Table && at < len(head) && head[at] != "" {
				values = append(values, head[at])
			}
		}
	}
	return values
}
