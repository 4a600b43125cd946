package casework

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
)

// Lieferung is what an entry says of the delivery a Vorgang was made of, as it came.
type Lieferung struct {
	SHA256      string    `json:"sha256"`
	Groesse     int64     `json:"groesse"`
	EmpfangenAm time.Time `json:"empfangenAm"`
}

// Lieferungszeile is the delivery as the book has it.
type Lieferungszeile struct {
	ID                  uuid.UUID
	SHA256              string
	Groesse             int64
	EmpfangenAm         time.Time
	RohdatenGeloeschtAm *time.Time
}

// CheckLieferungen compares the book with what the entries say. A line that is gone has reached the end of its
// retention, or somebody took it: its hash stays in the entry.
func CheckLieferungen(eintraege []Verlaufseintrag, zeilen []Lieferungszeile) (schaeden []string) {
	for _, e := range eintraege {
		var d struct {
			Eingang   uuid.UUID
			Lieferung *Lieferung
		}
		if e.Art != "eingegangen" || json.Unmarshal(e.Daten, &d) != nil || d.Lieferung == nil {
			continue
		}
		i := slices.IndexFunc(zeilen, func(z Lieferungszeile) bool { return z.ID == d.Eingang })
		if i < 0 {
			continue
		}
		z, l := zeilen[i], d.Lieferung
		if z.SHA256 != l.SHA256 || z.Groesse != l.Groesse || !z.EmpfangenAm.Equal(l.EmpfangenAm) {
			schaeden = append(schaeden, fmt.Sprintf("Lieferung %s: seit Eintrag %d verändert", z.ID, e.Nr))
		}
	}
	return schaeden
}
