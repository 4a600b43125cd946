package httpapi_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/testkit"
)

// hund is a form nobody has described; ersetze changes it.
func (o *office) hund(changes ...aenderung) *akte {
	o.t.Helper()
	o.antraege++
	body := fmt.Sprintf(`{"kennung":"h-%d","formular":{"schluessel":"hund-neu","version":"1","titel":"Hund anmelden"},"antragsdaten":[
		{"name":"halter","typ":"gruppe","felder":[{"name":"vn","label":"Vorname","typ":"text","text":"Ruben"},{"name":"nn","label":"Nachname","typ":"text","text":"Geheimnisvoll"}]},
		{"name":"hunde","typ":"liste","felder":[{"name":"1","typ":"gruppe","felder":[{"name":"rufname","typ":"text","text":"Knut"},{"name":"rasse","label":"Rasse","typ":"text","text":"Dackel"}]}]},
		{"name":"seit","label":"Seit wann?","typ":"text","text":"01.04.2025"}]}`, o.antraege)
	for _, change := range changes {
		body = change(body)
	}
	before := o.vorgaenge()
	o.Form("neutral").Do("POST", "/eingang/neutral", "application/json", strings.NewReader(body)).Is(200)
	o.MustWork()
	v := o.newest(before)
	a := &akte{office: o, vorgang: vorgang{ID: v.ID}, base: "/api/v1/vorgaenge/" + v.ID}
	return a.load()
}

func (o *office) eines(query string, args ...any) string {
	o.t.Helper()
	var id string
	if err := o.superuser().QueryRow(query, args...).Scan(&id); err != nil {
		o.t.Fatal(err)
	}
	return id
}

func (o *office) zugangID(name string) string {
	o.t.Helper()
	return o.eines("select id from zugang where name = $1", name)
}

// musterOf makes a sample of the delivery a Vorgang came from.
func (o *office) musterOf(a *akte) musterJSON {
	o.t.Helper()
	var m musterJSON
	o.adm.Post("/api/v1/muster/eingang",
		map[string]any{"eingang": o.eines("select id from eingang where vorgang_id = $1", a.ID)}).Is(201).JSON(&m)
	return m
}

type musterJSON struct {
	ID, Name, Formular, Version string
	Echt                        bool
	Struktur                    []casework.Strukturfeld
	Antragsteller               struct{ Nachname string }
}

type zuordnungJSON struct {
	ID, Zugang, Formular, Version, Zustand, Aktiv, Schema, GeaendertVon string
	Nr, Stand                                                           int
	Inhalt                                                              casework.Zuordnung
	Struktur                                                            []casework.Strukturfeld
	Muster                                                              []musterJSON
}

func (o *office) entwurf(zugang, formular, version string) *zuordnungJSON {
	o.t.Helper()
	var z zuordnungJSON
	o.adm.Post("/api/v1/zuordnungen", map[string]any{"zugang": o.zugangID(zugang), "formular": formular,
		"version": version}).Is(201).JSON(&z)
	return &z
}

func (o *office) save(z *zuordnungJSON) *testkit.Answer {
	o.t.Helper()
	return o.adm.Send("PUT", "/api/v1/zuordnungen/"+z.ID, map[string]any{"stand": z.Stand, "inhalt": z.Inhalt})
}

func (o *office) activate(z *zuordnungJSON, bestaetigt bool) *testkit.Answer {
	o.t.Helper()
	return o.adm.Post("/api/v1/zuordnungen/"+z.ID+"/aktivierung", map[string]any{"stand": z.Stand,
		"bestaetigt": bestaetigt})
}

