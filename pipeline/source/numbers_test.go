package source

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/typing"
)

// figures is a file of figures with their unit, as that of the observations is.
func figures() *contract.Resource {
	zero, all, most := 0.0, 100.0, 100_000.0
	value := field("value", contract.Number)
	value.When = []contract.Condition{
		{Column: "unit", Is: "count", Whole: true, Minimum: &zero},
		{Column: "unit", Is: "percent", Except: map[string]string{"dimension": "growth"}, Minimum: &zero, Maximum: &all},
		{Column: "unit", Is: "rate", Minimum: &zero, Maximum: &most},
	}
	r := resource("utf-8", ';', value, field("unit", contract.String), field("dimension", contract.String))
	return r
}

// A number is what its author meant, or it is refused with what it may mean.
func TestANumberIsWhatWasMeantOrRefused(t *testing.T) {
	for row, want := range map[string]string{
		"9000;count;": "9000", "9;count;": "9", "9.0;count;": "9", "0;count;": "0", "28.5;percent;": "28.5", "-27;percent;growth": "-27",
		// With a share, 12345 per cent cannot be meant.
		"12.345;percent;": "12.345", "0.125;rate;": "0.125", "12.3450;rate;": "12.345", "123456789012345;count;": "1.23456789012345e+14",
		"9.000;count;": "number_ambiguous 9000 ?9", "1.000;count;": "number_ambiguous 1000 ?1", "12.000;count;": "number_ambiguous 12000 ?12",
		"12.345;count;": "type_number . ?12345", "1,234;count;": "type_number . ?1234", "1,234;rate;": "number_ambiguous 1234 ?1.2340", "-9.000;count;": "number_ambiguous -9000 ?-9", "12.345;rate;": "number_ambiguous 12345 ?12.3450",
		"12.345;percent;growth": "number_ambiguous 12345 ?12.3450", "9.000;;": "number_ambiguous 9000 ?9",
		"9,000;count;": "number_ambiguous 9000 ?9", "1,5;percent;": "type_number . ?1.5", "1 000;count;": "type_number . ?1000",
		"1'000;count;": "type_number . ?1000", "1’000;count;": "type_number . ?1000", "1e3;count;": "type_number . ?1000", "1.23457E+12;count;": "type_number . ?", "1e300;count;": "type_number . ?", "+5;count;": "type_number . ?5",
		"٩;count;": "type_number . ?9", "९०००;count;": "type_number . ?9000", "9\u00a0000;count;": "type_number . ?9000", "9\u202f000;count;": "type_number . ?9000",
		".5;percent;": "type_number . ?0.5", "5.;count;": "type_number . ?5", "007;count;": "type_number . ?7", "0x10;count;": "type_number . ?",
		"1_000;count;": "type_number . ?1000", "NaN;count;": "type_number . ?", "Inf;count;": "type_number . ?", "-0;count;": "type_number . ?0",
		"−5;percent;growth": "type_number . ?-5", "--5;count;": "type_number . ?", "1.000.000;count;": "type_number . ?1000000",
		"1.234,5;percent;growth": "type_number . ?1234.5", "1,234.5;percent;growth": "type_number . ?1234.5", "1.2.3;count;": "type_number . ?",
		"1/2;percent;": "type_number . ?", "½;percent;": "type_number . ?", "5%;percent;": "type_number . ?", "€5;count;": "type_number . ?",
		"12.50.000;count;": "type_number . ?", "1.00,5;count;": "type_number . ?", "0,001;rate;": "type_number . ?0.001", "-412;count;": "minimum_when 0 ?unit = count",
		"2.5;count;": "number_whole unit = count ?", "100.5;percent;": "maximum_when 100 ?unit = percent", "-1;percent;": "minimum_when 0 ?unit = percent",
		"1234567890123456;count;": "number_digits 15 ?", "0.1234567890123456;percent;": "number_digits 15 ?", "1e400;count;": "type_number . ?",
		"5 ;count;": "spaces  ?", ";count;": "<nil>",
	} {
		o := readAll(t, figures(), "value;unit;dimension\n"+row+"\n")
		var got string
		for _, v := range o.violations {
			got += fmt.Sprintf("%s %s ?%s", v.Rule, v.Expected, v.Suggestion)
			if v.Line != 2 || v.Column != "value" {
				t.Errorf("%s: at %d %s", row, v.Line, v.Column)
			}
		}
		if len(o.violations) == 0 {
			got = fmt.Sprint(o.rows[0].values[0])
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", row, got, want)
		}
	}
}

