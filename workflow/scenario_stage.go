package workflow

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"
)

// stage is a scenario under way: the state, and what a host would have made of the effects.
type stage struct {
	def     *Definition
	facts   Facts
	state   State
	tasks   map[string]CreateTask // by token
	running map[string]RunService
	status  string
	effects []Effect // of the current step
	err     error    // of the current step
	spent   int      // commands and elements passed so far, see maxSpent
	// Of an Uebung: the step at hand, from 1, and what happened so far.
	nr  int
	log []Verlaufzeile
}

// play runs one step; it returns what is wrong with the step itself.
func (s *stage) play(step Schritt) string {
	s.effects, s.err = nil, nil
	switch step.Befehl {
	case BefehlStart:
		s.do(Start{})
	case BefehlErledigen:
		return s.withTask(step, func(token string) Command {
			return CompleteTask{Token: token, Values: step.Werte, Actor: cmp.Or(step.Person, "person")}
		})
	case BefehlNachricht:
		s.do(MessageArrived{Name: step.Name, Key: step.Schluessel, Values: step.Werte})
	case BefehlDienst:
		return s.withService(step, func(token string) Command {
			return ServiceDone{Token: token, Values: step.Werte}
		})
	case BefehlDienstFehler:
		return s.withService(step, func(token string) Command {
			return ServiceFailed{Token: token, Code: step.Code, Reason: step.Grund}
		})
	case BefehlWarten:
		return s.wait(step)
	case BefehlSpringen:
		return s.withToken(step, "", func(token string) Command {
			return Jump{Token: token, To: step.Ziel, Reason: step.Grund, Others: step.Zweige}
		})
	case BefehlWiederholen:
		return s.withToken(step, WaitIncident, func(token string) Command { return Retry{token} })
	case BefehlUeberspringen:
		return s.withToken(step, WaitIncident, func(token string) Command { return Skip{token, step.Grund} })
	case BefehlAbbrechen:
		s.do(Cancel{step.Grund})
	case BefehlBekanntgabe:
		return s.announce()
	default:
		return fmt.Sprintf("Den Befehl „%s“ gibt es nicht.", step.Befehl)
	}
	return ""
}

// announce lets the letter sent last become known today.
func (s *stage) announce() string {
	if s.facts.Brief.ID == "" {
		return "Es ist noch kein Brief verschickt."
	}
	s.facts.Brief.Bekannt = s.facts.Now
	s.do(Announced{Brief: s.facts.Brief.ID, Am: s.facts.Now})
	return ""
}

// write notes that the element at a token sends a letter, as a host does before it completes the element.
func (s *stage) write(token string) {
	t, _ := s.state.Token(token)
	if e := s.def.Process.Element(t.Element); e != nil && e.writes() {
		s.facts.Brief = Brief{ID: token}
	}
}

// maxSpent bounds a whole story: commands, and elements that tokens pass in them. One command has guards of its own.
const maxSpent = 200_000

// costly is what a command counts for beside the elements it passes.
const costly = 40

// do applies a command and keeps what a host would keep.
func (s *stage) do(cmd Command) {
	if s.spent += costly; s.spent > maxSpent {
		s.err = &Error{Code: CodeGrenze, Reason: "Das wird zu lang: Bis hierher ist schon zu viel geschehen."}
		return
	}
	switch c := cmd.(type) {
	case CompleteTask:
		s.write(c.Token)
	case ServiceDone:
		s.write(c.Token)
	}
	var effects []Effect
	var steps int
	s.state, effects, steps, s.err = applyCounted(s.def.Process, s.state, cmd, s.facts)
	s.spent += steps
	if s.tasks == nil {
		s.tasks, s.running = map[string]CreateTask{}, map[string]RunService{}
	}
	for _, e := range effects {
		switch e := e.(type) {
		case CreateTask:
			s.tasks[e.Token] = e
		case CloseTask:
			delete(s.tasks, e.Token)
		case RunService:
			s.running[e.Token] = e
		case SetStatus:
			s.status = e.Status
		}
	}
	s.effects = append(s.effects, effects...)
	s.note(effects)
}

// nth returns the one a step means of several: the nr-th, 0 = the first.
func nth[T any](list []T, nr int) (one T, ok bool) {
	i := max(nr, 1) - 1
	if i >= len(list) {
		return one, false
	}
	return list[i], true
}

// older orders tokens by when they came about: t9 before t10.
func older(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }

