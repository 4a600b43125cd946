package httpapi_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// One drawn task becomes one for each body of a list, on the desk of its unit. A body that is no unit of this house is
// asked by whoever has the Vorgang, and the task says why.
func TestSeveralBodiesAreHeard(t *testing.T) {
	o := open(t)
	a := o.antrag(replace(`"formId":"48"`, `"formId":"98"`))
	type row struct{ Titel, Einheit, EinheitName, Hinweis, ID string }
	var page struct{ Aufgaben []row }
	o.alle.Get(a.base).Is(200).JSON(&page)
	if len(page.Aufgaben) != 2 {
		t.Fatalf("%+v", page.Aufgaben)
	}
	i := slices.IndexFunc(page.Aufgaben, func(x row) bool { return strings.HasSuffix(x.Titel, "strassenbau") })
	bau, forst := page.Aufgaben[i], page.Aufgaben[1-i]
	if bau.EinheitName == "" || bau.Hinweis != "" {
		t.Errorf("%+v", bau)
	}
	if forst.Titel != "Anhören: Forstamt" || !strings.Contains(forst.Hinweis, "Einheit „Forstamt“") ||
		forst.EinheitName != "" && forst.EinheitName == bau.EinheitName {
		t.Errorf("%+v", forst)
	}
	var bild struct{ Tokens, Erledigt, Vorfaelle []string }
	if a.sb.Get(a.base + "/prozess").Is(200).JSON(&bild); fmt.Sprint(bild.Tokens) != "[pruefen]" ||
		slices.Contains(bild.Erledigt, "pruefen") {
		t.Errorf("%+v", bild)
	}

	done := func(x row, text string) map[string]any {
		return map[string]any{"version": a.load().Version, "werte": map[string]any{"stellungnahme": text}}
	}
	o.bau.Post(a.base+"/aufgaben/"+bau.ID+"/erledigung", done(bau, "Gehweg nur 2,00 m breit")).Is(200)
	o.bau.Post(a.base+"/aufgaben/"+forst.ID+"/erledigung", done(forst, "x")).Problem(403, "aufgabe_of_others")
	a.sb.Post(a.base+"/aufgaben/"+forst.ID+"/erledigung", done(forst, "keine Bäume")).Is(200)
	a.load().aufgabe("bearbeiten")
	if p := o.eines(`select zustand::jsonb -> 'scopes' -> 0 -> 'vars' ->> 'stellungnahme' from prozess where vorgang_id = $1`, a.ID); p !=
		`["Gehweg nur 2,00 m breit", "keine Bäume"]` {
		t.Error(p)
	}
}

// A name that two units have means neither of them.
func TestANameOfTwoUnitsIsNobodys(t *testing.T) {
	o := open(t)
	for _, key := range []string{"forst-nord", "forst-sued"} {
		_, err := o.superuser().Exec(`insert into organisationseinheit (mandant_id, schluessel, name)
			values ($1, $2, 'Forstamt')`, o.Mandant, key)
		if err != nil {
			t.Fatal(err)
		}
	}
	a := o.antrag(replace(`"formId":"48"`, `"formId":"98"`))
	var page struct {
		Aufgaben []struct{ Titel, Einheit, Hinweis string }
	}
	o.alle.Get(a.base).Is(200).JSON(&page)
	for _, x := range page.Aufgaben {
		found := strings.HasPrefix(x.Einheit, "forst") || !strings.Contains(x.Hinweis, "mehrere")
		if x.Titel == "Anhören: Forstamt" && found {
			t.Errorf("%+v", x)
		}
	}
	if len(page.Aufgaben) != 2 {
		t.Errorf("%+v", page.Aufgaben)
	}
}
