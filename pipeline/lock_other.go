//go:build !unix

package pipeline

// lock does nothing where there is no flock: do not start two builds at once in
// one work folder there.
func lock(string) (unlock func(), err error) { return func() {}, nil }

// lockFolder does nothing either: do not accept twice at once there.
func lockFolder(string) (unlock func(), err error) { return func() {}, nil }
