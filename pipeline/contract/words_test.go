package contract_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"jaarcijfers/pipeline/contract"
)

// said lists what a descriptor is refused for: rule, place, value, what was meant.
func said(violations []contract.Violation) []string {
	var all []string
	for _, v := range violations {
		all = append(all, strings.TrimSpace(fmt.Sprintf("%s %s %s ?%s", v.Rule, v.Column, v.Value, v.Suggestion)))
	}
	return all
}

// Every word of a descriptor is enforced or refused: none is passed over.
func TestEveryWordIsEnforcedOrRefused(t *testing.T) {
	const field, resource = "resources/a/schema/fields/code", "resources/a"
	for _, tt := range []struct {
		name, old, with string // what of the good descriptor is replaced
		want            string
	}{
		{"misspelt constraint", `"type": "string"`, `"type": "string", "constraints": {"maximun": 1}`, "descriptor_word " + field + "/constraints maximun ?maximum"},
		{"misspelt word of a field", `"type": "string"`, `"type": "string", "constraint": {}`, "descriptor_word " + field + " constraint ?constraints"},
		{"another case", `"type": "string"`, `"Type": "string"`, "descriptor_word " + field + " Type ?type"},
		{"misspelt word of ours", `{"table": "a"}`, `{"table": "a", "rejectBudgt": 1}`, "descriptor_word resources/a/jaarcijfers rejectBudgt ?rejectBudget"},
		{"unknown word", `"format": "csv"`, `"format": "csv", "colour": 1`, "descriptor_word " + resource + " colour ?"},
		{"misspelt word of a key", `"fields"`, `"foreignKeys": [{"fiels": "code", "reference": {"fields": "code"}}], "fields"`, "descriptor_word resources/a/schema/foreignKeys/0 fiels ?fields"},
		{"maximum of a text", `"type": "string"`, `"type": "string", "constraints": {"maximum": 1}`, "descriptor " + field + "/constraints/maximum maximum ?"},
		{"decimal mark of a text", `"type": "string"`, `"type": "string", "decimalChar": ","`, "descriptor " + field + "/decimalChar decimalChar ?"},
		{"length of a number", `"type": "string"`, `"type": "number", "constraints": {"maxLength": 1}`, "descriptor " + field + "/constraints/maxLength maxLength ?"},
		{"bounds that cross", `"type": "string"`, `"type": "number", "constraints": {"minimum": 2, "maximum": 1}`, "descriptor " + field + "/constraints/minimum 2 ?"},
		{"format of a text", `"type": "string"`, `"type": "string", "format": "email"`, "descriptor_unsupported " + field + "/format email ?default"},
		{"format of a date", `"type": "string"`, `"type": "date", "format": "any"`, "descriptor_unsupported " + field + "/format any ?default, %d-%m-%Y"},
		{"date that is none", `"type": "string"`, `"type": "date", "constraints": {"minimum": "2024-02-30"}`, "descriptor " + field + "/constraints/minimum 2024-02-30 ?"},
		{"categories", `"type": "string"`, `"type": "string", "categories": ["a"]`, "descriptor_unsupported " + field + "/categories categories ?constraints.enum"},
		{"JSON schema", `"type": "string"`, `"type": "string", "constraints": {"jsonSchema": {}}`, "descriptor_unsupported " + field + "/constraints/jsonSchema jsonSchema ?"},
		{"type of a list", `"type": "string"`, `"type": "list"`, "descriptor " + field + "/type list ?"},
		{"number beside text", `"type": "string"`, `"type": "number", "bareNumber": false`, "descriptor " + field + "/bareNumber false ?"},
		{"true that is false", `"type": "string"`, `"type": "boolean", "trueValues": ["ja"], "falseValues": ["ja"]`, "descriptor " + field + "/falseValues ja ?"},
		{"required as text", `"type": "string"`, `"type": "string", "constraints": {"required": "yes"}`, "descriptor " + field + "/constraints/required yes ?"},
		{"null", `"type": "string"`, `"type": null`, "descriptor " + field + "/type null ?"},
		{"enum of nothing", `"type": "string"`, `"type": "string", "constraints": {"enum": []}`, "descriptor " + field + "/constraints/enum [] ?"},
		{"comments", `"format"`, `"dialect": {"commentChar": "#"}, "format"`, "descriptor_unsupported resources/a/dialect/commentChar commentChar ?"},
		{"escapes", `"format"`, `"dialect": {"escapeChar": "\\"}, "format"`, "descriptor_unsupported resources/a/dialect/escapeChar escapeChar ?doubleQuote"},
		{"no header", `"format"`, `"dialect": {"header": false}, "format"`, "descriptor resources/a/dialect/header false ?"},
		{"spaces before values", `"format"`, `"dialect": {"skipInitialSpace": true}, "format"`, "descriptor resources/a/dialect/skipInitialSpace true ?"},
		{"dialect elsewhere", `"format"`, `"dialect": "dialect.json", "format"`, "descriptor resources/a/dialect dialect.json ?"},
		{"two files", `"path": "a.csv"`, `"path": ["a.csv", "b.csv"]`, "descriptor resources/a/path […] ?"},
		{"compression", `"format"`, `"compression": "gz", "format"`, "descriptor_unsupported resources/a/compression compression ?"},
		{"data in the descriptor", `"format"`, `"data": [], "format"`, "descriptor_unsupported resources/a/data data ?path"},
		{"another kind of file", `"format"`, `"mediatype": "application/json", "format"`, "descriptor resources/a/mediatype application/json ?"},
		{"a workbook by another name", `"format": "csv"`, `"format": "xlsx"`, "descriptor resources/a/format xlsx ?"},
		{"delimiter of a workbook", `"path": "a.csv", "format": "csv"`, `"path": "a.ods", "format": "ods", "dialect": {"delimiter": ","}`, "descriptor resources/a/dialect dialect ?"},
		{"another hash", "sha256:", "md5:", "descriptor resources/a/hash md5:"},
		{"part of the columns", `"fields": [`, `"fieldsMatch": "subset", "fields": [`, "descriptor resources/a/schema/fieldsMatch subset ?"},
		{"missing value without one", `"fields": [`, `"missingValues": [{"label": "-"}], "fields": [`, "descriptor resources/a/schema/missingValues […] ?"},
		{"key of nothing", `"fields": [`, `"primaryKey": [], "fields": [`, "descriptor resources/a/schema/primaryKey [] ?"},
		{"word twice", `"format": "csv"`, `"format": "csv", "format": "csv"`, "descriptor_twice  format ?"},
		{"negative budget", `{"table": "a"}`, `{"table": "a", "rejectBudget": -1}`, "descriptor resources/a/jaarcijfers/rejectBudget -1 ?"},
		{"share of more than all", `{"table": "a"}`, `{"table": "a", "rejectBudgetShare": 1.5}`, "descriptor resources/a/jaarcijfers/rejectBudgetShare 1.5 ?"},
		{"number too large", `{"table": "a"}`, `{"table": "a", "rejectBudget": 9e99}`, "descriptor resources/a/jaarcijfers/rejectBudget 9e99 ?"},
		{"schema of the standard before", `"title"`, `"profile": "data-package", "title"`, "descriptor_unsupported profile profile ?$schema"},
		{"key of no fields", `"fields": [`, `"foreignKeys": [{"fields": [], "reference": {"resource": "", "fields": []}}], "fields": [`, "descriptor resources/a/schema/foreignKeys/0/fields [] ?"},
		{"key that says nothing", `"fields": [`, `"foreignKeys": [{}], "fields": [`, "descriptor resources/a/schema/foreignKeys/fields  ?"},
		{"key of two fields to one", `"fields": [`, `"foreignKeys": [{"fields": ["code", "code"], "reference": {"fields": ["code"]}}], "fields": [`, "descriptor resources/a/schema/foreignKeys \"fields\": [code, code], \"reference\": [code] ?"},
		{"key to a field that is not there", `"fields": [`, `"foreignKeys": [{"fields": "code", "reference": {"fields": "cod"}}], "fields": [`, "descriptor resources/a/schema/foreignKeys cod ?code"},
		{"column twice for the engine", `"fields": [`, `"fields": [{"name": "CODE"}, `, "descriptor resources/a/schema/fields/code code ?"},
		{"column of ours", `"fields": [`, `"fields": [{"name": "source_line"}, `, "descriptor resources/a/schema/fields/source_line source_line ?"},
		{"column of a marker", `"fields": [`, `"fields": [{"name": "code_mark"}, {"name": "n", "jaarcijfers": {"markers": {"-": "x"}}}, {"name": "n_mark"}, `, "descriptor resources/a/schema/fields/n_mark n_mark ?"},
		{"table of ours", `{"table": "a"}`, `{"table": "reject"}`, "descriptor resources/a/jaarcijfers/table reject ?"},
		{"one table, two shapes", `"resources": [`, `"resources": [{"name": "b", "path": "b.csv", "format": "csv", "schema": {"fields": [{"name": "id"}]}, "jaarcijfers": {"table": "a"}},`, "descriptor resources/a/jaarcijfers/table a ?"},
		{"condition on no column", `"type": "string"`, `"type": "number", "jaarcijfers": {"when": [{"column": "unit", "is": "a", "except": {"cod": "b"}}]}`, "descriptor " + field + "/jaarcijfers/when unit ?"},
		{"true of nothing", `"type": "string"`, `"type": "boolean", "trueValues": []`, "descriptor " + field + "/trueValues [] ?"},
		{"text after the end", "]}", "]} x", "descriptor_syntax"},
		{"half of it", "]}", "", "descriptor_syntax"},
		{"mark at the start", `{"title"`, "\ufeff{\"title\"", "descriptor_utf8"},
		{"zero byte", `"t"`, "\"t\x00\"", "descriptor_utf8  0x00 ?"},
		{"deep", `"format": "csv"`, `"format": ` + strings.Repeat("[", 99) + strings.Repeat("]", 99), "descriptor_deep"},
		{"no files", `"resources": [`, `"keywords": ["a"], "sources": [`, "descriptor resources  ?"},
		{"a list", "{\"title\"", "[{\"title\"", "descriptor_syntax"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := folder(good)
			before := string(files["datapackage.json"].Data)
			i := strings.Index(before, tt.old)
			if tt.old == "]}" {
				i = strings.LastIndex(before, tt.old)
			}
			if i < 0 {
				t.Fatal("nothing to replace")
			}
			files["datapackage.json"].Data = []byte(before[:i] + tt.with + before[i+len(tt.old):])
			_, violations, err := contract.Load(files)
			if err != nil {
				t.Fatal(err)
			}
			got := said(violations)
			if !slices.ContainsFunc(got, func(line string) bool { return strings.HasPrefix(line, tt.want) }) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			for _, v := range violations {
				if v.File == contract.DescriptorFile && (v.Severity != contract.Error || v.Line < 1) {
					t.Errorf("no error with a line: %+v", v)
				}
			}
		})
	}
}

