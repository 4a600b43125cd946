package httpapi_test

import (
	"slices"
	"strings"
	"testing"
)

// ohneKonto is an application of somebody who cannot sign in.
func ohneKonto() aenderung { return replace(`"identifier":"pf-1"`, `"identifier":""`) }

// brief is the newest letter of a message.
func (a *akte) brief() sendungZeile {
	a.t.Helper()
	for _, s := range slices.Backward(a.load().Sendungen) {
		if s.Ziel == "post" {
			return s
		}
	}
	a.t.Fatalf("no letter in %+v", a.Sendungen)
	return sendungZeile{}
}

type postbrief struct {
	Dokument, Art, Betreff, Name, PlzOrt, GedrucktVon, AntwortBis string
	Version                                                       int
	Druckbar, Selbst                                              []string
	Aufgebbar                                                     bool
}

func (a *akte) postausgang() []postbrief {
	a.t.Helper()
	var list struct{ Briefe []postbrief }
	a.sb.Get("/api/v1/postausgang").Is(200).JSON(&list)
	return list.Briefe
}

type postergebnis struct {
	Eingetragen bool
	Grund       string
	Bestaetigen []string
}

// aufgeben enters that a letter was posted today.
func (a *akte) aufgeben(version int, dokument string, bestaetigt ...string) postergebnis {
	a.t.Helper()
	var out struct{ Ergebnisse []postergebnis }
	a.sb.Post("/api/v1/postausgang/aufgabe", map[string]any{"aufgegebenAm": heute(),
		"bestaetigt": append([]string{}, bestaetigt...),
		"briefe":     []map[string]any{{"dokument": dokument, "version": version}}}).Is(200).JSON(&out)
	return out.Ergebnisse[0]
}

// Whoever applied without an account is asked by letter: it is made, printed, posted, comes back and goes elsewhere.
func TestALetterForWhoHasNoAccount(t *testing.T) {
	o := open(t)
	a := o.antrag(ohneKonto()).request()
	s := a.brief()
	if s.Zustand != "zur_post" || len(s.Aktionen) != 2 || !strings.Contains(s.Anschrift, "Hafengasse 4") {
		t.Fatalf("%+v", s)
	}
	list := a.postausgang()
	if len(list) != 1 || list[0].Name != "Café Müller GmbH" || list[0].Art != "nachforderung" ||
		list[0].PlzOrt != "43210 Lindenfurt" || list[0].AntwortBis != frist() || !list[0].Aufgebbar {
		t.Fatalf("%+v", list)
	}
	pdf := a.sb.Post("/api/v1/postausgang/druck", map[string]any{"dokumente": []string{list[0].Dokument},
		"beidseitig": true}).Is(200)
	if !strings.HasPrefix(string(pdf.Body), "%PDF") {
		t.Errorf("no PDF: %.40s", pdf.Body)
	}
	if list = a.postausgang(); list[0].GedrucktVon == "" {
		t.Errorf("nobody sees that it was printed: %+v", list)
	}
	alles := []string{"kein_werktag", "frist_kurz"}
	if r := a.aufgeben(list[0].Version-1, list[0].Dokument, alles...); r.Grund != "stale" {
		t.Errorf("what nobody has seen is entered: %+v", r)
	}
	if r := a.aufgeben(list[0].Version, list[0].Dokument, alles...); !r.Eingetragen {
		t.Fatalf("%+v", r)
	}
	if r := a.aufgeben(list[0].Version, list[0].Dokument); r.Grund != "letter_not_there" {
		t.Errorf("posted twice: %+v", r)
	}
	if len(a.postausgang()) != 0 {
		t.Error("it still lies there")
	}
	s = a.brief()
	if s.Zustand != "bereitgestellt" || s.AufgegebenAm != heute() || !slices.Equal(s.Aktionen, []string{"zurueck"}) {
		t.Fatalf("%+v", s)
	}
	a.sb.Post(a.base+"/nachrichten/"+a.Nachrichten[0].ID+"/brief", a.mit(nil)).Problem(409, "letter_under_way")
	a.sb.Post(a.base+"/sendungen/"+s.ID+"/ruecklauf", a.mit(map[string]any{"grund": "\u200b"})).
		Problem(422, "invalid_fields")
	a.act("/sendungen/"+s.ID+"/ruecklauf", map[string]any{"grund": "Unbekannt verzogen"})
	if !a.Vorfall {
		t.Error("a letter that came back waits for nobody")
	}
	a.sb.Post(a.base+"/nachrichten/"+a.Nachrichten[0].ID+"/brief", a.mit(map[string]any{"anschrift": map[string]any{
		"name": "Ina Müller", "strasse": "Neue Straße 5", "plzOrt": "Ohne Zahl"}})).Problem(422, "invalid_fields")
	a.act("/nachrichten/"+a.Nachrichten[0].ID+"/brief", map[string]any{"anschrift": anschrift})
	if s := a.brief(); a.Vorfall || s.Zustand != "zur_post" || !strings.Contains(s.Anschrift, "Weg 1") {
		t.Errorf("%v %+v", a.Vorfall, s)
	}
	a.act("/sendungen/"+a.brief().ID+"/verwerfung", map[string]any{"grund": "Hat angerufen"})
	if s := a.brief(); s.Zustand != "verworfen" || len(a.postausgang()) != 0 || len(s.Aktionen) != 0 {
		t.Errorf("%+v", s)
	}
}

