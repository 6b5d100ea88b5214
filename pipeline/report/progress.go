package report

import "time"

// A Step is one of the acts of a build.
type Step string

// The steps, in order.
const (
	Load    Step = "load"
	Extract Step = "extract" // only with an extract; its progress is in megabytes
	Count   Step = "count"   // only with an extract
	Model   Step = "model"
	Check   Step = "check"
	Publish Step = "publish"
)

// Steps lists the steps in order.
var Steps = []Step{Load, Extract, Count, Model, Check, Publish}

// An Event tells of progress. Item is the file, model, check or chart just
// done; Done of Total count them. Finished is set once per step, with Elapsed.
type Event struct {
	Step     Step          `json:"step"`
	Item     string        `json:"item,omitempty"`
	Done     int           `json:"done"`
	Total    int           `json:"total"`
	Cached   bool          `json:"cached,omitempty"`
	Finished bool          `json:"finished,omitempty"`
	Elapsed  time.Duration `json:"elapsed,omitempty"`
}

// A Progress tells of one step. It counts what is done.
type Progress struct {
	tell    func(Event)
	event   Event
	started time.Time
}

// Begin tells that a step of total parts began; tell is nil for silence.
func Begin(tell func(Event), step Step, total int) *Progress {
	if tell == nil {
		tell = func(Event) {}
	}
	s := &Progress{tell: tell, event: Event{Step: step, Total: total}, started: time.Now()}
	s.tell(s.event)
	return s
}

// Done tells that one item is done, or was and stands.
func (s *Progress) Done(item string, cached bool) {
	s.event.Done++
	s.event.Total = max(s.event.Total, s.event.Done)
	s.event.Item, s.event.Cached = item, cached
	s.tell(s.event)
}

// Add tells of work that counts for more than one.
func (s *Progress) Add(item string, more int, cached bool) {
	s.event.Done += more
	s.event.Total = max(s.event.Total, s.event.Done)
	s.event.Item, s.event.Cached = item, cached
	s.tell(s.event)
}

// Bytes counts bytes of an item into megabytes. It may be called from another
// goroutine as long as nothing else tells of the step.
func (s *Progress) Bytes(item string) func(int) {
	rest := 0
	return func(n int) {
		rest += n
		if whole := rest / 1_000_000; whole > 0 {
			rest -= whole * 1_000_000
			s.Add(item, whole, false)
		}
	}
}

// Finish tells that the step is done, with how long it took.
func (s *Progress) Finish() {
	s.event.Done = s.event.Total // what is counted in megabytes falls short by the rest of each file
	s.event.Item, s.event.Cached, s.event.Finished = "", false, true
	s.event.Elapsed = time.Since(s.started)
	s.tell(s.event)
}
