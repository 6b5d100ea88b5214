package records

import (
	"context"
	"fmt"

	"jaarcijfers/pipeline/engine"
)

// A RegisteredCase is a case that a register names, and the line on which it does.
type RegisteredCase struct {
	Case string
	Line int
}

// UnknownCases lists the cases of a register that no offence is of, refused ones
// included. Of the rows only those of registered cases are looked at.
func (r *Store) UnknownCases(ctx context.Context, register string) ([]RegisteredCase, error) {
	name := engine.Qualified(register)
	list, err := engine.All(ctx, r.db, `
		with found as (
			select distinct offence.case_number
			from stage.offence as offence
			semi join `+name+` as register on register.case_number = offence.case_number
		)
		select register.case_number, register.source_line
		from `+name+` as register
		anti join found on found.case_number = register.case_number
		order by register.source_line`, func(c *RegisteredCase) []any {
		return []any{&c.Case, &c.Line}
	})
	if err != nil {
		return nil, fmt.Errorf("look for registered cases: %w", err)
	}
	return list, nil
}
