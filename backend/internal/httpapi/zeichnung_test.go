package httpapi_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// vieraugen delivers an application of the procedure in which a second person signs.
func (o *office) vieraugen() *akte { return o.antrag(replace(`"formId":"48"`, `"formId":"97"`)) }

var ablehnung = map[string]any{"ergebnis": "abgelehnt", "begruendung": "Zu schmal.", "kanal": "post",
	"anhoerung": map[string]any{"grund": "angaben_gefolgt"}, "anschrift": anschrift,
	"bestaetigt": []string{"remedy_unproven"}}

// A refusal of this procedure goes out when a second person has signed it, under that person's name, and not before:
// what was returned is written anew and stays readable.
func TestTwoPeopleDecide(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.vieraugen()
	var check struct{ Zeichnung []string }
	o.sb.Post(a.base+"/bescheid/pruefung", a.mit(ablehnung)).Is(200).JSON(&check)
	if !slices.Equal(check.Zeichnung, []string{"ablehnung"}) {
		t.Errorf("why: %v", check.Zeichnung)
	}
	o.sb.Post(a.base+"/bescheid", a.mit(ablehnung)).Problem(409, "signature_required")
	a.act("/zeichnungen", ablehnung)
	z := a.Zeichnungen[0]
	if z.Zustand != "vorgelegt" || len(a.Bescheide) != 0 || a.Status != "in_bearbeitung" ||
		a.FaelligText != "Bescheid zeichnen" || a.WartetAuf != "uns" || slices.Contains(a.Aktionen, "bescheid") {
		t.Errorf("%+v, due for %s, %v", z, a.FaelligText, a.Aktionen)
	}
	sign, back := a.base+"/zeichnungen/"+z.ID+"/zeichnung", a.base+"/zeichnungen/"+z.ID+"/rueckgabe"
	o.sb.Post(sign, a.mit(nil)).Problem(403, "author_cannot_sign")
	o.sb.Post(a.base+"/zeichnungen", a.mit(ablehnung)).Problem(409, "zeichnung_open")
	o.sb.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt"})).Problem(409, "zeichnung_open")
	o.tl.Post(back, a.mit(map[string]any{"grund": " "})).Problem(422, "invalid_fields")
	o.tl.Post(back, a.mit(map[string]any{"grund": "Bitte die Breite nennen."})).Is(200)
	if a.load(); a.Zeichnungen[0].Zustand != "zurueckgegeben" || a.Zeichnungen[0].Bemerkung == "" ||
		a.FaelligText != "Zurückgegebenen Bescheid überarbeiten" || !slices.Contains(a.Aktionen, "bescheid") {
		t.Errorf("%+v, due for %s", a.Zeichnungen[0], a.FaelligText)
	}
	o.tl.Post(sign, a.mit(nil)).Problem(409, "zeichnung_done")
	a.act("/zeichnungen", ablehnung)
	o.tl.Post(a.base+"/zeichnungen/"+a.Zeichnungen[1].ID+"/zeichnung", a.mit(nil)).Is(201)
	o.MustWork()
	a.load()
	var v struct {
		Bescheide []struct{ Von, Ergebnis string }
	}
	o.sb.Get(a.base).Is(200).JSON(&v)
	if len(v.Bescheide) != 1 || v.Bescheide[0].Von != o.tlActor.Anzeige || a.Bescheide[0].Zustand != "zur_post" ||
		a.Status != "beschieden" || a.Zeichnungen[1].BescheidID != a.Bescheide[0].ID {
		t.Errorf("%+v %+v", v, a.Zeichnungen)
	}
	if got := strings.Join(a.verlauf(), " "); !strings.Contains(got, "bescheid_vorgelegt bescheid_zurueckgegeben") {
		t.Error(got)
	}
}

