package casework

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// Fold writes text the way the search compares it: lower case, umlauts as two letters (ä → ae), other
// accents dropped.
func Fold(s string) string { return fold(s, true) }

func fold(s string, umlaute bool) string {
	s = strings.ToLower(s)
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 }) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 { // nothing to fold, and nearly everything
			b.WriteByte(byte(r))
			continue
		}
		if umlaute {
			if two, ok := zweiBuchstaben[r]; ok {
				b.WriteString(two)
				continue
			}
		}
		if one, ok := ohneAkzent[r]; ok {
			b.WriteString(one)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

var zweiBuchstaben = map[rune]string{'ä': "ae", 'ö': "oe", 'ü': "ue"}

var ohneAkzent = func() map[rune]string {
	m := map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i"}
	for base, accented := range map[string]string{
		"a": "äàáâãåāăą", "c": "çćčĉċ", "d": "ď", "e": "éèêëēĕėęě", "g": "ğĝģġ", "h": "ĥħ", "i": "íìîïīĭį", "j": "ĵ",
		"k": "ķ", "l": "ĺļľ",
		"n": "ñńņň", "o": "öòóôõōŏő", "r": "ŕřŗ", "s": "śşšŝș", "t": "ţťț", "u": "üùúûūŭůűų", "w": "ŵ",
		"y": "ýÿŷ", "z": "źżž",
	} {
		for _, r := range accented {
			m[r] = base
		}
	}
	return m
}()

// Suchwoerter splits what a person typed, at most eight words.
func Suchwoerter(text string) []string {
	words := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-./@_", r)
	})
	out := words[:0]
	for _, w := range words {
		if w = strings.Trim(w, "-./_"); w != "" {
			out = append(out, w)
		}
	}
	return out[:min(len(out), 8)]
}

// Schreibweisen of one word under which it may be stored: Müller → mueller, muller.
func Schreibweisen(word string) []string {
	return slices.Compact([]string{fold(word, true), fold(word, false)})
}

// Suchinhalt is what of a Vorgang can be found: words with their spellings, text for German stems, and
// names for parts of a name.
func Suchinhalt(v *Vorgang, a *Antrag) (words []string, text, names string) {
	set := map[string]bool{}
	add := func(s string) {
		for _, w := range Suchwoerter(s) {
			for _, x := range Schreibweisen(w) {
				if len(x) <= 200 {
					set[x] = true
				}
				for _, part := range strings.FieldsFunc(x, func(r rune) bool {
					return strings.ContainsRune("-./@_", r)
				}) {
					if len(part) <= 200 {
						set[part] = true
					}
				}
				// PostgreSQL refuses an empty word
				if _, host, _ := strings.Cut(x, "@"); host != "" && len(host) <= 200 {
					set[host] = true
				}
			}
		}
	}
	p := a.Antragsteller
	kopf := []string{v.Vorgangsnummer, v.Aktenzeichen, v.AntragstellerName, p.Vorname, p.Nachname, p.Firma, p.Strasse,
		p.Hausnummer, p.PLZ, p.Ort,
		p.Email, p.Telefon, p.Geburtsdatum, deutschesDatum(p.Geburtsdatum), a.Formular.Titel}
	for _, r := range a.Referenzen {
		kopf = append(kopf, r.Wert)
	}
	var body []string
	Blaetter(a.Antragsdaten, func(f Feld) {
		body = append(body, f.Text, f.Wert)
		if worte := FeldWorte(f); worte != f.Text && worte != f.Wert { // found as it is shown
			body = append(body, worte)
		}
	})
	for _, s := range kopf {
		add(s)
	}
	for _, s := range body {
		add(s)
	}
	for w := range set {
		words = append(words, w)
	}
	slices.Sort(words)
	if len(words) > 5000 {
		words = words[:5000]
	}
	name := v.AntragstellerName + " " + p.Vorname + " " + p.Nachname + " " + p.Firma
	return words, bound(strings.Join(append(kopf, body...), " "), 200_000), fold(name, true) + " " + fold(name, false)
}

func bound(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

func deutschesDatum(iso string) string {
	d, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return ""
	}
	return d.Format("02.01.2006")
}

// Blaetter visits every field that holds a value, in order.
func Blaetter(felder []Feld, visit func(Feld)) {
	for _, f := range felder {
		if len(f.Felder) > 0 {
			Blaetter(f.Felder, visit)
			continue
		}
		visit(f)
	}
}

// Bild is what a search looks for: the spellings of its words.
type Bild []string

// Suchbild folds the words a person typed once.
func Suchbild(woerter []string) Bild {
	var b Bild
	for _, w := range woerter {
		b = append(b, Schreibweisen(w)...)
	}
	return b
}

func (b Bild) in(text string) bool {
	zwei, eins := fold(text, true), fold(text, false)
	return slices.ContainsFunc(b, func(x string) bool { return strings.Contains(zwei, x) || strings.Contains(eins, x) })
}

// Kopf tells whether what a list shows anyway was hit: name, number or Aktenzeichen.
func (b Bild) Kopf(v *Vorgang) bool {
	return b.in(v.AntragstellerName) || b.in(v.Vorgangsnummer) || b.in(v.Aktenzeichen)
}

// Treffer says where in a form the search hit, with the label in front; empty if it was a stem only.
func (b Bild) Treffer(a *Antrag) string {
	p := a.Antragsteller
	anschrift := strings.Trim(p.Strasse+" "+p.Hausnummer, " ") + ", " + strings.Trim(p.PLZ+" "+p.Ort, " ")
	anschrift = strings.Trim(anschrift, ", ")
	for _, x := range [][2]string{{"Anschrift", anschrift}, {"E-Mail", p.Email}, {"Telefon", p.Telefon}} {
		if b.in(x[1]) {
			return x[0] + ": " + x[1]
		}
	}
	out := ""
	Stellen(a.Antragsdaten, func(ort string, f Feld) {
		if worte := FeldWorte(f); out == "" && b.in(f.Text+" "+f.Wert+" "+worte) {
			out = ort + ": " + bound(worte, 160)
		}
	})
	return out
}
