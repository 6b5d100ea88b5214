package synth

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// A model is a plan made ready to draw from. It is read-only, so that blocks can
// be filled side by side.
type model struct {
	calendar
	kinds                []string
	summons, onlinePlace string

	article                                [][]*choice // by kind, then by day
	ground, place, office, event, ageGroup []*choice   // by day; nil on days on which nothing can happen
	sex, disposal, verdict                 []*choice
	bound                                  map[string][]*choice // grounds by article that has not all, then by day
	named                                  []*choice            // events that a cluster can be about

	online, noGround, secondGround, secondSuspect, disposed, judged chance

	toInflow, toDisposal, toVerdict delay
	clustered, perCase              float64
}

func newModel(p Plan) (*model, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	m := &model{
		calendar:      newCalendar(p.Years[0].Year, p.Until),
		kinds:         kindsOf(p.Years),
		summons:       p.Summons,
		onlinePlace:   p.OnlinePlace,
		online:        newChance(p.Share["share_online"]),
		noGround:      newChance(p.Share["share_no_ground"]),
		secondGround:  newChance(p.Share["share_second_ground"]),
		secondSuspect: newChance(p.Share["share_second_suspect"]),
		disposed:      newChance(p.Share["share_disposed"]),
		judged:        newChance(p.Share["share_verdict"]),
		toInflow:      newDelay(p.Share["days_to_inflow"]),
		toDisposal:    newDelay(p.Share["days_to_disposal"]),
		toVerdict:     newDelay(p.Share["days_to_verdict"]),
		clustered:     p.Share["share_clustered"],
		perCase:       p.Share["offences_per_case"],
	}
	m.weigh(p.Weights)
	m.bind(p.Weights[ground], p.Grounds)
	return m, m.checkDays(p.Years)
}

func kindsOf(years []Year) []string {
	all := map[string]bool{}
	for _, y := range years {
		for kind := range y.Totals {
			all[kind] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// weigh makes the tables to draw from. A code is written with what follows it in
// its row.
func (m *model) weigh(weights map[string][]Weight) {
	for _, kind := range m.kinds {
		var ofKind []Weight
		for _, w := range weights[article] {
			if w.Kind == kind {
				ofKind = append(ofKind, w)
			}
		}
		m.article = append(m.article, m.choices(ofKind, ends(";"+kind+";")))
	}
	of := func(dimension, end string) []*choice { return m.choices(weights[dimension], ends(end)) }
	m.place, m.office, m.event, m.ageGroup = of(place, ";"), of(office, ";"), of(event, ";"), of(ageGroup, ";")
	m.ground, m.sex, m.disposal, m.verdict = of(ground, rowEnd), of(sex, rowEnd), of(disposal, rowEnd), of(verdict, rowEnd)
	noName := func(w Weight) bool { return w.Code == "" }
	m.named = m.choices(slices.DeleteFunc(slices.Clone(weights[event]), noName), ends(";"))
	// Where no event is valid, there is none.
	nothing := newChoice([]string{""}, []float64{1}, []string{";"})
	for d, c := range m.event {
		if c == nil {
			m.event[d] = nothing
		}
	}
}

// bind makes the tables of grounds of articles that do not go with all.
func (m *model) bind(weights []Weight, grounds map[string][]string) {
	m.bound = map[string][]*choice{}
	for code, allowed := range grounds {
		other := func(w Weight) bool { return !slices.Contains(allowed, w.Code) }
		m.bound[code] = m.choices(slices.DeleteFunc(slices.Clone(weights), other), ends(rowEnd))
	}
}

// groundsOf are the grounds that an offence of a day under an article can have; nil
// for none.
func (m *model) groundsOf(article string, d day) *choice {
	if own, ok := m.bound[article]; ok {
		return own[d]
	}
	return m.ground[d]
}

func ends(with string) func(Weight) string {
	return func(w Weight) string { return w.Code + with }
}

// checkDays finds days on which something can happen that has no code.
func (m *model) checkDays(years []Year) error {
	inflow := make([]bool, m.days())
	ofKind := make([][]bool, len(m.kinds))
	for k := range m.kinds {
		ofKind[k] = make([]bool, m.days())
	}
	for _, y := range years {
		first, days := m.span(y.Year)
		for k, kind := range m.kinds {
			for d := first; d < first+days && y.Totals[kind] > 0; d++ {
				inflow[d], ofKind[k][d] = true, true
			}
		}
	}
	after := make([]bool, m.days()) // from the first inflow on
	for d := range after {
		after[d] = inflow[d] || d > 0 && after[d-1]
	}
	var errs []error
	for k, kind := range m.kinds {
		errs = append(errs, m.covered(m.article[k], ofKind[k], "article of kind "+kind))
	}
	errs = append(errs,
		m.covered(m.ground, inflow, ground), m.covered(m.place, inflow, place), m.covered(m.office, inflow, office),
		m.covered(m.ageGroup, inflow, ageGroup), m.covered(m.sex, inflow, sex))
	if m.disposed > 0 {
		errs = append(errs, m.covered(m.disposal, after, disposal))
	}
	if m.disposed > 0 && m.judged > 0 {
		errs = append(errs, m.covered(m.verdict, after, verdict))
	}
	return errors.Join(errs...)
}

// covered wants a code on each of the days.
func (m *model) covered(choices []*choice, days []bool, what string) error {
	for d, needed := range days {
		if needed && choices[d] == nil {
			return fmt.Errorf("no %s is valid on %s", what, m.first.AddDate(0, 0, d).Format(time.DateOnly))
		}
	}
	return nil
}
