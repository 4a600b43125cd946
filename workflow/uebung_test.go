package workflow

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// practice is the Uebung of a scenario's beginning.
func practice(t testing.TB, def *Definition, g Gegeben) Uebung {
	t.Helper()
	now, err := time.Parse(time.RFC3339, g.Jetzt)
	if err != nil {
		t.Fatal(err)
	}
	antrag, wrong := def.Meta.Antrag(g.Antrag)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	return Uebung{Def: def, Facts: Facts{Now: now, Antrag: antrag, Vorgang: g.Vorgang, Arbeitstag: calendar(g.Land)}}
}

// overChristmas is the shipped story that waits over Christmas.
func overChristmas(t testing.TB) (Uebung, []Schritt) {
	t.Helper()
	d, err := Load(Shipped(), "aussengastronomie/2")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(d.Scenarios, func(s Scenario) bool { return s.Datei == "anhoerung_weihnachten.yaml" })
	return practice(t, d, d.Scenarios[i].Gegeben), d.Scenarios[i].Schritte
}

// A hearing of fourteen days, told on 11.12.2026 at 15:00, ends with 28.12.: whoever turns the clock sees the day, sees
// that nothing happens on it, and what comes at its end.
func TestAHearingOverChristmasIsPractised(t *testing.T) {
	u, steps := overChristmas(t)
	steps = steps[:4] // up to the Bekanntgabe
	at := func(more ...Schritt) Uebungsstand {
		stand := u.Play(append(slices.Clone(steps), more...))
		if stand.Fehler != nil {
			t.Fatalf("%+v", stand.Fehler)
		}
		return stand
	}
	before := u.Play(steps[:3])
	if !before.Brief || !before.Naechstes.IsZero() || len(before.Nachrichten) != 1 ||
		before.Nachrichten[0].Ereignis != "Äußerung eingegangen" || before.Nachrichten[0].Schluessel != "N-1" {
		t.Errorf("%+v", before)
	}
	told := at()
	if told.Brief || told.Naechstes.Format("02.01.2006 15:04") != "29.12.2026 00:00" {
		t.Errorf("known %v, next %s", told.Brief, told.Naechstes)
	}
	last := at(Schritt{Befehl: BefehlWarten, Bis: "2026-12-28"})
	if len(last.Aufgaben) != 0 || last.Jetzt.Format("02.01.2006 15:04") != "28.12.2026 15:00" {
		t.Errorf("%s: %+v", last.Jetzt, last.Aufgaben)
	}
	for name, step := range map[string]Schritt{"next event": {Befehl: BefehlWarten, Bis: BisEreignis},
		"a day": {Befehl: BefehlWarten, Bis: "2026-12-29"}, "a span": {Befehl: BefehlWarten, Dauer: "P18D"}} {
		over := at(step)
		if len(over.Aufgaben) != 1 || over.Aufgaben[0].Element != "wuerdigung" {
			t.Errorf("%s: %+v", name, over.Aufgaben)
		}
		end := over.Verlauf[len(over.Verlauf)-1]
		if end.Am.Format("02.01.2006 15:04") != "29.12.2026 00:00" || end.Schritt != 5 {
			t.Errorf("%s: %+v", name, end)
		}
	}
	answered := at(Schritt{Befehl: BefehlNachricht, Name: "antwort", Schluessel: "N-1"})
	if len(answered.Aufgaben) != 1 || len(answered.Nachrichten) != 1 || answered.Nachrichten[0].Element != "" {
		t.Errorf("%+v %+v", answered.Aufgaben, answered.Nachrichten)
	}
}

