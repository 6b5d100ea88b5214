package charts

// A Form is the way a chart is drawn.
type Form string

// The forms.
const (
	Stacked   Form = "stacked"   // bars of parts, one on the other, a bar per year
	Columns   Form = "columns"   // a bar per year
	Shares    Form = "shares"    // a bar of 100 % per year: the share that is named, and the rest
	Lines     Form = "lines"     // a line per series, cut at breaks and gaps
	Multiples Form = "multiples" // a row per category with a small line, all of one unit on one scale
	Heat      Form = "heat"      // a cell per category and year, its number in it
	Bars      Form = "bars"      // a lying bar per category
)

// The pages of the site that charts stand on. A theme, which sentences and measures
// belong to, has the name of its page.
const (
	PageInflow        = "inflow"
	PageArticleGround = "article_ground"
	PageChain         = "chain"
	PageHateCrime     = "hate_crime"
	PageLGBTI         = "lgbti"
	PageAntisemitism  = "antisemitism"
	PageExtract       = "extract"
	PageMeasures      = "measures"
)

// A Spec declares one chart. Its words are messages: chart.<id>.title, which is its
// subject, .question, .unit and .note1; .finding.<key> are the sentences that
// mart.chart_title chooses from; a panel's are chart.<id>.panel.<key> and chart.<id>.unit_of.<key>;
// a series' chart.<id>.series.<key>. The text alternative is made from the
// figures, unless chart.<id>.alt gives another.
type Spec struct {
	ID     string // "inflow_by_year"
	Model  string // mart table that holds the rows
	Page   string // page of the site it stands on: one of those above
	Form   Form
	Panels []PanelSpec
	// SameScale gives all panels of one unit the same axis, so that heights
	// compare across panels. The years are those of all charts of the page.
	SameScale bool
	// Optional leaves the chart out when its model has no rows for a panel that
	// must be there, or for none at all: a build without an extract has none of
	// the charts of one.
	Optional bool
}

// A PanelSpec declares one panel: one plot area with axes of its own.
type PanelSpec struct {
	Key string
	// Series lists the series. With ByCategory it holds one selection, and
	// every category found under it becomes a series.
	Series     []SeriesSpec
	ByCategory bool
	Order      []string // of categories; those not listed follow, highest value first
	ByNewest   bool     // the highest value is that of the newest whole year, not of any year
	// Total is the whole of stacked series. It is written above the bars, not drawn.
	Total *SeriesSpec
	// Optional leaves the panel out when the model has no rows for it. A
	// panel that is not optional fails without rows.
	Optional bool
}

// A SeriesSpec selects the rows of one series. Empty fields match every row.
type SeriesSpec struct {
	Key       string
	SeriesID  string
	Dimension string
	Category  string
	Unit      string
}
