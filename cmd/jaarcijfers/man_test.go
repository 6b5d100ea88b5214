package main

import (
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"jaarcijfers/pipeline/messages"
)

// request is a line that roff takes for a request; these are all that the page uses.
var request = regexp.MustCompile(`^\.(TH|SH|SS|PP|TP|B|nf|fi)\b`)

func TestThePageForManSaysWhatHelpSays(t *testing.T) {
	all, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	for lang, words := range all {
		p := &program{words: words, in: strings.NewReader(""), out: &strings.Builder{}, err: &strings.Builder{}}
		root := p.root()
		page := p.manPage(root)
		for line := range strings.Lines(page) {
			if (line[0] == '.' || line[0] == '\'') && !request.MatchString(line) || strings.Contains(line, "[messages") {
				t.Errorf("%s: %s", lang, line)
			}
		}
		for _, verb := range root.Commands() {
			if verb.Hidden {
				continue
			}
			if !strings.Contains(page, roff(verb.Short)) || !strings.Contains(page, roff(verb.Long)) {
				t.Errorf("%s: the page does not say what %s does", lang, verb.Name())
			}
			verb.Flags().VisitAll(func(flag *pflag.Flag) {
				if !strings.Contains(page, roff("--"+flag.Name)) {
					t.Errorf("%s: --%s of %s is missing", lang, flag.Name, verb.Name())
				}
			})
		}
	}
}

func TestTextIsNoRequestOfRoff(t *testing.T) {
	for text, want := range map[string]string{".PP": `\&.PP`, "'x": `\&'x`, "a\n.b": "a\n\\&.b", `C:\x`: `C:\ex`, "--a-b": `\-\-a\-b`} {
		if got := roff(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
