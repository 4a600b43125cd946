package httpapi_test

import (
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/testkit"
)

type prozessbild struct {
	Laeuft            bool
	Tokens, Vorfaelle []string
	Fristen           []struct{ Element string }
}

func (a *akte) bild() (b prozessbild) {
	a.t.Helper()
	a.alle.Get(a.base + "/prozess").Is(200).JSON(&b)
	return b
}

// stillSteht: the case has ended, and nothing of it is left to do.
func (a *akte) stillSteht(what string) {
	a.t.Helper()
	b := a.load().bild()
	offen := slices.ContainsFunc(a.Aufgaben, func(x aufgabeZeile) bool { return x.Zustand == "offen" })
	if b.Laeuft || len(b.Tokens)+len(b.Fristen)+len(b.Vorfaelle)+len(a.Vorfaelle) > 0 || offen || a.Vorfall {
		a.t.Errorf("%s: %s with %+v, %+v, incidents %+v", what, a.Status, b, a.Aufgaben, a.Vorfaelle)
	}
}

func (a *akte) springe(von, nach, zweige string) *testkit.Answer {
	a.t.Helper()
	body := map[string]any{"aufgabeId": a.load().aufgabe(von), "ziel": nach, "grund": "Eilt."}
	if zweige != "" {
		body["andereZweige"] = zweige
	}
	return a.tl.Post(a.base+"/prozess/sprung", a.mit(body))
}

// parallel brings the process to where two people work beside each other.
func parallel(o *office) *akte {
	return meiner(o).complete("vollstaendigkeit", map[string]any{"ergebnis": "vollstaendig"})
}

// Who jumps out of parallel work says what becomes of the rest.
func TestAJumpOutOfParallelWork(t *testing.T) {
	o := open(t)
	a := parallel(o)
	a.springe("fachpruefung", "abschluss", "").Problem(409, "prozess_zweige").Says("Zuarbeit der Straßenbaulast")
	if !a.offen("fachpruefung") || !a.offen("zuarbeit") {
		t.Errorf("refused, and changed: %+v", a.Aufgaben)
	}
	a.springe("fachpruefung", "abschluss", "beenden").Is(200)
	if a.offen("zuarbeit") || !a.offen("abschluss") || len(a.bild().Fristen) > 0 {
		t.Errorf("%+v %+v", a.Aufgaben, a.bild())
	}
	a.act("/abschluss", nil).stillSteht("ended")

	b := parallel(o)
	b.springe("fachpruefung", "abschluss", "weiterlaufen").Is(200)
	if !b.offen("zuarbeit") || !b.offen("abschluss") {
		t.Errorf("%+v", b.Aufgaben)
	}
	b.act("/abschluss", map[string]any{"grund": "fertig"})
	if b.Status != "abgeschlossen" {
		t.Error(b.Status)
	}
	b.stillSteht("ended beside a contribution")
	if b.act("/wiedereroeffnung", map[string]any{"grund": "Doch nicht."}); len(b.Wiedervorlagen) != 1 ||
		b.FaelligGrund != "wiedervorlage" {
		t.Errorf("reopened with nothing to do: %+v, due for %s", b.Wiedervorlagen, b.FaelligGrund)
	}
}

