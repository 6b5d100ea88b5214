package site

import (
	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/metadata"
	"jaarcijfers/pipeline/site/housestyle"
)

// Input is all a site may show: rows of the warehouse and drawn charts. The
// pipeline fills it; the site reads no database.
type Input struct {
	Title   string // of the data package
	Version string // of the edition: "2026.1-0a1b2c3d"
	Created string // date of the data package, "2026-11-23"
	// Description says what the data package is, and Licence how it may be used; for files.
	Description string
	Licence     metadata.Licence
	Database    string // name of the database in the release
	// Publisher answers for the report, and Contact is whom a reader asks; each empty when
	// the data name none. NextEdition is a day, month or year; empty when it is not said.
	Publisher, Contact Party
	NextEdition        string
	OwnSQL             []string         // SQL files of the makers, those in place of the program's with replaced: before them
	Homepage           string           // address of the site, for what names itself there; empty when the data name none
	Style              housestyle.Style // of who publishes; empty for the look of the report itself
	Charts             []plot.Chart
	Codes              map[string]map[string]plot.Label // codelist, code; category codes are "dimension/code"
	Series             []Series
	Breaks             []plot.Break
	Key                []KeyFigure
	Inflow             []plot.Row // mart.inflow_by_year: every year with its kinds
	Tiles              []string   // series whose key figures are tiles of the start page, in order
	Trend              []plot.Row // the years of those series
	Others             []OtherFigure
	Told               []Statement
	Events             map[string]plot.Event // by id
	Rules              []Rule
	Measure            []Measure
	Letters            []Letter          // in order
	History            []MeasureInLetter // status by measure and letter
	Plan               []PlanDocument    // on the action plan, by date
	Sources            []Source
	Facts              []Fact
	Origins            []BodyOrigin
	Cautions           []Caution
	Unread             []UnreadSource
	Changes            []Change       // against the editions before
	Watch              []Watched      // how good the checks were when last measured
	Criteria           []Criterion    // of accessibility, in the order of WCAG
	Extract            Extract        // empty when the build took none
	Return             []ReturnFigure // to ODIHR
	Topics             []Topic
	// TopicFigures and TopicCoverage are what is on the pages of topics.
	TopicFigures  []TopicFigure
	TopicCoverage []TopicCoverage
	Tables        []metadata.Table
	// Publications by id, for those that Row.Publications name.
	Publications    map[string]plot.Publication
	marking.Marking // what the release bears; every page and file of it says so
}

// About describes the release for the files that other programs read.
func (in Input) About() metadata.About {
	return metadata.About{
		Title: in.Title, Version: in.Version, Created: in.Created, Description: in.Description, Homepage: in.Homepage, Licence: in.Licence,
		Publisher: metadata.Party(in.Publisher), Contact: metadata.Party(in.Contact), Marking: in.Marking,
	}
}

// A Party is an organisation or a person: a name, and where known a page on the web and
// an e-mail address.
type Party struct{ Name, Page, Email string }

// A Series is what one series counts (core.series).
type Series struct {
	ID, Body, Population, UnitOfCount string
	CountedBy                         string // body that counted, where Body only publishes what was reported to it; else empty
	Title, Counts                     plot.Label
	First, Last                       string // periods
}

// A KeyFigure is the last value of a series, with the change since the year
// before when comparing is allowed (mart.key_figure).
type KeyFigure struct {
	plot.Row
	ID             string // series id
	PreviousPeriod string // empty when comparing is not allowed
	PreviousValue  *float64
	Change         *float64
	ChangePercent  *float64
	Low, High      *float64 // exact 95 % interval of a count; nil where there is none
}

// An OtherFigure is another published value for a figure that is shown
// (mart.other_figure).
type OtherFigure struct {
	TimePeriod, SeriesID, Dimension, Category, Unit string
	Shown, Value                                    float64
	Publication                                     string // id
	OtherSeries, OtherDimension, OtherCategory      string // of Value; empty when it is a sum
	Sum                                             bool   // Value is the sum of the parts of what is shown
	Kind                                            string // code of codelist difference_kind
	Reason                                          string // code of codelist reason
	Explanation                                     plot.Label
}

// A Measure is one measure of the action plan with its last status
// (mart.measure_status).
type Measure struct {
	ID          string // number with the letter of a part: "12a"
	Number      int
	Title       string
	Translated  plot.Label // the title in other languages than Dutch, by this report
	Status      string     // code of codelist measure_status
	StatusText  string     // as printed in the letter
	Sentence    string     // of the letter, that carries the status; empty when none was chosen
	Narrative   string     // paragraphs separated by an empty line; Dutch
	Theme       string     // code of codelist theme: "inflow", "hate_crime" or empty
	LetterTitle string
	LetterDate  string
	Letter      string // id of the letter
	InLast      bool   // the last letter mentions it
	ContinuedAs string // numbers it goes on under; empty when it keeps its own
	ByHand      bool   // the status was taken over by hand
	Pointer     string // where in the letter, when it was
	DecidedBy   string // who took it over
	SourceFile  string
	Line        int
	LineEnd     int
}

// A Source is one publication with how many of its figures are in the database
// and in the report (mart.source).
type Source struct {
	plot.Publication
	Figures, Preferred int
}

// A BodyOrigin says where the figures of one body come from (mart.source_rank).
type BodyOrigin struct {
	Body    string
	Figures plot.OriginCount // chosen for the body
	Own     int              // publications of the body itself that were read
}

// A Fact is a statement of a publication without a figure. SeriesID is empty when
// it bears on no series; Kind is a code of codelist fact_kind.
type Fact struct {
	Publication, TimePeriod, Body, SeriesID, Kind, Pointer string
	Statement                                              plot.Label // by language
}

// Watched says of one kind of fault, made on purpose, how many the checks caught.
type Watched struct {
	Fault             plot.Label
	OneIn             int // one in so many was tried
	Tried, First, All int // made; caught without and with an edition before
}

// An UnreadSource is known to hold figures and could not be read in full.
type UnreadSource struct {
	URL, Title   string
	Holds, State plot.Label // what it holds, and what of it could be read
}

// A Statement is a sentence that the figures bear (mart.statement). Its words
// are site.statement.<key>.
type Statement struct {
	Key, Theme string
	Group      string               // sentences of one group are read together
	KeyFigure  string               // the key figure it is about; empty for none
	Arguments  map[string]any       // numbers, and years as text
	Codes      map[string][2]string // names: codelist and code, or series and its id
	Synthetic  bool                 // it rests on figures that a program made up
	Secondary  bool                 // it rests, in whole or in part, on the press or on others
}

// A Rule is one working definition: the class of an offence under an article
// (core.classification_rule).
type Rule struct {
	Article      string // code of codelist category, dimension article
	Circumstance string // code of codelist circumstance; any for all
	Class        string // code of codelist offence_class
	Basis        string // code of codelist rule_basis
	From, To     string // years; no To while it holds
	Publication  string // id; empty for none
	Note         plot.Label
}
