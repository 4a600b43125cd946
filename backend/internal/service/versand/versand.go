// Package versand lets messages and whole Vorgänge leave the house: to the applicant's mailbox, to a DMS or
// Fachverfahren.
package versand

import (
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/ablauf"
)

// Service does the acts of sending.
type Service struct {
	*service.Frame
	Ablauf    *ablauf.Service
	Kanaele   map[string]Postfach // by Sendung.Ziel
	Ausgaenge map[string]Ausgang  // by Sendung.Ziel
	Export    Export
}
