package httpapi_test

import (
	"fmt"
	"slices"
	"testing"

	"kontor/backend/internal/testkit"
)

// schreibe sends what an applicant writes: to a message, or with an empty id of one's own accord, with a file per item.
func (a *akte) schreibe(nachricht string, punkte ...string) *testkit.Answer {
	a.t.Helper()
	a.antraege++
	parts := []testkit.Part{{Name: "schluessel", Inhalt: fmt.Sprintf("s-%d", a.antraege)}, {Name: "text", Inhalt: "Wie lange dauert es noch?"}}
	if nachricht != "" {
		parts = slices.Insert(parts, 0, testkit.Part{Name: "nachricht", Inhalt: nachricht})
	}
	for _, p := range punkte {
		parts = append(parts, testkit.Part{Name: "punkt:" + p, Dateiname: "Plan.pdf", Inhalt: "%PDF-1.4 " + p})
	}
	answer := a.buerger.PostParts(a.raum+"/antworten", parts...)
	a.MustWork()
	return answer
}

// gelesen marks everything read that came in.
func (a *akte) gelesen() *akte {
	a.t.Helper()
	for _, n := range a.load().Nachrichten {
		if n.Richtung == "ein" {
			a.sb.Post(a.base+"/nachrichten/"+n.ID+"/gelesen", nil).Is(200)
		}
	}
	return a.load()
}

func (a *akte) nachricht(betreff string) (id string, punkte []string) {
	a.t.Helper()
	for _, n := range a.load().Nachrichten {
		if n.Betreff == betreff {
			for _, p := range n.Punkte {
				punkte = append(punkte, p.ID)
			}
			return n.ID, punkte
		}
	}
	a.t.Fatalf("no message %s in %+v", betreff, a.Nachrichten)
	return "", nil
}

func (a *akte) offen(element string) bool {
	a.load()
	return slices.ContainsFunc(a.Aufgaben, func(x aufgabeZeile) bool {
		return x.Element == element && x.Zustand == "offen"
	})
}

// bisNachforderung lets the process ask for two papers.
func bisNachforderung(o *office) *akte {
	return meiner(o).erledige("vollstaendigkeit", map[string]any{"ergebnis": "unvollstaendig"}).act("/nachrichten",
		map[string]any{"art": "nachforderung", "betreff": "Zwei Unterlagen", "text": "Bitte nachreichen.", "antwortBis": frist(),
			"punkte": []map[string]any{{"titel": "Lageplan"}, {"titel": "Foto"}}})
}

// bisAnhoerung lets the process hear the applicant; before it, the office wrote something else.
func bisAnhoerung(o *office) *akte {
	a := meiner(o).act("/nachrichten", map[string]any{"betreff": "Früher", "text": "Eine Frage"}).
		erledige("vollstaendigkeit", map[string]any{"ergebnis": "vollstaendig"}).erledige("fachpruefung", map[string]any{"pruefung": "erlaubnisfaehig"})
	o.bau.Post(a.base+"/aufgaben/"+a.aufgabe("zuarbeit")+"/erledigung",
		a.mit(map[string]any{"werte": map[string]any{"stellungnahme": "Zu schmal.", "bedenken": true}})).Is(200)
	a.load().aufgabe("anhoerung")
	return a.act("/nachrichten", map[string]any{"betreff": "Anhörung", "text": "Äußern Sie sich."})
}

