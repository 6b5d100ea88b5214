package pipeline

import "time"

// A Step is one of the four acts of a build.
type Step string

// The steps, in order.
const (
	Load    Step = "load"
	Model   Step = "model"
	Check   Step = "check"
	Publish Step = "publish"
)

// Steps lists the steps in order.
var Steps = []Step{Load, Model, Check, Publish}

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

// A stepper tells of one step. It counts what is done.
type stepper struct {
	tell    func(Event)
	event   Event
	started time.Time
}

func (r *run) begin(step Step, total int) *stepper {
	tell := r.options.Events
	if tell == nil {
		tell = func(Event) {}
	}
	s := &stepper{tell: tell, event: Event{Step: step, Total: total}, started: time.Now()}
	s.tell(s.event)
	return s
}

func (s *stepper) done(item string, cached bool) {
	s.event.Done++
	s.event.Total = max(s.event.Total, s.event.Done)
	s.event.Item, s.event.Cached = item, cached
	s.tell(s.event)
}

func (s *stepper) finish() {
	s.event.Item, s.event.Cached, s.event.Finished = "", false, true
	s.event.Elapsed = time.Since(s.started)
	s.tell(s.event)
}