// Of very many faults the first are said, and how many there are.
func TestManyFaultsAreCounted(t *testing.T) {
	var words strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&words, "\"w%d\": 1, ", i)
	}
	files := folder(strings.Replace(good, `"format"`, words.String()+`"format"`, 1))
	_, violations, err := contract.Load(files)
	counted := slices.ContainsFunc(violations, func(v contract.Violation) bool { return v.Rule == "descriptor_more" && v.Value == "4800" })
	if err != nil || len(violations) != 201 || !counted {
		t.Errorf("got %d, %v", len(violations), err)
	}
}

// What is right stays right, in the spelling of either version of the standard.
func TestWordsOfTheStandardThatAreEnforced(t *testing.T) {
	for name, with := range map[string]string{
		"constraints": `"type": "string", "constraints": {"required": true, "unique": true, "minLength": 1, "maxLength": 9, "pattern": "[a-z]+", "enum": ["a", "b"]}`,
		"bounds":      `"type": "date", "format": "%d-%m-%Y", "constraints": {"minimum": "2024-01-01", "exclusiveMaximum": "2025-01-01"}`,
		"numbers":     `"type": "number", "decimalChar": ",", "groupChar": ".", "bareNumber": true, "constraints": {"exclusiveMinimum": 0.5}`,
		"booleans":    `"type": "boolean", "trueValues": ["ja"], "falseValues": ["nee"], "missingValues": ["", "-"]`,
		"for people":  `"title": "Code", "description": "A code.", "example": {"a": 1}, "rdfType": "https://example.org/code"`,
	} {
		_, violations, err := contract.Load(folder(strings.Replace(good, `"type": "string"`, with, 1)))
		if err != nil || len(violations) > 0 {
			t.Errorf("%s: %v %v", name, violations, err)
		}
	}
}

