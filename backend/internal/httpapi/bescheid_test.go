package httpapi_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/brief"
)

// The end of the ten days finds a Bescheid that was retrieved in time, and does nothing: the job comes all the same.
func TestPeriodOfRetrievalEndsAfterRetrieval(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	o.at(berlin("2026-03-20 23:59")) // the tenth day
	a.retrieve()
	before := a.load().Bescheide[0]
	o.at(berlin("2026-03-21 00:30"))
	o.MustWork()
	b := a.load().Bescheide[0]
	if b.Zustand != "bekanntgegeben" || b.Bekanntgabe.Am != "2026-03-21" ||
		b.Bekanntgabe.RechtsbehelfBis != before.Bekanntgabe.RechtsbehelfBis {
		t.Errorf("%+v, before %+v", b, before)
	}
	if slices.Contains(a.verlauf(), "bescheid_abruf_abgelaufen") {
		t.Error("the journal says that nobody retrieved it")
	}
}

// While the letter is being written there is no second decision, not even in a Vorgang that was reopened meanwhile.
func TestOneBescheidAtATime(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag()
	o.sb.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt"})).Is(201)
	a.load()
	o.sb.Post(a.base+"/wiedereroeffnung", a.mit(map[string]any{"grund": "Betrag falsch"})).Is(200)
	if a.load(); a.Bescheide[0].Zustand != "wird_erstellt" || slices.Contains(a.Aktionen, "bescheid") {
		t.Errorf("%s, offered: %v", a.Bescheide[0].Zustand, a.Aktionen)
	}
	o.sb.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt"})).Problem(409, "bescheid_under_way")
	o.MustWork()
	if a.load(); len(a.Bescheide) != 1 || slices.Contains(a.Aktionen, "bescheid") ||
		!slices.Contains(a.Bescheide[0].Aktionen, "ersetzen") {
		t.Errorf("offered: %v, with the Bescheid: %v", a.Aktionen, a.Bescheide)
	}
	o.sb.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt"})).Problem(409,
		"earlier_bescheid_stands")
}

