package versand

import (
	"context"
	"errors"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// kanalweg is how a Sendung goes now.
type kanalweg struct {
	postfach Postfach     // nil = there is none
	kanal    *store.Kanal // of the tenant; nil = the installation's
	fehler   error        // it does not open
	ruht     bool         // it is at fault and was tried a moment ago
}

func (s *Service) openWeg(ctx context.Context, tx *store.Tx, x *casework.Sendung) (w kanalweg, err error) {
	if x.Art == casework.SendungAbgabe {
		return w, nil
	}
	w.postfach, w.kanal, err = s.kanalOf(ctx, tx, x.Ziel)
	var zf *casework.Zustellfehler
	if errors.As(err, &zf) {
		w.fehler, err = zf, nil
	}
	w.ruht = w.kanal != nil && w.kanal.Ruht(tx.Now)
	return w, err
}

// noteKanal notes whether a channel of the tenant is at fault, or works again; the sweep tells the operator.
func (s *Service) noteKanal(ctx context.Context, actor casework.Actor, w kanalweg, cause error) error {
	if w.kanal == nil {
		return nil
	}
	stoerung := ""
	var zf *casework.Zustellfehler
	if errors.As(cause, &zf) && zf.Haelt {
		stoerung = zf.Grund
		s.Log.Error("channel is at fault", "kanal", w.kanal.ID, "art", w.kanal.Art, "grund", zf.Grund,
			"error", zf.Cause)
	} else if cause != nil || w.kanal.Stoerung == "" {
		return nil
	}
	return s.DB.InTx(ctx, actor, func(tx *store.Tx) error { return tx.NoteKanal(ctx, w.kanal.ID, stoerung) })
}

// tells: the channel tells the applicant itself that something came.
func (s *Service) tells(ctx context.Context, tx *store.Tx, ziel string) (bool, error) {
	w, err := s.openWeg(ctx, tx, &casework.Sendung{Ziel: ziel})
	return w.postfach != nil && w.postfach.Faehigkeiten().Benachrichtigt, err
}
