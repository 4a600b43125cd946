// Package version says which Kontor this is.
package version

import (
	"runtime"
	"runtime/debug"
)

// Number is the release. It grows with every release; a migration says in its head which one brought it.
const Number = "0.10.0"

// Info says what a program was built from.
type Info struct {
	Number string
	Commit string // hash; "" = nobody noted it, as with `go run` or a tree without history
	Dirty  bool   // files had changed since the commit
	Go     string // version of the compiler
}

// Read reads what `go build` noted.
func Read() Info {
	build, ok := debug.ReadBuildInfo()
	if !ok {
		build = &debug.BuildInfo{}
	}
	return read(build)
}

func read(build *debug.BuildInfo) Info {
	info := Info{Number: Number, Go: runtime.Version()}
	for _, s := range build.Settings {
		switch s.Key {
		case "vcs.revision":
			info.Commit = s.Value
		case "vcs.modified":
			info.Dirty = s.Value == "true"
		}
	}
	return info
}

// short is how much of a hash people read.
const short = 9

// Stand names the commit for people: "1a2b3c4d5", "1a2b3c4d5-dirty" with changed files, "unbekannt" without history.
func (i Info) Stand() string {
	if i.Commit == "" {
		return "unbekannt"
	}
	out := i.Commit[:min(short, len(i.Commit))]
	if i.Dirty {
		out += "-dirty"
	}
	return out
}

// String is number and commit, as in "0.10.0 (1a2b3c4d5)".
func (i Info) String() string { return i.Number + " (" + i.Stand() + ")" }
