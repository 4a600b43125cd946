package ablauf

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// run carries one Vorgang through commands of its process inside one transaction. Effects become rows,
// journal entries and jobs; nothing leaves the house here.
type run struct {
	service  *Service
	tx       *store.Tx
	vorgang  *casework.Vorgang
	def      *workflow.Definition
	daten    map[string]any
	neu      bool // the Vorgang has no row yet: rows wait for flush
	ungewiss bool // a Bescheid has yet to reach somebody: the end of the drawing does not close
	renews   bool // tasks that are open already: no news
	prozess  *store.Prozess
	aufgaben []casework.Aufgabe // opened by this run
	kalender casework.Kalender  // of the place
	brief    workflow.Brief     // sent last, where a Frist may be counted from it
}

// Advance applies commands to the process of a locked Vorgang.
func (s *Service) Advance(ctx context.Context, tx *store.Tx, v *casework.Vorgang, cmds ...workflow.Command) error {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return err
	}
	_, daten, err := tx.GetAntrag(ctx, v.ID)
	if err != nil {
		return err
	}
	r := &run{service: s, tx: tx, vorgang: v, def: def, daten: daten}
	if r.prozess, err = tx.GetProzess(ctx, v.ID); err != nil {
		return err
	}
	if err := r.lookAround(ctx); err != nil {
		return err
	}
	for _, cmd := range cmds {
		if err := r.apply(ctx, cmd); err != nil {
			return err
		}
	}
	return r.flush(ctx)
}

// Restart begins the process anew. Tokens go on counting, so that none means two things.
func (s *Service) Restart(ctx context.Context, tx *store.Tx, v *casework.Vorgang) error {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return err
	}
	_, daten, err := tx.GetAntrag(ctx, v.ID)
	if err != nil {
		return err
	}
	r := &run{service: s, tx: tx, vorgang: v, def: def, daten: daten}
	if r.prozess, err = tx.GetProzess(ctx, v.ID); err != nil {
		return err
	}
	if err := r.lookAround(ctx); err != nil {
		return err
	}
	r.prozess.Zustand = workflow.State{Next: r.prozess.Zustand.Next}
	if err := r.apply(ctx, workflow.Start{}); err != nil {
		return err
	}
	return r.flush(ctx)
}

