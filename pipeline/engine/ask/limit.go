//go:build linux || darwin

package ask

import (
	"fmt"
	"syscall"
)

// beside is the memory of the process beside what the engine counts, such as one very
// long text.
const beside = 1 << 30

// limitProcess takes from this process what an answer never needs: to write to a file,
// to leave its memory behind when it breaks, and memory without end.
func limitProcess(memory uint64) error {
	most := 2*memory + beside
	for _, limit := range []struct {
		resource int
		limit    syscall.Rlimit
	}{
		{syscall.RLIMIT_FSIZE, syscall.Rlimit{}},
		{syscall.RLIMIT_CORE, syscall.Rlimit{}},
		{syscall.RLIMIT_DATA, syscall.Rlimit{Cur: most, Max: most}},
	} {
		if err := syscall.Setrlimit(limit.resource, &limit.limit); err != nil {
			return fmt.Errorf("limit process: %w", err)
		}
	}
	return nil
}
