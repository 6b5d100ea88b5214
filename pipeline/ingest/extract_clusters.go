package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/report"
)

// ruleClusterCase is a case of the register of clusters that no row is of.
const ruleClusterCase contract.Rule = "cluster_case_unknown"

// clusterTable is the table of the register of clusters.
const clusterTable = "cluster"

// judge names all that is wrong with rows and with the register before it stops.
func (x *ingestion) judge(ctx context.Context) error {
	var clusters error
	if !x.failing { // else a case may be in a file that was not read
		clusters = x.checkClusters(ctx)
	}
	if clusters != nil && !errors.Is(clusters, report.ErrRejected) {
		return clusters
	}
	if err := x.refuse(ctx); err != nil {
		return err
	}
	return clusters
}

// checkClusters names the cases of the register that are not in the extract: their
// cluster would count too few. A synthetic extract has none of the real ones.
func (x *ingestion) checkClusters(ctx context.Context) error {
	at := slices.IndexFunc(x.Published, func(t RawTable) bool { return t.Name == clusterTable })
	if at < 0 {
		return nil
	}
	unknown, err := x.records.UnknownCases(ctx, "raw."+clusterTable)
	if err != nil {
		return fmt.Errorf("check register of clusters: %w", err)
	}
	severity := contract.Error
	if x.synthetic {
		severity = contract.Warning
	}
	for _, c := range unknown {
		x.result.Report.Violations = append(x.result.Report.Violations, contract.Violation{
			Severity: severity, File: x.Published[at].Files[0].Source, Line: c.Line, Column: "case_number", Value: c.Case, Rule: ruleClusterCase,
		})
	}
	if len(unknown) > 0 && severity == contract.Error {
		return report.ErrRejected
	}
	return nil
}
