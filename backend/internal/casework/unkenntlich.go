package casework

import (
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"kontor/adapters"
)

// maxUnkenntlich bounds a text in runes: what a sample needs is its shape.
const maxUnkenntlich = 300

// Unkenntlich makes a sample of a real application: its form stays, what the applicant said goes. Letters become x,
// digits 1, days 2000-01-01; names of files are numbered, their contents gone. Kept are names and labels of fields, Ja
// and Nein, choices out of the form's own lists, the form, LeiKa, unit and region, and which kind of account it was.
func Unkenntlich(a *Antrag) (*Antrag, error) {
	out, err := CloneAntrag(a)
	if err != nil {
		return nil, err
	}
	v := &verdecker{dokumente: map[string]string{}, original: map[string]bool{}}
	out.Kennung, out.Referenzen = "muster", nil
	if out.EingereichtAm != nil {
		am := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
		out.EingereichtAm = &am
	}
	for i := range out.Dokumente {
		v.dokument(&out.Dokumente[i], i+1)
	}
	v.felder(out.Antragsdaten)
	v.antragsteller(&out.Antragsteller)
	if z := out.Zahlung; z != nil {
		z.Betrag, z.Referenz, z.Waehrung = v.maske(z.Betrag), v.maske(z.Referenz), waehrung(z.Waehrung)
	}
	for i := range out.Hinweise { // they hold no values; should one do so all the same, it goes
		h := &out.Hinweise[i]
		h.Text = v.strike(h.Text)
	}
	return out, nil
}

// CloneAntrag is a deep copy: Zuordne changes what it is given.
func CloneAntrag(a *Antrag) (*Antrag, error) {
	raw, err := json.Marshal(a)
	if err != nil {
		return nil, fmt.Errorf("copy an Antrag: %w", err)
	}
	var out Antrag
	if err := json.Unmarshal(raw, &out); err != nil {
		return nil, fmt.Errorf("copy an Antrag: %w", err)
	}
	if out.Antragsdaten == nil {
		out.Antragsdaten = []adapters.Feld{}
	}
	return &out, nil
}

type verdecker struct {
	dokumente map[string]string // id → id in the sample
	original  map[string]bool   // what was hidden
}

// maske keeps the shape of a text: "Müller-Str. 7b" is "Xxxxxx-Xxx. 1x".
func (v *verdecker) maske(s string) string {
	if s == "" {
		return ""
	}
	v.original[s] = true
	if utf8.RuneCountInString(s) > maxUnkenntlich {
		s = string([]rune(s)[:maxUnkenntlich])
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsUpper(r):
			return 'X'
		case unicode.IsLetter(r), unicode.IsMark(r):
			return 'x'
		case unicode.IsNumber(r):
			return '1'
		case r < utf8.RuneSelf:
			return r // blanks and marks between words
		}
		return '·'
	}, s)
}

// tag keeps the notation of a day.
func (v *verdecker) tag(s string) string {
	switch {
	case s == "":
		return ""
	case strings.Contains(s, "T") || strings.Contains(s, ":"):
		v.original[s] = true
		return "2000-01-01T00:00:00Z"
	case strings.Contains(s, "."):
		v.original[s] = true
		return "01.01.2000"
	}
	v.original[s] = true
	return "2000-01-01"
}

func (v *verdecker) felder(felder []adapters.Feld) {
	for i := range felder {
		f := &felder[i]
		switch f.Typ {
		case adapters.Gruppe, adapters.Liste:
			v.felder(f.Felder)
		case adapters.JaNein, adapters.Auswahl:
			if f.Typ == adapters.Auswahl {
				f.Wert = "" // code and text say it
			} else if f.Wert == "" { // unreadable: may be anything
				f.Text = v.maske(f.Text)
			}
		case adapters.Datum, adapters.Zeitpunkt:
			if f.Wert == "" { // unreadable: may be anything
				f.Text = v.maske(f.Text)
				continue
			}
			f.Text, f.Wert = v.tag(f.Text), v.tag(f.Wert)
		case adapters.Datei:
			f.Text, f.Wert, f.Code = v.datei(f.Dokument), "", ""
			f.Dokument = v.dokumente[f.Dokument]
		default:
			f.Text, f.Wert, f.Code, f.Waehrung = v.maske(f.Text), v.maske(f.Wert), v.maske(f.Code), waehrung(f.Waehrung)
			v.felder(f.Felder)
		}
	}
}

func (v *verdecker) dokument(d *adapters.Dokument, nr int) {
	id := fmt.Sprintf("d%d", nr)
	v.dokumente[d.ID] = id
	v.original[d.Dateiname], v.original[d.Beschreibung] = true, true
	d.ID, d.Beschreibung, d.Dateiname = id, "", fmt.Sprintf("Datei-%d", nr)
	d.Datei = adapters.File{SHA256: strings.Repeat("0", 64)}
	if ext := endungen[d.ContentType]; ext != "" {
		d.Dateiname += ext
	}
}

// endungen by sniffed type: the extension a person gave may say anything.
var endungen = map[string]string{"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg",
	"image/gif": ".gif", "application/zip": ".zip", "text/plain": ".txt", "text/xml": ".xml", "application/xml": ".xml"}

func (v *verdecker) datei(dokument string) string {
	if id := v.dokumente[dokument]; id != "" {
		return "Datei-" + strings.TrimPrefix(id, "d")
	}
	return ""
}

func (v *verdecker) antragsteller(a *adapters.Antragsteller) {
	for name, ziel := range antragstellerZiele(a) {
		if name == "geburtsdatum" {
			*ziel = v.tag(*ziel)
			continue
		}
		*ziel = v.maske(*ziel)
	}
	if a.Konto != nil {
		a.Konto.Pseudonym = v.maske(a.Konto.Pseudonym)
	}
	if a.Postfach != nil {
		a.Postfach.Adresse, a.Postfach.Schluessel = v.maske(a.Postfach.Adresse), ""
	}
}

// strike removes what was hidden elsewhere from a sentence, longest first.
func (v *verdecker) strike(text string) string {
	var worte []string
	for s := range v.original {
		if utf8.RuneCountInString(s) >= 3 {
			worte = append(worte, s)
		}
	}
	sort.Slice(worte, func(i, j int) bool {
		return len(worte[i]) > len(worte[j]) || len(worte[i]) == len(worte[j]) && worte[i] < worte[j]
	})
	for _, s := range worte {
		text = strings.ReplaceAll(text, s, "…")
	}
	return text
}

var waehrungsform = regexp.MustCompile(`^[A-Z]{3}$`)

func waehrung(s string) string {
	if waehrungsform.MatchString(s) {
		return s
	}
	return ""
}

// Musterdateiname is a short name for an uploaded sample.
func Musterdateiname(s string) string {
	s = adapters.CleanLine(path.Base(strings.ReplaceAll(s, `\`, "/")))
	if r := []rune(s); len(r) > 120 {
		s = string(r[:120])
	}
	if slices.Contains([]string{"", ".", "/"}, s) {
		return "Muster"
	}
	return s
}
