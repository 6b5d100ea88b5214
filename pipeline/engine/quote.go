package engine

import "strings"

// Literal writes text as an SQL string.
func Literal(text string) string {
	quoted := "'" + strings.ReplaceAll(text, "'", "''") + "'"
	// The parser takes a zero byte for the end of the statement.
	if strings.ContainsRune(quoted, 0) {
		return "(" + strings.ReplaceAll(quoted, "\x00", "' || chr(0) || '") + ")"
	}
	return quoted
}

// Identifier writes a name as an SQL identifier.
func Identifier(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// Identifiers writes names as SQL identifiers, with commas.
func Identifiers(names []string) string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = Identifier(name)
	}
	return strings.Join(list, ", ")
}

// Qualified writes schema.table as SQL identifiers.
func Qualified(name string) string {
	schema, table, _ := strings.Cut(name, ".")
	return Identifier(schema) + "." + Identifier(table)
}

// Literals writes texts as a list of SQL strings.
func Literals(texts []string) string {
	list := make([]string, len(texts))
	for i, text := range texts {
		list[i] = Literal(text)
	}
	return strings.Join(list, ", ")
}