// A step that does not fit says why, in German and to the person who chose it; what stood before still stands.
func TestAStepThatDoesNotFit(t *testing.T) {
	u, steps := overChristmas(t)
	for want, step := range map[string]Schritt{
		"Die Aufgabe „nichts“ ist nicht offen. Offen: vollstaendigkeit.": {Befehl: BefehlErledigen, Aufgabe: "nichts"},
		"Die Angaben zu „Vollständigkeit prüfen“ sind unvollständig oder passen nicht.": {Befehl: BefehlErledigen,
			Aufgabe: "vollstaendigkeit"},
		"Die Aufgabe „vollstaendigkeit“ ist nicht offen. Offen: vollstaendigkeit.": {Befehl: BefehlErledigen,
			Aufgabe: "vollstaendigkeit", Nr: 2},
		"Der Ablauf hat schon begonnen.":                                  {Befehl: BefehlStart},
		"Der Dienst „x“ läuft nicht.":                                     {Befehl: BefehlDienst, Dienst: "x"},
		"Auf diese Nachricht wartet der Ablauf nicht, auch später nicht.": {Befehl: BefehlNachricht, Name: "zahlung"},
		"Hier gibt es nichts zu wiederholen.":                             {Befehl: BefehlWiederholen, Aufgabe: "vollstaendigkeit"},
		"Hier gibt es nichts zu überspringen.":                            {Befehl: BefehlUeberspringen, Aufgabe: "vollstaendigkeit"},
		"An „x“ steht der Prozess nicht.":                                 {Befehl: BefehlSpringen, Aufgabe: "x"},
		"Es ist noch kein Brief verschickt.":                              {Befehl: BefehlBekanntgabe},
		"Die Uhr geht nur vorwärts: Der 10.12.2026 ist schon vorbei.":     {Befehl: BefehlWarten, Bis: "2026-12-10"},
		"„bald“ ist kein Tag (Beispiel: 2026-12-28).":                     {Befehl: BefehlWarten, Bis: "bald"},
		"Es läuft keine Frist und keine andere Zeit, auf die gewartet werden könnte.": {Befehl: BefehlWarten,
			Bis: BisEreignis},
		"„“ ist keine Dauer nach ISO 8601 (Beispiel: P10D)": {Befehl: BefehlWarten},
		"Den Befehl „zaubern“ gibt es nicht.":               {Befehl: "zaubern"},
	} {
		first := u.Play(steps[:1])
		got := u.Play([]Schritt{steps[0], step, steps[1]})
		if got.Fehler == nil || got.Fehler.Grund != want || got.Fehler.Schritt != 2 || got.Gespielt != 1 {
			t.Errorf("%+v: %+v", step, got.Fehler)
		}
		if wrong := got.Fehler; wrong != nil && step.Befehl == BefehlErledigen && step.Nr == 0 &&
			step.Aufgabe == "vollstaendigkeit" && wrong.Felder["ergebnis"] != "pflicht" {
			t.Errorf("%+v", wrong.Felder)
		}
		if got.Fehler, got.Gespielt = nil, 1; !reflect.DeepEqual(got, first) {
			t.Errorf("%+v left something behind", step)
		}
	}
	ended := u.Play([]Schritt{steps[0], {Befehl: BefehlAbbrechen}, {Befehl: BefehlAbbrechen}})
	if ended.Fehler == nil || ended.Fehler.Grund != "Der Ablauf ist schon zu Ende." || ended.Nachrichten != nil {
		t.Errorf("%+v", ended)
	}
}

// There is an end to what one call may cost.
func TestAnUebungHasAnEnd(t *testing.T) {
	u, steps := overChristmas(t)
	for range MaxSchritte {
		steps = append(steps, Schritt{Befehl: BefehlWarten, Dauer: "PT1S"})
	}
	if got := u.Play(steps); got.Gespielt != MaxSchritte || got.Fehler == nil ||
		!strings.Contains(got.Fehler.Grund, "höchstens 200 Schritte") {
		t.Errorf("%d, %+v", got.Gespielt, got.Fehler)
	}
	u.Def = &Definition{Process: parse(t, wrap(start("s")+user("a")+end("e")+
		`<boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeCycle>R/PT1S</timeCycle></timerEventDefinition></boundaryEvent>`+
		end("f")+arrows("s>a", "a>e", "b>f")))}
	second := Schritt{Befehl: BefehlWarten, Dauer: "PT15M"}
	got := u.Play([]Schritt{{Befehl: BefehlStart}, second, second, second, second, second, second, second, second})
	if got.Fehler == nil || !strings.Contains(got.Fehler.Grund, "zu lang") {
		t.Errorf("%d, %+v", got.Gespielt, got.Fehler)
	}
	if len(got.Verlauf) != maxVerlauf {
		t.Errorf("%d lines", len(got.Verlauf))
	}
	if hour := u.Play([]Schritt{{Befehl: BefehlStart}, {Befehl: BefehlWarten, Dauer: "PT1H"}}); hour.Fehler == nil ||
		hour.Jetzt != u.Facts.Now || len(hour.Verlauf) != 1 {
		t.Errorf("%s %+v", hour.Jetzt, hour.Fehler)
	}
}

