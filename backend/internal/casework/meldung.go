package casework

import "github.com/google/uuid"

// Meldung is what live screens are told: ids only. Einheit and Status let the hub ask who may see it.
type Meldung struct {
	Art      string    `json:"art"` // vorgang, klaerfall, zugang, zuordnung, alarm, anwesend
	Mandant  uuid.UUID `json:"mandant"`
	Vorgang  uuid.UUID `json:"vorgangId,omitzero"`
	Version  int       `json:"version,omitempty"`
	Einheit  string    `json:"einheit,omitempty"`
	Status   Status    `json:"status,omitempty"`
	Benutzer uuid.UUID `json:"benutzer,omitzero"` // anwesend only
	Schreibt bool      `json:"schreibt,omitempty"`
	Weg      bool      `json:"weg,omitempty"` // left the Vorgang
}
