package workbook

import (
	"context"
	"path"
	"strings"
)

const contentTypes = "[Content_Types].xml"

// checkNames looks at the names of parts for programs and for another format.
func checkNames(a *archive) error {
	if !a.has(contentTypes) {
		if a.has(contentODS) {
			return &Refused{Rule: ruleOther, Value: "ODS"}
		}
		return damaged("zip", "there is no %s: not an XLSX", contentTypes)
	}
	for _, name := range a.names {
		lower := strings.ToLower(name)
		switch {
		case path.Base(lower) == "vbaproject.bin", strings.HasPrefix(lower, "xl/macrosheets/"):
			return &Refused{Rule: ruleMacro, Value: shorten(name)}
		case lower == "xl/workbook.bin":
			return &Refused{Rule: ruleXLSB}
		}
	}
	return nil
}

// checkRelations looks in all relations for programs and for links to other
// workbooks. The file that a link points at is worth telling, so this comes
// before the parts that hold links. A hyperlink is none: nothing is read from
// where it points.
func checkRelations(a *archive) error {
	for _, name := range a.names {
		if !strings.HasSuffix(strings.ToLower(name), ".rels") {
			continue
		}
		err := a.scan(context.Background(), name, func(s *scanner) error {
			return s.root("Relationships", func() error {
				switch r := relationOf(s, ""); {
				case r.kind == "vbaProject", strings.EqualFold(r.kind, "xlMacrosheet"), strings.EqualFold(r.kind, "xlIntlMacrosheet"):
					return &Refused{Rule: ruleMacro, Value: shorten(r.target)}
				case r.outside && strings.HasPrefix(r.kind, "externalLink"):
					return &Refused{Rule: ruleLinks, Value: shorten(r.target)}
				}
				return nil
			})
		})
		if err != nil {
			return err
		}
	}
	for _, name := range a.names {
		if strings.HasPrefix(strings.ToLower(name), "xl/externallinks/") && !strings.HasSuffix(name, "/") {
			return &Refused{Rule: ruleLinks, Value: shorten(name)}
		}
	}
	return nil
}

// checkTypes looks in the list of what the parts are for programs and for other
// workbooks, under whatever name they stand.
func checkTypes(a *archive) error {
	return a.scanSmall(contentTypes, func(s *scanner) error {
		return s.root("Types", func() error {
			kind := strings.ToLower(string(s.attr("ContentType")))
			part := shorten(string(s.attr("PartName")))
			switch {
			case strings.Contains(kind, "vbaproject") && part == "":
				return nil // excelize says so of every .bin, whether there is one or not
			case strings.Contains(kind, "vbaproject"), strings.Contains(kind, "macroenabled"), strings.Contains(kind, "macrosheet"):
				return &Refused{Rule: ruleMacro, Value: part}
			case strings.Contains(kind, ".externallink+"):
				return &Refused{Rule: ruleLinks, Value: part}
			}
			return nil
		})
	})
}
