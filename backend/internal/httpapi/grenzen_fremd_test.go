package httpapi_test

import (
	"slices"
	"testing"
)

// What belongs to one Vorgang is not reached through another, even by somebody who works on both: it is not found, and
// nothing happens to either.
func TestWhatBelongsToAnotherVorgangIsNotFound(t *testing.T) {
	for name, x := range map[string]struct {
		other func(*office) *akte
		path  func(*akte) string
		body  map[string]any
	}{
		"an answer": {beantwortet, func(a *akte) string {
			return "/nachrichten/" + a.Nachrichten[1].ID + "/gelesen"
		}, nil},
		"an item": {beantwortet, func(a *akte) string {
			return "/punkte/" + a.Nachrichten[0].Punkte[0].ID + "/pruefung"
		}, map[string]any{"angenommen": true}},
		"a Sendung": {gescheitert, func(a *akte) string {
			i := slices.IndexFunc(a.Sendungen, func(s sendungZeile) bool { return s.Zustand == "fehlgeschlagen" })
			return "/sendungen/" + a.Sendungen[i].ID + "/wiederholung"
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			mine, other := o.antrag(), x.other(o)
			body := func(a *akte) any {
				if x.body == nil {
					return nil
				}
				return a.mit(x.body)
			}
			before := map[*akte]int{mine: mine.Version, other: other.Version}
			o.sb.Post(mine.base+x.path(other), body(mine)).Problem(404, "not_found")
			for a, version := range before {
				if a.load().Version != version {
					t.Errorf("%v: something happened", a.verlauf())
				}
			}
			o.sb.Post(other.base+x.path(other), body(other)).Is(200, 201)
		})
	}
}

// Consent is for what is still to be decided: it stands in the journal of what is open, not of what is finished.
func TestConsentIsNotWrittenIntoAFinishedVorgang(t *testing.T) {
	o := open(t)
	finished := o.antrag().act("/verwerfung", map[string]any{"grund": "Kein Antrag"})
	running := o.antrag()
	version := finished.load().Version
	running.consent()
	if !slices.Contains(running.verlauf(), "einwilligung_erteilt") {
		t.Errorf("not in what is open: %v", running.verlauf())
	}
	if slices.Contains(finished.verlauf(), "einwilligung_erteilt") || finished.load().Version != version {
		t.Errorf("in what is finished: %v", finished.verlauf())
	}
}
