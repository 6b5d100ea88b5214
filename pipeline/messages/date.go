package messages

import (
	"regexp"
	"strings"
)

var datePattern = regexp.MustCompile(`^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$`)

// Date writes 2023-04-25, 2023-04 or 2023 in words. What is no date stays as it is.
func (c *Catalogue) Date(date string) (string, error) {
	if date == "" {
		return c.Text("site.date.unknown", nil)
	}
	m := datePattern.FindStringSubmatch(date)
	if m == nil {
		return date, nil
	}
	if m[2] == "" {
		return m[1], nil
	}
	month, err := c.Text("site.month.m"+m[2], nil)
	if err != nil {
		return "", err
	}
	if m[3] == "" {
		return c.Text("site.date.month", Args{"month": month, "year": m[1]})
	}
	return c.Text("site.date.day", Args{"day": strings.TrimPrefix(m[3], "0"), "month": month, "year": m[1]})
}
