package pipeline

import (
	"context"
	"fmt"

	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/warehouse"
)

// A Parts names the versions of the engine and the drawing library.
type Parts struct {
	DuckDB, ECharts string
}

// Versions asks the parts for their version.
func Versions(ctx context.Context) (Parts, error) {
	engine, err := warehouse.Version(ctx)
	if err != nil {
		return Parts{}, fmt.Errorf("ask DuckDB: %w", err)
	}
	return Parts{DuckDB: engine, ECharts: draw.EChartsVersion}, nil
}
