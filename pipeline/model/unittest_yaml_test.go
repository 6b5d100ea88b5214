package model_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"jaarcijfers/pipeline/model"
	"jaarcijfers/sql"
)

// What is dear to parse is refused before it is parsed, also in a folder of SQL that is
// not ours; our own passes.
func TestUnitTestsAreReadWithinLimits(t *testing.T) {
	if tests, problems, err := model.LoadUnitTests(sql.FS); err != nil || len(problems) > 0 || len(tests) == 0 {
		t.Error(len(tests), problems, err)
	}
	for text, want := range map[string]string{
		"- name: " + strings.Repeat("[", 100_000): "more than 16 brackets within each other",
		strings.Repeat("#", 1<<20+1):              "1048577 bytes; at most 1048576",
		"- name: [a]":                             `name: "[" cannot stand here`,
	} {
		_, problems, err := model.LoadUnitTests(fstest.MapFS{"test/x.yaml": {Data: []byte(text)}})
		if err != nil || len(problems) == 0 || problems[0].Line != 1 || problems[0].Detail != want {
			t.Errorf("%.20q: %v, %v", text, problems, err)
		}
	}
}
