package contract

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// longest is the length of a text that may still be a slip of another.
const longest = 200

// Nearest gives the known text that is written most like text, when that is
// near enough to be meant: one slip, or one in every three characters; or else the
// only one that text is a part of. It is empty when none is. Of two as near, the
// first one is given.
func Nearest(text string, known []string) string {
	length := len([]rune(text))
	if length > longest {
		return ""
	}
	best, least := "", min(length, max(1, length/3)+1)
	for _, candidate := range known {
		if d := distance(strings.ToLower(text), strings.ToLower(candidate)); d < least {
			best, least = candidate, d
		}
	}
	if best == "" {
		return part(text, known)
	}
	return best
}

// NearestCode gives the code that a text is, or names, but for how it is written: 137 C
// for art_137c, 25–34 for age_25_34; else the one that [Nearest] finds. known has the
// codes by what one may have written for each, such as its names. It is empty when no
// code is near, or when the text is one of two.
func NearestCode(text string, known map[string]string) string {
	if code := known[text]; code != "" {
		return code
	}
	written, found := slices.Sorted(maps.Keys(known)), ""
	for _, label := range written {
		switch code := known[label]; {
		case !alike(text, label):
		case found != "" && found != code:
			return ""
		default:
			found = code
		}
	}
	if found != "" {
		return found
	}
	return known[Nearest(text, written)]
}

// joints are words between two numbers, or before or behind one, that say no more
// than their place does.
var joints = regexp.MustCompile(`\b(tot en met|t/m|tm|tot|to|until|through|artikel|article|art|wetboek van strafrecht|sr|age|leeftijd|jaar|years|year)\b[.]?`)

var notLetters = regexp.MustCompile(`[^\pL\pN]+`)

// alike tells whether two texts are the same but for capitals, spaces, signs and joints.
func alike(a, b string) bool {
	bare := func(text string) string {
		text = strings.ReplaceAll(strings.ToLower(text), "_", " ")
		if less := notLetters.ReplaceAllString(joints.ReplaceAllString(text, " "), ""); less != "" {
			return less
		}
		return notLetters.ReplaceAllString(text, "")
	}
	return bare(a) != "" && bare(a) == bare(b)
}

// part gives the only known text that text is a whole part of: 137c of art_137c, or
// the same words with other marks between them.
func part(text string, known []string) string {
	given, best := parts(text), ""
	if len(given) == 0 || len(given) == 1 && len([]rune(given[0])) < 2 {
		return ""
	}
	inner := "_" + strings.Join(given, "_") + "_"
	for _, candidate := range known {
		whole := "_" + strings.Join(parts(candidate), "_") + "_"
		switch {
		case !strings.Contains(whole, inner):
		case best != "" && best != candidate:
			return ""
		default:
			best = candidate
		}
	}
	return best
}

// parts are the runs of letters and digits in a text.
func parts(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// distance counts the slips between two texts: a character too many, too few,
// another, or two swapped (optimal string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, above := []int(nil), make([]int, len(y)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row := make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			swap := 0
			if x[i-1] != y[j-1] {
				swap = 1
			}
			row[j] = min(row[j-1]+1, above[j]+1, above[j-1]+swap)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above = above, row
	}
	return above[len(y)]
}

// mostNear is how many names are offered for one that is not known.
const mostNear = 5

// Near are the names that one may have meant: those written most like it, or else
// those that hold it.
func Near(name string, known []string) []string {
	var near []string
	left := slices.Clone(known)
	for len(near) < 3 {
		next := Nearest(name, left)
		if next == "" {
			break
		}
		near = append(near, next)
		left = slices.DeleteFunc(left, func(k string) bool { return k == next })
	}
	_, bare, ok := strings.Cut(name, ".")
	if !ok {
		bare = name
	}
	for _, k := range left {
		if bare != "" && len(near) < mostNear && strings.Contains(k, bare) {
			near = append(near, k)
		}
	}
	return near
}
