package accepted

import (
	"testing"

	"jaarcijfers/pipeline/edition"
)

func TestFiguresAreReadAsTheyWereWritten(t *testing.T) {
	figures := []edition.Figure{
		{Model: "mart.b", Key: "k=1", Values: map[string]string{"obs_value": "1", "arguments": `{"a": "<é>", "b": 2}`, "interval_low": ""}, Under: []string{"o.1", "o.2"}},
		{Model: "mart.a", Key: "k=2", Values: map[string]string{"status": "ongoing, \"so\""}},
	}
	text, err := figuresCSV(figures)
	if err != nil {
		t.Fatal(err)
	}
	read, err := readFigures(text)
	if err != nil {
		t.Fatal(err)
	}
	if changes := edition.CompareFigures(read, figures); len(changes) > 0 || len(read) != 2 || read[0].Model != "mart.a" {
		t.Errorf("%+v differ, read %+v", changes, read)
	}
	if _, err := readFigures([]byte("model,key\n")); err == nil {
		t.Error("another header was read")
	}
}
