package httpapi_test

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

func (o *office) versionen() []versionJSON {
	o.t.Helper()
	var out struct{ Versionen []versionJSON }
	o.adm.Get(versionen).Is(200).JSON(&out)
	return out.Versionen
}

func (o *office) version(name, stand string) versionJSON {
	o.t.Helper()
	all := o.versionen()
	i := slices.IndexFunc(all, func(v versionJSON) bool { return v.Name == name && v.Stand == stand })
	if i < 0 {
		o.t.Fatalf("%s/%s is not in %+v", name, stand, all)
	}
	return all[i]
}

func (o *office) activateVersion(id, ab string) versionJSON {
	o.t.Helper()
	var v versionJSON
	o.adm.Post(versionen+"/"+id+"/aktivierung", map[string]any{"ab": ab}).Is(200).JSON(&v)
	return v
}

// A version is uploaded, read, compared and activated from a day on: until then new applications get the one before,
// then the new one, and running Vorgänge keep theirs. Retired, it gives the place back.
func TestAVersionFromADayOn(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	alt := o.antrag()
	if v := o.version("aussengastronomie", alt.VerfahrenStand); !v.Gilt || v.Laufende != 1 {
		t.Fatalf("%+v", v)
	}
	neu := o.load(packed(t, "aussengastronomie/1", "aussengastronomie", "100", "titel: ", "titel: Neue "))
	if neu.Zustand != "geprueft" || neu.Gilt || neu.Herkunft != "datei" || len(neu.Dateien) < 3 ||
		len(neu.Formulare) == 0 {
		t.Fatalf("%+v", neu)
	}
	var p struct {
		Gegen        string
		Laufende     int
		Unterschiede []struct{ Art, Was, Name string }
	}
	o.adm.Get(versionen + "/" + neu.ID + "/pruefung?ab=2026-03-12").Is(200).JSON(&p)
	if p.Gegen != alt.VerfahrenStand || p.Laufende != 1 || len(p.Unterschiede) == 0 ||
		!slices.ContainsFunc(p.Unterschiede, func(u struct{ Art, Was, Name string }) bool {
			return u.Art == "anders" && u.Was == "eigenschaft" && u.Name == "titel"
		}) {
		t.Errorf("%+v", p)
	}
	if v := o.activateVersion(neu.ID, "2026-03-12"); v.Zustand != "aktiv" || v.AktivAb != "2026-03-12" || v.Gilt {
		t.Errorf("%+v", v)
	}
	for _, day := range [][2]string{{"2026-03-11", alt.VerfahrenStand}, {"2026-03-12", "100"}} {
		o.at(berlin(day[0] + " 00:01"))
		if a := o.antrag(); a.VerfahrenStand != day[1] {
			t.Errorf("on %s a new one goes by %s", day[0], a.VerfahrenStand)
		}
	}
	if alt.load().VerfahrenStand == "100" {
		t.Error("the running one was moved")
	}
	o.adm.Do("POST", versionen+"/"+neu.ID+"/rueckzug", "", nil).Is(200)
	o.at(berlin("2026-03-12 00:02"))
	if a := o.antrag(); a.VerfahrenStand != alt.VerfahrenStand {
		t.Errorf("after the retirement a new one goes by %s", a.VerfahrenStand)
	}
	if v := o.version("aussengastronomie", "100"); v.Zustand != "zurueckgezogen" || v.Laufende != 1 {
		t.Errorf("%+v", v)
	}
}

