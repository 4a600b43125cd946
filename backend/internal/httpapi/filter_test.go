package httpapi_test

import (
	"slices"
	"strings"
	"testing"
)

// A filter that nothing can match is refused by its name: an empty list would say that there is nothing to do.
func TestFilterValuesThatDoNotExist(t *testing.T) {
	o := open(t)
	a := o.antrag()
	for query, reason := range map[string]string{
		"wartetAuf=xx": "invalid", "zustaendig=gibtsnicht": "unknown", "verfahren=gibtsnicht": "unknown", "einheit=gibtsnicht": "unknown",
		"status=nue": "unknown",
		"eingangBis=2026-03-01&eingangVon=2026-03-02": "before_start",
	} {
		name, _, _ := strings.Cut(query, "=")
		answer := o.sb.Get("/api/v1/vorgaenge?" + query)
		if answer.Status != 422 || fields(t, answer)[name] != reason {
			t.Errorf("%s: %d %s", query, answer.Status, answer.Body)
		}
	}
	for _, query := range []string{"eingangVon=2026-03-02&eingangBis=2026-03-02", "verfahren=" + a.Verfahren,
		"einheit=" + a.Einheit, "wartetAuf=" + a.WartetAuf} {
		o.sb.Get("/api/v1/vorgaenge?" + query).Is(200)
	}
}

type option struct{ Wert, Label string }

// What can be chosen is what can be there: a unit or a state that a person never sees is no choice.
func TestFilterOptions(t *testing.T) {
	o := open(t)
	o.antrag()
	var f struct {
		Status                         []string
		Verfahren, Einheiten, Personen []option
	}
	o.sb.Get("/api/v1/vorgaenge/filter").Is(200).JSON(&f)
	if slices.Contains(f.Status, "zu_loeschen") || !slices.Contains(f.Status, "abgeschlossen") {
		t.Errorf("states %v", f.Status)
	}
	if len(f.Einheiten) != len(o.sbActor.Einheiten) {
		t.Errorf("units %v, sees %v", f.Einheiten, o.sbActor.Einheiten)
	}
	if !slices.ContainsFunc(f.Verfahren, func(x option) bool { return x.Wert == "standard" && x.Label != "" }) {
		t.Errorf("procedures %v", f.Verfahren)
	}
	if !slices.Contains(f.Personen, option{o.sbActor.Name, o.sbActor.Anzeige}) {
		t.Errorf("people %v", f.Personen)
	}
}

func TestFilterByPerson(t *testing.T) {
	o := open(t)
	a := o.antrag()
	o.antrag()
	a.act("/zuweisung", nil)
	var list struct{ Vorgaenge []fund }
	for _, ansicht := range []string{"alle", "meine"} {
		o.sb.Get("/api/v1/vorgaenge?ansicht=" + ansicht + "&zustaendig=" + o.sbActor.Name).Is(200).JSON(&list)
		if len(list.Vorgaenge) != 1 || list.Vorgaenge[0].Vorgangsnummer != a.Vorgangsnummer {
			t.Errorf("%s: %v", ansicht, list.Vorgaenge)
		}
	}
	o.sb.Get("/api/v1/vorgaenge?suche=mueller&zustaendig=" + o.sbActor.Name).Is(200).JSON(&list)
	if len(list.Vorgaenge) != 1 {
		t.Errorf("with words: %v", list.Vorgaenge)
	}
}
