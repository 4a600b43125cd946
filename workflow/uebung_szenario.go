package workflow

import (
	"errors"
	"slices"
	"time"

	"gopkg.in/yaml.v3"
)

// Szenario writes an Uebung from the start as a file for the folder scenarios: its steps, and as expected what came of
// each. It is played back before it is given out; where it ends differently there, the error says so.
func (u Uebung) Szenario(gegeben Gegeben, titel string, schritte []Schritt, kalender Kalender) ([]byte, error) {
	gegeben.Jetzt = u.Facts.Now.Format(time.RFC3339)
	sc := Scenario{Titel: titel, Gegeben: gegeben}
	s := u.stage()
	for i, step := range schritte {
		if wrong := s.practise(i, step); wrong != nil {
			return nil, &Error{Code: CodeSzenario, Reason: wrong.Grund}
		}
		step.Erwartet = s.seen()
		sc.Schritte = append(sc.Schritte, step)
	}
	raw, err := yaml.Marshal(sc)
	if err != nil {
		return nil, err
	}
	again, err := parseScenario("uebung.yaml", raw)
	if err == nil {
		err = RunScenario(u.Def, again, kalender)
	}
	var why *Error
	if errors.As(err, &why) {
		return nil, &Error{Code: CodeSzenario, Reason: "Als Szenario geht die Übung anders aus: " + why.Reason}
	}
	return raw, err
}

// seen is what a scenario would look at now.
func (s *stage) seen() Erwartet {
	tasks := append([]string{}, s.taskElements()...)
	slices.Sort(tasks)
	over := s.state.Phase != PhaseRunning
	waits := slices.ContainsFunc(s.state.Waits, func(w Wait) bool { return w.Kind == WaitMessage })
	want := Erwartet{Aufgaben: &tasks, Beendet: &over, Nachricht: &waits}
	if s.status != "" {
		status := s.status
		want.Status = &status
	}
	for _, element := range s.timerElements() {
		if want.Fristen == nil {
			want.Fristen = map[string]string{}
		}
		want.Fristen[element] = s.lastDay(element)
	}
	return want
}
