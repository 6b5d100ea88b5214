//go:build unix

package main

import "syscall"

// keepPrivate makes all that this program and the engine write private, whatever the
// user's umask; what others may read is given its mode by name.
func keepPrivate() { syscall.Umask(0o077) }
