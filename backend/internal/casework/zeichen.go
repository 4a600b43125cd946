package casework

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Zeichenstelle is a character that no letter can show, and where it stands; the text itself is no part of it.
type Zeichenstelle struct {
	// Feld is tenor, ablehnung, begruendung, nebenbestimmungen, zahlung, anlagen, name, anschrift (of who applied),
	// empfaenger, empfaenger_anschrift (of whom a person has named), vertritt, adressat (who got the earlier Bescheid,
	// too), aktenzeichen, unterschrift, absender or vorlage.
	Feld    string
	Nr      int    // which of several, from 1; 0 where there is one
	Zeile   int    // from 1
	Stelle  int    // character within the line, from 1
	Zeichen string // code point, as U+F0B7
}

// MaxZeichenstellen bounds what is told at once.
const MaxZeichenstellen = 20

// zeichenDIN are the characters of DIN 91379:2022-08, datatype E: Latin letters of all official languages of Europe and
// their transcriptions, Greek, Bulgarian, and signs. Sequences of letter and mark stand in folgenDIN.
var zeichenDIN = [][2]rune{
	{0x0009, 0x000a}, {0x000d, 0x000d}, {0x0020, 0x007e}, {0x00a0, 0x00ac}, {0x00ae, 0x017e}, {0x0187, 0x0188},
	{0x018f, 0x018f}, {0x0192, 0x0192}, {0x0197, 0x0197}, {0x01a0, 0x01a1}, {0x01af, 0x01b0}, {0x01b7, 0x01b7},
	{0x01cd, 0x01dc}, {0x01de, 0x01df}, {0x01e2, 0x01f0}, {0x01f4, 0x01f5}, {0x01f8, 0x01ff}, {0x0212, 0x0213},
	{0x0218, 0x021b}, {0x021e, 0x021f}, {0x0227, 0x0233}, {0x0259, 0x0259}, {0x0268, 0x0268}, {0x0292, 0x0292},
	{0x02b0, 0x02b0}, {0x02b3, 0x02b3}, {0x02b9, 0x02ba}, {0x02be, 0x02bf}, {0x02c6, 0x02c6}, {0x02c8, 0x02c8},
	{0x02cc, 0x02cc}, {0x02dc, 0x02dc}, {0x02e2, 0x02e2}, {0x0386, 0x0386}, {0x0388, 0x038a}, {0x038c, 0x038c},
	{0x038e, 0x03a1}, {0x03a3, 0x03ce}, {0x040d, 0x040d}, {0x0410, 0x042a}, {0x042c, 0x042c}, {0x042e, 0x044a},
	{0x044c, 0x044c}, {0x044e, 0x044f}, {0x045d, 0x045d}, {0x1d48, 0x1d48}, {0x1d57, 0x1d57}, {0x1e02, 0x1e03},
	{0x1e06, 0x1e07}, {0x1e0a, 0x1e11}, {0x1e17, 0x1e17}, {0x1e1c, 0x1e2b}, {0x1e2f, 0x1e37}, {0x1e3a, 0x1e3b},
	{0x1e40, 0x1e49}, {0x1e52, 0x1e5b}, {0x1e5e, 0x1e63}, {0x1e6a, 0x1e6f}, {0x1e80, 0x1e87}, {0x1e8c, 0x1e97},
	{0x1e9e, 0x1e9e}, {0x1ea0, 0x1ef9}, {0x2018, 0x201a}, {0x201c, 0x201e}, {0x2020, 0x2021}, {0x2026, 0x2026},
	{0x2030, 0x2030}, {0x2032, 0x2033}, {0x2039, 0x203a}, {0x2070, 0x2070}, {0x2074, 0x2079}, {0x207f, 0x2089},
	{0x20ac, 0x20ac}, {0x2122, 0x2122}, {0x221e, 0x221e}, {0x2264, 0x2265},
}

// zeichenBuero are signs that office texts hold beyond the norm: dashes, spaces, soft hyphen, bullets, arrows, boxes,
// mathematics.
var zeichenBuero = [][2]rune{
	{0x00ad, 0x00ad}, {0x2002, 0x200a}, {0x2010, 0x2015}, {0x2022, 0x2022}, {0x202f, 0x202f}, {0x2116, 0x2116},
	{0x2153, 0x2154}, {0x215b, 0x215e}, {0x2190, 0x2193}, {0x2212, 0x2212}, {0x2248, 0x2248}, {0x2260, 0x2260},
	{0x25a0, 0x25a1}, {0x25aa, 0x25ab}, {0x25cb, 0x25cb}, {0x25cf, 0x25cf}, {0x2610, 0x2612}, {0x2713, 0x2713},
	{0x2717, 0x2717},
}