// „Wie lange dauert es noch?“ is read by a person; the period of the Nachforderung and its waiting stay.
func TestOnlyTheAnswerEndsANachforderung(t *testing.T) {
	o := open(t)
	a := bisNachforderung(o)
	n, punkte := a.nachricht("Zwei Unterlagen")
	still := func(what string) {
		t.Helper()
		if a.offen("antwort_pruefen") || a.FaelligGrund != "antwortfrist" || !a.NeueAntwort || a.WartetAuf != "uns" {
			t.Errorf("%s: due for %q, waits for %s, unread answer %v, %+v", what, a.FaelligGrund, a.WartetAuf, a.NeueAntwort, a.Aufgaben)
		}
		if a.gelesen(); a.FaelligGrund != "antwortfrist" || a.WartetAuf != "antragsteller" {
			t.Errorf("%s, read: due for %q, waits for %s", what, a.FaelligGrund, a.WartetAuf)
		}
	}
	a.schreibe("").Is(201)
	still("a message of one's own accord")
	a.schreibe(n).Is(201)
	still("words to the request, no paper")
	a.schreibe(n, punkte[0]).Is(201)
	still("one of two papers")
	a.schreibe(n, punkte[1]).Is(201)
	if !a.offen("antwort_pruefen") || a.FaelligGrund == "antwortfrist" {
		t.Errorf("both papers: due for %q, %+v", a.FaelligGrund, a.Aufgaben)
	}
	a.act("/punkte/"+punkte[1]+"/pruefung", map[string]any{"angenommen": false, "grund": "Unscharf."}).gelesen()
	if a.WartetAuf != "antragsteller" || a.FaelligGrund != "aufgabe" { // the task is due before the paper
		t.Errorf("sent back: waits for %s, due for %q", a.WartetAuf, a.FaelligGrund)
	}
}

// A paper that came by another way is accepted at the desk; with the last one the process goes on.
func TestTheLastItemMayComeByAnotherWay(t *testing.T) {
	o := open(t)
	a := bisNachforderung(o)
	n, punkte := a.nachricht("Zwei Unterlagen")
	a.act("/punkte/"+punkte[0]+"/pruefung", map[string]any{"angenommen": true})
	if a.offen("antwort_pruefen") {
		t.Error("goes on with a paper missing")
	}
	a.schreibe(n).Is(201)
	a.act("/punkte/"+punkte[1]+"/pruefung", map[string]any{"angenommen": true})
	if !a.offen("antwort_pruefen") {
		t.Errorf("waits for papers that are there: %+v", a.Aufgaben)
	}
}

// A hearing ends with the answer to it: not with an answer to another message, nor to a request made beside it.
func TestOnlyTheAnswerEndsAHearing(t *testing.T) {
	o := open(t)
	a := bisAnhoerung(o).nachfordern()
	frueher, _ := a.nachricht("Früher")
	daneben, punkte := a.nachricht("Lageplan")
	for what, send := range map[string]func(){
		"of one's own accord": func() { a.schreibe("").Is(201) },
		"to another message":  func() { a.schreibe(frueher).Is(201) },
		"to another request":  func() { a.schreibe(daneben, punkte...).Is(201) },
	} {
		if send(); a.offen("wuerdigung") {
			t.Fatalf("an answer %s ended the hearing", what)
		}
	}
	anhoerung, _ := a.nachricht("Anhörung")
	a.schreibe(anhoerung).Is(201)
	if !a.offen("wuerdigung") {
		t.Errorf("the hearing was answered: %+v", a.Aufgaben)
	}
}

// The first request is out of date once the process has asked again.
func TestAnAnswerToTheEarlierRequestDoesNotCount(t *testing.T) {
	o := open(t)
	a := bisNachforderung(o)
	erste, punkte := a.nachricht("Zwei Unterlagen")
	a.schreibe(erste, punkte...).Is(201)
	a.act("/punkte/"+punkte[0]+"/pruefung", map[string]any{"angenommen": false, "grund": "Unscharf."})
	a.erledige("antwort_pruefen", map[string]any{"ergebnis": "unvollstaendig"}).nachfordern()
	a.schreibe(erste, punkte[0]).Is(201)
	if a.offen("antwort_pruefen") {
		t.Fatal("an answer to the earlier request ended the waiting for the later one")
	}
	zweite, neu := a.nachricht("Lageplan")
	a.schreibe(zweite, neu...).Is(201)
	if !a.offen("antwort_pruefen") {
		t.Errorf("%+v", a.Aufgaben)
	}
}

// An item is answered with its own message, so that what a login may not read it cannot answer either.
func TestAnItemBelongsToItsMessage(t *testing.T) {
	o := open(t)
	a := bisNachforderung(o).act("/nachrichten", map[string]any{"betreff": "Andere", "text": "x"})
	_, punkte := a.nachricht("Zwei Unterlagen")
	andere, _ := a.nachricht("Andere")
	for _, n := range []string{"", andere} {
		a.schreibe(n, punkte[0]).Problem(404, "not_found")
	}
}
