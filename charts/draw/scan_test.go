package draw

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The numbers of a path may be written against each other and with an exponent, as
// ECharts writes them; expected by hand.
func TestStepsOfAPath(t *testing.T) {
	for d, want := range map[string][]string{
		"M20 288.5L698 288.5":    {"M", "20", "288.5", "L", "698", "288.5"},
		"M1.5-2l3,-4e-7 Z":       {"M", "1.5", "-2", "l", "3", "-4e-7", "Z"},
		"M0 0A3 3 0 1 1 5e2 -.5": {"M", "0", "0", "A", "3", "3", "0", "1", "1", "5e2", "-.5"},
		"":                       nil,
	} {
		if diff := cmp.Diff(want, stepsOf(d)); diff != "" {
			t.Errorf("%q: %s", d, diff)
		}
	}
}

func TestTransforms(t *testing.T) {
	for tag, want := range map[string]struct {
		x, y       float64
		matrix, ok bool
	}{
		`<text y="6" transform="translate(38.5 -2)" fill="red">`:               {38.5, -2, false, true},
		`<text transform="translate(1 2) rotate(-90)">`:                        {1, 2, false, true},
		`<path d="M1 -1" transform="matrix(3.5,0,0,3.5,190.25,84)" stroke="">`: {190.25, 84, true, true},
		`<path d="M1 -1">`:                         {},
		`<path transform="scale(2)">`:              {},
		`<path transform="translate(1)">`:          {},
		`<path transform="translate(one 2)">`:      {},
		`<path transform="matrix(1,0,0,1,2">`:      {},
		`<path transform="matrix(1,0,0,1,2,3,4)">`: {},
	} {
		got, ok := transformOf(tag)
		if ok != want.ok {
			t.Errorf("%s: read %v", tag, ok)
			continue
		}
		if !ok {
			continue
		}
		if x, y := got.at(tag); x != want.x || y != want.y || got.matrix != want.matrix {
			t.Errorf("%s: got %v %v %v", tag, x, y, got.matrix)
		}
	}
}

// What is in a clip path or a pattern is not seen by itself.
func TestHiddenPathsAreNoMarks(t *testing.T) {
	var s scene
	s.addPaths(`<path d="M0 0L2 0L2 2Z" fill="#1"></path><defs><clipPath id="a"><path d="M0 0L9 0L9 9Z" fill="#2"></path></clipPath>` +
		`<pattern id="b"><path d="M0 0L8 0L8 8Z" fill="#2"></path></pattern></defs><path d="M4 4L6 4L6 6Z" fill="#1"></path>`)
	want := []box{{0, 2, 0, 2}, {4, 6, 4, 6}}
	if len(s.marks) != 2 || s.marks[0] != want[0] || s.marks[1] != want[1] {
		t.Errorf("got %v, want %v", s.marks, want)
	}
}
