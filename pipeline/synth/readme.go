package synth

import (
	_ "embed"
	"strconv"
	"strings"
)

const readmeName = "README-synthetic.txt"

//go:embed readme.txt
var readmeText string

// readme explains the extract to whoever finds the folder, in both languages.
func readme(years []count, seed uint64) string {
	var with []string // years with offences
	total := 0
	for _, y := range years {
		if y.total() > 0 {
			with = append(with, strconv.Itoa(y.year))
		}
		total += y.total()
	}
	return strings.NewReplacer(
		"{rows}", strconv.Itoa(total),
		"{years}", strings.Join(with, ", "),
		"{seed}", strconv.FormatUint(seed, 10),
	).Replace(readmeText)
}
