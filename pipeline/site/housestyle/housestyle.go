// Package housestyle reads the look of who publishes the report: a folder with colours and
// sizes (tokens.css), a name (name.txt) and, if there is one, a logo (logo.svg).
//
// It is data that others deliver, so nothing of it is taken on trust: a token that the
// stylesheet of the report has not, a value of another kind, a logo that runs or loads
// anything, and colours that cannot be read on each other are refused ([Read]). The same
// contrast is asked of the report's own look ([Ground.Weak]).
package housestyle

import (
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
)

// The files of a house style.
const (
	TokensFile = "tokens.css"
	NameFile   = "name.txt"
	LogoFile   = "logo.svg"
)

// Limits are what is read of the folder.
var Limits = file.Limits{FileBytes: 64 << 10, TotalBytes: 192 << 10, Files: 16}

// longestName is how long a name may be, in characters.
const longestName = 60

// A Style is a house style that was found good; the zero value is none, the report's own.
type Style struct {
	Name   string
	Tokens []byte // rules that override the tokens of the stylesheet
	Logo   Logo
}

// A Logo is a drawing that neither runs nor loads anything.
type Logo struct {
	SVG           []byte // nil for none
	Width, Height int    // in CSS pixels, on the height that logos have on the pages
}

// The rules that a house style can break.
const (
	ruleFile     contract.Rule = "style_file"
	ruleLarge    contract.Rule = "style_large"
	ruleMissing  contract.Rule = "style_missing"
	ruleName     contract.Rule = "style_name"
	ruleSheet    contract.Rule = "style_sheet"
	ruleTwice    contract.Rule = "style_twice"
	ruleToken    contract.Rule = "style_token"
	ruleValue    contract.Rule = "style_value"
	ruleSize     contract.Rule = "style_size"
	ruleContrast contract.Rule = "style_contrast"
	ruleLogo     contract.Rule = "style_logo"
	ruleLogoSize contract.Rule = "style_logo_size"
)

// Read reads the house style in a folder for a report that looks like ground. All that is
// wrong with it is in the violations, sorted by place; then the style is the zero value.
func Read(folder *file.Copy, ground Ground) (Style, []contract.Violation) {
	r := &reader{folder: folder, ground: ground}
	r.refuseFiles()
	style := Style{Name: r.name(), Logo: r.logo()}
	if text, ok := r.text(TokensFile, true); ok {
		style.Tokens = r.tokens(text)
	}
	if len(r.found) > 0 {
		contract.SortViolations(r.found)
		return Style{}, r.found
	}
	return style, nil
}

// A reader reads one folder and collects what is wrong with it.
type reader struct {
	folder *file.Copy
	ground Ground
	found  []contract.Violation
}

func (r *reader) refuse(v contract.Violation) {
	v.Severity = contract.Error
	r.found = append(r.found, v)
}

// refuseFiles refuses what is no file of a house style.
func (r *reader) refuseFiles() {
	entries, err := r.folder.ReadDir(".")
	if err != nil {
		r.refuse(contract.Violation{File: ".", Rule: ruleMissing})
	}
	for _, e := range entries {
		if !slices.Contains([]string{TokensFile, NameFile, LogoFile}, e.Name()) {
			r.refuse(contract.Violation{File: e.Name(), Rule: ruleFile})
		}
	}
}

// text gives a file as text; not ok when it is not there or refused.
func (r *reader) text(name string, needed bool) (text string, ok bool) {
	content, err := r.folder.ReadFile(name)
	var large *file.LargeError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if needed {
			r.refuse(contract.Violation{File: name, Rule: ruleMissing})
		}
	case errors.As(err, &large):
		r.refuse(contract.Violation{File: name, Rule: ruleLarge, Value: strconv.FormatInt(large.Bytes, 10), Expected: strconv.FormatInt(large.Limit, 10)})
	case err != nil:
		r.refuse(contract.Violation{File: name, Rule: contract.RuleFileOutside})
	case !utf8.Valid(content):
		r.refuse(contract.Violation{File: name, Rule: ruleFile})
	default:
		return strings.ReplaceAll(strings.TrimPrefix(string(content), "\ufeff"), "\r\n", "\n"), true
	}
	return "", false
}

// name is whose style it is: one line.
func (r *reader) name() string {
	text, ok := r.text(NameFile, true)
	name := strings.TrimSpace(text)
	if ok && (name == "" || utf8.RuneCountInString(name) > longestName || strings.ContainsFunc(name, isUnseen)) {
		r.refuse(contract.Violation{File: NameFile, Line: 1, Rule: ruleName, Expected: strconv.Itoa(longestName)})
	}
	return name
}

// isUnseen tells of a character that is not seen but changes what is, such as one that turns
// the words after it around.
func isUnseen(c rune) bool { return unicode.In(c, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) }