// describe fills a draft as IT would.
func describe(z *zuordnungJSON) {
	z.Inhalt.Verfahren, z.Inhalt.Titel = "hundesteuer", "Hund anmelden"
	z.Inhalt.Antragsteller = map[string]string{"vorname": "halter.vn", "nachname": "halter.nn"}
	z.Inhalt.Daten = map[string]string{"hunde": "hunde[].rufname", "rufname": "hunde[].rufname",
		"rasse": "hunde[].rasse", "haltung_seit": "seit"}
	z.Inhalt.Labels = map[string]string{"hunde[].rufname": "Rufname", "seit": "Haltung seit"}
	z.Inhalt.Typen = map[string]adapters.Typ{"seit": adapters.Datum}
}

// aktiv maps the form of hund for every version.
func (o *office) aktiv(change func(*zuordnungJSON)) *zuordnungJSON {
	o.t.Helper()
	z := o.entwurf("neutral", "hund-neu", "")
	describe(z)
	if change != nil {
		change(z)
	}
	o.save(z).Is(200).JSON(z)
	o.activate(z, true).Is(200).JSON(z)
	return z
}

type formularZeile struct {
	Formular, Version, Titel, Verfahren, Aktiv, Entwurf string
	Anzahl, Geaendert                                   int
}

func (o *office) formulare(zugang string) []formularZeile {
	o.t.Helper()
	var list struct{ Formulare []formularZeile }
	o.poststelle.Get("/api/v1/zugaenge/" + o.zugangID(zugang) + "/formulare").Is(200).JSON(&list)
	return list.Formulare
}

func (a *akte) eingegangen() map[string]any {
	a.t.Helper()
	var v struct {
		Verlauf []struct {
			Art   string
			Daten map[string]any
		}
	}
	a.alle.Get(a.base + "/verlauf").Is(200).JSON(&v)
	for _, e := range v.Verlauf {
		if e.Art == "eingegangen" {
			return e.Daten
		}
	}
	return nil
}

func (a *akte) hinweise() []string {
	a.t.Helper()
	var v struct{ Hinweise []struct{ Code string } }
	a.alle.Get(a.base).Is(200).JSON(&v)
	out := []string{}
	for _, h := range v.Hinweise {
		out = append(out, h.Code)
	}
	return out
}

