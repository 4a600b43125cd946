package httpapi_test

import (
	"strings"
	"testing"
)

// A day before the one the rule gives counts only with proof of service: the fiction is not undercut because a plain
// letter was there earlier. The proof stands where the day does; every other day is entered as before.
func TestAnEarlierDayNeedsProof(t *testing.T) {
	o := open(t)
	a := posted(o) // the rule gives 2026-03-14
	o.at(berlin("2026-03-20 10:00"))
	say := func(tag, beleg string) map[string]any {
		out := map[string]any{"anlass": "tag_feststellen", "bekanntgabeAm": tag, "grund": "PZU liegt vor",
			"bestaetigt": []string{"folge"}}
		if beleg != "" {
			out["beleg"] = beleg
		}
		return out
	}
	send := func(body map[string]any, field, reason string) {
		t.Helper()
		refusedField(t, o.sb.Post(a.base+bekanntgabe(a), a.mit(body)), field, reason)
	}
	send(say("2026-03-11", ""), "beleg", "proof_for_earlier_day")
	if answer := o.sb.Post(a.base+bekanntgabe(a), a.mit(say("2026-03-11", "anruf"))); answer.Status != 422 {
		t.Errorf("%d", answer.Status)
	}
	spaeter := say("2026-03-16", "rueckschein")
	spaeter["anlass"] = "spaeter_zugegangen"
	send(spaeter, "beleg", "not_with_this")
	a.act(bekanntgabe(a), say("2026-03-11", "zustellungsurkunde"))
	b := a.Bescheide[0]
	if b.Bekanntgabe.Am != "2026-03-11" || b.Bekanntgabe.RechtsbehelfBis != "2026-04-13" ||
		!strings.Contains(b.Bekanntgabe.Regel, "Zustellungsurkunde der Post (§ 3 VwZG, § 182 ZPO)") {
		t.Errorf("%+v", b)
	}
	var v struct {
		Bescheide []struct{ Feststellungen []struct{ Beleg, Art string } }
	}
	o.sb.Get(a.base).Is(200).JSON(&v)
	if f := v.Bescheide[0].Feststellungen; len(f) != 2 || f[1].Beleg != "zustellungsurkunde" || f[1].Art != "hand" ||
		f[0].Beleg != "" || f[0].Art != "regel" {
		t.Errorf("%+v", f)
	}
	if e := a.eintrag("bekanntgabe_berichtigt"); e["beleg"] != "zustellungsurkunde" {
		t.Errorf("%v", e)
	}
	if n := worte(a.nachweis(b.ID)); strings.Count(n, "Nachweis des Tages: Zustellungsurkunde der Post") != 2 {
		t.Error(n)
	}
	// later than what was proven, and yet before the rule: no late arrival
	frueh := map[string]any{"anlass": "spaeter_zugegangen", "bekanntgabeAm": "2026-03-12", "grund": "Anruf"}
	send(frueh, "bekanntgabeAm", "proof_for_earlier_day")
	a.act(bekanntgabe(a), say("2026-03-14", "")) // the day of the rule itself, and later ones, as ever
	a.act(bekanntgabe(a), say("2026-03-17", ""))
	if b := a.Bescheide[0]; b.Bekanntgabe.Am != "2026-03-17" || b.Bekanntgabe.Regel != "von Hand festgestellt" {
		t.Errorf("%+v", b)
	}
}

// Of what was retrieved the day is the one after; who says it was the day itself has to prove it, too.
func TestARetrievalIsNotUndercut(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	o.at(berlin("2026-03-11 10:00"))
	a.retrieve()
	a.load()
	body := map[string]any{"anlass": "tag_feststellen", "bekanntgabeAm": "2026-03-11", "grund": "abgeholt",
		"bestaetigt": []string{"folge"}}
	refusedField(t, o.sb.Post(a.base+bekanntgabe(a), a.mit(body)), "beleg", "proof_for_earlier_day")
	body["beleg"] = "uebergabe"
	if a.act(bekanntgabe(a), body); a.Bescheide[0].Bekanntgabe.Am != "2026-03-11" {
		t.Errorf("%+v", a.Bescheide[0])
	}
}
