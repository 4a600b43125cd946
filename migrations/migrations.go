// Package migrations holds the schema as numbered SQL files, forward only.
package migrations

import (
	"embed"
	"io/fs"
	"strconv"
)

// FS holds 0001_….sql and onwards, in goose's annotation.
//
//go:embed *.sql
var FS embed.FS

// Newest is the number of the newest migration in a folder such as FS; 0 = none.
func Newest(files fs.FS) int {
	names, _ := fs.Glob(files, "[0-9][0-9][0-9][0-9]_*.sql") // the pattern is well-formed
	if len(names) == 0 {
		return 0
	}
	n, _ := strconv.Atoi(names[len(names)-1][:4]) // four digits
	return n
}
