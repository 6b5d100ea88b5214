package site

import (
	"cmp"
	"fmt"
	"slices"

	"jaarcijfers/charts/plot"
)

// A ruleView is a working definition with the source that it rests on.
type ruleView struct {
	Rule
	Source plot.Publication
}

// classes is the order in which the classes are told; what is undecided comes
// last, where it stands out.
var classes = []string{"hate_crime", "hate_speech", "discrimination", "undecided"}

// anyCircumstance is that of a rule that holds whatever the circumstance.
const anyCircumstance = "any"

func (w *writer) rules() ([]ruleView, error) {
	var all []ruleView
	for _, r := range w.in.Rules {
		source, err := w.publication(r.Publication)
		if err != nil {
			return nil, fmt.Errorf("rule of %s: %w", r.Article, err)
		}
		if !slices.Contains(classes, r.Class) {
			return nil, fmt.Errorf("rule of %s: class %q is not known to the site", r.Article, r.Class)
		}
		all = append(all, ruleView{r, source})
	}
	slices.SortStableFunc(all, func(a, b ruleView) int {
		return cmp.Compare(slices.Index(classes, a.Class), slices.Index(classes, b.Class))
	})
	return all, nil
}
