package workbook

import (
	"context"
	"io"
	"strings"
)

const (
	manifestODS = "META-INF/manifest.xml"
	typeODS     = "application/vnd.oasis.opendocument.spreadsheet"
)

// checkFolders looks for programs where they are kept.
func checkFolders(a *archive) error {
	for _, name := range a.names {
		for _, folder := range []string{"basic/", "scripts/"} {
			if inside, is := strings.CutPrefix(strings.ToLower(name), folder); is && inside != "" {
				return &Refused{Rule: ruleMacro, Value: shorten(name)}
			}
		}
	}
	return nil
}

// checkManifest looks whether parts are encrypted: they are listed there with
// the way in which.
func checkManifest(a *archive) error {
	if !a.has(manifestODS) {
		return nil
	}
	return a.scanSmall(manifestODS, func(s *scanner) error {
		part := ""
		return s.root("manifest:manifest", func() error {
			part = shorten(string(s.attr("manifest:full-path")))
			return s.each(func() error {
				if s.name == "manifest:encryption-data" {
					return &Refused{Rule: ruleEncrypted, Value: part}
				}
				return nil
			})
		})
	})
}

// checkMimetype reads the first entry of every OpenDocument file: what it is.
func checkMimetype(a *archive) error {
	if !a.has("mimetype") { // some programs leave it out; what is in content.xml tells
		if !a.has(contentODS) {
			return damaged("zip", "there is no mimetype and no %s: not an ODS", contentODS)
		}
		return nil
	}
	var text []byte
	err := a.read(context.Background(), "mimetype", func(in io.Reader) (err error) {
		text, err = io.ReadAll(io.LimitReader(in, 200))
		return err
	})
	if err != nil {
		return err
	}
	if kind := strings.TrimSpace(string(text)); kind != typeODS && kind != typeODS+"-template" {
		return damaged("mimetype", "%s", shorten(kind))
	}
	return nil
}

// checkScripts refuses programs in the text itself and what starts one.
func checkScripts(s *scanner) error {
	return s.each(func() error {
		switch s.name {
		case "office:script":
			return &Refused{Rule: ruleMacro, Value: shorten(string(s.attr("script:language")))}
		case "office:event-listeners":
			return s.each(func() error { return checkElement(s) })
		}
		return nil
	})
}

// checkElement refuses an element that takes values from another file, or starts
// a program.
func checkElement(s *scanner) error {
	switch s.name {
	case "script:event-listener":
		return &Refused{Rule: ruleMacro, Value: shorten(string(s.attr("xlink:href")))}
	case "table:table-source", "table:cell-range-source", "office:dde-source":
		return &Refused{Rule: ruleLinks, Value: shorten(string(s.attr("xlink:href")))}
	}
	if formula := s.attr("table:formula"); formula != nil {
		if file, found := otherFile(formula); found {
			return &Refused{Rule: ruleLinks, Value: shorten(file)}
		}
	}
	return nil
}

// otherFile looks in a formula for a reference such as 'file:///a.ods'#$Sheet.A1:
// a quoted name that # follows. Texts are between double quotes.
func otherFile(formula []byte) (file string, found bool) {
	for i := 0; i < len(formula); i++ {
		quote := formula[i]
		if quote != '\'' && quote != '"' {
			continue
		}
		start := i + 1
		for i++; i < len(formula) && (formula[i] != quote || i+1 < len(formula) && formula[i+1] == quote); i++ {
			if formula[i] == quote {
				i++ // doubled: it is meant as it stands
			}
		}
		if quote == '\'' && i+1 < len(formula) && formula[i+1] == '#' {
			return string(formula[start:i]), true
		}
	}
	return "", false
}
