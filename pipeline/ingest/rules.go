package ingest

import "jaarcijfers/pipeline/contract"

// Rules about an extract as a whole.
const (
	ruleSyntheticMixed contract.Rule = "synthetic_mixed"
	ruleSynthetic      contract.Rule = "extract_synthetic"
	ruleExtractDate    contract.Rule = "extract_date"
	ruleExtractForm    contract.Rule = "extract_date_form"
	ruleBudget         contract.Rule = "reject_budget"
	ruleExtractEmpty   contract.Rule = "extract_empty"
	rulePartYear       contract.Rule = "extract_part_year"
	ruleExtractFuture  contract.Rule = "extract_future"
	ruleExtractStray   contract.Rule = "extract_date_stray"
	ruleExtractOther   contract.Rule = "extract_date_other"
	ruleDateForm       contract.Rule = "date_form"
	ruleDateUnclear    contract.Rule = "date_form_unclear"
	ruleNoRows         contract.Rule = "table_rows_none"
	ruleNoExtract      contract.Rule = "extract_rows_none"
	ruleFollows        contract.Rule = "reject_follows"
	ruleMostRejected   contract.Rule = "reject_most"
	ruleUnmeasured     contract.Rule = "delivery_none"

	// What many rejected rows have in common.

	ruleSwapped   contract.Rule = "dates_swapped"
	ruleEndsEarly contract.Rule = "table_ends_early"

	// Clusters, and cases of the register of clusters that no row is of.

	ruleClusterAll   contract.Rule = "cluster_all"
	ruleClusterYears contract.Rule = "cluster_years"
	ruleClusterYear  contract.Rule = "cluster_year"
	ruleClusterCase  contract.Rule = "cluster_case_unknown"

	// What no row shows by itself.

	ruleSingleCode contract.Rule = "column_single_code"
	ruleYearFew    contract.Rule = "year_few"
)
