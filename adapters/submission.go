package adapters

import "time"

// Submission is the one case format. Its JSON is documented in docs/fallformat.md and held to
// docs/fallformat.schema.json by tests.
type Submission struct {
	// Kennung is the form server's own id of the submission and our key against duplicates,
	// unique within one Zugang, for example "lindenfurt/32/20250414765041800273".
	Kennung       string     `json:"kennung"`
	Referenzen    []Referenz `json:"referenzen,omitempty"`
	EingereichtAm *time.Time `json:"eingereichtAm,omitempty"` // by the form server's clock; nil = unknown
	Formular      Formular   `json:"formular"`
	Leika         []string   `json:"leika,omitempty"` // 14 digits each
	// key of the responsible unit, or the form server's OrganisationsEinheitID
	Einheit string `json:"organisationseinheit,omitempty"`
	// ARS (12 digits) or AGS (8 digits) of the place the application is about
	Region        string        `json:"region,omitempty"`
	Antragsteller Antragsteller `json:"antragsteller"`
	Antragsdaten  []Feld        `json:"antragsdaten"`
	Dokumente     []Dokument    `json:"dokumente,omitempty"`
	Zahlung       *Zahlung      `json:"zahlung,omitempty"`
	Hinweise      []Hinweis     `json:"hinweise,omitempty"`
	// DarstellungZaehlt: the Antragsdaten do not hold all of the application, its representation does (mail with a
	// PDF). Otherwise a representation that was rendered anew does not make a repeated delivery another one.
	DarstellungZaehlt bool `json:"-"`
}

// Referenz is a second number under which others know the submission.
type Referenz struct {
	Art  string `json:"art"` // for example "vorgangsnummer", "portal", "uuid"
	Wert string `json:"wert"`
}

// Referenz is the number of a kind; "" = there is none.
func (s *Submission) Referenz(art string) string {
	for _, r := range s.Referenzen {
		if r.Art == art {
			return r.Wert
		}
	}
	return ""
}

// Formular names the form and its version as the form server knows them.
type Formular struct {
	Schluessel string `json:"schluessel"` // for example "32/aussengastronomie"
	Version    string `json:"version,omitempty"`
	Titel      string `json:"titel,omitempty"`
}

// Antragsteller is who applies, as far as login and adapter know it. The form mapping of the
// Verfahren fills what is still empty from the Antragsdaten.
type Antragsteller struct {
	Art          string    `json:"art,omitempty"` // "person" or "organisation"
	Anrede       string    `json:"anrede,omitempty"`
	Titel        string    `json:"titel,omitempty"`
	Vorname      string    `json:"vorname,omitempty"`
	Nachname     string    `json:"nachname,omitempty"`
	Geburtsdatum string    `json:"geburtsdatum,omitempty"` // yyyy-mm-dd
	Firma        string    `json:"firma,omitempty"`
	Strasse      string    `json:"strasse,omitempty"`
	Hausnummer   string    `json:"hausnummer,omitempty"`
	PLZ          string    `json:"plz,omitempty"`
	Ort          string    `json:"ort,omitempty"`
	Land         string    `json:"land,omitempty"`
	Email        string    `json:"email,omitempty"`
	Telefon      string    `json:"telefon,omitempty"`
	Konto        *Konto    `json:"konto,omitempty"`
	Postfach     *Postfach `json:"postfach,omitempty"`
	// 1 niedrig, 3 substanziell, 4 hoch; 0 = unknown, treated as 1
	Vertrauensniveau int `json:"vertrauensniveau,omitempty"`
	// Unbestaetigt names the members, by their JSON names, that were guessed: neither login nor form server nor a
	// mapping says they are the applicant's. Nothing is ever sent to them.
	Unbestaetigt []string `json:"unbestaetigt,omitempty"`
}

