package httpapi_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/testkit"
)

type uebungJSON struct {
	Beginn, Uhr, Naechstes, Status, Szenario string
	Bild                                     struct {
		Bpmn     string
		Laeuft   bool
		Erledigt []string
		Warten   []struct {
			Ereignisse []struct{ Name, Bis, Steht string }
		}
	}
	Aufgaben []struct {
		Element, Titel, FaelligAm string
		Felder                    []struct{ Name string }
		Kennungen                 []string
	}
	Nachrichten []struct{ Name, Schluessel, Ereignis string }
	Brief       bool
	Gespielt    int
	Fehler      *struct {
		Schritt int
		Grund   string
		Felder  map[string]string
	}
	Verlauf []struct {
		Am, Text string
		Schritt  int
	}
	Angaben []struct{ Name, Typ string }
}

func (u uebungJSON) offen() (elements []string) {
	for _, a := range u.Aufgaben {
		elements = append(elements, a.Element)
	}
	return elements
}

type schritt = map[string]any

// hoeren are the steps of a hearing that nobody answers, up to the day on which its letter becomes known.
var hoeren = []schritt{
	{"befehl": "erledigen", "aufgabe": "vollstaendigkeit", "werte": schritt{"ergebnis": "vollstaendig"}},
	{"befehl": "erledigen", "aufgabe": "zuarbeit", "werte": schritt{"stellungnahme": "Zu schmal.", "bedenken": true}},
	{"befehl": "erledigen", "aufgabe": "fachpruefung", "werte": schritt{"pruefung": "mit_auflagen"}},
	{"befehl": "erledigen", "aufgabe": "anhoerung", "werte": schritt{"nachricht": "Übung 4"}},
	{"befehl": "bekanntgabe"},
}

func play(c *testkit.Client, path string, body schritt) (u uebungJSON) {
	c.Post(path+"/uebung", body).Is(200).JSON(&u)
	return u
}

// christmas is what a clock says at the beginning of a practice run.
const christmas = "2026-12-11T15:00:00+01:00"

// A version is practised with the holidays of the house: fourteen days from 11.12.2026 end with 28.12. What was played
// goes into a file that is a scenario.
func TestAVersionIsPractised(t *testing.T) {
	o := open(t)
	path := versionen + "/" + o.version("aussengastronomie", "2").ID
	first := play(o.adm, path, schritt{"schritte": []schritt{}})
	if first.Gespielt != 0 || first.Bild.Laeuft || !strings.Contains(first.Bild.Bpmn, "<bpmn:") ||
		!slices.ContainsFunc(first.Angaben, func(x struct{ Name, Typ string }) bool {
			return x.Name == "flaeche" && x.Typ == "zahl"
		}) {
		t.Errorf("%+v", first)
	}
	body := schritt{"beginn": christmas, "antrag": schritt{"firma": "Café Kornblume", "flaeche": 40},
		"schritte": append([]schritt{{"befehl": "start"}}, hoeren...)}
	u := play(o.adm, path, body)
	if u.Fehler != nil || len(u.Aufgaben) != 0 || u.Naechstes != "2026-12-29T00:00:00+01:00" || u.Uhr != christmas ||
		u.Beginn != christmas || len(u.Nachrichten) != 1 || u.Nachrichten[0].Schluessel != "Übung 4" {
		t.Errorf("%+v %+v", u.Fehler, u)
	}
	body["szenario"] = "Anhörung über Weihnachten"
	body["schritte"] = append(body["schritte"].([]schritt), schritt{"befehl": "warten", "bis": "2026-12-28"},
		schritt{"befehl": "warten", "bis": "ereignis"})
	u = play(o.adm, path, body)
	if fmt.Sprint(u.offen()) != "[wuerdigung]" || u.Verlauf[len(u.Verlauf)-1].Am != "2026-12-29T00:00:00+01:00" ||
		!strings.Contains(u.Szenario, "keine_aeusserung: \"2026-12-28\"") {
		t.Errorf("%+v\n%s", u.offen(), u.Szenario)
	}

	o.adm.Post(path+"/uebung", schritt{"schritte": []schritt{}, "antrag": schritt{"flaeche": "viel", "x": 1}}).
		Problem(422, "invalid_fields").Says(`"antrag.flaeche":"invalid"`).Says(`"antrag.x":"unknown"`)
	o.adm.Post(path+"/uebung", schritt{"schritte": []schritt{}, "beginn": "1899-01-01T00:00:00Z"}).
		Problem(422, "invalid_fields").Says(`"beginn"`)
	o.adm.Post(path+"/uebung", schritt{"szenario": "geht nicht", "schritte": []schritt{{"befehl": "bekanntgabe"}}}).
		Problem(409, "uebung_no_scenario")
	many := slices.Repeat([]schritt{{"befehl": "warten", "dauer": "PT1H"}}, 501)
	o.adm.Post(path+"/uebung", schritt{"schritte": many}).Is(422)
}

