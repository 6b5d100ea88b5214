//go:build !linux

package main

import (
	"context"
	"errors"
)

func (c *campaign) fill(context.Context, scene) error {
	return errors.New("small disks are made on Linux only")
}
