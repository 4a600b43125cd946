package workflow

import (
	"maps"
	"slices"

	"github.com/expr-lang/expr/types"
)

// The acts on the Vorgang that complete a user task. The host completes the task when the person does
// the act, with the values it yields; "" is a plain task with a form of its own.
const (
	AktionNachforderung = "nachforderung"
	AktionNachricht     = "nachricht"
	AktionBescheid      = "bescheid"
	AktionZuarbeit      = "zuarbeit"
	AktionAbschluss     = "abschluss"
)

// The values of `bescheid.ergebnis`.
const (
	ErgebnisBewilligt = "bewilligt"
	ErgebnisTeilweise = "teilweise"
	ErgebnisAbgelehnt = "abgelehnt"
)

var ergebnisse = []Option{
	{ErgebnisBewilligt, "bewilligt"}, {ErgebnisTeilweise, "teilweise bewilligt"}, {ErgebnisAbgelehnt, "abgelehnt"},
}

// aktionen lists per act the values it yields besides the fields of the task itself.
var aktionen = map[string][]Feld{
	"": nil,
	AktionNachforderung: {
		{Name: "frist", Label: "Frist", Typ: TypDatum, Pflicht: true},
		{Name: "nachricht", Label: "Nachricht", Typ: TypText},
	},
	AktionNachricht: {
		{Name: "nachricht", Label: "Nachricht", Typ: TypText},
		{Name: "frist", Label: "Antwort bis", Typ: TypDatum},
	},
	AktionBescheid: {
		{Name: "ergebnis", Label: "Ergebnis", Typ: TypAuswahl, Pflicht: true, Optionen: ergebnisse},
		{Name: "gebuehr", Label: "Gebühr", Typ: TypBetrag},
	},
	AktionZuarbeit:  nil,
	AktionAbschluss: nil,
}

// Aktionen returns the closed list of acts and the values each yields.
func Aktionen() map[string][]Feld {
	out := make(map[string][]Feld, len(aktionen))
	for name, felder := range aktionen {
		out[name] = slices.Clone(felder)
	}
	return out
}

// ServiceKind describes one kind of service task: what it takes and what it gives back.
type ServiceKind struct {
	Titel string
	Ein   []Feld
	Aus   []Feld
	// Statt says what to draw in place of a kind that no installation does yet; "" = it is done.
	Statt string
}

// services is the closed list of service task kinds. None of them decides anything: create_bescheid
// makes a draft, because a fully automatic act needs a law of its own (VwVfG §35a).
// A kind that is not done keeps its port: drawings with it are read, and it can be built later.
var services = map[string]ServiceKind{
	"send_message": {Titel: "Nachricht an den Antragsteller senden",
		Ein: []Feld{need("betreff", TypText), may("text", TypText), may("baustein", TypText), may("vorlage", TypText)},
		Aus: []Feld{may("nachricht", TypText)}},
	"request_documents": {Titel: "Unterlagen nachfordern",
		Ein: []Feld{need("unterlagen", TypText), may("text", TypText), need("dauer", TypText)},
		Aus: []Feld{may("nachforderung", TypText), may("frist", TypDatum)}},
	"create_bescheid": {Titel: "Bescheid entwerfen",
		Ein: []Feld{{Name: "ergebnis", Typ: TypAuswahl, Pflicht: true, Optionen: ergebnisse},
			may("gebuehr", TypBetrag), may("gruende", TypText), may("auflagen", TypText)},
		Aus:   []Feld{may("bescheid", TypText)},
		Statt: "eine Benutzeraufgabe mit der Aktion bescheid"},
	"hand_over": {Titel: "An Fachverfahren oder DMS übergeben",
		Ein: []Feld{need("ausgang", TypText), may("anlass", TypText)},
		Aus: []Feld{may("sendung", TypText)}},
	"payment_link": {Titel: "Zahlungslink erzeugen",
		Ein:   []Feld{need("betrag", TypBetrag), need("zweck", TypText)},
		Aus:   []Feld{may("zahlung", TypText), may("link", TypText)},
		Statt: "eine Benutzeraufgabe, in der jemand die Zahlung anfordert und ihren Eingang vermerkt"},
	"set_frist": {Titel: "Frist setzen",
		Ein: []Feld{need("art", TypText), may("dauer", TypText), may("datum", TypDatum)},
		Aus: []Feld{may("frist", TypDatum)}},
	"notify": {Titel: "Mitarbeitende benachrichtigen",
		Ein: []Feld{need("an", TypText), need("text", TypText)}},
	"webhook": {Titel: "Eingerichtetes Ziel aufrufen",
		Ein:   []Feld{need("ziel", TypText), may("daten", TypText)},
		Aus:   []Feld{may("code", TypZahl), may("antwort", TypText)},
		Statt: "den Dienst hand_over mit einem eingerichteten Ausgang oder eine Benutzeraufgabe"},
}

