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

// What no letter can show is known before the Bescheid is issued: the check before names field, character and place,
// and they are those by which issuing, laying it before a second person and its preview refuse, in whichever field.
func TestTheCheckKnowsWhatNoLetterShows(t *testing.T) {
	o := open(t)
	an := func(feld, wert string) map[string]any {
		x := map[string]any{"name": "Nina Nachbar", "strasse": "Markt 3", "plzOrt": "39576 Stendal",
			"land": "Österreich"}
		x[feld] = wert
		return map[string]any{"kanal": "post", "anschrift": x, "bestaetigt": []string{"address_abroad"}}
	}
	line := map[string]any{"bezeichnung": "Tarif ☃", "menge": 1, "einheit": "", "satz": 4000}
	for _, f := range []struct {
		felder, zeichen string
		change          aenderung
		anlage          string
		body            map[string]any
	}{
		{"name", "U+738B U+5C0F", replace("Café Müller GmbH", "王小"), "", nil},
		{"anschrift", "U+738B", replace("Hafengasse 4", "王 4"), "", nil},
		{"empfaenger", "U+738B", nil, "", an("name", "王")},
		{"empfaenger_anschrift", "U+738B", nil, "", an("strasse", "王 1")},
		{"empfaenger_anschrift", "U+738B", nil, "", an("plzOrt", "39576 王")},
		{"empfaenger_anschrift", "U+738B", nil, "", an("land", "王")},
		{"vertritt", "U+738B", nil, "", an("vertritt", "王")},
		{"begruendung", "U+1F600", nil, "", map[string]any{"begruendung": "Gut.\n\nSehr 😀"}},
		{"tenor", "U+1F600", nil, "", map[string]any{"tenor": "Ja 😀."}},
		{"ablehnung", "U+1F600", nil, "", map[string]any{"ergebnis": "teilweise", "tenor": "Ja.",
			"ablehnung": "Nein 😀.", "begruendung": "Weil.", "anhoerung": map[string]any{"grund": "angaben_gefolgt"}}},
		{"nebenbestimmungen", "U+F0A7", nil, "", map[string]any{"nebenbestimmungen": []map[string]any{
			{"art": "auflage", "text": "Eins"}, {"art": "bedingung", "text": "Zwei \uf0a7"}}}},
		{"zahlung", "U+2603", nil, "", map[string]any{"gebuehr": 4000, "bestaetigt": []string{"account_missing"},
			"zahlung": map[string]any{"positionen": []map[string]any{line}}}},
		{"anlagen", "U+2603", nil, "Plan ☃.txt", map[string]any{}},
	} {
		change := f.change
		if change == nil {
			change = func(s string) string { return s }
		}
		a := o.antrag(change)
		body := map[string]any{"ergebnis": "bewilligt"}
		for k, v := range f.body {
			body[k] = v
		}
		if f.anlage != "" {
			body["anlagen"] = []string{a.dokument(f.anlage, "x")}
		}
		var p struct {
			bescheidpruefung
			problemZeichen
		}
		o.sb.Post(a.base+"/bescheid/pruefung", a.mit(body)).Is(200).JSON(&p)
		var codes []string
		for _, z := range p.Zeichen {
			if codes = append(codes, z.Zeichen); z.Feld != f.felder || z.Zeile < 1 || z.Stelle < 1 {
				t.Errorf("%s: %+v", f.felder, z)
			}
		}
		if p.stand("zeichen") != "fehlt" || strings.Join(codes, " ") != f.zeichen {
			t.Errorf("%s: %+v", f.felder, p)
		}
		for _, path := range []string{"/bescheid/vorschau", "/zeichnungen", "/bescheid"} {
			var refused problemZeichen
			o.sb.Post(a.base+path, a.mit(body)).Problem(422, "characters_not_printable").JSON(&refused)
			if !slices.Equal(refused.Zeichen, p.Zeichen) {
				t.Errorf("%s: %+v, the check %+v", path, refused.Zeichen, p.Zeichen)
			}
		}
		if a.hints("characters_not_printable") != (f.change != nil) {
			t.Errorf("hints %+v", a.Hinweise)
		}
	}
}

// Beside what else is missing the characters are told, too; nobody comes back for them.
func TestCharactersAreToldBesideWhatIsMissing(t *testing.T) {
	o := open(t)
	a := o.antrag(replace("Café Müller GmbH", "王小明"))
	var p problemZeichen
	o.sb.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "abgelehnt", "begruendung": "Nein."})).
		Problem(422, "invalid_fields").Says("hearing_or_reason_required").JSON(&p)
	if len(p.Zeichen) != 3 {
		t.Errorf("%+v", p)
	}
}

// What was accepted can be finished: whoever decides writes the name as the identity document transcribes it, and every
// other letter of the Bescheid can be made, too.
func TestANameNoLetterShowsIsWrittenAnotherWay(t *testing.T) {
	o := open(t)
	a := o.antrag(replace("Café Müller GmbH", "王小明"))
	an := map[string]any{"name": "Wang Xiaoming", "strasse": "Markt 3", "plzOrt": "39576 Stendal"}
	a.act("/bescheid", map[string]any{"ergebnis": "bewilligt", "kanal": "post", "anschrift": an})
	if z := a.Bescheide[0].Zustand; z != "zur_post" {
		t.Fatal(z)
	}
	a.act(a.adressaten(), map[string]any{"rolle": "beteiligt", "anschrift": nachbar})
	a.act(a.adressaten(), map[string]any{"rolle": "bevollmaechtigt", "anschrift": map[string]any{"name": "RA Recht",
		"strasse": "Weg 1", "plzOrt": "39576 Stendal"}})
	if e := a.eintrag("bescheid_adressat"); e["vertritt"] != "Wang Xiaoming" {
		t.Errorf("%v", e)
	}
}
