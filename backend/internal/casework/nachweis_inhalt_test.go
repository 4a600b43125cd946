package casework

import (
	"strings"
	"testing"
)

// satz is what the record says of a row of a Bescheid.
func satz(t *testing.T, form func(zeile) Abschnitt, row string) string {
	t.Helper()
	z, err := readZeile(row)
	if err != nil {
		t.Fatal(err)
	}
	var teile []string
	for _, a := range form(z).Angaben {
		teile = append(teile, a.Label+": "+a.Text)
	}
	return strings.Join(teile, "\n") + "\n"
}

// All that a decision says of conditions, hearing and fee is in its record; that of 0.9 stays as it was.
func TestTheRecordSaysAllOfABescheid(t *testing.T) {
	const id = "01980000-0000-7000-8000-000000000001"
	fee := `"gebuehr_cent":45000,"zahlung":{"Grundlage":"§ 3 Satzung","FaelligAm":"2026-04-10T00:00:00Z",` +
		`"Kassenzeichen":"5.4711","Einzug":EINZUG,"Konto":{"Inhaber":"Stadtkasse","IBAN":"DE02120300000000202051",` +
		`"BIC":"BYLADEM1001"},"Positionen":[{"Bezeichnung":"Tische","Menge":8.5,"Einheit":"m²","SatzCent":1000}]}`
	change := func(art, ergebnis string) string {
		return `{"ergebnis":"` + ergebnis + `","bezug_vom":"2026-03-10","aenderung":{"Art":"` + art + `","Bezug":"` +
			id + `"}}`
	}
	for _, c := range []struct {
		row  string
		want []string
	}{
		{`{"ergebnis":"bewilligt","auflagen":["Leise.","Bis 22 Uhr."],"auflagen_arten":["auflage","befristung"]}`,
			[]string{"Ergebnis: bewilligt\n", "Nebenbestimmung: Auflage: Leise.\n",
				"Nebenbestimmung: Befristung: Bis 22 Uhr.\n"}},
		{`{"auflagen":["Leise."],"auflagen_arten":[]}`, []string{"Nebenbestimmung: Auflage: Leise.\n"}},
		{`{"anhoerung":{"Am":"2026-03-09T00:00:00Z","Grund":""}}`, []string{"Anhörung: Mo, 09.03.2026\n"}},
		{`{"anhoerung":{"Am":null,"Grund":"gefahr_im_verzug"}}`,
			[]string{"Anhörung: keine: sofortige Entscheidung nötig\n"}},
		{"{" + strings.Replace(fee, "EINZUG", "false", 1) + "}", []string{"Gebühr: 450,00 €\n",
			"Position: Tische: 8,5 m² × 10,00 € = 85,00 €\n", "Rechtsgrundlage der Gebühr: § 3 Satzung\n",
			"Fällig: Fr, 10.04.2026\n", "Kassenzeichen: 5.4711\n",
			"Zahlung: Überweisung: Stadtkasse, IBAN DE02 1203 0000 0000 2020 51, BIC BYLADEM1001\n"}},
		{"{" + strings.Replace(fee, "EINZUG", "true", 1) + "}",
			[]string{"Zahlung: wird per SEPA-Lastschrift eingezogen\n"}},
		{`{"gebuehr_cent":100,"zahlung":{"Grundlage":"G","Konto":{}}}`, []string{"Zahlung: Überweisung: kein Konto genannt"}},
		{change("widerrufen", "abgelehnt"), []string{"Früherer Bescheid: vom Di, 10.03.2026 (" + id + ")\n",
			"Ergebnis: aufgehoben\n"}},
		{change("zuruecknehmen", "teilweise"), []string{"Ergebnis: zum Teil aufgehoben\n"}},
		{change("zuruecknehmen", "bewilligt"), []string{"Ergebnis: aufgehoben, etwas anderes gilt stattdessen\n"}},
		{change("aendern", "bewilligt"), []string{"Ergebnis: geändert, im Übrigen wie bisher\n"}},
		{change("berichtigen", "abgelehnt"), []string{"Ergebnis: berichtigt, im Übrigen wie bisher\n"}},
		{change("wiederaufgreifen", "abgelehnt"), []string{"Ergebnis: Wiederaufgreifen abgelehnt, der frühere Bescheid bleibt\n"}},
		{change("wiederaufgreifen", "teilweise"), []string{"Ergebnis: wiederaufgegriffen, teilweise bewilligt\n"}},
		{change("ersetzen", "abgelehnt"), []string{"Ergebnis: abgelehnt\n"}},
	} {
		got := satz(t, bescheidNachweis, c.row)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("no %q in %s", want, got)
			}
		}
		if alt := satz(t, bescheidNachweis1, c.row); strings.Contains(alt, "Nebenbestimmung") ||
			strings.Contains(alt, "Anhörung") || strings.Contains(alt, "Kassenzeichen") ||
			strings.Contains(alt, "aufgehoben") {
			t.Errorf("form 1 says %s", alt)
		}
	}
	for _, g := range Anhoerungsgruende(RechtVwVfG) {
		if anhoerungWorte[g.Grund] == "" {
			t.Errorf("no words for %s", g.Grund)
		}
	}
}
