package template

import "time"

// Codes are those of the rows of sql/template/code.sql, in the order in which they were
// written down.
func Codes(rows [][]any) []Code {
	var codes []Code
	for _, row := range rows {
		c := Code{}
		for i, text := range []*string{&c.Dimension, &c.Code, &c.Labels[0], &c.Labels[1]} {
			*text, _ = row[i].(string)
		}
		c.From, _ = row[4].(time.Time)
		c.To, _ = row[5].(time.Time)
		c.Source, _ = row[6].(string)
		codes = append(codes, c)
	}
	return codes
}
