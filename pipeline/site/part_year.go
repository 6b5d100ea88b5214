package site

import (
	"slices"
	"strings"
	"time"

	"jaarcijfers/pipeline/messages"
)

// A PartYear is a year that was not over on the day of the extract
// (core.part_year): its figures count up to that day.
type PartYear struct{ TimePeriod, LastDay string }

// lastDay is the day up to which figures of a year count; empty for a whole year.
func (e Extract) lastDay(year string) string {
	for _, p := range e.PartYears {
		if p.TimePeriod == year {
			return p.LastDay
		}
	}
	return ""
}

// upTo says in words up to which day figures of a year count.
func (w *writer) upTo(year string) (string, error) {
	date, err := w.date(w.in.Extract.lastDay(year))
	if err != nil {
		return "", err
	}
	return w.words.Text("chart.part.until", messages.Args{"date": date})
}

// provisional are the words of the sign of provisional figures: up to when they
// count, where they are of a year that is not over.
func (w *writer) provisional(marks []mark, words string) (string, error) {
	var all []string
	for _, p := range w.in.Extract.PartYears {
		upTo, err := w.upTo(p.TimePeriod)
		if err != nil {
			return "", err
		}
		if slices.ContainsFunc(marks, func(m mark) bool { return strings.Contains(m.Words, upTo) }) {
			text, err := w.words.Text("site.extract.part.mark", messages.Args{"until": upTo})
			if err != nil {
				return "", err
			}
			all = append(all, text)
		}
	}
	if len(all) == 0 {
		return words, nil
	}
	return strings.Join(all, "; "), nil
}

// aboutPart says of which years the extract holds a part, how that part compares
// with the same part of the year before, and what is not known of its first year.
func (w *writer) aboutPart() ([]string, error) {
	var sentences []string
	for _, p := range w.in.Extract.PartYears {
		date, err := w.date(p.LastDay)
		if err != nil {
			return nil, err
		}
		text, err := w.words.Text("site.extract.part.year", messages.Args{"year": p.TimePeriod, "date": date})
		if err != nil {
			return nil, err
		}
		sentences = append(sentences, text)
	}
	for _, c := range w.in.Extract.Changes {
		if c.LastDay == "" {
			continue
		}
		told, err := w.sameDays(c)
		if err != nil {
			return nil, err
		}
		sentences = append(sentences, told...)
	}
	if first := w.series["extract_total_offence"].First; first != "" {
		text, err := w.words.Text("site.extract.part.first", messages.Args{"year": first})
		if err != nil {
			return nil, err
		}
		sentences = append(sentences, text)
	}
	return sentences, nil
}

// sameDays sets a part of a year beside the same part of the year before.
func (w *writer) sameDays(c ExtractChange) ([]string, error) {
	value, err := w.given(c.Value)
	if err != nil {
		return nil, err
	}
	previous, err := w.given(c.Previous)
	if err != nil {
		return nil, err
	}
	args := messages.Args{"value": value.Text, "previous": previous.Text, "year": c.TimePeriod, "previous_year": c.PreviousPeriod}
	for name, day := range map[string]string{"date": c.LastDay, "previous_date": c.PreviousLastDay} {
		if args[name], err = w.date(day); err != nil {
			return nil, err
		}
	}
	key := "days"
	if day, err := time.Parse(time.DateOnly, c.LastDay); err == nil && day.AddDate(0, 0, 1).Day() == 1 { // whole months
		key = "months.m" + day.Format("01")
	}
	text, err := w.words.Text("site.extract.part."+key, args)
	if err != nil || c.Meaning == "" {
		return []string{text}, err
	}
	meaning, err := w.words.Text("site.extract.change.part."+c.Meaning, nil)
	return []string{text, meaning}, err
}

// noReturn says of which years there is no return to ODIHR.
func (w *writer) noReturn() ([]string, error) {
	var sentences []string
	for _, p := range w.in.Extract.PartYears {
		date, err := w.date(p.LastDay)
		if err != nil {
			return nil, err
		}
		text, err := w.words.Text("site.return.part", messages.Args{"year": p.TimePeriod, "date": date})
		if err != nil {
			return nil, err
		}
		sentences = append(sentences, text)
	}
	return sentences, nil
}
