package workflow

import (
	"bytes"
	"fmt"
	"time"

	"gopkg.in/yaml.v3"
)

// Scenario is one story a procedure must be able to tell: what is given, what happens, and what is
// expected after each step. The Fachbereich reads and writes it.
type Scenario struct {
	Datei    string    `yaml:"-"`
	Titel    string    `yaml:"titel"`
	Gegeben  Gegeben   `yaml:"gegeben"`
	Schritte []Schritt `yaml:"schritte,omitempty"`
}

// Gegeben is the world at the start. Antrag holds logical variables as a mapping would deliver them.
type Gegeben struct {
	Jetzt   string         `yaml:"jetzt"` // RFC 3339
	Antrag  map[string]any `yaml:"antrag,omitempty"`
	Vorgang map[string]any `yaml:"vorgang,omitempty"`
	// The place, whose holidays count: a Land, for example ST. Without one every day is a working day.
	Land string `yaml:"land,omitempty"`
}

// Kalender gives the working days of a Land; nil = there is no such Land.
type Kalender func(land string) (arbeitstag func(day time.Time) bool)

// The commands of a Schritt.
const (
	BefehlStart         = "start"
	BefehlErledigen     = "erledigen"     // aufgabe, person, werte
	BefehlWarten        = "warten"        // dauer or bis: time passes, due timers fire
	BefehlNachricht     = "nachricht"     // name, schluessel, werte
	BefehlDienst        = "dienst"        // dienst: element, werte
	BefehlDienstFehler  = "dienst_fehler" // dienst: element, code
	BefehlSpringen      = "springen"      // aufgabe, ziel, zweige
	BefehlWiederholen   = "wiederholen"   // aufgabe: element of the incident
	BefehlUeberspringen = "ueberspringen" // aufgabe: element of the incident
	BefehlAbbrechen     = "abbrechen"
	BefehlBekanntgabe   = "bekanntgabe" // the letter sent last becomes known now
)

// BisEreignis lets time pass until the next timer is due.
const BisEreignis = "ereignis"

// Schritt is one command and what it must lead to.
type Schritt struct {
	Befehl  string `yaml:"befehl"`
	Aufgabe string `yaml:"aufgabe,omitempty"`
	Dienst  string `yaml:"dienst,omitempty"`
	// Nr says which is meant of several open at the same element, in the order they came, from 1; 0 = the first.
	Nr         int            `yaml:"nr,omitempty"`
	Ziel       string         `yaml:"ziel,omitempty"`
	Zweige     string         `yaml:"zweige,omitempty"` // beenden or weiterlaufen, of a jump beside other branches
	Name       string         `yaml:"name,omitempty"`
	Schluessel string         `yaml:"schluessel,omitempty"`
	Dauer      string         `yaml:"dauer,omitempty"`
	Bis        string         `yaml:"bis,omitempty"` // a day, at the same time of day, or BisEreignis
	Code       string         `yaml:"code,omitempty"`
	Grund      string         `yaml:"grund,omitempty"`
	Person     string         `yaml:"person,omitempty"`
	Werte      map[string]any `yaml:"werte,omitempty"`
	Erwartet   Erwartet       `yaml:"erwartet,omitempty"`
}

// Erwartet is what must hold after a step. What is not named is not looked at; an empty list says
// that there must be none.
type Erwartet struct {
	Aufgaben *[]string      `yaml:"aufgaben,omitempty"` // elements of the open tasks, in any order
	Dienste  *[]string      `yaml:"dienste,omitempty"`  // kinds of service this step started
	Zeiten   *[]string      `yaml:"zeiten,omitempty"`   // elements whose timers run
	Stoerung *[]string      `yaml:"stoerung,omitempty"` // elements with an incident
	Status   *string        `yaml:"status,omitempty"`   // status proposed last
	Beendet  *bool          `yaml:"beendet,omitempty"`  // the run is over
	Fehler   *string        `yaml:"fehler,omitempty"`   // code of the refusal; the command must fail
	Journal  []string       `yaml:"journal,omitempty"`  // texts this step writes, in part
	Werte    map[string]any `yaml:"werte,omitempty"`    // process variables
	Faellig  string         `yaml:"faellig,omitempty"`  // date of the due time of the one open task, 2025-04-24
	// Fristen are the last days of timers, by element; "" = it runs, and its end is not known.
	Fristen   map[string]string `yaml:"fristen,omitempty"`
	Hinweis   string            `yaml:"hinweis,omitempty"`   // note for the reader, not checked
	Nachricht *bool             `yaml:"nachricht,omitempty"` // somebody waits for a message
}

func parseScenario(name string, raw []byte) (Scenario, error) {
	s := Scenario{Datei: name}
	decoder := yaml.NewDecoder(bytes.NewReader(raw))
	decoder.KnownFields(true)
	if err := decoder.Decode(&s); err != nil {
		return s, &Error{Code: CodeDefinition, Element: "scenarios/" + name, Reason: yamlReason(err)}
	}
	if _, err := time.Parse(time.RFC3339, s.Gegeben.Jetzt); err != nil {
		return s, &Error{Code: CodeDefinition, Element: "scenarios/" + name,
			Reason: "gegeben.jetzt ist kein Zeitpunkt (Beispiel: 2025-04-14T10:00:00+02:00)."}
	}
	return s, nil
}

// RunScenario plays a scenario. The error is *Error with code szenario; its Reason says in German at
// which step what was expected and what came.
// kalender is asked where it names a Land.
func RunScenario(def *Definition, sc Scenario, kalender Kalender) error {
	now, err := time.Parse(time.RFC3339, sc.Gegeben.Jetzt)
	if err != nil {
		return &Error{Code: CodeSzenario, Reason: "gegeben.jetzt ist kein Zeitpunkt."}
	}
	antrag, wrong := def.Meta.Antrag(sc.Gegeben.Antrag)
	for _, name := range sortedKeys(wrong) {
		return &Error{Code: CodeSzenario, Reason: fmt.Sprintf("gegeben.antrag.%s: %s.", name, wrong[name])}
	}
	for _, name := range sortedKeys(sc.Gegeben.Antrag) {
		if _, ok := antrag[name]; !ok {
			return &Error{Code: CodeSzenario, Reason: fmt.Sprintf("gegeben.antrag.%s steht nicht unter daten.", name)}
		}
	}
	s := &stage{def: def, facts: Facts{Now: now, Antrag: antrag, Vorgang: sc.Gegeben.Vorgang}}
	if land := sc.Gegeben.Land; land != "" {
		if kalender != nil {
			s.facts.Arbeitstag = kalender(land)
		}
		if s.facts.Arbeitstag == nil {
			reason := fmt.Sprintf("gegeben.land: Das Land „%s“ gibt es nicht (Beispiel: ST).", land)
			return &Error{Code: CodeSzenario, Reason: reason}
		}
	}
	for i, step := range sc.Schritte {
		problem := s.play(step)
		if problem == "" {
			problem = s.compare(step.Erwartet)
		}
		if problem != "" {
			return &Error{Code: CodeSzenario, Reason: fmt.Sprintf("Schritt %d (%s): %s", i+1, step.label(), problem)}
		}
	}
	return nil
}

func (s Schritt) label() string {
	for _, what := range []string{s.Aufgabe, s.Dienst, s.Name, s.Dauer, s.Bis, s.Ziel} {
		if what != "" {
			return s.Befehl + " " + what
		}
	}
	return s.Befehl
}
