package httpapi_test

import (
	"strings"
	"testing"
)

// The record says of every dispatch where the letter went, whole: the first, the one to another address, and the one to
// somebody else; and which rule found the day, and who entered what.
func TestTheRecordSaysWhereEachLetterWent(t *testing.T) {
	o := open(t)
	a := posted(o)
	const erste = "Café Müller GmbH, Hafengasse 4, 43210 Lindenfurt"
	const zweite = "Café Müller GmbH, Neuer Weg 2, 39576 Stendal"
	o.at(berlin("2026-03-12 10:00"))
	a.act(bekanntgabe(a), map[string]any{"anlass": "zurueckgekommen", "grund": "Unbekannt verzogen.",
		"bestaetigt": []string{"folge"}, "anschrift": map[string]any{"name": "Café Müller GmbH", "strasse": "Neuer Weg 2", "plzOrt": "39576 Stendal"}})
	a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-12"})
	a.act(a.adressaten(), map[string]any{"rolle": "beteiligt", "anschrift": nachbar})
	a.post(a.Bescheide[0].Adressaten[0].ID, "2026-03-12")
	text := worte(a.nachweis(a.Bescheide[0].ID))
	for want, n := range map[string]int{"Brief an: " + erste: 2, "Brief an: " + zweite: 2,
		"Brief an: Nina Nachbar, Markt 3, 39576 Stendal": 1, "An: " + erste: 1, "An: " + zweite: 1, "An: Nina Nachbar, Markt 3": 1,
		"Festgestellt durch: Regel B4 (§ 41 Abs. 2 Satz 1 VwVfG)": 3, "Ereignis: Aufgabe des Briefs zur Post": 3} {
		if got := strings.Count(text, " "+want) + strings.Count(text, "\n"+want); got != n {
			t.Errorf("%d times %q in %s", got, want, text)
		}
	}
	if strings.Contains(text, "die im Antrag steht") || strings.Contains(text, "nicht versiegelt") {
		t.Error(text)
	}
	// what an earlier program kept says that it is not there
	a.forgedWith("update feststellung set inhalt = inhalt - 'An' where bescheid_id = $1::uuid", a.Bescheide[0].ID)
	text = worte(a.nachweis(a.Bescheide[0].ID))
	if !strings.Contains(text, "Anschrift ist für diesen Versand nicht versiegelt") {
		t.Error(text)
	}
}
