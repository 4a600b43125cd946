package casework

import (
	"strings"
	"testing"

	"kontor/adapters"
)

func TestDublettenGruende(t *testing.T) {
	home := adapters.Antragsteller{Geburtsdatum: "1990-01-02", Email: "Anna@example.org", Strasse: "Am Deich",
		Hausnummer: "7b", PLZ: "12345"}
	for name, c := range map[string]struct {
		konto, name bool
		b           adapters.Antragsteller
		want        string
	}{
		"account":             {true, false, adapters.Antragsteller{}, "konto"},
		"name only":           {false, true, adapters.Antragsteller{}, ""},
		"neither":             {false, false, home, ""},
		"name and birth":      {false, true, adapters.Antragsteller{Geburtsdatum: "1990-01-02"}, "name geburtsdatum"},
		"name, other birth":   {false, true, adapters.Antragsteller{Geburtsdatum: "1991-01-02"}, ""},
		"name and mail":       {false, true, adapters.Antragsteller{Email: "anna@EXAMPLE.org"}, "name email"},
		"name and address":    {false, true, adapters.Antragsteller{Strasse: "am deich", Hausnummer: "7B", PLZ: "12345"}, "name anschrift"},
		"same street":         {false, true, adapters.Antragsteller{Strasse: "Am Deich", Hausnummer: "8", PLZ: "12345"}, ""},
		"street without town": {false, true, adapters.Antragsteller{Strasse: "Am Deich", Hausnummer: "7b"}, ""},
		"everything":          {true, true, home, "konto name geburtsdatum email anschrift"},
		"account and name":    {true, true, adapters.Antragsteller{}, "konto name"},
	} {
		if got := strings.Join(DublettenGruende(c.konto, c.name, &home, &c.b), " "); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}
