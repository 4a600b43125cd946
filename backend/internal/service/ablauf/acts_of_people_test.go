package ablauf_test

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/ablauf"
	"kontor/backend/internal/service/antragsraum"
	"kontor/backend/internal/service/bescheid"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
	"kontor/workflow"
	"kontor/workflow/drawing"
)

// TestActsOfPeople: whatever people do, in whatever order and beside whatever sound drawing, a case and its process
// agree.
func TestActsOfPeople(t *testing.T) {
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue { // each is a case in PostgreSQL
		if err := checks.Value.Set("20"); err != nil {
			t.Fatal(err)
		}
	}
	app := testkit.App(t, func(k *testkit.Kit) { k.Idle = true })
	base := &people{app: app, now: time.Date(2026, 3, 10, 10, 0, 0, 0, time.UTC)}
	base.person = app.Person("alle", casework.RolleTeamleitung, "lf-32-sondernutzung", "lf-66-strassenbau")
	base.applicant = casework.Actor{Art: casework.ActorAntragsteller, Mandant: app.Mandant, Name: "antragsteller",
		Anzeige: "Antje Test", Konto: casework.Konto{Pseudonym: "p-1", Art: "person", Vertrauensniveau: 3}}
	app.DB.SetClock(func() time.Time { return base.now })
	rapid.Check(t, func(t *rapid.T) {
		base.models++
		p := *base
		p.t = t
		p.open(drawModel(t))
		for range rapid.IntRange(5, 25).Draw(t, "acts") {
			p.look()
			before := p
			name := rapid.SampledFrom(slices.Sorted(maps.Keys(acts))).Draw(t, "act")
			err := acts[name](&p)
			if code := casework.CodeOf(err); err != nil && (code == casework.Internal || code == casework.Unavailable) {
				t.Fatalf("%s: %v", name, err)
			}
			p.look()
			p.agree(name, err == nil)
			p.told(&before, name)
		}
		base.now = p.now
	})
}

// people are somebody at the desk and an applicant with one case between them.
type people struct {
	app               *testkit.Server
	t                 *rapid.T
	person, applicant casework.Actor
	now               time.Time
	models            int

	id       uuid.UUID
	def      *workflow.Definition
	v        *casework.Vorgang
	prozess  *store.Prozess
	aufgaben []casework.Aufgabe
	faden    casework.Faden
	termine  []casework.Wiedervorlage
}

var (
	aktionen = []string{"", "", "", casework.AktionNachforderung, casework.AktionNachricht, casework.AktionBescheid,
		casework.AktionAbschluss}
	plainTask = regexp.MustCompile(`<k:aufgabe rolle="r" ?/>`)
	plainEnd  = regexp.MustCompile(`<endEvent id="(\w+)"/>`)
)

// drawModel draws a sound model in which some tasks are acts and some ends close the case.
func drawModel(t *rapid.T) string {
	model := plainTask.ReplaceAllStringFunc(drawing.Model(t), func(string) string {
		aktion := rapid.SampledFrom(aktionen).Draw(t, "aktion")
		return `<k:aufgabe rolle="r" aktion="` + aktion + `"/>`
	})
	model = plainEnd.ReplaceAllStringFunc(model, func(end string) string {
		status := rapid.SampledFrom([]string{"", "", "abgeschlossen", "verworfen"}).Draw(t, "status")
		if status == "" {
			return end
		}
		return strings.TrimSuffix(end, "/>") + `><extensionElements><k:status wert="` + status +
			`"/></extensionElements></endEvent>`
	})
	if rapid.Bool().Draw(t, "ruecknahme") {
		model = strings.Replace(model, `name="antwort"`, `name="ruecknahme"`, 1)
	}
	model = strings.ReplaceAll(model, `name="an" wert="x"`, `name="an" wert="lf-32-sondernutzung"`)
	return strings.ReplaceAll(model, `rolle="r"`, `rolle="sachbearbeitung"`)
}

