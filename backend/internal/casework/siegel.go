package casework

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Siegelform is how SiegelHash writes a row today. A seal names its form, so that a later one can be told from it.
const Siegelform = 1

// Siegelarten are the kinds of row whose content is sealed in the Verlauf, with the words for a report.
var Siegelarten = map[string]string{
	"antrag":                "Antrag",
	"dokument":              "Dokument",
	"nachricht":             "Nachricht",
	"punkt":                 "Punkt einer Nachforderung",
	"sendung":               "Sendung",
	"bescheid":              "Bescheid",
	"feststellung":          "Feststellung der Bekanntgabe",
	"adressat":              "Adressat des Bescheids",
	"adressat_feststellung": "Feststellung der Bekanntgabe an einen Adressaten",
	"einwilligung":          "Einwilligung",
	"kommentar":             "Kommentar",
	"zeichnung":             "Vorlage zur Zeichnung",
}

// Siegel stands in the Daten of an entry, under "siegel", and is chained with them. An entry without one was written by
// a program that sealed nothing.
type Siegel struct {
	Form int `json:"form"`
	// Schluessel is the Kennung of the key the entry is signed with; "" = the program had none.
	Schluessel string `json:"schluessel,omitempty"`
	// Inhalt has the hash of each row as it was after the act, by kind and id. "" = the row is not sealed any more:
	// nothing has left the house yet.
	Inhalt map[string]map[uuid.UUID]string `json:"inhalt,omitempty"`
}

// Siegelzeile is a row as the check and the seal read it.
type Siegelzeile struct {
	Art     string
	ID      uuid.UUID
	Vorgang *uuid.UUID // nil: an Einwilligung belongs to an account
	Zeile   string     // JSON by column name
	Wartet  bool       // a Sendung that has not been handed over: nothing of it is certain yet
}

// Besiegle puts what was written into an entry that is not stored yet; vorher is the hash before it.
func (e *Verlaufseintrag) Besiegle(inhalt map[string]map[uuid.UUID]string, schluessel string, vorher []byte) {
	daten := map[string]any{}
	d := json.NewDecoder(bytes.NewReader(e.Daten))
	d.UseNumber()
	if err := d.Decode(&daten); err != nil {
		panic(err) // Note has written it
	}
	daten["siegel"] = Siegel{Siegelform, schluessel, inhalt}
	raw, err := json.Marshal(daten)
	if err != nil {
		panic(err)
	}
	e.Daten = raw
	e.Hash = Kette(vorher, *e)
}

// Siegel is what the entry seals; ok is false where an earlier program wrote it.
func (e *Verlaufseintrag) Siegel() (s Siegel, ok bool) {
	var d struct{ Siegel *Siegel }
	if json.Unmarshal(e.Daten, &d) != nil || d.Siegel == nil {
		return s, false
	}
	return *d.Siegel, true
}

// zeitspalte: PostgreSQL writes a time with the offset of the connection's zone.
var zeitspalte = regexp.MustCompile(`(^|_)am$`)

// SiegelHash of a row, whichever zone and spelling it was read in. Columns that say nothing (null, empty, zero) do not
// count, so that a column added later leaves the hash of earlier rows as it was.
func SiegelHash(zeile string) (string, error) {
	d := json.NewDecoder(strings.NewReader(zeile))
	d.UseNumber()
	var row map[string]any
	if err := d.Decode(&row); err != nil {
		return "", fmt.Errorf("read a row to seal: %w", err)
	}
	for spalte, wert := range row {
		if text, ok := wert.(string); ok && zeitspalte.MatchString(spalte) {
			if zeit, err := time.Parse(time.RFC3339Nano, text); err == nil {
				row[spalte] = zeit.UTC().Format(time.RFC3339Nano)
			}
		}
		row[spalte] = gleich(row[spalte])
		if nichts(row[spalte]) {
			delete(row, spalte)
		}
	}
	raw, err := json.Marshal(row)
	if err != nil {
		return "", fmt.Errorf("write a row to seal: %w", err)
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:]), nil
}

func nichts(wert any) bool {
	switch w := wert.(type) {
	case nil:
		return true
	case string:
		return w == ""
	case bool:
		return !w
	case json.Number:
		return w == "0"
	case []any:
		return len(w) == 0
	case map[string]any:
		return len(w) == 0
	}
	return false
}

