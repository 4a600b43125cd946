package workflow

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
)

// What a scenario expects, held against what has come.

// compare holds what came against what was expected; "" means it fits.
func (s *stage) compare(want Erwartet) string {
	var problems []string
	differ := func(what, expected, got string) {
		problems = append(problems, fmt.Sprintf("%s: erwartet %s, tatsächlich %s.", what, expected, got))
	}
	if got := errorCode(s.err); got != deref(want.Fehler) {
		detail := got
		if s.err != nil {
			detail = s.err.Error()
		}
		differ("Fehler", cmp.Or(deref(want.Fehler), "keiner"), cmp.Or(detail, "keiner"))
	}
	list := func(what string, expected *[]string, got []string) {
		if expected == nil {
			return
		}
		slices.Sort(got)
		if sorted := slices.Sorted(slices.Values(*expected)); !slices.Equal(sorted, got) {
			differ(what, joined(sorted), joined(got))
		}
	}
	list("Aufgaben", want.Aufgaben, s.taskElements())
	list("Dienste", want.Dienste, collectEffects(s.effects, func(e RunService) string { return e.Kind }))
	list("Zeiten", want.Zeiten, s.timerElements())
	list("Störung", want.Stoerung, s.incidentElements())
	if want.Status != nil && *want.Status != s.status {
		differ("Status", *want.Status, cmp.Or(s.status, "keiner"))
	}
	if over := s.state.Phase == PhaseFinished || s.state.Phase == PhaseCancelled; want.Beendet != nil &&
		*want.Beendet != over {
		differ("Beendet", yes(*want.Beendet), yes(over))
	}
	waits := slices.ContainsFunc(s.state.Waits, func(w Wait) bool { return w.Kind == WaitMessage })
	if want.Nachricht != nil && *want.Nachricht != waits {
		differ("Wartet auf eine Nachricht", yes(*want.Nachricht), yes(waits))
	}
	s.compareTexts(want, differ)
	return strings.Join(problems, " ")
}

func (s *stage) compareTexts(want Erwartet, differ func(what, expected, got string)) {
	lines := collectEffects(s.effects, func(e Journal) string { return e.Text })
	for _, text := range want.Journal {
		if !slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(line, text) }) {
			differ("Verlauf", "„"+text+"“", joined(lines))
		}
	}
	werte := s.state.Werte()
	for _, name := range sortedKeys(want.Werte) {
		expected, err := plain(want.Werte[name])
		if err != nil || !reflect.DeepEqual(expected, werte[name]) {
			differ("werte."+name, fmt.Sprint(expected), fmt.Sprint(werte[name]))
		}
	}
	for _, element := range sortedKeys(want.Fristen) {
		if got := s.lastDay(element); got != want.Fristen[element] {
			differ("Frist "+element, cmp.Or(want.Fristen[element], "offen"), cmp.Or(got, "offen"))
		}
	}
	if want.Faellig == "" {
		return
	}
	var dates []string // of all open tasks: one date is expected, whichever task has it
	for _, t := range s.tasks {
		if t.Faellig != nil {
			dates = append(dates, t.Faellig.In(s.facts.Now.Location()).Format(time.DateOnly))
		}
	}
	slices.Sort(dates)
	if due := joined(slices.Compact(dates)); due != want.Faellig {
		differ("Fälligkeit", want.Faellig, due)
	}
}

// lastDay is the day with which the timer of an element ends.
func (s *stage) lastDay(element string) string {
	for _, w := range s.state.Waits {
		if w.Element != element || w.Kind != WaitTimer {
			continue
		}
		if w.Due.IsZero() {
			return ""
		}
		return w.Due.In(s.facts.Now.Location()).Add(-time.Nanosecond).Format(time.DateOnly)
	}
	return "keine"
}

func (s *stage) taskElements() []string {
	var list []string
	for _, t := range s.tasks {
		list = append(list, t.Element)
	}
	return list
}

func (s *stage) timerElements() []string {
	var list []string
	for _, w := range s.state.Waits {
		if w.Kind == WaitTimer {
			list = append(list, w.Element)
		}
	}
	return list
}

func (s *stage) incidentElements() []string {
	var list []string
	for _, t := range s.state.Tokens {
		if t.Wait == WaitIncident {
			list = append(list, t.Element)
		}
	}
	return list
}

func collectEffects[E Effect](effects []Effect, text func(E) string) []string {
	var list []string
	for _, effect := range effects {
		if e, ok := effect.(E); ok {
			list = append(list, text(e))
		}
	}
	return list
}

func errorCode(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func joined(names []string) string {
	if len(names) == 0 {
		return "keine"
	}
	return strings.Join(names, ", ")
}

func yes(b bool) string {
	if b {
		return "ja"
	}
	return "nein"
}
