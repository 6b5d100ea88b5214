package letter

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// silent elements hold no text of any page. The others of unread may hold text that
// some readers see and others do not.
var (
	silent = atoms(atom.Script, atom.Style, atom.Title)
	unread = atoms(atom.Script, atom.Style, atom.Title, atom.Template, atom.Noscript, atom.Select, atom.Textarea, atom.Button,
		atom.Iframe, atom.Object, atom.Svg, atom.Math, atom.Noframes, atom.Noembed, atom.Canvas, atom.Audio, atom.Video, atom.Xmp,
		atom.Plaintext, atom.Datalist)
	// struck elements hold text that was deleted from the letter.
	struck = atoms(atom.Del, atom.S, atom.Strike)
)

// hiddenStyle are the styles by which a browser shows nothing of an element, or
// shows it struck out. mso-hide is that of a word processor.
var hiddenStyle = regexp.MustCompile(`(?i)(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden|` +
	`opacity\s*:\s*0(?:\.0*)?%?\s*(?:[;!]|$)|font-size\s*:\s*0(?:\.0*)?[a-z%]*\s*(?:[;!]|$)|(?:text-indent|left|top|margin-left)\s*:\s*-\d{3,}|` +
	`(?:^|[;\s])color\s*:\s*(?:white|#fff(?:fff)?|transparent)\b|clip(?:-path)?\s*:\s*(?:rect\(\s*[01]|inset\(\s*(?:50|100)%)|` +
	`line-through|mso-hide\s*:\s*all)`)

// hiddenNames are classes by which pages hide text from those who look at it.
var hiddenNames = map[string]bool{"hidden": true, "visually-hidden": true, "visuallyhidden": true, "sr-only": true, "screen-reader-text": true, "d-none": true}

var (
	styleElement = regexp.MustCompile(`(?is)<style[^>]*>(.*?)</style`)
	styleRule    = regexp.MustCompile(`([^{}]+)\{([^{}]*)\}`)
	lastName     = regexp.MustCompile(`[.#]([\w-]+)[^\s.#>+~]*\s*$`)
)

// hiddenClasses are the classes and ids that the page's own style sheets hide.
func hiddenClasses(page string) map[string]bool {
	names := map[string]bool{}
	for _, sheet := range styleElement.FindAllStringSubmatch(page, -1) {
		for _, rule := range styleRule.FindAllStringSubmatch(sheet[1], -1) {
			if !hiddenStyle.MatchString(rule[2]) {
				continue
			}
			for selector := range strings.SplitSeq(rule[1], ",") {
				if found := lastName.FindStringSubmatch(selector); found != nil {
					names[strings.ToLower(found[1])] = true
				}
			}
		}
	}
	return names
}

// isHidden tells whether a reader of the page may not see an element, or sees it
// struck out. What only a reading program passes over is shown where the line is
// declared to be read as it is shown.
func (r *pageReader) isHidden(token html.Token) bool {
	open := false
	for _, a := range token.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if hiddenStyle.MatchString(a.Val) {
				return true
			}
		case "class", "id":
			for name := range strings.FieldsSeq(strings.ToLower(a.Val)) {
				if r.classes[name] || a.Key == "class" && hiddenNames[name] {
					return true
				}
			}
		case "aria-hidden":
			if strings.EqualFold(a.Val, "true") && !r.shown(r.number) {
				return true
			}
		case "open":
			open = true
		}
	}
	return struck[token.DataAtom] || token.DataAtom == atom.Dialog && !open
}
