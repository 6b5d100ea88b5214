package plot

import (
	"fmt"
	"strings"

	"jaarcijfers/pipeline/messages"
)

// PrimaryRank is the code of the rank of a publication by a body or to parliament.
const PrimaryRank = "primary"

// SecondarySign stands beside a figure that is not primary.
const SecondarySign = "s"

// Secondary tells whether a figure rests, in whole or in part, on the press, on
// others who write about the body that counts, or on what they took over from it.
func (r *Row) Secondary() bool {
	return r != nil && r.Value != nil && r.SourceRank != "" && r.SourceRank != PrimaryRank
}

// SourceKinds are whose word a figure can be, the best first: of the body that
// counts, reported to the body that publishes, of another primary publication, of
// a press release that another took over, of the press or others.
var SourceKinds = []string{"own", "returned", "official", "reprint", "secondary"}

// A Published is one published figure that a chart shows. Its key is the same in
// every chart that shows it; its kind is one of SourceKinds.
type Published struct {
	Key, Kind string
}

// An OriginCount is how many published figures there are of each of SourceKinds.
type OriginCount map[string]int

// Total is how many figures were counted.
func (n OriginCount) Total() int {
	total := 0
	for _, count := range n {
		total += count
	}
	return total
}

// Secondary is how many of them bear SecondarySign.
func (n OriginCount) Secondary() int { return n["reprint"] + n["secondary"] }

// CountPublished counts each figure once, however often it is shown.
func CountPublished(all []Published) OriginCount {
	n := OriginCount{}
	counted := map[string]bool{}
	for _, one := range all {
		if !counted[one.Key] {
			counted[one.Key] = true
			n[one.Kind]++
		}
	}
	return n
}

// PublishedRow is a row as a published figure; false for one without a value, and
// for one that no publication lies under: what an extract counts was not published.
func PublishedRow(r Row) (Published, bool) {
	if r.Value == nil || r.SourceRank == "" || strings.HasPrefix(r.SeriesID, extractSeries) {
		return Published{}, false
	}
	key := strings.Join([]string{r.SeriesID, r.Dimension, r.Category, r.Unit, r.TimePeriod}, "/")
	if r.Operation == "given" && len(r.Lineage) == 1 { // two series may show one figure
		key = r.Lineage[0]
	}
	return Published{Key: key, Kind: r.SourceKind}, true
}

// published are the published figures of the plot.
func (p *Plot) published() []Published {
	var all []Published
	p.eachRow(func(r Row) {
		if one, ok := PublishedRow(r); ok {
			all = append(all, one)
		}
	})
	return all
}

// origin says whose word the figures of the plot are.
func (p *Plot) origin() (string, error) {
	text, err := Origin(p.words, "chart.origin", CountPublished(p.published()))
	if err != nil {
		return "", fmt.Errorf("say where the figures of chart %s come from: %w", p.Spec.ID, err)
	}
	return text, nil
}

// Origin says whose word figures are, in the words under key; nothing when there
// is none.
func Origin(words *messages.Catalogue, key string, n OriginCount) (string, error) {
	total := n.Total()
	if total == 0 {
		return "", nil
	}
	for _, kind := range SourceKinds {
		if n[kind] != total {
			continue
		}
		from, err := words.Text("chart.origin.from."+kind, nil)
		if err != nil {
			return "", err
		}
		return words.Text(key+".all", messages.Args{"total": total, "from": from})
	}
	list, err := OriginList(words, n)
	if err != nil {
		return "", err
	}
	return words.Text(key+".some", messages.Args{"total": total, "list": list})
}

// OriginList lists whose word figures are, with their number. It is an error when
// a figure is of no kind: then the numbers would not add up.
func OriginList(words *messages.Catalogue, n OriginCount) (string, error) {
	var parts []string
	rest := n.Total()
	for _, kind := range SourceKinds {
		if n[kind] == 0 {
			continue
		}
		rest -= n[kind]
		from, err := words.Text("chart.origin.from."+kind, nil)
		if err != nil {
			return "", err
		}
		part, err := words.Text("chart.origin.part", messages.Args{"count": n[kind], "from": from})
		if err != nil {
			return "", err
		}
		parts = append(parts, part)
	}
	if rest != 0 {
		return "", fmt.Errorf("%d figures are of none of the kinds %s", rest, strings.Join(SourceKinds, ", "))
	}
	last := len(parts) - 1
	if last < 1 {
		return strings.Join(parts, ""), nil
	}
	return words.Text("chart.origin.list", messages.Args{"first": strings.Join(parts[:last], ", "), "last": parts[last]})
}
