package synth_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"jaarcijfers/pipeline/synth"
)

// One million offences with all that belongs to them; bytes are those of all files.
func BenchmarkWrite(b *testing.B) {
	const rows = 1_000_000
	for _, parts := range []int{1, 8} {
		b.Run(fmt.Sprintf("parts=%d", parts), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				folder := filepath.Join(b.TempDir(), "extract")
				files, err := synth.Write(b.Context(), folder, examplePlan(), synth.Options{Rows: rows, Seed: 1, Parts: parts}, nil)
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(size(b, files))
			}
			b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "offences/s")
		})
	}
}

func size(tb testing.TB, files []string) (bytes int64) {
	tb.Helper()
	for _, path := range files {
		info, err := os.Stat(path)
		if err != nil {
			tb.Fatal(err)
		}
		bytes += info.Size()
	}
	return bytes
}
