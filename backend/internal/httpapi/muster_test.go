package httpapi_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/testkit"
)

// Samples come as body alone, as recorded request, or as mail; what cannot be read says why in German.
func TestUploadMuster(t *testing.T) {
	o := open(t)
	upload := func(zugang, name, body string) *testkit.Answer {
		return o.adm.Do("POST", "/api/v1/muster?zugang="+o.zugangID(zugang)+"&dateiname="+name,
			"application/octet-stream", strings.NewReader(body))
	}
	var m musterJSON
	upload("ozgcloud", "antrag.json", gastro).Is(201).JSON(&m)
	if m.Formular != "48" || m.Echt || m.Name != "antrag.json" || len(m.Struktur) < 8 {
		t.Errorf("%+v", m)
	}
	upload("ozgcloud", "anfrage.http", "POST /eingang/ozgcloud HTTP/1.1\nHost: x\nAuthorization: Basic geheim\nContent-Type: application/json\n\n"+gastro).Is(201)
	if kopf := o.eines("select string_agg(kopf::text, '') from muster"); strings.Contains(kopf, "geheim") ||
		strings.Contains(kopf, "Authorization") {
		t.Errorf("credentials are kept: %s", kopf)
	}
	upload("ozgcloud", "teile.txt", "--grenze\r\nContent-Disposition: form-data; name=\"formData\"\r\n\r\n"+gastro+
		"\r\n--grenze--\r\n").Is(201)
	bad := upload("ozgcloud", "kaputt.json", "{kaputt").Problem(400, "muster_unreadable")
	if !strings.Contains(string(bad.Body), "json_malformed") || !strings.Contains(string(bad.Body), "JSON") {
		t.Errorf("%s", bad.Body)
	}
	upload("ozgcloud", "leer.json", " \n").Problem(422, "muster_empty")
	for zugang, file := range map[string]string{"intelliform": "intelliform/01-aussengastronomie-mtom.http",
		"formcycle":     "formcycle/01-sondernutzung-multipart.http",
		"formsolutions": "formsolutions/01-bewohnerparkausweis-detail.json"} {
		raw, err := os.ReadFile(filepath.Join(os.Getenv("KONTOR_SAMPLES"), file))
		if err != nil {
			continue // the samples may not be distributed
		}
		upload(zugang, filepath.Base(file), string(raw)).Is(201).JSON(&m)
		z := o.entwurf(zugang, m.Formular, "")
		if len(z.Struktur) == 0 || len(z.Muster) != 1 {
			t.Errorf("%s: %+v", file, z)
		}
		o.activate(z, true).Is(200)
	}
	z := o.entwurf("ozgcloud", "48", "")
	if len(z.Muster) != 3 || z.Inhalt.Verfahren != "aussengastronomie" || z.Inhalt.Daten["flaeche"] == "" {
		t.Errorf("begins with %+v", z)
	}
	o.adm.Do("DELETE", "/api/v1/muster/"+z.Muster[0].ID, "", nil).Is(204)
	o.adm.Get("/api/v1/muster/"+z.Muster[0].ID).Problem(404, "not_found")
}

