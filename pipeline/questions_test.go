package pipeline_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/release"
)

var update = flag.Bool("update", false, "write the answers of docs/QUESTIONS.md anew")

const questionsFile = "../docs/QUESTIONS.md"

// joined is the query of the introduction, which joins codes to their names.
var joined = regexp.MustCompile("```sql\n((?:.+\n)+)```")

// question is one of the page: its heading, its query, and the table below it.
var question = regexp.MustCompile("(?m)^## (\\d+)\\. (.+)\n(?:(?:[^#`\n].*|`[^`].*)?\n)*```sql\n((?:.+\n)+)```\n\n((?:\\|.*\n)+)")

// The queries of the page give the answers that stand there. What a figure was compared
// with stands beside each.
func TestQuestionsHaveTheAnswersOfThePage(t *testing.T) {
	text, err := os.ReadFile(questionsFile)
	if err != nil {
		t.Fatal(err)
	}
	page := string(text)
	all := question.FindAllStringSubmatchIndex(page, -1)
	if headings := strings.Count(page, "\n## "); len(all) != 21 || headings != 21 {
		t.Fatalf("the page has %d headings and %d questions with a query and an answer, not 21", headings, len(all))
	}
	database := release.FindDatabase(filepath.Join(released(t), "release", "current"))
	rows := strings.TrimSpace(ask(t, database, "select count(*) from mart.chain"))
	if names := ask(t, database, joined.FindStringSubmatch(page)[1]); strconv.Itoa(strings.Count(names, "\n")) != rows || strings.Contains(names, "NULL") {
		t.Errorf("the query of the introduction does not name the body of each of the %s rows of mart.chain:\n%s", rows, names)
	}
	var now strings.Builder
	end := 0
	for _, at := range all {
		part := func(n int) string { return page[at[2*n]:at[2*n+1]] }
		var answer markdown
		if err := engine.Answer(t.Context(), engine.Question{Database: database, SQL: part(3), Memory: 1 << 30}, &answer); err != nil {
			t.Fatalf("question %s: %v", part(1), err)
		}
		if diff := cmp.Diff(part(4), answer.String()); diff != "" && !*update {
			t.Errorf("question %s, %s: what the page says, and what the database answers (write it anew with -update):\n%s", part(1), part(2), diff)
		}
		now.WriteString(page[end:at[8]] + answer.String())
		end = at[9]
	}
	if *update {
		if err := os.WriteFile(questionsFile, []byte(now.String()+page[end:]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// markdown is an answer as a table of Markdown.
type markdown struct{ strings.Builder }

func (m *markdown) Head(columns []engine.Column) error {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	m.row(names)
	m.WriteString(strings.Repeat("|---", len(columns)) + "|\n")
	return nil
}

func (m *markdown) Row(values [][]byte) error {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = strings.ReplaceAll(string(v), "|", "\\|")
	}
	m.row(texts)
	return nil
}

func (m *markdown) row(cells []string) { m.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
