package casework

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"kontor/adapters"
)

func TestCharactersOfALetter(t *testing.T) {
	for _, f := range []struct{ text, want string }{
		{"Straße 1, „Café“ – 24 m² à 6,00 €", ""},
		{"Đặng Thị Ngọc Ánh, Łukasz Żółć, Şükrü Iğdır, Þórður, Ñuñez, Čapek, Ø", ""}, // Vietnamese, Polish, Turkish …
		{"Γεώργιος, Георги, Ѝ", ""},                                                  // Greek, Bulgarian
		{"M\u0310 K\u035fH s\u031b\u0304 Ž\u0327", ""},                               // sequences of the norm
		{"Mu\u0308ller", ""}, // as macOS writes it
		{"\uf0b7 erstens\v\u2022 zweitens\u00ad\u00a0\u2011", ""}, // out of Word
		{"e\ufb03zient\ufeff", ""},                                // out of a PDF file
		{"☐ ja ☒ nein → weiter", ""},
		{"王小明", "1:1 U+738B, 1:2 U+5C0F, 1:3 U+660E"},
		{"Gut 😀", "1:5 U+1F600"},
		{"eins\nzwei\n\ufffe drei \uf0a7", "3:1 U+FFFE, 3:8 U+F0A7"},
		{"a\u0000b\u0007", "1:2 U+0000, 1:4 U+0007"},
		{"K\u0310", "1:2 U+0310"},  // no letter of the norm
		{"Сергей ё", "1:8 U+0451"}, // not Bulgarian
		{"مرحبا", "1:1 U+0645, 1:2 U+0631, 1:3 U+062D, 1:4 U+0628, 1:5 U+0627"},
		{"\u202eabc", "1:1 U+202E"}, // turns the reading direction round
		{"zerrissen \ufffd", "1:11 U+FFFD"},
	} {
		got := []string{}
		for _, s := range CheckZeichen("begruendung", 0, Brieftext(f.text)) {
			got = append(got, fmt.Sprintf("%d:%d %s", s.Zeile, s.Stelle, s.Zeichen))
		}
		if strings.Join(got, ", ") != f.want {
			t.Errorf("%q: %s, want %s", f.text, strings.Join(got, ", "), f.want)
		}
	}
	if n := len(CheckZeichen("x", 1, strings.Repeat("😀", 500))); n != MaxZeichenstellen {
		t.Errorf("%d places told", n)
	}
}

// Every character of the norm passes, alone and as part of a text, however it was composed; nothing else changes by it.
func TestEveryCharacterOfTheNorm(t *testing.T) {
	all := alleZeichenDIN()
	if len(all) != 761+149 {
		t.Errorf("%d characters, the norm has 761 code points and 149 sequences", len(all))
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom(all)).Draw(t, "text"), " ")
		for _, form := range []norm.Form{norm.NFC, norm.NFD} {
			if found := CheckZeichen("x", 0, Brieftext(form.String(text))); len(found) > 0 {
				t.Fatalf("%+q: %v", text, found)
			}
		}
		if got := Brieftext(Brieftext(text)); got != Brieftext(text) {
			t.Fatalf("%+q is written differently the second time", text)
		}
	})
}

func alleZeichenDIN() (out []string) {
	for _, b := range zeichenDIN {
		for r := b[0]; r <= b[1]; r++ {
			out = append(out, string(r))
		}
	}
	for _, f := range folgenDIN {
		for _, letter := range f[0] {
			for _, rest := range strings.Fields(f[1]) {
				out = append(out, string(letter)+rest)
			}
		}
	}
	return out
}

// A title that a form brings along never keeps a letter from being made.
func TestATitleOfAFormIsPrinted(t *testing.T) {
	for in, want := range map[string]string{"Baum 🌳 fällen": "Baum fällen", "🌳": "Ihr Antrag", "": "Ihr Antrag",
		"Gute Sache": "Gute Sache"} {
		if got := Brieftitel(in); got != want || !Zeigbar(got) {
			t.Errorf("%q: %q", in, got)
		}
	}
}

// At the door it is said what no letter can show, by its field; a guessed address is no address.
func TestWhatNoLetterShowsIsSaidAtTheDoor(t *testing.T) {
	p := adapters.Antragsteller{Vorname: "小明", Nachname: "王", Strasse: "Weg \u200d", Ort: "北京",
		Unbestaetigt: []string{"ort"}}
	want := map[string]string{
		"antragsteller.vorname":  "Der Vorname enthält Zeichen, die kein Brief zeigen kann: 小 (U+5C0F), 明 (U+660E). ",
		"antragsteller.nachname": "Der Name enthält ein Zeichen, das kein Brief zeigen kann: 王 (U+738B). ",
		"antragsteller.strasse":  "Die Straße enthält ein Zeichen, das kein Brief zeigen kann: U+200D. "}
	found := zeichenHinweise(&p)
	for _, h := range found {
		if w := want[h.Feld]; w == "" || !strings.HasPrefix(h.Text, w) {
			t.Errorf("%+v", h)
		}
	}
	if len(found) != len(want) {
		t.Errorf("%+v", found)
	}
	if h := zeichenHinweise(&adapters.Antragsteller{Nachname: "Ÿłặ Ж", Ort: "Köln"}); len(h) > 0 {
		t.Errorf("%+v", h)
	}
}
