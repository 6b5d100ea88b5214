-- The codes that an extract may use, with their labels, days and source, in the order in
-- which they were written down: the lists of the template.
select
  extract_code.dimension,
  extract_code.code,
  code.label_nl,
  code.label_en,
  extract_code.valid_from,
  extract_code.valid_to,
  concat_ws('; ', extract_code.note, publication.title, publication.url) as source
from raw.extract_code as extract_code
join core.code as code
  on code.codelist = 'category' and code.dimension = extract_code.dimension and code.code = extract_code.code
left join core.publication as publication using (publication_id)
order by extract_code.source_line
