package httpapi_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

type zugriffZeile struct {
	Person, PersonName, Art, Vorgangsnummer string
	Gezeigt                                 int
	Daten                                   map[string]any
}

func (o *office) revision() *testkit.Client { return o.Staff(o.Person("rev", casework.RolleRevision)) }

// gelesen is what the read log has, newest first, without what the audit itself reads.
func (o *office) gelesen(query string) (out []zugriffZeile) {
	o.t.Helper()
	var page struct{ Zugriffe []zugriffZeile }
	o.revision().Get("/api/v1/leseprotokoll" + query).Is(200).JSON(&page)
	return slices.DeleteFunc(page.Zugriffe, func(z zugriffZeile) bool {
		return strings.HasPrefix(z.Art, "leseprotokoll")
	})
}

// Whatever shows something of a Vorgang is noted, with who, and of a list with what was asked and what was shown.
func TestEveryReadingIsNoted(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/annahme", nil).request()
	a.complete("vollstaendigkeit", map[string]any{"ergebnis": "vollstaendig"})
	n := a.Nachrichten[0].ID
	o.buerger.Post(a.raum+"/nachrichten/"+n+"/abruf", nil).Is(200)
	for _, c := range []struct {
		art, path string
		who       *testkit.Client
		name      string
	}{
		{"vorgang", a.base, o.sb, o.sbActor.Name},
		{"dokument", a.base + "/dokumente/" + a.Dokumente[0].ID, o.sb, o.sbActor.Name},
		{"verlauf", a.base + "/verlauf", o.tl, o.tlActor.Name},
		{"prozess", a.base + "/prozess", o.tl, o.tlActor.Name},
		{"nachweis", a.base + "/nachweise/" + n, o.sb, o.sbActor.Name},
		{"export", a.base + "/export/xdomea", o.sb, o.sbActor.Name},
		{"liste", "/api/v1/vorgaenge?ansicht=alle", o.sb, o.sbActor.Name},
		{"suche", "/api/v1/vorgaenge?suche=" + a.Vorgangsnummer, o.sb, o.sbActor.Name},
		{"klaerfaelle", "/api/v1/klaerfaelle", o.tl, o.tlActor.Name},
		{"poststellenbuch", "/api/v1/poststellenbuch", o.tl, o.tlActor.Name},
		{"antragsraum_liste", "/antragsraum/api/v1/vorgaenge", o.buerger, "antragsteller"},
		{"antragsraum_vorgang", a.raum, o.buerger, "antragsteller"},
		{"antragsraum_dokument", a.raum + "/dokumente/" + a.Dokumente[0].ID, o.buerger, "antragsteller"},
	} {
		c.who.Get(c.path).Is(200)
		if z := o.gelesen("?art=" + c.art); len(z) == 0 || z[0].Person != c.name {
			t.Errorf("%s: %+v", c.art, z)
		}
	}
	z := o.gelesen("?art=suche")[0]
	if z.Daten["suche"] != a.Vorgangsnummer || z.Gezeigt != 1 {
		t.Errorf("a search: %+v", z)
	}
	z = o.gelesen("?art=antragsraum_vorgang")[0]
	if z.Daten["sitzung"] == nil || z.Vorgangsnummer != a.Vorgangsnummer {
		t.Errorf("the portal: %+v", z)
	}
	for _, art := range []string{"liste", "suche", "antragsraum_liste", "vorgang"} { // who saw this Vorgang?
		if len(o.gelesen("?art="+art+"&vorgang="+a.Vorgangsnummer)) == 0 {
			t.Errorf("%s does not say that the Vorgang was shown", art)
		}
	}
}

// A page that asks for the same again and again is noted once an hour; another question, other Vorgänge, another person
// or another hour is another look.
func TestTheSameLookIsNotedOnce(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	o.antrag()
	looks := func() int { return len(o.gelesen("?art=liste")) }
	list := func() { o.sb.Get("/api/v1/vorgaenge?ansicht=alle").Is(200) }
	before := looks()
	for range 3 {
		list()
	}
	want := before + 1
	check := func(what string) {
		t.Helper()
		if n := looks(); n != want {
			t.Errorf("%s: %d looks, want %d", what, n, want)
		}
		want++
	}
	check("three times the same")
	o.sb.Get("/api/v1/vorgaenge?ansicht=meine").Is(200)
	check("another view")
	o.tl.Get("/api/v1/vorgaenge?ansicht=alle").Is(200)
	check("another person")
	o.at(berlin("2026-03-10 11:01"))
	list()
	check("an hour later")
}

