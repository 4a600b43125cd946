package main

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/antragsraum"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
	"kontor/workflow"
)

// glocke asks for a paper by itself and waits for the answer or two seconds, whatever comes first; beside that a task
// lies open, and every second, three times, somebody is told so.
const glocke = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:k="urn:kontor:bpmn:1.0">
<message id="m1" name="antwort"/>
<process id="glocke" isExecutable="true">
<startEvent id="s"/><parallelGateway id="f"/><parallelGateway id="j"/><endEvent id="e"/>
<serviceTask id="fragen" name="Fragen"><extensionElements><k:dienst art="request_documents">
  <k:eingabe name="unterlagen" wert="sonstiges"/><k:eingabe name="dauer" wert="P14D"/></k:dienst></extensionElements></serviceTask>
<eventBasedGateway id="g"/>
<intermediateCatchEvent id="da"><messageEventDefinition messageRef="m1"/></intermediateCatchEvent>
<intermediateCatchEvent id="zu"><timerEventDefinition><timeDuration>PT2S</timeDuration></timerEventDefinition></intermediateCatchEvent>
<serviceTask id="danken" name="Danken"><extensionElements><k:dienst art="send_message">
  <k:eingabe name="betreff" wert="Danke"/><k:eingabe name="text" wert="Angekommen."/></k:dienst></extensionElements></serviceTask>
<serviceTask id="mahnen" name="Mahnen"><extensionElements><k:dienst art="send_message">
  <k:eingabe name="betreff" wert="Erinnerung"/><k:eingabe name="text" wert="Es fehlt noch etwas."/></k:dienst></extensionElements></serviceTask>
<exclusiveGateway id="m"/>
<userTask id="ansehen" name="Ansehen"><extensionElements><k:aufgabe rolle="sachbearbeitung"/></extensionElements></userTask>
<boundaryEvent id="klingel" attachedToRef="ansehen" cancelActivity="false"><timerEventDefinition><timeCycle>R3/PT1S</timeCycle></timerEventDefinition></boundaryEvent>
<serviceTask id="klingeln" name="Klingeln"><extensionElements><k:dienst art="send_message">
  <k:eingabe name="betreff" wert="Klingel"/><k:eingabe name="text" wert="Noch offen."/></k:dienst></extensionElements></serviceTask>
