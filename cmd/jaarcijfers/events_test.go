package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// compileEvents reads the published schema of the lines of --json.
func compileEvents() (*jsonschema.Schema, error) {
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat() // a time that is no time is a fault
	return compiler.Compile("../../docs/events.schema.json")
}

func eventsSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	schema, err := compileEvents()
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// validateEvents holds every line of an output against the schema.
func validateEvents(schema *jsonschema.Schema, output string) error {
	n := 0
	for line := range strings.Lines(output) {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err == nil {
			err = schema.Validate(value)
		}
		if err != nil {
			return fmt.Errorf("%s%w", line, err)
		}
		n++
	}
	if n == 0 {
		return fmt.Errorf("there is no line")
	}
	return nil
}

// events file: every line of it must be as docs/events.schema.json says; with ! one is not.
func events(ts *testscript.TestScript, neg bool, args []string) {
	schema, err := compileEvents()
	ts.Check(err)
	err = validateEvents(schema, ts.ReadFile(args[0]))
	if (err != nil) != neg {
		ts.Fatalf("%s: %v", args[0], err)
	}
}