// Only the audit reads it, page by page and as a file, and that is in it.
func TestReadLogIsForTheAudit(t *testing.T) {
	o := open(t)
	rev := o.revision()
	for _, c := range []*testkit.Client{o.sb, o.tl, o.poststelle, o.adm, o.loe} {
		c.Get("/api/v1/leseprotokoll").Problem(403, "right_missing")
		c.Get("/api/v1/leseprotokoll/datei").Problem(403, "right_missing")
	}
	rev.Get("/api/v1/vorgaenge").Problem(403, "right_missing")
	id := uuid.New()
	err := o.DB.InTx(t.Context(), o.sbActor, func(tx *store.Tx) error { // all at one moment
		for range 120 {
			if err := tx.LogZugriff(t.Context(), id, "vorgang", nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	seen, pages, nach := 0, 0, ""
	for {
		var page struct {
			Zugriffe []zugriffZeile
			Nach     *string
		}
		rev.Get("/api/v1/leseprotokoll?art=vorgang&person=" + o.sbActor.Name + nach).Is(200).JSON(&page)
		seen, pages = seen+len(page.Zugriffe), pages+1
		if page.Nach == nil {
			break
		}
		nach = "&nach=" + *page.Nach
	}
	if seen != 120 || pages != 3 {
		t.Errorf("%d entries on %d pages", seen, pages)
	}
	for _, nach := range []string{"x", "e30", "eyJ6IjoiMjAyNi0wMS0wMVQwMDowMDowMFoiLCJvIjoiJyJ9"} {
		rev.Get("/api/v1/leseprotokoll?nach=" + nach).Is(422)
	}
	rev.Get("/api/v1/leseprotokoll?art=nichts").Is(422)
	file := rev.Get("/api/v1/leseprotokoll/datei?art=vorgang").Is(200).Body
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\ufeff"))))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil || len(rows) < 121 || rows[1][3] != "Vorgang geöffnet" {
		t.Errorf("%d rows %v", len(rows), err)
	}
	var page struct{ Zugriffe []zugriffZeile }
	rev.Get("/api/v1/leseprotokoll?person=rev").Is(200).JSON(&page)
	var arten []string
	for _, z := range page.Zugriffe {
		arten = append(arten, z.Art)
	}
	if !slices.Contains(arten, "leseprotokoll") || !slices.Contains(arten, "leseprotokoll_datei") {
		t.Errorf("the audit is not in it: %v", arten)
	}
}

// It ends when the authority says so, and never before half a year is over, whoever asks.
func TestReadLogEnds(t *testing.T) {
	o := open(t)
	put := func(monate int) *testkit.Answer {
		var set map[string]any
		o.adm.Get("/api/v1/posteingang/einstellungen").Is(200).JSON(&set)
		set["zugriffMonate"] = monate
		delete(set, "alarmSchluessel")
		return o.adm.Send("PUT", "/api/v1/posteingang/einstellungen", set)
	}
	put(5).Is(422)
	id := uuid.New()
	note := func(months int) {
		o.at(time.Now().AddDate(0, -months, -2))
		if err := o.DB.InTx(t.Context(), o.sbActor, func(tx *store.Tx) error {
			return tx.LogZugriff(t.Context(), id, "vorgang", nil)
		}); err != nil {
			t.Fatal(err)
		}
	}
	for _, months := range []int{13, 7, 1} {
		note(months)
	}
	o.at(time.Now())
	left := func(what string, want int) {
		t.Helper()
		if err := o.Kehraus.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := o.zugriffe(id.String()); n != want {
			t.Errorf("%s: %d left, want %d", what, n, want)
		}
	}
	left("nobody said anything", 3)
	put(12).Is(200)
	left("a year", 2)
	put(6).Is(200)
	left("half a year", 1)
	var n int
	err := o.DB.InTx(t.Context(), o.sbActor, func(tx *store.Tx) (err error) {
		n, err = tx.DeleteZugriffe(t.Context(), time.Now().AddDate(1, 0, 0))
		return err
	})
	if err != nil || n != 0 {
		t.Errorf("%d young ones were taken, %v", n, err)
	}
	var daten string
	if err := o.superuser().QueryRow("select daten from protokoll where art = 'leseprotokoll_geloescht' order by id limit 1").
		Scan(&daten); err != nil || !json.Valid([]byte(daten)) || !strings.Contains(daten, fmt.Sprint(1)) {
		t.Errorf("%s %v", daten, err)
	}
}

// What cannot be noted is not shown.
func TestWhoCannotBeNotedSeesNothing(t *testing.T) {
	o := open(t)
	a := o.antrag()
	if _, err := o.superuser().Exec("alter table zugriff add constraint zu check (art = 'nichts') not valid"); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/api/v1/vorgaenge?ansicht=alle", a.base + "/verlauf", a.base + "/prozess"} {
		if got := o.sb.Get(path).Status; got < 500 {
			t.Errorf("%s: %d", path, got)
		}
	}
	if got := o.buerger.Get(a.raum).Status; got < 500 {
		t.Errorf("the portal: %d", got)
	}
}
