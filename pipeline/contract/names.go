package contract

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// The rules for names that become part of the path of a file.
const (
	ruleVersion Rule = "descriptor_version"
	rulePath    Rule = "descriptor_path"
	ruleTable   Rule = "descriptor_table"
)

// How long a name may be that becomes part of the name of a file, of which most systems
// allow 255 bytes.
const (
	longestVersion = 32
	longestTable   = 48
	longestPart    = 200
)

var (
	versionShape = regexp.MustCompile(`^[0-9A-Za-z]+([.-][0-9A-Za-z]+)*$`)
	tableName    = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
)

// IsVersion tells whether a text can be the version of data: letters and digits,
// with single points and hyphens between them. It becomes part of names of files
// and folders.
func IsVersion(text string) bool {
	return len(text) <= longestVersion && versionShape.MatchString(text)
}

// isPath tells whether a text can be the place of a file of data: in the data folder,
// under a name that can be shown on one line and is not hidden, and not among what the
// program itself writes there.
func isPath(text string) bool {
	if !fs.ValidPath(text) || text == "." || strings.ContainsFunc(text, unfitForPath) {
		return false
	}
	parts := strings.Split(text, "/")
	for _, part := range parts {
		if strings.HasPrefix(part, ".") || len(part) > longestPart || strings.TrimSpace(part) != part {
			return false
		}
	}
	return parts[0] != AcceptedFolder && text != DescriptorFile
}

func unfitForPath(r rune) bool { return r == '\\' || r == ':' || !unicode.IsGraphic(r) }

// isTable tells whether a text can be the table that a file is read into. It becomes
// part of the names of snapshots.
func isTable(text string) bool { return len(text) <= longestTable && tableName.MatchString(text) }

// refuseName notes a name that cannot be one; longest is how long it may be.
func (l *loader) refuseName(resource, place, value string, rule Rule, longest int) {
	l.refuseAt(l.lineOf(resource, place), placeIn(resource, place), rule, value, strconv.Itoa(longest), "")
}

// standIn is a name in place of one that cannot be one, so that the rest of the file can
// be looked at. The same name has the same stand-in.
func standIn(name string) string {
	sum := sha256.Sum256([]byte(name))
	return "refused_" + hex.EncodeToString(sum[:8])
}
