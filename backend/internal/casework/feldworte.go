package casework

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"

	"kontor/adapters"
)

// Wortlaut is one value or answer as a person reads it. Text is German; where it was made of a machine's value, Typ,
// Wert and Waehrung are that value, so that a browser can write it in its own language. Of an entry of a list, Teile
// are what Text joins.
type Wortlaut struct {
	Label, Text         string
	Typ, Wert, Waehrung string
	Teile               []Wortlaut
}

// FeldWorte is the value of a field as a German reader sees it, the same in the summary, in the reason of a hit and in
// a hand-over. A text of its own stands as the applicant saw it; where the form server only repeats the machine's
// value, it is put into German. The browser's lib/field-text.ts does the same; testdata/feldworte.json holds both
// to it.
func FeldWorte(f Feld) string { return wortlaut("", f).Text }

func wortlaut(label string, f Feld) Wortlaut {
	eigen := f.Text != "" && f.Text != f.Wert && !sameNumber(f) && !sameAnswer(f)
	if worte := wertWorte(f); worte != "" && !eigen {
		return Wortlaut{Label: label, Text: worte, Typ: string(f.Typ), Wert: f.Wert, Waehrung: f.Waehrung}
	}
	return Wortlaut{Label: label, Text: cmp.Or(f.Text, f.Wert, f.Code)}
}

// wertWorte puts the machine's value into German; "" where it has no reading.
func wertWorte(f Feld) string {
	switch f.Typ {
	case adapters.JaNein:
		return map[string]string{"true": "Ja", "false": "Nein"}[f.Wert]
	case adapters.Datum:
		return deutschesDatum(f.Wert)
	case adapters.Zeitpunkt:
		if t, err := time.Parse(time.RFC3339, f.Wert); err == nil {
			return Berlin(t).Format("02.01.2006 15:04")
		}
	case adapters.Zahl:
		return deutscheZahl(f.Wert)
	case adapters.Betrag:
		return geld(f.Wert, f.Waehrung)
	}
	return ""
}

var (
	dezimalzahl = regexp.MustCompile(`^-?\d+(\.\d+)?$`)
	ziffern     = regexp.MustCompile(`^\d+$`)
)

// sameNumber: the text is the machine's value in another spelling ("300" and "300.00"), not words of its own.
func sameNumber(f Feld) bool {
	return (f.Typ == adapters.Zahl || f.Typ == adapters.Betrag) && dezimalzahl.MatchString(f.Text) &&
		dezimalzahl.MatchString(f.Wert) && kurzeZahl(f.Text) == kurzeZahl(f.Wert)
}

// sameAnswer: adapters write the German word beside a machine's yes or no.
func sameAnswer(f Feld) bool { return f.Typ == adapters.JaNein && f.Text == wertWorte(f) }

// kurzeZahl takes the noughts off the end of a decimal fraction.
func kurzeZahl(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// deutscheZahl writes "6.50" as "6,5" and "6.0" as "6". Thousands are not set apart: it may be a postal code.
func deutscheZahl(s string) string {
	if !dezimalzahl.MatchString(s) {
		return ""
	}
	return strings.Replace(kurzeZahl(s), ".", ",", 1)
}

// geld writes "1234.5" and "EUR" as "1.234,50 €".
func geld(s, waehrung string) string {
	if !dezimalzahl.MatchString(s) {
		return ""
	}
	minus, zahl := "", s
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		minus, zahl = "-", rest
	}
	ganz, rest, _ := strings.Cut(zahl, ".")
	zeichen := cmp.Or(waehrung, "EUR")
	if zeichen == "EUR" {
		zeichen = "€"
	}
	return minus + tausender(ganz) + "," + (rest + "00")[:max(2, len(rest))] + " " + zeichen
}

func tausender(ganz string) string {
	for i := len(ganz) - 3; i > 0; i -= 3 {
		ganz = ganz[:i] + "." + ganz[i:]
	}
	return ganz
}

