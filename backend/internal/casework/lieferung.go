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
	Vorgang             *uuid.UUID // to which the book says it belongs; nil = to none
}

// LieferungIDs are the deliveries that the entries name.
func LieferungIDs(eintraege []Verlaufseintrag) (out []uuid.UUID) {
	for i := range eintraege {
		if id, _ := eintraege[i].lieferung(); id != uuid.Nil {
			out = append(out, id)
		}
	}
	return out
}

// lieferung that an entry of an arrival names; nil where an earlier program wrote it.
func (e *Verlaufseintrag) lieferung() (uuid.UUID, *Lieferung) {
	var d struct {
		Eingang   uuid.UUID
		Lieferung *Lieferung
	}
	if e.Art != "eingegangen" || json.Unmarshal(e.Daten, &d) != nil {
		return uuid.Nil, nil
	}
	return d.Eingang, d.Lieferung
}

// CheckLieferungen compares the book with what the entries say. A line that is gone has reached the end of its
// retention, or somebody took it: its hash stays in the entry.
func CheckLieferungen(eintraege []Verlaufseintrag, zeilen []Lieferungszeile) (schaeden []string) {
	for n := range eintraege {
		e := &eintraege[n]
		id, l := e.lieferung()
		i := slices.IndexFunc(zeilen, func(z Lieferungszeile) bool { return z.ID == id })
		if l == nil || i < 0 {
			continue
		}
		z := zeilen[i]
		if z.Vorgang == nil || *z.Vorgang != e.Vorgang {
			schaeden = append(schaeden, fmt.Sprintf("Lieferung %s: gehört nicht mehr zum Vorgang, seit Eintrag %d verändert",
				z.ID, e.Nr))
		}
		if z.SHA256 != l.SHA256 || z.Groesse != l.Groesse || !z.EmpfangenAm.Equal(l.EmpfangenAm) {
			schaeden = append(schaeden, fmt.Sprintf("Lieferung %s: seit Eintrag %d verändert", z.ID, e.Nr))
		}
	}
	return schaeden
}
