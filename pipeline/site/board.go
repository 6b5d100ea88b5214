package site

import (
	"fmt"
	"strconv"
	"time"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/messages"
)

// A boardView is the page that shows all measures at a glance and prints on one
// page.
type boardView struct {
	Told  toldView
	Last  *letterView
	AsOf  string // date up to which time is counted
	Lines []boardLine
}

type boardLine struct {
	measureView
	Since string   // how long ago the letter is
	Bears toldView // sentences of the figures that bear on the measure
}

func (w *writer) board() (any, error) {
	view, err := w.measures()
	if err != nil {
		return nil, err
	}
	measures, ok := view.(measuresView)
	if !ok {
		return nil, fmt.Errorf("measures are a %T", view)
	}
	v := boardView{Told: measures.Told, Last: measures.Last, AsOf: w.in.Created}
	for _, m := range measures.Measures {
		line := boardLine{measureView: m}
		if line.Since, err = w.since(m.LetterDate, w.in.Created); err != nil {
			return nil, fmt.Errorf("measure %s: %w", m.ID, err)
		}
		if m.Theme != "" {
			if line.Bears, err = w.told(m.Theme); err != nil {
				return nil, err
			}
		}
		v.Lines = append(v.Lines, line)
	}
	return v, nil
}

// since says how long a month is before a date, in whole years and months. A
// letter whose month is not known has no age.
func (w *writer) since(month, date string) (string, error) {
	then, errThen := time.Parse("2006-01", firstOf(month, len("2006-01")))
	now, errNow := time.Parse("2006-01", firstOf(date, len("2006-01")))
	if errThen != nil || errNow != nil {
		return w.words.Text("site.board.unknown", nil)
	}
	months := 12*(now.Year()-then.Year()) + int(now.Month()-then.Month())
	args := messages.Args{"years": strconv.Itoa(months / 12), "months": strconv.Itoa(months % 12)}
	switch {
	case months < 0:
		return w.words.Text("site.board.unknown", nil)
	case months < 12:
		return w.words.Text("site.board.months", args)
	case months%12 == 0:
		return w.words.Text("site.board.years", args)
	default:
		return w.words.Text("site.board.years_months", args)
	}
}

func firstOf(text string, n int) string { return text[:min(n, len(text))] }

// boardThemes are the themes whose sentences the board has: of the measures, and of
// what each serves.
func boardThemes(in Input) []string {
	themes := []string{charts.PageMeasures}
	for _, m := range in.Measure {
		themes = append(themes, m.Theme)
	}
	return themes
}
