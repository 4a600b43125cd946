package httpapi_test

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// abwarten is a procedure that waits for the end of the remedies before it is closed; form 96 belongs to it.
func abwarten(t *testing.T) fs.FS {
	t.Helper()
	out := derived(t, "abwarten", "96", "<bpmn:userTask id=\"pruefen\" name=\"Prüfen\"><bpmn:extensionElements>"+
		"<kontor:aufgabe rolle=\"sachbearbeitung\" /></bpmn:extensionElements>$1</bpmn:userTask>")
	decided := regexp.MustCompile(`(?s)<bpmn:intermediateThrowEvent id="beschieden".*?</bpmn:extensionElements>(.*?)</bpmn:intermediateThrowEvent>`)
	process := out["abwarten/1/process.bpmn"]
	process.Data = decided.ReplaceAll(process.Data, []byte(`<bpmn:intermediateCatchEvent id="beschieden" name="Rechtsbehelfsfrist">`+
		`<bpmn:extensionElements><kontor:frist dauer="P1M" ab="bekanntgabe" /></bpmn:extensionElements>$1`+
		`<bpmn:timerEventDefinition id="ablauf" /></bpmn:intermediateCatchEvent>`))
	return out
}

// waited is a Vorgang whose remedies have ended by the day that was entered: it is about to be closed.
func waited(o *office) *akte {
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag(replace(`"formId":"48"`, `"formId":"96"`)).complete("pruefen", map[string]any{})
	a.complete("bearbeiten", map[string]any{"bescheid_erforderlich": true})
	a.act("/bescheid", map[string]any{"ergebnis": "bewilligt", "kanal": "post", "anschrift": anschrift,
		"tenor": "Ihrem Antrag wird entsprochen.", "bestaetigt": []string{"remedy_unproven"}})
	a.post("", "2026-03-10")
	o.at(berlin("2026-04-15 00:30")) // until 14 April
	o.MustWork()
	a.load().aufgabe("abschluss")
	return a
}

func (a *akte) later(tag string) {
	a.t.Helper()
	a.act(bekanntgabe(a), map[string]any{"anlass": "spaeter_zugegangen", "grund": "Nachsendung", "bekanntgabeAm": tag,
		"bestaetigt": []string{"folge"}})
}

// The period has ended, the process has gone on to the closing, and then it turns out that the letter came later: the
// task goes, and the process waits until the day that follows.
func TestAPeriodThatEndedTooEarlyIsCalledBack(t *testing.T) {
	o := open(t, func(k *testkit.Kit) { k.Import(store.HerkunftOrdner, abwarten(t)) })
	a := waited(o)
	a.later("2026-03-27")
	if a.offen("abschluss") || len(a.Warten) != 1 || len(a.Wiedervorlagen) != 0 {
		t.Fatalf("%+v %+v %+v", a.Aufgaben, a.Warten, a.Wiedervorlagen)
	}
	o.at(berlin("2026-04-27 23:30"))
	o.MustWork()
	if a.load(); a.offen("abschluss") {
		t.Error("it ended on its last day")
	}
	o.at(berlin("2026-04-28 00:30"))
	o.MustWork()
	a.load().aufgabe("abschluss")
	if fehler, report := o.checked(); fehler > 0 || report != "" {
		t.Errorf("%d damaged, %s", fehler, report)
	}
}

// Where somebody has gone on from there nothing is taken back: a person is told, in the Verlauf and on a day.
func TestWhatCannotBeCalledBackIsSaid(t *testing.T) {
	o := open(t, func(k *testkit.Kit) { k.Import(store.HerkunftOrdner, abwarten(t)) })
	a := waited(o)
	sprung := map[string]any{"aufgabeId": a.aufgabe("abschluss"), "ziel": "bearbeiten", "grund": "Nachfrage"}
	o.tl.Post(a.base+"/prozess/sprung", a.mit(sprung)).Is(200)
	a.later("2026-03-27")
	if !a.offen("bearbeiten") || len(a.Wiedervorlagen) != 1 || a.FaelligGrund != "wiedervorlage" ||
		!strings.HasPrefix(a.FaelligText, "Frist prüfen: Rechtsbehelfsfrist") {
		t.Errorf("%+v %+v, due for %s %s", a.Aufgaben, a.Wiedervorlagen, a.FaelligGrund, a.FaelligText)
	}
	if !slices.Contains(a.verlauf(), "prozess_schritt") {
		t.Error(a.verlauf())
	}
}
