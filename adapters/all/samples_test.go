package all_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
	"kontor/adapters/all"
)

// sample reads one file of $KONTOR_SAMPLES; .http files are whole requests.
func sample(t *testing.T, name string) adaptertest.Case {
	t.Helper()
	dir := os.Getenv("KONTOR_SAMPLES")
	if dir == "" {
		t.Skip("KONTOR_SAMPLES names no directory with the sample deliveries; .ci/run sets it")
	}
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	c := adaptertest.Case{Name: name, Type: "application/json", Body: data}
	if strings.HasPrefix(name, "fim/") {
		return fimBundle(t, dir, data)
	}
	if strings.HasSuffix(name, ".xml") {
		c.Type = "text/xml; charset=UTF-8"
	}
	if !strings.HasSuffix(name, ".http") {
		return c
	}
	req, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(data)))
	if err != nil {
		t.Fatal(err)
	}
	head := bytes.Index(data, []byte("\r\n\r\n")) + 4
	c.Type, c.Body = req.Header.Get("Content-Type"), data[head:]
	return c
}

// fimBundle puts the three files of the FIM sample together, as a FIT-Connect client does after decryption.
func fimBundle(t *testing.T, dir string, metadata []byte) adaptertest.Case {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	add := func(part, typ, file string, content []byte) {
		if file != "" {
			var err error
			if content, err = os.ReadFile(filepath.Join(dir, "fim", file)); err != nil {
				t.Fatal(err)
			}
		}
		p, _ := w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="` + part + `"`},
			"Content-Type": {typ}})
		_, _ = p.Write(content) // a buffer
	}
	add("submission", "application/json", "",
		[]byte(`{"submissionId": "0f5b8f1e-0000-4000-8000-000000000001", "region": "DE15"}`))
	add("metadata", "application/json", "", metadata)
	add("data", "application/json", "01-data.json", nil)
	add("3f333df6-90a4-4fda-8dd3-9485d27cee36", "application/pdf", "01-attachment.pdf", nil)
	w.Close()
	return adaptertest.Case{Name: "fim", Type: w.FormDataContentType(), Body: b.Bytes()}
}

// found lists what a Submission holds, short enough to compare by eye.
func found(s *adapters.Submission) (fields map[string]string, documents []string, notes []string) {
	fields = map[string]string{}
	var walk func(list []adapters.Feld, path string)
	walk = func(list []adapters.Feld, path string) {
		for _, f := range list {
			at := adapters.Path(path, f.Name)
			fields[at] = strings.Join([]string{string(f.Typ), f.Label, f.Code, f.Text, f.Wert, f.Waehrung}, "|")
			walk(f.Felder, at)
		}
	}
	walk(s.Antragsdaten, "")
	for _, d := range s.Dokumente {
		documents = append(documents, string(d.Rolle)+"|"+d.Dateiname+"|"+d.ContentType+"|"+d.Feld)
	}
	for _, h := range s.Hinweise {
		notes = append(notes, h.Code)
	}
	return fields, documents, notes
}

type expectation struct {
	adapter, file, reason, kennung, einheit, konto string
	level                                          int
	fields                                         map[string]string
	documents, notes                               []string
}

var expectations = []expectation{
	{adapter: "intelliform", file: "intelliform/01-aussengastronomie-mtom.http",
		kennung: "lindenfurt/32/20250414765041800273", einheit: "lf-32-sondernutzung", konto: "muk", level: 3,
		fields: map[string]string{
			"betrieb/rechtsform":      "auswahl||350|Gesellschaft mit beschränkter Haftung||",
			"flaechen/2/quadratmeter": "zahl|||7.5|7.5|",
			"moeblierung/schirme":     "ja_nein|Sonnenschirme mit Bodenhülse||Ja|true|",
			"sicherheitsleistung":     "betrag|||250|250.00|EUR",
			"lageplan/2":              "datei|||Ansicht.png||"},
		documents: []string{"representation|Antrag.pdf|application/pdf|",
			"attachment|Lageplan Marktplatz.pdf|application/pdf|lageplan/1",
			"attachment|Ansicht.png|image/png|lageplan/2"}},
	{adapter: "intelliform", file: "intelliform/90-malformed-primary-id.xml", reason: "primary_attachment_missing"},
	{adapter: "intelliform", file: "intelliform/92-malformed-xop-part-missing.http", reason: "xop_part_missing"},
	{adapter: "formcycle", file: "formcycle/01-sondernutzung-multipart.http",
		kennung: "12/7c1d4a3e-98b2-4b1e-8f6e-0a1f2b3c4d5e", einheit: "lf-32-sondernutzung",
		fields: map[string]string{"tfFirma": "text|||Dachdeckerei Hansen & Töchter OHG||",
			"dpVon": "datum|||02.06.2025|2025-06-02|", "tfFlaeche": "zahl|||16,8|16.8|",
			"tfBauleitung": "text|||Wiebke Hansen, Jörn Ahlers||", "uplFotos/2": "datei|||Fassade 2.png||"},
		documents: []string{"attachment|Skizze Gerüst.pdf|application/pdf|uplSkizze",
			"attachment|Fassade 1.png|image/png|uplFotos/1", "attachment|Fassade 2.png|image/png|uplFotos/2",
			"representation|Antrag.pdf|application/pdf|"}},
	{adapter: "formcycle", file: "formcycle/03-hundesteuer-custom-json.http",
		kennung: "vorgangsnummer/Hundesteuer Anmeldung/HS-2025-00310", einheit: "lf-20-steuern",
		fields: map[string]string{"tfRufname/2": "text|||Pelle||", "dpWurftag/1": "datum|||09.02.2024|2024-02-09|"},
		notes:  []string{"kennung_from_number"}},
	{adapter: "formcycle", file: "formcycle/90-malformed-unescaped-json.http", reason: "json_malformed"},
	{adapter: "formsolutions", file: "formsolutions/01-bewohnerparkausweis-detail.json",
		kennung: "43210000-0001/AS_320611-Qm7tVx2b", einheit: "lf-32-verkehr", konto: "bundid", level: 4,
		fields: map[string]string{"kfz/kennzeichen": "text|Kennzeichen||LF-MV 42||",
			"gueltig_ab": "datum|Gültig ab||01.06.2025|2025-06-01|"},
		documents: []string{"representation|AS_320611-Qm7tVx2b.pdf|application/pdf|",
			"attachment|Zulassungsbescheinigung.pdf|application/pdf|",
			"attachment|Foto Windschutzscheibe.png|image/png|"}},
	{adapter: "formsolutions", file: "formsolutions/90-malformed-attachments-zip.json", reason: "zip_unreadable"},
	{adapter: "formsolutions", file: "formsolutions/00-submission-list.json", reason: "envelope_not_object"},
	{adapter: "ozgcloud", file: "ozgcloud-http/01-aussengastronomie.http",
		kennung: "48/b3f0f4f2-6b8e-4f57-9a63-1f1f3c0f9a20", einheit: "lf-32-sondernutzung", konto: "osi", level: 3,
		fields: map[string]string{"step2/flaechen/flaechen_b2/flaechen_b2_qm": "zahl|Größe in m²||7.5|7.5|",
			"step2/heizstrahler": "ja_nein|Heizstrahler||Nein|false|",
			"step2/lageplan/1":   "datei|||Lageplan Marktplatz.pdf||"},
		documents: []string{"representation|Erlaubnis_fur_Aussengastronomie.pdf|application/pdf|",
			"attachment|Lageplan_Marktplatz.pdf|application/pdf|step2/lageplan/1",
			"attachment|Ansicht.png|image/png|step2/lageplan/2"}},
	{adapter: "ozgcloud", file: "ozgcloud-http/91-malformed-two-values.json",
		kennung: "51/0c6d3b0a-4b6f-4e2b-8d57-9e8f2a7b6c50", einheit: "lf-20-steuern",
		fields: map[string]string{"wurftag": "text|Wurftag||14.06.2022 / 2022-13-45||", "leer": "text|Ohne Wert||||"},
		notes:  []string{"value_unreadable", "several_values"}},
	{adapter: "gover", file: "gover-http/01-gewerbeanmeldung.json", kennung: "e2a3c9b4-5f0b-4dbf-8f1f-7a5b7f3f1c02",
		einheit: "9", konto: "bundid", level: 3,
		fields: map[string]string{"beginn": "datum|||15.07.2025|2025-07-15|",
			"betriebsstaetten/2/strasse":        "text|||Am Kanal 22||",
			"betriebsstaetten/1/nebenberuflich": "ja_nein|||Ja|true|",
			"nachweise/1":                       "datei|||Meisterbrief.pdf||"},
		documents: []string{"representation|Antrag.pdf|application/pdf|",
			"attachment|Meisterbrief.pdf|application/pdf|nachweise/1"}},
	{adapter: "fim", file: "fim/01-metadata.json", kennung: "0f5b8f1e-0000-4000-8000-000000000001",
		fields: map[string]string{"G99000010/F99000013": "datum|||1984-11-23|1984-11-23|",
			"G99000020/2/F99000021": "text|||Ole||", "F99000030": "ja_nein|||Ja|true|"},
		documents: []string{"attachment|Impfpass.pdf|application/pdf|"}},
}

// TestSamples runs the deliveries of $KONTOR_SAMPLES, which are not part of this repository.
func TestSamples(t *testing.T) {
	for _, e := range expectations {
		t.Run(e.file, func(t *testing.T) {
			a, ok := all.Find(e.adapter)
			if !ok {
				t.Fatalf("no adapter %s", e.adapter)
			}
			s, err := adaptertest.Parse(a, sample(t, e.file))
			if e.reason != "" {
				var failed *adapters.Error
				if !errors.As(err, &failed) || failed.Reason != e.reason {
					t.Errorf("%v, want %s", err, e.reason)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			adaptertest.Check(t, s)
			e.compare(t, s)
		})
	}
}

func (e expectation) compare(t *testing.T, s *adapters.Submission) {
	t.Helper()
	fields, documents, notes := found(s)
	for path, want := range e.fields {
		if fields[path] != want {
			t.Errorf("%s is %q, want %q", path, fields[path], want)
		}
	}
	if !slices.Equal(documents, e.documents) {
		t.Errorf("documents %q", documents)
	}
	if !slices.Equal(notes, e.notes) {
		t.Errorf("notes %q", notes)
	}
	konto := ""
	if s.Antragsteller.Konto != nil {
		konto = s.Antragsteller.Konto.Art
	}
	if s.Kennung != e.kennung || s.Einheit != e.einheit || konto != e.konto ||
		s.Antragsteller.Vertrauensniveau != e.level {
		t.Errorf("%s, %s, %s, %d", s.Kennung, s.Einheit, konto, s.Antragsteller.Vertrauensniveau)
	}
}

// The manifest asks for the answer of sample gover-http/01: the same members, JSON also on success.
func TestGoverAnswersLikeTheSample(t *testing.T) {
	var want, got map[string]any
	if err := json.Unmarshal(sample(t, "gover-http/01-response.json").Body, &want); err != nil {
		t.Fatal(err)
	}
	a, _ := all.Find("gover")
	r := a.Answer(adapters.Delivery{}, adapters.Outcome{Eingang: "E-1", Vorgangsnummer: want["fileNumber"].(string)})
	if err := json.Unmarshal(r.Body, &got); err != nil || r.Status != 200 || !reflect.DeepEqual(got, want) {
		t.Errorf("%d %s", r.Status, r.Body)
	}
}