// A case is ended in the middle of everything, in each way there is.
func TestNothingRunsInACaseThatHasEnded(t *testing.T) {
	o := open(t)
	vorfall := func() *akte { return o.antrag(replace(`"formId":"48"`, `"formId":"99"`)).act("/annahme", nil) }
	for name, vor := range map[string]func() *akte{
		"parallel": func() *akte { return parallel(o) }, "waits": func() *akte { return bisNachforderung(o) },
		"incident": vorfall,
	} {
		for _, path := range []string{"/abschluss", "/verwerfung"} {
			a := vor().act(path, map[string]any{"grund": "fertig"})
			a.stillSteht(name + path)
			a.act("/wiedereroeffnung", map[string]any{"grund": "doch"})
			if b := a.bild(); path == "/verwerfung" && !b.Laeuft || !b.Laeuft && len(a.Wiedervorlagen) == 0 {
				t.Errorf("%s%s: reopened with nothing to do", name, path)
			}
		}
		a := vor().act("/bescheid", map[string]any{"ergebnis": "bewilligt", "tenor": "Sie dürfen.", "kanal": "post",
			"bestaetigt": []string{"frist", "rechtsbehelf"}, "anschrift": anschrift})
		if b := a.bild(); b.Laeuft || a.Status != "beschieden" {
			t.Errorf("%s: decided beside the drawing, %s, %+v", name, a.Status, b)
		}
	}
	a := vorfall()
	token := a.Vorfaelle[0].Token
	a.act("/verwerfung", map[string]any{"grund": "x"})
	o.sb.Post(a.base+"/prozess/vorfaelle/"+token, a.mit(map[string]any{"aktion": "wiederholen"})).Problem(409,
		"vorgang_not_open")
}

// One branch comes to the end of the drawing: the case has ended when the other one has, too.
func TestACaseEndsWithItsLastBranch(t *testing.T) {
	o := open(t, drawing(t, `<startEvent id="s"/><parallelGateway id="f"/>`+aufgabeXML("eins")+aufgabeXML("zwei")+
		aufgabeXML("drei")+`<endEvent id="e"/><endEvent id="zu"><extensionElements><k:status wert="abgeschlossen"/></extensionElements></endEvent>`+
		kanten("s>f", "f>eins", "f>zwei", "eins>zu", "zwei>drei", "drei>e")))
	a := gezeichnet(o).complete("eins", map[string]any{})
	if a.Status == "abgeschlossen" || !a.offen("zwei") {
		t.Fatalf("closed over open work: %s %+v", a.Status, a.Aufgaben)
	}
	a.load().complete("zwei", map[string]any{}).complete("drei", map[string]any{})
	if a.Status != "abgeschlossen" || !strings.Contains(strings.Join(a.verlauf(), " "), "status_geaendert") {
		t.Errorf("%s, %v", a.Status, a.verlauf())
	}
	a.stillSteht("the last branch")
}

// With a Vorgang end its reminders: nobody could finish them. The list and its number say the same.
func TestRemindersEndWithTheVorgang(t *testing.T) {
	o := open(t)
	a := meiner(o)
	heute := o.heute()
	o.sb.Post(a.base+"/wiedervorlagen", map[string]any{"betreff": "Nachsehen", "faelligAm": heute}).Is(201)
	listed := func() (n int) {
		var list struct{ Vorgaenge []struct{ ID string } }
		o.sb.Get("/api/v1/vorgaenge?ansicht=wiedervorlagen").Is(200).JSON(&list)
		return len(list.Vorgaenge)
	}
	if listed() != 1 {
		t.Fatal("the reminder is not listed")
	}
	a.act("/abschluss", nil)
	if listed() != 0 || !slices.Contains(a.verlauf(), "wiedervorlage_erledigt") {
		t.Errorf("%d reminders of closed cases; %v", listed(), a.verlauf())
	}
}

// What an expression of a drawing names is known when it runs: a task for a unit that does not exist stays with that of
// the Vorgang, and says so to whoever does it.
func TestATaskForAnUnknownUnitStaysAndSaysWhy(t *testing.T) {
	o := open(t, drawing(t, `<startEvent id="s"/><endEvent id="e"/>`+
		aufgabeXML("pruefen", `einheit="='lf-99-' + 'nix'"`)+kanten("s>pruefen", "pruefen>e")))
	a := gezeichnet(o)
	o.sb.Get(a.base).Is(200).Says("Diese Aufgabe ist für die Einheit „lf-99-nix“ gezeichnet, die es hier nicht gibt")
	if !a.offen("pruefen") {
		t.Errorf("%+v", a.Aufgaben)
	}
}
