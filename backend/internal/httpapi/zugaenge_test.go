package httpapi_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/testkit"
)

type zugangView struct {
	ID, Name, Titel, Adapter, Adresse, Benutzer string
	Aktiv, HoltAb                               bool
	Version, StilleStunden                      int
	Einstellungen                               map[string]string
	Quelle                                      *struct {
		URL, Benutzer, Passwort string
		HatPasswort             bool
	}
	Lage struct {
		Ampel                                      string
		Gruende                                    []string
		LetzterErfolgAm, LetzteLieferungAm         *time.Time
		Heute, SiebenTage, Rueckstand, Klaerfaelle int
		Fehler                                     []struct {
			Grund  string
			Anzahl int
		}
		Abruf *struct {
			FehlerInFolge int
			Grund, Detail string
		}
	}
}

func (o *office) intake(name string) (z zugangView) {
	o.t.Helper()
	var all struct{ Zugaenge []zugangView }
	o.adm.Get("/api/v1/zugaenge").Is(200).JSON(&all)
	i := slices.IndexFunc(all.Zugaenge, func(z zugangView) bool { return z.Name == name })
	if i < 0 {
		o.t.Fatalf("no Zugang %s", name)
	}
	o.adm.Get("/api/v1/zugaenge/" + all.Zugaenge[i].ID).Is(200).JSON(&z)
	return z
}

// aenderung is a Zugang as IT sends it back, with changes.
func (z zugangView) aenderung(changes map[string]any) map[string]any {
	out := map[string]any{"version": z.Version, "titel": z.Titel, "aktiv": z.Aktiv, "benutzer": z.Benutzer,
		"zertifikat": "", "stilleStunden": z.StilleStunden,
		"einstellungen": z.Einstellungen, "quelle": nil}
	for k, v := range changes {
		out[k] = v
	}
	return out
}

// configured is an adapter with settings, as form servers that fetch have them.
type configured struct{ adapters.Adapter }

func (configured) Settings() []adapters.Setting {
	return []adapters.Setting{{Name: "formulare", Art: "liste", Pflicht: true}, {Name: "pin", Art: "text",
		Geheim: true}, {Name: "tage", Art: "zahl"}}
}

// IT makes a Zugang in the browser; the form server delivers with the password that is shown once.
func TestNewZugangTakesDeliveries(t *testing.T) {
	o := open(t)
	var created struct {
		Zugang   zugangView
		Passwort string
	}
	o.adm.Post("/api/v1/zugaenge", map[string]any{"name": "rathaus", "titel": "Rathaus",
		"adapter": "ozgcloud"}).Is(201).JSON(&created)
	z := created.Zugang
	if len(created.Passwort) < 40 || z.Adresse != "http://localhost/eingang/rathaus" || z.Lage.Ampel != "warnung" ||
		z.Lage.Gruende[0] != "nie_geliefert" {
		t.Errorf("%+v", created)
	}
	send := func(password string) int {
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, o.URL+"/eingang/rathaus",
			strings.NewReader(gastro))
		r.Header.Set("Content-Type", "application/json")
		r.SetBasicAuth("rathaus", password)
		resp, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	if got := send(created.Passwort); got != 200 {
		t.Errorf("status %d", got)
	}
	if z := o.intake("rathaus"); z.Lage.Ampel != "gut" || z.Lage.Heute != 1 || z.Lage.SiebenTage != 1 ||
		z.Lage.LetzterErfolgAm == nil {
		t.Errorf("%+v", z.Lage)
	}
	old := created.Passwort
	o.adm.Post("/api/v1/zugaenge/"+z.ID+"/passwort", map[string]any{"version": 1}).Is(200).JSON(&created)
	if send(old) != 401 || send(created.Passwort) != 200 {
		t.Error("the old password still opens, or the new one does not")
	}
	o.adm.Post("/api/v1/zugaenge/"+z.ID+"/passwort", map[string]any{"version": 1}).Problem(409, "stale")
	o.adm.Post("/api/v1/zugaenge", map[string]any{"name": "rathaus", "adapter": "ozgcloud"}).Problem(409,
		"zugang_name_taken")
	o.adm.Post("/api/v1/zugaenge", map[string]any{"name": "x1", "adapter": "fax"}).Is(422)
	o.adm.Post("/api/v1/zugaenge", map[string]any{"name": "../x", "adapter": "ozgcloud"}).Is(422)
	o.tl.Post("/api/v1/zugaenge", map[string]any{"name": "x1", "adapter": "ozgcloud"}).Is(403)
	if got := strings.Join(o.protokoll(z.ID), ", "); got != "zugang_angelegt adm, passwort_erneuert adm" {
		t.Error(got)
	}
}

