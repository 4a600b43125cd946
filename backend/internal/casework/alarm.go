package casework

import (
	"time"

	"github.com/google/uuid"
)

// Kinds of alarm.
const (
	AlarmStill     = "still"         // nothing comes for longer than this form server is ever silent
	AlarmAbruf     = "abruf"         // fetching fails
	AlarmFehler    = "fehler"        // many deliveries fail or are refused at once
	AlarmKlaerfall = "klaerfall_alt" // a Klärfall waits too long
	AlarmKanal     = "kanal"         // nothing goes by a channel to mailboxes; of no Zugang
)

// Channels of alarms.
const (
	AlarmEmail   = "email"
	AlarmWebhook = "webhook"
)

const (
	alarmKlaerfaelle = 10 // of one Zugang in an hour
	alarmAbweisungen = 50
)

// Alarme are the kinds of alarm that this situation is; none of a Zugang that is switched off.
func (l *Zugangslage) Alarme(now time.Time) (out []string) {
	if !l.Aktiv {
		return nil
	}
	if l.Still(now) {
		out = append(out, AlarmStill)
	}
	if l.AbrufGestoert() {
		out = append(out, AlarmAbruf)
	}
	if l.KlaerfaelleStunde >= alarmKlaerfaelle || l.AbweisungenStunde >= alarmAbweisungen {
		out = append(out, AlarmFehler)
	}
	if KlaerfallAlt(l.KlaerfallSeit, l.KlaerfallStunden, now) {
		out = append(out, AlarmKlaerfall)
	}
	return out
}

// Alarmmeldung is what an alarm says: which Zugang, what, since when, and where to look. Never content of an
// application.
type Alarmmeldung struct {
	Alarm      uuid.UUID
	Art        string
	Zugang     string // name; of AlarmKanal those of the channels
	Titel      string // of the Zugang for people, may be empty
	Behoerde   string
	Seit       time.Time
	Ende       *time.Time // nil = it begins
	Link       string
	An         []string // mail addresses, or the one address of the webhook
	Schluessel string   // of the webhook's signature
}