// A Vorgang is not closed over a decision that has not reached the person; the newest one counts.
func TestClosingWaitsForBekanntgabe(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	refused := func(a *akte, zustand string) {
		t.Helper()
		if a.load(); a.Bescheide[len(a.Bescheide)-1].Zustand != zustand || slices.Contains(a.Aktionen, "abschliessen") {
			t.Errorf("%+v, offered: %v", a.Bescheide, a.Aktionen)
		}
		o.tl.Post(a.base+"/abschluss", a.mit(nil)).Problem(409, "bescheid_not_announced")
	}
	post := o.antrag()
	o.sb.Post(post.base+"/bescheid", post.mit(map[string]any{"ergebnis": "bewilligt"})).Is(201)
	refused(post, "wird_erstellt")
	o.MustWork()
	refused(post, "zur_post")
	// the letter was wrong and is replaced before anybody posted it
	post.act("/bescheid", map[string]any{"ergebnis": "bewilligt", "gebuehr": 4500,
		"aenderung": map[string]any{"art": "ersetzen", "bezug": post.Bescheide[0].ID}})
	if k := post.Bescheide; len(k[0].Aktionen) != 0 || post.FaelligText != "Bescheid zur Post geben" {
		t.Errorf("%v, due: %s", k[0].Aktionen, post.FaelligText)
	}
	post.sb.Post(post.base+"/bescheid/"+post.Bescheide[0].ID+"/postaufgabe",
		post.mit(map[string]any{"aufgegebenAm": "2026-03-10"})).Problem(409, "bescheid_gone")
	refused(post, "zur_post")
	post.act("/bescheid/"+post.Bescheide[1].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-10"})
	if !slices.Contains(post.Aktionen, "abschliessen") {
		t.Errorf("offered: %v", post.Aktionen)
	}
	post.act("/abschluss", nil)

	abruf := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	refused(abruf, "bereitgestellt")
	o.at(berlin("2026-03-21 00:30"))
	o.MustWork()
	refused(abruf, "abruf_abgelaufen")
}

// rueckfrage posts the letter and expects to be asked back.
func (a *akte) rueckfrage(
	tag string, bestaetigt ...string,
) (r struct{ Bestaetigen, Reason, BekanntgabeAm, RechtsbehelfBis string }) {
	a.t.Helper()
	body := map[string]any{"aufgegebenAm": tag, "bestaetigt": append([]string{}, bestaetigt...)}
	path := "/bescheid/" + a.load().Bescheide[0].ID + "/postaufgabe"
	r.Reason, r.Bestaetigen, r.BekanntgabeAm, r.RechtsbehelfBis = a.folge(path, body)
	return r
}

// A Bescheid that waits for retrieval is not made a posted one by the way: it has to be said, and what was before is
// kept.
func TestAnotherWayThanRetrieval(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00")) // a Tuesday
	a := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	if b := a.Bescheide[0]; b.Zustand != "bereitgestellt" ||
		!slices.Equal(b.Aktionen, []string{"anderer_weg", "adressat", "bevollmaechtigt", "ersetzen"}) ||
		b.Posttag != "2026-03-10" {
		t.Errorf("%+v", b)
	}
	o.at(berlin("2026-03-15 10:00")) // a Sunday
	before := len(a.verlauf())
	if r := a.rueckfrage("2026-03-13"); r.Bestaetigen != "anderer_weg" || r.Reason != "other_way_unconfirmed" ||
		r.BekanntgabeAm != "2026-03-17" || r.RechtsbehelfBis != "2026-04-17" {
		t.Errorf("%+v", r)
	}
	if r := a.rueckfrage("2026-03-13", "kein_werktag"); r.Bestaetigen != "anderer_weg" {
		t.Errorf("%+v", r)
	}
	if r := a.rueckfrage("2026-03-15"); r.Bestaetigen != "anderer_weg kein_werktag" || r.BekanntgabeAm != "2026-03-19" {
		t.Errorf("%+v", r)
	}
	if r := a.rueckfrage("2026-03-15", "anderer_weg"); r.Bestaetigen != "kein_werktag" ||
		r.Reason != "posting_day_unconfirmed" {
		t.Errorf("%+v", r)
	}
	if b := a.load().Bescheide[0]; b.Zustand != "bereitgestellt" || b.Kanal != "antragsraum" || b.Posttag != "" ||
		len(a.verlauf()) != before {
		t.Errorf("asking changed it: %+v", b)
	}
	a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-13",
		"bestaetigt": []string{"anderer_weg"}})
	b := a.Bescheide[0]
	if b.Zustand != "bekanntgegeben" || b.Kanal != "post" || b.Bekanntgabe.Am != "2026-03-17" ||
		slices.Contains(b.Aktionen, "postaufgabe") {
		t.Errorf("%+v", b)
	}
	if s := b.Bekanntgabe.Schritte[0]; !strings.Contains(s, "Antragsraum") ||
		!strings.Contains(s, "Hinweis vom Di, 10.03.2026") {
		t.Errorf("how it was provided before is lost: %q", b.Bekanntgabe.Schritte)
	}
	if !slices.Contains(a.verlauf(), "bescheid_anderer_weg") {
		t.Errorf("%v", a.verlauf())
	}
	// neither reading the copy nor the end of the ten days moves anything afterwards
	o.buerger.Post(a.raum+"/nachrichten/"+a.Nachrichten[len(a.Nachrichten)-1].ID+"/abruf", nil).Is(200)
	o.at(berlin("2026-03-21 00:30"))
	o.MustWork()
	if k := a.load().Bescheide[0]; k.Zustand != "bekanntgegeben" || k.Bekanntgabe.Am != "2026-03-17" ||
		k.Bekanntgabe.RechtsbehelfBis != "2026-04-17" {
		t.Errorf("%+v", k)
	}
}

// Once retrieved, the date of retrieval stands: a letter comes too late to move it, confirmed or not.
func TestRetrievalIsNotOvertakenByPost(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	o.at(berlin("2026-03-12 10:00"))
	a.retrieve()
	before := a.load().Bescheide[0]
	for _, tag := range []string{"2026-03-10", "2026-03-12"} {
		o.sb.Post(a.base+"/bescheid/"+before.ID+"/postaufgabe",
			a.mit(map[string]any{"aufgegebenAm": tag, "bestaetigt": []string{"anderer_weg", "kein_werktag"}})).
			Problem(409, "bescheid_already_announced")
	}
	if b := a.load().Bescheide[0]; b.Bekanntgabe.Am != "2026-03-13" || b.Kanal != "antragsraum" ||
		!slices.Equal(b.Aktionen, []string{"tag_feststellen", "adressat", "berichtigen", "zuruecknehmen",
			"widerrufen"}) {
		t.Errorf("%+v", b)
	}
}

