-- The last year that a figure is about; it differs by series.
select max(year) as last_year
from mart.figure
