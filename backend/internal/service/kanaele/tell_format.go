package kanaele

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// TellFormat is the job of a file in which malware was found: where it came back by a channel, its sender is told; in
// the Antragsraum they see it themselves. Its message has an id made of the file's, so that it is written once.
func (s *Service) TellFormat(ctx context.Context, j casework.JobFormatbitte) error {
	system := casework.System(j.Mandant)
	var vorgang uuid.UUID
	err := s.DB.ReadTx(ctx, system, func(tx *store.Tx) error {
		d, err := tx.GetDokument(ctx, j.Dokument)
		if err != nil || d.Nachricht == nil || d.Rolle != casework.RolleAntwort {
			return err
		}
		post, err := tx.FindRueckpostNachricht(ctx, *d.Nachricht)
		if post != nil {
			vorgang = d.Vorgang
		}
		return err
	})
	if err != nil || vorgang == uuid.Nil {
		return err
	}
	return s.System(ctx, j.Mandant, vorgang, func(tx *store.Tx, v *casework.Vorgang) error {
		id := uuid.NewSHA1(j.Dokument, []byte("formatbitte"))
		if _, err := tx.GetNachricht(ctx, id); casework.CodeOf(err) != casework.NotFound {
			return err
		}
		d, err := tx.GetDokument(ctx, j.Dokument)
		if err != nil {
			return err
		}
		n, err := tx.GetNachricht(ctx, *d.Nachricht)
		if err != nil {
			return err
		}
		return s.askFormat(ctx, tx, v, id, n, []casework.Rueckanlage{{Dateiname: d.Dateiname,
			Mangel: casework.MangelBefallen}})
	})
}
