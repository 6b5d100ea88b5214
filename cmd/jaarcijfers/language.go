package main

import (
	"slices"
	"strings"

	"jaarcijfers/pipeline/messages"
)

// fallbackLanguage serves a locale that asks for none of ours, or none at all.
const fallbackLanguage = "en"

// chooseLanguage finds the language before the command line is parsed, because
// the help texts are written in it: --lang, else the first of LC_ALL,
// LC_MESSAGES and LANG that is set. Only a locale that names one of our
// languages chooses it; any other, C and POSIX among them, gives English. It is
// not known when --lang asks for a language that we do not have.
func chooseLanguage(args, environ []string) (lang string, known bool) {
	locale := localeLanguage(environ)
	asked, given := langFlag(args)
	if !given {
		return locale, true
	}
	if !slices.Contains(messages.Languages, asked) {
		return locale, false
	}
	return asked, true
}

func localeLanguage(environ []string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := lookup(environ, name)
		if value == "" {
			continue
		}
		lang, _, _ := strings.Cut(value, "_")
		lang, _, _ = strings.Cut(lang, ".")
		lang, _, _ = strings.Cut(lang, "@")
		if lang = strings.ToLower(lang); slices.Contains(messages.Languages, lang) {
			return lang
		}
		return fallbackLanguage
	}
	return fallbackLanguage
}

// langFlag finds the last --lang in args, as the flag parser would.
func langFlag(args []string) (value string, given bool) {
	for i, arg := range args {
		switch {
		case arg == "--":
			return value, given
		case strings.HasPrefix(arg, "--lang="):
			value, given = strings.TrimPrefix(arg, "--lang="), true
		case arg == "--lang" && i+1 < len(args):
			value, given = args[i+1], true
		}
	}
	return value, given
}

// lookup reads one variable; the last setting counts, as for the shell.
func lookup(environ []string, name string) string {
	for _, pair := range slices.Backward(environ) {
		if value, ok := strings.CutPrefix(pair, name+"="); ok {
			return value
		}
	}
	return ""
}
