package extract

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
)

// Rules about files of an extract that are not read. All but the last stop a run.
const (
	RuleUnread   contract.Rule = "extract_file_unread"
	RuleEnding   contract.Rule = "extract_file_ending"
	RulePacked   contract.Rule = "extract_file_packed"
	RuleConvert  contract.Rule = "extract_file_convert"
	RuleFolder   contract.Rule = "extract_folder"
	RuleDocument contract.Rule = "extract_document_table"
	RuleLeftover contract.Rule = "extract_leftover"
)

// Endings of files that hold others, and of workbooks that are not read.
var (
	packed      = []string{".gz", ".tgz", ".zip", ".bz2", ".xz", ".zst", ".7z", ".rar", ".tar", ".lz4", ".z"}
	convertible = []string{".xls", ".xlsm", ".xlsb", ".xltx", ".xlt", ".fods", ".sxc", ".numbers", ".mdb", ".accdb", ".sav", ".dta", ".sas7bdat", ".rds"}
)

// A leftover is a file that an office program or operating system leaves in a
// folder, with the most bytes it has: a table with such a name is larger.
var leftovers = []struct {
	name *regexp.Regexp
	most int64
}{
	{regexp.MustCompile(`(?i)^~\$.*\.(xls|doc|ppt)[xmb]?$`), 1 << 10},
	{regexp.MustCompile(`^\.~lock\..*#$`), 1 << 10},
	{regexp.MustCompile(`^\.DS_Store$`), 1 << 20},
	{regexp.MustCompile(`(?i)^(thumbs\.db|ehthumbs\.db)$`), 64 << 20},
	{regexp.MustCompile(`(?i)^desktop\.ini$`), 16 << 10},
}

// synthReadme says beside a generated extract that it is one.
const (
	synthReadme  = "README-synthetic.txt"
	mostOfReadme = 64 << 10
)

// passedOver tells whether a file holds no rows and may lie in the folder: a
// leftover, or a document that the delivery lists. The report names it.
func (f *finder) passedOver(root *os.Root, name string) bool {
	info := regular(root, name)
	if name == synthReadme && info != nil && info.Size() <= mostOfReadme { // it comes with every such extract
		return true
	}
	known := slices.Contains(f.list.documents, name)
	for _, l := range leftovers {
		known = known || info != nil && info.Size() <= l.most && l.name.MatchString(name)
	}
	if !known {
		return false
	}
	if slices.Contains(f.list.documents, name) && f.resource(bare(name)) != nil {
		f.refuse(contract.Violation{File: name, Rule: RuleDocument, Value: f.list.file})
		return true
	}
	f.refuse(contract.Violation{Severity: contract.Warning, File: name, Rule: RuleLeftover})
	return true
}

// bare takes away what hides a name or marks a copy of it.
func bare(name string) string { return strings.TrimLeft(name, "~$._") }

// unread refuses a file that is not read, with the way to have it read.
func (f *finder) unread(name string) {
	ending := strings.ToLower(filepath.Ext(name))
	v := contract.Violation{File: name, Value: ending}
	switch table := f.tableOf(name); {
	case slices.Contains(packed, ending):
		v.Rule = RulePacked
	case slices.Contains(convertible, ending):
		v.Rule = RuleConvert
	case table != nil:
		v.Rule, v.Value, v.Suggestion = RuleEnding, table.Name, f.renamed(name, table)
	default:
		v.Rule, v.Expected = RuleUnread, strings.Join(f.tables(), ", ")
	}
	f.refuse(v)
}

// tableOf is the table that a name which is not read seems to be of.
func (f *finder) tableOf(name string) *contract.Resource {
	if r := f.resource(bare(name)); r != nil {
		return r
	}
	stem := bare(name)
	return f.resource(stem + ".csv") // offences.csv.old, or no ending at all
}

// renamed is the name under which a file would be read as CSV.
func (f *finder) renamed(name string, table *contract.Resource) string {
	stem := bare(name)
	if rest, _, found := strings.Cut(strings.ToLower(stem), ".csv"); found {
		return stem[:len(rest)] + ".csv"
	}
	if cut := strings.TrimSuffix(stem, filepath.Ext(stem)); len(cut) >= len(table.Name) {
		stem = cut
	}
	return stem + ".csv"
}

// refusedOf tells whether a file of a table is there and is not read: then it is no
// news that nothing of the table was.
func (f *finder) refusedOf(r *contract.Resource) bool {
	return slices.ContainsFunc(f.violations, func(v contract.Violation) bool {
		return (v.Rule == RuleEnding || v.Rule == RulePacked || v.Rule == RuleConvert) && f.tableOf(v.File) == r
	})
}

// refused tells whether something was said of a file already.
func (f *finder) refused(name string) bool {
	return slices.ContainsFunc(f.violations, func(v contract.Violation) bool { return v.File == name && v.Severity == contract.Error })
}