// What only the reader of an extract enforces is refused of figures.
func TestAContractOfFiguresSaysOnlyWhatItsReaderEnforces(t *testing.T) {
	for _, word := range []string{`"codelist": "unit"`, `"validOn": "a"`, `"validBy": "a"`, `"optionalColumn": true`} {
		with := `"type": "string", "jaarcijfers": {` + word + `}`
		_, violations, err := contract.Load(folder(strings.Replace(good, `"type": "string"`, with, 1)))
		if err != nil || !slices.ContainsFunc(violations, func(v contract.Violation) bool { return v.Rule == "descriptor_unsupported" }) {
			t.Errorf("%s: %v %v", word, said(violations), err)
		}
	}
}

// The reader of an extract enforces less, and so its contract may say less.
func TestAContractOfAnExtractSaysOnlyWhatItsReaderEnforces(t *testing.T) {
	text, err := os.ReadFile("../../data/extract/datapackage.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct{ old, with string }{
		"nothing":        {`"version"`, `"version"`},
		"enum":           {`"required": true`, `"required": true, "enum": ["m"]`},
		"unique":         {`"required": true`, `"required": true, "unique": true`},
		"unique keys":    {`"primaryKey"`, `"uniqueKeys": [["case_number"]], "primaryKey"`},
		"missing values": {`"missingValues": [`, `"missingValues": ["na", `},
		"date format":    {`"format": "default"`, `"format": "%d-%m-%Y"`},
		"true values":    {`"true"`, `"ja"`},
		"number":         {`"type": "boolean"`, `"type": "number"`},
		"bound":          {`"type": "date",`, `"type": "date", "exclusiveMaximum": 1,`},
	} {
		changed := strings.Replace(string(text), tt.old, tt.with, 1)
		if !strings.Contains(string(text), tt.old) {
			t.Fatalf("%s: nothing to replace", name)
		}
		_, violations, err := contract.LoadShape(fstest.MapFS{contract.DescriptorFile: {Data: []byte(changed)}})
		if err != nil || (len(violations) == 0) != (name == "nothing" || name == "missing values") {
			t.Errorf("%s: %v %v", name, said(violations), err)
		}
	}
}

// What is no contract at all is one fault, and not one for each file.
func TestWhatIsNoContractIsOneFault(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"nothing":  {" \n", "file_empty"},
		"null":     {"null", "descriptor"},
		"a text":   {`"x"`, "descriptor"},
		"a list":   {"[]", "descriptor"},
		"UTF-16":   {"\xff\xfe{\x00", "descriptor_utf8"},
		"gzip":     {"\x1f\x8b\x08", "descriptor_utf8"},
		"Latin":    {"{\"title\": \"caf\xe9\"}", "descriptor_utf8"},
		"deep":     {strings.Repeat("[", 200_000), "descriptor_deep"},
		"brackets": {`{"title": "` + strings.Repeat("[", 200) + `"`, "descriptor_syntax"},
	} {
		_, violations, err := contract.Load(fstest.MapFS{contract.DescriptorFile: {Data: []byte(tt.text)}, "a.csv": {}})
		if err != nil || len(violations) != 1 || string(violations[0].Rule) != tt.want || violations[0].Line != 1 {
			t.Errorf("%s: got %v %v", name, violations, err)
		}
	}
}
