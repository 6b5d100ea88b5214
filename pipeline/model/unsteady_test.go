package model_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"jaarcijfers/pipeline/model"
	"jaarcijfers/sql"
)

// No SQL of the program asks the clock or chance, also where no model is made of it.
func TestTheSQLOfTheProgramIsSteady(t *testing.T) {
	unsteady, err := model.Unsteady(t.Context(), open(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"now", "today", "random", "uuid", "current_date", "get_current_timestamp", "nextval"} {
		if !unsteady[name] {
			t.Errorf("%s passes for steady", name)
		}
	}
	comment := regexp.MustCompile(`(?s)/\*.*?\*/|--[^\n]*`)
	word := regexp.MustCompile(`[a-z_]\w*\s*\(|\bcurrent_\w+|\blocaltime\w*`)
	files := 0
	err = fs.WalkDir(sql.FS, ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".sql") {
			return err
		}
		text, err := fs.ReadFile(sql.FS, path)
		if err != nil {
			return err
		}
		files++
		for _, found := range word.FindAllString(strings.ToLower(comment.ReplaceAllString(string(text), "")), -1) {
			if name := strings.TrimRight(found, " \n\t("); unsteady[name] {
				t.Errorf("%s asks for %s", path, name)
			}
		}
		return nil
	})
	if err != nil || files < 200 {
		t.Errorf("%d files, %v", files, err)
	}
}
