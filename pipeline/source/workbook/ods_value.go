package workbook

import (
	"bytes"
	"strconv"
	"strings"
)

// cell reads what a cell holds. A typed value is in the attributes; its text is
// what the cell shows, and the value only where there is no other.
func (o *odsSheet) cell() (Cell, error) {
	formula := o.attr("table:formula") != nil || o.spills.hold(o.column)
	constant := isConstant(bytes.TrimPrefix(o.attr("table:formula"), []byte("of:=")))
	failed := string(o.attr("calcext:value-type")) == "error"
	kind, value := o.typed()
	o.value = append(o.value[:0], value...)
	stringValue := kind == "string" && value != nil
	if err := o.readText(); err != nil {
		return Cell{}, err
	}
	if failed || formula && isErrorText(string(o.shown)) {
		return Cell{Kind: Error, Text: string(o.shown), Formula: formula}, nil
	}
	c, err := o.valueOf(kind, stringValue)
	if constant && (c.Text == "1" || c.Text == "0") {
		return Cell{Kind: Boolean, Text: strconv.FormatBool(c.Text == "1")}, err
	}
	c.Formula = formula
	// A text that is empty is a value only when a formula gave it.
	if c.Kind == Text && c.Text == "" && !formula {
		c = Cell{}
	}
	return c, err
}

// typed gives the type of the value and the attribute that has it.
func (o *odsSheet) typed() (kind string, value []byte) {
	switch string(o.attr("office:value-type")) {
	case "float", "percentage", "currency":
		return "number", o.attr("office:value")
	case "string":
		return "string", o.attr("office:string-value")
	case "date":
		return "date", o.attr("office:date-value")
	case "time":
		return "time", o.attr("office:time-value")
	case "boolean":
		return "boolean", o.attr("office:boolean-value")
	case "", "void":
		return "", nil
	}
	return "unknown", nil
}

// valueOf gives what o.value, or else o.shown, means.
func (o *odsSheet) valueOf(kind string, stringValue bool) (Cell, error) {
	switch {
	case stringValue:
		return Cell{Kind: Text, Text: o.words.of(o.value)}, nil
	case kind == "string", kind == "" && len(o.shown) > 0:
		return Cell{Kind: Text, Text: o.words.of(o.shown)}, nil
	case kind == "":
		return Cell{}, nil
	case kind == "date":
		return isoCell(o.value), nil
	case kind == "time":
		return durationCell(o.value), nil
	case kind == "boolean" && (string(o.value) == "true" || string(o.value) == "false"):
		return Cell{Kind: Boolean, Text: string(o.value)}, nil
	case kind == "number":
		if v, ok := parseNumber(o.value); ok {
			return Cell{Kind: Number, Text: numberText(v)}, nil
		}
	}
	return Cell{}, o.fault("value %s of type %s", shorten(string(o.value)), kind)
}

// isErrorText tells what a cell shows when its formula failed. Programs other
// than LibreOffice say so in no other way.
func isErrorText(text string) bool {
	switch text {
	case "#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!":
		return true
	}
	return strings.HasPrefix(text, "Err:")
}
