// Package posteingang is the mail room: it takes deliveries, makes Vorgänge of them, and keeps what needs a person.
package posteingang

import (
	"kontor/adapters"
	"kontor/backend/internal/seal"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/ablauf"
)

// Service does the acts of the mail room.
type Service struct {
	*service.Frame
	Ablauf       *ablauf.Service
	Adapters     map[string]adapters.Adapter
	Melder       map[string]Melder // of alarms, by channel: email, webhook
	Sealer       *seal.Sealer      // of the passwords in the database
	MaxLieferung int64             // bytes of one delivery
	// KONTOR_EINGANGSORDNER: below it one folder for each Zugang that watches one; "" = none
	Ordner       string
	Virenscanner bool // a real scanner looks at the files

	regelwerke regelwerke
}
