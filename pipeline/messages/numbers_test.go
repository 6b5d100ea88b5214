package messages

import "testing"

func TestSentencesTakeSharedNumbers(t *testing.T) {
	c := New("en", map[string]string{
		"cell": "from 1 to {below_least_cell}", "p": "1 in {one_in_significance}", "i": "{percent_confidence}%", "own": "{least_cell}",
	}).With(map[string]float64{"least_cell": 5, "significance": 0.05, "confidence": 0.95})
	for key, want := range map[string]string{"cell": "from 1 to 4", "p": "1 in 20", "i": "95%", "own": "7"} {
		var args Args
		if key == "own" {
			args = Args{"least_cell": 7}
		}
		if got, err := c.Text(key, args); got != want || err != nil {
			t.Errorf("%s is %q, %v; want %q", key, got, err, want)
		}
	}
}