// IT attaches a form the system has never seen: it arrives, becomes a sample, is mapped, tried, activated; the next one
// goes where it belongs, the first stays as it was.
func TestAttachUnknownForm(t *testing.T) {
	o := open(t)
	erster := o.hund()
	if erster.Verfahren != "standard" || erster.Einheit != "lf-10-poststelle" ||
		erster.eingegangen()["zielweg"] != "poststelle" {
		t.Fatalf("%s, %s, %v", erster.Verfahren, erster.Einheit, erster.eingegangen())
	}
	if rows := o.formulare("neutral"); len(rows) != 1 ||
		rows[0] != (formularZeile{Formular: "hund-neu", Version: "1", Titel: "Hund anmelden",
			Verfahren: "standard", Anzahl: 1}) {
		t.Fatalf("%+v", rows)
	}
	m := o.musterOf(erster)
	if raw := o.adm.Get("/api/v1/muster/" + m.ID).Is(200); strings.Contains(string(raw.Body), "Geheimnisvoll") ||
		strings.Contains(string(raw.Body), "Knut") || !m.Echt || m.Version != "1" || len(m.Struktur) != 7 {
		t.Errorf("%s", raw.Body)
	}
	if again := o.musterOf(erster); again.ID != m.ID {
		t.Error("the same delivery makes a second sample")
	}
	z := o.entwurf("neutral", "hund-neu", "")
	if z.Inhalt.Verfahren != "standard" || z.Zustand != "entwurf" || z.Nr != 1 || len(z.Muster) != 1 ||
		len(z.Struktur) != 7 {
		t.Fatalf("%+v", z)
	}
	if again := o.entwurf("neutral", "hund-neu", ""); again.ID != z.ID {
		t.Error("a second draft of the same form")
	}
	describe(z)
	var vorschlaege struct{ Vorschlaege []struct{ Ziel, Pfad string } }
	o.adm.Get("/api/v1/zuordnungen/" + z.ID + "/vorschlaege?muster=" + m.ID).Is(200).JSON(&vorschlaege)
	if !slices.Contains(vorschlaege.Vorschlaege, struct{ Ziel, Pfad string }{"antragsteller.vorname", "halter.vn"}) {
		t.Errorf("%+v", vorschlaege)
	}
	var probe struct {
		Verfahren, Einheit, EinheitName, AntragstellerName string
		Zielweg                                            struct{ Art string }
		Angaben                                            []struct{ Name, Wert, Zustand string }
		Felder                                             []adapters.Feld
	}
	o.adm.Post("/api/v1/zuordnungen/"+z.ID+"/probelauf", map[string]any{"muster": m.ID,
		"inhalt": z.Inhalt}).Is(200).JSON(&probe)
	if probe.Einheit != "lf-20-steuern" || probe.EinheitName != "Steuern" || probe.Zielweg.Art != "verfahren" ||
		probe.AntragstellerName != "Xxxxxxxxxxxxx, Xxxxx" || probe.Felder[2].Typ != adapters.Datum {
		t.Errorf("%+v", probe)
	}
	o.save(z).Is(200).JSON(z)
	o.save(&zuordnungJSON{ID: z.ID, Stand: 1, Inhalt: z.Inhalt}).Problem(409, "stale")
	o.activate(z, false).Problem(409, "activation_unconfirmed") // values of the Verfahren are not mapped
	o.activate(z, true).Is(200).JSON(z)
	if z.Zustand != "aktiv" || z.Aktiv != z.ID {
		t.Errorf("%+v", z)
	}
	o.activate(z, true).Problem(409, "stale")
	o.save(z).Problem(409, "zuordnung_not_draft")
	o.adm.Do("DELETE", "/api/v1/zuordnungen/"+z.ID, "", nil).Problem(409, "zuordnung_not_draft")

	zweiter := o.hund()
	if zweiter.Verfahren != "hundesteuer" || zweiter.Einheit != "lf-20-steuern" ||
		zweiter.Antragsteller != "Geheimnisvoll, Ruben" || zweiter.eingegangen()["zielweg"] != "verfahren" {
		t.Errorf("%+v %v", zweiter.vorgang, zweiter.eingegangen())
	}
	if nr := o.eines("select e.zuordnung_id = a.zuordnung_id and e.formular = v.formular and e.formular_version = '1' from eingang e join antrag a using (vorgang_id) join vorgang v on v.id = e.vorgang_id where v.id = $1", zweiter.ID); nr != "true" {
		t.Error("the delivery does not say what it was read with")
	}
	if erster.load(); erster.Verfahren != "standard" {
		t.Error("the first Vorgang changed")
	}
	if rows := o.formulare("neutral"); len(rows) != 2 || rows[0].Verfahren != "hundesteuer" || rows[0].Aktiv != z.ID ||
		rows[0].Anzahl != 2 {
		t.Errorf("%+v", rows)
	}
}

