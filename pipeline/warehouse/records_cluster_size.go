package warehouse

import (
	"context"
	"fmt"
)

// A Cluster is how many offences one cluster holds, of which years.
type Cluster struct {
	Name        string
	Offences    int // in it
	All         int // in the extract
	Years       int
	First, Last int // year
}

// Clusters lists the clusters that hold most offences of an extract, or offences of
// several years.
func (r *Records) Clusters(ctx context.Context, share float64, years int) ([]Cluster, error) {
	rows, err := r.w.conn.QueryContext(ctx, `
		with counted as (
			select
				cluster, count(*) as offences, count(distinct year(inflow_date)) as years,
				min(year(inflow_date)) as first_year, max(year(inflow_date)) as last_year
			from record.offence
			where cluster is not null
			group by cluster
		),
		whole as (select count(*) as offences from record.offence)
		select counted.cluster, counted.offences, whole.offences, years, first_year, last_year
		from counted cross join whole
		where counted.offences >= $1 * whole.offences or years >= $2
		order by counted.offences desc, counted.cluster`, share, years)
	if err != nil {
		return nil, fmt.Errorf("look at clusters: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var list []Cluster
	for rows.Next() {
		var c Cluster
		if err := rows.Scan(&c.Name, &c.Offences, &c.All, &c.Years, &c.First, &c.Last); err != nil {
			return nil, fmt.Errorf("look at clusters: %w", err)
		}
		list = append(list, c)
	}
	return list, rows.Err()
}
