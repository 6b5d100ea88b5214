package workbook

import "context"

// An ods is an ODS workbook: all its sheets are in one part, one after the other.
type ods struct {
	archive *archive
	list    []Sheet
}

const contentODS = "content.xml"

func openODS(a *archive) (*ods, error) {
	if err := checkFolders(a); err != nil {
		return nil, err
	}
	if err := checkManifest(a); err != nil {
		return nil, err
	}
	if err := checkMimetype(a); err != nil {
		return nil, err
	}
	o := &ods{archive: a}
	return o, o.readContent()
}

func (o *ods) sheets() []Sheet { return o.list }

// readContent passes through all sheets for their names and for what makes us
// refuse the workbook.
func (o *ods) readContent() error {
	hidden := map[string]bool{} // styles of sheets
	return o.archive.scan(context.Background(), contentODS, func(s *scanner) error {
		return s.root("office:document-content", func() error {
			switch s.name {
			case "office:automatic-styles":
				return s.each(func() error { return hiddenStyle(s, hidden) })
			case "office:scripts":
				return checkScripts(s)
			case "office:body":
				return s.each(func() error {
					if s.name != "office:spreadsheet" {
						return nil
					}
					return s.each(func() error { return o.readPart(s, hidden) })
				})
			}
			return nil
		})
	})
}

// hiddenStyle notes the style of hidden sheets.
func hiddenStyle(s *scanner, hidden map[string]bool) error {
	if s.name != "style:style" || string(s.attr("style:family")) != "table" {
		return nil
	}
	name := string(s.attr("style:name"))
	return s.each(func() error {
		if s.name == "style:table-properties" && string(s.attr("table:display")) == "false" {
			if len(hidden) == sheetsMost || len(name) > sheetName {
				return s.fault("more than %d styles of hidden sheets", sheetsMost)
			}
			hidden[name] = true
		}
		return nil
	})
}

// readPart reads what stands beside and among the sheets.
func (o *ods) readPart(s *scanner, hidden map[string]bool) error {
	if s.name == "table:table" {
		if err := o.addSheet(s, hidden[string(s.attr("table:style-name"))]); err != nil {
			return err
		}
	}
	if err := checkElement(s); err != nil {
		return err
	}
	for depth := s.depth; s.depth >= depth; {
		t, err := s.next()
		if err == nil && t == startTag {
			err = checkElement(s)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (o *ods) addSheet(s *scanner, hidden bool) error {
	name := string(s.attr("table:name"))
	switch {
	case name == "" || len(name) > sheetName:
		return s.fault("a sheet without a name")
	case len(o.list) == sheetsMost:
		return s.fault("more than %d sheets", sheetsMost)
	}
	for _, other := range o.list {
		if other.Name == name {
			return s.fault("sheet %q is there twice", shorten(name))
		}
	}
	o.list = append(o.list, Sheet{Name: name, Hidden: hidden})
	return nil
}