// A new version of the form has lost a field: the caseworker is told, IT sees it counted, compares and is warned.
func TestFormVersionLosesField(t *testing.T) {
	o := open(t)
	m1 := o.musterOf(o.hund())
	z := o.aktiv(nil)
	v2 := []aenderung{replace(`"version":"1"`, `"version":"2"`), replace(`{"name":"seit","label":"Seit wann?"`,
		`{"name":"beginn","label":"Beginn"`)}
	a := o.hund(v2...)
	if a.Verfahren != "hundesteuer" || !slices.Contains(a.hinweise(), "form_changed") {
		t.Errorf("%s %v", a.Verfahren, a.hinweise())
	}
	for _, row := range o.formulare("neutral") {
		if row.Version == "2" && (row.Geaendert != 1 || row.Aktiv != z.ID) || row.Version == "1" && row.Geaendert != 0 {
			t.Errorf("%+v", row)
		}
	}
	m2 := o.musterOf(a)
	e := o.entwurf("neutral", "hund-neu", "2")
	if e.Inhalt.Daten["haltung_seit"] != "seit" || len(e.Muster) != 1 || e.Muster[0].ID != m2.ID {
		t.Fatalf("begins with %+v", e)
	}
	var v struct {
		GegenNr      int
		Unterschiede []struct {
			Art, Pfad  string
			Zugeordnet []string
		}
	}
	o.adm.Get("/api/v1/zuordnungen/" + e.ID + "/vergleich?muster=" + m2.ID).Is(200).JSON(&v)
	if v.GegenNr != z.Nr || len(v.Unterschiede) != 2 || v.Unterschiede[0].Art != "weg" ||
		!slices.Equal(v.Unterschiede[0].Zugeordnet, []string{"daten.haltung_seit"}) || v.Unterschiede[1].Art != "neu" {
		t.Errorf("%+v", v)
	}
	var p struct {
		Bereit  bool
		Befunde []struct{ Schwere, Grund, Stelle, Muster string }
	}
	o.adm.Get("/api/v1/zuordnungen/" + e.ID + "/pruefung").Is(200).JSON(&p)
	if !p.Bereit || !slices.ContainsFunc(p.Befunde, func(b struct{ Schwere, Grund, Stelle, Muster string }) bool {
		return b.Grund == "pfad_fehlt" && b.Stelle == "daten.haltung_seit" && b.Schwere == "warnung"
	}) {
		t.Errorf("%+v", p)
	}
	e.Inhalt.Daten["haltung_seit"], e.Inhalt.Typen = "beginn", map[string]adapters.Typ{"beginn": adapters.Datum}
	o.save(e).Is(200).JSON(e)
	o.activate(e, true).Is(200)
	if b := o.hund(v2...); slices.Contains(b.hinweise(), "form_changed") {
		t.Errorf("%v", b.hinweise())
	}
	// the older version keeps its own
	if b := o.hund(); slices.Contains(b.hinweise(), "form_changed") || b.Verfahren != "hundesteuer" {
		t.Errorf("%v", b.hinweise())
	}
	var alt zuordnungJSON
	o.adm.Get("/api/v1/zuordnungen/" + z.ID).Is(200).JSON(&alt)
	if len(alt.Muster) != 1 || alt.Muster[0].ID != m1.ID || alt.Zustand != "aktiv" {
		t.Errorf("samples of the older version: %+v", alt.Muster)
	}
}

// Samples are regression tests: a change that makes one come out differently must be confirmed.
func TestActivationRunsSamples(t *testing.T) {
	o := open(t)
	o.musterOf(o.hund())
	alles := func(z *zuordnungJSON) {
		for _, name := range []string{"wurftag", "gefaehrlich", "ermaessigung"} {
			z.Inhalt.Daten[name] = "seit"
		}
	}
	erste := o.aktiv(alles)
	z := o.entwurf("neutral", "hund-neu", "")
	if z.Nr != 2 || z.Inhalt.Titel != "Hund anmelden" || z.Aktiv != erste.ID {
		t.Fatalf("%+v", z)
	}
	z.Inhalt.Titel, z.Inhalt.Einheit = "Hund", "lf-32-verkehr"
	o.save(z).Is(200).JSON(z)
	var p struct {
		Muster []struct {
			Erstmals     bool
			Unterschiede []struct{ Stelle, Vorher, Nachher string }
		}
	}
	o.adm.Get("/api/v1/zuordnungen/" + z.ID + "/pruefung").Is(200).JSON(&p)
	if len(p.Muster) != 1 || p.Muster[0].Erstmals ||
		fmt.Sprint(p.Muster[0].Unterschiede) != "[{einheit lf-20-steuern lf-32-verkehr} {titel Hund anmelden Hund} {zielweg verfahren zuordnung}]" {
		t.Errorf("%+v", p)
	}
	o.activate(z, false).Problem(409, "activation_unconfirmed")
	z.Inhalt.Daten["katze"] = "seit"
	o.save(z).Is(200).JSON(z)
	o.activate(z, true).Problem(409, "activation_blocked")
	delete(z.Inhalt.Daten, "katze")
	o.save(z).Is(200).JSON(z)

	var group sync.WaitGroup // two people at once: one wins, the other is told
	answers := make([]int, 2)
	for i := range answers {
		group.Go(func() { answers[i] = o.activate(z, true).Status })
	}
	group.Wait()
	if slices.Sort(answers); !slices.Equal(answers, []int{200, 409}) {
		t.Errorf("%v", answers)
	}
	if n := o.eines("select string_agg(zustand, ' ' order by nr) from zuordnung"); n != "abgeloest aktiv" {
		t.Error(n)
	}
	if a := o.hund(); a.Einheit != "lf-32-verkehr" || a.eingegangen()["zielweg"] != "zuordnung" {
		t.Errorf("%s %v", a.Einheit, a.eingegangen())
	}
	if n := o.eines("select count(*) from protokoll where art = 'zuordnung_aktiviert' and objekt = $1",
		z.ID); n != "1" {
		t.Errorf("%s acts in the protocol", n)
	}
}

