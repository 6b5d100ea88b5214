package workbook

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// A numberFormat is what a format makes of a number.
type numberFormat byte

const (
	plainFormat   numberFormat = iota
	dateFormat                 // a day, with or without a time
	timeFormat                 // a time of day: hours, minutes, seconds only
	elapsedFormat              // a length of time: [h]:mm:ss
)

const (
	daySeconds      = 24 * 60 * 60
	dayMilliseconds = daySeconds * 1000
	falseLeapDay    = 60 // 1900-02-29, which Excel has and the calendar has not
)

// serialCell gives the day and time that a number of days stands for. Days are
// counted from 1904-01-01 or, as Excel has it, from 1900-01-00.
func serialCell(days float64, format numberFormat, from1904 bool) Cell {
	last := math.Floor(days)
	milliseconds := int64(math.Round((days - last) * dayMilliseconds))
	day := int64(last)
	if milliseconds == dayMilliseconds {
		day, milliseconds = day+1, 0
	}
	switch {
	case days < 0 || days > 2_958_466: // past 9999-12-31, where spreadsheets show #####
		return Cell{Kind: Error, Text: numberText(days)}
	case format == elapsedFormat, day == 0 && format == timeFormat:
		return Cell{Kind: Date, Text: clock(day*dayMilliseconds + milliseconds)}
	case from1904:
		day += 1462
	case day == 0 && milliseconds > 0:
		return Cell{Kind: Date, Text: clock(milliseconds)}
	case day == 0:
		return Cell{Kind: Error, Text: "1900-01-00"}
	case day == falseLeapDay:
		return Cell{Kind: Error, Text: "1900-02-29"}
	case day < falseLeapDay:
		day++
	}
	at := time.Date(1899, time.December, 30+int(day), 0, 0, 0, 0, time.UTC)
	if at.Year() > 9999 {
		return Cell{Kind: Error, Text: numberText(days)}
	}
	text := at.Format(time.DateOnly)
	if milliseconds > 0 {
		text += "T" + clock(milliseconds)
	}
	return Cell{Kind: Date, Text: text}
}

// clock writes milliseconds as 13:30:00, and what is under a second only if it
// is there.
func clock(milliseconds int64) string {
	seconds := milliseconds / 1000
	text := fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	if rest := milliseconds % 1000; rest > 0 {
		text += strings.TrimRight(fmt.Sprintf(".%03d", rest), "0")
	}
	return text
}

// isoCell reads a date that is stored as text: 2024-12-31 or 2024-12-31T13:30:00,
// with a fraction or the Z of UTC. What is none is told as it stands.
func isoCell(value []byte) Cell {
	text := string(value)
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04:05", "2006-01-02T15:04:05Z", "2006-01-02T15:04"} {
		at, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		milliseconds := at.Sub(at.Truncate(24 * time.Hour)).Milliseconds()
		day := at.Format(time.DateOnly)
		if milliseconds == 0 {
			return Cell{Kind: Date, Text: day}
		}
		return Cell{Kind: Date, Text: day + "T" + clock(milliseconds)}
	}
	return Cell{Kind: Error, Text: text}
}

// durationCell reads a time as ODS has it: PT13H30M00S.
func durationCell(value []byte) Cell {
	rest, ok := bytes.CutPrefix(value, []byte("PT"))
	milliseconds := 0.0
	for _, unit := range []struct {
		letter string
		size   float64
	}{{"H", 3_600_000}, {"M", 60_000}, {"S", 1000}} {
		number, after, found := bytes.Cut(rest, []byte(unit.letter))
		if !found {
			continue
		}
		n, err := strconv.ParseFloat(string(number), 64)
		ok = ok && err == nil && n >= 0 && n < 1e9
		milliseconds, rest = milliseconds+n*unit.size, after
	}
	if !ok || len(rest) > 0 || len(value) < len("PT0S") {
		return Cell{Kind: Error, Text: string(value)}
	}
	return Cell{Kind: Date, Text: clock(int64(math.Round(milliseconds)))}
}