// open makes a procedure of the model and a case in it.
func (p *people) open(model string) {
	name, folder := fmt.Sprintf("zufall%d", p.models), fstest.MapFS{}
	err := fs.WalkDir(workflow.Shipped(), "standard/1", func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.Contains(file, "scenarios") {
			return err
		}
		raw, err := fs.ReadFile(workflow.Shipped(), file)
		if strings.HasSuffix(file, ".bpmn") {
			raw = []byte(model)
		}
		folder[strings.Replace(file, "standard", name, 1)] = &fstest.MapFile{Data: raw}
		return err
	})
	p.must(err)
	p.app.Import(store.HerkunftOrdner, folder)
	p.must(p.app.DB.InTx(context.Background(), casework.System(p.app.Mandant), func(tx *store.Tx) error {
		p.def, err = p.app.Frame.Verfahren.Get(context.Background(), tx, name, "1")
		p.must(err)
		v := &casework.Vorgang{ID: service.NewID(), Mandant: p.app.Mandant, Verfahren: name, Stand: "1",
			Titel: "Zufall", Status: casework.Neu, Einheit: "lf-32-sondernutzung", AntragstellerName: "Antje Test",
			AntragstellerArt: "person", KontoPseudonym: "p-1", Vertrauensniveau: 3, EingangAm: tx.Now}
		p.id = v.ID
		tx.Journal(v, "eingegangen", nil)
		return p.app.Ablauf.OpenVorgang(context.Background(), tx, v, p.def, &casework.Antrag{}, map[string]any{},
			store.Beigaben{})
	}))
	p.must(p.app.Work())
}

func (p *people) must(err error) {
	if err != nil {
		p.t.Fatal(err)
	}
}

// look reads the case as it is.
func (p *people) look() {
	ctx := context.Background()
	p.must(p.app.DB.ReadTx(ctx, casework.System(p.app.Mandant), func(tx *store.Tx) (err error) {
		if p.v, err = tx.GetVorgang(ctx, p.id); err != nil {
			return err
		}
		if p.prozess, err = tx.GetProzess(ctx, p.id); err != nil {
			return err
		}
		if p.aufgaben, err = tx.ListAufgaben(ctx, p.id); err != nil {
			return err
		}
		if p.termine, err = tx.ListWiedervorlagen(ctx, p.id); err != nil {
			return err
		}
		p.faden, err = service.LoadFaden(ctx, tx, p.id)
		return err
	}))
}

// agree holds case, tasks and tokens against each other.
func (p *people) agree(act string, done bool) {
	st := p.prozess.Zustand
	var open, tokens []string
	for _, a := range p.aufgaben {
		if a.Zustand == casework.AufgabeOffen {
			open = append(open, a.Token)
		}
	}
	for _, t := range st.Tokens {
		if t.Wait == workflow.WaitTask {
			tokens = append(tokens, t.ID)
		}
	}
	slices.Sort(open)
	slices.Sort(tokens)
	runs := st.Phase == workflow.PhaseRunning
	fail := func(what string) {
		p.t.Fatalf("after %s (done: %v): %s\n%s, tasks %v, %+v\n%s", act, done, what, p.v.Status, open, st,
			p.def.ProcessXML)
	}
	switch {
	case !slices.Equal(open, tokens):
		fail(fmt.Sprintf("the desk has tasks %v, the process %v", open, tokens))
	case runs != p.prozess.Laeuft:
		fail("the row says another thing than the state")
	case !runs && len(st.Tokens)+len(st.Waits)+len(st.Kept)+len(st.Asked) > 0:
		fail("something is left of what is over")
	case runs && len(st.Tokens) == 0:
		fail("it runs, and nothing moves it")
	case runs && !p.v.Status.IsOffen():
		fail("a closed case with a running process")
	case !runs && p.v.Status.IsOffen() && p.v.ZurueckgenommenAm != nil:
		fail("withdrawn, nothing is left to do, and not closed")
	case act == "reopen" && done && !runs && p.v.Status.IsOffen() &&
		!slices.ContainsFunc(p.termine, func(w casework.Wiedervorlage) bool { return !w.Erledigt }):
		fail("reopened with nothing to do")
	}
}

