package versand

import (
	"cmp"
	"context"
	"io"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// fillZustellung gives a channel the message itself: what it says, what goes along, and what is wanted of whom.
func (s *Service) fillZustellung(ctx context.Context, tx *store.Tx, v *casework.Vorgang, n *casework.Nachricht,
	z *casework.Zustellung) error {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return err
	}
	alle, err := tx.ListPunkte(ctx, v.ID)
	if err != nil {
		return err
	}
	z.Dienst, z.Antwort, z.AntwortBis = v.Langtitel(&def.Meta), n.Antwort, n.AntwortBis
	z.Text = casework.Nachrichtentext(n, punkteOf(n.ID, alle))
	offen, err := s.offen(ctx, tx, v)
	if err != nil {
		return err
	}
	z.Antragsstatus = casework.Antragsstatus(v.Status, slices.ContainsFunc(offen,
		func(o casework.Offenes) bool { return o.Art != casework.OffenAbruf }))
	dokumente, err := tx.ListDokumente(ctx, v.ID)
	if err != nil {
		return err
	}
	for _, d := range dokumente {
		goes := d.Rolle == casework.RolleNachricht || d.Rolle == casework.RolleBescheid
		if goes && d.Nachricht != nil && *d.Nachricht == n.ID && d.Pruefung.Freigegeben() {
			z.Beilagen = append(z.Beilagen, casework.Beilage{Dokument: d.ID, Name: d.Dateiname, Typ: d.ContentType,
				Groesse: d.Groesse, SHA256: d.SHA256,
				Open: func() (io.ReadCloser, error) { return s.Blobs.Open(ctx, d.SHA256) }})
		}
	}
	return nil
}

// punkteOf are the items of one message, in order.
func punkteOf(nachricht uuid.UUID, alle []casework.Punkt) (out []casework.Punkt) {
	for _, p := range alle {
		if p.Nachricht == nachricht {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b casework.Punkt) int { return cmp.Compare(a.Nr, b.Nr) })
	return out
}

// keep returns what keeps how far a channel is, each time in a transaction of its own: the next step may be the last of
// this process.
func (s *Service) keep(actor casework.Actor, x *casework.Sendung) func(context.Context, []byte) error {
	return func(ctx context.Context, stand []byte) error {
		f, err := x.ReadFortschritt()
		if err != nil {
			return err
		}
		f.Kanal = stand
		return s.DB.InTx(ctx, actor, func(tx *store.Tx) error { return tx.SaveFortschritt(ctx, x.ID, f) })
	}
}

// tryAgain notes an attempt after which the job comes again; false = the attempt was the last.
//   - temporary: until the attempts are used up
//   - the channel is at fault: for as long as that lasts, uncounted; an operator is told
//   - nobody knows whether it arrived: once, where a second one harms nobody
func (s *Service) tryAgain(ctx context.Context, tx *store.Tx, x *casework.Sendung,
	zf *casework.Zustellfehler) (bool, error) {
	if zf == nil {
		return false, nil
	}
	f, err := x.ReadFortschritt()
	if err != nil {
		return false, err
	}
	switch {
	case zf.Haelt:
	case zf.Wiederhole && x.Versuche+1 < maxZustellversuche:
		x.Versuche++
	case zf.Klasse() == casework.Ungewiss && x.MayRepeat() && !f.Ungewiss:
		x.Versuche++
		f.Ungewiss = true
		if err := tx.SaveFortschritt(ctx, x.ID, f); err != nil {
			return false, err
		}
	default:
		return false, nil
	}
	x.Fehler = zf.Grund
	return true, tx.CountZustellversuch(ctx, x)
}
