package workbook

// Limits are what a workbook may be at most, so that one file cannot take the
// machine. A field that is nought takes its default.
type Limits struct {
	Entries    int   // files in the zip
	TotalBytes int64 // of all of them, unpacked
	Ratio      int   // of one file's size unpacked to its size packed
	Rows       int   // of a sheet: those that are not empty, the header among them
	Columns    int   // of a sheet: the last that is not empty
	CellBytes  int   // text of one cell
}

// DefaultLimits leave room for a sheet as long as a spreadsheet can be; a cell
// is as large as one may be there.
var DefaultLimits = Limits{
	Entries: 1_000, TotalBytes: 2 << 30, Ratio: 200,
	Rows: 1 << 20, Columns: 256, CellBytes: 32_767,
}

// ratioFloor is the size from which a file's ratio counts: a small one is
// harmless however tight it is packed.
const ratioFloor = 1 << 20

// What no workbook that people made comes near; it bounds what is held in memory.
const (
	formatsMost = 1 << 16 // cell formats; Excel has 64,000
	mergedMost  = 1 << 16 // merged ranges of one sheet
	spillsMost  = 1_000   // formulas over several cells that are open at one row
	sheetsMost  = 1_000
	sheetName   = 1_000    // bytes; Excel has 31 characters
	smallPart   = 16 << 20 // bytes of a part that lists other parts
)

// stringsShare is the part of TotalBytes that the shared strings of an XLSX may
// take in memory.
const stringsShare = 8

func (l Limits) orDefault() Limits {
	if l.Entries <= 0 {
		l.Entries = DefaultLimits.Entries
	}
	if l.TotalBytes <= 0 {
		l.TotalBytes = DefaultLimits.TotalBytes
	}
	if l.Ratio <= 0 {
		l.Ratio = DefaultLimits.Ratio
	}
	if l.Rows <= 0 {
		l.Rows = DefaultLimits.Rows
	}
	if l.Columns <= 0 {
		l.Columns = DefaultLimits.Columns
	}
	if l.CellBytes <= 0 {
		l.CellBytes = DefaultLimits.CellBytes
	}
	return l
}
