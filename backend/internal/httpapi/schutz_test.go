package httpapi_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// ungescannt are the Vorgänge with a file that waits for its scan and for which no job stands.
func (o *office) ungescannt() (out []uuid.UUID) {
	o.t.Helper()
	err := o.DB.ReadTx(context.Background(), casework.System(o.Mandant), func(tx *store.Tx) (err error) {
		out, err = tx.ListUngescannt(context.Background(), time.Now().Add(24*time.Hour))
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return out
}

// Whichever way a file comes in, its scan is asked for in the same transaction; nobody has to look for forgotten ones.
func TestEveryUploadAsksForItsScan(t *testing.T) {
	o := open(t)
	a := o.antrag().request()
	n := a.Nachrichten[len(a.Nachrichten)-1]
	datei := func(name string) testkit.Part {
		return testkit.Part{Name: name, Dateiname: "Plan.pdf", Inhalt: "%PDF-1.4 " + name}
	}
	for way, come := range map[string]func(){
		"application": func() {
			o.Form("ozgcloud").PostParts("/eingang/ozgcloud", testkit.Part{Name: "formData",
				Inhalt: strings.Replace(gastro, `"t-1"`, `"t-scan"`, 1)}, datei("attachments")).Is(200)
		},
		"answer to an item": func() {
			o.buerger.PostParts(a.raum+"/antworten", testkit.Part{Name: "nachricht", Inhalt: n.ID},
				testkit.Part{Name: "schluessel", Inhalt: "s-1"}, datei("punkt:"+n.Punkte[0].ID)).Is(201)
		},
		"answer of one's own accord": func() {
			o.buerger.PostParts(a.raum+"/antworten", testkit.Part{Name: "schluessel", Inhalt: "s-2"},
				datei("datei")).Is(201)
		},
		"upload at the desk": func() { o.sb.PostParts(a.base+"/dokumente", datei("datei")).Is(201) },
	} {
		o.MustWork() // no job of before stands in for this one
		vorher := o.wartende()
		come()
		if neu := o.wartende() - vorher; neu != 1 {
			t.Errorf("%s: %d files wait for their scan", way, neu)
		}
		if ohne := o.ungescannt(); len(ohne) != 0 {
			t.Errorf("%s: nobody asked for the scan of %v", way, ohne)
		}
	}
}

// wartende counts the files in quarantine.
func (o *office) wartende() (n int) {
	o.t.Helper()
	if err := o.superuser().QueryRow("select count(*) from dokument where pruefung = 'ausstehend'").Scan(
		&n); err != nil {
		o.t.Fatal(err)
	}
	return n
}

// Another unit gets the Vorgang with nobody on it: who had it may not even see it any more.
func TestForwardingDropsTheAssignee(t *testing.T) {
	o := open(t)
	var v struct {
		Einheit, Zustaendig, ZustaendigName string
	}
	a := meiner(o)
	if o.alle.Get(a.base).Is(200).JSON(&v); v.Zustaendig != o.sbActor.Name || v.ZustaendigName == "" {
		t.Fatalf("assigned to %+v", v)
	}
	o.sb.Post(a.base+"/weiterleitung", a.mit(map[string]any{"einheit": "lf-66-strassenbau", "grund": "zuständig"})).Is(
		200, 204)
	v.Zustaendig, v.ZustaendigName = "", ""
	if o.alle.Get(a.base).Is(200).JSON(&v); v.Einheit != "lf-66-strassenbau" || v.Zustaendig+v.ZustaendigName != "" {
		t.Errorf("after forwarding: %+v", v)
	}
	o.sb.Get(a.base).Is(404)
	o.bau.Post(a.base+"/zuweisung", a.load().mit(nil)).Is(200) // nobody has to take it away from somebody first
}

// An application without account or mailbox opens to no login, whatever that lacks itself.
func TestAnApplicationOfNobodyOpensToNobody(t *testing.T) {
	o := open(t)
	before := o.vorgaenge()
	o.Form("neutral").Do("POST", "/eingang/neutral", "application/json", strings.NewReader(`{"kennung": "niemand/1", "formular": {"schluessel": "niemand"},
		"antragsteller": {"vorname": "Ute", "nachname": "Erdacht"}, "antragsdaten": [{"name": "a", "typ": "text", "text": "b"}]}`)).Is(200)
	a := o.newest(before)
	for _, k := range []casework.Konto{{}, {Pseudonym: "p-9"}, {Postfach: "pf-9"},
		{Pseudonym: "p-9", Postfach: "pf-9"}} {
		k.Vertrauensniveau = 4
		c := o.Applicant(k)
		if raw := c.Get("/antragsraum/api/v1/vorgaenge").Is(200); strings.Contains(string(raw.Body), a.ID) {
			t.Errorf("in the list of %+v", k)
		}
		for _, antwort := range []*testkit.Answer{c.Get(a.raum), c.Get(a.raum + "/dokumente/" + uuid.NewString()),
			c.Post(a.raum+"/nachrichten/"+uuid.NewString()+"/abruf", nil),
			c.PostParts(a.raum+"/antworten", testkit.Part{Name: "text", Inhalt: "x"})} {
			antwort.Problem(404, "not_found")
		}
	}
	if v := a.verlauf(); slices.Contains(v, "antwort_eingegangen") {
		t.Errorf("%v", v)
	}
}
