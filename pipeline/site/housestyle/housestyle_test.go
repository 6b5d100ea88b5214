package housestyle_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/site"
	"jaarcijfers/pipeline/site/housestyle"
)

func ground(t *testing.T) housestyle.Ground {
	t.Helper()
	style, err := site.Stylesheet()
	if err != nil {
		t.Fatal(err)
	}
	g, err := housestyle.NewGround(style, draw.Light, draw.Dark)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// read reads a house style of these files. What is wrong is "file:line rule column value
// (expected) ?suggestion".
func read(t *testing.T, files map[string]string) (housestyle.Style, []string) {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := file.ReadFolder(t.Context(), folder, housestyle.Limits)
	if err != nil {
		t.Fatal(err)
	}
	style, violations := housestyle.Read(c, ground(t))
	var found []string
	for _, v := range violations {
		found = append(found, strings.TrimSpace(fmt.Sprintf("%s:%d %s %s %s (%s) ?%s", v.File, v.Line, v.Rule, v.Column, v.Value, v.Expected, v.Suggestion)))
	}
	return style, found
}

func TestContrastOfKnownPairs(t *testing.T) {
	// 21:1 by the definition of WCAG; #767676 on white is the well-known 4.54, and #777 with 4.48 is too light.
	for pair, want := range map[[2]string]float64{
		{"#000000", "#fff"}: 21, {"#767676", "#ffffff"}: 4.54, {"#ffffff", "#777"}: 4.48, {"#abcdef", "#abcdef"}: 1, {"red", "#ffffff"}: 0,
	} {
		if got := housestyle.Contrast(pair[0], pair[1]); math.Abs(got-want) > 0.005 {
			t.Errorf("%v: %.3f, want %.2f", pair, got, want)
		}
	}
}

// The look of the report itself meets what is asked of a house style.
func TestTheReportsOwnLookHasContrast(t *testing.T) {
	for _, w := range ground(t).Weak() {
		t.Errorf("%s is %s, must be %s", w.Pair(), w.Ratio(), w.Least())
	}
}

func TestTokensOverrideThoseOfTheReport(t *testing.T) {
	style, found := read(t, map[string]string{
		housestyle.NameFile:   "Bureau Voorbeeld\n",
		housestyle.TokensFile: "/* Ours; of { 2026 }. */\r\n:root {\r\n  --accent: #7a0019;\r\n  --font: \"Noto Sans\", sans-serif;\r\n}\r\n@media (prefers-color-scheme:  dark) {\r\n:root { --accent: #f7a8b8 }\r\n}\r\n",
		housestyle.LogoFile:   `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path fill="url(#a)" d="M0 0h9" transform="rotate(45)"/></svg>`,
	})
	if len(found) > 0 {
		t.Fatal(found)
	}
	text := string(style.Tokens)
	for _, want := range []string{"  --accent: #7a0019;\n", `  --font: "Noto Sans", sans-serif;` + "\n", "    --accent: #f7a8b8;\n", "    --paper: #12171e;\n"} {
		if strings.Count(text, want) != 1 {
			t.Errorf("not once %q in %s", want, text)
		}
	}
	if style.Name != "Bureau Voorbeeld" || style.Logo.Height != 44 || style.Logo.Width != 132 { // 120/40 of 44
		t.Errorf("%q, logo of %d by %d", style.Name, style.Logo.Width, style.Logo.Height)
	}
}

func TestTokensThatAreWrongAreRefused(t *testing.T) {
	for text, want := range map[string][]string{
		":root { --acent: #000000; }":               {"tokens.css:1 style_token --acent #000000 () ?--accent"},
		":root {\n  --accent: navy;\n}":             {"tokens.css:2 style_value --accent navy (#1a2b3c) ?"},
		":root { --space-1: 4px; }":                 {"tokens.css:1 style_value --space-1 4px (1.5rem) ?"},
		":root { --space-1: 0rem; }":                {"tokens.css:1 style_value --space-1 0rem (1.5rem) ?"},
		":root { --space-1: 0.124rem; }":            {"tokens.css:1 style_size --space-1 0.124rem (0.125rem – 0.5rem) ?"},
		":root { --measure: 85rem; }":               {"tokens.css:1 style_size --measure 85rem (21rem – 84rem) ?"},
		":root { --small: 0.8rem; }":                {"tokens.css:1 style_size --small 0.8rem (0.875rem – 1.75rem) ?"}, // letters: not smaller than ours
		":root { --h1: 1.4rem; }":                   {"tokens.css:1 style_size --h1 1.4rem (1.5rem – 5rem) ?"},         // ours is from 1.5 to 2.5
		":root { --font: url(https://a.example); }": {`tokens.css:1 style_value --font url(https://a.example) ("Noto Sans", sans-serif) ?`},
		":root { color: #000000; }":                 {"tokens.css:1 style_token color #000000 () ?"},
		":root { --ink: #000; --ink: #000; }":       {"tokens.css:1 style_twice --ink #000 () ?"},
		"\nbody { --ink: #000; }":                   {"tokens.css:2 style_sheet  body () ?"},
		"@import url(a.css);":                       {"tokens.css:1 style_sheet  @import url(a.css) () ?"},
		":root { --ink: #000;":                      {"tokens.css:1 style_sheet   () ?"},
		":root { --ink }":                           {"tokens.css:1 style_sheet  --ink () ?"},
		":root { } }":                               {"tokens.css:1 style_sheet   () ?"},
		"@media (prefers-color-scheme: dark) { :root { --space-1: 1rem; } }": {"tokens.css:1 style_token --space-1 1rem () ?"},
		"@media print { :root { --ink: #000; } }":                            {"tokens.css:1 style_sheet  @media print () ?"},
		":root { --strong-line: #a0a0a0; }":                                  {"tokens.css:1 style_contrast --strong-line / --paper 2.61:1 (3:1) ?"}, // 1.05/(0.3515+0.05)
	} {
		style, found := read(t, map[string]string{housestyle.NameFile: "A", housestyle.TokensFile: text})
		if diff := cmp.Diff(want, found); diff != "" {
			t.Errorf("%s (-want +have):\n%s", text, diff)
		}
		if style.Tokens != nil {
			t.Errorf("%s: taken all the same", text)
		}
	}
}

// Each pair of colours that stand on each other is measured, on both screens.
func TestColoursThatCannotBeReadAreRefused(t *testing.T) {
	for name, want := range map[string]string{
		"--ink: #999999": "--ink / --paper", "--quiet: #9aa0a6": "--quiet / --paper", "--accent: #6ea4de": "--accent / --paper",
		"--on-accent: #222222": "--on-accent / --accent", "--warn-ink: #c0a060": "--warn-ink / --warn", "--on-alarm: #555555": "--on-alarm / --alarm",
		"--raised: #888888": "--quiet / --raised", "--accent-soft: #556677": "--accent / --accent-soft", "--paper: #707070": "c1 / --paper",
	} {
		_, found := read(t, map[string]string{housestyle.NameFile: "A", housestyle.TokensFile: ":root { " + name + "; }"})
		if !strings.Contains(strings.Join(found, "\n"), "style_contrast "+want+" ") {
			t.Errorf("%s: %q, want %s", name, found, want)
		}
		for _, f := range found {
			if strings.Contains(f, "dark") {
				t.Errorf("%s: a light colour changed a dark screen: %s", name, f)
			}
		}
	}
	_, found := read(t, map[string]string{housestyle.NameFile: "A", housestyle.TokensFile: ":root{}\n@media (prefers-color-scheme: dark) {\n:root { --ink: #444444; } }"})
	if len(found) == 0 || !strings.HasPrefix(found[0], "tokens.css:3 style_contrast --ink / --accent-soft, dark ") {
		t.Errorf("dark screen: %q", found)
	}
}

func TestALogoOnlyDraws(t *testing.T) {
	const open = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10"`
	for _, hostile := range []string{
		open + `><script>alert(1)</script></svg>`,
		open + ` onload="alert(1)"></svg>`,
		open + ` onload="alert"></svg>`,
		open + `><title xmlns="http://www.w3.org/1999/xhtml"/></svg>`,
		open + `><image href="https://a.example/x.png"/></svg>`,
		open + `><use xlink:href="https://a.example/x.svg#a"/></svg>`,
		open + `><use href="data:image/svg+xml,x"/></svg>`,
		open + `><a href="https://a.example"><path d="M0 0"/></a></svg>`,
		open + `><path fill="url(https://a.example/#a)"/></svg>`,
		open + `><path fill="url(#a) url('//a.example/#a')"/></svg>`,
		open + `><path style="fill:u\72l(x)"/></svg>`,
		open + `><path style="fill:image-set('x.png' 1x)"/></svg>`,
		open + `><path fill="&#117;rl(x.svg#a)"/></svg>`,
		open + `><style>@import 'x.css'</style></svg>`,
		open + `><foreignObject/></svg>`,
		open + `><animate attributeName="href" to="x"/></svg>`,
		open + `><p xmlns="http://www.w3.org/1999/xhtml"/></svg>`,
		open + ` xml:base="https://a.example/"></svg>`,
		`<?xml-stylesheet href="x.css"?>` + open + `></svg>`,
		`<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + open + `><text>&a;</text></svg>`,
		open + `><path>`,
		open + `><style/></svg>`,
		"GIF89a", "",
		`<svg xmlns="http://www.w3.org/2000/svg"></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 10"></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 0"></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 NaN 10"></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 Inf Inf"></svg>`,
	} {
		_, found := read(t, map[string]string{housestyle.NameFile: "A", housestyle.TokensFile: ":root {}", housestyle.LogoFile: hostile})
		if len(found) != 1 || !strings.HasPrefix(found[0], "logo.svg:") {
			t.Errorf("%s: %q", hostile, found)
		}
	}
}

func TestAFolderThatIsNoHouseStyleIsRefused(t *testing.T) {
	for _, c := range []struct {
		files map[string]string
		want  []string
	}{
		{nil, []string{"name.txt:0 style_missing   () ?", "tokens.css:0 style_missing   () ?"}},
		{map[string]string{"name.txt": "A\nB", "tokens.css": ""}, []string{"name.txt:1 style_name   (60) ?"}},
		{map[string]string{"name.txt": "A\u202eB", "tokens.css": ""}, []string{"name.txt:1 style_name   (60) ?"}}, // turns what follows around
		{map[string]string{"name.txt": "A", "tokens.css": "", "font.woff2": "x"}, []string{"font.woff2:0 style_file   () ?"}},
		{map[string]string{"name.txt": "A", "tokens.css": "\xff"}, []string{"tokens.css:0 style_file   () ?"}},
		{map[string]string{"name.txt": "A", "tokens.css": strings.Repeat(" ", 70_000)}, []string{"tokens.css:0 style_large  70000 (65536) ?"}},
	} {
		if _, found := read(t, c.files); cmp.Diff(c.want, found) != "" {
			t.Errorf("(-want +have):\n%s", cmp.Diff(c.want, found))
		}
	}
}
