package site

import (
	"encoding/csv"
	"encoding/xml"
	"html"
	"os"
	"strings"
	"testing"
	"time"
)

// An atomFeed is what RFC 4287 asks of a feed, as far as ours has it.
type atomFeed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Entries []struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Link    struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
		Content struct {
			Type string `xml:"type,attr"`
			Text string `xml:",chardata"`
		} `xml:"content"`
	} `xml:"entry"`
}

func readFeed(t *testing.T, text []byte) atomFeed {
	t.Helper()
	var f atomFeed
	if err := xml.Unmarshal(text, &f); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	for _, name := range []string{f.ID, f.Title, f.Updated, f.Author} {
		if name == "" {
			t.Errorf("feed lacks an element that must be there: %+v", f)
		}
	}
	ids := map[string]bool{f.ID: true}
	for _, e := range f.Entries {
		if ids[e.ID] || !strings.HasPrefix(e.ID, "urn:uuid:") || len(e.ID) != len("urn:uuid:")+36 {
			t.Errorf("id %q of an entry is not its own", e.ID)
		}
		ids[e.ID] = true
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil {
			t.Error(err)
		}
	}
	return f
}

// register gives what data/changes.csv holds as rows by name of column.
func register(t *testing.T) []map[string]string {
	t.Helper()
	f, err := os.Open("../../data/changes.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		named := map[string]string{}
		for i, column := range rows[0] {
			named[column] = row[i]
		}
		all = append(all, named)
	}
	return all
}

// Each edition of the register is one entry, of the day of its last decision, with every
// reason that somebody gave for a change to the data.
func TestTheFeedHasTheEditionsOfTheRegister(t *testing.T) {
	in, rows := testInput(), register(t)
	last := map[string]string{} // edition -> day
	for _, r := range rows {
		in.Changes = append(in.Changes, Change{
			ID: r["change_id"], Date: r["decided_on"], Version: r["version"], File: r["file"], Key: r["row_key"], Column: r["column_name"], Kind: r["kind"],
			Before: r["old_value"], After: r["new_value"], Reason: r["reason"], By: r["decided_by"], Explanation: two(r["explanation_nl"], r["explanation_en"]),
		})
		in.Codes["reason"][r["reason"]] = two(r["reason"], r["reason"])
		last[r["version"]] = max(last[r["version"]], r["decided_on"])
	}
	older := in.Changes[0]
	older.ID, older.Date, older.Version, older.Explanation = "change.0000", "2025-11-01", "2025.1", two("Eerder <hersteld>.", "Corrected <before>.")
	in.Changes, last["2025.1"] = append(in.Changes, older), older.Date
	files := written(t, in)
	for name, lang := range map[string]string{"feed.xml": "nl", "en/feed.xml": "en"} {
		f := readFeed(t, files[name])
		contents := map[string]string{}
		for i, e := range f.Entries {
			version := e.Title[strings.LastIndex(e.Title, " ")+1:]
			contents[version] = html.UnescapeString(e.Content.Text)
			if e.Updated != last[version]+"T00:00:00Z" || e.Content.Type != "html" {
				t.Errorf("%s: %s is of %s and %s, want %s", name, e.Title, e.Updated, e.Content.Type, last[version])
			}
			if i > 0 && e.Updated > f.Entries[i-1].Updated {
				t.Errorf("%s does not begin with the newest", name)
			}
			page, anchor, _ := strings.Cut(e.Link.Href, "#")
			if target := strings.TrimSuffix(name, "feed.xml") + page; !strings.Contains(string(files[target]), `id="`+anchor+`"`) {
				t.Errorf("%s: %s has no #%s", name, target, anchor)
			}
		}
		if len(contents) != len(last) || f.Updated != f.Entries[0].Updated {
			t.Errorf("%s has %d editions of %d, and is of %s", name, len(contents), len(last), f.Updated)
		}
		for _, r := range rows {
			if told := r["explanation_"+lang]; r["decided_by"] != "" && !strings.HasPrefix(r["file"], "mart.") && !strings.Contains(contents[r["version"]], told) {
				t.Errorf("%s does not say of %s: %s", name, r["version"], told)
			}
		}
		if want := map[string]string{"nl": "Eerder <hersteld>.", "en": "Corrected <before>."}[lang]; !strings.Contains(contents["2025.1"], want) || strings.Contains(contents["2026.2"], want) {
			t.Errorf("%s: %q is not in its own edition", name, want)
		}
	}
}

// The head of each page names the feed of its language; ids are those of the first time, and
// the address is there when the data name it.
func TestPagesNameTheirFeed(t *testing.T) {
	in := testInput()
	in.Changes = []Change{{ID: "change.0001", Date: "2026-11-25", Version: "2026.2", File: "figures/observations.csv", Key: "o.1", Reason: "correction", By: "analist", Kind: "changed", Column: "pointer", Explanation: two("A", "A")}}
	in.Codes["reason"]["correction"] = two("correctie", "correction")
	files := written(t, in)
	for page, want := range map[string]string{"index.html": "feed.xml", "en/changes.html": "../en/feed.xml", "charts/rate.en.html": "../en/feed.xml"} {
		have := ""
		for _, n := range elements(t, files[page]) {
			if n.Data == "link" && attribute(n, "type") == "application/atom+xml" && attribute(n, "rel") == "alternate" {
				have += attribute(n, "href")
			}
		}
		if have != want {
			t.Errorf("%s names the feed %q, want %q", page, have, want)
		}
	}
	before := readFeed(t, files["feed.xml"])
	in.Homepage, in.Publisher, in.Changes[0].Explanation = "https://example.org/c/", Party{Name: "De Balie"}, two("B", "B")
	f := readFeed(t, written(t, in)["en/feed.xml"])
	if f.Author != "De Balie" || len(f.Links) != 2 || f.Links[1].Rel != "self" || f.Links[1].Href != "https://example.org/c/en/feed.xml" || f.Entries[0].Link.Href != "https://example.org/c/en/changes.html#change-0001" {
		t.Errorf("feed with an address: %+v", f)
	}
	f = readFeed(t, written(t, in)["feed.xml"])
	if f.ID != before.ID || f.Entries[0].ID != before.Entries[0].ID {
		t.Errorf("ids changed from %s, %s to %s, %s", before.ID, before.Entries[0].ID, f.ID, f.Entries[0].ID)
	}
	if got := readFeed(t, written(t, testInput())["feed.xml"]); len(got.Entries) != 0 || got.Updated != "2026-11-23T00:00:00Z" {
		t.Errorf("feed of no editions: %+v", got)
	}
}
