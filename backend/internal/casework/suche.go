package casework

import (
	"maps"
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

// Schreibweisen of one word under which it may be stored: Müller → mueller, muller; Wahnstraße → wahnstrasse, wahnstr,
// for a list begins with what its words begin with; 9.4.1971 → 09.04.1971, 1971-04-09.
func Schreibweisen(word string) []string {
	out := slices.Compact([]string{fold(word, true), fold(word, false)})
	if kurz, ok := strings.CutSuffix(out[0], "strasse"); ok && kurz != "" {
		out = append(out, kurz+"str")
	}
	for _, layout := range []string{"2.1.2006", time.DateOnly} {
		if tag, err := time.Parse(layout, word); err == nil {
			out = append(out, tag.Format("02.01.2006"), tag.Format(time.DateOnly))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Teilsuche is what of the words is looked for inside of names and streets, too: the spellings of a single word of
// three letters or more. Not the ends that most streets share: nearly every Vorgang would be a hit.
func Teilsuche(woerter []string) []string {
	if len(woerter) != 1 {
		return nil
	}
	out := Schreibweisen(woerter[0])
	if len(out[0]) < 3 || out[0] == "weg" || out[0] == "platz" || strings.HasPrefix("strasse", out[0]) {
		return nil
	}
	return out
}

// NichtsZuSuchen tells of a text that somebody looks for and that has no word: "%", an emoji. It finds nothing.
func NichtsZuSuchen(text string) bool {
	return strings.TrimSpace(text) != "" && len(Suchwoerter(text)) == 0
}

// Beitext is what a Vorgang holds besides its form and is found by: a message, the name of a file.
type Beitext struct {
	Label string // as the list shows it
	Text  string
}

const (
	maxSuchwoerter = 5000
	maxSuchwort    = 200     // bytes
	maxSuchtext    = 200_000 // bytes
	maxTeile       = 2000    // bytes
)

// wortliste gathers words with their spellings until there are enough.
type wortliste map[string]bool

func (l wortliste) add(s string) {
	for _, w := range Suchwoerter(s) {
		for _, x := range slices.Compact([]string{fold(w, true), fold(w, false)}) {
			l.put(x)
			for _, part := range strings.FieldsFunc(x, func(r rune) bool { return strings.ContainsRune("-./@_", r) }) {
				l.put(part)
			}
			_, host, _ := strings.Cut(x, "@")
			l.put(host)
		}
	}
}

func (l wortliste) put(x string) {
	if x != "" && len(x) <= maxSuchwort && len(l) < maxSuchwoerter { // PostgreSQL refuses an empty word
		l[x] = true
	}
}

// Suchinhalt is what of a Vorgang can be found: words with their spellings, text for German stems, and what is found
// by a part: names and streets. Where there is too much, the end of the form is left out.
func Suchinhalt(v *Vorgang, a *Antrag, beitexte []Beitext) (words []string, text, names string) {
	p := a.Antragsteller
	all := []string{v.Vorgangsnummer, v.Aktenzeichen, v.AntragstellerName, p.Vorname, p.Nachname, p.Firma, p.Strasse,
		p.Hausnummer, p.PLZ, p.Ort,
		p.Email, p.Telefon, p.Geburtsdatum, deutschesDatum(p.Geburtsdatum), a.Formular.Titel}
	teile := []string{v.AntragstellerName, p.Vorname, p.Nachname, p.Firma, p.Strasse}
	for _, r := range a.Referenzen {
		all = append(all, r.Wert)
	}
	for _, b := range beitexte {
		all = append(all, b.Text)
	}
	Blaetter(a.Antragsdaten, func(f Feld) {
		all = append(all, f.Text, f.Wert)
		if worte := FeldWorte(f); worte != f.Text && worte != f.Wert { // found as it is shown
			all = append(all, worte)
		}
		if strings.Contains(Fold(f.Label), "strasse") {
			teile = append(teile, bound(f.Text, maxSuchwort))
		}
	})
	set := wortliste{}
	for _, s := range all {
		set.add(s)
	}
	name := bound(strings.Join(teile, " "), maxTeile)
	return slices.Sorted(maps.Keys(set)), bound(strings.Join(all, " "), maxSuchtext),
		fold(name, true) + " " + fold(name, false)
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

// Bild is what a search looks for: of each word its spellings.
type Bild [][]string

// Suchbild folds the words a person typed once.
func Suchbild(woerter []string) Bild {
	var b Bild
	for _, w := range woerter {
		b = append(b, Schreibweisen(w))
	}
	return b
}

// hits counts the words that are in the text.
func (b Bild) hits(text string) (n int) {
	zwei, eins := fold(text, true), fold(text, false)
	for _, spellings := range b {
		there := func(x string) bool { return strings.Contains(zwei, x) || strings.Contains(eins, x) }
		if slices.ContainsFunc(spellings, there) {
			n++
		}
	}
	return n
}

// Kopf tells whether what a list shows anyway explains the hit: name, number and Aktenzeichen.
func (b Bild) Kopf(v *Vorgang) bool {
	return b.hits(v.AntragstellerName+" "+v.Vorgangsnummer+" "+v.Aktenzeichen) == len(b)
}

// Treffer says where in a form the search hit, with the label in front: the first place of those with the most of its
// words. Empty if there is none, or by a stem only.
func (b Bild) Treffer(a *Antrag) string {
	p := a.Antragsteller
	anschrift := strings.Trim(p.Strasse+" "+p.Hausnummer, " ") + ", " + strings.Trim(p.PLZ+" "+p.Ort, " ")
	anschrift = strings.Trim(anschrift, ", ")
	best, most := "", 0
	try := func(label, text, shown string) {
		if most == len(b) {
			return
		}
		if n := b.hits(text); n > most {
			best, most = label+": "+shown, n
		}
	}
	try("Anschrift", anschrift, anschrift)
	try("E-Mail", p.Email, p.Email)
	try("Telefon", p.Telefon, p.Telefon)
	try("Geburtsdatum", deutschesDatum(p.Geburtsdatum), deutschesDatum(p.Geburtsdatum))
	Stellen(a.Antragsdaten, func(ort string, f Feld) {
		worte := FeldWorte(f)
		try(ort, f.Text+" "+f.Wert+" "+worte, bound(worte, 160))
	})
	return best
}

// TrefferDaneben says which message or file the search hit, as Treffer does.
func (b Bild) TrefferDaneben(beitexte []Beitext) string {
	best, most := "", 0
	for _, x := range beitexte {
		if n := b.hits(x.Text); n > most {
			best, most = x.Label+": "+b.ausschnitt(x.Text, 160), n
		}
	}
	return best
}

// ausschnitt is the part of a text around the first hit, n bytes at most, from a blank on.
func (b Bild) ausschnitt(text string, n int) string {
	if len(text) <= n {
		return text
	}
	words := strings.Fields(text)
	hit := slices.IndexFunc(words, func(w string) bool { return b.hits(w) > 0 })
	from := max(hit-6, 0)
	out := bound(strings.Join(words[from:], " "), n)
	if from > 0 {
		out = "… " + out
	}
	return out
}
