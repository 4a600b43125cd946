package casework

import (
	"time"

	"github.com/google/uuid"
)

// Zugriff is an entry of the read log: somebody looked at something. What they did stands in the Verlauf.
type Zugriff struct {
	Am        time.Time
	Akteur    string     // user name, or "antragsteller"
	Art       string     // listed in Zugriffsarten
	Vorgang   *uuid.UUID // nil = a list; of a Klärfall the Eingang
	Objekt    *uuid.UUID // the Dokument, the message, the Klärfall
	Daten     map[string]any
	Vorgaenge []uuid.UUID // that a list or a search showed
}

// Zugriffsarten lists every Art with the words of the exported file. The browser's catalogue has them too; a test
// compares both.
var Zugriffsarten = map[string]string{
	"vorgang":              "Vorgang geöffnet",
	"dokument":             "Dokument geöffnet",
	"verlauf":              "Verlauf gelesen",
	"prozess":              "Stand des Prozesses gelesen",
	"uebung":               "Vorgang in der Übung gezeigt",
	"vorschau":             "Bescheid als Entwurf gezeigt",
	"nachweis":             "Nachweis ausgegeben",
	"export":               "Vorgang exportiert",
	"liste":                "Liste von Vorgängen gesehen",
	"suche":                "Vorgänge gesucht",
	"klaerfall":            "Klärfall geöffnet",
	"klaerfall_vergleich":  "Klärfall mit Vorgang verglichen",
	"klaerfaelle":          "Liste der Klärfälle gesehen",
	"poststellenbuch":      "Poststellenbuch gesehen",
	"postausgang":          "Postausgang gesehen",
	"druck":                "Brief gedruckt",
	"antragsraum_liste":    "Im Antragsraum: eigene Anträge gesehen",
	"antragsraum_vorgang":  "Im Antragsraum: Antrag geöffnet",
	"antragsraum_dokument": "Im Antragsraum: Dokument geöffnet",
	"leseprotokoll":        "Leseprotokoll gelesen",
	"leseprotokoll_datei":  "Leseprotokoll ausgegeben",
}

// MinZugriffMonate is the least time that the read log stays: whoever could shorten it could hide what they read.
const MinZugriffMonate = 6
