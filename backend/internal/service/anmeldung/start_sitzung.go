package anmeldung

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// SitzungMax is how long a session lasts in all.
const SitzungMax = 12 * time.Hour

// konto is what a session keeps of an applicant's login.
type konto struct {
	Anzeige string         `json:"anzeige"`
	Konto   casework.Konto `json:"konto"`
	// when they proved who they are; a session that an earlier program began does not say
	AngemeldetAm time.Time `json:"angemeldetAm,omitzero"`
}

// StartSitzung starts a session of one of the staff, who is written down as the provider tells. Errors: no_role.
func (s *Service) StartSitzung(ctx context.Context, mandant uuid.UUID, hash []byte, id casework.Identitaet) error {
	if len(id.Rollen) == 0 {
		return casework.Fail(casework.Forbidden, "no_role")
	}
	return s.DB.InTx(ctx, casework.Actor{Mandant: mandant}, func(tx *store.Tx) error {
		row := &store.Benutzer{ID: service.NewID(), Mandant: mandant, Name: id.Name, Anzeige: id.Anzeige,
			Subject:   id.Subject,
			Einheiten: append([]string{}, id.Einheiten...), AngemeldetAm: &tx.Now}
		for _, r := range id.Rollen {
			row.Rollen = append(row.Rollen, string(r))
		}
		saved, err := tx.UpsertBenutzer(ctx, row)
		if err != nil {
			return err
		}
		neu := sitzung(mandant, hash, id, tx.Now)
		neu.BenutzerID = &saved.ID
		return tx.InsertSitzung(ctx, neu)
	})
}

// StartAntragsraumSitzung starts a session of an applicant, who is nobody but an account.
func (s *Service) StartAntragsraumSitzung(ctx context.Context, mandant uuid.UUID, hash []byte,
	id casework.Identitaet) error {
	return s.DB.InTx(ctx, casework.Actor{Mandant: mandant}, func(tx *store.Tx) error {
		raw, err := json.Marshal(konto{id.Anzeige, id.Konto, tx.Now.Add(-id.Vor)})
		if err != nil {
			return err
		}
		row := sitzung(mandant, hash, id, tx.Now)
		row.Konto = (*json.RawMessage)(&raw)
		return tx.InsertSitzung(ctx, row)
	})
}

func sitzung(mandant uuid.UUID, hash []byte, id casework.Identitaet, now time.Time) *store.Sitzung {
	return &store.Sitzung{Hash: hash, Mandant: mandant, Subject: id.Subject, Sid: id.Sid, IDToken: id.IDToken,
		AblaufAm: now.Add(SitzungMax)}
}
