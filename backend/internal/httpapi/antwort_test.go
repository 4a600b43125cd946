package httpapi_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/testkit"
)

// write sends what an applicant writes: to a message, or with an empty id of one's own accord, with a file per item.
func (a *akte) write(nachricht string, punkte ...string) *testkit.Answer {
	a.t.Helper()
	a.antraege++
	parts := []testkit.Part{{Name: "schluessel", Inhalt: fmt.Sprintf("s-%d", a.antraege)},
		{Name: "text", Inhalt: "Wie lange dauert es noch?"}}
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
	return meiner(o).complete("vollstaendigkeit", map[string]any{"ergebnis": "unvollstaendig"}).
		writeFuer("nachforderung", unterlagen("Zwei Unterlagen", "Lageplan", "Foto"))
}

// vorAnhoerung: the process asks for a hearing; before it, the office wrote something else.
func vorAnhoerung(o *office) *akte {
	a := meiner(o).act("/nachrichten", map[string]any{"betreff": "Früher", "text": "Eine Frage"}).
		complete("vollstaendigkeit", map[string]any{"ergebnis": "vollstaendig"}).complete("fachpruefung",
		map[string]any{"pruefung": "erlaubnisfaehig"})
	o.bau.Post(a.base+"/aufgaben/"+a.aufgabe("zuarbeit")+"/erledigung",
		a.mit(map[string]any{"werte": map[string]any{"stellungnahme": "Zu schmal.", "bedenken": true}})).Is(200)
	a.load().aufgabe("anhoerung")
	return a
}

// bisAnhoerung lets the process hear the applicant.
func bisAnhoerung(o *office) *akte {
	return vorAnhoerung(o).writeFuer("anhoerung", map[string]any{"betreff": "Anhörung", "text": "Äußern Sie sich."})
}