// A FIM schema gives numbers their names; its mandatory uploads become required documents.
func TestUploadSchema(t *testing.T) {
	o := open(t)
	schema := `<xdf:xdatenfelder.stammdatenschema.0102 xmlns:xdf="urn:xoev-de:fim:standard:xdatenfelder_3.0.0"><xdf:stammdatenschema>
		<xdf:identifikation><xdf:id>S99000000010</xdf:id><xdf:version>1.0.0</xdf:version></xdf:identifikation><xdf:bezeichnung>Hund</xdf:bezeichnung>
		<xdf:struktur><xdf:anzahl>1:1</xdf:anzahl><xdf:enthaelt><xdf:datenfeld><xdf:identifikation><xdf:id>F60000000227</xdf:id></xdf:identifikation><xdf:bezeichnungAusgabe>Familienname</xdf:bezeichnungAusgabe>
			<xdf:feldart><code>input</code></xdf:feldart><xdf:datentyp><code>text</code></xdf:datentyp></xdf:datenfeld></xdf:enthaelt></xdf:struktur>
		<xdf:struktur><xdf:anzahl>1:1</xdf:anzahl><xdf:enthaelt><xdf:datenfeld><xdf:identifikation><xdf:id>F99000000011</xdf:id></xdf:identifikation><xdf:bezeichnungAusgabe>Haltung seit</xdf:bezeichnungAusgabe>
			<xdf:feldart><code>input</code></xdf:feldart><xdf:datentyp><code>date</code></xdf:datentyp></xdf:datenfeld></xdf:enthaelt></xdf:struktur>
		<xdf:struktur><xdf:anzahl>1:1</xdf:anzahl><xdf:enthaelt><xdf:datenfeld><xdf:identifikation><xdf:id>F99000000012</xdf:id></xdf:identifikation><xdf:bezeichnungAusgabe>Impfpass</xdf:bezeichnungAusgabe>
			<xdf:feldart><code>input</code></xdf:feldart><xdf:datentyp><code>file</code></xdf:datentyp></xdf:datenfeld></xdf:enthaelt></xdf:struktur>
		</xdf:stammdatenschema></xdf:xdatenfelder.stammdatenschema.0102>`
	fim := []aenderung{func(string) string {
		return fmt.Sprintf(`{"kennung":"f-%d","formular":{"schluessel":"S99000010","version":"1.0"},"antragsdaten":[{"name":"F60000227","typ":"text","text":"Erdacht"},{"name":"F99000011","typ":"text","text":"2025-04-01"}]}`, o.antraege)
	}}
	m := o.musterOf(o.hund(fim...))
	z := o.entwurf("neutral", "S99000010", "")
	z.Inhalt.Verfahren = "hundesteuer"
	o.save(z).Is(200).JSON(z)
	datei := func(stand int, body string) *testkit.Answer {
		return o.adm.Do("POST", fmt.Sprintf("/api/v1/zuordnungen/%s/schema?stand=%d", z.ID, stand), "application/xml",
			strings.NewReader(body))
	}
	datei(z.Stand, "<a/>").Problem(422, "schema_malformed")
	datei(1, schema).Problem(409, "stale")
	datei(z.Stand, schema).Is(200).JSON(z)
	if z.Schema != "S99000000010 1.0.0" || len(z.Inhalt.Unterlagen) != 1 ||
		z.Inhalt.Unterlagen[0].Titel != "Impfpass" || z.Struktur[0].Label != "Familienname" {
		t.Errorf("%+v", z)
	}
	var v struct {
		Vorschlaege []struct{ Ziel, Pfad, Grund string }
	}
	o.adm.Get("/api/v1/zuordnungen/" + z.ID + "/vorschlaege?muster=" + m.ID).Is(200).JSON(&v)
	z.Inhalt.Antragsteller, z.Inhalt.Daten = map[string]string{}, map[string]string{}
	for _, x := range v.Vorschlaege {
		if name, ok := strings.CutPrefix(x.Ziel, "antragsteller."); ok {
			z.Inhalt.Antragsteller[name] = x.Pfad
		}
		if name, ok := strings.CutPrefix(x.Ziel, "daten."); ok {
			z.Inhalt.Daten[name] = x.Pfad
		}
	}
	o.save(z).Is(200).JSON(z)
	o.activate(z, true).Is(200)
	a := o.hund(fim...)
	if a.Verfahren != "hundesteuer" || a.Antragsteller != "Erdacht" ||
		!slices.Contains(a.hinweise(), "document_required_missing") || slices.Contains(a.hinweise(), "form_changed") {
		t.Errorf("%+v %v", a.vorgang, a.hinweise())
	}
	raw, _ := json.Marshal(o.alle.Get(a.base).Is(200).Body)
	if len(raw) == 0 || !strings.Contains(string(o.alle.Get(a.base).Body), "01.04.2025") {
		t.Errorf("the date is not read: %s", o.alle.Get(a.base).Body)
	}
	// The file names the schema: where the form has it, an import takes it along, elsewhere its lack is said.
	file := string(o.adm.Get("/api/v1/zuordnungen/" + z.ID + "/datei").Is(200).Body)
	if !strings.Contains(file, "datenschema: S99000000010 1.0.0\n") {
		t.Errorf("%s", file)
	}
	var hier, dort zuordnungJSON
	o.adm.Do("POST", "/api/v1/zuordnungen/datei?zugang="+o.zugangID("neutral"), "application/yaml",
		strings.NewReader(file)).Is(201).JSON(&hier)
	o.adm.Do("POST", "/api/v1/zuordnungen/datei?zugang="+o.zugangID("ozgcloud"), "application/yaml",
		strings.NewReader(file)).Is(201).JSON(&dort)
	for k, fehlt := range map[*zuordnungJSON]bool{&hier: false, &dort: true} {
		pruefung := o.adm.Get("/api/v1/zuordnungen/" + k.ID + "/pruefung").Is(200).Body
		if k.Schema == "" != fehlt || strings.Contains(string(pruefung), "schema_fehlt") != fehlt {
			t.Errorf("schema %q: %s", k.Schema, pruefung)
		}
	}
}