// A request nobody is told of is silent; as a letter it is not. What no postman finds is refused while its author is
// there, and what the program writes by itself fails in front of a person.
func TestASilentRequestAndALetterNobodyFinds(t *testing.T) {
	o := open(t)
	a := o.antrag(replace("a@example.org", "")).request()
	n := a.Nachrichten[0]
	if !n.Stumm || !n.Brief {
		t.Errorf("nobody sees that it is silent: %+v", n)
	}
	a.act("/nachrichten/"+n.ID+"/brief", nil)
	if n := a.Nachrichten[0]; n.Stumm || a.brief().Zustand != "zur_post" {
		t.Errorf("%+v %+v", n, a.brief())
	}
	b := o.antrag(ohneKonto(), replace("Hafengasse 4", ""))
	var p struct{ Fields map[string]string }
	b.sb.Post(b.base+"/nachrichten", b.mit(unterlagen("Lageplan", "Lageplan"))).Problem(422, "invalid_fields").JSON(&p)
	if p.Fields["anschrift"] != "incomplete" {
		t.Errorf("%v", p.Fields)
	}
	b.act("/ruecknahme", map[string]any{"grund": "Am Telefon"})
	if s := b.brief(); s.Zustand != "fehlgeschlagen" || s.Fehler != "letter_address_incomplete" || !b.Vorfall {
		t.Errorf("what nobody can be told is in front of nobody: %+v", s)
	}
	b.act("/nachrichten/"+b.Nachrichten[0].ID+"/brief", map[string]any{"anschrift": anschrift})
	if b.Vorfall || b.brief().Zustand != "zur_post" {
		t.Errorf("%+v", b.brief())
	}
}

// The letters of decisions lie beside those of messages; each is entered by its own act and right.
func TestPostausgangHasDecisionsToo(t *testing.T) {
	o := open(t)
	a := aufDemWeg(o.antrag())
	b := o.antrag(ohneKonto()).act("/nachrichten", map[string]any{"betreff": "Frage", "text": "Guten Tag,\n\nwann?"})
	list := a.postausgang()
	if len(list) != 2 || list[0].Art != "bescheid" || list[1].Art != "nachricht" {
		t.Fatalf("%+v", list)
	}
	var out struct{ Ergebnisse []postergebnis }
	body := map[string]any{"aufgegebenAm": heute(),
		"bestaetigt": []string{"kein_werktag", "frist_kurz"}, "briefe": []map[string]any{
			{"dokument": list[0].Dokument, "version": list[0].Version},
			{"dokument": list[1].Dokument, "version": list[1].Version}}}
	if fremd := o.bau.Get("/api/v1/postausgang").Is(200); strings.Contains(string(fremd.Body), list[0].Dokument) {
		t.Error("another unit sees the letter")
	}
	o.bau.Post("/api/v1/postausgang/druck", map[string]any{"dokumente": []string{list[0].Dokument}}).
		Problem(409, "letter_not_there")
	o.sb.Post("/api/v1/postausgang/aufgabe", body).Is(200).JSON(&out)
	if !out.Ergebnisse[0].Eingetragen || !out.Ergebnisse[1].Eingetragen {
		t.Errorf("%+v", out)
	}
	if a.load(); a.Bescheide[0].Zustand != "bekanntgegeben" || b.brief().Zustand != "bereitgestellt" {
		t.Errorf("%s %+v", a.Bescheide[0].Zustand, b.brief())
	}
}
