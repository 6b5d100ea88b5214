// Package export writes the tables that leave the program, as CSV and as XLSX, so that
// every one of them is written in the same way: one text for a value, and no text that
// a spreadsheet would compute. It knows rows and cells, and not what they are about.
package export