// What cannot be, is refused with its reason, and nothing has happened.
func TestActsOnVersionsRefuse(t *testing.T) {
	o := open(t)
	post := func(id, act, body string) string { return versionen + "/" + id + "/" + act + body }
	heute := map[string]any{"ab": o.heute()}
	for _, v := range o.versionen() { // only the first one stays
		if v.Name == "standard" && v.Stand != "1" {
			o.adm.Do("POST", post(v.ID, "rueckzug", ""), "", nil).Is(200)
		}
	}
	standard := o.version("standard", "1")
	o.adm.Do("POST", post(standard.ID, "rueckzug", ""), "", nil).Problem(409, "standard_needed")
	o.adm.Do("DELETE", versionen+"/"+standard.ID, "", nil).Problem(409, "version_in_use")
	o.adm.Post(post(standard.ID, "aktivierung", ""), heute).Problem(409, "version_active")

	zweites := o.load(packed(t, "hundesteuer/1", "hundehaltung", "7"))
	o.adm.Post(post(zweites.ID, "aktivierung", ""), map[string]any{"ab": "2020-01-01"}).Problem(422, "invalid_fields").
		Says(`"ab":"in_past"`)
	o.adm.Post(post(zweites.ID, "aktivierung", ""), heute).Problem(409, "form_claimed").Says("hundehaltung/7").
		Says("hundesteuer/")
	o.adm.Get(post(zweites.ID, "pruefung", "?ab="+o.heute())).Is(200).Says("hundehaltung/7")
	o.adm.Do("POST", post(zweites.ID, "rueckzug", ""), "", nil).Problem(409, "version_not_active")
	aelter := o.load(packed(t, "standard/1", "standard", "0"))
	o.adm.Post(post(aelter.ID, "aktivierung", ""), heute).Problem(409, "version_older")
	fremd := o.load(packed(t, "aussengastronomie/2", "aussengastronomie", "400", `einheit="lf-66-strassenbau"`,
		`einheit="gibt-es-nicht"`))
	if fremd.Zustand != "geprueft" || len(fremd.Haus) == 0 || fremd.Haus[0].Schwere != "fehler" ||
		fremd.Haus[0].Stelle != "zuarbeit" {
		t.Errorf("%+v", fremd)
	}
	o.adm.Post(post(fremd.ID, "aktivierung", ""), heute).Problem(409, "house_lacks").Says("gibt-es-nicht")
	o.adm.Get(post(fremd.ID, "pruefung", "?ab="+o.heute())).Is(200).Says("gibt-es-nicht")

	// set aside: seen, not used, thrown away
	kaputt := o.load(packed(t, "hundesteuer/1", "hundesteuer", "200", "titel: ", "tittel: "))
	if kaputt.Zustand != "abgelegt" || len(kaputt.Befunde) == 0 {
		t.Errorf("%+v", kaputt)
	}
	o.adm.Post(post(kaputt.ID, "aktivierung", ""), heute).Problem(409, "version_not_checked")
	o.adm.Get(post(kaputt.ID, "pruefung", "?ab="+o.heute())).Problem(409, "version_not_checked")
	anders := o.load(packed(t, "standard/1", "standard", "1", "titel: ", "titel: X "))
	if n := len(anders.Befunde); anders.Zustand != "abgelegt" ||
		!strings.Contains(anders.Befunde[n-1].Text, "gibt es schon mit anderem Inhalt") {
		t.Errorf("%+v", anders)
	}
	o.adm.Do("DELETE", versionen+"/"+kaputt.ID, "", nil).Is(204)
	o.adm.Get(versionen+"/"+kaputt.ID).Problem(404, "not_found")
	if v := o.load(packed(t, "standard/1", "standard", "1")); v.ID != standard.ID {
		t.Errorf("what is there was taken in again: %+v", v)
	}
	o.adm.Do("POST", versionen, "application/zip", strings.NewReader("kein Archiv")).
		Problem(422, "verfahren_file_malformed").Says("ZIP")
	o.adm.Do("POST", versionen, "application/zip", bytes.NewReader(make([]byte, 17<<20))).
		Problem(413, "verfahren_file_too_large")
}

// What cannot be used is shown all the same, with what its findings are about.
func TestADrawingIsShownWithItsFindings(t *testing.T) {
	o := open(t)
	v := o.load(packed(t, "standard/1", "anders", "1", `rolle="sachbearbeitung"`, `rolle=""`))
	o.adm.Get(versionen + "/" + v.ID).Is(200).JSON(&v)
	if v.Zustand != "abgelegt" || !strings.Contains(v.Bild, "<bpmn:process") {
		t.Fatalf("%s, %.80q", v.Zustand, v.Bild)
	}
	for _, b := range v.Befunde {
		for _, id := range append(b.Elemente, b.Stelle) {
			if b.Schwere == "fehler" && !strings.Contains(v.Bild, `id="`+id+`"`) {
				t.Errorf("%q is about %q, which is not in the picture", b.Text, id)
			}
		}
	}
	if listed := o.version("anders", "1"); listed.Bild != "" {
		t.Error("a list carries pictures")
	}
}

// What nobody activated may be thrown away, and the same number comes again with other files: then those count,
// whatever was read of the first.
func TestADeletedVersionLeavesNothing(t *testing.T) {
	o := open(t)
	first := o.load(packed(t, "hundesteuer/1", "hundesteuer", "300"))
	if v := o.version("hundesteuer", "300"); len(v.Formulare) == 0 {
		t.Fatalf("%+v", v)
	}
	o.adm.Do("DELETE", versionen+"/"+first.ID, "", nil).Is(204)
	o.load(packed(t, "standard/1", "hundesteuer", "300"))
	second := o.version("hundesteuer", "300")
	if len(second.Formulare) != 0 {
		t.Errorf("it is still read as the first one: %+v", second)
	}
	o.adm.Get(versionen + "/" + second.ID + "/pruefung?ab=" + o.heute()).Is(200).
		Says(`"name":"20/hundesteuer_anmeldung"`)
}