// A mapping travels as a text file to another Zugang; slips are named with their line.
func TestZuordnungAsFile(t *testing.T) {
	o := open(t)
	z := o.aktiv(nil)
	file := o.adm.Get("/api/v1/zuordnungen/" + z.ID + "/datei").Is(200)
	if !strings.HasPrefix(string(file.Body), "# ") ||
		!strings.Contains(file.Header.Get("Content-Disposition"), "hund-neu.yaml") {
		t.Errorf("%s\n%s", file.Header, file.Body)
	}
	ziel := "/api/v1/zuordnungen/datei?zugang=" + o.zugangID("ozgcloud")
	var kopie zuordnungJSON
	o.adm.Do("POST", ziel, "application/yaml", strings.NewReader(string(file.Body))).Is(201).JSON(&kopie)
	if a, b := fmt.Sprint(kopie.Inhalt), fmt.Sprint(z.Inhalt); a != b ||
		kopie.Zustand != "entwurf" || kopie.ID == z.ID {
		t.Errorf("%s\n%s", a, b)
	}
	if again := o.adm.Get("/api/v1/zuordnungen/" + kopie.ID +
		"/datei").Is(200); string(again.Body) != string(file.Body) {
		t.Errorf("%s", again.Body)
	}
	o.adm.Do("POST", ziel, "application/yaml", strings.NewReader(strings.Replace(string(file.Body), "Hund anmelden",
		"Hund", 1))).Is(201).JSON(&kopie)
	if kopie.Inhalt.Titel != "Hund" || kopie.Stand != 2 {
		t.Errorf("%+v", kopie)
	}
	andere := o.Staff(o.Person("adm2", casework.RolleAdministration))
	andere.Do("POST", ziel, "application/yaml", strings.NewReader(string(file.Body))).Problem(409,
		"zuordnung_draft_exists")
	bad := o.adm.Do("POST", ziel, "application/yaml",
		strings.NewReader("formular: a\nversion: \"\"\nverfharen: b\n")).Problem(422, "zuordnung_file_malformed")
	if !strings.Contains(string(bad.Body), "Zeile 3") {
		t.Errorf("%s", bad.Body)
	}
	o.adm.Do("POST", ziel, "application/json", strings.NewReader("{}")).Is(400)
	o.adm.Do("DELETE", "/api/v1/zuordnungen/"+kopie.ID, "", nil).Is(204)
	o.adm.Get("/api/v1/zuordnungen/"+kopie.ID).Problem(404, "not_found")
}

