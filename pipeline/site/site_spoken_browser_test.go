//go:build browser

package site_test

import (
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
			spokenChart(t, folder, p, spoken[p]).holds(t)
		}
	}
}

// softHyphen is where a word may break; nobody says it.
const softHyphen = "\u00ad"

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
		spoken[p] = strings.ReplaceAll(edition.ReplaceAllString(string(text), "EDITION"), softHyphen, "")
	}
	return spoken
}
