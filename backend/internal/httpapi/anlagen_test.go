package httpapi_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/backend/internal/testkit"
)

// dokument uploads a file at the desk and returns its id once it was looked at.
func (a *akte) dokument(name, inhalt string) string {
	a.t.Helper()
	a.sb.PostParts(a.base+"/dokumente", testkit.Part{Name: "datei", Dateiname: name, Inhalt: inhalt}).Is(201)
	a.MustWork()
	for _, d := range a.load().Dokumente {
		if d.Dateiname == name {
			return d.ID
		}
	}
	a.t.Fatal("the file is not there")
	return ""
}

// Files go with a Bescheid: the letter names them, they are there where the Bescheid is, when it is, and what they hold
// is sealed with it.
func TestAnlagenGoWithTheBescheid(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().consent()
	plan, intern := a.dokument("Lageplan.txt", "der Plan"), a.dokument("Vermerk.txt", "nur für uns")
	fremd := o.antrag().dokument("Fremd.txt", "anderswo")
	virus := a.dokument("Virus.txt", string(testkit.EICAR()))
	body := func(anlagen ...string) map[string]any {
		return map[string]any{"ergebnis": "bewilligt", "anlagen": anlagen}
	}
	for name, anlagen := range map[string][]string{
		"of another Vorgang": {fremd}, "with a virus": {virus}, "twice": {plan, plan}, "nowhere": {uuid.NewString()},
	} {
		if answer := o.sb.Post(a.base+"/bescheid", a.mit(body(anlagen...))); answer.Status != 422 {
			t.Errorf("%s: %d %s", name, answer.Status, answer.Body)
		}
	}
	o.sb.Post(a.base+"/bescheid/vorschau", a.mit(body(fremd))).Problem(422, "invalid_fields").Says("not_attachable")
	a.act("/bescheid", body(plan))
	o.MustWork()
	anlage := a.raum + "/dokumente/" + plan
	o.buerger.Get(anlage).Is(404) // nobody has opened the message
	a.load()
	a.openMessage()
	var r struct {
		Bescheide []struct {
			DokumentID string `json:"dokumentId"`
			Anlagen    []struct{ ID, Dateiname string }
		}
	}
	o.buerger.Get(a.raum).Is(200).JSON(&r)
	if b := r.Bescheide[0]; len(b.Anlagen) != 1 || b.Anlagen[0].Dateiname != "Lageplan.txt" {
		t.Fatalf("%+v", r)
	}
	if got := string(o.buerger.Get(anlage).Is(200).Body); got != "der Plan" {
		t.Errorf("%q", got)
	}
	o.buerger.Get(a.raum + "/dokumente/" + intern).Is(404)
	zeilen, _ := readPage(t, o.buerger.Get(a.raum+"/dokumente/"+r.Bescheide[0].DokumentID).Is(200).Body)
	var text strings.Builder
	for _, z := range zeilen {
		text.WriteString(z.text)
	}
	if !strings.Contains(text.String(), "Anlage") || !strings.Contains(text.String(), "Lageplan.txt") {
		t.Errorf("the letter does not name it: %s", text.String())
	}
	var inhalt string
	if err := o.superuser().QueryRow("select anlagen->0->>'SHA256' from bescheid where vorgang_id = $1",
		a.ID).Scan(&inhalt); err != nil || len(inhalt) != 64 {
		t.Errorf("%q %v", inhalt, err)
	}
}

// Who signs sees what goes along, and a Bescheid that is returned keeps it.
func TestAnlagenAreSignedToo(t *testing.T) {
	o := open(t)
	a := o.antrag()
	plan := a.dokument("Lageplan.txt", "der Plan")
	a.act("/zeichnungen", map[string]any{"ergebnis": "bewilligt", "kanal": "post", "anlagen": []string{plan}})
	var v struct {
		Zeichnungen []struct {
			ID      string
			Anlagen []struct{ DokumentID, Titel string }
		}
		Bescheide []struct{ Anlagen []struct{ Titel string } }
	}
	o.alle.Get(a.base).Is(200).JSON(&v)
	if len(v.Zeichnungen) != 1 || len(v.Zeichnungen[0].Anlagen) != 1 || v.Zeichnungen[0].Anlagen[0].DokumentID != plan {
		t.Fatalf("%+v", v)
	}
	o.tl.Post(a.base+"/zeichnungen/"+v.Zeichnungen[0].ID+"/zeichnung", a.load().mit(nil)).Is(201)
	o.alle.Get(a.base).Is(200).JSON(&v)
	if len(v.Bescheide) != 1 || len(v.Bescheide[0].Anlagen) != 1 || v.Bescheide[0].Anlagen[0].Titel != "Lageplan.txt" {
		t.Errorf("%+v", v)
	}
}