// offered are the kinds of service a person may be told to use.
func offered() []string {
	return slices.DeleteFunc(sortedKeys(services), func(name string) bool { return services[name].Statt != "" })
}

// The messages this program sends by itself.
const (
	NachrichtAntwort    = "antwort"
	NachrichtRuecknahme = "ruecknahme"
)

// MessageKind describes one message that may reach a process.
type MessageKind struct {
	Titel string
	Von   string // who sends it, for a person: „schickt die antragstellende Person“
	// Auf names what it answers: by act or kind of service the value that identifies the question.
	Auf map[string]string
}

// messages is the closed list of what a process may wait for. A channel that brings another one adds its line here,
// and its name to SentMessages once it is built.
var messages = map[string]MessageKind{
	NachrichtAntwort: {"Antwort auf eine Anfrage", "schickt die antragstellende Person",
		map[string]string{AktionNachforderung: "nachricht", AktionNachricht: "nachricht",
			"request_documents": "nachforderung"}},
	NachrichtRuecknahme: {"Rücknahme des Antrags", "erklärt die antragstellende Person", nil},
	"zahlung": {"Zahlung eingegangen", "meldet der Bezahldienst",
		map[string]string{"payment_link": "zahlung"}},
	"rueckmeldung": {"Rückmeldung des Fachverfahrens", "schickt das Fachverfahren",
		map[string]string{"hand_over": "sendung"}},
}

// SentMessages are those that something in this program sends.
func SentMessages() []string { return []string{NachrichtAntwort, NachrichtRuecknahme} }

// Messages returns the closed list of messages by name.
func Messages() map[string]MessageKind { return maps.Clone(messages) }

func need(name, typ string) Feld { return Feld{Name: name, Typ: typ, Pflicht: true} }
func may(name, typ string) Feld  { return Feld{Name: name, Typ: typ} }

// Services returns the closed list of service task kinds by name.
func Services() map[string]ServiceKind {
	out := make(map[string]ServiceKind, len(services))
	for name, s := range services {
		out[name] = s
	}
	return out
}

// Statuses is the closed list of status values of a Vorgang.
func Statuses() []string {
	return []string{"neu", "angenommen", "in_bearbeitung", "beschieden", "abgeschlossen", "verworfen", "zu_loeschen"}
}

// Rollen is the closed list of roles a task may be for.
func Rollen() []string {
	return []string{"sachbearbeitung", "teamleitung", "poststelle", "administration"}
}

// vorgangTypes is what Facts.Vorgang may hold and conditions may name.
var vorgangTypes = types.Map{
	"nummer": types.String, "aktenzeichen": types.String, "titel": types.String, "status": types.String,
	"einheit": types.String, "bearbeiter": types.String, "verfahren": types.String, "version": types.String,
	"eingang": types.String, "zugang": types.String, "formular": types.String, "vertrauensniveau": types.Float64,
	"antragsteller": types.String, "dokumente": types.Float64,
}
