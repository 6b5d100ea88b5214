package draw

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// stillOptions are the options of a live chart without what only a pointer can
// bring out. It halves the time to draw.
func stillOptions(options []byte) (map[string]any, error) {
	var o map[string]any
	if err := json.Unmarshal(options, &o); err != nil {
		return nil, fmt.Errorf("read options: %w", err)
	}
	delete(o, "tooltip")
	for _, axes := range []string{"xAxis", "yAxis"} {
		for _, axis := range objects(o[axes]) {
			axis["silent"] = true
		}
	}
	for _, s := range objects(o["series"]) {
		s["silent"] = true
		s["emphasis"] = map[string]any{"disabled": true}
		for _, d := range objects(s["data"]) {
			delete(d, "tooltip")
		}
	}
	return o, nil
}

func objects(list any) []map[string]any {
	var all []map[string]any
	items, _ := list.([]any)
	for _, item := range items {
		if o, ok := item.(map[string]any); ok {
			all = append(all, o)
		}
	}
	return all
}

// translate gives a drawing other words. It does so only when the options differ
// in nothing but words, and each word has one translation; else the chart has to
// be drawn.
func translate(o original, other map[string]any) (string, bool) {
	pairs := map[string]string{}
	if !pair(o.options, other, pairs) {
		return "", false
	}
	return replaceWords(o.svg, func(text string) string {
		if to, ok := pairs[unescape.Replace(text)]; ok {
			return escape.Replace(to)
		}
		return text
	}), true
}

// replaceWords gives svg with all that stands between its tags changed.
func replaceWords(svg string, change func(text string) string) string {
	var out strings.Builder
	out.Grow(len(svg))
	for {
		tags, rest, ok := strings.Cut(svg, ">")
		out.WriteString(tags)
		if !ok {
			return out.String()
		}
		out.WriteString(">")
		words := strings.IndexByte(rest, '<')
		if words > 0 {
			out.WriteString(change(rest[:words]))
			rest = rest[words:]
		}
		svg = rest
	}
}

var (
	escape   = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")
	unescape = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`, "&#39;", "'")
)

// pair walks two trees that must be alike but for texts, and notes which text
// stands for which.
func pair(a, b any, pairs map[string]string) bool {
	switch a := a.(type) {
	case map[string]any:
		other, ok := b.(map[string]any)
		if !ok || len(a) != len(other) {
			return false
		}
		for key := range a {
			if _, ok := other[key]; !ok || !pair(a[key], other[key], pairs) {
				return false
			}
		}
		return true
	case []any:
		other, ok := b.([]any)
		if !ok || len(a) != len(other) {
			return false
		}
		for i := range a {
			if !pair(a[i], other[i], pairs) {
				return false
			}
		}
		return true
	case string:
		text, ok := b.(string)
		if !ok {
			return false
		}
		if known, seen := pairs[a]; seen {
			return known == text
		}
		pairs[a] = text
		return true
	default:
		return reflect.DeepEqual(a, b)
	}
}
