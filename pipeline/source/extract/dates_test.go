package extract_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/pipeline/source/typing"
)

// Each form reads its own example, and that is the last day of 2024.
func TestEveryFormReadsItsExample(t *testing.T) {
	for format := range strings.SplitSeq(typing.DateFormats(), ", ") {
		form, ok := typing.FormOf(format)
		day, read := form.Read(form.Example)
		if !ok || !read || day.Format(time.DateOnly) != "2024-12-31" {
			t.Errorf("%s: %s is %v, %v", format, form.Example, day, read)
		}
	}
	if _, ok := typing.FormOf("%Q"); ok {
		t.Error("a form that is not known was found")
	}
}

// What a whole column is: one text decides what a thousand others leave open, and one
// slip in a hundred does not hide the form.
func TestAColumnHasTheFormThatAllItsDatesHave(t *testing.T) {
	many := func(text string, times int) []string {
		return strings.Split(strings.Repeat(text+" ", times-1)+text, " ")
	}
	for _, tt := range []struct {
		name  string
		texts []string
		want  string
	}{
		{"Dutch", []string{"31-12-2024", "1-2-2024"}, "%d-%m-%Y"},
		{"slashes, a day above 12", append(many("01/02/2024", 200), "13/02/2024"), "%d/%m/%Y"},
		{"American", []string{"12/31/2024", "01/02/2024"}, "%m/%d/%Y"},
		{"nothing decides", many("12/03/2024", 50), "%d/%m/%Y %m/%d/%Y"},
		{"digits only", []string{"20241231", "20240102"}, "%Y%m%d"},
		{"digits the Dutch way", []string{"31122024"}, "%d%m%Y"},
		{"two digits of a year", []string{"31-12-24"}, "%d-%m-%y"},
		{"two digits, nothing decides", []string{"10-11-12"}, "%d-%m-%y %m-%d-%y"},
		{"with a time", []string{"2024-12-31T00:00:00"}, "%Y-%m-%dT%H:%M:%S"},
		{"of a database", []string{"2024-12-31 00:00:00.000"}, "%Y-%m-%d %H:%M:%S.%f"},
		{"of a spreadsheet", []string{"45657", "45658"}, "serial"},
		{"without noughts", []string{"2024-1-5", "2024-12-31"}, "%Y-%m-%d"},
		{"one slip in two hundred", append(many("31-12-2024", 199), "geen"), "%d-%m-%Y"},
		{"mixed", []string{"31-12-2024", "12/31/2024"}, ""},
		{"words", []string{"31 december 2024"}, ""},
		{"a day that is not there", []string{"31-02-2024"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var text strings.Builder
			text.WriteString("offence_number;disposal_date;disposal;synthetic\n;;;\n")
			for i, date := range tt.texts {
				fmt.Fprintf(&text, "S%d;%s;sepot;\n", i, date)
			}
			s := source(t, contractOf(t).Resource("disposals"), "disposals.csv", []byte(text.String()))
			seen, err := extract.Open(s, nil).Forms(t.Context(), []string{"disposal_date"})
			if err != nil {
				t.Fatal(err)
			}
			var formats []string
			for _, f := range seen[0].Forms {
				formats = append(formats, f.Format)
			}
			if diff := cmp.Diff(tt.want, strings.Join(formats, " ")); diff != "" {
				t.Error(diff)
			}
			if seen[0].Texts != len(tt.texts) || seen[0].First[0].Line != 3 || seen[0].First[0].Value != tt.texts[0] {
				t.Errorf("%+v", seen[0])
			}
		})
	}
}