// „Wie lange dauert es noch?“ is read by a person; the period of the Nachforderung and its waiting stay.
func TestOnlyTheAnswerEndsANachforderung(t *testing.T) {
	o := open(t)
	a := bisNachforderung(o)
	n, punkte := a.nachricht("Zwei Unterlagen")
	still := func(what string) {
		t.Helper()
		if a.offen("antwort_pruefen") || a.FaelligGrund != "antwortfrist" || !a.NeueAntwort || a.WartetAuf != "uns" {
			t.Errorf("%s: due for %q, waits for %s, unread answer %v, %+v", what, a.FaelligGrund, a.WartetAuf,
				a.NeueAntwort, a.Aufgaben)
		}
		if a.gelesen(); a.FaelligGrund != "antwortfrist" || a.WartetAuf != "antragsteller" {
			t.Errorf("%s, read: due for %q, waits for %s", what, a.FaelligGrund, a.WartetAuf)
		}
	}
	a.write("").Is(201)
	still("a message of one's own accord")
	a.write(n).Is(201)
	still("words to the request, no paper")
	a.write(n, punkte[0]).Is(201)
	still("one of two papers")
	a.load()
	o.sb.Post(a.base+"/punkte/"+punkte[1]+"/pruefung", a.mit(map[string]any{"angenommen": false,
		"grund": "Unscharf."})).Problem(409, "punkt_not_submitted")
	a.write(n, punkte[1]).Is(201)
	if !a.offen("antwort_pruefen") || a.FaelligGrund == "antwortfrist" {
		t.Errorf("both papers: due for %q, %+v", a.FaelligGrund, a.Aufgaben)
	}
	a.act("/punkte/"+punkte[1]+"/pruefung", map[string]any{"angenommen": false, "grund": "Unscharf."}).gelesen()
	if a.WartetAuf != "antragsteller" || a.FaelligGrund != "aufgabe" { // the task is due before the paper
		t.Errorf("sent back: waits for %s, due for %q", a.WartetAuf, a.FaelligGrund)
	}
	told := a.Nachrichten[len(a.Nachrichten)-1]
	if told.Art != "bestaetigung" || !strings.Contains(told.Text, "Unscharf.") ||
		!strings.Contains(told.Text, "noch einmal ein, bis zum ") {
		t.Errorf("the applicant is told: %+v", told)
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
	a.write(n).Is(201)
	a.act("/punkte/"+punkte[1]+"/pruefung", map[string]any{"angenommen": true})
	if !a.offen("antwort_pruefen") {
		t.Errorf("waits for papers that are there: %+v", a.Aufgaben)
	}
}

// A hearing ends with the answer to it: not with an answer to another message, nor to a request made beside it.
func TestOnlyTheAnswerEndsAHearing(t *testing.T) {
	o := open(t)
	a := bisAnhoerung(o).request()
	frueher, _ := a.nachricht("Früher")
	daneben, punkte := a.nachricht("Lageplan")
	for what, send := range map[string]func(){
		"of one's own accord": func() { a.write("").Is(201) },
		"to another message":  func() { a.write(frueher).Is(201) },
		"to another request":  func() { a.write(daneben, punkte...).Is(201) },
	} {
		if send(); a.offen("wuerdigung") {
			t.Fatalf("an answer %s ended the hearing", what)
		}
	}
	anhoerung, _ := a.nachricht("Anhörung")
	a.write(anhoerung).Is(201)
	if !a.offen("wuerdigung") {
		t.Errorf("the hearing was answered: %+v", a.Aufgaben)
	}
}

// Of what the office writes only the message written for the task is the hearing (§ 28 VwVfG): nothing else completes
// the task, and no answer to anything else is a statement.
func TestOnlyTheMessageOfTheTaskIsTheHearing(t *testing.T) {
	o := open(t)
	a := vorAnhoerung(o).request()
	frueher, punkte := a.nachricht("Lageplan")
	a.write(frueher, punkte...).Is(201)
	a.act("/punkte/"+punkte[0]+"/pruefung", map[string]any{"angenommen": false, "grund": "Unscharf."})
	still := func(what string) {
		t.Helper()
		if !a.offen("anhoerung") || a.offen("wuerdigung") {
			t.Errorf("%s: %+v", what, a.Aufgaben)
		}
	}
	a.act("/nachrichten", map[string]any{"betreff": "Kein", "text": "x", "antwort": "keine"})
	still("a message without an answer")
	a.write(frueher, punkte...).Is(201)
	still("an item sent again")
	a.act("/nachrichten", map[string]any{"betreff": "Umzug", "text": "Wir haben umgezogen.", "antwort": "erforderlich",
		"antwortBis": frist()})
	still("an ordinary message")
	umzug, _ := a.nachricht("Umzug")
	a.write(umzug).Is(201)
	still("the answer to it")
	for _, antwort := range []string{"keine", "moeglich"} {
		anhoerung := map[string]any{"aufgabe": a.aufgabe("anhoerung"), "betreff": "Anhörung",
			"text": "x", "antwort": antwort}
		o.sb.Post(a.base+"/nachrichten", a.mit(anhoerung)).Problem(422,
			"invalid_fields").Says(`"antwort":"task_needs_answer"`)
	}
	a.writeFuer("anhoerung", map[string]any{"betreff": "Anhörung", "text": "Äußern Sie sich.",
		"antwort": "erforderlich", "antwortBis": frist()})
	a.write(umzug).Is(201)
	if a.offen("anhoerung") || a.offen("wuerdigung") {
		t.Errorf("the hearing was sent and not answered: %+v", a.Aufgaben)
	}
	anhoerung, _ := a.nachricht("Anhörung")
	a.write(anhoerung).Is(201)
	if !a.offen("wuerdigung") {
		t.Errorf("the hearing was answered: %+v", a.Aufgaben)
	}
}

// A Nachforderung written beside the process is no answer to the task that asks for one.
func TestANachforderungBesideTheProcessLeavesItsTask(t *testing.T) {
	a := meiner(open(t)).complete("vollstaendigkeit", map[string]any{"ergebnis": "unvollstaendig"}).request()
	n, punkte := a.nachricht("Lageplan")
	a.write(n, punkte...).Is(201)
	if !a.offen("nachforderung") || a.offen("antwort_pruefen") {
		t.Errorf("%+v", a.Aufgaben)
	}
}

// The task a message names is an open one of this Vorgang that such a message completes, once.
func TestAMessageNamesATaskOfItsKind(t *testing.T) {
	o := open(t)
	a := vorAnhoerung(o)
	hoeren := func(aufgabe string) map[string]any {
		return map[string]any{"betreff": "Anhörung", "text": "x", "aufgabe": aufgabe}
	}
	send := func(body map[string]any) *testkit.Answer { return o.sb.Post(a.base+"/nachrichten", a.load().mit(body)) }
	send(hoeren(a.ID)).Problem(422, "invalid_fields").Says(`"aufgabe":"unknown"`)
	falsch := unterlagen("Plan", "Plan")
	falsch["aufgabe"] = a.aufgabe("anhoerung")
	send(falsch).Problem(422, "invalid_fields").Says(`"aufgabe":"other_act"`)
	anhoerung := a.aufgabe("anhoerung")
	send(hoeren(anhoerung)).Is(201)
	send(hoeren(anhoerung)).Problem(409, "aufgabe_done")
	if a.load(); len(a.Nachrichten) != 2 || a.Nachrichten[1].Antwort != "erforderlich" {
		t.Errorf("%+v", a.Nachrichten)
	}
}

// What the desk shows as still to be answered is what the rule of the server says.
func TestTheDeskSaysWhatIsStillToBeAnswered(t *testing.T) {
	o := open(t)
	a := bisAnhoerung(o)
	offen := func(betreff string, want bool) {
		t.Helper()
		a.nachricht(betreff)
		for _, n := range a.Nachrichten {
			if n.Betreff == betreff && n.AntwortOffen != want {
				t.Errorf("%s: open %v, want %v", betreff, n.AntwortOffen, want)
			}
		}
	}
	offen("Anhörung", true)
	offen("Früher", true)
	n, _ := a.nachricht("Anhörung")
	a.write(n).Is(201)
	offen("Anhörung", false)
	offen("Antwort: Anhörung", false)
	offen("Früher", true)
	a.act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	offen("Früher", false)
}

// The first request is out of date once the process has asked again.
func TestAnAnswerToTheEarlierRequestDoesNotCount(t *testing.T) {
	o := open(t)
	a := bisNachforderung(o)
	erste, punkte := a.nachricht("Zwei Unterlagen")
	a.write(erste, punkte...).Is(201)
	a.act("/punkte/"+punkte[0]+"/pruefung", map[string]any{"angenommen": false, "grund": "Unscharf."})
	a.complete("antwort_pruefen", map[string]any{"ergebnis": "unvollstaendig"}).
		writeFuer("nachforderung", unterlagen("Lageplan", "Lageplan"))
	a.write(erste, punkte[0]).Is(201)
	if a.offen("antwort_pruefen") {
		t.Fatal("an answer to the earlier request ended the waiting for the later one")
	}
	zweite, neu := a.nachricht("Lageplan")
	a.write(zweite, neu...).Is(201)
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
		a.write(n, punkte[0]).Problem(404, "not_found")
	}
}
