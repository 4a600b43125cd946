package operations

import (
	"context"
	"slices"
	"time"

	"kontor/backend/internal/httpapi/api"
	"kontor/workflow"
)

// GetProzess GET /api/v1/vorgaenge/{id}/prozess
func (o Operations) GetProzess(
	c context.Context, r api.GetProzessRequestObject,
) (api.GetProzessResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Ablauf.GetProzess(ctx, a, r.Id)
	if err != nil {
		return nil, err
	}
	bild := prozessbild(k.Def, k.Zustand)
	bild.Gesetzt = all(k.Gesetzt)
	if !k.Springbar {
		bild.Sprungziele = nil
	}
	return api.GetProzess200JSONResponse(bild), nil
}

// prozessbild is a run as the browser lays it over the drawing.
func prozessbild(def *workflow.Definition, st workflow.State) api.Prozessbild {
	pic := def.Process.Picture(st)
	return api.Prozessbild{
		Bpmn: string(def.ProcessXML), Laeuft: st.Phase == workflow.PhaseRunning, Erledigt: distinct(pic.Done),
		Tokens:    distinct(list(pic.Tokens, func(t workflow.PictureToken) string { return t.Element })),
		Vorfaelle: distinct(list(pic.Incidents, func(i workflow.PictureIncident) string { return i.Element })),
		Fristen:   fristen(pic.Timers),
		Warten:    list(def.Process.Waiting(st), wartenOf),
		// a person jumps to those only
		Sprungziele: list(def.Process.UserTasks(), func(e *workflow.Element) api.Sprungziel {
			return api.Sprungziel{Element: e.ID, Name: e.Label()}
		}),
		Namen: namen(def.Process, pic), Gesetzt: []string{},
	}
}

// namen are what people call the elements a run stands at: a gateway has a name by its neighbour only.
func namen(p *workflow.Process, pic workflow.Picture) map[string]string {
	out := map[string]string{}
	for _, t := range pic.Tokens {
		if e := p.Element(t.Element); e != nil {
			out[t.Element] = e.Label()
		}
	}
	return out
}

// fristen: what runs once for each of several may end for all on the same day; one line says it.
func fristen(timers []workflow.PictureTimer) []api.Prozessfrist {
	out := []api.Prozessfrist{}
	for i, t := range timers {
		if !slices.ContainsFunc(timers[:i], func(x workflow.PictureTimer) bool {
			return x.Element == t.Element && x.Held == t.Held && x.Due.Equal(t.Due)
		}) {
			out = append(out, prozessfristOf(t))
		}
	}
	return out
}

// prozessfristOf says when a timer is due, or why it stands still.
func prozessfristOf(t workflow.PictureTimer) api.Prozessfrist {
	return api.Prozessfrist{Element: t.Element, Am: known(t.Due), Steht: api.ProzessfristSteht(steht(t.Due, t.Held))}
}

func known(due time.Time) *time.Time {
	if due.IsZero() {
		return nil
	}
	return &due
}

// steht says why a timer ends on no day: somebody stopped its clock, or it begins with a Bekanntgabe that is not known.
func steht(due time.Time, held bool) string {
	switch {
	case held:
		return "angehalten"
	case due.IsZero():
		return "bekanntgabe"
	}
	return ""
}

func wartenOf(w workflow.Waiting) api.Warten {
	return api.Warten{Element: w.Element, Name: w.Name, Seit: w.Since, AnAufgabe: w.AtTask, Zweige: all(w.Others),
		Ereignisse: list(w.Events, func(e workflow.WaitingEvent) api.Warteereignis {
			out := api.Warteereignis{Token: e.Wait, Element: e.Element, Name: e.Name, Bis: known(e.Due),
				Art: api.WarteereignisArt(e.Kind), Nachricht: e.Message, Danach: all(e.Then), Endet: e.Ends}
			if e.Kind == workflow.WaitTimer {
				out.Steht = api.WarteereignisSteht(steht(e.Due, e.Held))
			}
			return out
		})}
}

func distinct(in []string) []string {
	out := all(in)
	slices.Sort(out)
	return slices.Compact(out)
}
