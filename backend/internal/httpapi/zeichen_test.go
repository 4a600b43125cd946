package httpapi_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"kontor/backend/internal/casework"
)

type problemZeichen struct {
	Reason  string
	Zeichen []struct {
		Feld, Zeichen     string
		Nr, Zeile, Stelle int
	}
}

// What no letter can show is refused before anything is decided, with its place: in the decision and in its preview.
func TestWhatNoLetterShowsIsRefused(t *testing.T) {
	o := open(t)
	for _, f := range []struct {
		change            aenderung
		body              map[string]any
		feld, zeichen     string
		nr, zeile, stelle int
		aktenzeichen      string
	}{
		{body: map[string]any{"begruendung": "Gut.\n\nSehr 😀"}, feld: "begruendung", zeichen: "U+1F600", zeile: 3, stelle: 6},
		{body: map[string]any{"begruendung": "x\ufffe"}, feld: "begruendung", zeichen: "U+FFFE", zeile: 1, stelle: 2},
		{body: map[string]any{"nebenbestimmungen": []map[string]any{{"art": "auflage", "text": "Eins"}, {"art": "bedingung", "text": "Zwei \uf0a7"}}}, feld: "nebenbestimmungen", zeichen: "U+F0A7", nr: 2, zeile: 1, stelle: 6},
		{change: replace("Café Müller GmbH", "王小明"), body: map[string]any{}, feld: "name", zeichen: "U+738B", zeile: 1, stelle: 1},
		{aktenzeichen: "32-☃", body: map[string]any{}, feld: "aktenzeichen", zeichen: "U+2603", zeile: 1, stelle: 4},
	} {
		change := f.change
		if change == nil {
			change = func(s string) string { return s }
		}
		a := o.antrag(change)
		if f.aktenzeichen != "" {
			o.sb.Send("PATCH", a.base, a.mit(map[string]any{"aktenzeichen": f.aktenzeichen})).Problem(422,
				"characters_not_printable")
			if _, err := o.superuser().Exec("update vorgang set aktenzeichen = $2 where id = $1", a.ID,
				f.aktenzeichen); err != nil {
				t.Fatal(err) // as it may stand there from before
			}
		}
		f.body["ergebnis"] = "bewilligt"
		for _, path := range []string{"/bescheid/vorschau", "/bescheid"} {
			var p problemZeichen
			o.sb.Post(a.base+path, a.mit(f.body)).Is(422).JSON(&p)
			if p.Reason != "characters_not_printable" || len(p.Zeichen) == 0 {
				t.Errorf("%s %s: %+v", path, f.feld, p)
				continue
			}
			if z := p.Zeichen[0]; z.Feld != f.feld || z.Zeichen != f.zeichen || z.Nr != f.nr || z.Zeile != f.zeile ||
				z.Stelle != f.stelle {
				t.Errorf("%s: %+v", path, z)
			}
		}
		if before := a.Status; a.load().Status != before || len(a.Bescheide) != 0 {
			t.Errorf("%s: decided all the same", f.feld)
		}
	}
}

// zeigbare are all characters a letter may hold, sequences of letter and mark among them.
func zeigbare() (letters, signs []string) {
	ok := func(s string) bool { return len(casework.CheckZeichen("", 0, s)) == 0 }
	for r := rune(0x21); r < 0x3000; r++ {
		if !ok(string(r)) {
			continue
		}
		letters = append(letters, string(r))
		for mark := rune(0x300); mark < 0x370; mark++ {
			if two := string(r) + string(mark); ok(two) {
				signs = append(signs, two)
			}
			for last := rune(0x300); last < 0x370 && r < 0x80; last++ {
				if three := string([]rune{r, mark, last}); ok(three) {
					signs = append(signs, three)
				}
			}
		}
	}
	return letters, append(signs, "K\u035fH", "K\u035fh", "k\u035fh")
}

// Whatever passes the check comes out as a letter: every character of DIN 91379 and the signs of the office, in a name
// too. The compiler makes no letter in which a glyph is missing.
func TestEveryAllowedCharacterIsPrinted(t *testing.T) {
	o := open(t)
	letters, signs := zeigbare()
	if len(letters) < 780 || len(signs) < 149 {
		t.Fatalf("%d letters, %d sequences", len(letters), len(signs))
	}
	a := o.antrag(replace("Café Müller GmbH", "Ÿłặ Ж Ω K\u035fH s\u031b\u0304 GmbH"))
	body := map[string]any{"ergebnis": "teilweise",
		"begruendung": strings.Join(append(letters, signs...), " "),
		"tenor":       "Sie dürfen die Hälfte nutzen.", "ablehnung": "Die andere Hälfte lehnen wir ab.",
		"anhoerung":         map[string]any{"grund": "angaben_gefolgt"},
		"nebenbestimmungen": []map[string]any{{"art": "auflage", "text": "\uf0b7 Mu\u0308ll\v\u2022 e\ufb03zient"}}}
	a.act("/bescheid", body)
	if z := a.Bescheide[0].Zustand; z != "zur_post" {
		t.Errorf("the letter is %s", z)
	}
	if !slices.ContainsFunc(a.Dokumente, func(d dokumentZeile) bool { return d.Rolle == "bescheid" && d.Groesse > 0 }) {
		t.Error("no letter")
	}
	var v struct {
		Bescheide []struct{ Nebenbestimmungen []struct{ Art, Text string } }
	}
	o.sb.Get(a.base).Is(200).JSON(&v)
	if got := v.Bescheide[0].Nebenbestimmungen[0].Text; got != "• Müll\n• effizient" || !utf8.ValidString(got) {
		t.Errorf("%+q", got)
	}
}
