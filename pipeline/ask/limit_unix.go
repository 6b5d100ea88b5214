//go:build unix

package ask

import (
	"fmt"
	"syscall"
)

// limitProcess takes from this process what an answer never needs: to write to a file,
// and to leave its memory behind when it breaks.
func limitProcess() error {
	for _, resource := range []int{syscall.RLIMIT_FSIZE, syscall.RLIMIT_CORE} {
		if err := syscall.Setrlimit(resource, &syscall.Rlimit{}); err != nil {
			return fmt.Errorf("limit process: %w", err)
		}
	}
	return nil
}
