package messages

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestBothLanguagesSayTheSameThings(t *testing.T) {
	all, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(all["nl"].Keys()); n < 200 || n != len(all["en"].Keys()) {
		t.Errorf("%d keys in nl, %d in en", n, len(all["en"].Keys()))
	}
}

func TestCompareNamesWhatALanguageLacks(t *testing.T) {
	parsed := map[string]*Catalogue{}
	for lang, text := range map[string]string{"nl": "a: {x: 'van {from}', only: y}", "en": "a: {x: 'of {source}'}"} {
		c, err := parse(lang, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		parsed[lang] = c
	}
	err := compare(parsed)
	for _, part := range []string{"en.yaml: key a.only is missing", "key a.x has placeholders [{source}]"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("got %v, want %q", err, part)
		}
	}
}

func TestTextWantsItsKeyAndItsPlaceholders(t *testing.T) {
	c, err := parse("nl", []byte("a: 'tot {count} van {total}'"))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := c.Text("a", Args{"count": 1234, "total": "x"}); got != "tot 1.234 van x" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	if got, err := c.Text("a", Args{"count": 1}); err == nil {
		t.Errorf("got %q", got)
	}
	if got, err := c.Text("b", nil); err == nil {
		t.Errorf("got %q", got)
	}
}

// What a scaffold left is filled in before anyone reads it.
func TestAMarkThatIsNotFilledInIsNamed(t *testing.T) {
	_, err := parse("nl", []byte("chart: {x: {title: '<<title>>'}}"))
	if want := "nl.yaml: key chart.x.title: <<title>> is still to be filled in"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %q", err, want)
	}
}

// As the language unions of both languages write numbers.
func TestNumbersAreWrittenInTheLanguagesWay(t *testing.T) {
	all, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		lang     string
		value    float64
		decimals int
		want     string
	}{
		{"nl", 17942942, 0, "17.942.942"}, {"en", 17942942, 0, "17,942,942"}, {"nl", 2.65, 1, "2,7"}, {"en", 2.65, 1, "2.7"},
		{"nl", -2.5, 0, "-3"}, {"en", 2.675, 2, "2.68"}, {"nl", 0, 1, "0,0"}, {"en", 1234.5, 1, "1,234.5"},
	} {
		if got := all[tt.lang].Number(tt.value, tt.decimals); got != tt.want {
			t.Errorf("%s %v: got %q, want %q", tt.lang, tt.value, got, tt.want)
		}
	}
}

func TestRoundingIsWithinHalfAUnitAndSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(-1e6, 1e6).Draw(t, "v")
		decimals := rapid.IntRange(0, 3).Draw(t, "decimals")
		r := roundHalfAway(v, decimals)
		unit := 1.0
		for range decimals {
			unit /= 10
		}
		if d := r - v; d > unit/2+1e-9 || d < -unit/2-1e-9 {
			t.Fatalf("%v became %v", v, r)
		}
		if roundHalfAway(-v, decimals) != -r {
			t.Fatalf("%v is not symmetric", v)
		}
	})
}
