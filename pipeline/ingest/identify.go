package ingest

import (
	"context"
	"fmt"
	"strings"
	"time"

	"jaarcijfers/pipeline/contract"
)

// identify says which extract it is: of which day, and generated or not.
func (x *ingestion) identify(ctx context.Context) error {
	if x.date.IsZero() {
		if err := x.dateByRows(ctx); err != nil || x.failing {
			return err
		}
	} else if err := x.checkGivenDay(ctx); err != nil || x.failing {
		return err
	}
	some, all, err := x.records.Synthetic(ctx)
	if err != nil {
		return fmt.Errorf("look whether extract is synthetic: %w", err)
	}
	if some && !all {
		return x.stop([]contract.Violation{{Severity: contract.Error, File: ".", Rule: ruleSyntheticMixed}})
	}
	x.synthetic = some
	if x.synthetic && !x.AllowSynthetic {
		if err := x.stop([]contract.Violation{{Severity: contract.Warning, File: ".", Rule: ruleSynthetic}}); err != nil {
			return err
		}
	}
	if err := x.stop(x.unmeasured()); err != nil {
		return err
	}
	if err := x.loadNone(ctx); err != nil {
		return err
	}
	return x.records.Tell(ctx, "raw.extract_info", []string{"publication_id", "extract_date", "synthetic"}, [][]any{{x.publication(), x.date, x.synthetic}})
}

// unmeasured warns once of files that could have been cut short unseen. A generated
// extract is as it was written.
func (x *ingestion) unmeasured() []contract.Violation {
	var names []string
	for _, s := range x.sources {
		if name := strings.Trim(s.Name+"!"+s.Sheet, "!"); !s.Listed.Measured() {
			names = append(names, name)
		}
	}
	if x.synthetic || len(names) == 0 {
		return nil
	}
	return []contract.Violation{{Severity: contract.Warning, File: ".", Rule: ruleUnmeasured, Value: strings.Join(names, ", ")}}
}

// publication is the id under which figures of the extract stand among those of
// publications.
func (x *ingestion) publication() string {
	id := "extract_" + x.date.Format(time.DateOnly)
	if x.synthetic {
		id = "synthetic_" + id
	}
	return id
}
