//go:build !linux

package child

import (
	"os/exec"
	"syscall"
)

// dieWithParent has no kernel support here.
func dieWithParent(*exec.Cmd, syscall.Signal) {}
