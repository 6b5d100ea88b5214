package workbook

import (
	"path"
	"strings"
)

// An xlsx is an XLSX workbook. Which part is what, it says itself: in relations
// from the package to the workbook and from there to sheets, styles and strings.
type xlsx struct {
	archive  *archive
	list     []Sheet
	parts    []string // of the sheets
	styles   string   // part; empty when there is none
	texts    string   // part of the shared strings
	from1904 bool
	loaded   bool
	formats  []numberFormat // by cell format
	shared   sharedStrings
}

// A relation is a line of a .rels part. It is told by the last word of its type:
// the rest differs between strict and transitional files.
type relation struct {
	kind, target string
	outside      bool
}

func openXLSX(a *archive) (*xlsx, error) {
	if err := checkNames(a); err != nil {
		return nil, err
	}
	if err := checkRelations(a); err != nil {
		return nil, err
	}
	if err := checkTypes(a); err != nil {
		return nil, err
	}
	x := &xlsx{archive: a}
	top, err := readRelations(a, "")
	if err != nil {
		return nil, err
	}
	part, err := only(top, "officeDocument")
	if err != nil {
		return nil, err
	}
	if part == "" {
		return nil, damaged("_rels/.rels", "it names no workbook")
	}
	return x, x.readWorkbook(part)
}

func (x *xlsx) sheets() []Sheet { return x.list }

// readWorkbook reads the list of sheets.
func (x *xlsx) readWorkbook(part string) error {
	relations, err := readRelations(x.archive, part)
	if err != nil {
		return err
	}
	if x.styles, err = only(relations, "styles"); err != nil {
		return err
	}
	if x.texts, err = only(relations, "sharedStrings"); err != nil {
		return err
	}
	return x.archive.scanSmall(part, func(s *scanner) error {
		return s.root("workbook", func() error {
			switch s.name {
			case "workbookPr":
				x.from1904 = s.is("date1904")
			case "sheets":
				return s.each(func() error { return x.addSheet(s, relations) })
			}
			return nil
		})
	})
}

func (x *xlsx) addSheet(s *scanner, relations map[string]relation) error {
	name := string(s.attr("name"))
	r, known := relations[string(s.attr("r:id"))]
	switch {
	case s.name != "sheet":
		return nil
	case name == "" || len(name) > sheetName || !known || r.outside:
		return s.fault("sheet %q has no part", shorten(name))
	case r.kind != "worksheet":
		return nil // a chart or a dialog
	case !x.archive.has(r.target):
		return s.fault("sheet %q is not in the file", shorten(name))
	}
	for i, other := range x.list {
		if other.Name == name || x.parts[i] == r.target {
			return s.fault("sheet %q is there twice", shorten(name))
		}
	}
	state := string(s.attr("state"))
	x.list = append(x.list, Sheet{Name: name, Hidden: state == "hidden" || state == "veryHidden"})
	x.parts = append(x.parts, r.target)
	return nil
}

// readRelations reads the relations of a part, by their id; "" is the package.
func readRelations(a *archive, part string) (map[string]relation, error) {
	folder, file := path.Split(part)
	found := map[string]relation{}
	err := a.scanSmall(folder+"_rels/"+file+".rels", func(s *scanner) error {
		return s.root("Relationships", func() error {
			if s.name != "Relationship" {
				return nil
			}
			id := string(s.attr("Id"))
			if _, known := found[id]; known {
				return s.fault("two relations are %s", shorten(id))
			}
			found[id] = relationOf(s, folder)
			return nil
		})
	})
	return found, err
}

// only gives the part of a kind that there can be one of; empty when there is none.
func only(relations map[string]relation, kind string) (part string, err error) {
	for _, r := range relations {
		switch {
		case r.kind != kind || r.outside:
		case part != "":
			return "", damaged("zip", "two parts are %s", kind)
		default:
			part = r.target
		}
	}
	return part, nil
}

func relationOf(s *scanner, folder string) relation {
	kind := string(s.attr("Type"))
	r := relation{
		kind:    kind[strings.LastIndexByte(kind, '/')+1:],
		target:  string(s.attr("Target")),
		outside: strings.EqualFold(string(s.attr("TargetMode")), "External"),
	}
	if r.outside {
		return r
	}
	if absolute, ok := strings.CutPrefix(r.target, "/"); ok {
		r.target = path.Clean(absolute)
	} else {
		r.target = path.Join(folder, r.target)
	}
	return r
}
