package httpapi_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

func (a *akte) nachweis(objekt string) *casework.Nachweis {
	a.t.Helper()
	var n casework.Nachweis
	if err := json.Unmarshal(a.sb.Get(a.base+"/nachweise/"+objekt).Is(200).Body, &n); err != nil {
		a.t.Fatal(err)
	}
	return &n
}

func worte(n *casework.Nachweis) string {
	var b strings.Builder
	for _, x := range n.Abschnitte {
		b.WriteString("\n## " + x.Titel + "\n")
		for _, y := range x.Angaben {
			b.WriteString(y.Label + ": " + y.Text + "\n")
		}
	}
	for _, e := range n.Ereignisse {
		b.WriteString("\n" + e.Worte + " " + e.Von)
		for _, y := range e.Angaben {
			b.WriteString(" " + y.Label + ": " + y.Text)
		}
	}
	return b.String()
}

// Of each message and each Bescheid there is a record that says all that was sealed of it, proves it, and can be
// checked with nothing but itself and the line of an anchor.
func TestNachweisOfEveryMessage(t *testing.T) {
	o := open(t)
	a := sealedFacts(o)
	o.anchor()
	wants := map[string][]string{
		"nachforderung": {"Art: Nachforderung von Unterlagen", "Text: Bitte nachreichen.", "wie gesendet: Fr, 27.03.2026",
			"wie verlängert: Fr, 10.04.2026", "Verlangt: Vollmacht", "Stand: angenommen", "Name: Plan.pdf",
			"## Zustellung: Hinweis", "Unterlagen nachgefordert", "Antwortfrist verlängert", "Grund: Krank",
			"Von der antragstellenden Person geöffnet antragstellende Person Vertrauensniveau: substanziell Sitzung: "},
		"antwort": {"Text: Anbei der Plan.", "Antwort eingegangen", "Name: Plan.pdf"},
		"bescheid": {"Ergebnis: bewilligt", "Rechtsbehelf bis: ", "Rechenschritte: ", "## Feststellung der Bekanntgabe",
			"## Einwilligung in die elektronische Bekanntgabe", "Stand: erteilt", "Angezeigter Text: ", "SHA-256: ",
			"Bescheid vollständig an die antragstellende Person übertragen", "von Kontor erstellt"},
	}
	check := func(objekt, art string) {
		t.Helper()
		n := a.nachweis(objekt)
		for _, want := range wants[art] {
			if !strings.Contains(worte(n), want) {
				t.Errorf("%s: no %q in %s", art, want, worte(n))
			}
		}
		bund := o.Vorgang.Bund
		for _, p := range append(append(n.Check(bund, nil, nil), n.Pruefung...), n.CheckDatei(bund)) {
			if p.Ergebnis != casework.NachweisGut {
				t.Errorf("%s: %+v", art, p)
			}
		}
	}
	for _, n := range a.Nachrichten {
		check(n.ID, n.Art)
	}
	check(a.Bescheide[0].ID, "bescheid")
	letzte := a.Nachrichten[len(a.Nachrichten)-1].ID
	if got, want := worte(a.nachweis(a.Bescheide[0].ID)), worte(a.nachweis(letzte)); got != want {
		t.Errorf("of the Bescheid\n%s\nof its message\n%s", got, want)
	}
}

// The record of a letter that nobody has an account for is that of the Bescheid.
func TestNachweisOfALetter(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt", "kanal": "post"})
	a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-10"})
	n := a.nachweis(a.Bescheide[0].ID)
	for _, want := range []string{"Zur Post gegeben: Di, 10.03.2026", "Bekannt gegeben: Sa, 14.03.2026",
		"Name: Bescheid_"} {
		if !strings.Contains(worte(n), want) {
			t.Errorf("no %q in %s", want, worte(n))
		}
	}
	i := slices.IndexFunc(n.Pruefung, func(p casework.Nachweispunkt) bool { return p.Titel == "Anker" })
	if n.Pruefung[i].Ergebnis != casework.NachweisOffen {
		t.Errorf("not anchored yet: %+v", n.Pruefung[i])
	}
}

// What somebody changed behind the program's back stands in the record, and so does a row that is gone.
func TestNachweisSaysWhatIsDamaged(t *testing.T) {
	o := open(t)
	a := sealedFacts(o)
	b := a.Bescheide[0].ID
	for _, c := range []struct{ text, punkt string }{
		{"update bescheid set bekanntgabe_am = bekanntgabe_am - 1 where id = $1", "Versiegelte Inhalte"},
		{"update verlauf set anzeige = 'Niemand' where daten->>'bescheid' = $1::text", "Kette der Einträge"},
		{"delete from feststellung where bescheid_id = $1::uuid", "Ganzer Vorgang"},
	} {
		a.forgedWith(c.text, b)
		if n := a.nachweis(b); !slices.ContainsFunc(n.Pruefung, func(p casework.Nachweispunkt) bool {
			return p.Titel == c.punkt && p.Ergebnis == casework.NachweisVerletzt
		}) {
			t.Errorf("%s: %+v", c.text, n.Pruefung)
		}
		a.sb.Get(a.base + "/nachweise/" + b + "/pdf").Is(200) // it says so, and is made all the same
	}
}

// Nobody gets a record of what is not theirs to see, or of what is no message; who asks is noted.
func TestNachweisIsForTheOffice(t *testing.T) {
	o := open(t)
	a, other := o.antrag().request(), o.antrag().request()
	path := a.base + "/nachweise/"
	a.sb.Get(path+other.Nachrichten[0].ID).Problem(404, "not_found")
	a.sb.Get(path+uuid.NewString()).Problem(404, "not_found")
	a.sb.Get(path+a.Dokumente[0].ID).Problem(404, "not_found")
	o.bau.Get(path+a.Nachrichten[0].ID).Problem(404, "not_found")
	o.loe.Get(path+a.Nachrichten[0].ID).Problem(403, "right_missing")
	o.Anonymous().Get(path+a.Nachrichten[0].ID).Problem(401, "not_signed_in")
	a.nachweis(a.Nachrichten[0].ID)
	var wer string
	if err := o.superuser().QueryRow(`select akteur from zugriff where art = 'nachweis' and vorgang_id = $1 and objekt = $2`,
		a.ID, a.Nachrichten[0].ID).Scan(&wer); err != nil || wer != o.sbActor.Name {
		t.Errorf("%q %v", wer, err)
	}
}

// The PDF is made of whatever characters somebody wrote; KONTOR_NACHWEIS keeps it to be looked at.
func TestNachweisAsPDF(t *testing.T) {
	o := open(t)
	a := sealedFacts(o)
	o.anchor()
	a.act("/nachrichten", map[string]any{"betreff": "Grüße 😀", "text": "Łódź, Ελλάδα, 中文, \u202e und\nzwei Zeilen"})
	for i, n := range a.Nachrichten {
		pdf := a.sb.Get(a.base + "/nachweise/" + n.ID + "/pdf").Is(200).Body
		if !strings.HasPrefix(string(pdf), "%PDF-") {
			t.Errorf("%.40q", pdf)
		}
		if dir := os.Getenv("KONTOR_NACHWEIS"); dir != "" {
			name := filepath.Join(dir, n.Art+string(rune('0'+i)))
			raw, _ := json.Marshal(a.nachweis(n.ID))
			if err := os.WriteFile(name+".json", raw, 0o600); err != nil {
				t.Error(err)
			}
			if err := os.WriteFile(name+".pdf", pdf, 0o600); err != nil {
				t.Error(err)
			}
		}
	}
}
