package httpapi_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/testkit"
)

type dublettenliste struct {
	Dubletten []struct {
		ID, Vorgangsnummer string
		Gruende            []string
	}
}

func (o *office) dubletten(c *testkit.Client, a *akte) (d dublettenliste) {
	o.t.Helper()
	c.Get(a.base).Is(200).JSON(&d)
	return d
}

// later lets a minute pass and the sweep look around.
func (o *office) later() {
	o.t.Helper()
	now := time.Now().Add(time.Minute)
	o.DB.SetClock(func() time.Time { return now })
	if err := o.Kehraus.Sweep(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
}

// The same account applies twice for the same: both Vorgänge say so, until a person denies it on one, for both.
func TestDuplicateHint(t *testing.T) {
	o := open(t)
	a, b := o.antrag(), o.antrag()
	other := o.antrag(replace(`"formId":"48"`, `"formId":"unbekannt-1"`))
	o.later()
	da, db := o.dubletten(o.sb, a), o.dubletten(o.sb, b)
	if len(da.Dubletten) != 1 || da.Dubletten[0].ID != b.ID || len(db.Dubletten) != 1 || db.Dubletten[0].ID != a.ID ||
		fmt.Sprint(da.Dubletten[0].Gruende) == "[]" {
		t.Fatalf("%+v\n%+v", da, db)
	}
	if d := o.dubletten(o.alle, other); len(d.Dubletten) != 0 {
		t.Errorf("another form is taken for a duplicate: %+v", d)
	}
	o.later() // looking again changes nothing
	if d := o.dubletten(o.sb, a); len(d.Dubletten) != 1 {
		t.Errorf("%+v", d)
	}
	path := a.base + "/dubletten/" + b.ID
	o.bau.Do("DELETE", path, "", nil).Is(404)
	o.poststelle.Do("DELETE", path, "", nil).Is(403)
	o.sb.Do("DELETE", a.base+"/dubletten/00000000-0000-4000-8000-000000000000", "", nil).Is(404)
	for range 2 {
		o.sb.Do("DELETE", path, "", nil).Is(200)
	}
	for _, x := range []*akte{a, b} {
		if d := o.dubletten(o.sb, x); len(d.Dubletten) != 0 {
			t.Errorf("the hint is still there: %+v", d)
		}
		if got := fmt.Sprint(x.verlauf()); strings.Count(got, "dublette_verneint") != 1 {
			t.Errorf("%s", got)
		}
	}
	// a third application is compared with both; what was denied stays denied
	c := o.antrag()
	now := time.Now().Add(2 * time.Minute)
	o.DB.SetClock(func() time.Time { return now })
	if err := o.Kehraus.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if d := o.dubletten(o.sb, c); len(d.Dubletten) != 2 {
		t.Errorf("%+v", d)
	}
	if d := o.dubletten(o.sb, a); len(d.Dubletten) != 1 || d.Dubletten[0].ID != c.ID {
		t.Errorf("%+v", d)
	}
}

// A name says little: it takes date of birth, e-mail or address with it. And nobody learns of a Vorgang through a hint
// who may not see it.
func TestDuplicateByName(t *testing.T) {
	o := open(t)
	konto := func(n string) aenderung {
		return func(s string) string {
			return strings.NewReplacer(`"identifier":"pf-1"`, `"identifier":"`+n+`"`).Replace(s)
		}
	}
	a := o.antrag(konto("x-1"))
	b := o.antrag(konto("x-2"), replace("Café Müller GmbH", "CAFÉ MUELLER GMBH"))
	c := o.antrag(konto("x-3"), replace("a@example.org", "ganz@anders.example"))
	o.act(b, "/weiterleitung", map[string]any{"einheit": "lf-66-strassenbau", "grund": "zuständig"})
	o.later()
	got := o.dubletten(o.alle, a)
	if len(got.Dubletten) != 1 || got.Dubletten[0].ID != b.ID ||
		!strings.Contains(fmt.Sprint(got.Dubletten[0].Gruende), "name email") {
		t.Errorf("%+v", got)
	}
	if d := o.dubletten(o.sb, a); len(d.Dubletten) != 0 {
		t.Errorf("a caseworker learns of another unit's Vorgang: %+v", d)
	}
	if d := o.dubletten(o.alle, c); len(d.Dubletten) != 0 {
		t.Errorf("the name alone is enough: %+v", d)
	}
}

func (o *office) act(a *akte, path string, body map[string]any) {
	o.t.Helper()
	a.load()
	body["version"] = a.Version
	o.alle.Post(a.base+path, body).Is(200)
}