// gleich gives equal numbers one spelling: jsonb writes 1e2 as 100.
func gleich(wert any) any {
	switch w := wert.(type) {
	case json.Number:
		return alsZahl(w)
	case []any:
		for i := range w {
			w[i] = gleich(w[i])
		}
	case map[string]any:
		for k := range w {
			w[k] = gleich(w[k])
		}
	}
	return wert
}

// alsZahl writes what PostgreSQL can keep without an exponent and without what says nothing at its ends. What it cannot
// keep is stored nowhere, and written out it would fill the memory.
func alsZahl(n json.Number) any {
	text := string(n)
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		if exp, err := strconv.Atoi(text[i+1:]); err != nil || exp > 1<<17 || exp < -1<<14 {
			return n
		}
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return n
	}
	if r.IsInt() {
		return json.Number(r.Num().String())
	}
	stellen, _ := r.FloatPrec() // a decimal fraction ends
	return json.Number(strings.TrimRight(r.FloatString(stellen), "0"))
}

// Inhaltspruefung is what the rows of one Vorgang say to the seals in its entries.
type Inhaltspruefung struct {
	Schaeden []string // one sentence each
	// Frueher is the last entry of an earlier program, nil = none; Offen is how many rows cannot be checked because
	// it, or one before it, has or may have changed them.
	Frueher *Verlaufseintrag
	Offen   int
}

// CheckInhalte compares the rows of a Vorgang, as they are, with what its entries have sealed. The chain must be sound.
func CheckInhalte(eintraege []Verlaufseintrag, zeilen []Siegelzeile) (p Inhaltspruefung, err error) {
	letzte, fremd := letzteSiegel(eintraege)
	if fremd > 0 {
		p.Frueher = &eintraege[fremd-1]
	}
	for _, z := range zeilen {
		s, da := letzte[siegelstelle{z.Art, z.ID}]
		delete(letzte, siegelstelle{z.Art, z.ID})
		if z.Wartet && s.hash == "" {
			continue
		}
		hash, err := SiegelHash(z.Zeile)
		if err != nil {
			return p, err
		}
		switch {
		case da && hash == s.hash:
		case s.nr < fremd: // an earlier program may have written it
			p.Offen++
		case da:
			p.schaden(z.Art, z.ID, "seit Eintrag %d verändert", s.nr)
		case z.Art != "einwilligung": // of one given before there was this Vorgang, other entries speak
			p.schaden(z.Art, z.ID, "steht in keinem Eintrag des Verlaufs")
		}
	}
	for stelle, s := range letzte {
		switch {
		case s.hash == "" || Siegelarten[stelle.art] == "": // of a later program
		case s.nr < fremd:
			p.Offen++
		default:
			p.schaden(stelle.art, stelle.id, "fehlt, zuletzt in Eintrag %d", s.nr)
		}
	}
	slices.Sort(p.Schaeden)
	return p, nil
}

func (p *Inhaltspruefung) schaden(art string, id uuid.UUID, was string, nr ...any) {
	p.Schaeden = append(p.Schaeden, fmt.Sprintf("%s %s: "+was, append([]any{Siegelarten[art], id}, nr...)...))
}

type siegelstelle struct {
	art string
	id  uuid.UUID
}

type siegelstand struct {
	nr   int
	hash string
}

// letzteSiegel of each row, and the number of the last entry that an earlier program wrote.
func letzteSiegel(eintraege []Verlaufseintrag) (out map[siegelstelle]siegelstand, fremd int) {
	out = map[siegelstelle]siegelstand{}
	for i := range eintraege {
		e := &eintraege[i]
		s, ok := e.Siegel()
		if !ok {
			fremd = e.Nr
			continue
		}
		for art, inhalt := range s.Inhalt {
			for id, hash := range inhalt {
				out[siegelstelle{art, id}] = siegelstand{e.Nr, hash}
			}
		}
	}
	return out, fremd
}

// GesiegelteIDs are the rows of one kind that the entries seal.
func GesiegelteIDs(eintraege []Verlaufseintrag, art string) []uuid.UUID {
	ids := map[uuid.UUID]bool{}
	for i := range eintraege {
		s, _ := eintraege[i].Siegel()
		for id := range s.Inhalt[art] {
			ids[id] = true
		}
	}
	return slices.SortedFunc(maps.Keys(ids), func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
}
