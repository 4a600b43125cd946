package casework

import (
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"time"

	"github.com/google/uuid"
)

// Nachweisform is how an evidence record is written today; a file names its form.
const Nachweisform = "kontor-nachweis-2"

// nachweisform1 is how 0.9 wrote one. Such a file is read for as long as somebody holds it.
const nachweisform1 = "kontor-nachweis-1"

// Bekannt tells whether this program knows how the record is written.
func (n *Nachweis) Bekannt() bool { return n.Form == Nachweisform || n.Form == nachweisform1 }

// Nachweis is what the house knows of one message or Bescheid: in words for people, made of nothing but the rows that
// are sealed, and with all it takes to check that elsewhere. The file that is exported is this; the PDF says the same.
type Nachweis struct {
	Form           string             `json:"form"`
	ErstelltAm     time.Time          `json:"erstelltAm"`
	ErstelltVon    string             `json:"erstelltVon"`
	Behoerde       string             `json:"behoerde"`
	Mandant        string             `json:"mandant"` // key of the tenant, as the line of an anchor names it
	Vorgang        uuid.UUID          `json:"vorgang"`
	Vorgangsnummer string             `json:"vorgangsnummer"`
	Aktenzeichen   string             `json:"aktenzeichen"`
	Titel          string             `json:"titel"`
	Objekt         uuid.UUID          `json:"objekt"` // the message or the Bescheid
	Abschnitte     []Abschnitt        `json:"abschnitte"`
	Ereignisse     []NachweisEreignis `json:"ereignisse"`
	Pruefung       []Nachweispunkt    `json:"pruefung"`
	Beweis         Beweis             `json:"beweis"`
	Gezeichnet     *Dateizeichen      `json:"gezeichnet,omitempty"` // nil = without a key
}

// Abschnitt says what one row holds.
type Abschnitt struct {
	Titel   string           `json:"titel"`
	Angaben []Nachweisangabe `json:"angaben"`
}

// Nachweisangabe is one line of it.
type Nachweisangabe struct {
	Label string `json:"label"`
	Text  string `json:"text"`
}

// NachweisEreignis is an entry of the Verlauf in words.
type NachweisEreignis struct {
	Nr      int              `json:"nr"`
	Zeit    time.Time        `json:"zeit"`
	Worte   string           `json:"worte"`
	Von     string           `json:"von"`
	Angaben []Nachweisangabe `json:"angaben"`
}

// Beweis is what a program needs to check the words.
type Beweis struct {
	Vorher    string          `json:"vorher"` // hash of the entry before the first one here; "" = there is none
	Eintraege []Beweiseintrag `json:"eintraege"`
	Inhalte   []Beweisinhalt  `json:"inhalte"`
	Anker     *Ankerbeweis    `json:"anker,omitempty"`
}

// Beweiseintrag is an entry of the Verlauf as it is chained.
type Beweiseintrag struct {
	Nr      int             `json:"nr"`
	Zeit    time.Time       `json:"zeit"`
	Art     string          `json:"art"`
	Akteur  string          `json:"akteur"`
	Anzeige string          `json:"anzeige"`
	Daten   json.RawMessage `json:"daten"`
	Hash    string          `json:"hash"`
	Zeichen string          `json:"zeichen,omitempty"` // HMAC of the hash
}

// Beweisinhalt is a row as it is sealed.
type Beweisinhalt struct {
	Art     string    `json:"art"`
	ID      uuid.UUID `json:"id"`
	Zeile   string    `json:"zeile"` // JSON by column name
	Hash    string    `json:"hash"`
	Eintrag int       `json:"eintrag"` // the last entry that seals it; 0 = none does
	Wartet  bool      `json:"wartet,omitempty"`
}

// Ankerbeweis leads from an entry to the line of an anchor that is kept outside.
type Ankerbeweis struct {
	Eintrag int         `json:"eintrag"` // the anchored entry; what came before it is chained to it
	Pfad    []Pfadstein `json:"pfad"`
	Zeile   string      `json:"zeile"`
	// Zeitstempel (RFC 3161) of the line with a line feed; empty = none.
	Zeitstempel []byte `json:"zeitstempel,omitempty"`
}

// Nachweisquelle is what a record is made of, all of one moment.
type Nachweisquelle struct {
	Eintraege []Verlaufseintrag // the whole Verlauf
	Zeilen    []Siegelzeile     // all sealed rows of the Vorgang
	// Anker is the first that holds the last entry telling of the object, or a later one; nil = none yet.
	Anker    *Anker
	Blaetter []Ankerblatt // of that anchor
	Stempel  []byte       // of that anchor; nil = none
	auswahl  *nachweisauswahl
}

// Bis is the last entry that tells of the object; 0 = there is no such message and no such Bescheid.
func (q *Nachweisquelle) Bis(objekt uuid.UUID) (int, error) {
	a, err := q.chooseRows(objekt)
	if err != nil || len(a.eintraege) == 0 {
		return 0, err
	}
	return a.eintraege[len(a.eintraege)-1].Nr, nil
}

