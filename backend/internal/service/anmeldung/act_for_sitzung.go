package anmeldung

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// sitzungRuhe: a session ends after so long without a request.
const sitzungRuhe = 4 * time.Hour

// ActForSitzung finds who a session belongs to; staff or applicant, whichever door was used. Rights are those the
// person has now. Errors: not_found for one that ended, belongs to another tenant or to the other door.
func (s *Service) ActForSitzung(ctx context.Context, mandant uuid.UUID, hash []byte,
	staff bool) (x *store.Sitzung, a casework.Actor, err error) {
	var b *store.Benutzer
	err = s.DB.ReadOne(ctx, casework.Actor{Mandant: mandant}, func(ctx context.Context, tx *store.Tx) (err error) {
		x, b, err = tx.GetSitzung(ctx, hash, sitzungRuhe)
		return err
	})
	if err != nil {
		return nil, a, err
	}
	if x.Mandant != mandant || staff != (x.BenutzerID != nil) {
		return nil, a, casework.Fail(casework.NotFound, "not_found")
	}
	if b != nil {
		s.bekannt.Add(string(hash), bekannt{*x, *b})
	}
	a, err = owner(x, b)
	return x, a, err
}

// bekannt is a session of staff as it was seen last.
type bekannt struct {
	sitzung  store.Sitzung
	benutzer store.Benutzer
}

// bekannte is how many sessions are remembered; the one that came longest ago is forgotten.
const bekannte = 10_000

// Recall tells who a session of staff belonged to when it was seen last; nil = ask. Whoever answers with it has to have
// the Ausweis shown: it says no more than whom to ask for.
func (s *Service) Recall(mandant uuid.UUID, hash []byte) (*store.Ausweis, casework.Actor) {
	b, ok := s.bekannt.Get(string(hash))
	if !ok || b.sitzung.Mandant != mandant || s.DB.Now().Sub(b.sitzung.GesehenAm) > gesehenAlle {
		return nil, casework.Actor{}
	}
	return &store.Ausweis{Sitzung: &b.sitzung, Benutzer: &b.benutzer, Idle: sitzungRuhe}, b.benutzer.Actor()
}

func owner(x *store.Sitzung, b *store.Benutzer) (casework.Actor, error) {
	if b != nil {
		return b.Actor(), nil
	}
	var k konto
	if err := json.Unmarshal(*x.Konto, &k); err != nil {
		return casework.Actor{}, err
	}
	if k.AngemeldetAm.IsZero() {
		k.AngemeldetAm = x.ErstelltAm
	}
	return casework.Actor{Art: casework.ActorAntragsteller, Mandant: x.Mandant, Name: "antragsteller",
		Anzeige: k.Anzeige, Konto: k.Konto, Sitzung: kurz(x.Hash), AngemeldetAm: k.AngemeldetAm}, nil
}

// kurz names a session in the journal: the same for as long as it lasts. It leads neither to the cookie nor to the key
// under which the session is kept.
func kurz(hash []byte) string {
	sum := sha256.Sum256(append([]byte("Sitzung im Verlauf: "), hash...))
	return hex.EncodeToString(sum[:6])
}
