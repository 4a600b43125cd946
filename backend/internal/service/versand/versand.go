// Package versand lets messages and whole Vorgänge leave the house: to the applicant's mailbox, to a DMS or
// Fachverfahren.
package versand

import (
	"kontor/backend/internal/seal"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/ablauf"
	"kontor/backend/internal/service/brief"
)

// Service does the acts of sending.
type Service struct {
	*service.Frame
	Ablauf     *ablauf.Service
	Brief      *brief.Service
	Kanaele    map[string]Postfach // of the installation, by Sendung.Ziel
	Kanalarten map[string]Kanalart // what a Kanal of a tenant can be, by Sendung.Ziel
	Sealer     *seal.Sealer        // of their passwords
	Ausgaenge  map[string]Ausgang  // by Sendung.Ziel
	Export     Export
	Bescheide  Bescheidweg

	geoeffnet offeneKanaele
}
