package httpapi_test

import (
	"maps"
	"testing"
)

// an is a letter's address in Stendal with what else there is to say of it.
func an(name, vertritt, vertretung string) map[string]any {
	out := map[string]any{"name": name, "strasse": "Markt 3", "plzOrt": "39576 Stendal"}
	if vertritt != "" {
		out["vertritt"] = vertritt
	}
	if vertretung != "" {
		out["vertretung"] = vertretung
	}
	return out
}

// The letter of the applicant tells nobody that it is for somebody else, and nobody that they represent themselves or
// a person who is not named: in the check, the preview, the decision and before a second person.
func TestTheLetterIsForTheApplicant(t *testing.T) {
	o := open(t)
	for _, c := range []struct {
		anschrift map[string]any
		change    aenderung
		reason    string
	}{
		{an("Ada Anwalt", "", "sorgeberechtigt"), nil, "represented_missing"},
		{an("Ada Anwalt", " ", "organ"), nil, "represented_missing"},
		{an("Ada Anwalt", "Jemand Anderes", ""), nil, "represents_somebody_else"},
		{an("Café Müller GmbH", "Café Müller GmbH", "organ"), nil, "represents_themselves"},
		{an("Ada Anwalt", "café  mueller gmbh", "organ"), nil, ""},
		{an("Ada Anwalt", "Wang Xiaoming", ""), replace("Café Müller GmbH", "王小明"), ""}, // as somebody transcribes it
	} {
		a := o.antrag()
		if c.change != nil {
			a = o.antrag(c.change)
		}
		body := map[string]any{"ergebnis": "bewilligt", "anschrift": c.anschrift}
		if c.reason == "" {
			o.sb.Post(a.base+"/bescheid/vorschau", a.mit(maps.Clone(body))).Is(200)
			a.act("/bescheid", body)
			continue
		}
		for _, path := range []string{"/bescheid/pruefung", "/bescheid/vorschau", "/zeichnungen", "/bescheid"} {
			refusedField(t, o.sb.Post(a.base+path, a.mit(maps.Clone(body))), "anschrift", c.reason)
		}
		if len(a.load().Bescheide) != 0 {
			t.Errorf("%v: decided all the same", c.anschrift)
		}
	}
}

// Whoever else takes part may be represented by whom they like, and not by themselves.
func TestWhoElseMayBeRepresented(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt", "kanal": "post"})
	a.act(a.adressaten(), map[string]any{"rolle": "beteiligt",
		"anschrift": an("Ada Anwalt", "Jemand Anderes", "organ")})
	refusedField(t, o.sb.Post(a.base+a.adressaten(), a.mit(map[string]any{"rolle": "bevollmaechtigt",
		"anschrift": an("Café Müller GmbH", "", "")})), "anschrift", "represents_themselves")
}

// A letter to a representative that came back goes out to their other address, and still on behalf of the applicant;
// it cannot be made one for somebody else.
func TestALetterSentAgainIsForTheSame(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt", "anschrift": an("Ada Anwalt",
		"Café Müller GmbH", "betreuung")})
	a.post("", "2026-03-10")
	zurueck := map[string]any{"anlass": "zurueckgekommen", "grund": "verzogen", "bestaetigt": []string{"folge"}}
	for _, c := range []struct{ vertritt, vertretung, reason string }{{"", "organ", "represented_missing"},
		{"Jemand Anderes", "", "represents_somebody_else"}, {"Ada Anwalt", "", "represents_themselves"}} {
		zurueck["anschrift"] = an("Ada Anwalt", c.vertritt, c.vertretung)
		refusedField(t, o.sb.Post(a.base+bekanntgabe(a), a.mit(maps.Clone(zurueck))), "anschrift", c.reason)
	}
	zurueck["anschrift"] = an("Ada Anwalt", "", "")
	a.act(bekanntgabe(a), zurueck)
	if x := a.Bescheide[0].Anschrift; x.Vertritt != "Café Müller GmbH" || x.Vertretung != "betreuung" {
		t.Errorf("%+v", x)
	}
}
