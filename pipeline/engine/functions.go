package engine

import (
	"database/sql"
	"database/sql/driver"
	"fmt"
	"math"
	"slices"

	"github.com/marcboeker/go-duckdb/v2"

	"jaarcijfers/pipeline/stats"
)

// functions are the methods of package stats as SQL knows them, to a double. A NULL
// among the arguments gives NULL.
var functions = map[string]function{
	"poisson_low":  ofNumbers(2, func(x []float64) (float64, error) { return stats.Count(x[0], x[1]).Low, nil }),
	"poisson_high": ofNumbers(2, func(x []float64) (float64, error) { return stats.Count(x[0], x[1]).High, nil }),
	"share_low":    ofNumbers(3, share(func(i stats.Interval) float64 { return i.Low })),
	"share_high":   ofNumbers(3, share(func(i stats.Interval) float64 { return i.High })),
	"change_p": ofNumbers(2, func(x []float64) (float64, error) {
		return stats.CompareCounts(x[0], x[1], stats.Confidence).P, nil
	}),
	"cluster_change_p": {slices.Repeat([]duckdb.Type{duckdb.TYPE_LIST}, 3), clusterChange},
}

type function struct {
	arguments []duckdb.Type // a list is one of doubles
	run       duckdb.RowExecutorFn
}

// ofNumbers makes a function of so many doubles.
func ofNumbers(count int, value func(x []float64) (float64, error)) function {
	return function{slices.Repeat([]duckdb.Type{duckdb.TYPE_DOUBLE}, count), func(values []driver.Value) (any, error) {
		args, err := read(values, number)
		if err != nil {
			return nil, err
		}
		return value(args)
	}}
}

// share takes a part, its whole and a confidence, and gives an end of the interval as a
// part of 1.
func share(end func(stats.Interval) float64) func(x []float64) (float64, error) {
	return func(x []float64) (float64, error) {
		part, whole, confidence := x[0], x[1], x[2]
		if whole < 1 || part > whole {
			return 0, fmt.Errorf("arguments 1 and 2 are %v of %v; the whole must be at least 1, and the part at most the whole", part, whole)
		}
		return end(stats.Share(part, whole, confidence)), nil
	}
}

// clusterChange takes the sizes of units, and how many of each there were before
// and after.
func clusterChange(values []driver.Value) (any, error) {
	args, err := read(values, wholeNumbers)
	if err != nil {
		return nil, err
	}
	sizes, before, after := args[0], args[1], args[2]
	for i, list := range args {
		if len(list) != len(sizes) {
			return nil, fmt.Errorf("argument %d ends at place %d and argument 1 at place %d; the lists must be equally long",
				i+1, len(list), len(sizes))
		}
	}
	units := make([]stats.Units, len(sizes))
	for i := range units {
		units[i] = stats.Units{Size: sizes[i], Before: before[i], After: after[i]}
	}
	p := stats.CompareClusters(units)
	if math.IsNaN(p) { // every number by itself is good
		return nil, fmt.Errorf("arguments 1 to 3 hold more than %d offences in all", stats.MostOffences)
	}
	return p, nil
}

// read names the argument that cannot be read.
func read[T any](values []driver.Value, one func(driver.Value) (T, error)) ([]T, error) {
	args := make([]T, len(values))
	for i, v := range values {
		var err error
		if args[i], err = one(v); err != nil {
			return nil, fmt.Errorf("argument %d %w", i+1, err)
		}
	}
	return args, nil
}

func number(v driver.Value) (float64, error) {
	x, ok := v.(float64)
	if !ok || !(x >= 0) {
		return 0, fmt.Errorf("is %v; it must be a number of at least 0", v)
	}
	return x, nil
}

// wholeNumbers refuses a NULL in the list: units whose size or number is not known
// cannot be left out without changing the answer.
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
		if !ok || !stats.IsWhole(x) {
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
		config := duckdb.ScalarFuncConfig{ResultTypeInfo: double}
		for _, argument := range f.arguments {
			config.InputTypeInfos = append(config.InputTypeInfos, types[argument])
		}
		if err := duckdb.RegisterScalarUDF(conn, name, &scalar{config, f.run}); err != nil {
			return fmt.Errorf("register %s: %w", name, err)
		}
	}
	return nil
}