// Where the procedure does not ask for it, whoever writes a Bescheid may want a second person all the same, and take it
// back.
func TestASecondPersonOfOnesOwnAccord(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/zeichnungen", map[string]any{"ergebnis": "bewilligt", "kanal": "post"})
	if z := a.Zeichnungen[0]; !slices.Equal(z.Gruende, []string{"freiwillig"}) || z.Tenor == "" {
		t.Errorf("%+v", z)
	}
	var v vorgang
	o.sb.Get(a.base).Is(200).JSON(&v)
	if !slices.Equal(v.Zeichnungen[0].Aktionen, []string{"zurueckholen"}) {
		t.Errorf("who wrote it is offered %v", v.Zeichnungen[0].Aktionen)
	}
	o.tl.Get(a.base).Is(200).JSON(&v)
	if !slices.Equal(v.Zeichnungen[0].Aktionen, []string{"zeichnen", "zurueckgeben"}) {
		t.Errorf("who did not is offered %v", v.Zeichnungen[0].Aktionen)
	}
	a.act("/zeichnungen/"+a.Zeichnungen[0].ID+"/rueckgabe", nil)
	if a.Zeichnungen[0].Zustand != "zurueckgeholt" || a.FaelligText == "Bescheid zeichnen" {
		t.Errorf("%+v, due for %s", a.Zeichnungen[0], a.FaelligText)
	}
	a.act("/bescheid", map[string]any{"ergebnis": "bewilligt", "kanal": "post"})
}

// What nobody has signed when the Vorgang ends is signed by nobody; a round of another Vorgang is not found.
func TestASignatureComesTooLate(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/zeichnungen", map[string]any{"ergebnis": "bewilligt", "kanal": "post"})
	other := o.antrag()
	o.tl.Post(other.base+"/zeichnungen/"+a.Zeichnungen[0].ID+"/zeichnung", other.mit(nil)).Is(404)
	o.tl.Post(a.base+"/zeichnungen/"+uuid.NewString()+"/zeichnung", a.mit(nil)).Is(404)
	a.act("/verwerfung", map[string]any{"grund": "Kein Antrag"})
	if a.Zeichnungen[0].Zustand != "hinfaellig" || !slices.Contains(a.verlauf(), "bescheid_hinfaellig") {
		t.Errorf("%+v", a.Zeichnungen[0])
	}
	o.tl.Post(a.base+"/zeichnungen/"+a.Zeichnungen[0].ID+"/zeichnung", a.mit(nil)).Problem(409, "vorgang_not_open")
}

// The check is made once more when somebody signs: what was not confirmed because it was not so, the second person
// confirms.
func TestWhoSignsConfirmsWhatIsNew(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/zeichnungen", map[string]any{"ergebnis": "bewilligt", "kanal": "post"}).request()
	path := a.base + "/zeichnungen/" + a.Zeichnungen[0].ID + "/zeichnung"
	o.tl.Post(path, a.mit(nil)).Problem(409, "bescheid_unconfirmed").Says(`"bestaetigen":["period_running"]`)
	if len(a.load().Bescheide) != 0 {
		t.Fatal("issued unconfirmed")
	}
	o.tl.Post(path, a.mit(map[string]any{"bestaetigt": []string{"period_running"}})).Is(201)
}

// A period that ran when it was written and was extended since, a day of payment that has come near: the second person
// is asked of what is so today. Whoever wrote it does not sign under another name either.
func TestWhoSignsIsAskedOfWhatHasMovedOn(t *testing.T) {
	o := open(t)
	a := o.antrag().request().act("/zeichnungen", map[string]any{"ergebnis": "bewilligt", "kanal": "post",
		"bestaetigt": []string{"period_running"}})
	path := a.base + "/zeichnungen/" + a.Zeichnungen[0].ID + "/zeichnung"
	o.tl.Post(path, a.mit(nil)).Problem(409, "bescheid_unconfirmed").Says(`"bestaetigen":["period_running"]`)
	renamed := o.Person("sb-neu", casework.RolleSachbearbeitung, o.sbActor.Einheiten...)
	if _, err := o.superuser().ExecContext(t.Context(), `update benutzer set subject = 'sub-1' where id = any($1::uuid[])`,
		"{"+o.sbActor.Benutzer.String()+","+renamed.Benutzer.String()+"}"); err != nil {
		t.Fatal(err)
	}
	neu := o.Staff(renamed)
	ja := map[string]any{"bestaetigt": []string{"period_running"}}
	neu.Post(path, a.mit(ja)).Problem(403, "author_cannot_sign")
	o.tl.Post(path, a.mit(ja)).Is(201)
}
