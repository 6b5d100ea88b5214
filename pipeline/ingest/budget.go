package ingest

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/records"
	"jaarcijfers/pipeline/report"
)

// budgets count rejected rows by table, year and rule against what their contract
// allows.
type budgets struct {
	share  map[string]float64 // by table
	name   map[string]string  // of the resource, by table
	order  []string           // of tables
	counts map[tallyKey]*tallyCount
}

type tallyKey struct{ table, period, rule string }

type tallyCount struct{ rows, rejected, follow int }

func newBudgets(pkg *contract.Package) *budgets {
	b := &budgets{share: map[string]float64{}, name: map[string]string{}, counts: map[tallyKey]*tallyCount{}}
	for _, r := range pkg.Resources {
		b.share[r.Table], b.name[r.Table] = r.RejectBudgetShare, r.Name
		b.order = append(b.order, r.Table)
	}
	return b
}

func (b *budgets) at(table, period, rule string) *tallyCount {
	key := tallyKey{table, period, rule}
	if b.counts[key] == nil {
		b.counts[key] = &tallyCount{}
	}
	return b.counts[key]
}

// addHeld counts records that were held back before the engine saw them.
func (b *budgets) addHeld(table, period, rule string, records int) {
	b.at(table, period, rule).rejected += records
	all := b.at(table, period, "")
	all.rows, all.rejected = all.rows+records, all.rejected+records
}

// add adds what the engine found.
func (b *budgets) add(tallies []records.Tally) {
	staged := map[[2]string]bool{}
	for _, t := range tallies {
		c := b.at(t.Table, t.Period, t.Rule)
		c.rejected, c.follow = c.rejected+t.Rejected, c.follow+t.Follows
		if key := [2]string{t.Table, t.Period}; !staged[key] {
			staged[key] = true
			b.at(t.Table, t.Period, "").rows += t.Rows
		}
	}
}

// base is how many rows the rejected ones are a share of: those of the year, or of
// the whole table where the year is not known.
func (b *budgets) base(table, period string) int {
	if period != "" {
		return b.at(table, period, "").rows
	}
	total := 0
	for key, c := range b.counts {
		if key.table == table && key.rule == "" {
			total += c.rows
		}
	}
	return total
}

// own counts the rejected rows of a year that are at fault themselves. Rows that were
// rejected only since one that they refer to was, count where that one stands: else
// one offence would use up the budget of four tables.
func (b *budgets) own(table, period string) int {
	c := b.at(table, period, "")
	return c.rejected - c.follow
}

// fits tells whether a year keeps to its budget. In a year so small that its budget is
// less than one row, one may be rejected, while such rows are within the budget of the
// whole table.
func (b *budgets) fits(table, period string) bool {
	own := b.own(table, period)
	if float64(own) <= b.share[table]*float64(b.base(table, period)) {
		return true
	}
	return own == 1 && period != "" && float64(b.single(table)) <= b.share[table]*float64(b.base(table, ""))
}

// single counts the years in which the one row that was rejected is more than their
// share.
func (b *budgets) single(table string) int {
	years := 0
	for key, c := range b.counts {
		if key.table == table && key.rule == "" && key.period != "" && c.rejected-c.follow == 1 && b.share[table]*float64(c.rows) < 1 {
			years++
		}
	}
	return years
}

// within tells whether every year of a table keeps to its budget.
func (b *budgets) within(table string) bool {
	for _, key := range b.keys() {
		if key.table == table && !b.fits(table, key.period) {
			return false
		}
	}
	return true
}

// keys are in the order of tables, years and rules.
func (b *budgets) keys() []tallyKey {
	return slices.SortedFunc(maps.Keys(b.counts), func(x, y tallyKey) int {
		return cmp.Or(
			cmp.Compare(slices.Index(b.order, x.table), slices.Index(b.order, y.table)),
			cmp.Compare(x.period, y.period), cmp.Compare(x.rule, y.rule),
		)
	})
}

// exceeded names the years with more rejected rows than their budget.
func (b *budgets) exceeded() []contract.Violation {
	var violations []contract.Violation
	for _, key := range b.keys() {
		if key.rule != "" || b.fits(key.table, key.period) {
			continue
		}
		violations = append(violations, contract.Violation{
			Severity: contract.Error, File: b.name[key.table], Column: key.period, Rule: ruleBudget,
			Value: strconv.Itoa(b.own(key.table, key.period)), Expected: strconv.Itoa(b.base(key.table, key.period)),
			Suggestion: strconv.FormatFloat(100*b.share[key.table], 'f', -1, 64),
		})
	}
	return violations
}

// list gives all counts of rejected rows.
func (b *budgets) list() []report.RejectCount {
	var list []report.RejectCount
	for _, key := range b.keys() {
		c := b.counts[key]
		if c.rejected == 0 {
			continue
		}
		list = append(list, report.RejectCount{
			Table: b.name[key.table], Period: key.period, Rule: key.rule, Rejected: c.rejected,
			Rows: b.base(key.table, key.period), Budget: b.share[key.table], Within: b.fits(key.table, key.period),
		})
	}
	return list
}
