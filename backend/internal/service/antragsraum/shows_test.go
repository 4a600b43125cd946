package antragsraum

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// A Bescheid whose days of retrieval are over is not handed out (§ 41 Abs. 2a VwVfG), whatever a Sendung says of its
// message; one that was announced stays.
func TestABescheidIsNotHandedOutAfterItsDays(t *testing.T) {
	n := casework.Nachricht{ID: uuid.New(), Richtung: casework.Aus, Art: casework.ArtBescheid, Vertrauensniveau: 3}
	d := casework.Dokument{Rolle: casework.RolleBescheid, Nachricht: &n.ID}
	for zustand, want := range map[casework.BescheidZustand]bool{
		casework.BescheidBekanntgegeben: true, casework.BescheidAbrufAbgelaufen: false,
	} {
		r := &Raum{
			Nachrichten: []casework.Nachricht{n}, Konto: casework.Konto{Vertrauensniveau: 3},
			Mandant: &store.Mandant{Land: "ST"}, Heute: time.Date(2026, 3, 21, 0, 0, 0, 0, time.UTC),
			Bescheide: []casework.Bescheid{{Nachricht: &n.ID, Kanal: casework.KanalAntragsraum, Zustand: zustand}},
			Sendungen: []casework.Sendung{
				{Nachricht: &n.ID, Ziel: casework.ZielAntragsraum, Zustand: casework.SendungGelesen},
			},
		}
		if got := r.shows(d); got != want {
			t.Errorf("%s: handed out %v", zustand, got)
		}
	}
}
