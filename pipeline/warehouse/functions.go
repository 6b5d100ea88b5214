package warehouse

import (
	"database/sql"
	"database/sql/driver"
	"fmt"

	"github.com/marcboeker/go-duckdb/v2"

	"jaarcijfers/pipeline/stats"
)

// functions are the methods of package stats as SQL knows them: of two arguments
// of one type, to a double. A NULL among the arguments gives NULL.
var functions = map[string]function{
	"poisson_low":  ofNumbers(func(n, confidence float64) float64 { return stats.Count(n, confidence).Low }),
	"poisson_high": ofNumbers(func(n, confidence float64) float64 { return stats.Count(n, confidence).High }),
	"change_p": ofNumbers(func(before, after float64) float64 {
		return stats.CompareCounts(before, after, stats.Confidence).P
	}),
	"cluster_change_p": ofLists(stats.CompareClusters),
}

type function struct {
	argument duckdb.Type // a list is one of doubles
	run      duckdb.RowExecutorFn
}

func ofNumbers(value func(a, b float64) float64) function {
	return function{duckdb.TYPE_DOUBLE, executor(number, value)}
}

func ofLists(value func(a, b []float64) float64) function {
	return function{duckdb.TYPE_LIST, executor(wholeNumbers, value)}
}

// executor reads the arguments of a row before it asks for the value.
func executor[T any](read func(driver.Value) (T, error), value func(a, b T) float64) duckdb.RowExecutorFn {
	return func(values []driver.Value) (any, error) {
		var args [2]T
		for i, v := range values {
			var err error
			if args[i], err = read(v); err != nil {
				return nil, fmt.Errorf("argument %d %w", i+1, err)
			}
		}
		return value(args[0], args[1]), nil
	}
}

func number(v driver.Value) (float64, error) {
	x, ok := v.(float64)
	if !ok || !(x >= 0) {
		return 0, fmt.Errorf("is %v; it must be a number of at least 0", v)
	}
	return x, nil
}

// wholeNumbers refuses a NULL in the list: a unit whose size is not known cannot
// be left out without changing the answer.
func wholeNumbers(v driver.Value) ([]float64, error) {
	list, ok := v.([]any)
	if !ok {
		return nil, fmt.Errorf("is %v; it must be a list", v)
	}
	numbers := make([]float64, len(list))
	for i, element := range list {
		if element == nil {
			element = "NULL"
		}
		x, ok := element.(float64)
		if !ok || !stats.IsSize(x) {
			return nil, fmt.Errorf("holds %v at place %d; it must hold whole numbers of at least 0", element, i+1)
		}
		numbers[i] = x
	}
	return numbers, nil
}

// A scalar is one function for the driver.
type scalar struct {
	config duckdb.ScalarFuncConfig
	run    duckdb.RowExecutorFn
}

func (s *scalar) Config() duckdb.ScalarFuncConfig { return s.config }

func (s *scalar) Executor() duckdb.ScalarFuncExecutor {
	return duckdb.ScalarFuncExecutor{RowExecutor: s.run}
}

// register offers the functions to SQL on this connection.
func register(conn *sql.Conn) error {
	double, err := duckdb.NewTypeInfo(duckdb.TYPE_DOUBLE)
	if err != nil {
		return fmt.Errorf("describe type: %w", err)
	}
	doubles, err := duckdb.NewListInfo(double)
	if err != nil {
		return fmt.Errorf("describe type: %w", err)
	}
	types := map[duckdb.Type]duckdb.TypeInfo{duckdb.TYPE_DOUBLE: double, duckdb.TYPE_LIST: doubles}
	for name, f := range functions {
		argument := types[f.argument]
		config := duckdb.ScalarFuncConfig{InputTypeInfos: []duckdb.TypeInfo{argument, argument}, ResultTypeInfo: double}
		if err := duckdb.RegisterScalarUDF(conn, name, &scalar{config, f.run}); err != nil {
			return fmt.Errorf("register %s: %w", name, err)
		}
	}
	return nil
}
