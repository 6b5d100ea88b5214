package contract_test

import (
	"fmt"
	"strings"
	"testing"

	"jaarcijfers/pipeline/contract"
)

func TestTermsAreWhatIsEnforced(t *testing.T) {
	text := `{
  "name": "x", "title": "of no matter", "created": "2024-01-01", "version": "1",
  "resources": [
    {"name": "b", "path": "b.csv", "bytes": 3, "hash": "sha256:0",
     "schema": {"fields": [{"name": "id", "type": "string", "description": "no", "constraints": {"required": true, "enum": ["a", "b"]}}],
       "primaryKey": "id", "missingValues": [""]},
     "jaarcijfers": {"rejectBudget": 0, "nl": {"title": "of no matter"}}}
  ],
  "jaarcijfers": {"accepted": {"hash": "sha256:1"}}
}`
	var got []string
	for _, term := range contract.Terms([]byte(text)) {
		got = append(got, fmt.Sprintf("%d %s=%s", term.Line, term.Place, term.Value))
	}
	want := []string{
		"2 name=x", "4 resources/b/name=b", "4 resources/b/path=b.csv", "5 resources/b/schema/fields/id/name=id", "5 resources/b/schema/fields/id/type=string",
		"5 resources/b/schema/fields/id/constraints/required=true", "5 resources/b/schema/fields/id/constraints/enum/0=a",
		"5 resources/b/schema/fields/id/constraints/enum/1=b", "6 resources/b/schema/primaryKey=id", "6 resources/b/schema/missingValues/0=",
		"7 resources/b/jaarcijfers/rejectBudget=0",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if terms := contract.Terms([]byte("{")); terms != nil {
		t.Error(terms)
	}
}