// openTasks are the tasks as they were opened.
func (s *stage) openTasks() []CreateTask {
	return slices.SortedFunc(maps.Values(s.tasks), func(a, b CreateTask) int { return older(a.Token, b.Token) })
}

// openServices are the services that have not answered.
func (s *stage) openServices() []RunService {
	var list []RunService
	for _, run := range s.running {
		if t, ok := s.state.Token(run.Token); ok && t.Wait == WaitService {
			list = append(list, run)
		}
	}
	slices.SortFunc(list, func(a, b RunService) int { return older(a.Token, b.Token) })
	return list
}

func (s *stage) withTask(step Schritt, command func(string) Command) string {
	list := slices.DeleteFunc(s.openTasks(), func(t CreateTask) bool { return t.Element != step.Aufgabe })
	t, ok := nth(list, step.Nr)
	if !ok {
		return fmt.Sprintf("Die Aufgabe „%s“ ist nicht offen. Offen: %s.", step.Aufgabe, s.open())
	}
	s.do(command(t.Token))
	return ""
}

func (s *stage) withService(step Schritt, command func(string) Command) string {
	list := slices.DeleteFunc(s.openServices(), func(run RunService) bool {
		return run.Element != step.Dienst && run.Kind != step.Dienst
	})
	run, ok := nth(list, step.Nr)
	if !ok {
		return fmt.Sprintf("Der Dienst „%s“ läuft nicht.", step.Dienst)
	}
	s.do(command(run.Token))
	return ""
}

// withToken finds a token at the element; wait, where given, is what it has to wait for.
func (s *stage) withToken(step Schritt, wait string, command func(string) Command) string {
	at := slices.DeleteFunc(slices.Clone(s.state.Tokens), func(t Token) bool { return t.Element != step.Aufgabe })
	if held := slices.DeleteFunc(slices.Clone(at), func(t Token) bool { return t.Wait != wait }); len(held) > 0 {
		at = held
	}
	t, ok := nth(at, step.Nr)
	if !ok {
		return fmt.Sprintf("An „%s“ steht der Prozess nicht.", step.Aufgabe)
	}
	s.do(command(t.ID))
	return ""
}

// due is the timer that fires next, nil = none will.
func (s *stage) due() *Wait {
	var next *Wait
	for i, w := range s.state.Waits {
		if w.Kind == WaitTimer && !w.Due.IsZero() && (next == nil || w.Due.Before(next.Due)) {
			next = &s.state.Waits[i]
		}
	}
	return next
}

// until is the moment a step waits for, or why there is none.
func (s *stage) until(step Schritt) (time.Time, string) {
	now := s.facts.Now
	switch step.Bis {
	case "":
		at, err := AddISO(now, step.Dauer)
		if err != nil {
			return now, err.Error()
		}
		return at, ""
	case BisEreignis:
		next := s.due()
		if next == nil {
			return now, "Es läuft keine Frist und keine andere Zeit, auf die gewartet werden könnte."
		}
		return latest(now, next.Due.In(now.Location())), ""
	}
	day, err := time.ParseInLocation(time.DateOnly, step.Bis, now.Location())
	if err != nil || day.Year() > 9999 {
		return now, fmt.Sprintf("„%s“ ist kein Tag (Beispiel: 2026-12-28).", step.Bis)
	}
	at := time.Date(day.Year(), day.Month(), day.Day(), now.Hour(), now.Minute(), now.Second(), 0, now.Location())
	if at.Before(now) {
		return now, fmt.Sprintf("Die Uhr geht nur vorwärts: Der %s ist schon vorbei.", day.Format("02.01.2006"))
	}
	return at, ""
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// wait lets time pass and fires the timers that become due, the earliest first.
func (s *stage) wait(step Schritt) string {
	until, problem := s.until(step)
	if problem != "" {
		return problem
	}
	for range 1000 {
		next := s.due()
		if next == nil || next.Due.After(until) {
			s.facts.Now = until
			return ""
		}
		if next.Due.After(s.facts.Now) {
			s.facts.Now = next.Due.In(until.Location())
		}
		if s.do(TimerDue{Token: next.ID, Due: next.Due}); s.err != nil {
			return s.err.Error()
		}
	}
	return "In dieser Zeit treten mehr als 1000 Zeitpunkte ein."
}

func (s *stage) open() string {
	var names []string
	for _, token := range sortedKeys(s.tasks) {
		names = append(names, s.tasks[token].Element)
	}
	slices.Sort(names)
	return joined(names)
}
