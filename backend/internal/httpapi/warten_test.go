package httpapi_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
	"kontor/workflow"
)

// drawing is a procedure for the form 77 with this process; the rest is that of „standard“.
func drawing(t *testing.T, body string) func(*testkit.Kit) {
	t.Helper()
	const name = "gezeichnet"
	out := fstest.MapFS{}
	err := fs.WalkDir(workflow.Shipped(), "standard/1", func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.Contains(file, "scenarios") {
			return err
		}
		raw, err := fs.ReadFile(workflow.Shipped(), file)
		text := strings.Replace(string(raw), "formulare: []",
			"formulare:\n  - { adapter: ozgcloud, formular: \"77\" }", 1)
		if strings.HasSuffix(file, ".bpmn") {
			text = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:k="urn:kontor:bpmn:1.0">
				<message id="m1" name="antwort"/><message id="m2" name="ruecknahme"/>
				<process id="p" isExecutable="true">` + body + `</process></definitions>`
		}
		out[strings.Replace(file, "standard", name, 1)] = &fstest.MapFile{Data: []byte(text)}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return func(k *testkit.Kit) { k.Import(store.HerkunftOrdner, out) }
}

func aufgabeXML(id string, mehr ...string) string {
	return fmt.Sprintf(`<userTask id="%s" name="%s"><extensionElements><k:aufgabe rolle="sachbearbeitung" %s/></extensionElements></userTask>`,
		id, id, strings.Join(mehr, " "))
}

func kanten(paare ...string) string {
	var b strings.Builder
	for i, p := range paare {
		von, nach, _ := strings.Cut(p, ">")
		fmt.Fprintf(&b, `<sequenceFlow id="f%d" sourceRef="%s" targetRef="%s"/>`, i, von, nach)
	}
	return b.String()
}

func gezeichnet(o *office) *akte {
	return o.antrag(replace(`"formId":"48"`, `"formId":"77"`)).act("/zuweisung", nil).act("/annahme", nil)
}

// da tells whether the open task says that an answer is there.
func (a *akte) da(element string) bool {
	a.t.Helper()
	id := a.load().aufgabe(element)
	for _, x := range a.Aufgaben {
		if x.ID == id {
			return x.AntwortDa != ""
		}
	}
	return false
}

// The process asks, and a person still has something to do before it waits: who is quick is not told to wait for ever.
func TestAnAnswerBeforeTheProcessWaitsIsKept(t *testing.T) {
	o := open(t, drawing(t, `<startEvent id="s"/><endEvent id="e"/>`+aufgabeXML("fragen", `aktion="nachforderung"`)+
		aufgabeXML("vermerk")+aufgabeXML("pruefen")+
		`<intermediateCatchEvent id="n"><messageEventDefinition messageRef="m1"/></intermediateCatchEvent>`+
		kanten("s>fragen", "fragen>vermerk", "vermerk>n", "n>pruefen", "pruefen>e")))
	a := gezeichnet(o).writeFuer("fragen", unterlagen("Ein Plan", "Plan"))
	n, punkte := a.nachricht("Ein Plan")
	if a.da("vermerk") {
		t.Error("an answer is there before it came")
	}
	a.write(n, punkte...).Is(201)
	if !a.da("vermerk") || !strings.Contains(strings.Join(a.verlauf(), " "), "antwort_eingegangen prozess_schritt") {
		t.Errorf("kept without a word: %v", a.verlauf())
	}
	// sent back, it is none
	a.act("/punkte/"+punkte[0]+"/pruefung", map[string]any{"angenommen": false, "grund": "Unscharf."})
	if a.da("vermerk") {
		t.Error("what was sent back is still there")
	}
	a.write(n, punkte...).Is(201)
	if a.complete("vermerk", map[string]any{}); !a.offen("pruefen") {
		t.Errorf("waits for what is there: %+v", a.Aufgaben)
	}
}

// What comes after the period ended nothing waits for: who decides how to go on is told. Asked once more, it is stale.
func TestALateAnswerIsOffered(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := meiner(o).complete("vollstaendigkeit", map[string]any{"ergebnis": "unvollstaendig"})
	fragen := func(betreff, bis string) (string, []string) {
		n := unterlagen(betreff, "Plan")
		n["antwortBis"] = bis
		return a.writeFuer("nachforderung", n).nachricht(betreff)
	}
	erste, punkte := fragen("Erste", "2026-03-27")
	o.at(berlin("2026-03-30 10:00"))
	o.MustWork()
	if a.da("frist_entscheiden") {
		t.Error("nothing came")
	}
	a.write(erste, punkte...).Is(201)
	if !a.da("frist_entscheiden") {
		t.Error("the answer that came late is not told of")
	}
	a.complete("frist_entscheiden", map[string]any{"weiteres": "erneut"})
	if !a.da("nachforderung") {
		t.Error("the answer that came late is forgotten before it is asked again")
	}
	zweite, neu := fragen("Zweite", "2026-04-17")
	if a.write(erste).Is(201); a.offen("antwort_pruefen") {
		t.Error("a stale answer ended the waiting for another")
	}
	if a.write(zweite, neu...).Is(201); !a.offen("antwort_pruefen") || a.da("antwort_pruefen") {
		t.Errorf("%+v", a.Aufgaben)
	}
}

// What the applicant sends unasked ends no waiting; who is about to ask is told that something is there.
func TestAnAnswerBeforeTheRequestIsOffered(t *testing.T) {
	a := meiner(open(t))
	a.write("").Is(201)
	if a.da("vollstaendigkeit") {
		t.Error("this task asks for nothing")
	}
	if a.complete("vollstaendigkeit", map[string]any{"ergebnis": "unvollstaendig"}); !a.da("nachforderung") {
		t.Error("something is there")
	}
	a.writeFuer("nachforderung", unterlagen("Plan", "Plan"))
	n, punkte := a.nachricht("Plan")
	a.write(n, punkte...).Is(201)
	if a.load().complete("antwort_pruefen", map[string]any{"ergebnis": "unvollstaendig"}); a.da("nachforderung") {
		t.Error("that was the answer, it has been taken")
	}
}
