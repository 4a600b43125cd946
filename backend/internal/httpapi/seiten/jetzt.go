package seiten

import (
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/httpapi/api"
)

// satz is one sentence of what happens now. What is said when is the app's (vorgang/whatNow.ts), and held to it by
// testdata/jetzt.json.
type satz struct {
	Key       string
	Anzahl    int // 0 = the sentence counts nothing
	Tag       *time.Time
	Nachricht uuid.UUID
}

// Worte puts the sentence into words.
func (s satz) Worte(sprache string) string {
	var values []any
	if s.Anzahl > 0 {
		values = append(values, "count", s.Anzahl)
	}
	if s.Tag != nil {
		values = append(values, "tag", *s.Tag)
	}
	return say(sprache, s.Key, values...)
}

const expired = "fehler.grund.retrieval_expired"

// sentences say what happens now. bescheide is how many the page shows; below 0 it is an overview, which shows none.
func sentences(z *api.AntragsraumZeile, bescheide int, heute time.Time) []satz {
	var open []satz
	for _, o := range z.Offen {
		open = append(open, openSentence(o, heute))
	}
	if z.AbrufVorbei {
		open = append(open, satz{Key: expired})
	}
	if payable(z, heute) {
		key := "jetzt.zahlungBis"
		if z.ZahlungGeaendert {
			key = "jetzt.zahlungGeaendert"
		}
		open = append(open, satz{Key: key, Tag: &z.ZahlungBis.Time})
	}
	if z.EinzugAm != nil && daysUntil(z.EinzugAm.Time, heute) >= 0 {
		open = append(open, satz{Key: "jetzt.einzugAm", Tag: &z.EinzugAm.Time})
	}
	if remediable(z, heute) {
		key := "jetzt.rechtsbehelf"
		if z.RechtsbehelfBrief {
			key = "jetzt.rechtsbehelfBrief"
		}
		open = append(open, satz{Key: key, Tag: &z.RechtsbehelfBis.Time})
	}
	if len(z.Offen) == 0 && !z.AbrufVorbei {
		return append([]satz{{Key: stateKey(z, bescheide, heute)}}, open...)
	}
	switch z.Stand { // said first, where the state itself is news
	case api.AntragsraumZeileStandEntschieden:
		return append([]satz{{Key: "jetzt.entschieden_kurz"}}, open...)
	case api.AntragsraumZeileStandNichtBearbeitet:
		return append([]satz{{Key: "jetzt.nicht_bearbeitet"}}, open...)
	}
	return open
}

func stateKey(z *api.AntragsraumZeile, bescheide int, heute time.Time) string {
	switch {
	case z.Stand == api.AntragsraumZeileStandAbgeschlossen && (payable(z, heute) || remediable(z, heute)):
		return "jetzt.abgeschlossen_kurz"
	case z.Stand != api.AntragsraumZeileStandEntschieden:
		return "jetzt." + string(z.Stand)
	case bescheide < 0:
		return "jetzt.entschieden_kurz"
	case bescheide == 0:
		return "jetzt.entschieden_ohne"
	}
	return "jetzt.entschieden"
}

func openSentence(o api.Offenes, heute time.Time) satz {
	s := satz{Nachricht: o.NachrichtId, Key: "offen.antwort", Anzahl: o.Punkte}
	switch {
	case o.Art == api.OffenesArtAbruf:
		s.Key = "offen.bescheid"
	case o.Punkte > 0:
		s.Key = "offen.unterlagen"
	}
	if o.Bis == nil {
		return s
	}
	s.Tag = &o.Bis.Time
	if daysUntil(*s.Tag, heute) >= 0 {
		s.Key += "Bis"
		return s
	}
	if o.Art == api.OffenesArtAbruf {
		return satz{Key: expired, Nachricht: o.NachrichtId}
	}
	s.Key += "Vorbei"
	return s
}

func remediable(z *api.AntragsraumZeile, heute time.Time) bool {
	return z.RechtsbehelfBis != nil && daysUntil(z.RechtsbehelfBis.Time, heute) >= 0
}

func payable(z *api.AntragsraumZeile, heute time.Time) bool {
	return z.ZahlungBis != nil && daysUntil(z.ZahlungBis.Time, heute) >= 0
}

// turn is who has the ball; something unread is something to do as well, once nobody else has it.
func turn(z *api.AntragsraumZeile, heute time.Time) string {
	switch {
	case z.AmZug == api.AntragsraumZeileAmZugSie:
		return "sie"
	case z.AmZug == api.AntragsraumZeileAmZugNiemand && z.Neu > 0:
		return "lesen"
	case payable(z, heute):
		return "zahlung"
	case z.AmZug != api.AntragsraumZeileAmZugNiemand:
		return string(z.AmZug)
	case z.Stand == api.AntragsraumZeileStandEntschieden || remediable(z, heute):
		return "frist"
	}
	return "niemand"
}

// overall is the one sentence over the overview; nil where there is nothing to say it of.
func overall(zeilen []api.AntragsraumZeile, verschlossen int, heute time.Time) *satz {
	if len(zeilen) == 0 {
		return nil
	}
	yours, due, running, unread := 0, 0, 0, false
	for i := range zeilen {
		z := &zeilen[i]
		unread = unread || z.Neu > 0
		yours += one(z.AmZug == api.AntragsraumZeileAmZugSie)
		due += one(payable(z, heute))
		running += one(remediable(z, heute))
	}
	switch {
	case yours > 0:
		return &satz{Key: "liste.sieSindDran", Anzahl: yours}
	case unread:
		return &satz{Key: "liste.neuesZuLesen"}
	case due > 0:
		return &satz{Key: "liste.zuZahlen", Anzahl: due}
	case running > 0:
		return &satz{Key: "liste.fristLaeuft", Anzahl: running}
	case verschlossen > 0:
		return &satz{Key: "liste.nichtsZuTunHier"}
	}
	return &satz{Key: "liste.nichtsZuTun"}
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
