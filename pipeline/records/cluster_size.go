package records

import (
	"context"
	"fmt"

	"jaarcijfers/pipeline/engine"
)

// A Cluster is how many offences one cluster holds, of which years.
type Cluster struct {
	Name        string
	Offences    int // in it
	All         int // in the extract
	Years       int
	First, Last int // year
	// Of the year of which it holds the largest share, among those with enough offences.
	Year, InYear, OfYear int
}

// Clusters lists the clusters that hold most offences of an extract, or offences of
// several years, or most of one year with at least so many offences.
func (r *Store) Clusters(ctx context.Context, share float64, years, least int) ([]Cluster, error) {
	list, err := engine.All(ctx, r.db, `
		with counted as (
			select
				cluster, count(*) as offences, count(distinct year(inflow_date)) as years,
				min(year(inflow_date)) as first_year, max(year(inflow_date)) as last_year
			from record.offence
			where cluster is not null
			group by cluster
		),
		whole as (select count(*) as offences from record.offence),
		by_year as (select year(inflow_date) as year, count(*) as offences from record.offence group by all),
		in_year as (
			select cluster, year(inflow_date) as year, count(*) as offences from record.offence where cluster is not null group by all
		),
		largest as (
			select in_year.cluster, max({'share': in_year.offences / by_year.offences, 'year': year, 'part': in_year.offences, 'whole': by_year.offences}) as one
			from in_year join by_year using (year)
			where by_year.offences >= $3
			group by all
		)
		select counted.cluster, counted.offences, whole.offences, years, first_year, last_year,
			coalesce(one.year, 0), coalesce(one.part, 0), coalesce(one.whole, 0)
		from counted cross join whole left join largest using (cluster)
		where counted.offences >= $1 * whole.offences or years >= $2 or one.share >= $1
		order by coalesce(one.share >= $1, false) desc, counted.offences desc, counted.cluster`, func(c *Cluster) []any {
		return []any{&c.Name, &c.Offences, &c.All, &c.Years, &c.First, &c.Last, &c.Year, &c.InYear, &c.OfYear}
	}, share, years, least)
	if err != nil {
		return nil, fmt.Errorf("look at clusters: %w", err)
	}
	return list, nil
}
