//go:build browser

package site_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestPagesAreAccessibleInABrowser(t *testing.T) {
	axe, err := os.ReadFile(tool(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	folder := siteOnDisk(t)
	ctx, heard := tab(openBrowser(t), t)
	for _, p := range pagesOf(t, folder) {
		for i, s := range screens {
			if strings.HasSuffix(p, ".frame.html") && i != 0 && i != 3 { // the same parts as its page
				continue
			}
			t.Run(fmt.Sprintf("%s/%d/%s", p, s.width, s.scheme), func(t *testing.T) {
				look(ctx, t, heard, s, "file://"+filepath.Join(folder, p), string(axe))
			})
		}
	}
}

// look opens a page and reports what a reader on that screen would stumble on.
func look(ctx context.Context, t *testing.T, heard *complaints, s screen, address, axe string) {
	t.Helper()
	var width int64
	var found, size string
	err := chromedp.Run(ctx, s.actions(),
		chromedp.Navigate(address),
		chromedp.Evaluate(`document.documentElement.scrollWidth`, &width),
		chromedp.Evaluate(`getComputedStyle(document.querySelector("h1")).fontSize`, &size))
	if err != nil {
		t.Fatal(err)
	}
	heard.check(t) // before axe, which has a voice of its own
	err = chromedp.Run(ctx, chromedp.Evaluate(axe+";0", nil), chromedp.Evaluate(fmt.Sprintf(axeRun, s.scheme != "print"), &found, awaitPromise))
	heard.clear()
	if err != nil {
		t.Fatal(err)
	}
	if width > s.width {
		t.Errorf("page is %d px wide", width)
	}
	if size == "32px" { // what a browser gives without a stylesheet
		t.Error("stylesheet is not applied")
	}
	if found != "" {
		t.Error(found)
	}
}

const axeRun = `axe.run(document, {resultTypes: ["violations"], preload: false, rules: {"target-size": {enabled: %v}}}).then(r =>
	r.violations.map(v => v.id + ": " + v.help + "\n" + v.nodes.map(n => "  " + n.target + " " + n.failureSummary).join("\n")).join("\n"))`

func awaitPromise(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

// axe does not look into drawings: their words must be as large as others.
func TestWordsInDrawingsAreLargeEnough(t *testing.T) {
	folder := siteOnDisk(t)
	ctx, heard := tab(openBrowser(t), t)
	const smallest = `(() => {
		let least = [99, ""];
		for (const svg of document.querySelectorAll("svg.jc-chart")) {
			if (!svg.checkVisibility()) continue;
			const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
			for (const text of svg.querySelectorAll("text")) {
				const size = parseFloat(getComputedStyle(text).fontSize) * scale;
				if (size < least[0]) least = [size, svg.id + " " + text.textContent];
			}
		}
		return least;
	})()`
	drawings := 0
	for _, p := range pagesOf(t, folder) {
		for _, width := range []int64{320, 1280} {
			var least []any
			err := chromedp.Run(ctx, screen{width, "light"}.actions(), chromedp.Navigate("file://"+filepath.Join(folder, p)), chromedp.Evaluate(smallest, &least))
			if err != nil {
				t.Fatal(err)
			}
			size, _ := least[0].(float64)
			if size < 99 {
				drawings++
			}
			if size < 11.99 {
				t.Errorf("%s at %d px: %q is %.1f px", p, width, least[1], size)
			}
		}
	}
	if drawings < 20 {
		t.Errorf("only %d views with drawings", drawings)
	}
	heard.check(t)
}

func TestMeasuresFilterWithoutScript(t *testing.T) {
	folder := siteOnDisk(t)
	ctx, heard := tab(openBrowser(t), t)
	visible := `[...document.querySelectorAll(".measure")].filter(m => m.checkVisibility()).map(m => m.id.replace("maatregel-", "")).join(" ")`
	steps := []struct{ click, want string }{
		{"#filter-all", "3 5 8 9 10 13 16 19 20 23 25 27 29 30 31 33 34 36 38"},
		{"#filter-completed", "3 25 29 30 36 38"},
		{"#filter-partly_completed", "5 16 19 23 27 33"},
		{"#filter-ongoing", "8 9 10 13 20 31 34"},
	}
	open := chromedp.Tasks{emulation.SetScriptExecutionDisabled(true), chromedp.Navigate("file://" + filepath.Join(folder, "maatregelen.html"))}
	if err := chromedp.Run(ctx, open); err != nil {
		t.Fatal(err)
	}
	for _, s := range steps {
		var have, printed string
		err := chromedp.Run(ctx, chromedp.Click(s.click, chromedp.ByQuery), chromedp.Evaluate(visible, &have),
			emulation.SetEmulatedMedia().WithMedia("print"), chromedp.Evaluate(visible, &printed), emulation.SetEmulatedMedia().WithMedia(""))
		if err != nil {
			t.Fatal(err)
		}
		if have != s.want {
			t.Errorf("%s shows %q, want %q", s.click, have, s.want)
		}
		if printed != steps[0].want {
			t.Errorf("%s prints %q, want all", s.click, printed)
		}
	}
	heard.check(t)
}

func TestFullChartStartsFromAFile(t *testing.T) {
	folder := siteOnDisk(t)
	ctx, heard := tab(openBrowser(t), t)
	button := "#inflow_by_year [data-live]"
	var painted, back bool
	err := chromedp.Run(ctx, screen{1280, "light"}.actions(),
		chromedp.Navigate("file://"+filepath.Join(folder, "en", "inflow.html")),
		openMenu, chromedp.Click(button, chromedp.ByQuery),
		chromedp.WaitVisible("#inflow_by_year .live canvas", chromedp.ByQuery),
		chromedp.Poll(`(() => { const c = document.querySelector(".live canvas"); return c.getContext("2d").getImageData(0, 0, c.width, c.height).data.some(v => v !== 0) && !document.querySelector("#inflow_by_year .drawing").checkVisibility(); })()`, &painted),
		chromedp.Click(button, chromedp.ByQuery),
		chromedp.Evaluate(`document.querySelector("#inflow_by_year .drawing").checkVisibility() && !document.querySelector(".live")`, &back))
	if err != nil {
		t.Fatal(err)
	}
	if !painted || !back {
		t.Errorf("live chart painted: %v; drawing back after stop: %v", painted, back)
	}
	heard.check(t)
}

func TestArrowKeysWalkTheFiguresOfTheFullChart(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	said := `document.querySelector("#inflow_by_year .state").textContent`
	var told []string
	step := func(key string) chromedp.Action {
		return chromedp.ActionFunc(func(ctx context.Context) error {
			var text string
			err := chromedp.Run(ctx, chromedp.SendKeys("#inflow_by_year .live", key, chromedp.ByQuery), chromedp.Evaluate(said, &text))
			told = append(told, text)
			return err
		})
	}
	err := chromedp.Run(ctx, screen{1280, "dark"}.actions(),
		chromedp.Navigate("file://"+filepath.Join(siteOnDisk(t), "en", "inflow.html")),
		openMenu, chromedp.Click("#inflow_by_year [data-live]", chromedp.ByQuery),
		chromedp.WaitVisible("#inflow_by_year .live canvas", chromedp.ByQuery),
		step(kb.ArrowRight), step(kb.ArrowRight), step(kb.ArrowLeft), step(kb.End))
	if err != nil {
		t.Fatal(err)
	}
	// Specific offences of 2017 and 2019 as published, and the total of 2024. The
	// margins are from sums of Poisson chances made apart, in Python, outward.
	const press = ". from the press, a press release taken over or another source about the body"
	want := []string{
		"specific discrimination offences, 2017: 144. of which 32% antisemitism around football",
		"specific discrimination offences, 2019: 123 (margin of chance 102 to 147)" + press,
		"specific discrimination offences, 2017: 144. of which 32% antisemitism around football",
		"total, 2024: 683 (margin of chance 632 to 737)" + press,
	}
	if !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
	heard.check(t)
}

func TestBrokenFullChartLeavesTheDrawing(t *testing.T) {
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(siteOnDisk(t)+"/")); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(folder, "assets", "echarts.js")); err != nil {
		t.Fatal(err)
	}
	ctx, _ := tab(openBrowser(t), t)
	var state string
	var drawing bool
	err := chromedp.Run(ctx, screen{1280, "light"}.actions(),
		chromedp.Navigate("file://"+filepath.Join(folder, "instroom.html")),
		openMenu, chromedp.Click("#inflow_by_year [data-live]", chromedp.ByQuery),
		chromedp.Poll(`!document.querySelector("[data-live]").hasAttribute("aria-disabled")`, nil),
		chromedp.Text(".state", &state, chromedp.ByQuery),
		chromedp.Evaluate(`document.querySelector("#inflow_by_year .drawing").checkVisibility()`, &drawing))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(state, "kon niet worden geladen") || !drawing {
		t.Errorf("state %q, drawing visible %v", state, drawing)
	}
}

func TestPagesAreValid(t *testing.T) {
	folder := siteOnDisk(t)
	validPages(t, folder, pagesOf(t, folder))
}

func validPages(t *testing.T, folder string, pages []string) {
	t.Helper()
	validate := tool(t, "html-validate/bin/html-validate.mjs")
	config, err := filepath.Abs("testdata/htmlvalidate.json")
	if err != nil {
		t.Fatal(err)
	}
	report := filepath.Join(t.TempDir(), "report.json") // a pipe is cut off when node ends
	args := []string{validate, "--config", config, "--formatter", "json=" + report}
	for _, p := range pages {
		args = append(args, filepath.Join(folder, p))
	}
	said, runErr := exec.CommandContext(t.Context(), "node", args...).CombinedOutput()
	out, err := os.ReadFile(report)
	if err != nil {
		t.Fatalf("html-validate: %v, %v: %s", runErr, err, said)
	}
	var results []struct {
		FilePath string
		Messages []struct {
			RuleID, Message string
			Line            int
		}
	}
	if jsonErr := json.Unmarshal(out, &results); jsonErr != nil {
		t.Fatalf("html-validate: %v, %v", runErr, jsonErr)
	}
	for _, r := range results {
		for _, m := range r.Messages {
			t.Errorf("%s:%d: %s (%s)", r.FilePath, m.Line, m.Message, m.RuleID)
		}
	}
}
