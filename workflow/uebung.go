package workflow

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// MaxSchritte bounds the steps of an Uebung.
const MaxSchritte = 200

// maxVerlauf bounds what is told of an Uebung: the newest lines.
const maxVerlauf = 500

// Uebung is a procedure played for practice: the engine alone plays it, from steps a person chooses. Nothing of it is
// stored or sent, and the clock it turns is its own.
type Uebung struct {
	Def   *Definition
	Facts Facts // when it begins
	// Of a run that is under way; the zero State begins anew.
	State    State
	Aufgaben []CreateTask // open in State
	Status   string
}

// Uebungsstand is what stands after the steps of an Uebung.
type Uebungsstand struct {
	Jetzt       time.Time
	State       State
	Aufgaben    []OffeneAufgabe
	Dienste     []OffenerDienst
	Nachrichten []Botschaft
	Brief       bool      // a letter was sent whose Bekanntgabe is not known
	Naechstes   time.Time // when the next timer is due; zero = none will be
	Status      string    // proposed last
	Verlauf     []Verlaufzeile
	Gespielt    int            // so many steps were played
	Fehler      *Schrittfehler // why the next one was not; nil = all were
}

// OffeneAufgabe is a task that may be completed.
type OffeneAufgabe struct {
	CreateTask
	Nr        int      // among those at its element, from 1
	Formular  []Feld   // what a person fills in
	Kennungen []string // what the program would put in beside that
}

// OffenerDienst is a service that may answer.
type OffenerDienst struct {
	Element, Name, Art string
	Nr                 int
	Formular           []Feld
	Kennungen          []string
}

// Botschaft is a message that may arrive.
type Botschaft struct {
	Name, Titel, Schluessel string
	Element, Ereignis       string // where it is waited for; "" = not yet, it would be kept
}

// Verlaufzeile is one line of what happened.
type Verlaufzeile struct {
	Am      time.Time
	Schritt int // that it belongs to, from 1
	Art     string
	Text    string
}

// Schrittfehler is why a step could not be played.
type Schrittfehler struct {
	Schritt int // from 1
	Grund   string
	Felder  map[string]string // as in Error
}

// Play plays the steps up to the first that does not fit. Same steps, same result.
func (u Uebung) Play(schritte []Schritt) Uebungsstand {
	s := u.stage()
	stand := Uebungsstand{}
	for i, step := range schritte {
		if stand.Fehler = s.practise(i, step); stand.Fehler != nil {
			break
		}
		stand.Gespielt++
	}
	s.show(&stand)
	return stand
}

func (u Uebung) stage() *stage {
	s := &stage{def: u.Def, facts: u.Facts, state: u.State.clone(), status: u.Status,
		tasks: map[string]CreateTask{}, running: map[string]RunService{}}
	for _, t := range u.Aufgaben {
		s.tasks[t.Token] = t
	}
	r := &run{p: u.Def.Process, st: &s.state}
	for _, t := range s.state.Tokens {
		if e := r.find(t.Scope, t.Element); t.Wait == WaitService && e != nil && e.Dienst != nil {
			s.running[t.ID] = RunService{Kind: e.Dienst.Art, Token: t.ID, Schluessel: t.Key, Element: e.ID,
				Name: e.Label()}
		}
	}
	return s
}

// practise plays the i-th step, or says why it cannot and leaves everything as it was.
func (s *stage) practise(i int, step Schritt) *Schrittfehler {
	if i >= MaxSchritte {
		return &Schrittfehler{Schritt: i + 1, Grund: fmt.Sprintf(
			"Eine Übung hat höchstens %d Schritte. Bitte von vorn beginnen.", MaxSchritte)}
	}
	before := *s
	before.tasks, before.running = maps.Clone(s.tasks), maps.Clone(s.running)
	s.nr = i + 1
	problem := s.play(step)
	var why *Error
	switch {
	case errors.As(s.err, &why):
		problem = why.Reason
	case problem == "" && len(s.effects) == 0:
		problem = idle[step.Befehl]
	}
	if problem == "" {
		return nil
	}
	*s = before
	fehler := &Schrittfehler{Schritt: i + 1, Grund: problem}
	if why != nil {
		fehler.Felder = why.Fields
	}
	return fehler
}

