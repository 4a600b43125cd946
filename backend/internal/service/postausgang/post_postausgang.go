package postausgang

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/bescheid"
	"kontor/backend/internal/store"
)

// Aufgegeben is a letter somebody says was posted, as they saw it.
type Aufgegeben struct {
	Dokument uuid.UUID
	Version  int // of its Vorgang
}

// Ergebnis says what became of one of them; Err nil = it is entered.
type Ergebnis struct {
	Aufgegeben
	Err error
}

// PostPostausgang enters for many letters the day they were handed to the post, each by its own act and in its own
// transaction: what one refuses holds up no other. The same Vorgang may have several; each act leaves a newer version,
// which counts for the next if the first was what the person saw.
func (s *Service) PostPostausgang(ctx context.Context, a casework.Actor, am time.Time, briefe []Aufgegeben,
	bestaetigt []string) ([]Ergebnis, error) {
	if err := a.Must(casework.RechtBearbeiten); err != nil {
		return nil, err
	}
	if len(briefe) == 0 || len(briefe) > maxDruck {
		return nil, casework.FailField("briefe", "length")
	}
	out := make([]Ergebnis, len(briefe))
	weiter := map[uuid.UUID]int{} // acts of ours on a Vorgang
	for i, x := range briefe {
		out[i] = Ergebnis{Aufgegeben: x}
		r, err := s.find(ctx, a, x.Dokument)
		if err == nil {
			err = s.post(ctx, a, r, x.Version+weiter[r.Vorgang], am, bestaetigt)
		}
		switch code := casework.CodeOf(err); {
		case err == nil:
			weiter[r.Vorgang]++
		case len(weiter) == 0 && (code == casework.Internal || code == casework.Unavailable):
			return nil, err // nothing is entered, and it is not about this letter
		}
		out[i].Err = err
	}
	return out, nil
}

func (s *Service) find(ctx context.Context, a casework.Actor, dokument uuid.UUID) (r store.Postbrief, err error) {
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		rows, err := tx.ListPostbriefe(ctx, a.Sicht(), []uuid.UUID{dokument})
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return casework.Fail(casework.Conflict, "letter_not_there")
		}
		r = rows[0]
		return nil
	})
	return r, err
}

func (s *Service) post(ctx context.Context, a casework.Actor, r store.Postbrief, version int, am time.Time,
	bestaetigt []string) error {
	if r.Sendung != nil {
		return s.Versand.PostBrief(ctx, a, r.Vorgang, *r.Sendung, version, am, bestaetigt)
	}
	return s.Bescheid.PostBescheid(ctx, a, r.Vorgang, *r.Bescheid, version, bescheid.Postaufgabe{Adressat: r.Adressat,
		AufgegebenAm: am, Bestaetigt: bestaetigt})
}
