package casework

import (
	"time"

	"github.com/google/uuid"
)

// The jobs. Each is a row written in the transaction of the act that asks for it; delivery is at least
// once, so every worker checks the state it finds before it acts.

// JobSendung hands one Sendung to its target.
type JobSendung struct {
	Mandant uuid.UUID `json:"mandant"`
	Sendung uuid.UUID `json:"sendung"`
	Versuch int       `json:"versuch"` // counts a person's retries, so that each is a job of its own
}

// JobPruefung scans all documents of a Vorgang that wait in quarantine.
type JobPruefung struct {
	Mandant uuid.UUID `json:"mandant"`
	Vorgang uuid.UUID `json:"vorgang"`
}

// JobBescheid renders the letter of one Bescheid and lets it out.
type JobBescheid struct {
	Mandant  uuid.UUID `json:"mandant"`
	Bescheid uuid.UUID `json:"bescheid"`
}

// JobBescheidbrief is JobBescheid of a Bescheid that says more than the program before could write (fee, tenor, whom
// the letter is for): a copy of that one leaves it alone during an upgrade.
type JobBescheidbrief struct {
	Mandant  uuid.UUID `json:"mandant"`
	Bescheid uuid.UUID `json:"bescheid"`
}

// JobDienst runs one service task of a process.
type JobDienst struct {
	Mandant    uuid.UUID      `json:"mandant"`
	Vorgang    uuid.UUID      `json:"vorgang"`
	Token      string         `json:"token"`
	Art        string         `json:"art"`
	Eingabe    map[string]any `json:"eingabe"`
	Schluessel string         `json:"schluessel"` // idempotency key within the Vorgang, the same over every retry
	Element    string         `json:"element"`
	Name       string         `json:"name"`
}

// JobTimer fires one timer of a process.
type JobTimer struct {
	Mandant uuid.UUID `json:"mandant"`
	Vorgang uuid.UUID `json:"vorgang"`
	Token   string    `json:"token"`
	Faellig time.Time `json:"faellig"`
}

// JobSuche fills the search index of one Vorgang.
type JobSuche struct {
	Mandant uuid.UUID `json:"mandant"`
	Vorgang uuid.UUID `json:"vorgang"`
}

// JobEingangsbestaetigung tells an applicant that the application came in.
type JobEingangsbestaetigung struct {
	Mandant uuid.UUID `json:"mandant"`
	Vorgang uuid.UUID `json:"vorgang"`
}

// JobEingang processes one stored delivery that a crash left behind.
type JobEingang struct {
	Mandant uuid.UUID `json:"mandant"`
	Eingang uuid.UUID `json:"eingang"`
}

// JobAbholung lets one Zugang fetch from its form server.
type JobAbholung struct {
	Mandant uuid.UUID `json:"mandant"`
	Zugang  uuid.UUID `json:"zugang"`
}

// JobAbrufFrist ends the provision of a Bescheid that nobody retrieved (§ 41 Abs. 2a VwVfG).
type JobAbrufFrist struct {
	Mandant  uuid.UUID `json:"mandant"`
	Bescheid uuid.UUID `json:"bescheid"`
}

// JobAlarm tells the authority through one channel that an alarm began, or ended.
type JobAlarm struct {
	Mandant uuid.UUID `json:"mandant"`
	Alarm   uuid.UUID `json:"alarm"`
	Kanal   string    `json:"kanal"` // email, webhook
	Ende    bool      `json:"ende"`
}

// JobRueckabruf lets one Kanal say what came back.
type JobRueckabruf struct {
	Mandant uuid.UUID `json:"mandant"`
	Kanal   uuid.UUID `json:"kanal"`
}

// JobRueckmeldung fetches one message that came back, and removes it there.
type JobRueckmeldung struct {
	Mandant uuid.UUID `json:"mandant"`
	Kanal   uuid.UUID `json:"kanal"`
	Kennung string    `json:"kennung"` // the channel's
}

// JobFormatbitte tells an applicant of a file that came back by a Kanal and cannot be used.
type JobFormatbitte struct {
	Mandant  uuid.UUID `json:"mandant"`
	Dokument uuid.UUID `json:"dokument"`
}

// JobKehraus runs every minute: deliveries left behind, expired sessions, polls that are due.
type JobKehraus struct{}

// Kinds are stable: they stand in the database.
func (JobSendung) Kind() string       { return "sendung_zustellen" }
func (JobPruefung) Kind() string      { return "dokumente_pruefen" }
func (JobBescheid) Kind() string      { return "bescheid_erstellen" }
func (JobBescheidbrief) Kind() string { return "bescheid_brief" }
func (JobDienst) Kind() string        { return "prozess_dienst" }
func (JobTimer) Kind() string         { return "prozess_timer" }
func (JobSuche) Kind() string         { return "suche_fuellen" }
func (JobEingang) Kind() string       { return "eingang_verarbeiten" }
func (JobAbholung) Kind() string      { return "zugang_abholen" }
func (JobAbrufFrist) Kind() string    { return "abruf_frist" }
func (JobAlarm) Kind() string         { return "alarm_melden" }
func (JobRueckabruf) Kind() string    { return "rueckmeldungen_abholen" }
func (JobRueckmeldung) Kind() string  { return "rueckmeldung_holen" }
func (JobFormatbitte) Kind() string   { return "formatbitte" }
func (JobEingangsbestaetigung) Kind() string {
	return "eingang_bestaetigen"
}
func (JobKehraus) Kind() string { return "kehraus" }
