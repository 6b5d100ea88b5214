package main

import (
	"bytes"
	"context"
	"debug/buildinfo"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// licenceFile is what a module calls the terms on which it may be passed on.
var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|unlicense)`)

// errNoLicence is a part without terms: it may not be passed on.
var errNoLicence = errors.New("no licence was found")

// thirdParties gives the terms of all that a program holds of others: the modules that
// were linked, Go itself, the drawing library, and what stands beside the program.
func thirdParties(ctx context.Context, root, program string, beside []string) ([]byte, error) {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return nil, fmt.Errorf("read what was linked: %w", err)
	}
	goRoot, err := output(ctx, root, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	var modules []string
	for _, m := range info.Deps {
		if m.Replace == nil { // else it is a folder of this repository
			modules = append(modules, m.Path)
		}
	}
	folders, err := output(ctx, root, "go", append([]string{"list", "-m", "-f", "{{.Path}} {{.Version}}\t{{.Dir}}"}, modules...)...)
	if err != nil {
		return nil, err
	}
	parts := strings.Split(strings.TrimSpace(string(folders)), "\n")
	parts = append(parts, info.GoVersion+"\t"+strings.TrimSpace(string(goRoot)))
	for _, name := range []string{"echarts", "tslib", "zrender"} {
		parts = append(parts, name+"\t"+filepath.Join(root, "charts/draw/node_modules", name))
	}
	for _, library := range beside {
		parts = append(parts, filepath.Base(library)+"\t"+filepath.Dir(library))
	}
	slices.Sort(parts)
	var all bytes.Buffer
	all.WriteString("jaarcijfers holds or brings along the following work of others, on these terms.\n")
	for _, part := range parts {
		name, folder, _ := strings.Cut(part, "\t")
		if err := writeTerms(&all, name, folder); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return all.Bytes(), nil
}

// writeTerms adds the licence files of one part; where there are none, what it says of
// itself, when the terms are in there.
func writeTerms(to *bytes.Buffer, name, folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("look for a licence: %w", err)
	}
	var terms, about [][]byte
	for _, e := range entries {
		isTerms, isAbout := licenceFile.MatchString(e.Name()), strings.HasPrefix(e.Name(), "README")
		if e.IsDir() || !isTerms && !isAbout {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, e.Name()))
		switch {
		case err != nil:
			return fmt.Errorf("read licence: %w", err)
		case isTerms:
			terms = append(terms, text)
		case permission.Match(text):
			about = append(about, text)
		}
	}
	if len(terms) == 0 {
		terms = about
	}
	if len(terms) == 0 {
		return errNoLicence
	}
	fmt.Fprintf(to, "\n%s\n%s\n", strings.Repeat("=", 78), name)
	for _, text := range terms {
		fmt.Fprintf(to, "%s\n%s\n", strings.Repeat("-", 78), bytes.TrimSpace(text))
	}
	return nil
}

// permission is how the licences begin that stand in a README.
var permission = regexp.MustCompile(`Permission is hereby granted|Redistribution and use`)
