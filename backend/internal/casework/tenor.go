package casework

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"kontor/adapters"
	"kontor/workflow"
)

// Nebenbestimmung is one ancillary clause with its kind.
type Nebenbestimmung struct{ Art, Text string }

var nebenbestimmungNamen = map[string]string{"befristung": "Befristung", "bedingung": "Bedingung",
	"widerrufsvorbehalt": "Widerrufsvorbehalt", "auflage": "Auflage", "auflagenvorbehalt": "Auflagenvorbehalt"}

// Name is the kind in words.
func (n Nebenbestimmung) Name() string { return nebenbestimmungNamen[n.Art] }

// Fundstelle is where the law has the kind.
func (n Nebenbestimmung) Fundstelle(recht string) string {
	nr := slices.Index(workflow.Nebenbestimmungsarten, n.Art) + 1
	if recht == RechtAO {
		return fmt.Sprintf("§ 120 Abs. 2 Nr. %d AO", nr)
	}
	return fmt.Sprintf("§ 36 Abs. 2 Nr. %d VwVfG", nr)
}

// Tenorvorschlag is what a Bescheid with a result would say is decided.
type Tenorvorschlag struct {
	Ergebnis        Ergebnis
	Text, Ablehnung string
}

// Tenorvorschlaege fills the sentences of the procedure from the application, one for each result. What is not known
// stays in braces. A procedure without sentences of its own gets those of the house.
func Tenorvorschlaege(m *workflow.Meta, titel string, gestellt time.Time, daten map[string]any) []Tenorvorschlag {
	werte := map[string]string{}
	for _, d := range m.Daten {
		werte[d.Name] = datumWortlaut(d, daten[d.Name]).Text
	}
	out := hausTenor(titel, gestellt)
	for i := range out {
		for _, t := range m.Bescheid.Tenor {
			if t.Ergebnis == string(out[i].Ergebnis) {
				out[i].Text, out[i].Ablehnung = workflow.Fill(t.Text, werte), workflow.Fill(t.Ablehnung, werte)
			}
		}
	}
	return out
}

// GestelltAm is the day of an application: as its form server says it, unless it came before, else that of its arrival.
func GestelltAm(a *Antrag, v *Vorgang) time.Time {
	if a.EingereichtAm != nil && !a.EingereichtAm.After(v.EingangAm) {
		return Heute(*a.EingereichtAm)
	}
	return Heute(v.EingangAm)
}

// wasGilt is left to a person: „Ihrem Antrag wird entsprochen“ says it only to those who have the application at hand,
// and leaves the court to find it there (§ 37 Abs. 1 VwVfG, § 119 Abs. 1 AO, § 33 Abs. 1 SGB X).
const wasGilt = "was bewilligt oder festgesetzt wird: was, wo, von wann bis wann, in welchem Umfang"

func hausTenor(titel string, gestellt time.Time) []Tenorvorschlag {
	antrag := "Antrag vom " + gestellt.Format("02.01.2006") + " („" + titel + "“)"
	return []Tenorvorschlag{
		{Bewilligt, "Auf Ihren " + antrag + " entscheiden wir: {{" + wasGilt + "}}.", ""},
		{Teilweise, "Ihrem " + antrag + " wird teilweise entsprochen: {{" + wasGilt + "}}.",
			"Im Übrigen wird Ihr Antrag abgelehnt: {{was abgelehnt wird}}."},
		{Abgelehnt, "Ihr " + antrag + " wird abgelehnt.", ""},
	}
}

// FillTenor says what is decided where nobody wrote it, and puts the amount where it is named.
func (b *Bescheid) FillTenor(vorschlaege []Tenorvorschlag) {
	for _, t := range vorschlaege {
		if t.Ergebnis == b.Ergebnis && b.Tenor == "" {
			b.Tenor = t.Text
			if b.Ablehnung == "" {
				b.Ablehnung = t.Ablehnung
			}
		}
	}
	werte := map[string]string{}
	if b.GebuehrCent > 0 {
		werte["gebuehr"] = Euro(b.GebuehrCent)
	}
	if b.Aenderung.hebtAuf() {
		werte[platzWirkung] = b.Aenderung.WirkungText()
	}
	b.Tenor, b.Ablehnung = workflow.Fill(b.Tenor, werte), workflow.Fill(b.Ablehnung, werte)
}

// Briefanrede greets somebody by what the application says, and everybody where it says less.
func Briefanrede(a adapters.Antragsteller) string {
	name := strings.TrimSpace(a.Titel + " " + a.Nachname)
	switch {
	case a.Nachname == "":
	case a.Anrede == "Frau":
		return "Sehr geehrte Frau " + name
	case a.Anrede == "Herr":
		return "Sehr geehrter Herr " + name
	}
	return "Sehr geehrte Damen und Herren"
}
