package casework

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"kontor/workflow"
)

// AufgabeZustand of an Aufgabe.
type AufgabeZustand string

// The closed list.
const (
	AufgabeOffen     AufgabeZustand = "offen"
	AufgabeErledigt  AufgabeZustand = "erledigt"
	AufgabeEntfallen AufgabeZustand = "entfallen"
)

// Actions of a person that complete an Aufgabe of the process (kontor:aufgabe aktion="…").
const (
	AktionNachforderung = "nachforderung"
	AktionNachricht     = "nachricht"
	AktionBescheid      = "bescheid"
	AktionZuarbeit      = "zuarbeit"
	AktionAbschluss     = "abschluss"
)

// Aufgabe is a step the process asks a person to do.
type Aufgabe struct {
	ID          uuid.UUID
	Vorgang     uuid.UUID
	Token       string // of the process; a completed Aufgabe answers it once
	Element     string
	Titel       string
	Hinweis     string
	Aktion      string
	Rolle       string
	Einheit     string // empty = the unit of the Vorgang
	Felder      []workflow.Feld
	FaelligAm   *time.Time
	Zustand     AufgabeZustand
	Werte       json.RawMessage
	ErstelltAm  time.Time
	ErledigtAm  *time.Time
	ErledigtVon string
}

// Wiedervorlage: "show me this again on …".
type Wiedervorlage struct {
	ID           uuid.UUID
	Vorgang      uuid.UUID
	Betreff      string
	Beschreibung string
	FaelligAm    time.Time // date
	Erledigt     bool
	Von          string
}

// Kommentar is an internal note.
type Kommentar struct {
	ID      uuid.UUID
	Vorgang uuid.UUID
	Text    string
	Von     string
	Am      time.Time
}

// Angaben are the answers of a finished Aufgabe in the words of its form: labels and the texts of options, not codes.
// What was not stated is left out, and so are ids that an act answers with. An Aufgabe that is open or was withdrawn
// has none.
func (a *Aufgabe) Angaben() []Wortlaut {
	werte := map[string]any{}
	if a.Zustand != AufgabeErledigt || json.Unmarshal(a.Werte, &werte) != nil {
		return nil
	}
	var out []Wortlaut
	for _, f := range a.Felder {
		if w := antwortWortlaut(f, werte[f.Name]); uuid.Validate(w.Text) != nil {
			out = appendZeile(out, w)
		}
	}
	return out
}

func antwortWortlaut(f workflow.Feld, wert any) Wortlaut {
	for _, o := range f.Optionen {
		if o.Wert == wert {
			return Wortlaut{Label: f.Label, Text: o.Label}
		}
	}
	return wortlaut(f.Label, wertFeld(f.Typ, wert))
}