// idle says of commands that they changed nothing. To a person that is no success.
var idle = map[string]string{
	BefehlStart:         "Der Ablauf hat schon begonnen.",
	BefehlNachricht:     "Auf diese Nachricht wartet der Ablauf nicht, auch später nicht.",
	BefehlWiederholen:   "Hier gibt es nichts zu wiederholen.",
	BefehlUeberspringen: "Hier gibt es nichts zu überspringen.",
	BefehlSpringen:      "Von hier aus kann man nicht springen.",
	BefehlAbbrechen:     "Der Ablauf ist schon zu Ende.",
}

// note keeps what a person is told of effects.
func (s *stage) note(effects []Effect) {
	for _, effect := range effects {
		switch e := effect.(type) {
		case Journal:
			s.log = append(s.log, Verlaufzeile{Am: s.facts.Now, Schritt: s.nr, Art: e.Art, Text: e.Text})
		case Incident:
			s.log = append(s.log, Verlaufzeile{Am: s.facts.Now, Schritt: s.nr, Art: JournalFehler, Text: e.Reason})
		}
	}
	if n := len(s.log) - maxVerlauf; n > 0 {
		s.log = slices.Clone(s.log[n:])
	}
}

// show fills in what stands now.
func (s *stage) show(stand *Uebungsstand) {
	stand.Jetzt, stand.State, stand.Status, stand.Verlauf = s.facts.Now, s.state, s.status, s.log
	stand.Brief = s.facts.Brief.ID != "" && s.facts.Brief.Bekannt.IsZero()
	if next := s.due(); next != nil {
		stand.Naechstes = next.Due.In(s.facts.Now.Location())
	}
	nr := map[string]int{}
	for _, t := range s.openTasks() {
		nr[t.Element]++
		o := OffeneAufgabe{CreateTask: t, Nr: nr[t.Element]}
		o.Formular, o.Kennungen = typed(t.Felder, aktionen[t.Aktion])
		stand.Aufgaben = append(stand.Aufgaben, o)
	}
	clear(nr)
	for _, run := range s.openServices() {
		nr[run.Element]++
		o := OffenerDienst{Element: run.Element, Name: run.Name, Art: run.Kind, Nr: nr[run.Element]}
		o.Formular, o.Kennungen = typed(services[run.Kind].Aus, services[run.Kind].Aus)
		stand.Dienste = append(stand.Dienste, o)
	}
	stand.Nachrichten = s.botschaften()
}

// kennungen are values the program gives; nobody types them.
var kennungen = []string{"nachricht", "nachforderung", "bescheid", "sendung", "zahlung", "link"}

// typed parts the fields a person fills in from those the program would. yielded are those of an act or a service.
func typed(felder, yielded []Feld) (form []Feld, made []string) {
	for _, f := range felder {
		yields := slices.ContainsFunc(yielded, func(y Feld) bool { return y.Name == f.Name && y.Typ == f.Typ })
		if yields && f.Typ == TypText && slices.Contains(kennungen, f.Name) {
			made = append(made, f.Name)
			continue
		}
		f.Label = cmp.Or(f.Label, titles[f.Name], f.Name)
		form = append(form, f)
	}
	return form, made
}

// titles are those of what services yield.
var titles = map[string]string{"frist": "Frist", "code": "Code der Antwort", "antwort": "Text der Antwort"}

// botschaften are the messages that may arrive: those waited for, and those that would come too early.
func (s *stage) botschaften() []Botschaft {
	if s.state.Phase != PhaseRunning {
		return nil
	}
	var list []Botschaft
	r := &run{p: s.def.Process, st: &s.state}
	for _, w := range s.state.Waits {
		b := Botschaft{Name: w.Name, Titel: messageTitle(w.Name), Schluessel: cmp.Or(w.Key, w.Answers),
			Element: w.Element, Ereignis: r.label(w)}
		if w.Kind == WaitMessage && !slices.Contains(list, b) {
			list = append(list, b)
		}
	}
	waited := len(list)
	for _, name := range sortedKeys(messages) {
		known := func(b Botschaft) bool { return b.Name == name }
		if slices.ContainsFunc(list[:waited], known) || !s.def.Process.expects(name, map[*Process]bool{}) {
			continue
		}
		b := Botschaft{Name: name, Titel: messageTitle(name)}
		for _, q := range s.state.Asked {
			if q.Name == name {
				b.Schluessel = q.Key
			}
		}
		list = append(list, b)
	}
	return list
}