// folgenDIN are the sequences of the norm that no single code point stands for: letters, and what may follow each.
var folgenDIN = [][2]string{
	{"Aa", "\u030b"}, {"Cc", "\u0300 \u0304 \u0306 \u0308 \u0315 \u0323 \u0326 \u0328\u0306"}, {"Dd", "\u0302"},
	{"Ff", "\u0300 \u0304"}, {"Gg", "\u0300"}, {"H", "\u0304 \u0326 \u0331"}, {"h", "\u0304 \u0326"},
	{"J", "\u0301 \u030c"}, {"jÿĪī", "\u0301"},
	{"K", "\u0300 \u0302 \u0304 \u0307 \u0315 \u031b \u0326 \u035fH \u035fh"},
	{"k", "\u0300 \u0302 \u0304 \u0307 \u0315 \u031b \u0326 \u035fh"},
	{"Ll", "\u0302 \u0325 \u0325\u0304 \u0326"}, {"Mm", "\u0300 \u0302 \u0306 \u0310"},
	{"Nn", "\u0302 \u0304 \u0306 \u0326"}, {"Pp", "\u0300 \u0304 \u0315 \u0323"},
	{"Rr", "\u0306 \u0325 \u0325\u0304"}, {"Ss", "\u0300 \u0304 \u031b\u0304 \u0331"},
	{"T", "\u0300 \u0304 \u0308 \u0315 \u031b"}, {"t", "\u0300 \u0304 \u0315 \u031b"}, {"Uu", "\u0307"},
	{"Zz", "\u0300 \u0304 \u0306 \u0308 \u0327"}, {"Çç", "\u0306"}, {"ÛûḲḳṢṣṬṭ", "\u0304"},
	{"Čč", "\u0315 \u0323"}, {"ēō", "\u030d"}, {"Žž", "\u0326 \u0327"}, {"ẠạỌọ", "\u0308"},
	{"Ụụ", "\u0304 \u0308"},
}

// eindeutig are characters whose meaning is sure but which no letter shows: Word's bullet, its line break and other
// line ends, ligatures out of PDF files, and marks nobody sees.
var eindeutig = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n",
	"\u2028", "\n", "\u2029", "\n\n",
	"\uf0b7", "•", "\ufb00", "ff", "\ufb01", "fi", "\ufb02", "fl", "\ufb03", "ffi", "\ufb04", "ffl", "\ufb05",
	"st", "\ufb06", "st",
	"\u200b", "", "\u200c", "", "\u200e", "", "\u200f", "", "\u2060", "", "\ufeff", "")

// Brieftext writes a text the way letters hold it: composed characters (NFC), and signs of which everybody knows what
// they mean in a form that can be shown.
func Brieftext(s string) string { return norm.NFC.String(eindeutig.Replace(s)) }

// CheckZeichen finds what no letter can show in a text that Brieftext has written.
func CheckZeichen(feld string, nr int, text string) (out []Zeichenstelle) {
	zeile, stelle := 1, 0
	runes := []rune(text)
	for i := 0; i < len(runes); {
		n := zeigbar(runes[i:])
		if n == 0 && len(out) < MaxZeichenstellen {
			out = append(out, Zeichenstelle{feld, nr, zeile, stelle + 1, fmt.Sprintf("U+%04X", runes[i])})
		}
		if runes[i] == '\n' {
			zeile, stelle = zeile+1, -1
		}
		i, stelle = i+max(n, 1), stelle+max(n, 1)
	}
	return out
}

// Zeigbar: a letter can show all of it.
func Zeigbar(text string) bool { return len(CheckZeichen("", 0, Brieftext(text))) == 0 }

// Brieftitel leaves out of a title what no letter can show: a form brings it along, and nobody decides by it.
func Brieftitel(text string) string {
	var b strings.Builder
	runes := []rune(Brieftext(text))
	for i := 0; i < len(runes); {
		n := zeigbar(runes[i:])
		b.WriteString(string(runes[i : i+n]))
		i += max(n, 1)
	}
	return cmp.Or(strings.Join(strings.Fields(b.String()), " "), "Ihr Antrag")
}

// NichtZeigbar is the error for characters no letter can show, with the places by field.
func NichtZeigbar(found []Zeichenstelle) error {
	if len(found) == 0 {
		return nil
	}
	return &Error{Code: Invalid, Reason: GrundZeichen, Zeichen: found[:min(len(found), MaxZeichenstellen)]}
}

// GrundZeichen is the reason of that error, and of the point of the check before it.
const GrundZeichen = "characters_not_printable"

// zeigbar is how many code points at the beginning make one character that letters can show; 0 = none.
func zeigbar(r []rune) int {
	longest := 0
	for _, f := range folgenDIN {
		if !strings.ContainsRune(f[0], r[0]) {
			continue
		}
		for _, rest := range strings.Fields(f[1]) {
			if n := len([]rune(rest)); n < len(r) && string(r[1:n+1]) == rest {
				longest = max(longest, n+1)
			}
		}
	}
	in := func(b [2]rune) bool { return b[0] <= r[0] && r[0] <= b[1] }
	if longest == 0 && (slices.ContainsFunc(zeichenDIN, in) || slices.ContainsFunc(zeichenBuero, in)) {
		return 1
	}
	return longest
}

// NurZeigbares writes a text as Brieftext does, and what no letter can show by its code point: a record says all of it.
func NurZeigbares(s string) string {
	var b strings.Builder
	runes := []rune(Brieftext(s))
	for i := 0; i < len(runes); {
		n := zeigbar(runes[i:])
		if n == 0 {
			fmt.Fprintf(&b, "[U+%04X]", runes[i])
		} else {
			b.WriteString(string(runes[i : i+n]))
		}
		i += max(n, 1)
	}
	return b.String()
}
