package workflow

import "time"

// Effect is something the host has to do in the transaction that stores the new state. The set is
// closed; effects are in the order they came about.
type Effect interface {
	EffectKind() string
	effect()
}

// CreateTask opens an Aufgabe, or renews the open one with the same token after a Migrate.
type CreateTask struct {
	Token           string
	Element         string
	Name            string
	Aktion          string // "" or one of the Aktion constants
	Rolle           string
	Einheit         string // "" = unit of the Vorgang
	Felder          []Feld
	Faellig         *time.Time
	VierAugenGruppe string
	Ausgeschlossen  []string // actors the four-eyes rule will refuse
	Hinweis         string
}

// CloseTask ends an Aufgabe: Erledigt if it was completed, otherwise the process withdrew it.
type CloseTask struct {
	Token    string
	Erledigt bool
}

// RunService asks for a job of a closed kind (see Services). Schluessel is the idempotency key for
// whatever leaves the house: it stays the same over every Retry while Token changes.
type RunService struct {
	Kind       string
	Input      map[string]any
	Token      string
	Schluessel string
	Element    string
	Name       string
}

// StartTimer asks for TimerDue{Token, Due} at Due.
type StartTimer struct {
	Token   string
	Due     time.Time
	Element string
	Name    string
}

// CancelTimer withdraws a timer that has not fired, or is about to be started anew elsewhere.
type CancelTimer struct{ Token string }

// Subscribe waits for a message of this name, and of this key where one is given.
type Subscribe struct {
	Token string
	Name  string
	Key   string
}

// Unsubscribe ends a subscription, also the one a message has just answered.
type Unsubscribe struct{ Token string }

// SetStatus proposes a status of the Vorgang. It is idempotent, and the rules of the Vorgang decide.
type SetStatus struct{ Status string }

// Journal is a line for the Verlauf.
type Journal struct {
	Art     string // one of the Journal constants
	Element string
	Name    string
	Text    string // German sentence
}

// The kinds of Journal lines.
const (
	JournalGestartet    = "gestartet"
	JournalErledigt     = "erledigt"
	JournalEntscheidung = "entscheidung"
	JournalFrist        = "frist"
	JournalNachricht    = "nachricht"
	JournalAufbewahrt   = "aufbewahrt" // a message came early
	JournalVonHand      = "von_hand"   // a person ended a wait
	JournalFehler       = "fehler"
	JournalSprung       = "sprung"
	JournalUebersprung  = "uebersprungen"
	JournalMigration    = "migration"
	JournalAbbruch      = "abbruch"
	JournalBeendet      = "beendet"
)

// Finished says that the run is over: it came to its end, or was cancelled.
type Finished struct{ Abgebrochen bool }

// Incident says that Token cannot go on by itself. Retry, Skip, Jump and Cancel answer it.
type Incident struct {
	Token   string
	Element string
	Code    string
	Reason  string // German sentence
}

// Overtaken says that a Frist ended on a day that was put right since, and the run has gone on from there. It would end
// on Due; zero = it would not run. A person has to look.
type Overtaken struct {
	Element string
	Name    string
	Due     time.Time
}

// The stable names of the effects.
func (CreateTask) EffectKind() string  { return "create_task" }
func (CloseTask) EffectKind() string   { return "close_task" }
func (RunService) EffectKind() string  { return "run_service" }
func (StartTimer) EffectKind() string  { return "start_timer" }
func (CancelTimer) EffectKind() string { return "cancel_timer" }
func (Subscribe) EffectKind() string   { return "subscribe" }
func (Unsubscribe) EffectKind() string { return "unsubscribe" }
func (SetStatus) EffectKind() string   { return "set_status" }
func (Journal) EffectKind() string     { return "journal" }
func (Finished) EffectKind() string    { return "finished" }
func (Incident) EffectKind() string    { return "incident" }
func (Overtaken) EffectKind() string   { return "overtaken" }

func (CreateTask) effect()  {}
func (CloseTask) effect()   {}
func (RunService) effect()  {}
func (StartTimer) effect()  {}
func (CancelTimer) effect() {}
func (Subscribe) effect()   {}
func (Unsubscribe) effect() {}
func (SetStatus) effect()   {}
func (Journal) effect()     {}
func (Finished) effect()    {}
func (Incident) effect()    {}
func (Overtaken) effect()   {}
