package warehouse_test

import (
	"context"
	"strings"
	"testing"

	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/warehouse"
)

// The CSV of a release is opened in spreadsheets too: texts are no formulas, and numbers
// and lists are as they were.
func TestTheCSVOfATableHoldsNoFormula(t *testing.T) {
	ctx := context.Background()
	w, err := warehouse.Open(ctx, []string{t.TempDir()}, `create schema mart; create table mart.x as
		select '=1+1' as a, '＝x' as b, '-5' as c, -5.5 as d, ['-x'] as e, '''t' as f;
		comment on table mart.x is 'row / rij'; comment on column mart.x.a is 'a / a'; comment on column mart.x.b is 'b / b'; comment on column mart.x.c is 'c / c';
		comment on column mart.x.d is 'd / d'; comment on column mart.x.e is 'e / e'; comment on column mart.x.f is 'f / f'`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	table, err := w.PublishedTable(ctx, &model.Models{}, "mart.x")
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	if err := table.WriteCSV(&text); err != nil {
		t.Fatal(err)
	}
	if want := "a,b,c,d,e,f\r\n'=1+1,'＝x,-5,-5.5,\"[\"\"-x\"\"]\",'t\r\n"; text.String() != want {
		t.Errorf("got %q, want %q", text.String(), want)
	}
}