// Secrets go in and never come out; a password does not follow to another server.
func TestSecretsOfAZugangStayHidden(t *testing.T) {
	o := open(t, func(k *testkit.Kit) {
		k.Posteingang.Adapters["formsolutions"] = configuredPuller{k.Posteingang.Adapters["formsolutions"].(puller)}
	})
	z := o.intake("formsolutions")
	path := "/api/v1/zugaenge/" + z.ID
	quelle := map[string]any{"url": "https://fs.example/api/", "benutzer": "4711", "passwort": "s3cret-quelle"}
	a := o.adm.Send("PUT", path, z.aenderung(map[string]any{"quelle": quelle,
		"einstellungen": map[string]any{"formulare": "AS_1", "pin": "s3cret-pin"}})).Is(200)
	a.JSON(&z)
	if strings.Contains(string(a.Body), "s3cret") || z.Einstellungen["pin"] != "***" || z.Quelle == nil ||
		!z.Quelle.HatPasswort || z.Quelle.URL != "https://fs.example/api" {
		t.Errorf("%s", a.Body)
	}
	stored := func() (out string) {
		if err := o.superuser().QueryRow(
			"select (quelle->>'password') || ' ' || (einstellungen->>'pin') from zugang where id = $1",
			z.ID).Scan(&out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	siegel := stored()
	if strings.Contains(siegel, "s3cret") || strings.Count(siegel, "kontor-siegel-1:") != 2 {
		t.Errorf("in the database: %s", siegel)
	}
	keep := map[string]any{"url": "https://fs.example/api/v4", "benutzer": "4711"}
	o.adm.Send("PUT", path, z.aenderung(map[string]any{"quelle": keep, "titel": "Neu"})).Is(200).JSON(&z)
	if stored() != siegel || z.Titel != "Neu" {
		t.Error(stored())
	}
	o.adm.Send("PUT", path, z.aenderung(map[string]any{"quelle": keep, "titel": "Neuer"})).Is(200).JSON(&z)
	if got := o.eines("select daten->>'felder' from protokoll where art = 'zugang_geaendert' and objekt = $1 order by am desc, id desc limit 1", z.ID); got != `["titel"]` {
		t.Errorf("changed: %s", got)
	}
	o.adm.Send("PUT", path, z.aenderung(map[string]any{"quelle": map[string]any{"url": "https://fremd.example",
		"benutzer": "4711"}})).Is(422)
	o.adm.Send("PUT", path, z.aenderung(map[string]any{"quelle": keep,
		"einstellungen": map[string]any{"tage": "viele"}})).Is(422)
	for address, status := range map[string]int{"ftp://x": 422, "p://x": 422, "imap+starttls://post.example": 200,
		"imaps://post.example:993": 200} {
		o.adm.Send("PUT", path, z.aenderung(map[string]any{"quelle": map[string]any{"url": address, "benutzer": "",
			"passwort": "s3cret-quelle"}})).Is(status)
		o.adm.Get(path).Is(200).JSON(&z)
	}
	old := z
	old.Version--
	o.adm.Send("PUT", path, old.aenderung(nil)).Problem(409, "stale")
	o.tl.Send("PUT", path, z.aenderung(nil)).Is(403)
	trail := string(fmt.Sprint(o.protokoll(z.ID)))
	if strings.Contains(trail, "s3cret") {
		t.Error(trail)
	}
	// a test of another tenant: it is not there
	other := o.Tenant("Stadt Nebenan")
	if _, err := o.Posteingang.GetZugang(t.Context(), other.Person("fremd", "administration"),
		mustUUID(z.ID)); err == nil {
		t.Error("another tenant reads the Zugang")
	}
	o.adm.Post(path+"/abruf", nil).Is(202)
	o.adm.Post("/api/v1/zugaenge/"+o.intake("ozgcloud").ID+"/abruf", nil).Problem(409, "zugang_no_source")
}

type puller interface {
	adapters.Adapter
	adapters.Puller
	adapters.Sampler
}

type configuredPuller struct{ puller }

func (configuredPuller) Settings() []adapters.Setting { return configured{}.Settings() }

// The health page says at a glance what is wrong, and the metrics say the same.
func TestHealth(t *testing.T) {
	o := open(t, func(k *testkit.Kit) {
		k.Posteingang.Adapters["neutral"] = configured{k.Posteingang.Adapters["neutral"]}
	})
	o.deliver("ozgcloud", gastro).Is(200)
	o.deliver("ozgcloud", "{kaputt").Is(400)
	o.Form("fremd").Do("POST", "/eingang/ozgcloud", "application/json", strings.NewReader(gastro)).Is(401)
	o.stored(t, gastro, time.Now().Add(-11*time.Minute))
	z := o.intake("ozgcloud")
	l := z.Lage
	if l.Ampel != "stoerung" || fmt.Sprint(l.Gruende) != "[rueckstand klaerfaelle abweisungen]" || l.Heute < 2 ||
		l.Rueckstand != 1 || l.Klaerfaelle != 1 || len(l.Fehler) != 2 {
		t.Errorf("%+v", l)
	}
	if got := fmt.Sprint(o.intake("neutral").Lage.Gruende); got != "[einstellung_fehlt nie_geliefert]" {
		t.Error(got)
	}
	text := string(o.Anonymous().Get("/metrics").Is(200).Body)
	for _, line := range []string{`kontor_zugang_backlog{zugang="ozgcloud"} 1`,
		`kontor_zugang_klaerfaelle{zugang="ozgcloud"} 1`, `kontor_zugang_last_success_age_seconds{zugang="ozgcloud"}`,
		`kontor_sweep_failures_total{step="fristen"} 0`} {
		if !strings.Contains(text, line) {
			t.Errorf("the metrics lack %s", line)
		}
	}
	if strings.Contains(text, `kontor_zugang_last_success_age_seconds{zugang="neutral"}`) {
		t.Error("a Zugang without delivery has an age")
	}
	o.sb.Get("/api/v1/zugaenge").Is(403)
	o.tl.Get("/api/v1/zugaenge").Is(200)
}

// However many Zugänge there are, their health costs the same few statements.
func TestStatementsOfHealth(t *testing.T) {
	var seen *testkit.Statements
	o := open(t, func(k *testkit.Kit) { seen = k.CountStatements() })
	list := func() { o.adm.Get("/api/v1/zugaenge").Is(200) }
	list()
	before := len(seen.Of(list))
	for i := range 10 {
		o.adm.Post("/api/v1/zugaenge", map[string]any{"name": fmt.Sprintf("mehr-%d", i), "adapter": "ozgcloud"}).Is(201)
	}
	if after := len(seen.Of(list)); after != before || after > 10 {
		t.Errorf("%d statements, then %d", before, after)
	}
}

// What the authority wants about alarms and retention is saved once by whoever read it last; the key of the webhook is
// ours.
func TestEingangseinstellung(t *testing.T) {
	o := open(t)
	var e map[string]any
	path := "/api/v1/posteingang/einstellungen"
	o.adm.Get(path).Is(200).JSON(&e)
	if e["version"] != 0.0 || e["klaerfallStunden"] != 24.0 || e["rohdatenMonate"] != 0.0 {
		t.Errorf("%v", e)
	}
	set := map[string]any{"version": 0, "alarmEmails": []string{" it@stadt.example "},
		"alarmWebhook": "https://hook.example/x", "klaerfallStunden": 8, "rohdatenMonate": 6, "buchMonate": 120,
		"alarmSchluessel": "mein"}
	o.adm.Send("PUT", path, set).Is(200).JSON(&e)
	key := e["alarmSchluessel"].(string)
	if e["version"] != 1.0 || len(key) < 40 || fmt.Sprint(e["alarmEmails"]) != "[it@stadt.example]" {
		t.Errorf("%v", e)
	}
	o.adm.Send("PUT", path, set).Problem(409, "stale")
	set["version"] = 1
	o.adm.Send("PUT", path, set).Is(200).JSON(&e)
	if e["alarmSchluessel"] != key || e["version"] != 2.0 {
		t.Error("the key changed although the address did not")
	}
	for field, wrong := range map[string]any{"alarmEmails": []string{"x"}, "alarmWebhook": "file:///etc/passwd",
		"rohdatenMonate": -1} {
		bad := map[string]any{}
		for k, v := range set {
			bad[k] = v
		}
		bad[field], bad["version"] = wrong, 2
		o.adm.Send("PUT", path, bad).Is(422, 400)
	}
	o.tl.Get(path).Is(403)
	o.poststelle.Send("PUT", path, set).Is(403)
}

func mustUUID(s string) uuid.UUID { return uuid.MustParse(s) }
