package engine

import (
	"regexp"
	"strconv"
)

var lineOfError = regexp.MustCompile(`LINE (\d+):`)

// ErrorLine is the line of the statement that an error of the engine points to; 1 when it
// points to none.
func ErrorLine(err error) int {
	line := 1
	if found := lineOfError.FindStringSubmatch(err.Error()); found != nil {
		line, _ = strconv.Atoi(found[1])
	}
	return line
}
