package httpapi_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/testkit"
)

type testlieferung struct {
	Erfolg                  bool
	Referenz, Grund, Detail string
	Antwort                 int
	Schritte                []struct {
		Art, Text string
		Gut       bool
	}
}

type pruefung struct {
	Bereit bool
	Punkte []struct{ Art, Zustand, Name, Ziel string }
}

func (p pruefung) zustand(art string) string {
	for _, x := range p.Punkte {
		if x.Art == art {
			return x.Zustand
		}
	}
	return "-"
}

// A test delivery of every adapter goes the whole way and leaves nothing but its line in the book.
func TestTestDelivery(t *testing.T) {
	o := open(t)
	for _, name := range []string{"intelliform", "formsolutions", "formcycle", "ozgcloud", "neutral"} {
		var got testlieferung
		o.adm.Post("/api/v1/zugaenge/"+o.intake(name).ID+"/testlieferung", nil).Is(200).JSON(&got)
		arten := []string{}
		for _, s := range got.Schritte {
			if s.Gut {
				arten = append(arten, s.Art)
			}
		}
		if !got.Erfolg || got.Antwort != 200 && got.Antwort != 201 ||
			fmt.Sprint(arten) != "[gespeichert gelesen zugeordnet zustaendig beantwortet]" {
			t.Errorf("%s: %+v", name, got)
		}
		if line := o.buch(o.adm, "suche="+got.Referenz).Eingaenge; len(line) != 1 || line[0].Weg != "test" ||
			line[0].Zustand != "erledigt" || line[0].Grund != "testlieferung" || line[0].Antwort != got.Antwort {
			t.Errorf("%s: %+v", name, line)
		}
	}
	o.MustWork()
	if len(o.vorgaenge()) != 0 || len(o.klaerfaelle(o.tl, "erledigt=true")) != 0 {
		t.Error("a test delivery is seen on the desk")
	}
	var left int
	if err := o.superuser().QueryRow("select (select count(*) from vorgang) + (select count(*) from dokument) + (select count(*) from verfahren_stand)").Scan(&left); err != nil || left != 0 {
		t.Errorf("%d rows are left, %v", left, err)
	}
	if l := o.intake("ozgcloud").Lage; l.Heute != 0 || l.LetzteLieferungAm != nil {
		t.Errorf("the test counts as a delivery: %+v", l)
	}
	o.tl.Post("/api/v1/zugaenge/"+o.intake("neutral").ID+"/testlieferung", nil).Is(403)
}

// mute is an adapter without an example; blind one that cannot read its own.
type mute struct{ adapters.Adapter }

type blind struct{ mute }

func (b blind) Parse(context.Context, adapters.Delivery, adapters.Files) (*adapters.Submission, error) {
	return nil, adapters.Fail(adapters.Incomplete, "form_data_missing", "Es fehlt etwas.")
}

func (b blind) Sample(k string, settings map[string]string) adapters.Pulled {
	return b.Adapter.(adapters.Sampler).Sample(k, settings)
}

