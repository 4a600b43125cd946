package ausgang

import (
	"strings"
	"testing"

	"kontor/backend/internal/casework"
)

// Who receives the file would write to what stands in it: a guess is left out, the name stays.
func TestAGuessIsNotHandedOver(t *testing.T) {
	u, _ := beispiel(t)
	a := &u.Vorgaenge[0].Antrag.Antragsteller
	if k := antragsteller(&u.Vorgaenge[0]); len(k.Kommunikation) == 0 || k.Anschrift == nil {
		t.Fatalf("the example has no contact: %+v", k)
	}
	a.Unbestaetigt = []string{"nachname", "email", "telefon", "strasse", "hausnummer", "plz", "ort", "land"}
	k := antragsteller(&u.Vorgaenge[0])
	if len(k.Kommunikation) != 0 || k.Anschrift != nil || k.Person == nil || k.Person.Familienname.Name != a.Nachname {
		t.Errorf("%+v", k)
	}
	if a.Email == "" || !strings.Contains(a.Email, "@") || casework.Kontakt(*a).Email != "" {
		t.Errorf("the Antrag itself was changed: %+v", a)
	}
}
