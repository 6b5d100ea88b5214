/*
severity: error
must_not:
  nl: "Een uitspraak over een feit dat het OM zelf heeft afgedaan: met een sepot, transactie of strafbeschikking komt het niet voor de rechter."
  en: "A verdict on an offence that the OM ended itself: with a dismissal, a transaction or a penal order it does not come before a court."
do:
  nl: "Lever de afdoening die naar de rechter leidde: na verzet tegen een strafbeschikking, een mislukte transactie of een bevel tot vervolging is dat de dagvaarding. Of laat de uitspraak weg."
  en: "Deliver the disposal that led to the court: after an objection to a penal order, a transaction that failed or an order to prosecute that is the summons. Or leave the verdict out."
*/
select
  'verdict' as table_name,
  verdict.file,
  verdict.record,
  'verdict' as column_name,
  verdict.verdict as value,
  outcome.disposal as expected,
  cast(year(verdict.verdict_date) as varchar) as period
from accepted.verdict as verdict
join record.outcome as outcome using (offence_number)
where outcome.verdict_fault = 'verdict_no_court'