func TestTestDeliveryFails(t *testing.T) {
	o := open(t, func(k *testkit.Kit) {
		k.Posteingang.Adapters["ozgcloud"],
			k.Posteingang.Adapters["neutral"] = mute{k.Posteingang.Adapters["ozgcloud"]},
			blind{mute{k.Posteingang.Adapters["neutral"]}}
	})
	o.adm.Post("/api/v1/zugaenge/"+o.intake("ozgcloud").ID+"/testlieferung", nil).Problem(409, "no_sample")
	var got testlieferung
	o.adm.Post("/api/v1/zugaenge/"+o.intake("neutral").ID+"/testlieferung", nil).Is(200).JSON(&got)
	if got.Erfolg || got.Grund != "form_data_missing" || got.Antwort != 400 || len(got.Schritte) != 2 ||
		got.Schritte[1].Art != "gelesen" || got.Schritte[1].Gut {
		t.Errorf("%+v", got)
	}
	if len(o.klaerfaelle(o.tl, "")) != 0 {
		t.Error("a test delivery waits for a person")
	}
	// a crash in the middle of a test: the sweep ends it, no Vorgang comes of it
	id := o.stored(t, gastro, time.Now().Add(-3*time.Minute))
	if _, err := o.superuser().Exec("update eingang set weg = 'test' where id = $1", id); err != nil {
		t.Fatal(err)
	}
	if err := o.Posteingang.ProcessLeftBehind(t.Context(), casework.JobEingang{Mandant: o.Mandant,
		Eingang: id}); err != nil {
		t.Fatal(err)
	}
	if states := o.eingaenge(); len(o.vorgaenge()) != 0 ||
		!strings.Contains(fmt.Sprint(states), "erledigt testlieferung") {
		t.Errorf("%v", states)
	}
}

// The check says what is missing before going live, and where to mend it; each step makes it shorter.
func TestCheckBeforeGoingLive(t *testing.T) {
	o := open(t, func(k *testkit.Kit) {
		k.Posteingang.Adapters["formsolutions"] = configuredPuller{k.Posteingang.Adapters["formsolutions"].(puller)}
		k.Posteingang.Virenscanner = true
	})
	z := o.intake("formsolutions")
	path := "/api/v1/zugaenge/" + z.ID
	check := func() (p pruefung) { o.tl.Get(path + "/pruefung").Is(200).JSON(&p); return p }
	p := check()
	for art, want := range map[string]string{"adapter": "erfuellt", "aktiv": "erfuellt", "einstellung": "fehlt",
		"passwort": "erfuellt", "poststelle": "erfuellt", "testlieferung": "fehlt",
		"alarm": "warnung", "aufbewahrung": "fehlt", "stille": "warnung",
		"pruefung_dateien": "erfuellt", "quelle": "-"} {
		if p.zustand(art) != want {
			t.Errorf("%s is %s, want %s", art, p.zustand(art), want)
		}
	}
	for _, x := range p.Punkte {
		if x.Zustand != "erfuellt" && !strings.HasPrefix(x.Ziel, "/") {
			t.Errorf("%+v leads nowhere", x)
		}
	}
	o.adm.Send("PUT", path, z.aenderung(map[string]any{"einstellungen": map[string]any{"formulare": "AS_1"},
		"stilleStunden": 48,
		"quelle":        map[string]any{"url": "https://fs.example", "benutzer": "1"}})).Is(200).JSON(&z)
	if p := check(); p.zustand("einstellung") != "erfuellt" || p.zustand("quelle") != "fehlt" ||
		p.zustand("abruf") != "warnung" || p.zustand("stille") != "erfuellt" {
		t.Errorf("%+v", p)
	}
	o.adm.Send("PUT", path, z.aenderung(map[string]any{"quelle": map[string]any{"url": "https://fs.example",
		"benutzer": "1", "passwort": "x"}})).Is(200).JSON(&z)
	o.adm.Post(path+"/testlieferung", nil).Is(200)
	o.adm.Send("PUT", "/api/v1/posteingang/einstellungen", map[string]any{"version": 0,
		"alarmEmails": []string{"it@stadt.example"}, "alarmWebhook": "", "klaerfallStunden": 24, "rohdatenMonate": 0,
		"buchMonate": 0}).Is(200)
	if p := check(); !p.Bereit || p.zustand("testlieferung") != "erfuellt" || p.zustand("alarm") != "erfuellt" {
		t.Errorf("%+v", p)
	}
	o.adm.Send("PUT", path, z.aenderung(map[string]any{"titel": "anders"})).Is(200)
	if p := check(); p.Bereit || p.zustand("testlieferung") != "fehlt" {
		t.Error("a change does not ask for a new test")
	}
	o.sb.Get(path + "/pruefung").Is(403)
}