func (r *run) apply(ctx context.Context, cmd workflow.Command) error {
	if r.prozess == nil {
		r.prozess = &store.Prozess{Vorgang: r.vorgang.ID}
	}
	state, effects, err := workflow.Apply(r.def.Process, r.prozess.Zustand, cmd, r.facts())
	if err != nil {
		return processError(err)
	}
	r.prozess.Zustand = state
	r.prozess.Laeuft = state.Phase == workflow.PhaseRunning
	for _, e := range effects {
		if err := r.effect(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

// flush writes the run and the tasks it opened.
func (r *run) flush(ctx context.Context) error {
	if err := r.tx.SaveProzess(ctx, r.prozess); err != nil {
		return err
	}
	aufgaben := r.aufgaben
	r.aufgaben = nil
	return r.tx.UpsertAufgaben(ctx, aufgaben)
}

// facts is what conditions may ask about; names as workflow documents them.
func (r *run) facts() workflow.Facts {
	v := r.vorgang
	return workflow.Facts{
		Now:        casework.Berlin(r.tx.Now), // a bare date ends at midnight there
		Antrag:     r.daten,
		Arbeitstag: r.kalender.IsArbeitstag,
		Brief:      r.brief,
		Vorgang: map[string]any{
			"nummer": v.Vorgangsnummer, "aktenzeichen": v.Aktenzeichen, "titel": v.Langtitel(&r.def.Meta),
			"status":  string(v.Status),
			"einheit": v.Einheit, "verfahren": v.Verfahren, "version": v.Stand,
			"eingang":          casework.Heute(v.EingangAm).Format(time.DateOnly),
			"vertrauensniveau": float64(v.Vertrauensniveau), "antragsteller": v.AntragstellerName,
		},
	}
}

func (r *run) effect(ctx context.Context, effect workflow.Effect) error {
	switch e := effect.(type) {
	case workflow.CreateTask:
		return r.openAufgabe(ctx, e)
	case workflow.CloseTask:
		return r.closeAufgabe(ctx, e)
	case workflow.RunService:
		r.tx.Enqueue(casework.JobDienst{Mandant: r.vorgang.Mandant, Vorgang: r.vorgang.ID, Token: e.Token,
			Art: e.Kind, Eingabe: e.Input,
			Schluessel: e.Schluessel, Element: e.Element, Name: e.Name})
	case workflow.StartTimer:
		r.tx.EnqueueAt(casework.JobTimer{Mandant: r.vorgang.Mandant, Vorgang: r.vorgang.ID, Token: e.Token,
			Faellig: e.Due}, e.Due)
	case workflow.SetStatus:
		return r.setStatus(ctx, casework.Status(e.Status))
	case workflow.Journal:
		if !slices.Contains(leise, e.Art) {
			r.tx.Journal(r.vorgang, "prozess_schritt", map[string]any{"schritt": e.Art, "element": e.Element,
				"name": e.Name, "text": e.Text})
		}
	case workflow.Finished:
		r.tx.Journal(r.vorgang, "prozess_beendet", map[string]any{"abgebrochen": e.Abgebrochen})
		return r.setEndstatus(ctx, e.Abgebrochen)
	case workflow.Overtaken:
		return r.tellOvertaken(ctx, e)
	case workflow.Incident:
		r.tx.Journal(r.vorgang, "prozess_vorfall", map[string]any{"element": e.Element,
			"code": e.Code, "grund": e.Reason})
	}
	return nil // CancelTimer, Subscribe, Unsubscribe: the state itself knows; a late job answers a token that is gone
}

// tellOvertaken brings a Frist that ended too early in front of a person: what came of its end stays as it is.
func (r *run) tellOvertaken(ctx context.Context, e workflow.Overtaken) error {
	neu := "Nach dem berichtigten Tag läuft sie noch nicht."
	if !e.Due.IsZero() {
		neu = "Nach dem berichtigten Tag endet sie erst am " + casework.LetzterTag(e.Due).Format("02.01.2006") + "."
	}
	text := "Die Frist „" + e.Name + "“ ist nach dem früheren Tag der Bekanntgabe abgelaufen, und der Vorgang ist danach " +
		"weitergegangen. " + neu + " Bitte prüfen Sie, ob etwas zurückzunehmen oder abzuwarten ist."
	r.tx.Journal(r.vorgang, "prozess_schritt", map[string]any{"schritt": workflow.JournalFrist, "element": e.Element,
		"name": e.Name, "text": text})
	return r.tx.InsertWiedervorlage(ctx, &casework.Wiedervorlage{ID: service.NewID(), Vorgang: r.vorgang.ID,
		Betreff: "Frist prüfen: " + e.Name, Beschreibung: text, FaelligAm: casework.Heute(r.tx.Now), Von: "Kontor"})
}

// leise are the journal lines other entries say already.
var leise = []string{workflow.JournalGestartet, workflow.JournalErledigt, workflow.JournalBeendet,
	workflow.JournalNachricht, workflow.JournalSprung, workflow.JournalAbbruch, workflow.JournalVonHand,
	workflow.JournalMigration}

func (r *run) openAufgabe(ctx context.Context, e workflow.CreateTask) error {
	if err := r.findEinheit(ctx, &e); err != nil {
		return err
	}
	a := casework.Aufgabe{
		ID: service.NewID(), Vorgang: r.vorgang.ID, Token: e.Token, Element: e.Element, Titel: e.Name,
		Hinweis: e.Hinweis, Aktion: e.Aktion,
		Rolle: e.Rolle, Einheit: e.Einheit, Felder: e.Felder, Zustand: casework.AufgabeOffen, ErstelltAm: r.tx.Now,
	}
	if e.Faellig != nil {
		tag := casework.Heute(*e.Faellig)
		a.FaelligAm = &tag
	}
	r.aufgaben = append(r.aufgaben, a)
	if r.renews {
		return nil
	}
	r.tx.Journal(r.vorgang, "aufgabe_erstellt", map[string]any{"titel": e.Name, "element": e.Element,
		"einheit": e.Einheit})
	return nil
}

// findEinheit: an expression of the drawing may name the unit of a task by key or by name. A task for a unit that does
// not exist, or for a name that several have, stays with that of the Vorgang and says why: nobody else would ever see
// it, or the wrong ones would.
func (r *run) findEinheit(ctx context.Context, e *workflow.CreateTask) error {
	if e.Einheit == "" {
		return nil
	}
	einheiten, err := r.service.Einheiten(ctx, r.tx)
	if err != nil {
		return err
	}
	found := store.FindEinheit(einheiten, e.Einheit)
	if len(found) == 1 {
		e.Einheit = found[0].Schluessel
		return nil
	}
	why := "die es hier nicht gibt"
	if len(found) > 1 {
		why = "von der es hier mehrere gibt"
	}
	e.Hinweis = strings.TrimSpace(e.Hinweis + " Diese Aufgabe ist für die Einheit „" + e.Einheit + "“ gezeichnet, " +
		why + "; sie ist deshalb hier geblieben.")
	e.Einheit = ""
	return nil
}

func (r *run) closeAufgabe(ctx context.Context, e workflow.CloseTask) error {
	for i, a := range r.aufgaben { // opened and withdrawn within one command
		if a.Token == e.Token {
			r.aufgaben = slices.Delete(r.aufgaben, i, i+1)
			return nil
		}
	}
	zustand := casework.AufgabeEntfallen
	if e.Erledigt {
		zustand = casework.AufgabeErledigt
	}
	return r.tx.CloseAufgabe(ctx, r.vorgang.ID, e.Token, zustand, nil)
}

// setStatus follows the drawing. What ends the work waits until nothing of the process is left to do (setEndstatus),
// and never closes over a Bescheid that somebody has yet to get.
func (r *run) setStatus(ctx context.Context, to casework.Status) error {
	from := r.vorgang.Status
	if r.prozess.Laeuft && !to.IsOffen() {
		return nil
	}
	if !to.IsOffen() && from.IsOffen() && !r.neu {
		bescheide, err := r.tx.ListBescheide(ctx, r.vorgang.ID)
		if err != nil {
			return err
		}
		if casework.BescheidUngewiss(bescheide) {
			r.tellUngewiss()
			return nil
		}
	}
	r.vorgang.SetStatus(to, r.tx.Now)
	if r.vorgang.Status != from {
		r.tx.Journal(r.vorgang, "status_geaendert", map[string]any{"von": from, "nach": r.vorgang.Status})
	}
	return nil
}

// tellUngewiss says why the Vorgang is still open at the end of its drawing; the desk says what is to do about it.
func (r *run) tellUngewiss() {
	if r.ungewiss {
		return
	}
	r.ungewiss = true
	r.tx.Journal(r.vorgang, "prozess_schritt", map[string]any{"schritt": workflow.JournalFrist, "element": "",
		"name": "Ende", "text": "Der Prozess ist zu Ende. Der Vorgang bleibt offen, weil der Bescheid noch nicht allen bekannt gegeben ist, " +
			"für die er ist. Danach wird er von Hand abgeschlossen."})
}

// setEndstatus ends the work as the drawing said at the end that came last; what has been withdrawn ends in any case.
func (r *run) setEndstatus(ctx context.Context, abgebrochen bool) error {
	for _, id := range slices.Backward(r.prozess.Zustand.Done) {
		e := r.def.Process.Element(id)
		if !abgebrochen && e != nil && e.Status != "" && !casework.Status(e.Status).IsOffen() {
			if err := r.setStatus(ctx, casework.Status(e.Status)); err != nil {
				return err
			}
			break
		}
	}
	if r.vorgang.ZurueckgenommenAm != nil {
		return r.setStatus(ctx, casework.Abgeschlossen)
	}
	return nil
}

// processError gives errors of the engine the code a person needs.
func processError(err error) error {
	var we *workflow.Error
	if !errors.As(err, &we) {
		return err
	}
	code := casework.Conflict
	if we.Code == workflow.CodeWerte {
		code = casework.Invalid
	}
	return &casework.Error{Code: code, Reason: "prozess_" + we.Code, Detail: we.Reason, Fields: we.Fields, Cause: err}
}

// Complete answers the open task for a decision or an end. Where the process does not wait for that act, the act stops
// it.
func (s *Service) Complete(ctx context.Context, tx *store.Tx, v *casework.Vorgang, aktion string,
	werte map[string]any) error {
	aufgaben, err := tx.ListAufgaben(ctx, v.ID)
	if err != nil {
		return err
	}
	for _, a := range aufgaben {
		if a.Zustand == casework.AufgabeOffen && a.Aktion == aktion {
			return s.CompleteOne(ctx, tx, v, a, werte)
		}
	}
	p, err := tx.GetProzess(ctx, v.ID)
	if err != nil || !p.Laeuft {
		return err
	}
	return s.Advance(ctx, tx, v, workflow.Cancel{Reason: "Die Handlung „" + aktion +
		"“ geschah außerhalb des Ablaufs; weiter von Hand."})
}

// CompleteOne completes one open task with these values and lets the process go on.
func (s *Service) CompleteOne(ctx context.Context, tx *store.Tx, v *casework.Vorgang, a casework.Aufgabe,
	werte map[string]any) error {
	tx.Journal(v, "aufgabe_erledigt", map[string]any{"titel": a.Titel, "element": a.Element})
	if err := tx.CloseAufgabe(ctx, v.ID, a.Token, casework.AufgabeErledigt, werte); err != nil {
		return err
	}
	return s.Advance(ctx, tx, v, workflow.CompleteTask{Token: a.Token, Values: werte,
		Actor: tx.Actor.Benutzer.String()})
}