// Fill writes words and proof into a record that says already whose it is.
func (n *Nachweis) Fill(q *Nachweisquelle) error {
	a, err := q.chooseRows(n.Objekt)
	if err != nil {
		return err
	}
	letzte, _ := letzteSiegel(q.Eintraege)
	n.Form, n.Ereignisse = Nachweisform, []NachweisEreignis{}
	n.Beweis = Beweis{Eintraege: []Beweiseintrag{}, Inhalte: []Beweisinhalt{}}
	for _, z := range a.zeilen {
		hash, err := SiegelHash(z.Zeile)
		if err != nil {
			return err
		}
		s := letzte[siegelstelle{z.Art, z.ID}]
		n.Beweis.Inhalte = append(n.Beweis.Inhalte,
			Beweisinhalt{z.Art, z.ID, z.Zeile, hash, s.nr, z.Wartet && s.hash == ""})
	}
	for i := range a.eintraege {
		n.Ereignisse = append(n.Ereignisse, n.ereignis(&a.eintraege[i]))
	}
	n.fillKette(q, a.eintraege)
	n.Abschnitte, err = n.abschnitte(a.eintraege)
	return err
}

// fillKette takes the entries from the first that tells of the object to the anchored one, or else to the last that
// does: what lies between is needed to follow the chain.
func (n *Nachweis) fillKette(q *Nachweisquelle, betrifft []Verlaufseintrag) {
	if len(betrifft) == 0 {
		return
	}
	von, bis := betrifft[0].Nr, betrifft[len(betrifft)-1].Nr
	i := slices.IndexFunc(q.Blaetter, func(b Ankerblatt) bool { return b.Vorgang == n.Vorgang && b.Nr >= bis })
	if i >= 0 && q.Anker != nil {
		bis = q.Blaetter[i].Nr
		n.Beweis.Anker = &Ankerbeweis{bis, Ankerpfad(q.Blaetter, n.Vorgang), q.Anker.Zeile(n.Mandant), q.Stempel}
	}
	for _, e := range q.Eintraege {
		if e.Nr == von-1 {
			n.Beweis.Vorher = hex.EncodeToString(e.Hash)
		}
		if e.Nr < von || e.Nr > bis {
			continue
		}
		n.Beweis.Eintraege = append(n.Beweis.Eintraege, Beweiseintrag{e.Nr, e.Zeit.UTC(), e.Art, e.Akteur, e.Anzeige,
			e.Daten, hex.EncodeToString(e.Hash), hex.EncodeToString(e.Zeichen)})
	}
}

// nachweisauswahl is what of a Vorgang belongs to one message or Bescheid.
type nachweisauswahl struct {
	objekt    uuid.UUID
	zeilen    []Siegelzeile     // with the consents they rest on
	eintraege []Verlaufseintrag // that tell of any of them
}

// verweise are the columns by which a row hangs on a message, or on what hangs on it; a Bescheid is of one piece with
// its message and its document.
var verweise = []string{"nachricht_id", "bescheid_id", "punkt_id", "adressat_id"}

func (q *Nachweisquelle) chooseRows(objekt uuid.UUID) (*nachweisauswahl, error) {
	if q.auswahl != nil && q.auswahl.objekt == objekt {
		return q.auswahl, nil
	}
	gelesen := map[uuid.UUID]zeile{}
	dazu := map[uuid.UUID]bool{}
	for _, z := range q.Zeilen {
		werte, err := readZeile(z.Zeile)
		if err != nil {
			return nil, err
		}
		gelesen[z.ID] = werte
		if z.ID == objekt && (z.Art == "nachricht" || z.Art == "bescheid") {
			dazu[objekt] = true
		}
	}
	for vorher := 0; vorher < len(dazu); {
		vorher = len(dazu)
		for _, z := range q.Zeilen {
			follow(z, gelesen[z.ID], dazu)
		}
	}
	a := &nachweisauswahl{objekt: objekt}
	for i := range q.Eintraege {
		if q.Eintraege[i].names(dazu) {
			a.eintraege = append(a.eintraege, q.Eintraege[i])
		}
	}
	for _, id := range GesiegelteIDs(a.eintraege, "einwilligung") {
		dazu[id] = true
	}
	for _, z := range q.Zeilen {
		if dazu[z.ID] {
			a.zeilen = append(a.zeilen, z)
		}
	}
	q.auswahl = a
	return a, nil
}

// follow adds what one row brings along.
func follow(z Siegelzeile, werte zeile, dazu map[uuid.UUID]bool) {
	for _, spalte := range verweise {
		if id, err := uuid.Parse(werte.text(spalte)); err == nil && dazu[id] {
			dazu[z.ID] = true
		}
	}
	if z.Art == "adressat" && dazu[z.ID] { // their letter
		if id := werte.adressat().Dokument; id != nil {
			dazu[*id] = true
		}
	}
	if z.Art != "bescheid" || !dazu[z.ID] {
		return
	}
	for _, spalte := range []string{"nachricht_id", "dokument_id"} {
		if id, err := uuid.Parse(werte.text(spalte)); err == nil {
			dazu[id] = true
		}
	}
}

var kennungen = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

// names tells whether an entry names or seals one of these.
func (e *Verlaufseintrag) names(ids map[uuid.UUID]bool) bool {
	return slices.ContainsFunc(kennungen.FindAllString(string(e.Daten), -1), func(text string) bool {
		id, err := uuid.Parse(text)
		return err == nil && ids[id]
	})
}
