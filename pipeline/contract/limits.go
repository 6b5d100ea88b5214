package contract

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"

	"jaarcijfers/pipeline/file"
)

// Limits are what a file may be at most, so that one file cannot take the
// machine. The descriptor may set others in jaarcijfers.limits, for the package
// or for one resource; nought or nothing there means the default.
type Limits struct {
	FileBytes int64 `json:"fileBytes"` // size on disk
	Rows      int   `json:"rows"`      // records besides the header
	Columns   int   `json:"columns"`   // fields of the contract
	CellBytes int   `json:"cellBytes"` // size of one field
	// Of a workbook, which is a zip file: files in it, their size unpacked, and how
	// many times larger one may be than it is packed.
	ZipEntries int   `json:"zipEntries"`
	ZipBytes   int64 `json:"zipBytes"`
	ZipRatio   int   `json:"zipRatio"`
}

// DefaultLimits leave room for a hundred times what the largest file of published
// figures holds, and little enough that a wrong one takes no memory to speak of; a
// cell is as large as a spreadsheet's may be.
var DefaultLimits = Limits{FileBytes: 16 << 20, Rows: 100_000, Columns: 256, CellBytes: 32_767,
	ZipEntries: 1_000, ZipBytes: 2 << 30, ZipRatio: 200}

// letterBytes is the size of a letter at most when the descriptor says no other: a
// hundred times that of a long one.
const letterBytes = 1 << 20

// MostFileBytes is what a descriptor may allow a file of the data folder at most: the
// folder is read into memory. What is delivered elsewhere may be larger.
const MostFileBytes = 256 << 20

// FolderLimits are what is read of a data folder, with its accepted state.
var FolderLimits = file.Limits{FileBytes: MostFileBytes, TotalBytes: 1 << 30, Files: 10_000}

// over gives l where other says nothing.
func (l Limits) over(other Limits) Limits {
	if other.FileBytes > 0 {
		l.FileBytes = other.FileBytes
	}
	if other.Rows > 0 {
		l.Rows = other.Rows
	}
	if other.Columns > 0 {
		l.Columns = other.Columns
	}
	if other.CellBytes > 0 {
		l.CellBytes = other.CellBytes
	}
	if other.ZipEntries > 0 {
		l.ZipEntries = other.ZipEntries
	}
	if other.ZipBytes > 0 {
		l.ZipBytes = other.ZipBytes
	}
	if other.ZipRatio > 0 {
		l.ZipRatio = other.ZipRatio
	}
	return l
}

// checkLimits refuses files of the data folder that may be larger than any is read.
func (l *loader) checkLimits(p *Package) {
	most := strconv.Itoa(MostFileBytes)
	if all := l.root.get("jaarcijfers").get("limits").get("fileBytes"); all != nil && all.kind == kindNumber {
		if n, err := strconv.ParseInt(all.text, 10, 64); err == nil && n > MostFileBytes {
			l.refuse("", "jaarcijfers/limits/fileBytes", all.text, "≤ "+most)
			return
		}
	}
	for _, r := range p.Resources {
		if r.Limits.FileBytes > MostFileBytes {
			l.refuse(r.Name, "jaarcijfers/limits/fileBytes", strconv.FormatInt(r.Limits.FileBytes, 10), "≤ "+most)
		}
	}
}

// Rules about a file before it is read.
const (
	RuleFileLarge   Rule = "file_large"
	RuleFileOutside Rule = "file_outside"
)

// within looks at a file before any of it is read. The violation is nil when it
// may be.
func (r *Resource) within(folder fs.FS) (*Violation, error) {
	info, err := fs.Stat(folder, r.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Violation{Severity: Error, File: r.Path, Rule: RuleFileMissing}, nil
	case err != nil && isLink(folder, r.Path), err == nil && !info.Mode().IsRegular():
		return &Violation{Severity: Error, File: r.Path, Rule: RuleFileOutside}, nil
	case err != nil:
		return nil, fmt.Errorf("look at %s: %w", r.Path, err)
	case info.Size() > r.Limits.FileBytes:
		return &Violation{
			Severity: Error, File: r.Path, Rule: RuleFileLarge,
			Value: strconv.FormatInt(info.Size(), 10), Expected: strconv.FormatInt(r.Limits.FileBytes, 10),
		}, nil
	}
	return nil, nil
}

// isLink tells whether a path is a link itself: one that cannot be followed leads
// out of the folder.
func isLink(folder fs.FS, name string) bool {
	info, err := fs.Lstat(folder, name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}
