// Package migrations holds the schema as numbered SQL files, forward only.
package migrations

import "embed"

// FS holds 0001_….sql and onwards, in goose's annotation.
//
//go:embed *.sql
var FS embed.FS
