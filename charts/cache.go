package charts

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A Cache keeps drawings by what they are made of, so that a chart whose numbers
// and words did not change is not drawn again. It holds what ECharts wrote; the
// finishing is done each time. It is not safe for concurrent use.
type Cache struct {
	folder string
	used   []string
}

// OpenCache uses folder, which it makes when needed.
func OpenCache(folder string) (*Cache, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("open drawings: %w", err)
	}
	return &Cache{folder: folder}, nil
}

func (c *Cache) path(options []byte, height int) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %d %d\n", EChartsVersion, wideWidth, height)
	h.Write([]byte(surroundings + drawing))
	h.Write(options)
	path := filepath.Join(c.folder, hex.EncodeToString(h.Sum(nil)[:16])+".svg")
	c.used = append(c.used, path)
	return path
}

// Used are the paths of the drawings that were asked for since the cache was
// opened.
func (c *Cache) Used() []string { return c.used }

// get finds a drawing; one that is cut short counts as none.
func (c *Cache) get(path string) (string, bool) {
	text, err := os.ReadFile(path)
	if err != nil || !strings.HasSuffix(strings.TrimSpace(string(text)), "</svg>") {
		return "", false
	}
	return string(text), true
}

// put keeps a drawing whole or not at all.
func (c *Cache) put(path, svg string) error {
	f, err := os.CreateTemp(c.folder, ".part-")
	if err != nil {
		return fmt.Errorf("keep drawing: %w", err)
	}
	_, err = f.WriteString(svg)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return fmt.Errorf("keep drawing: %w", err)
	}
	return nil
}
