package seiten

import (
	"context"
	"net/http"

	"kontor/backend/internal/httpapi/api"
)

// askWithdraw asks once more, before what cannot be undone here.
func (s *Seiten) askWithdraw(c context.Context, b *Besuch) error {
	return s.showWithdraw(c, b, nil, http.StatusOK)
}

func (s *Seiten) showWithdraw(c context.Context, b *Besuch, f *Fault, status int) error {
	v, err := s.antrag(c, b)
	if err != nil {
		return err
	}
	switch {
	case v.Stand == api.AntragsraumZeileStandZurueckgenommen:
		return b.redirect(vorgangURL(v.Id) + "?zurueckgenommen")
	case !v.RuecknahmeMoeglich && f == nil:
		return b.redirect(vorgangURL(v.Id))
	}
	return s.show(c, seite{Besuch: b, Page: "ruecknahme", Titel: b.say("ruecknahme.frage"), Zurueck: vorgangURL(v.Id),
		ZurueckZu: "eigene.zumAntrag", Fehler: f, Inhalt: v}, status)
}

// withdraw: a second click finds it withdrawn already, and is shown that.
func (s *Seiten) withdraw(c context.Context, b *Besuch) error {
	_, err := s.WithdrawAntrag(c, api.WithdrawAntragRequestObject{Id: b.ID})
	if err == nil {
		return b.redirect(vorgangURL(b.ID) + "?zurueckgenommen")
	}
	f := b.Fault(err)
	return s.showWithdraw(c, b, &f, f.Status)
}
