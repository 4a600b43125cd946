// Package postausgang is what lies to be posted: the letters of messages and of decisions, looked at, printed and
// entered together.
package postausgang

import (
	"io"

	"kontor/backend/internal/service"
	"kontor/backend/internal/service/bescheid"
	"kontor/backend/internal/service/versand"
)

// Service does the acts of the Postausgang.
type Service struct {
	*service.Frame
	Versand  *versand.Service
	Bescheid *bescheid.Service
	Join     Join
}

// Join writes PDF files one after another as one, each beginning on a sheet of its own where beidseitig says that both
// sides are printed.
type Join func(w io.Writer, parts []io.ReadSeeker, beidseitig bool) error
