package present

// A Missing is one thing that a year still needs: the figures of one series and
// breakdown that the year before had, or something else.
type Missing struct {
	Kind         string            `json:"kind"` // figure, population, break, letter, sentence or theme
	Body         string            `json:"body,omitempty"`
	BodyName     map[string]string `json:"body_name,omitempty"` // by language
	Subject      map[string]string `json:"subject"`             // by language: the series; of a letter its date
	Breakdown    map[string]string `json:"breakdown,omitempty"` // by language, with the unit or the year of the break
	Missing      int               `json:"missing"`
	Of           int               `json:"of"`           // that the year before had, or the last letter
	Publications []string          `json:"publications"` // that gave them for the year before
	Series       string            `json:"series_id,omitempty"`
	Dimension    string            `json:"dimension,omitempty"`
	Unit         string            `json:"unit,omitempty"`
	Categories   []string          `json:"categories"` // that are missing; of a sentence the numbers of the measures
}

// MissingOf are the rows of sql/missing/item.sql.
func MissingOf(columns []string, rows [][]any) []Missing {
	var list []Missing
	for _, row := range rows {
		r := Record{}
		for i, c := range columns {
			r[c] = row[i]
		}
		list = append(list, Missing{
			Kind: r.Text("kind"), Body: r.Text("body"), BodyName: r.Label("body"), Subject: r.Label("subject"), Breakdown: r.Label("breakdown"),
			Missing: r.Whole("missing"), Of: r.Whole("had"), Publications: r.List("publications"),
			Series: r.Text("series_id"), Dimension: r.Text("dimension"), Unit: r.Text("unit"), Categories: r.List("categories"),
		})
	}
	return list
}