// A copy of a Vorgang is played on from where that stands. Nothing is stored, no job is asked for, and whoever may not
// see the Vorgang sees no copy of it either.
func TestPracticeLeavesTheVorgangAlone(t *testing.T) {
	o := open(t)
	db := o.superuser()
	query := bestandQuery(t, db)
	a := meiner(o)
	before := bestand(t, db, query)
	steps := append(slices.Clone(hoeren), schritt{"befehl": "warten", "dauer": "P1Y"},
		schritt{"befehl": "erledigen", "aufgabe": "wuerdigung", "werte": schritt{"wuerdigung": "Gelesen."}},
		schritt{"befehl": "erledigen", "aufgabe": "bescheid", "werte": schritt{"ergebnis": "abgelehnt"}},
		schritt{"befehl": "erledigen", "aufgabe": "abschluss"})
	u := play(a.sb, a.base, schritt{"beginn": christmas, "schritte": steps})
	if u.Fehler != nil || u.Bild.Laeuft || u.Status != "abgeschlossen" || u.Gespielt != len(steps) {
		t.Errorf("%+v %s", u.Fehler, u.Status)
	}
	now := play(a.sb, a.base, schritt{"schritte": []schritt{}})
	if fmt.Sprint(now.offen()) != "[vollstaendigkeit]" || now.Status != "angenommen" || now.Szenario != "" ||
		now.Aufgaben[0].Felder[0].Name != "ergebnis" || len(now.Verlauf) != 0 {
		t.Errorf("%+v", now)
	}
	wrong := play(a.sb, a.base, schritt{"schritte": []schritt{{"befehl": "erledigen", "aufgabe": "vollstaendigkeit"}}})
	if f := wrong.Fehler; f == nil || f.Schritt != 1 || f.Felder["ergebnis"] != "pflicht" ||
		f.Grund != "Die Angaben zu „Vollständigkeit prüfen“ sind unvollständig oder passen nicht." {
		t.Errorf("%+v", f)
	}
	viele := schritt{}
	for i := range 1000 {
		viele[fmt.Sprint("k", i)] = 1
	}
	wrong = play(a.sb, a.base, schritt{"schritte": []schritt{{"befehl": "erledigen", "aufgabe": "vollstaendigkeit",
		"werte": viele}}})
	if f := wrong.Fehler; f == nil || len(f.Felder) != 20 {
		t.Errorf("%+v", f)
	}
	if changed := before.changed(bestand(t, db, query)); len(changed) > 0 {
		t.Errorf("written: %v", changed)
	}
	version := a.Version
	if a.load().Version != version || !a.offen("vollstaendigkeit") {
		t.Errorf("%+v", a.Aufgaben)
	}
	o.bau.Post(a.base+"/uebung", schritt{"schritte": []schritt{}}).Problem(404, "not_found")
}

// The copy has what the Vorgang has: the letter that was sent, the question it asked, the timer under way.
func TestACopyWaitsAsTheVorgangDoes(t *testing.T) {
	o := open(t)
	a := bisNachforderung(o)
	u := play(a.sb, a.base, schritt{"schritte": []schritt{}})
	if len(u.Bild.Warten) != 1 || len(u.Bild.Warten[0].Ereignisse) != 2 || u.Naechstes == "" ||
		len(u.Nachrichten) != 1 || u.Nachrichten[0].Schluessel != a.Nachrichten[0].ID {
		t.Fatalf("%+v", u)
	}
	over := play(a.sb, a.base, schritt{"schritte": []schritt{{"befehl": "warten", "bis": "ereignis"}}})
	if fmt.Sprint(over.offen()) != "[frist_entscheiden]" || over.Uhr != u.Naechstes {
		t.Errorf("%+v", over)
	}
	answered := play(a.sb, a.base, schritt{"schritte": []schritt{{"befehl": "nachricht", "name": "antwort",
		"schluessel": a.Nachrichten[0].ID}}})
	if fmt.Sprint(answered.offen()) != "[antwort_pruefen]" {
		t.Errorf("%+v %+v", answered.Fehler, answered.offen())
	}
	if a.load(); a.offen("frist_entscheiden") || a.offen("antwort_pruefen") {
		t.Errorf("%+v", a.Aufgaben)
	}
}
