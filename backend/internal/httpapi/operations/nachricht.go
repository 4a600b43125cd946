package operations

import (
	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/vorgang"
)

// nachrichtenOf: no message is read with less than the applicant needs to see anything of the Vorgang.
func nachrichtenOf(a casework.Actor, k *vorgang.Akte) []api.Nachricht {
	faden := k.Faden()
	return list(k.Nachrichten, func(n casework.Nachricht) api.Nachricht {
		v := api.Nachricht{
			Id: n.ID, Richtung: api.NachrichtRichtung(n.Richtung), Art: api.NachrichtArt(n.Art), Betreff: n.Betreff,
			Text: n.Text, Am: n.Am, Von: n.Von, Antwort: api.NachrichtAntwort(n.Antwort), AntwortBis: day(n.Laufend()),
			UhrStehtSeit: day(n.UhrStehtSeit), FristAktionen: list(k.FristAktionen[n.ID], fristAktion),
			AntwortOffen:     k.Status.IsOffen() && faden.AntwortOffen(n),
			Vertrauensniveau: max(n.Vertrauensniveau, k.NoetigesNiveau()), Bezug: value(n.Bezug), Gelesen: n.Gelesen,
			WiderspruchMoeglich: n.WiderspruchMoeglich,
			Anhaenge:            anhaengeOf(n.ID, k.Dokumente), Punkte: punkteOf(n.ID, k.Punkte, k.Dokumente),
			Brief: vorgang.BriefMoeglich(a, k, n), Stumm: faden.Stumm(n, k.Sendungen) && k.Wants(),
		}
		for _, s := range k.Sendungen {
			if s.Nachricht != nil && *s.Nachricht == n.ID && casework.ImRaum(s.Ziel) {
				v.Sendung = sendungOf(a, k, s)
			}
		}
		return v
	})
}

func fristAktion(a casework.FristAktion) api.NachrichtFristAktionen {
	return api.NachrichtFristAktionen(a)
}

func anhaengeOf(nachricht uuid.UUID, docs []casework.Dokument) []uuid.UUID {
	out := []uuid.UUID{}
	for _, d := range docs {
		if d.Nachricht != nil && *d.Nachricht == nachricht {
			out = append(out, d.ID)
		}
	}
	return out
}

func punkteOf(nachricht uuid.UUID, in []casework.Punkt, docs []casework.Dokument) []api.Punkt {
	out := []api.Punkt{}
	for _, p := range in {
		if p.Nachricht != nachricht {
			continue
		}
		v := api.Punkt{Id: p.ID, Titel: p.Titel, Hinweis: p.Hinweis,
			Zustand: api.PunktZustand(p.Zustand), Grund: p.Grund,
			Dokumente: []uuid.UUID{}}
		for _, d := range docs {
			if d.Punkt != nil && *d.Punkt == p.ID {
				v.Dokumente = append(v.Dokumente, d.ID)
			}
		}
		out = append(out, v)
	}
	return out
}
