package ingest

import (
	"context"
	"fmt"
	"strconv"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/records"
)

// A cluster is of reports that came at once. One that holds nearly all offences, or
// half of them over several years, or nearly all of one year, is a word for no cluster;
// one of several years is asked about. Among few offences one event can be all.
const (
	nearlyAll     = 0.9
	half          = 0.5
	severalYears  = 3
	fewOffences   = 20
	mostClusters  = 10 // that are asked about
	clusterColumn = "cluster"
)

// checkClusterSizes says which clusters cannot be any.
func (x *ingestion) checkClusterSizes(ctx context.Context) ([]contract.Violation, error) {
	found, err := x.records.Clusters(ctx, nearlyAll, severalYears, fewOffences)
	if err != nil {
		return nil, err
	}
	var violations []contract.Violation
	for _, c := range found {
		if c.All < fewOffences || len(violations) == mostClusters {
			break
		}
		violations = append(violations, x.clusterViolation(c))
	}
	return violations, nil
}

func (x *ingestion) clusterViolation(c records.Cluster) contract.Violation {
	v := contract.Violation{Severity: contract.Warning, File: x.sources[0].Name, Column: clusterColumn, Rule: ruleClusterYears, Value: c.Name}
	v.Expected = fmt.Sprintf("%d–%d", c.First, c.Last)
	share := float64(c.Offences) / float64(c.All)
	if share >= nearlyAll || share >= half && c.Years >= severalYears {
		v.Severity, v.Rule = contract.Error, ruleClusterAll
		v.Expected = fmt.Sprintf("%d / %d", c.Offences, c.All)
	} else if float64(c.InYear) >= nearlyAll*float64(c.OfYear) && c.OfYear > 0 {
		v.Severity, v.Rule = contract.Error, ruleClusterYear
		v.Expected, v.Suggestion = fmt.Sprintf("%d / %d", c.InYear, c.OfYear), strconv.Itoa(c.Year)
	}
	return v
}
