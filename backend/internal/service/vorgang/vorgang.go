// Package vorgang is the desk: what caseworkers and team leads do with a Vorgang, and what keeps it findable and
// checked.
package vorgang

import (
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/ablauf"
	"kontor/backend/internal/service/bescheid"
	"kontor/backend/internal/service/brief"
	"kontor/backend/internal/service/versand"
)

// Service does the acts of the desk.
type Service struct {
	*service.Frame
	Ablauf     *ablauf.Service
	Versand    *versand.Service
	Bescheid   *bescheid.Service
	Brief      *brief.Service
	Scanner    Scanner
	Signaturen Signaturpruefer         // nil = nobody looks at signatures
	Bund       Schluesselbund          // keys the Verlauf may be signed with
	Stempel    casework.Stempelpruefer // of anchors; nil = nothing checks them
}
