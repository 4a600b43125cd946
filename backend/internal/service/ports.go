package service

import (
	"context"
	"io"

	"kontor/backend/internal/casework"
)

// Postfach is a channel into an applicant's mailbox. An error should be a *casework.Zustellfehler; any
// other counts as "outcome unknown".
type Postfach interface {
	Zustellen(ctx context.Context, z casework.Zustellung) (casework.Quittung, error)
}

// Melder tells the authority about an alarm. An error should be a *casework.Error or *casework.Zustellfehler with a reason.
type Melder interface {
	Melde(ctx context.Context, m casework.Alarmmeldung) error
}

// Opener opens stored content by SHA-256.
type Opener = func(sha256 string) (io.ReadCloser, error)

// Ausgang is a target to which whole Vorgänge are handed over.
type Ausgang interface {
	Abgeben(ctx context.Context, u casework.Uebergabe, open Opener) (casework.Quittung, error)
}

// Export writes Vorgänge as one ZIP for download and returns its file name without ".zip".
type Export func(w io.Writer, u casework.Uebergabe, open Opener) (string, error)

// Scanner looks for malware.
type Scanner interface {
	Scan(ctx context.Context, r io.Reader) (casework.Pruefung, error)
}

// Brief is a letter to render: Typst sources by file name and the data for `sys.inputs.daten`.
type Brief struct {
	Main  string
	Files map[string][]byte
	Daten any
}

// Briefe renders letters to PDF/A.
type Briefe interface {
	Render(ctx context.Context, b Brief) ([]byte, error)
}