// The table decides first: by OrganisationsEinheitID, by LeiKa and region, by a field's value; unroutable goes to the
// Poststelle.
func TestZustaendigkeit(t *testing.T) {
	o := open(t)
	var tabelle struct{ Version int }
	o.adm.Get("/api/v1/zustaendigkeit").Is(200).JSON(&tabelle)
	if tabelle.Version != 0 {
		t.Fatalf("%+v", tabelle)
	}
	regeln := []map[string]any{
		{"organisationseinheit": "OE-4711", "einheit": "lf-66-strassenbau", "bemerkung": "aus dem Portalverbund"},
		{"leika": "99999032002000", "region": "15002000", "einheit": "lf-32-verkehr"},
		{"feld": "hunde[].rasse", "wert": "pudel", "einheit": "lf-20-steuern"},
	}
	save := func(version int, regeln any) *testkit.Answer {
		return o.adm.Send("PUT", "/api/v1/zustaendigkeit", map[string]any{"version": version, "regeln": regeln})
	}
	save(0, regeln).Is(200).JSON(&tabelle)
	save(0, regeln).Problem(409, "stale")
	for _, c := range []struct {
		einheit, weg string
		regel        any
		change       aenderung
	}{
		{"lf-66-strassenbau", "regel", 1.0, replace(`"antragsdaten"`, `"organisationseinheit":"OE-4711","antragsdaten"`)},
		{"lf-32-verkehr", "regel", 2.0, replace(`"antragsdaten"`, `"leika":["99999032002000"],"region":"150020000000","antragsdaten"`)},
		{"lf-10-poststelle", "poststelle", nil, replace(`"antragsdaten"`, `"leika":["99999032002000"],"region":"150030000000","antragsdaten"`)},
		{"lf-20-steuern", "regel", 3.0, replace("Dackel", "Pudel")},
		{"lf-32-sondernutzung", "geliefert", nil, replace(`"antragsdaten"`, `"organisationseinheit":"lf-32-sondernutzung","antragsdaten"`)},
		{"lf-10-poststelle", "poststelle", nil, replace("Knut", "Bello")},
	} {
		a := o.hund(c.change)
		if e := a.eingegangen(); a.Einheit != c.einheit || e["zielweg"] != c.weg || e["leitregel"] != c.regel {
			t.Errorf("%s by %v, want %s", a.Einheit, e, c.einheit)
		}
	}
	for field, regel := range map[string]map[string]any{
		"regeln.0.einheit": {"einheit": "gibt-es-nicht"}, "regeln.0.region": {"einheit": "lf-20-steuern", "region": "1500200"}, "regeln.0.wert": {"einheit": "lf-20-steuern", "feld": "a"},
		"regeln.0.feld": {"einheit": "lf-20-steuern", "feld": "a b", "wert": "x"},
	} {
		if a := save(tabelle.Version, []any{regel}).Problem(422, "invalid_fields"); !strings.Contains(string(a.Body),
			field) {
			t.Errorf("%s is not named in %s", field, a.Body)
		}
	}
}

// Another authority in the same database sees and uses nothing of it.
func TestZuordnungOfAnotherTenant(t *testing.T) {
	o := open(t)
	m := o.musterOf(o.hund())
	z := o.aktiv(nil)
	zweite := o.Tenant("Gemeinde Beispieldorf")
	fremd := o.Staff(zweite.Person("fremd", casework.RolleAdministration))
	for _, path := range []string{"/api/v1/zuordnungen/" + z.ID, "/api/v1/muster/" + m.ID, "/api/v1/zugaenge/" +
		o.zugangID("neutral") + "/formulare"} {
		fremd.Get(path).Problem(404, "not_found")
	}
	fremd.Post("/api/v1/zuordnungen", map[string]any{"zugang": o.zugangID("neutral"), "formular": "x",
		"version": ""}).Problem(404, "not_found")
	fremd.Post("/api/v1/muster/eingang", map[string]any{"eingang": o.eines("select id from eingang limit 1")}).Problem(
		404, "not_found")
	fremd.Do("POST", "/api/v1/muster?dateiname=a.json&zugang="+o.zugangID("neutral"), "application/octet-stream",
		strings.NewReader("{}")).Problem(404, "not_found")
}
