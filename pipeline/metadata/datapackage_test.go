package metadata_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/metadata"
)

func words(en, nl string) map[string]string { return map[string]string{"en": en, "nl": nl} }

func TestDataPackageDescribesTheFilesThatStandThere(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "mart_x.csv"), []byte("a\n1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	table := metadata.Table{Name: "mart.x", Rows: 1, Key: []string{"a"}, Order: []string{"b", "a"}, Grain: words("One.", "Eén."), File: "mart_x.csv", Columns: []metadata.Column{
		{Name: "a", Type: "BIGINT", Words: words("A.", "Een a.")},
		{Name: "b", Type: "VARCHAR[]", Words: words("B.", "Een b.")},
	}}
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	about := metadata.About{Title: "a title", Version: "1.0", Created: "2026-01-01", Licence: metadata.Licence{Name: "CC0-1.0"}}
	if err := metadata.WriteDataPackage(root, ".", about, []metadata.Table{table}); err != nil {
		t.Fatal(err)
	}
	// The hash is that of printf 'a\n1\n' | sha256sum.
	want := `{
  "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
  "name": "jaarcijfers-release",
  "title": "a title",
  "version": "1.0",
  "created": "2026-01-01T00:00:00Z",
  "licenses": [
    {
      "name": "CC0-1.0"
    }
  ],
  "resources": [
    {
      "name": "mart-x",
      "type": "table",
      "path": "mart_x.csv",
      "description": "One. / Eén.",
      "format": "csv",
      "mediatype": "text/csv",
      "encoding": "utf-8",
      "bytes": 4,
      "hash": "sha256:309b0e45a73d3fc5325e2b6ed0a01ef8b9cde6b05a5633c1f893f970d52bfddc",
      "schema": {
        "fields": [
          {
            "name": "a",
            "type": "integer",
            "description": "A. / Een a.",
            "constraints": {
              "required": true
            }
          },
          {
            "name": "b",
            "type": "array",
            "description": "B. / Een b."
          }
        ],
        "missingValues": [
          ""
        ],
        "primaryKey": [
          "a"
        ]
      },
      "jaarcijfers": {
        "table": "mart.x",
        "rows": 1,
        "order": [
          "b",
          "a"
        ]
      }
    }
  ]
}
`
	if err := root.Close(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(folder, "datapackage.json"))
	if diff := cmp.Diff(want, string(text)); err != nil || diff != "" {
		t.Error(err, diff)
	}
}
