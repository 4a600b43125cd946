package antragsraum

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Lieferung is what went to the applicant, from the first byte to the last.
type Lieferung struct {
	SHA256 string // of the bytes as they were sent, lower-case hex
	Am     time.Time
}

// NoteAbruf: the document of a Bescheid went to its applicant whole. The first time is its retrieval, and a Bescheid
// provided with consent is announced on the day after it. The moment of the delivery decides, however late it is noted:
// in time, it counts although the job that ends the provision was faster; too late, it counts nothing although the job
// has not run. Noting it again changes nothing.
func (s *Service) NoteAbruf(ctx context.Context, a casework.Actor, id, dokument uuid.UUID, l Lieferung) error {
	return s.asApplicant(ctx, a, "getAntragsraumDokument", id, func(tx *store.Tx, v *casework.Vorgang) error {
		bescheide, err := tx.ListBescheide(ctx, v.ID)
		if err != nil {
			return err
		}
		b := bescheidMit(bescheide, dokument)
		if b == nil || b.AbgerufenAm != nil {
			return nil
		}
		d, err := tx.GetDokument(ctx, dokument)
		if err != nil {
			return err
		}
		if d.SHA256 != l.SHA256 {
			return casework.Fail(casework.Unavailable, "storage_corrupts")
		}
		kalender, err := s.Kalender(ctx, tx)
		if err != nil {
			return err
		}
		daten := map[string]any{"bescheid": b.ID, "dokument": dokument, "sha256": l.SHA256, "sitzung": a.Sitzung,
			"vertrauensniveau": a.Konto.Vertrauensniveau, "zeit": l.Am.UTC().Format(time.RFC3339)}
		gilt := b.AbrufGilt(kalender, l.Am)
		if !gilt && b.AbrufVorbei(kalender, casework.Heute(l.Am)) {
			tx.Journal(v, "bescheid_zu_spaet", daten)
			return s.Bescheid.EndAbruf(ctx, tx, v, b, kalender)
		}
		tx.Journal(v, "bescheid_abgerufen", daten)
		b.AbgerufenAm = &l.Am
		if !gilt { // the copy of a letter
			return tx.SaveBescheid(ctx, b)
		}
		def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
		if err != nil {
			return err
		}
		return s.Bescheid.Announce(ctx, tx, v, b, kalender,
			casework.Bekannt(kalender, def.Meta.Recht, casework.Abgerufen, casework.Heute(l.Am)))
	})
}
