//go:build !linux && !darwin

package ask

// limitProcess has nothing to limit on systems without such limits.
func limitProcess(uint64) error { return nil }
