package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/xuri/excelize/v2"
)

// workbookOffences is how many offences the workbook that is measured holds: with
// what belongs to them about 200,000 rows in all sheets.
const workbookOffences = 46_500

// workbook measures an extract as XLSX.
func (b extractBench) workbook(ctx context.Context) error {
	folder := filepath.Join(b.folder, "book")
	if _, err := run(ctx, b.program, "synth", folder, "--data", b.data, "--rows", strconv.Itoa(workbookOffences)); err != nil {
		return err
	}
	path := filepath.Join(b.folder, "extract-synthetic.xlsx")
	rows, err := writeBook(folder, path)
	if err != nil {
		return err
	}
	var costs []cost
	for range b.runs {
		if err := os.RemoveAll(filepath.Join(b.folder, "work")); err != nil {
			return err
		}
		c, err := run(ctx, b.program, "check", "--quiet", "--data", b.data, "--work", filepath.Join(b.folder, "work"), "--extract", path)
		if err != nil {
			return err
		}
		costs = append(costs, c)
	}
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "an extract as XLSX, %d rows; median of %d\tCPU\ttime\tmemory\tasked\n", rows, b.runs)
	fmt.Fprintln(table, row("check, all of it", costs, "10 s; 500 MB"))
	return table.Flush()
}

// writeBook makes one workbook of the tables of an extract.
func writeBook(folder, path string) (int, error) {
	book := excelize.NewFile()
	rows := 0
	for _, name := range []string{"offences", "grounds", "suspects", "disposals", "verdicts"} {
		if _, err := book.NewSheet(name); err != nil {
			return 0, err
		}
		sheet, err := book.NewStreamWriter(name)
		if err != nil {
			return 0, err
		}
		file, err := os.Open(filepath.Join(folder, name+"-synthetic.csv"))
		if err != nil {
			return 0, err
		}
		lines := bufio.NewScanner(file)
		for n := 1; lines.Scan(); n++ {
			var cells []any
			for field := range strings.SplitSeq(lines.Text(), ";") {
				cells = append(cells, field)
			}
			if err := sheet.SetRow(fmt.Sprintf("A%d", n), cells); err != nil {
				return 0, err
			}
			rows++
		}
		if err := sheet.Flush(); err != nil {
			return 0, err
		}
		if err := file.Close(); err != nil {
			return 0, err
		}
	}
	return rows, book.SaveAs(path)
}