// Feldname is what people call the field at a place of its group or list. Entries of a list are only numbered.
func Feldname(f Feld, nr int, liste bool) string {
	switch {
	case f.Label != "" && f.Label != f.Name:
		return f.Label
	case liste && (f.Name == "" || ziffern.MatchString(f.Name)):
		return "Eintrag " + cmp.Or(f.Name, strconv.Itoa(nr+1))
	}
	return cmp.Or(f.Label, f.Name)
}

// Zeilen writes fields as lines people read, without what is empty and without files. Groups are unfolded. A list of
// single values is one line; of a list of groups each entry is one: „Flächen 2“, „Bezeichnung: an der Ecke · Größe: 3“.
func Zeilen(felder []Feld) []Wortlaut {
	var out []Wortlaut
	for i, f := range felder {
		label := Feldname(f, i, false)
		switch {
		case f.Typ == adapters.Datei:
		case f.Typ == adapters.Liste:
			out = append(out, listenzeilen(label, f.Felder)...)
		case len(f.Felder) > 0:
			out = append(out, Zeilen(f.Felder)...)
		default:
			out = appendZeile(out, wortlaut(label, f))
		}
	}
	return out
}

func listenzeilen(label string, eintraege []Feld) []Wortlaut {
	var out, einzeln []Wortlaut
	for i, e := range eintraege {
		switch {
		case e.Typ == adapters.Datei:
		case len(e.Felder) == 0:
			einzeln = appendZeile(einzeln, wortlaut("", e))
		case len(eintraege) == 1:
			out = appendZeile(out, reihe(label, Zeilen(e.Felder), " · "))
		default:
			out = appendZeile(out, reihe(label+" "+strconv.Itoa(i+1), Zeilen(e.Felder), " · "))
		}
	}
	return append(appendZeile(nil, reihe(label, einzeln, ", ")), out...)
}

// reihe is one line for several values.
func reihe(label string, teile []Wortlaut, trenner string) Wortlaut {
	texte := make([]string, len(teile))
	for i, z := range teile {
		texte[i] = strings.TrimPrefix(z.Label+": "+z.Text, ": ")
	}
	return Wortlaut{Label: label, Text: strings.Join(texte, trenner), Teile: teile}
}

func appendZeile(out []Wortlaut, w Wortlaut) []Wortlaut {
	if w.Text == "" {
		return out
	}
	return append(out, w)
}

// Stellen visits every value with what people call its place. Of an entry of a list that is also which one it is:
// „Flächen 2, Bezeichnung“.
func Stellen(felder []Feld, visit func(ort string, f Feld)) { stellen(felder, "", visit) }

func stellen(felder []Feld, davor string, visit func(ort string, f Feld)) {
	for i, f := range felder {
		ort := strings.TrimPrefix(davor+", "+Feldname(f, i, false), ", ")
		switch {
		case f.Typ == adapters.Liste:
			for k, e := range f.Felder {
				stelle := ort
				if len(f.Felder) > 1 {
					stelle += " " + strconv.Itoa(k+1)
				}
				if len(e.Felder) == 0 {
					visit(stelle, e)
				}
				stellen(e.Felder, stelle, visit)
			}
		case len(f.Felder) > 0:
			stellen(f.Felder, davor, visit)
		default:
			visit(ort, f)
		}
	}
}

// Wiederholungen are the lines of lists with more than one entry: a value of a Verfahren that is read from
// such a list says only one of them, or all in one.
func Wiederholungen(felder []Feld) []Wortlaut {
	var out []Wortlaut
	for i, f := range felder {
		switch {
		case f.Typ != adapters.Liste:
			out = append(out, Wiederholungen(f.Felder)...)
		case len(f.Felder) > 1:
			out = append(out, listenzeilen(Feldname(f, i, false), f.Felder)...)
		}
	}
	return out
}
