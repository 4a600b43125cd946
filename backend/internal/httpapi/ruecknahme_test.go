package httpapi_test

import (
	"slices"
	"strings"
	"testing"
)

type ruecknahmeRaum struct {
	Stand, AmZug       string
	RuecknahmeMoeglich bool
	Nachrichten        []struct{ Betreff, Art string }
}

func (a *akte) raumStand() (r ruecknahmeRaum) {
	a.t.Helper()
	a.buerger.Get(a.raum).Is(200).JSON(&r)
	return r
}

// zurueckgenommen: the case has ended with that result, the applicant knows, and nothing is left to do.
func (a *akte) zurueckgenommen(who string) {
	a.t.Helper()
	a.MustWork()
	a.stillSteht("withdrawn")
	r := a.raumStand()
	told := slices.ContainsFunc(r.Nachrichten, func(n struct{ Betreff, Art string }) bool {
		return n.Betreff == "Ihr Antrag ist zurückgenommen" && n.Art == "bestaetigung"
	})
	if a.Status != "abgeschlossen" || a.ZurueckgenommenAm == "" || a.WartetAuf != "niemand" || !told ||
		r.Stand != "zurueckgenommen" || r.AmZug != "niemand" || r.RuecknahmeMoeglich {
		a.t.Errorf("%s %q, waits for %s, %+v", a.Status, a.ZurueckgenommenAm, a.WartetAuf, r)
	}
	var v struct {
		Verlauf []struct{ Art, Akteur string }
	}
	a.alle.Get(a.base + "/verlauf").Is(200).JSON(&v)
	if !slices.ContainsFunc(v.Verlauf, func(e struct{ Art, Akteur string }) bool {
		return e.Art == "zurueckgenommen" && e.Akteur == who
	}) {
		a.t.Errorf("not by %s: %v", who, v.Verlauf)
	}
}

// An applicant takes the application back, whatever the process waits for, and once.
func TestAnApplicantWithdraws(t *testing.T) {
	o := open(t)
	for _, vor := range []func(*office) *akte{neu, parallel, bisNachforderung} {
		a := vor(o)
		if !a.raumStand().RuecknahmeMoeglich {
			t.Error("not offered")
		}
		o.buerger.Post(a.raum+"/ruecknahme", nil).Is(200)
		a.zurueckgenommen("antragsteller")
		version := a.Version
		o.buerger.Post(a.raum+"/ruecknahme", nil).Problem(409, "vorgang_not_open")
		if a.load().Version != version {
			t.Error("withdrawn twice")
		}
	}
	a := neu(o)
	o.Applicant(konto(1)).Post(a.raum+"/ruecknahme", nil).Problem(403, "level_too_low")
	o.sb.Post(a.base+"/ruecknahme", a.mit(map[string]any{"grund": " "})).Problem(422, "invalid_fields")
	a.act("/ruecknahme", map[string]any{"grund": "Anruf am Vormittag."}).zurueckgenommen("sb")
	a.act("/wiedereroeffnung", map[string]any{"grund": "War ein Irrtum."})
	if r := a.raumStand(); a.ZurueckgenommenAm != "" || r.Stand != "in_pruefung" || len(a.Wiedervorlagen) == 0 {
		t.Errorf("reopened: %q, %+v, %+v", a.ZurueckgenommenAm, r, a.Wiedervorlagen)
	}
}

// What is decided is not taken back any more, nor offered to be.
func TestWhatIsDecidedIsNotWithdrawn(t *testing.T) {
	o := open(t)
	a := beschieden(o)
	if a.raumStand().RuecknahmeMoeglich || slices.Contains(a.Aktionen, "zuruecknehmen") {
		t.Error("offered after the decision")
	}
	o.buerger.Post(a.raum+"/ruecknahme", nil).Problem(409, "already_decided")
	o.sb.Post(a.base+"/ruecknahme", a.mit(map[string]any{"grund": "x"})).Problem(409, "already_decided")
	a.act("/wiedereroeffnung", map[string]any{"grund": "Noch einmal ansehen."})
	o.buerger.Post(a.raum+"/ruecknahme", nil).Problem(409, "already_decided")
}

// A drawing that waits for a withdrawal says what is to be done then; the case ends when that is.
func TestTheProcessHearsOfAWithdrawal(t *testing.T) {
	o := open(t, drawing(t, `<startEvent id="s"/><endEvent id="e"/><endEvent id="e2"/>`+aufgabeXML("pruefen")+
		aufgabeXML("kosten")+`<boundaryEvent id="r" attachedToRef="pruefen"><messageEventDefinition messageRef="m2"/></boundaryEvent>`+
		kanten("s>pruefen", "pruefen>e", "r>kosten", "kosten>e2")))
	a := gezeichnet(o).request()
	o.buerger.Post(a.raum+"/ruecknahme", nil).Is(200)
	o.MustWork()
	a.load()
	if a.offen("pruefen") || !a.offen("kosten") || a.Status == "abgeschlossen" || a.WartetAuf != "uns" ||
		a.FaelligGrund == "antwortfrist" {
		t.Fatalf("%s, waits for %s, due for %s, %+v", a.Status, a.WartetAuf, a.FaelligGrund, a.Aufgaben)
	}
	if r := a.raumStand(); r.Stand != "zurueckgenommen" || r.AmZug != "niemand" {
		t.Errorf("%+v", r)
	}
	o.buerger.Post(a.raum+"/ruecknahme", nil).Problem(409, "already_withdrawn")
	var bild struct{ Sprungziele []struct{ Element string } }
	o.tl.Get(a.base + "/prozess").Is(200).JSON(&bild)
	if len(bild.Sprungziele) > 0 {
		t.Errorf("ways back are offered: %+v", bild.Sprungziele)
	}
	o.tl.Post(a.base+"/prozess/sprung", a.mit(map[string]any{"aufgabeId": a.aufgabe("kosten"), "ziel": "pruefen",
		"grund": "x"})).Problem(409, "already_withdrawn")
	a.complete("kosten", map[string]any{}).zurueckgenommen("antragsteller")
	if !strings.Contains(strings.Join(a.verlauf(), " "), "status_geaendert") {
		t.Error(a.verlauf())
	}
}
