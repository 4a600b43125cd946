package httpapi_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/testkit"
)

type fund struct {
	Vorgangsnummer, Treffer string
}

func (o *office) suche(text string) []fund {
	o.t.Helper()
	var list struct{ Vorgaenge []fund }
	o.sb.Get("/api/v1/vorgaenge?ansicht=alle&suche=" + url.QueryEscape(text)).Is(200).JSON(&list)
	return list.Vorgaenge
}

// knut delivers an application of somebody born on 9 April 1971 who lives in Schwahnstraße, and tells its number.
func (o *office) knut() (nummer string) {
	o.t.Helper()
	body := `{"kennung": "suche/1", "formular": {"schluessel": "fest", "titel": "Fest anmelden"},
		"organisationseinheit": "lf-32-sondernutzung",
		"antragsteller": {"art": "person", "vorname": "Knut", "nachname": "Ærøskøbing", "strasse": "Schwahnstraße",
			"hausnummer": "4", "plz": "43210", "ort": "Lindenfurt", "geburtsdatum": "1971-04-09"},
		"antragsdaten": [
			{"name": "platz", "label": "Straße des Festes", "typ": "text", "text": "Bahnstr. 7"},
			{"name": "seit", "label": "Verein seit", "typ": "datum", "text": "03.02.1980", "wert": "1980-02-03"}]}`
	var answer struct{ Vorgangsnummer string }
	o.Form("neutral").Do("POST", "/eingang/neutral", "application/json", strings.NewReader(body)).Is(200).JSON(&answer)
	o.MustWork()
	return answer.Vorgangsnummer
}

// Where no letter and no digit is there is nothing to look for: to show everything would be the wrong answer.
func TestSearchForNothing(t *testing.T) {
	o := open(t)
	o.antrag()
	for _, text := range []string{"%", "_", "%%", "🙂", `\`, "'", "x%' or y=y --"} {
		if got := o.suche(text); len(got) != 0 {
			t.Errorf("%q finds %v", text, got)
		}
	}
	if got := o.suche(" "); len(got) != 1 {
		t.Errorf("nothing asked finds %v", got)
	}
}

func TestSearchFindsWhatOneRemembers(t *testing.T) {
	o := open(t)
	nummer := o.knut()
	for text, treffer := range map[string]string{
		"9.4.1971":      "Geburtsdatum: 09.04.1971",
		"09.04.1971":    "Geburtsdatum: 09.04.1971",
		"1971-04-09":    "Geburtsdatum: 09.04.1971",
		"3.2.1980":      "Verein seit: 03.02.1980",
		"schwahnstraße": "Anschrift: Schwahnstraße 4, 43210 Lindenfurt",
		"Schwahnstr.":   "Anschrift: Schwahnstraße 4, 43210 Lindenfurt",
		"wahnstraße":    "Anschrift: Schwahnstraße 4, 43210 Lindenfurt",
		"schwanstraße":  "", // a typo
		"Bahnstraße 7":  "Straße des Festes: Bahnstr. 7",
		"aeroskobing":   "", // shown anyway
		"köbing":        "",
	} {
		if got := o.suche(text); !slices.Equal(got, []fund{{nummer, treffer}}) {
			t.Errorf("%s: %v, want %q", text, got, treffer)
		}
	}
	for _, text := range []string{"9.4.1972", "4.9.1971", "9.4.197"} {
		if got := o.suche(text); len(got) != 0 {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestSearchFindsMessagesAndFiles(t *testing.T) {
	o := open(t)
	a := o.antrag()
	o.antrag(replace("Café", "Bistro"))
	frage := map[string]any{"betreff": "Rückfrage", "text": "Wie breit ist der Rettungsweg?"}
	a.act("/annahme", nil).act("/nachrichten", frage)
	a.upload("Grundriss_EG-final.pdf", "x")
	o.MustWork()
	for text, treffer := range map[string]string{
		"rettungsweg": "Nachricht: Rückfrage · Wie breit ist der Rettungsweg?", "Rettungswege": "", // German stems
		"Grundriss_EG": "Datei: Grundriss_EG-final.pdf", "final": "Datei: Grundriss_EG-final.pdf",
	} {
		if got := o.suche(text); !slices.Equal(got, []fund{{a.Vorgangsnummer, treffer}}) {
			t.Errorf("%s: %v, want %q", text, got, treffer)
		}
	}
	o.buerger.PostParts(a.raum+"/antworten", testkit.Part{Name: "schluessel", Inhalt: "k-1"},
		testkit.Part{Name: "text", Inhalt: "Er misst einskommafünf Meter."}).Is(201)
	o.MustWork()
	if got := o.suche("einskommafünf"); len(got) != 1 {
		t.Errorf("the applicant's words: %v", got)
	}
}

// What an earlier program has filled is filled anew by itself, and what is as it should be is left alone.
func TestRowsOfTheSearchIndexAreFilledAnew(t *testing.T) {
	o := open(t)
	a := o.antrag()
	db := o.superuser()
	if _, err := db.Exec("update vorgang_suche set vektor = 'alt', name = ''"); err != nil {
		t.Fatal(err)
	}
	for i, want := range []int{1, 0} {
		if err := o.Kehraus.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		var jobs int
		if err := db.QueryRow("select count(*) from river_job where kind = 'suche_fuellen' and state = 'available'").Scan(&jobs); err != nil {
			t.Fatal(err)
		}
		if jobs != want {
			t.Errorf("sweep %d asks for %d", i, jobs)
		}
		o.MustWork()
	}
	if got := o.suche("Plan.pdf"); len(got) != 1 || got[0].Vorgangsnummer != a.Vorgangsnummer {
		t.Error(got)
	}
}
