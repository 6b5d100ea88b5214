package ingest

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/source/extract"
)

// A Delivery says of which delivery to write the descriptor.
type Delivery struct {
	Path    string // a folder, or one workbook
	Created string // day up to which it was made, "2026-01-31"; empty to leave that out
	Replace bool   // a descriptor that is there already; what it says besides files stays
}

// deliveryMode keeps to its owner what is said of rows about persons.
const deliveryMode = 0o600

// A deliveryDescriptor is the Data Package that a delivery carries.
type deliveryDescriptor struct {
	Schema    string             `json:"$schema"`
	Name      string             `json:"name"`
	Created   string             `json:"created,omitempty"`
	Resources []deliveryResource `json:"resources"`
	Ours      *deliveryWords     `json:"jaarcijfers,omitempty"`
}

type deliveryWords struct {
	None      map[string][]int `json:"none,omitempty"`
	Documents []string         `json:"documents,omitempty"`
}

type deliveryResource struct {
	Name    string           `json:"name"`
	Path    string           `json:"path"`
	Dialect *deliveryDialect `json:"dialect,omitempty"`
	Bytes   int64            `json:"bytes"`
	Hash    string           `json:"hash"`
	Schema  *deliverySchema  `json:"schema,omitempty"`
	Ours    struct {
		Rows int `json:"rows"`
	} `json:"jaarcijfers"`
}

type deliveryDialect struct {
	SheetName string `json:"sheetName"`
}

type deliverySchema struct {
	Fields []deliveryField `json:"fields"`
}

type deliveryField struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Format string `json:"format"`
}

// Descriptor is the path of the descriptor of the delivery.
func (d Delivery) Descriptor() string {
	if info, err := os.Stat(d.Path); err == nil && !info.IsDir() {
		return filepath.Join(filepath.Dir(d.Path), extract.DescriptorOf(filepath.Base(d.Path)))
	}
	return filepath.Join(d.Path, extract.DescriptorOf(""))
}

// Describe writes the descriptor of a delivery beside its files. The violations say what
// is wrong with it; the error is report.ErrRejected when one of them is an error.
func Describe(ctx context.Context, data fs.FS, d Delivery) ([]contract.Violation, error) {
	x := &ingestion{Request: Request{Data: data}, base: baseOf(d.Path)}
	described, err := x.describe(ctx, d)
	if err == nil {
		err = file.HandOut(d.Descriptor(), d.Replace, deliveryMode, func(to io.Writer) error {
			out := json.NewEncoder(to)
			out.SetEscapeHTML(false)
			out.SetIndent("", "  ")
			return out.Encode(described)
		})
	}
	return x.result.Report.Violations, err
}

// describe reads a delivery to its end.
func (x *ingestion) describe(ctx context.Context, d Delivery) (*deliveryDescriptor, error) {
	shape, err := fs.Sub(x.Data, contract.ExtractFolder)
	if err != nil {
		return nil, fmt.Errorf("find contract of extract: %w", err)
	}
	var found []contract.Violation
	if x.pkg, found, err = contract.LoadShape(shape); err != nil {
		return nil, fmt.Errorf("load contract of extract: %w", err)
	}
	if x.pkg == nil || len(found) > 0 {
		return nil, x.stop(found)
	}
	if x.delivery, found, err = extract.Find(d.Path, x.pkg); err != nil {
		return nil, err
	}
	described := &deliveryDescriptor{Schema: dataPackageProfile, Name: "extract", Created: cmp.Or(d.Created, x.delivery.Created)}
	documents, others := x.setAside(found)
	if len(documents) > 0 || len(x.delivery.None) > 0 {
		described.Ours = &deliveryWords{None: x.delivery.None, Documents: documents}
	}
	for _, source := range x.delivery.Sources {
		resource, wrong, err := describeSource(ctx, source)
		if err != nil {
			return nil, err
		}
		described.Resources = append(described.Resources, resource)
		others = append(others, wrong...)
	}
	return described, x.stop(others)
}

// dataPackageProfile names the standard that a descriptor keeps to.
const dataPackageProfile = "https://datapackage.org/profiles/2.0/datapackage.json"

// readmes are names of files that explain a delivery.
var readmes = regexp.MustCompile(`(?i)^(readme|lees[ _-]?mij|toelichting)\b`)

// setAside takes out of what was found what a new descriptor puts right: what the old
// one says of files, and documents.
func (x *ingestion) setAside(found []contract.Violation) (documents []string, others []contract.Violation) {
	for _, v := range found {
		switch {
		case strings.HasPrefix(string(v.Rule), "delivery_"):
		case v.Rule == extract.RuleUnread && readmes.MatchString(v.File), v.Rule == extract.RuleLeftover && readmes.MatchString(v.File), v.Rule == extract.RuleLeftover && slices.Contains(x.delivery.Documents, v.File):
			documents = append(documents, v.File)
		default:
			others = append(others, v)
		}
	}
	return documents, others
}

// describeSource counts and hashes one file, or one sheet, and says in which form its
// dates are.
func describeSource(ctx context.Context, s extract.Source) (deliveryResource, []contract.Violation, error) {
	r := deliveryResource{Name: resourceName(s), Path: s.Name, Bytes: s.Bytes}
	if s.Sheet != "" {
		r.Dialect = &deliveryDialect{SheetName: s.Sheet}
	}
	pass, err := extract.Open(s, nil).Pass(ctx, io.Discard, func(int) {})
	if err != nil {
		return r, nil, err
	}
	if len(pass.Refused) > 0 {
		return r, pass.Refused, nil
	}
	r.Hash, r.Ours.Rows = "sha256:"+pass.SHA256, pass.Records+pass.Held.Records
	forms, err := extract.Open(s, nil).OtherForms(ctx)
	if err != nil {
		return r, nil, err
	}
	var wrong []contract.Violation
	for _, seen := range forms {
		format := s.DateFormat(seen.Column)
		switch {
		case seen.In(format):
		case len(seen.Forms) == 1:
			format = seen.Forms[0].Format
		default:
			format = ""
		}
		if format == "" {
			if v, ok := formViolation(s, seen); ok {
				v.Severity = contract.Warning
				wrong = append(wrong, v)
			}
			continue
		}
		if r.Schema == nil {
			r.Schema = &deliverySchema{}
		}
		r.Schema.Fields = append(r.Schema.Fields, deliveryField{Name: seen.Column, Type: string(contract.Date), Format: format})
	}
	return r, wrong, nil
}

var notInName = regexp.MustCompile(`[^a-z0-9._-]+`)

// resourceName is a name as the standard wants it, that starts with that of the table.
func resourceName(s extract.Source) string {
	name := strings.TrimSuffix(s.Name, filepath.Ext(s.Name))
	if s.Sheet != "" {
		name = s.Sheet
	}
	return strings.Trim(notInName.ReplaceAllString(strings.ToLower(name), "-"), "-")
}