// When the contract says what stands between thousands, there is no doubt.
func TestMarksOfTheContractAreNotInDoubt(t *testing.T) {
	dutch := contract.Field{Name: "n", Type: contract.Number, DecimalChar: ",", GroupChar: "."}
	o := readAll(t, resource("utf-8", ';', dutch), "n\n9.000\n12,345\n")
	if len(o.violations) > 0 || o.rows[0].values[0] != 9000.0 || o.rows[1].values[0] != 12.345 {
		t.Errorf("got %v %v", o.violations, o.rows)
	}
	comma := contract.Field{Name: "n", Type: contract.Number, DecimalChar: ","}
	for text, want := range map[string]string{
		"12,345": "number_ambiguous 12345 12,3450", "12.345": "number_ambiguous 12345 12,3450", "1.5": "type_number , 1,5", "2,5": "",
	} {
		var got string
		for _, v := range readAll(t, resource("utf-8", ';', comma), "n\n"+text+"\n").violations {
			got += string(v.Rule) + " " + v.Expected + " " + v.Suggestion
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"9.000": "number_ambiguous", "9.0": "type_integer", "1.234": "type_integer", "007": "type_integer", "1 000": "type_integer"} {
		o := readAll(t, resource("utf-8", ';', field("n", contract.Integer)), "n\n"+text+"\n")
		if len(o.violations) != 1 || string(o.violations[0].Rule) != want {
			t.Errorf("%s: got %v", text, o.violations)
		}
	}
}

// Constraints of Table Schema that a reader enforces.
func TestConstraintsAreEnforced(t *testing.T) {
	one := 1.0
	day := float64(19723) // 2024-01-01
	for name, tt := range map[string]struct {
		field contract.Field
		text  string
		want  string
	}{
		"above":           {contract.Field{Type: contract.Integer, Above: &one}, "1", "minimum_exclusive 1"},
		"below":           {contract.Field{Type: contract.Number, DecimalChar: ".", Below: &one}, "1", "maximum_exclusive 1"},
		"day":             {contract.Field{Type: contract.Date, Minimum: &day}, "2023-12-31", "minimum 2024-01-01"},
		"short":           {contract.Field{Type: contract.String, MinLength: 3}, "éé", "min_length 3"},
		"long":            {contract.Field{Type: contract.String, MaxLength: 3}, "éééé", "max_length 3"},
		"as long as":      {contract.Field{Type: contract.String, MaxLength: 3}, "ééé", ""},
		"own words":       {contract.Field{Type: contract.Boolean, True: []string{"ja"}, False: []string{"nee"}}, "true", "type_boolean_words ja, nee"},
		"own word":        {contract.Field{Type: contract.Boolean, True: []string{"ja"}, False: []string{"nee"}}, "ja", ""},
		"missing":         {contract.Field{Type: contract.Integer, Missing: []string{"na"}}, "na", ""},
		"missing, needed": {contract.Field{Type: contract.Integer, Missing: []string{"na"}, Required: true}, "na", "required "},
		"year":            {contract.Field{Type: contract.Year}, "0001", "type_year "},
		"signed year":     {contract.Field{Type: contract.Year}, "+201", "type_year "},
		"date":            {contract.Field{Type: contract.Date}, "0001-01-01", "type_date 2024-12-31"},
		"real day":        {contract.Field{Type: contract.String, Form: contract.Day}, "2202-13-45", "form_day "},
		"leap day":        {contract.Field{Type: contract.String, Form: contract.Day}, "2024-02-29", ""},
		"no leap day":     {contract.Field{Type: contract.String, Form: contract.Day}, "2023-02-29", "form_day "},
		"half-year":       {contract.Field{Type: contract.String, Form: contract.Period}, "2031-S1", ""},
		"third half-year": {contract.Field{Type: contract.String, Form: contract.Period}, "2031-S3", "form_period "},
		"no years":        {contract.Field{Type: contract.String, Form: contract.Period}, "2031-01-01/P0Y", "form_period "},
		"early":           {contract.Field{Type: contract.String, Form: contract.Period, Earliest: first1900()}, "0001", "day_early 1900-01-01"},
		"late":            {contract.Field{Type: contract.String, Form: contract.Day, Latest: first1900()}, "1900-01-02", "day_late 1900-01-01"},
		"nan":             {contract.Field{Type: contract.String, Code: true}, "nan", "no_value "},
		"unknown":         {contract.Field{Type: contract.String, Code: true}, "Unknown", "no_value "},
	} {
		tt.field.Name = "f"
		o := readAll(t, resource("utf-8", ';', tt.field, field("other", contract.String)), "f;other\n"+tt.text+";a\n")
		var got string
		for _, v := range o.violations {
			got += string(v.Rule) + " " + v.Expected
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}

func first1900() time.Time { return time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC) }

// A word for no value is no key; a codelist may have a code none or unknown.
func TestAWordForNoValueIsNoKey(t *testing.T) {
	for text, want := range map[string]bool{
		"nan": true, "NaN": true, "NULL": true, "n/a": true, "geen": true, "onbekend": true, "-": true, "0": true, "false": true, "?": true, "#N/A": true,
		"none": false, "unknown": false, "x": false, "amsterdam": false, "nano": false,
	} {
		r := resource("utf-8", ';', field("code", contract.String), field("label", contract.String))
		r.Schema.PrimaryKey = []string{"code"}
		o := &outcome{resource: r}
		if err := readTable(t.Context(), o, []byte("code;label\na;A\n"+text+";-\n")); err != nil {
			t.Fatal(err)
		}
		refuseNoValues(o)
		o.settle()
		if got := len(o.violations) == 1 && o.violations[0].Rule == typing.RuleNoValue && o.violations[0].Line == 3; got != want {
			t.Errorf("%s: got %v", text, o.violations)
		}
	}
}

// Two files in one have a header in the middle.
func TestAHeaderInTheMiddleIsRefused(t *testing.T) {
	r := resource("utf-8", ',', field("code", contract.String), field("label_nl", contract.String))
	o := readAll(t, r, "code,label_nl\na,A\ncode,label_nl\n\"Code\",LABEL_NL \n\ufeffcode,label_nl\ncode,een code\n")
	var got []string
	for _, v := range o.violations {
		got = append(got, fmt.Sprintf("%d %s", v.Line, v.Rule))
	}
	if strings.Join(got, "; ") != "3 header_again; 4 header_again; 5 header_again" || len(o.rows) != 2 {
		t.Errorf("got %v, %d rows", got, len(o.rows))
	}
}
