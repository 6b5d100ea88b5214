/*
severity: error
must_not:
  nl: "Een gewicht voor fictieve extracties bij een code die een extractie niet mag hebben."
  en: "A weight of synthetic extracts for a code that an extract may not use."
do:
  nl: "Verbeter de code in data/definitions/synthetic_weight.csv of neem haar op in data/codelists/extract_code.csv."
  en: "Correct the code in data/definitions/synthetic_weight.csv or add it to data/codelists/extract_code.csv."
*/
select
  weight.dimension,
  weight.code
from raw.synthetic_weight as weight
anti join core.extract_code as extract_code using (dimension, code)
where
  weight.dimension <> 'parameter'
  and not (weight.dimension = 'event' and weight.code = 'none')
