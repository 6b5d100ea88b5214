package workbook

import (
	"context"
	"strings"
)

// readFormats reads what each cell format makes of a number.
func (x *xlsx) readFormats(ctx context.Context) error {
	x.formats = nil
	if x.styles == "" {
		return nil
	}
	own := map[int]numberFormat{} // by numFmtId
	return x.archive.scan(ctx, x.styles, func(s *scanner) error {
		number := func() error {
			if id, ok := parseCount(s.attr("numFmtId")); ok && s.name == "numFmt" {
				own[id] = formatOf(string(s.attr("formatCode")))
			}
			if len(own) > formatsMost {
				return s.fault("more than %d number formats", formatsMost)
			}
			return nil
		}
		cell := func() error {
			if s.name != "xf" {
				return nil
			}
			id, _ := parseCount(s.attr("numFmtId")) // 0 or nothing is General
			format, known := own[id]
			if !known {
				format = builtIn(id)
			}
			x.formats = append(x.formats, format)
			if len(x.formats) > formatsMost {
				return s.fault("more than %d cell formats", formatsMost)
			}
			return nil
		}
		return s.root("styleSheet", func() error {
			switch s.name {
			case "numFmts": // the schema puts it before cellXfs
				return s.each(number)
			case "cellXfs":
				return s.each(cell)
			}
			return nil
		})
	})
}

// builtIn gives the formats that files use by number without saying what they
// are (ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are those of East Asia).
func builtIn(n int) numberFormat {
	switch {
	case n >= 14 && n <= 17, n == 22, n >= 27 && n <= 36, n >= 50 && n <= 58:
		return dateFormat
	case n >= 18 && n <= 21, n == 45, n == 47:
		return timeFormat
	case n == 46:
		return elapsedFormat
	}
	return plainFormat
}

// formatOf reads a format code such as dd/mm/yyyy;@ for the letters of dates
// that are not meant as text.
func formatOf(code string) numberFormat {
	code = strings.ToLower(code)
	var day, month, clock, elapsed bool
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '\\', '_', '*': // the next character is text, a width, a filling
			i++
		case '"':
			i += textLength(code[i+1:], '"')
		case '[':
			length := textLength(code[i+1:], ']')
			elapsed = elapsed || isElapsed(code[i+1:min(i+length, len(code))])
			i += length
		case 'y', 'd':
			day = true
		case 'm':
			month = true
		case 'h', 's':
			clock = true
		}
	}
	switch {
	case elapsed:
		return elapsedFormat
	case day, month && !clock:
		return dateFormat
	case clock:
		return timeFormat
	}
	return plainFormat
}

// textLength gives how many bytes to pass to be behind the end mark.
func textLength(rest string, end byte) int {
	if length := strings.IndexByte(rest, end); length >= 0 {
		return length + 1
	}
	return len(rest)
}

// isElapsed tells [h], [mm] and [ss] from colours, conditions and languages.
func isElapsed(inside string) bool {
	return inside != "" && (strings.Trim(inside, "h") == "" || strings.Trim(inside, "m") == "" || strings.Trim(inside, "s") == "")
}
