package seiten

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"time"

	"kontor/backend/internal/httpapi/api"
)

type listeSicht struct {
	Leer         bool
	Satz         *satz
	Vorgaenge    []zeile
	Verschlossen []schloss
	Ich          *api.AntragsraumIch
}

// zeile is one application in the overview.
type zeile struct {
	api.AntragsraumZeile
	Saetze []satz
	Wer    string // key below jetzt.kurz
	Dran   bool
	Heute  time.Time
}

// schloss are the applications that need one level.
type schloss struct {
	Niveau    int
	Eingaenge []time.Time
}

func (s *Seiten) list(c context.Context, b *Besuch) error {
	answer, err := s.ListAntragsraumVorgaenge(c, api.ListAntragsraumVorgaengeRequestObject{})
	if err != nil {
		return err
	}
	ich, err := s.ich(c)
	if err != nil {
		return err
	}
	list, heute := answer.(api.ListAntragsraumVorgaenge200JSONResponse), s.today()
	x := listeSicht{Leer: len(list.Vorgaenge)+len(list.Verschlossen) == 0, Ich: ich,
		Satz: overall(list.Vorgaenge, len(list.Verschlossen), heute), Verschlossen: byNiveau(list.Verschlossen)}
	for _, z := range list.Vorgaenge {
		x.Vorgaenge = append(x.Vorgaenge, zeile{z, sentences(&z, -1, heute), turn(&z, heute),
			z.AmZug == api.AntragsraumZeileAmZugSie, heute})
	}
	slices.SortStableFunc(x.Vorgaenge, byUrgency)
	return s.show(c, seite{Besuch: b, Page: "liste", Titel: b.say("liste.titel"), Inhalt: x}, http.StatusOK)
}

// byUrgency: first what waits for the person, then what is unread, then the newest.
func byUrgency(a, b zeile) int {
	return cmp.Or(cmp.Compare(rank(a), rank(b)), compareDays(a, b), b.EingangAm.Compare(a.EingangAm))
}

func rank(z zeile) int {
	switch {
	case z.Dran:
		return 0
	case z.Neu > 0:
		return 1
	case z.AmZug == api.AntragsraumZeileAmZugBehoerde:
		return 2
	}
	return 3
}

// compareDays: without a day comes last.
func compareDays(a, b zeile) int {
	switch {
	case a.Bis == nil || b.Bis == nil:
		return one(a.Bis == nil) - one(b.Bis == nil)
	default:
		return a.Bis.Compare(b.Bis.Time)
	}
}

func byNiveau(in []api.AntragsraumVerschlossen) []schloss {
	var out []schloss
	for _, v := range in {
		i := slices.IndexFunc(out, func(x schloss) bool { return x.Niveau == v.Vertrauensniveau })
		if i < 0 {
			i, out = len(out), append(out, schloss{Niveau: v.Vertrauensniveau})
		}
		out[i].Eingaenge = append(out[i].Eingaenge, v.EingangAm.Time)
	}
	slices.SortFunc(out, func(a, b schloss) int { return cmp.Compare(a.Niveau, b.Niveau) })
	return out
}