// Set aside by one way, right by another: who uploads it sees what became of the upload.
func TestAnUploadAnswersWithItself(t *testing.T) {
	o := open(t)
	o.load(packed(t, "standard/1", "allerlei", "1", "titel: ", "titel: X "))
	o.Import(store.HerkunftOrdner, folder(t, packed(t, "standard/1", "allerlei", "1")))
	first := o.version("allerlei", "1")
	for _, v := range o.versionen() {
		if v.Name == "allerlei" && v.Zustand == "geprueft" {
			first = v
		}
	}
	o.adm.Do("DELETE", versionen+"/"+first.ID, "", nil).Is(204)
	for range 2 {
		if v := o.load(packed(t, "standard/1", "allerlei", "1")); v.Zustand != "geprueft" {
			t.Errorf("%+v", v)
		}
	}
}

// folder is what an archive unpacks to.
func folder(t *testing.T, raw []byte) fs.FS {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	out := fstest.MapFS{}
	for _, f := range z.File {
		body, err := fs.ReadFile(z, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = &fstest.MapFile{Data: body}
	}
	return out
}

// What is exported here is the same version where it is imported.
func TestAVersionTravels(t *testing.T) {
	o := open(t)
	for _, v := range o.versionen() {
		raw := o.adm.Get(versionen + "/" + v.ID + "/datei").Is(200)
		if again := o.load(raw.Body); again.ID != v.ID {
			t.Errorf("%s/%s came back as another: %+v", v.Name, v.Stand, again)
		}
	}
}

type umstellungJSON struct {
	Vorgaenge []struct{ ID, Vorgangsnummer, Stand, Grund string }
	Mehr      bool
}

// Running Vorgänge are moved one by one, because a person chose them: the journal says it, the task goes on under its
// words in the new version, and one that has no place there says why and stays.
func TestRunningVorgaengeAreMoved(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/annahme", nil)
	alt := a.VerfahrenStand
	id := o.load(packed(t, "aussengastronomie/"+alt, "aussengastronomie", "100", `id="vollstaendigkeit" name="`,
		`id="vollstaendigkeit" name="Neu: `)).ID
	o.adm.Get(versionen+"/"+id+"/umstellung").Problem(409, "version_not_active")
	o.activateVersion(id, o.heute())
	other := o.antrag()
	var u umstellungJSON
	o.adm.Get(versionen + "/" + id + "/umstellung").Is(200).JSON(&u)
	if len(u.Vorgaenge) != 1 || u.Vorgaenge[0].ID != a.ID || u.Vorgaenge[0].Grund != "" || u.Vorgaenge[0].Stand != alt {
		t.Fatalf("%+v", u)
	}
	move := func(version string, who ...string) *testkit.Answer {
		return o.adm.Post(versionen+"/"+version+"/umstellung", map[string]any{"vorgaenge": who, "fristen": "behalten"})
	}
	before := a.Version
	move(id, a.ID).Is(200).Says(`"nicht":[]`)
	if a.load(); a.VerfahrenStand != "100" || a.Version <= before {
		t.Errorf("%s, version %d", a.VerfahrenStand, a.Version)
	}
	if got := a.verlauf(); got[len(got)-1] != "verfahren_umgestellt" {
		t.Errorf("the journal says %v", got)
	}
	o.sb.Get(a.base).Is(200).Says("Neu: ")
	version := a.load().Version
	if move(id, a.ID, other.ID).Is(200); a.load().Version != version {
		t.Error("moved a second time")
	}

	gone := o.load(packed(t, "aussengastronomie/"+alt, "aussengastronomie", "101", `"vollstaendigkeit"`, `"anders"`)).ID
	o.activateVersion(gone, o.heute())
	move(gone, a.ID).Is(200).Says("gibt es in der neuen Version nicht")
	if a.load().VerfahrenStand != "100" {
		t.Error("moved to a version in which it has no place")
	}
	o.tl.Post(other.base+"/verwerfung", other.mit(map[string]any{"grund": "fertig"})).Is(200)
	move(gone, other.ID).Is(200).Says("abgeschlossen")
	a.complete("vollstaendigkeit", map[string]any{"ergebnis": "vollstaendig"})
	hund := o.version("hundesteuer", "1")
	version = a.load().Version
	move(hund.ID, a.ID, "00000000-0000-4000-8000-000000000000").Is(200).Says("Diesen Vorgang gibt es in diesem")
	if a.load().Version != version {
		t.Error("moved to another procedure")
	}
}
