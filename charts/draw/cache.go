package draw

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"jaarcijfers/pipeline/file"
)

// A Cache keeps drawings by what they are made of, so that a chart whose numbers
// and words did not change is not drawn again. It holds what ECharts wrote; the
// finishing is done each time. It is safe for concurrent use. A nil one keeps nothing.
type Cache struct {
	folder string
	mu     sync.Mutex // of used
	used   []string
}

// OpenCache uses folder, which it makes when needed.
func OpenCache(folder string) (*Cache, error) {
	if err := file.MakeFolder(folder, file.PrivateFolder); err != nil {
		return nil, fmt.Errorf("open drawings: %w", err)
	}
	return &Cache{folder: folder}, nil
}

func (c *Cache) path(options []byte, height int) string {
	if c == nil {
		return ""
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s %d %d\n", EChartsVersion, WideWidth, height)
	h.Write([]byte(surroundings + drawing))
	h.Write(options)
	path := filepath.Join(c.folder, hex.EncodeToString(h.Sum(nil)[:16])+".svg")
	c.mu.Lock()
	defer c.mu.Unlock()
	c.used = append(c.used, path)
	return path
}

// Prune takes out of the folder what was not asked for since the cache was opened, so that
// it does not grow with every change. What is taken out is made again when it is asked for.
func (c *Cache) Prune() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	entries, err := os.ReadDir(c.folder)
	if err != nil {
		return fmt.Errorf("prune drawings: %w", err)
	}
	var errs []error
	for _, e := range entries {
		if !e.IsDir() && !slices.Contains(c.used, filepath.Join(c.folder, e.Name())) {
			errs = append(errs, file.Remove(filepath.Join(c.folder, e.Name())))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("prune drawings: %w", err)
	}
	return nil
}

// largestDrawing is far more than any takes.
const largestDrawing = 16 << 20

// get finds a drawing. What is not as it was put there counts as none: it is published
// without anyone looking at it.
func (c *Cache) get(ctx context.Context, path string) (string, bool) {
	if c == nil {
		return "", false
	}
	content, err := file.Read(ctx, path, largestDrawing)
	if err != nil {
		return "", false
	}
	svg, sum, ok := strings.Cut(string(content.Bytes), drawingSum)
	return svg, ok && sum == sumOf(path, svg)
}

// put keeps a drawing, with its hash under it.
func (c *Cache) put(path, svg string) error {
	if c == nil {
		return nil
	}
	if err := file.Remove(path); err != nil { // a folder or a pipe would stay in the way
		return fmt.Errorf("keep drawing: %w", err)
	}
	if err := file.Write(path, file.PrivateFile, []byte(svg+drawingSum+sumOf(path, svg))); err != nil {
		return fmt.Errorf("keep drawing: %w", err)
	}
	return nil
}

const drawingSum = "\n<!-- sha256 "

// sumOf is over a drawing and its name: a copy of one drawing under the name of another
// is not that other.
func sumOf(path, svg string) string {
	sum := sha256.Sum256([]byte(filepath.Base(path) + "\n" + svg))
	return hex.EncodeToString(sum[:]) + " -->\n"
}
