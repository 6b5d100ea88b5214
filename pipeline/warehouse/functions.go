package warehouse

import (
	"database/sql"
	"database/sql/driver"
	"fmt"

	"github.com/marcboeker/go-duckdb/v2"

	"jaarcijfers/pipeline/stats"
)

// functions are the methods of package stats as SQL knows them: of doubles, to a
// double. A NULL among the arguments gives NULL.
var functions = map[string]struct {
	arguments int
	value     func(args []float64) float64
}{
	"poisson_low":  {2, func(a []float64) float64 { return stats.Count(a[0], a[1]).Low }},
	"poisson_high": {2, func(a []float64) float64 { return stats.Count(a[0], a[1]).High }},
	"change_p":     {2, func(a []float64) float64 { return stats.CompareCounts(a[0], a[1], stats.Confidence).P }},
}

// A scalar is one function for the driver.
type scalar struct {
	config duckdb.ScalarFuncConfig
	run    func(args []float64) float64
}

func (s *scalar) Config() duckdb.ScalarFuncConfig { return s.config }

func (s *scalar) Executor() duckdb.ScalarFuncExecutor {
	return duckdb.ScalarFuncExecutor{RowExecutor: func(values []driver.Value) (any, error) {
		args := make([]float64, len(values))
		for i, v := range values {
			x, ok := v.(float64)
			if !ok || x < 0 {
				return nil, fmt.Errorf("argument %d is %v; it must be a number of at least 0", i+1, v)
			}
			args[i] = x
		}
		return s.run(args), nil
	}}
}

// register offers the functions to SQL on this connection.
func register(conn *sql.Conn) error {
	number, err := duckdb.NewTypeInfo(duckdb.TYPE_DOUBLE)
	if err != nil {
		return fmt.Errorf("describe type: %w", err)
	}
	for name, f := range functions {
		config := duckdb.ScalarFuncConfig{ResultTypeInfo: number}
		for range f.arguments {
			config.InputTypeInfos = append(config.InputTypeInfos, number)
		}
		if err := duckdb.RegisterScalarUDF(conn, name, &scalar{config, f.value}); err != nil {
			return fmt.Errorf("register %s: %w", name, err)
		}
	}
	return nil
}
