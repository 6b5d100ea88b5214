package present

import (
	"strings"
	"testing"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/warehouse"
)

func TestFillerRefusesATypeThatItDoesNotKnow(t *testing.T) {
	for _, kind := range []string{"HUGEINT", "DECIMAL(38,0)", "FLOAT", "SMALLINT", "UBIGINT", "TIMESTAMP", "BIGINT[]", `"NULL"`, ""} {
		_, err := New([]warehouse.Table{{Name: "mart.x", Columns: []warehouse.PublishedColumn{{Column: engine.Column{Name: "a", Type: "DOUBLE"}}, {Column: engine.Column{Name: "b", Type: kind}}}}})
		if err == nil || !strings.Contains(err.Error(), "mart.x: column b has type "+kind) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}
