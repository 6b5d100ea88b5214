package engine

import (
	"errors"
	"strings"

	"github.com/marcboeker/go-duckdb/v2"
)

// A QueryError says why a question has no answer. Its kind names its words in the
// messages; Detail fills them.
type QueryError struct {
	Kind   QueryErrorKind
	Detail string
}

// QueryErrorKind is what went wrong with a question.
type QueryErrorKind string

// The kinds of errors of a question.
const (
	QueryEmpty      QueryErrorKind = "empty"       // nothing but comments
	QueryLong       QueryErrorKind = "long"        // longer than Detail
	QueryNoText     QueryErrorKind = "no_text"     // not UTF-8
	QuerySeveral    QueryErrorKind = "several"     // more than one statement
	QueryNoSelect   QueryErrorKind = "no_select"   // a statement that does more than read
	QueryAction     QueryErrorKind = "action"      // calls function Detail, which does something
	QueryParameter  QueryErrorKind = "parameter"   // a place for a value, without value
	QueryNoFile     QueryErrorKind = "no_file"     // wants a file or an extension
	QueryWrong      QueryErrorKind = "wrong"       // Detail is what the engine says of the SQL
	QueryMemory     QueryErrorKind = "memory"      // needs more memory than it may use
	QueryTime       QueryErrorKind = "time"        // takes longer than it may
	QueryNoDatabase QueryErrorKind = "no_database" // not one, or damaged
	QueryInUse      QueryErrorKind = "in_use"      // another program writes to the database
	QueryDamaged    QueryErrorKind = "damaged"     // the engine stumbled over the database
	QueryStopped    QueryErrorKind = "stopped"     // the engine ended its process
)

func (e *QueryError) Error() string {
	return strings.TrimSuffix("question: "+string(e.Kind)+": "+e.Detail, ": ")
}

// prepareError says what is wrong with SQL that the engine cannot prepare.
func prepareError(err error) error {
	switch text := err.Error(); {
	case strings.Contains(text, "multi-statement"):
		return &QueryError{Kind: QuerySeveral}
	case strings.Contains(text, "empty query"):
		return &QueryError{Kind: QueryEmpty}
	}
	var engine *duckdb.Error
	if errors.As(err, &engine) {
		if wrong := ofMessage(engine.Msg); wrong.Kind == QueryWrong { // it points into the question itself
			return &QueryError{Kind: QueryWrong, Detail: strings.TrimSpace(engine.Msg)}
		}
	}
	return engineError(err)
}

// openError says why a database cannot be opened.
func openError(err error) error {
	if strings.Contains(err.Error(), "Could not set lock") {
		return &QueryError{Kind: QueryInUse}
	}
	return &QueryError{Kind: QueryNoDatabase}
}

// engineError sorts what the engine says. What it says of the user's SQL is handed on;
// what it says of itself is not.
func engineError(err error) error {
	var told *QueryError
	var engine *duckdb.Error
	switch {
	case err == nil, errors.As(err, &told):
		return err
	case errors.As(err, &engine):
		return ofMessage(engine.Msg)
	default:
		return ofMessage(err.Error())
	}
}

func ofMessage(text string) *QueryError {
	has := func(parts ...string) bool {
		for _, part := range parts {
			if strings.Contains(text, part) {
				return true
			}
		}
		return false
	}
	switch {
	case has("INTERNAL Error", "FATAL Error", "Serialization Error", "Corrupt", "Checksum"):
		return &QueryError{Kind: QueryDamaged}
	case has("Out of Memory Error", "failed to allocate", "could not allocate"):
		return &QueryError{Kind: QueryMemory}
	case has("read-only mode", "Expected a single SELECT statement", "Pragma Function"):
		return &QueryError{Kind: QueryNoSelect}
	case has("Permission Error", "has been disabled by configuration", "Extension Autoloading", "extension by running"):
		return &QueryError{Kind: QueryNoFile}
	case has("IO Error"):
		return &QueryError{Kind: QueryDamaged}
	default:
		return &QueryError{Kind: QueryWrong, Detail: ofUser(text)}
	}
}

// ofUser leaves of a message what is about the question. What the engine thinks of
// itself goes, and so does where it points: into the SQL around the question.
func ofUser(text string) string {
	text, _, _ = strings.Cut(text, "Stack Trace:")
	text, _, _ = strings.Cut(text, "\n\nLINE ")
	return strings.TrimSpace(text)
}