// A copy of a run that is under way begins where that stands and leaves it alone; the tasks are those that are open.
func TestACopyBeginsWhereTheRunStands(t *testing.T) {
	u, steps := overChristmas(t)
	half := u.Play(steps[:3])
	raw, _ := json.Marshal(half.State)
	copied := u
	copied.State, copied.Facts.Brief = half.State, Brief{ID: "brief"}
	next := copied.Play([]Schritt{{Befehl: BefehlBekanntgabe}})
	if next.Fehler != nil || next.Brief {
		t.Errorf("%+v", next.Fehler)
	}
	ended := copied.Play([]Schritt{{Befehl: BefehlAbbrechen, Grund: "Schluss"}})
	if ended.State.Phase != PhaseCancelled {
		t.Errorf("%+v", ended.State)
	}
	if again, _ := json.Marshal(half.State); string(again) != string(raw) {
		t.Error("the run itself was changed")
	}
	first := u.Play(steps[:1])
	copied = u
	copied.State, copied.Aufgaben = first.State, []CreateTask{first.Aufgaben[0].CreateTask}
	done := copied.Play([]Schritt{{Befehl: BefehlErledigen, Aufgabe: "vollstaendigkeit",
		Werte: map[string]any{"ergebnis": "vollstaendig"}}})
	if done.Fehler != nil || len(done.Aufgaben) != 2 {
		t.Errorf("%+v %+v", done.Fehler, done.Aufgaben)
	}
}

// A service that waits in the copied run can answer, fail and be tried again; what a person never types is parted off.
func TestServicesAnswerInAnUebung(t *testing.T) {
	def := &Definition{Process: parse(t, wrap(start("s")+`<serviceTask id="d"><extensionElements><k:dienst art="send_message"><k:eingabe name="betreff" wert="x"/></k:dienst></extensionElements></serviceTask>`+end("e")+
		arrows("s>d", "d>e")))}
	u := Uebung{Def: def, Facts: Facts{Now: monday, Antrag: map[string]any{}, Vorgang: map[string]any{}}}
	begun := u.Play([]Schritt{{Befehl: BefehlStart}})
	if len(begun.Dienste) != 1 || !slices.Equal(begun.Dienste[0].Kennungen, []string{"nachricht"}) {
		t.Fatalf("%+v %+v", begun.Dienste, begun.State)
	}
	u.State = begun.State
	failed := Schritt{Befehl: BefehlDienstFehler, Dienst: "d", Code: "weg", Grund: "Nicht erreichbar."}
	if got := u.Play([]Schritt{failed}); len(got.State.Tokens) != 1 || got.State.Tokens[0].Wait != WaitIncident ||
		got.Verlauf[0].Text != "Nicht erreichbar." {
		t.Errorf("%+v", got)
	}
	again := Schritt{Befehl: BefehlWiederholen, Aufgabe: "d"}
	over := u.Play([]Schritt{failed, again, {Befehl: BefehlDienst, Dienst: "d",
		Werte: map[string]any{"nachricht": "N-1"}}})
	if over.Fehler != nil || over.State.Phase != PhaseFinished {
		t.Errorf("%+v %s", over.Fehler, over.State.Phase)
	}
	if got := u.Play([]Schritt{failed, {Befehl: BefehlUeberspringen, Aufgabe: "d"}}); got.State.Phase != PhaseFinished {
		t.Errorf("%+v", got.Fehler)
	}
}