<endEvent id="e2"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="f"/><sequenceFlow id="f2" sourceRef="f" targetRef="fragen"/>
<sequenceFlow id="f3" sourceRef="fragen" targetRef="g"/><sequenceFlow id="f4" sourceRef="g" targetRef="da"/>
<sequenceFlow id="f5" sourceRef="g" targetRef="zu"/><sequenceFlow id="f6" sourceRef="da" targetRef="danken"/>
<sequenceFlow id="f7" sourceRef="zu" targetRef="mahnen"/><sequenceFlow id="f8" sourceRef="danken" targetRef="m"/>
<sequenceFlow id="f9" sourceRef="mahnen" targetRef="m"/><sequenceFlow id="f10" sourceRef="m" targetRef="j"/>
<sequenceFlow id="f11" sourceRef="f" targetRef="ansehen"/><sequenceFlow id="f12" sourceRef="ansehen" targetRef="j"/>
<sequenceFlow id="f13" sourceRef="j" targetRef="e"/>
<sequenceFlow id="f14" sourceRef="klingel" targetRef="klingeln"/><sequenceFlow id="f15" sourceRef="klingeln" targetRef="e2"/>
</process></definitions>`

// TestKillLosesNoTimer kills `kontor serve` again and again while processes wait for times, messages and services.
// Every timer fires, every question is put and every branch is taken exactly once; of an answer and a timer that race,
// one wins.
func TestKillLosesNoTimer(t *testing.T) {
	if testing.Short() {
		t.Skip("waits until jobs of a killed process are taken over")
	}
	data := t.TempDir()
	db, dsn := testkit.DB(t)
	k := testkit.ServiceOn(t, db, dsn, data+"/blobs")
	k.Import(store.HerkunftOrdner, glockeOrdner(t))
	c := &crash{Kit: k, t: t, sb: k.Sachbearbeitung(), data: data, port: strconv.Itoa(mustPort(t)), formular: "glocke"}

	var deliveries sync.WaitGroup
	for worker := range 4 {
		deliveries.Go(func() {
			for n := worker; n < crashCases; n += 4 {
				c.deliver(n)
				time.Sleep(time.Duration(rand.IntN(500)) * time.Millisecond) // spread over the kills
			}
		})
	}
	p := c.start()
	for range crashKills {
		p.until(`"msg":"ready"`, 30*time.Second)
		c.eachGlocke(c.answerSome)
		time.Sleep(time.Duration(500+rand.IntN(1500)) * time.Millisecond) // a moment nobody chose
		p.kill()
		p = c.start()
	}
	p.until(`"msg":"ready"`, 30*time.Second)
	deliveries.Wait()
	// River's elections and its search for jobs left behind take up to a minute.
	deadline := time.Now().Add(3 * time.Minute)
	for !c.rung() && time.Now().Before(deadline) {
		time.Sleep(200 * time.Millisecond)
	}
	dank, mahnung := c.checkGlocken()
	t.Logf("%d answers in time, %d too late or never, %d kills, %d answers lost on the way", dank, mahnung, crashKills,
		c.lost.Load())
	p.interrupt()
}

// glockeOrdner is a folder with that procedure.
func glockeOrdner(t *testing.T) fstest.MapFS {
	t.Helper()
	files, err := workflow.ReadFiles(workflow.Shipped(), "standard/2")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	out := fstest.MapFS{}
	for name, raw := range files {
		switch {
		case strings.HasPrefix(name, "scenarios/"):
			continue
		case name == "process.bpmn":
			raw = []byte(glocke)
		case name == "verfahren.yaml":
			raw = []byte(strings.Replace(string(raw), "formulare: []",
				"formulare:\n  - adapter: ozgcloud\n    formular: glocke\n", 1))
		}
		out["glocke/1/"+name] = &fstest.MapFile{Data: raw}
	}
	return out
}

// glockenstand is what one Vorgang has come to.
type glockenstand struct {
	v        *casework.Vorgang
	faden    casework.Faden
	aufgaben []casework.Aufgabe
	prozess  *store.Prozess
}

func (g *glockenstand) sent(betreff string) (n int) {
	for _, m := range g.faden.Nachrichten {
		if m.Richtung == casework.Aus && m.Betreff == betreff {
			n++
		}
	}
	return n
}

func (g *glockenstand) fragen() (n int) {
	for _, m := range g.faden.Nachrichten {
		if m.Art == casework.ArtNachforderung {
			n++
		}
	}
	return n
}

func (c *crash) eachGlocke(do func(*glockenstand)) {
	c.t.Helper()
	var all []*glockenstand
	c.vorgaenge(func(tx *store.Tx, v *casework.Vorgang) (err error) {
		g := &glockenstand{v: v}
		if g.faden, err = service.LoadFaden(c.t.Context(), tx, v.ID); err != nil {
			return err
		}
		if g.aufgaben, err = tx.ListAufgaben(c.t.Context(), v.ID); err != nil {
			return err
		}
		g.prozess, err = tx.GetProzess(c.t.Context(), v.ID)
		all = append(all, g)
		return err
	})
	for _, g := range all {
		do(g)
	}
}

// answerSome lets half of the applicants answer what they were asked.
func (c *crash) answerSome(g *glockenstand) {
	anfragen := g.faden.Anfragen()
	if len(anfragen) == 0 || rand.IntN(2) == 0 {
		return
	}
	wer := casework.Actor{Art: casework.ActorAntragsteller, Mandant: c.Mandant, Name: "antragsteller",
		Anzeige: g.v.AntragstellerName, Konto: casework.Konto{Postfach: g.v.PostfachAdresse, Art: "person",
			Vertrauensniveau: 3}}
	w := antragsraum.Antwort{Schluessel: "zu-" + anfragen[0].ID.String(), Text: "Anbei.", Nachricht: &anfragen[0].ID}
	for _, x := range g.faden.Punkte {
		d, err := c.Antragsraum.PutAntwortDatei(c.t.Context(), wer, g.v.ID, "plan.txt", &x.ID,
			strings.NewReader("Plan"))
		if err != nil {
			c.t.Error(err)
			return
		}
		w.Dateien = append(w.Dateien, *d)
	}
	switch err := c.Antragsraum.SendAntwort(c.t.Context(), wer, g.v.ID, w); casework.CodeOf(err) {
	case casework.NotFound: // not delivered yet
	case casework.Conflict, casework.Stale: // the office was faster
	default:
		if err != nil {
			c.t.Error(err)
		}
	}
}

// rung tells whether everything has come about, and looks at what lies open once the bell has rung three times.
func (c *crash) rung() bool {
	n, done := 0, 0
	c.eachGlocke(func(g *glockenstand) {
		n++
		offen := slices.IndexFunc(g.aufgaben, func(a casework.Aufgabe) bool {
			return a.Zustand == casework.AufgabeOffen
		})
		switch {
		case g.sent("Klingel") < 3 || g.sent("Danke")+g.sent("Erinnerung") == 0:
			return
		case offen >= 0:
			err := c.Ablauf.CompleteAufgabe(c.t.Context(), c.sb, g.v.ID, g.aufgaben[offen].ID, g.v.Version, nil)
			if code := casework.CodeOf(err); err != nil && code != casework.Stale && code != casework.Conflict {
				c.t.Error(err)
			}
		}
		if g.prozess.Zustand.Phase == workflow.PhaseFinished {
			done++
		}
	})
	return n == crashCases && done == n
}

func (c *crash) checkGlocken() (dank, mahnung int) {
	c.t.Helper()
	n := 0
	c.eachGlocke(func(g *glockenstand) {
		n++
		d, m := g.sent("Danke"), g.sent("Erinnerung")
		if g.prozess.Zustand.Phase != workflow.PhaseFinished || g.fragen() != 1 || d+m != 1 || g.sent("Klingel") != 3 ||
			len(g.aufgaben) != 1 {
			c.t.Errorf("%s: phase %v, %d questions, %d thanks, %d reminders, %d bells, %d tasks", g.v.Vorgangsnummer,
				g.prozess.Zustand.Phase, g.fragen(), d, m, g.sent("Klingel"), len(g.aufgaben))
		}
		dank, mahnung = dank+d, mahnung+m
	})
	if n != crashCases {
		c.t.Errorf("%d Vorgänge of %d deliveries", n, crashCases)
	}
	return dank, mahnung
}
