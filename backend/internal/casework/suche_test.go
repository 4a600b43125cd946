package casework

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestSpellingsUnderWhichAWordMayBeStored(t *testing.T) {
	for wort, want := range map[string][]string{
		"Müller":     {"mueller", "muller"},
		"Wahnstraße": {"wahnstr", "wahnstrasse"},
		"Straße":     {"strasse"},
		"9.4.1971":   {"09.04.1971", "1971-04-09", "9.4.1971"},
		"09.04.1971": {"09.04.1971", "1971-04-09"},
		"1971-04-09": {"09.04.1971", "1971-04-09"},
		"9.13.1971":  {"9.13.1971"},
	} {
		if got := Schreibweisen(wort); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", wort, got, want)
		}
	}
}

// Inside of names and streets one looks for a part that tells something: of "straße" a whole town would be the answer.
func TestPartsThatAreLookedForInsideOfNames(t *testing.T) {
	for text, want := range map[string][]string{
		"Müller": {"mueller", "muller"}, "wahnstraße": {"wahnstr", "wahnstrasse"}, "bing": {"bing"},
		"Straße": nil, "str.": nil, "Stras": nil, "Weg": nil, "Platz": nil, "ab": nil, "Knut Müller": nil,
	} {
		if got := Teilsuche(Suchwoerter(text)); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestATextWithoutAWordIsNothingToLookFor(t *testing.T) {
	for _, text := range []string{"%", "_", "%_", "🙂", "\\", "'", "- ."} {
		if !NichtsZuSuchen(text) {
			t.Errorf("%q is looked for", text)
		}
	}
	for _, text := range []string{"", " ", "a", "7", "100 %"} {
		if NichtsZuSuchen(text) {
			t.Errorf("%q is nothing to look for", text)
		}
	}
}

// Whoever reads the list sees the place of the hit, not the salutation of a long message.
func TestTrefferShowsTheWordsAroundTheHit(t *testing.T) {
	lang := strings.Repeat("Sehr geehrte Damen und Herren, ", 20) + "der Rettungsweg ist zu schmal."
	texte := []Beitext{{"Datei", "Lageplan.pdf"}, {"Nachricht", lang}}
	got := Suchbild([]string{"rettungsweg"}).TrefferDaneben(texte)
	if !strings.HasPrefix(got, "Nachricht: … ") || !strings.Contains(got, "Rettungsweg ist zu schmal.") ||
		len(got) > 200 {
		t.Errorf("%q", got)
	}
	if got := Suchbild([]string{"lageplan"}).TrefferDaneben(texte); got != "Datei: Lageplan.pdf" {
		t.Errorf("%q", got)
	}
}

// What is found must not depend on how much somebody wrote: the form comes last, and only its end is left out.
func TestAnEndlessFormHidesNoMessage(t *testing.T) {
	a := &Antrag{}
	for i := range 20_000 {
		a.Antragsdaten = append(a.Antragsdaten, Feld{Name: "f", Text: fmt.Sprintf("aaa%d", i)})
	}
	words, _, _ := Suchinhalt(&Vorgang{AntragstellerName: "Zwirn"}, a, []Beitext{{"Datei", "zeichnung.pdf"}})
	for _, w := range []string{"zwirn", "zeichnung"} {
		if _, ok := slices.BinarySearch(words, w); !ok {
			t.Errorf("%s is not found", w)
		}
	}
	if len(words) > maxSuchwoerter {
		t.Errorf("%d words", len(words))
	}
}
