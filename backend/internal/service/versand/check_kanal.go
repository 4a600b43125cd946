package versand

import (
	"context"
	"slices"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// checkKanal refuses what the channel the message will take would refuse: while its author is there, not when it is
// queued.
func (s *Service) checkKanal(ctx context.Context, tx *store.Tx, v *casework.Vorgang, n *NeueNachricht) error {
	if !HasKonto(v) {
		return nil // a letter
	}
	ziel, felder, err := s.zielOf(ctx, tx, v, n)
	if err != nil {
		return err
	}
	if p := s.Kanaele[ziel]; p != nil { // of the installation; zielOf asks those of the tenant
		dateien, err := s.anhaenge(ctx, tx, v, n)
		if err != nil {
			return err
		}
		kann := p.Faehigkeiten()
		felder = kann.Check(&n.Nachricht, casework.Nachrichtentext(&n.Nachricht, n.Punkte), dateien)
	}
	if felder != nil {
		return &casework.Error{Code: casework.Invalid, Reason: "invalid_fields", Fields: felder}
	}
	return nil
}

// BescheidGrund says why the mailbox of the Nutzerkonto takes no Bescheid; "" = it does. The account has to tell of it
// itself, on that day (§ 9 Abs. 1 Satz 3 OZG): a mail of ours could go out later.
func (s *Service) BescheidGrund(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	antrag *casework.Antrag) (string, error) {
	for _, ziel := range casework.Postfachziele(antrag.Antragsteller.Postfach.Kanal) {
		p, _, err := s.kanalOf(ctx, tx, ziel)
		if p == nil && err == nil {
			continue
		}
		if err != nil {
			return "channel_at_fault", nil
		}
		kann := p.Faehigkeiten()
		switch {
		case kann.Klasse != casework.KlasseNutzerkonto || !kann.Benachrichtigt:
			return "mailbox_no_rule", nil
		case !kann.Nimmt("application/pdf"):
			return "channel_file_type", nil
		}
		return "", nil
	}
	return "no_kanal", nil
}

// anhaenge are the files a message takes along; what is not there is found when they are attached.
func (s *Service) anhaenge(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	n *NeueNachricht) ([]casework.Dokument, error) {
	if len(n.Anhaenge) == 0 {
		return nil, nil
	}
	alle, err := tx.ListDokumente(ctx, v.ID)
	return slices.DeleteFunc(alle, func(d casework.Dokument) bool { return !slices.Contains(n.Anhaenge, d.ID) }), err
}