// told: whoever was asked for something and did not answer hears that it is not needed any more, whatever the act was.
// A decision says so with its letter, which a job writes.
func (p *people) told(before *people, act string) {
	decided := len(p.faden.Bescheide) > len(before.faden.Bescheide)
	if !before.v.Wants() || act == "answer" || act == "write" || decided {
		return
	}
	sent := func(f casework.Faden) (n int) {
		for _, m := range f.Nachrichten {
			if m.Richtung == casework.Aus {
				n++
			}
		}
		return n
	}
	for _, n := range before.faden.Anfragen() {
		same := func(m casework.Nachricht) bool { return m.ID == n.ID }
		open := p.v.Wants() && slices.ContainsFunc(p.faden.Anfragen(), same)
		if !open && sent(p.faden) == sent(before.faden) {
			p.t.Fatalf("after %s nobody told the applicant that „%s“ needs no answer", act, n.Betreff)
		}
	}
}

// acts are what people do, and what comes about by itself.
var acts = map[string]func(*people) error{
	"accept":        func(p *people) error { return p.app.Vorgang.AcceptVorgang(ctx(), p.person, p.id, p.v.Version) },
	"complete":      (*people).complete,
	"complete, too": (*people).complete,
	"jump":          (*people).jump,
	"decide":        (*people).decide,
	"post": func(p *people) error {
		for _, b := range p.faden.Bescheide {
			if b.Zustand == casework.BescheidZurPost {
				return p.app.Bescheid.PostBescheid(ctx(), p.person, p.id, b.ID, p.v.Version,
					bescheid.Postaufgabe{AufgegebenAm: casework.Heute(p.now), Bestaetigt: []string{"kein_werktag"}})
			}
		}
		return nil
	},
	"close": (*people).close,
	"reopen": func(p *people) error {
		return p.app.Vorgang.ReopenVorgang(ctx(), p.person, p.id, p.v.Version, "doch")
	},
	"reject": func(p *people) error {
		return p.app.Vorgang.RejectVorgang(ctx(), p.person, p.id, p.v.Version, "kein Antrag")
	},
	"withdraw": func(p *people) error {
		wer := p.applicant
		wer.AngemeldetAm = p.app.DB.Now()
		return p.app.Antragsraum.WithdrawAntrag(ctx(), wer, p.id)
	},
	"note a withdrawal": func(p *people) error {
		return p.app.Versand.WithdrawVorgang(ctx(), p.person, p.id, p.v.Version, "am Telefon")
	},
	"stop":             func(p *people) error { return p.app.Ablauf.StopProzess(ctx(), p.person, p.id, p.v.Version, "von Hand") },
	"ask":              func(p *people) error { return p.ask(nil) },
	"answer":           (*people).answer,
	"write":            func(p *people) error { return p.write(nil) },
	"end a wait":       (*people).endWait,
	"move a wait":      (*people).moveWait,
	"retry":            func(p *people) error { return p.resolve(false) },
	"skip":             func(p *people) error { return p.resolve(true) },
	"the jobs run":     func(p *people) error { return p.app.Work() },
	"a few days later": func(p *people) error { p.pass(5); return p.app.Work() },
	"weeks later":      func(p *people) error { p.pass(40); return p.app.Work() },
}

func ctx() context.Context { return context.Background() }

func (p *people) pass(days int) {
	p.now = p.now.AddDate(0, 0, rapid.IntRange(1, days).Draw(p.t, "days"))
	now := p.now
	p.app.DB.SetClock(func() time.Time { return now })
}

// task picks an open task; nil = there is none.
func (p *people) task() *casework.Aufgabe {
	open := slices.DeleteFunc(slices.Clone(p.aufgaben), func(a casework.Aufgabe) bool {
		return a.Zustand != casework.AufgabeOffen
	})
	if len(open) == 0 {
		return nil
	}
	return &open[rapid.IntRange(0, len(open)-1).Draw(p.t, "task")]
}

func (p *people) complete() error {
	a := p.task()
	if a == nil {
		return nil
	}
	switch a.Aktion {
	case casework.AktionNachforderung, casework.AktionNachricht:
		return p.ask(a)
	case casework.AktionBescheid:
		return p.decide()
	case casework.AktionAbschluss:
		return p.close()
	}
	werte := map[string]any{}
	if len(a.Felder) > 0 {
		werte["weg"] = float64(rapid.IntRange(0, 1).Draw(p.t, "weg"))
	}
	return p.app.Ablauf.CompleteAufgabe(ctx(), p.person, p.id, a.ID, p.v.Version, werte)
}

