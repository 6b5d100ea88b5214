//go:build browser

package site_test

import (
	"encoding/csv"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the transcripts that the tests compare with")

// Pages that are long lists of what other pages say; their words are not compared.
var unspoken = regexp.MustCompile(`^(en/)?(database|zoeken|search|wijzigingen|changes|rapport|report)\.html$|\.frame\.html$`)

// What a screen reader would say of every page is in testdata/spoken, for people to read.
// The edition is left out, which every build names anew.
func TestPagesAreSpokenAsTheTranscriptsSay(t *testing.T) {
	folder := siteOnDisk(t)
	pages := slices.DeleteFunc(pagesOf(t, folder), unspoken.MatchString)
	spoken := speak(t, folder, pages)
	for _, p := range pages {
		golden := filepath.Join("testdata", "spoken", filepath.FromSlash(p)+".txt")
		if *update {
			if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(golden, []byte(spoken[p]), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatalf("%v: write it with -update", err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(spoken[p], "\n")); diff != "" {
			t.Errorf("%s (-want +said):\n%s", p, diff)
		}
		if strings.HasPrefix(p, "charts/") {
			chartIsSpoken(t, folder, p, spoken[p])
		}
	}
}

var edition = regexp.MustCompile(`\d{4}\.\d+-[0-9a-f]{8}`)

// speak gives what is said of pages.
func speak(t *testing.T, folder string, pages []string) map[string]string {
	t.Helper()
	out := t.TempDir()
	tool(t, "@guidepup/virtual-screen-reader/package.json")
	script, err := filepath.Abs("testdata/tools/speak.mjs")
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), "node", append([]string{script, out}, pages...)...)
	command.Dir = folder
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("speak: %v: %s", err, said)
	}
	spoken := map[string]string{}
	for _, p := range pages {
		text, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(p)+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		spoken[p] = edition.ReplaceAllString(string(text), "EDITION")
	}
	return spoken
}

// chartIsSpoken holds that a chart's page says its title and unit, and that there is a
// break where its figures have one, and a gap where its drawing has one.
func chartIsSpoken(t *testing.T, folder, page, said string) {
	t.Helper()
	base := strings.TrimSuffix(page, ".html")
	lines := strings.Split(said, "\n")
	if at := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "heading, ") && strings.HasSuffix(l, ", level 1") }); at < 0 || at+2 >= len(lines) || lines[at+2] == "" {
		t.Errorf("%s: no title with its unit is said", page)
	}
	file, err := os.Open(filepath.Join(folder, base+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	broken := slices.Index(rows[0], "break_id")
	words := map[bool][2]string{true: {"reeksbreuk", "geen cijfer"}, false: {"series break", "no figure"}}[strings.HasSuffix(base, ".nl")]
	if slices.ContainsFunc(rows[1:], func(r []string) bool { return r[broken] != "" }) && !strings.Contains(strings.ToLower(said), words[0]) {
		t.Errorf("%s: a series break is not said", page)
	}
	drawing, err := os.ReadFile(filepath.Join(folder, base+".svg"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(drawing), ">"+words[1]) && !strings.Contains(strings.ToLower(said), words[1]) {
		t.Errorf("%s: a year without a figure is not said", page)
	}
}
