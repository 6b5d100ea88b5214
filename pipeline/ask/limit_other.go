//go:build !unix

package ask

// limitProcess has nothing to limit on systems without such limits.
func limitProcess() error { return nil }
