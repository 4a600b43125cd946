package httpapi_test

import (
	"strings"
	"testing"
)

// A Vorgang is called the same wherever there is room, and by its short title in lists: that of its Verfahren, of its
// mapping, or of a form nobody described.
func TestOneTitleOnDeskInLettersAntragsraumAndHandOver(t *testing.T) {
	o := open(t)
	o.musterOf(o.hund())
	o.aktiv(nil)
	konto := replace(`"antragsdaten":[`, `"antragsteller":{"art":"person","konto":{"art":"bundid","pseudonym":"p-1"},
		"vertrauensniveau":3},"antragsdaten":[`)
	fremd := func(s string) string {
		return strings.Replace(strings.Replace(s, `"formId":"48"`, `"formId":"77"`, 1), `"name":"Außengastronomie"`,
			`"name":"Fest anmelden"`, 1)
	}
	for name, c := range map[string]struct {
		akte       *akte
		kurz, lang string
	}{
		"Verfahren": {o.antrag(), "Außengastronomie", "Erlaubnis für Außengastronomie"},
		"form":      {o.antrag(fremd), "Fest anmelden", "Fest anmelden"},
		"mapping":   {o.hund(konto), "Hund anmelden", "Hund anmelden"},
	} {
		a := c.akte
		a.raum = "/antragsraum/api/v1/vorgaenge/" + a.ID
		a.act("/bescheid", map[string]any{"ergebnis": "bewilligt", "kanal": "post", "tenor": "Ja.",
			"anschrift": anschrift})
		o.MustWork()
		var v struct {
			Titel, VerfahrenTitel string
			Nachrichten           []struct{ Art, Betreff string }
		}
		o.alle.Get(a.base).Is(200).JSON(&v)
		if v.VerfahrenTitel != c.kurz || v.Titel != c.lang {
			t.Errorf("%s: the desk says %q and %q", name, v.VerfahrenTitel, v.Titel)
		}
		bescheid := ""
		for _, n := range v.Nachrichten {
			if n.Art == "bescheid" {
				bescheid = n.Betreff
			}
		}
		if bescheid != "Ihr Bescheid: "+c.lang {
			t.Errorf("%s: the message says %q", name, bescheid)
		}
		var raum struct{ Titel string }
		o.buerger.Get(a.raum).Is(200).JSON(&raum)
		if raum.Titel != c.lang {
			t.Errorf("%s: the Antragsraum says %q", name, raum.Titel)
		}
		text, _ := nachricht0401(t, o.alle.Get(a.base+"/export/xdomea").Is(200).Body)
		if !strings.Contains(text, "<xdomea:Betreff>"+c.lang) || !strings.Contains(text, "<xdomea:Typ>"+c.lang+"<") {
			t.Errorf("%s: the hand-over says something else", name)
		}
	}
}

// Whoever takes the file over reads what tasks collected: who of which unit said what, in words.
func TestHandOverHoldsWhatTasksCollected(t *testing.T) {
	o := open(t)
	a := meiner(o).complete("vollstaendigkeit", map[string]any{"ergebnis": "vollstaendig"})
	werte := map[string]any{"stellungnahme": "Gehweg nur 2,00 m breit.", "bedenken": true}
	o.bau.Post(a.base+"/aufgaben/"+a.aufgabe("zuarbeit")+"/erledigung", a.mit(map[string]any{"werte": werte})).Is(200)
	text, _ := nachricht0401(t, o.sb.Get(a.base+"/export/xdomea").Is(200).Body)
	for _, want := range []string{"Gehweg nur 2,00 m breit.", "Es bestehen Bedenken", "Ergebnis der Prüfung",
		">vollständig<", ">Straßenbaulast<", o.bauActor.Anzeige} {
		if !strings.Contains(text, want) {
			t.Errorf("the file does not say %q", want)
		}
	}
	if strings.Contains(text, "lf-66-strassenbau") || strings.Contains(text, "lf-32-sondernutzung") {
		t.Error("the file names a unit by its key")
	}
}
