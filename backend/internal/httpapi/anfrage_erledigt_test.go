package httpapi_test

import (
	"slices"
	"strings"
	"testing"
)

// told are the texts the applicant got that say an answer is not needed any more.
func (a *akte) told() (texts []string) {
	a.t.Helper()
	for _, n := range a.load().Nachrichten {
		if strings.Contains(n.Text, "nicht mehr zu antworten") {
			texts = append(texts, n.Text)
		}
	}
	return texts
}

// Whoever was asked for an answer is told when it is not needed any more, whichever way that came about, and once.
func TestWhoeverWasAskedIsToldThatNoAnswerIsNeeded(t *testing.T) {
	o := open(t)
	frage := map[string]any{"betreff": "Eine Frage", "text": "Wann?", "antwort": "erforderlich", "antwortBis": frist()}
	for name, c := range map[string]struct{ path, grund, want, stand string }{
		"closed": {"/abschluss", "fertig",
			"Ihr Antrag ist abgeschlossen. Auf unsere Nachrichten „Lageplan“ und „Eine Frage“", "abgeschlossen niemand"},
		"rejected": {"/verwerfung", "kein Antrag",
			"Wir bearbeiten Ihren Antrag nicht weiter. Auf unsere Nachrichten", "nicht_bearbeitet niemand"},
		"decided": {"/bescheid", "", "Über Ihren Antrag ist entschieden.", "entschieden behoerde"},
	} {
		body := map[string]any{"grund": c.grund}
		if name == "decided" {
			body = map[string]any{"ergebnis": "bewilligt", "kanal": "post", "bestaetigt": []string{"frist"}}
		}
		a := o.antrag().act("/annahme", nil).request().act("/nachrichten", frage).act(c.path, body)
		if told := a.told(); len(told) != 1 || !strings.HasPrefix(told[0], c.want) {
			t.Errorf("%s: %q", name, told)
		}
		if name != "decided" && (strings.Contains(a.told()[0], "schreiben Sie uns.") ||
			!strings.Contains(a.told()[0], "rufen Sie uns bitte an")) {
			t.Errorf("%s: nobody can write there any more: %q", name, a.told())
		}
		a.says(c.stand + " bis , neu 3")
		if name != "decided" && !slices.Contains(a.verlauf(), "anfrage_erledigt") {
			t.Errorf("%s: %v", name, a.verlauf())
		}
	}
	a := o.antrag().act("/annahme", nil).request()
	o.buerger.Post(a.raum+"/ruecknahme", nil).Is(200)
	if told := a.told(); len(told) > 0 {
		t.Errorf("withdrawn, and told %q", told)
	}
	b := o.antrag().act("/annahme", nil).act("/abschluss", nil)
	if told := b.told(); len(told) > 0 {
		t.Errorf("nothing was asked, and told %q", told)
	}
}

// The last item comes by letter: who was to send it in is told that it is there.
func TestAnItemThatCameByAnotherWayIsToldOf(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/annahme", nil).act("/nachrichten", unterlagen("Zwei", "Plan", "Foto"))
	_, punkte := a.nachricht("Zwei")
	if a.act("/punkte/"+punkte[0]+"/pruefung", map[string]any{"angenommen": true}); len(a.told()) > 0 {
		t.Errorf("one is missing: %q", a.told())
	}
	a.act("/punkte/"+punkte[1]+"/pruefung", map[string]any{"angenommen": true})
	if len(a.told()) != 1 || !strings.HasPrefix(a.told()[0], "„Foto“ liegt uns vor.") {
		t.Errorf("told %q", a.told())
	}
}
