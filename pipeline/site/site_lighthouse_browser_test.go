//go:build browser

package site_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Lighthouse looks at a page as a telephone on a slow network gets it. Its score
// for performance depends on how busy the machine is, so it is told and not asked:
// go test -tags browser -v -run Lighthouse. Page weights are asked elsewhere.
func TestLighthouse(t *testing.T) {
	lighthouse := tool(t, "lighthouse/cli/index.js")
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatalf("%v: install chromium (apt-get install chromium)", err)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(siteOnDisk(t))))
	defer server.Close()
	asked := map[string]float64{"accessibility": 1, "best-practices": 1, "performance": 0}
	for _, page := range []string{"/", "/en/chain.html", "/charts/inflow_by_year.nl.html", "/maatregelen.html"} {
		report := filepath.Join(t.TempDir(), "report.json")
		command := exec.CommandContext(t.Context(), "node", lighthouse, server.URL+page, "--quiet", "--output=json", "--output-path="+report,
			"--only-categories=performance,accessibility,best-practices", "--chrome-flags=--headless=new --no-sandbox --disable-gpu")
		command.Env = append(os.Environ(), "CHROME_PATH="+chromium)
		said, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("lighthouse %s: %v: %s", page, err, said)
		}
		text, err := os.ReadFile(report)
		if err != nil {
			t.Fatal(err)
		}
		var result struct {
			Categories map[string]struct {
				Score     float64
				AuditRefs []struct {
					ID     string
					Weight float64
				}
			}
			Audits map[string]struct {
				Score *float64
				Title string
			}
		}
		if err := json.Unmarshal(text, &result); err != nil {
			t.Fatal(err)
		}
		for category, least := range asked {
			c := result.Categories[category]
			t.Logf("%s %s %.2f", page, category, c.Score)
			if c.Score >= least {
				continue
			}
			for _, a := range c.AuditRefs {
				if audit := result.Audits[a.ID]; a.Weight > 0 && audit.Score != nil && *audit.Score < 1 {
					t.Errorf("%s: %s is %.2f, want %.2f: %s (%.2f)", page, category, c.Score, least, audit.Title, *audit.Score)
				}
			}
		}
	}
}
