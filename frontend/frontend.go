// Package frontend carries the built browser app into the program.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// FS returns the built app; index.html (desk) and antragsraum.html (applicant portal) lie at its root.
// Before the first `npm run build` it holds no more than a .gitkeep.
func FS() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the directory is embedded, so this cannot happen
	}
	return sub
}