// Konto is the user account the person was signed in with.
type Konto struct {
	Art       string `json:"art"`       // "bundid", "bayernid", "osi", "muk" or the name given
	Pseudonym string `json:"pseudonym"` // stable key of the account for us: bPK2, account id
}

// Postfach is the mailbox address the account came with.
type Postfach struct {
	Kanal   string `json:"kanal"` // as Konto.Art
	Adresse string `json:"adresse"`
	// Bescheide: whether Bescheide may be announced there. The person can exclude it while using the online service
	// (§ 9 Abs. 1 OZG); empty = the form is not known to have asked, and nothing is announced there.
	Bescheide string `json:"bescheide,omitempty"`
	// Schluessel is the public key as JWK that what goes there must be encrypted with; empty = the channel knows its
	// own.
	Schluessel string `json:"schluessel,omitempty"`
}

// What a person said of Bescheide in the mailbox.
const (
	BescheideErlaubt        = "erlaubt"
	BescheideAusgeschlossen = "ausgeschlossen"
)

// Typ is the kind of a Feld.
type Typ string

// The closed list of field kinds. A Feld of kind Gruppe or Liste has Felder and no value; the
// children of a Liste are Gruppen or single fields, one per repetition, in order.
const (
	Gruppe    Typ = "gruppe"
	Liste     Typ = "liste"
	Text      Typ = "text"
	Zahl      Typ = "zahl"      // Wert "18.5"
	JaNein    Typ = "ja_nein"   // Wert "true" or "false"
	Datum     Typ = "datum"     // Wert "2025-05-01"
	Zeitpunkt Typ = "zeitpunkt" // Wert RFC 3339
	Betrag    Typ = "betrag"    // Wert "250.00", Waehrung "EUR"
	Auswahl   Typ = "auswahl"   // Code as delivered, Text as shown
	Datei     Typ = "datei"     // Dokument is the id of a Dokument
)

// Feld is one node of the Antragsdaten. Text is what a person reads and keeps the original
// spelling; Wert is the machine's value where it could be read without doubt.
type Feld struct {
	Name     string `json:"name"`
	Label    string `json:"label,omitempty"` // plain text, markup removed
	Typ      Typ    `json:"typ"`
	Code     string `json:"code,omitempty"`
	Text     string `json:"text,omitempty"`
	Wert     string `json:"wert,omitempty"`
	Waehrung string `json:"waehrung,omitempty"`
	Dokument string `json:"dokument,omitempty"`
	Felder   []Feld `json:"felder,omitempty"`
}

// Rolle of a Dokument in the submission.
type Rolle string

// The application as rendered by the form server, and everything the person uploaded.
const (
	Representation Rolle = "representation"
	Attachment     Rolle = "attachment"
)

// Dokument is one file of the submission.
type Dokument struct {
	ID           string `json:"id"` // unique within the submission
	Rolle        Rolle  `json:"rolle"`
	Dateiname    string `json:"dateiname"`   // cleaned: no path, no control characters
	ContentType  string `json:"contentType"` // sniffed, not as declared
	Beschreibung string `json:"beschreibung,omitempty"`
	Feld         string `json:"feld,omitempty"` // path of the upload field
	Datei        File   `json:"datei"`
}

// Zahlung is what the form server knows of a payment.
type Zahlung struct {
	Zustand  string `json:"zustand"` // "keine", "offen", "bezahlt", "fehlgeschlagen", "unbekannt"
	Art      string `json:"art,omitempty"`
	Betrag   string `json:"betrag,omitempty"` // decimal point
	Waehrung string `json:"waehrung,omitempty"`
	Referenz string `json:"referenz,omitempty"`
}

// Hinweis tells the caseworker what was odd about the delivery, without stopping it.
type Hinweis struct {
	Code string `json:"code"`           // snake_case, for example "value_unreadable"
	Feld string `json:"feld,omitempty"` // path in the Antragsdaten
	Text string `json:"text"`           // German sentence, no field value
}