// Of several tasks at one element the step says which; they count as they came, the tenth behind the ninth.
func TestWhichOfSeveral(t *testing.T) {
	s := &stage{def: &Definition{}, tasks: map[string]CreateTask{}}
	for i := range 12 {
		token := fmt.Sprintf("t%d", i+1)
		s.tasks[token] = CreateTask{Token: token, Element: "a"}
	}
	var got []string
	for nr := range 13 {
		s.withTask(Schritt{Aufgabe: "a", Nr: nr}, func(token string) Command {
			got = append(got, token)
			return Retry{token}
		})
	}
	if fmt.Sprint(got) != "[t1 t1 t2 t3 t4 t5 t6 t7 t8 t9 t10 t11 t12]" {
		t.Error(got)
	}
}

// Whatever shipped story is played, step by step or at once, an Uebung sees what the scenario sees; the same steps
// give the same bytes.
func TestAnUebungSeesWhatAScenarioSees(t *testing.T) {
	all, err := LoadAll(Shipped())
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		def := oneOf(rt, all)
		sc := oneOf(rt, def.Scenarios)
		steps := slices.Clone(sc.Schritte[:rapid.IntRange(0, len(sc.Schritte)).Draw(rt, "so many")])
		at := rapid.IntRange(0, len(steps)).Draw(rt, "where")
		pause := Schritt{Befehl: BefehlWarten, Dauer: oneOf(rt, []string{"P0D", "PT1H", "P3D", "P2M"})}
		steps = slices.Insert(steps, at, pause)

		u := practice(t, def, sc.Gegeben)
		s := &stage{def: def, facts: u.Facts}
		played := steps[:0:0]
		for _, step := range steps {
			before := *s
			if problem := s.play(step); problem != "" || s.err != nil {
				*s = before // an Uebung ends there
				break
			}
			played = append(played, step)
		}
		got := u.Play(played)
		if got.Fehler != nil && got.Fehler.Grund != idle[played[got.Gespielt].Befehl] {
			rt.Fatalf("%+v", got.Fehler)
		}
		if got.Fehler != nil {
			return
		}
		mine, _ := json.Marshal(got.State)
		its, _ := json.Marshal(s.state)
		if string(mine) != string(its) || got.Jetzt != s.facts.Now || got.Status != s.status ||
			len(got.Aufgaben) != len(s.tasks) {
			rt.Fatalf("%s\n%s", mine, its)
		}
		first, _ := json.Marshal(got)
		if again, _ := json.Marshal(u.Play(played)); string(first) != string(again) {
			rt.Fatal("the same steps gave something else")
		}
	})
}

// An Uebung becomes a scenario that is read and passes; one that says something else later does not.
func TestAnUebungBecomesAScenario(t *testing.T) {
	u, steps := overChristmas(t)
	gegeben := Gegeben{Land: "ST", Antrag: map[string]any{"firma": "Café Kornblume GmbH", "flaeche": 40.0}}
	raw, err := u.Szenario(gegeben, "Anhörung", steps, calendar)
	if err != nil {
		t.Fatal(err)
	}
	sc, err := parseScenario("x.yaml", raw)
	if err != nil {
		t.Fatal(err)
	}
	if got := sc.Schritte[3].Erwartet.Fristen["keine_aeusserung"]; got != "2026-12-28" || sc.Titel != "Anhörung" {
		t.Errorf("%s", raw)
	}
	sc.Schritte[3].Erwartet.Fristen["keine_aeusserung"] = "2026-12-25"
	if RunScenario(u.Def, sc, calendar) == nil {
		t.Error("it expects nothing")
	}
	u.Facts.Arbeitstag = nil // a place with other holidays
	_, err = u.Szenario(gegeben, "Anhörung", steps, calendar)
	var why *Error
	if !errors.As(err, &why) || !strings.Contains(why.Reason, "geht die Übung anders aus") {
		t.Error(err)
	}
	if _, err := u.Szenario(gegeben, "x", []Schritt{{Befehl: "x"}}, calendar); err == nil {
		t.Error("a step that does not fit is written down")
	}
}
