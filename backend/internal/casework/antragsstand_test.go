package casework

import (
	"math/rand/v2"
	"testing"
)

func TestFuerAntragsteller(t *testing.T) {
	antwort, abruf := Offenes{Art: OffenAntwort}, Offenes{Art: OffenAbruf}
	for name, c := range map[string]struct {
		status    Status
		offen     []Offenes
		bescheide []BescheidZustand
		stand     Antragsstand
		zug       AmZug
	}{
		"just come":                      {Neu, nil, nil, StandEingegangen, ZugBehoerde},
		"being checked":                  {InBearbeitung, nil, nil, StandInPruefung, ZugBehoerde},
		"asked":                          {InBearbeitung, []Offenes{antwort}, nil, StandAntwortNoetig, ZugSie},
		"asked before it was accepted":   {Neu, []Offenes{antwort}, nil, StandAntwortNoetig, ZugSie},
		"decided, to be retrieved":       {Beschieden, []Offenes{abruf}, []BescheidZustand{BescheidBereitgestellt}, StandEntschieden, ZugSie},
		"decided, nobody retrieved it":   {Beschieden, nil, []BescheidZustand{BescheidAbrufAbgelaufen}, StandEntschieden, ZugBehoerde},
		"decided, to be posted":          {Beschieden, nil, []BescheidZustand{BescheidZurPost}, StandEntschieden, ZugBehoerde},
		"decided and announced":          {Beschieden, nil, []BescheidZustand{BescheidBekanntgegeben}, StandEntschieden, ZugNiemand},
		"asked after the decision":       {Beschieden, []Offenes{antwort}, []BescheidZustand{BescheidBekanntgegeben}, StandEntschieden, ZugSie},
		"decided anew, to be retrieved":  {InBearbeitung, []Offenes{abruf}, []BescheidZustand{BescheidBereitgestellt}, StandInPruefung, ZugSie},
		"closed":                         {Abgeschlossen, nil, []BescheidZustand{BescheidBekanntgegeben}, StandAbgeschlossen, ZugNiemand},
		"closed over an unread Bescheid": {Abgeschlossen, []Offenes{abruf}, []BescheidZustand{BescheidBereitgestellt}, StandAbgeschlossen, ZugSie},
		"rejected":                       {Verworfen, nil, nil, StandNichtBearbeitet, ZugNiemand},
		"marked for deletion":            {ZuLoeschen, nil, nil, StandNichtBearbeitet, ZugNiemand},
	} {
		var bb []Bescheid
		for _, z := range c.bescheide {
			bb = append(bb, Bescheid{Zustand: z})
		}
		if stand, zug := FuerAntragsteller(c.status, false, c.offen, bb); stand != c.stand || zug != c.zug {
			t.Errorf("%s: %s, %s; want %s, %s", name, stand, zug, c.stand, c.zug)
		}
	}
}

// Whatever was said and wherever the Vorgang is: nobody is told to do nothing while something is open, nor to do
// something when nothing is.
func TestNobodyIsToldToDoNothing(t *testing.T) {
	zustaende := []PunktZustand{PunktOffen, PunktEingereicht, PunktAngenommen, PunktZurueckgewiesen}
	bescheide := []BescheidZustand{BescheidWirdErstellt, BescheidBereitgestellt, BescheidZurPost,
		BescheidBekanntgegeben,
		BescheidAbrufAbgelaufen, BescheidFehlgeschlagen}
	gesehen := map[AmZug]int{}
	for seed := range uint64(5000) {
		r := rand.New(rand.NewPCG(seed, 21))
		var f Faden
		for n := range r.IntN(4) {
			var items []PunktZustand
			for range r.IntN(3) {
				items = append(items, zustaende[r.IntN(len(zustaende))])
			}
			f.anfrage(n+1, maerz(1+r.IntN(31)), items...)
			if r.IntN(2) == 0 {
				f.antwort(n + 1)
			}
		}
		for n := range r.IntN(3) {
			f.bescheid(n+2, maerz(n+2), bescheide[r.IntN(len(bescheide))], []string{KanalAntragsraum,
				KanalPost}[r.IntN(2)])
		}
		status := Alle[r.IntN(len(Alle))]
		offen := offenFuer(f, Tag(2026, 3, 1+r.IntN(31)), status.IsOffen())
		stand, zug := FuerAntragsteller(status, false, offen, f.Bescheide)
		if (zug == ZugSie) != (len(offen) > 0) {
			t.Fatalf("seed %d: %s, %s with %+v open", seed, stand, zug, offen)
		}
		gesehen[zug]++
	}
	if len(gesehen) != 3 {
		t.Errorf("only %v", gesehen)
	}
}
