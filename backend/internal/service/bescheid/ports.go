package bescheid

import (
	"context"
)

// Brief is a letter to render: Typst sources by file name and the data for `sys.inputs.daten`.
type Brief struct {
	Main  string
	Files map[string][]byte
	Daten any
	Eilig bool // somebody waits for it
}

// Briefe renders letters to PDF/A.
type Briefe interface {
	Render(ctx context.Context, b Brief) ([]byte, error)
}