func (p *people) decide() error {
	return p.app.Bescheid.CreateBescheid(ctx(), p.person, p.id, p.v.Version,
		casework.Bescheid{Ergebnis: casework.Bewilligt, Kanal: casework.KanalPost}, []string{casework.PruefungFrist})
}

func (p *people) close() error {
	return p.app.Vorgang.CloseVorgang(ctx(), p.person, p.id, p.v.Version, "fertig")
}

func (p *people) jump() error {
	a := p.task()
	targets := p.def.Process.UserTasks()
	if a == nil || len(targets) == 0 {
		return nil
	}
	return p.app.Ablauf.JumpProzess(ctx(), p.person, p.id, p.v.Version, ablauf.Sprung{Aufgabe: a.ID, Grund: "eilt",
		Ziel:   rapid.SampledFrom(targets).Draw(p.t, "target").ID,
		Zweige: rapid.SampledFrom([]string{"", workflow.EndOthers, workflow.KeepOthers}).Draw(p.t, "branches")})
}

// ask sends a request for one paper: for a task, or beside the process.
func (p *people) ask(a *casework.Aufgabe) error {
	bis := casework.Heute(p.now).AddDate(0, 0, 14)
	n := versand.NeueNachricht{Nachricht: casework.Nachricht{Art: casework.ArtNachforderung, Betreff: "Plan",
		Text: "Bitte den Plan.", AntwortBis: &bis}, Punkte: []casework.Punkt{{Titel: "Plan"}}}
	if a != nil {
		n.Aufgabe = &a.ID
		if a.Aktion == casework.AktionNachricht {
			n.Art, n.Punkte = casework.ArtNachricht, nil
			n.Antwort = casework.AntwortErforderlich
		}
	}
	return p.app.Versand.SendNachricht(ctx(), p.person, p.id, p.v.Version, n)
}

// answer answers one of the requests, with the paper where one was asked for.
func (p *people) answer() error {
	requests := p.faden.Anfragen()
	if len(requests) == 0 {
		return nil
	}
	n := rapid.SampledFrom(requests).Draw(p.t, "request")
	return p.write(&n)
}

func (p *people) write(auf *casework.Nachricht) error {
	w := antragsraum.Antwort{Schluessel: service.NewID().String(), Text: "Anbei."}
	if auf == nil {
		return p.app.Antragsraum.SendAntwort(ctx(), p.applicant, p.id, w)
	}
	w.Nachricht = &auf.ID
	for _, x := range p.faden.Punkte {
		if x.Nachricht == auf.ID && x.Zustand == casework.PunktOffen {
			d, err := p.app.Antragsraum.PutAntwortDatei(ctx(), p.applicant, p.id, "plan.txt", &x.ID,
				strings.NewReader("Plan"))
			if err != nil {
				return err
			}
			w.Dateien = append(w.Dateien, *d)
		}
	}
	return p.app.Antragsraum.SendAntwort(ctx(), p.applicant, p.id, w)
}

// wait picks something the process waits for; "" = nothing.
func (p *people) wait() string {
	if len(p.prozess.Zustand.Waits) == 0 {
		return ""
	}
	return rapid.SampledFrom(p.prozess.Zustand.Waits).Draw(p.t, "wait").ID
}

func (p *people) endWait() error {
	if w := p.wait(); w != "" {
		return p.app.Versand.EndWarten(ctx(), p.person, p.id, p.v.Version, w, "geklärt")
	}
	return nil
}

func (p *people) moveWait() error {
	if w := p.wait(); w != "" {
		bis := casework.Heute(p.now).AddDate(0, 0, rapid.IntRange(1, 60).Draw(p.t, "until"))
		return p.app.Ablauf.MoveWarten(ctx(), p.person, p.id, p.v.Version, w, bis, "Urlaub")
	}
	return nil
}

func (p *people) resolve(skip bool) error {
	for _, t := range p.prozess.Zustand.Tokens {
		if t.Wait == workflow.WaitIncident {
			return p.app.Ablauf.ResolveVorfall(ctx(), p.person, p.id, p.v.Version, t.ID, skip, "so ist es")
		}
	}
	return nil
}
