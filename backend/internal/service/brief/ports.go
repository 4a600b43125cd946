package brief

import (
	"context"
	"time"

	"kontor/backend/internal/casework"
)

// Brief is a letter to render: Typst sources by file name and the data for `sys.inputs.daten`.
type Brief struct {
	Main  string
	Files map[string][]byte
	Daten any
	Eilig bool // somebody waits for it
	// Siegel is the certificate (PEM) of the seal that the letter gets; "" = none. Jetzt is when.
	Siegel string
	Jetzt  time.Time
}

// Renderer renders letters to PDF/A.
type Renderer interface {
	Render(ctx context.Context, b Brief) ([]byte, error)
}

// Sealer puts the electronic seal of the authority on letters. It has the keys; the certificate is the tenant's.
type Sealer interface {
	// Ready says why nothing can be sealed with a certificate now; nil = it can.
	Ready(zertifikat string, jetzt time.Time) error
	// Seal returns the sealed letter and what a check of its seal says. One that does not hold is an error.
	Seal(ctx context.Context, zertifikat string, pdf []byte, jetzt time.Time) ([]byte, casework.Signatur, error)
}
