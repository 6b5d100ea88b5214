package charts

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// A Cache keeps drawings by what they are made of, so that a chart whose numbers
// and words did not change is not drawn again. It holds what ECharts wrote; the
// finishing is done each time.
type Cache struct {
	folder string
}

// OpenCache uses folder, which it makes when needed.
func OpenCache(folder string) (*Cache, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("open drawings: %w", err)
	}
	return &Cache{folder}, nil
}

func (c *Cache) path(options []byte, height int) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %v %d\n", EChartsVersion, widths, height)
	h.Write([]byte(surroundings + drawing))
	h.Write(options)
	return filepath.Join(c.folder, hex.EncodeToString(h.Sum(nil)[:16])+".json")
}

// get finds the drawings of a chart; what cannot be read whole counts as none.
func (c *Cache) get(path string) ([]string, bool) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, false
	}
	var svgs []string
	if json.Unmarshal(text, &svgs) != nil || len(svgs) != len(widths) {
		return nil, false
	}
	return svgs, true
}

// put keeps drawings whole or not at all.
func (c *Cache) put(path string, svgs []string) error {
	text, err := json.Marshal(svgs)
	if err != nil {
		return fmt.Errorf("keep drawing: %w", err)
	}
	f, err := os.CreateTemp(c.folder, ".part-")
	if err != nil {
		return fmt.Errorf("keep drawing: %w", err)
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return fmt.Errorf("keep drawing: %w", err)
	}
	return nil
}