// A letter that waits to be posted asks about a day on which nobody posts, and about nothing else.
func TestNobodyPostsOnAHoliday(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-04-02 18:00"))
	a := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	if b := a.Bescheide[0]; !slices.Equal(b.Aktionen,
		[]string{"postaufgabe", "adressat", "bevollmaechtigt", "ersetzen"}) ||
		b.Posttag != "2026-04-02" {
		t.Errorf("%+v", b)
	}
	o.at(berlin("2026-04-03 09:00")) // Good Friday
	if r := a.rueckfrage("2026-04-03"); r.Bestaetigen != "kein_werktag" || r.Reason != "posting_day_unconfirmed" ||
		r.BekanntgabeAm != "2026-04-07" {
		t.Errorf("%+v", r)
	}
	if a.load().Bescheide[0].Posttag != "" {
		t.Error("a holiday is suggested")
	}
	a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-04-03",
		"bestaetigt": []string{"kein_werktag"}})
	if b := a.Bescheide[0]; b.Zustand != "bekanntgegeben" || b.Bekanntgabe.Am != "2026-04-07" {
		t.Errorf("%+v", b)
	}
}

// Where no verified rule is at hand the retrieval of what was provided before is recorded all the same, without a date:
// a person finds it. Nothing more is provided.
func TestAnotherLandComputesNoDay(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00")) // a Tuesday
	// before the Land was put right
	a := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	if _, err := o.superuser().Exec("update mandant set land = 'BY'"); err != nil {
		t.Fatal(err)
	}
	o.at(berlin("2026-03-10 10:02")) // the tenant is read anew
	a.retrieve()
	if o.antrag().consent().load().Einwilligung {
		t.Error("retrieval is offered where no rule says what follows from it")
	}
	b := a.load().Bescheide[0]
	if b.Zustand != "bekanntgegeben" || b.Bekanntgabe.Regel != "ohne Regel" || b.Bekanntgabe.Am != "" ||
		b.Bekanntgabe.RechtsbehelfBis != "" {
		t.Errorf("%+v", b)
	}
	if !slices.Contains(a.verlauf(), "bescheid_tag_offen") {
		t.Errorf("%v", a.verlauf())
	}
	var betreff string
	err := o.superuser().QueryRow("select betreff from wiedervorlage where vorgang_id = $1",
		strings.TrimPrefix(a.base, "/api/v1/vorgaenge/")).Scan(&betreff)
	if err != nil || betreff != "Bekanntgabe des Bescheids feststellen" {
		t.Errorf("nobody is asked to find the day: %q %v", betreff, err)
	}
}

// noPrinter stands in for a compiler that is not there.
type noPrinter struct{}

func (noPrinter) Render(context.Context, brief.Brief) ([]byte, error) {
	return nil, errors.New("no compiler")
}

// A decision whose letter could not be made is not something to post: it is issued anew, and only then closed over.
func TestBescheidWithoutLetter(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag()
	printer := o.Brief.Renderer
	o.Brief.Renderer = noPrinter{} // nothing is decided of which no letter can be made
	body := map[string]any{"ergebnis": "bewilligt"}
	o.sb.Post(a.base+"/bescheid", a.mit(body)).Problem(503, "letter_not_rendered")
	if a.load(); len(a.Bescheide) != 0 || slices.Contains(a.verlauf(), "bescheid_erteilt") {
		t.Error("decided without a letter")
	}
	o.Brief.Renderer = printer
	o.sb.Post(a.base+"/bescheid", a.mit(body)).Is(201)
	o.Brief.Renderer = noPrinter{}
	job := casework.JobBescheid{Mandant: o.Mandant, Bescheid: uuid.MustParse(a.load().Bescheide[0].ID)}
	if err := o.Bescheid.RenderBescheid(t.Context(), job, true); err == nil {
		t.Fatal("a letter out of nothing")
	}
	o.Brief.Renderer = printer
	b := a.load().Bescheide[0]
	if b.Zustand != "fehlgeschlagen" || !slices.Equal(b.Aktionen, []string{"ersetzen"}) ||
		a.FaelligText != "Bescheid ohne Brief, neu erteilen" {
		t.Errorf("%+v, due: %s", b, a.FaelligText)
	}
	o.sb.Post(a.base+"/bescheid/"+b.ID+"/postaufgabe", a.mit(map[string]any{"aufgegebenAm": "2026-03-10"})).Problem(
		409, "bescheid_not_postable")
	o.tl.Post(a.base+"/abschluss", a.mit(nil)).Problem(409, "bescheid_not_announced")
	a.act("/wiedereroeffnung", map[string]any{"grund": "Brief fehlt"})
	a.act("/wiedervorlagen/"+a.load().Wiedervorlagen[0].ID+"/erledigung", nil) // it goes on by hand
	a.act("/bescheid", map[string]any{"ergebnis": "bewilligt",
		"aenderung": map[string]any{"art": "ersetzen", "bezug": b.ID}})
	a.act("/bescheid/"+a.Bescheide[1].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-10"})
	if a.FaelligGrund != "widerspruchsfrist" || a.FaelligText != "" {
		t.Errorf("due for %s: %s", a.FaelligGrund, a.FaelligText)
	}
	a.act("/abschluss", nil)
}
