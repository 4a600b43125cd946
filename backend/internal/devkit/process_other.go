//go:build !linux

package devkit

import (
	"os"
	"os/exec"
	"strconv"
)

func asMapped(*exec.Cmd, int) {}

func asUser(*exec.Cmd, int, int) {}

// lockFile only opens the file: without a lock, do not start twice on one directory.
func lockFile(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
}

// commandLine returns the command line of a running process, empty if there is none.
func commandLine(pid int) string {
	out, err := exec.Command("ps", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return ""
	}
	return string(out)
}
