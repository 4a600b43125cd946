package httpapi_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/testkit"
)

// delivery is one request of a form server; host and credentials are ours.
type delivery struct {
	zugang, path, contentType string
	body                      []byte
}

func (d delivery) send(o *office) *testkit.Answer {
	o.t.Helper()
	return o.Form(d.zugang).Do("POST", "/eingang/"+d.zugang+d.path, d.contentType, bytes.NewReader(d.body))
}

// sample reads one file of $KONTOR_SAMPLES; .http files are whole requests.
func sample(t *testing.T, zugang, name string) delivery {
	t.Helper()
	dir := os.Getenv("KONTOR_SAMPLES")
	if dir == "" {
		t.Skip("KONTOR_SAMPLES names no directory with the sample deliveries; .ci/run sets it")
	}
	raw, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	d := delivery{zugang, "", "application/json", raw}
	if strings.HasSuffix(name, ".xml") {
		d.contentType = "text/xml; charset=UTF-8"
	}
	if strings.HasSuffix(name, ".http") {
		req, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(raw)))
		if err != nil {
			t.Fatal(err)
		}
		d.contentType, d.body = req.Header.Get("Content-Type"), raw[bytes.Index(raw, []byte("\r\n\r\n"))+4:]
		d.path = strings.TrimPrefix(req.URL.Path, "/eingang/"+zugang)
	}
	return d
}

// eingaenge are the states of all deliveries so far, oldest first.
func (o *office) eingaenge() []string {
	o.t.Helper()
	rows, err := o.superuser().Query("select zustand || ' ' || grund from eingang order by empfangen_am, id")
	if err != nil {
		o.t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			o.t.Fatal(err)
		}
		out = append(out, strings.TrimSpace(s))
	}
	return out
}

func (o *office) vorgaenge() []string {
	o.t.Helper()
	var list struct{ Vorgaenge []struct{ ID string } }
	o.alle.Get("/api/v1/vorgaenge?anzahl=200").Is(200).JSON(&list)
	out := []string{}
	for _, v := range list.Vorgaenge {
		out = append(out, v.ID)
	}
	return out
}

var samples = []struct {
	zugang, file, verfahren, applicant, einheit, konto string
	level                                              int
	documents                                          []string
	fehler                                             string // reason of the Klärfall
}{
	{zugang: "intelliform", file: "intelliform/01-aussengastronomie-mtom.http", verfahren: "aussengastronomie",
		applicant: "Café Kornblume GmbH", einheit: "lf-32-sondernutzung", konto: "muk", level: 3,
		documents: []string{"representation Antrag.pdf", "attachment Lageplan Marktplatz.pdf",
			"attachment Ansicht.png"}},
	{zugang: "intelliform", file: "intelliform/90-malformed-primary-id.xml", fehler: "primary_attachment_missing"},
	{zugang: "intelliform", file: "intelliform/92-malformed-xop-part-missing.http", fehler: "xop_part_missing"},
	{zugang: "formcycle", file: "formcycle/01-sondernutzung-multipart.http", verfahren: "standard",
		applicant: "Dachdeckerei Hansen & Töchter OHG", einheit: "lf-32-sondernutzung",
		documents: []string{"attachment Skizze Gerüst.pdf", "attachment Fassade 1.png", "attachment Fassade 2.png",
			"representation Antrag.pdf"}},
	{zugang: "formcycle", file: "formcycle/03-hundesteuer-custom-json.http", verfahren: "hundesteuer", applicant: "Muster, Ruben", einheit: "lf-20-steuern"},
	{zugang: "formcycle", file: "formcycle/90-malformed-unescaped-json.http", fehler: "json_malformed"},
	{zugang: "formsolutions", file: "formsolutions/01-bewohnerparkausweis-detail.json", verfahren: "standard",
		applicant: "Vorbild, Malte", einheit: "lf-32-verkehr", konto: "bundid", level: 4,
		documents: []string{"representation AS_320611-Qm7tVx2b.pdf", "attachment Zulassungsbescheinigung.pdf",
			"attachment Foto Windschutzscheibe.png"}},
	{zugang: "formsolutions", file: "formsolutions/90-malformed-attachments-zip.json", fehler: "zip_unreadable"},
	{zugang: "formsolutions", file: "formsolutions/00-submission-list.json", fehler: "envelope_not_object"},
	{zugang: "ozgcloud", file: "ozgcloud-http/01-aussengastronomie.http", verfahren: "aussengastronomie",
		applicant: "Café Kornblume GmbH", einheit: "lf-32-sondernutzung", konto: "osi", level: 3,
		documents: []string{"representation Erlaubnis_fur_Aussengastronomie.pdf", "attachment Lageplan_Marktplatz.pdf",
			"attachment Ansicht.png"}},
	{zugang: "ozgcloud", file: "ozgcloud-http/91-malformed-two-values.json", verfahren: "hundesteuer", applicant: "Ohne Namen", einheit: "lf-20-steuern"},
}

// Every sample becomes what the manifest says, and once more the same when it is repeated.
func TestSamplesThroughTheDoor(t *testing.T) {
	sample(t, "", "manifest.json") // skips
	o := open(t)
	for _, s := range samples {
		t.Run(s.file, func(t *testing.T) {
			d := sample(t, s.zugang, s.file)
			before := o.vorgaenge()
			a := d.send(o)
			if s.fehler != "" {
				vendorFault(t, s.zugang, a, 400)
				k := o.newestKlaerfall()
				if k.Grund != s.fehler || !strings.Contains(string(a.Body), k.referenz()) || k.Detail == "" {
					t.Errorf("kept as %+v, answered %s", k, a.Body)
				}
				if len(o.vorgaenge()) != len(before) {
					t.Error("a Vorgang was made of it")
				}
				return
			}
			a.Is(200)
			o.MustWork()
			v := o.newest(before)
			nummer := regexp.MustCompile(`20\d\d-\d{6}`).FindString(string(a.Body))
			if nummer != v.Vorgangsnummer {
				t.Errorf("answered %s, made %s", a.Body, v.Vorgangsnummer)
			}
			if v.Verfahren != s.verfahren || v.Einheit != s.einheit || v.AntragstellerDaten.Konto != s.konto ||
				v.AntragstellerDaten.Vertrauensniveau != s.level ||
				v.Antragsteller != s.applicant {
				t.Errorf("%s, unit %s, account %s at level %d, %s", v.Verfahren, v.Einheit, v.AntragstellerDaten.Konto,
					v.AntragstellerDaten.Vertrauensniveau, v.Antragsteller)
			}
			var documents []string
			for _, d := range v.Dokumente {
				documents = append(documents, d.Rolle+" "+d.Dateiname)
				if d.Pruefung == "ausstehend" {
					t.Errorf("%s was not scanned", d.Dateiname)
				}
				if pdf := o.alle.Get("/api/v1/vorgaenge/" + v.ID + "/dokumente/" + d.ID).Is(200); len(pdf.Body) == 0 {
					t.Errorf("%s is empty", d.Dateiname)
				}
			}
			slices.Sort(documents)
			slices.Sort(s.documents)
			if !slices.Equal(documents, s.documents) {
				t.Errorf("documents %q", documents)
			}
			after := len(o.vorgaenge())
			if again := d.send(o).Is(200); !strings.Contains(string(again.Body), v.Vorgangsnummer) {
				t.Errorf("the same again is answered with %s", again.Body)
			}
			if len(o.vorgaenge()) != after {
				t.Error("the same again made another Vorgang")
			}
		})
	}
}

// The neutral format has no sample of a vendor: its own example is delivered.
func TestNeutralThroughTheDoor(t *testing.T) {
	o := open(t)
	form := o.Form("neutral")
	a := form.Do("POST", "/eingang/neutral", "application/json", strings.NewReader(neutralAntrag("n-1", "Ute"))).Is(200)
	v := o.newest(nil)
	if !strings.Contains(string(a.Body), v.Vorgangsnummer) || v.Einheit != "lf-20-steuern" ||
		v.Antragsteller != "Erdacht, Ute" || len(v.Dokumente) != 1 {
		t.Errorf("%+v: %s", v, a.Body)
	}
	form.Do("POST", "/eingang/neutral", "application/json", strings.NewReader(neutralAntrag("n-1", "Uwe"))).Is(409)
	if k := o.newestKlaerfall(); k.Grund != "same_id_other_content" || k.KonfliktMit != v.Vorgangsnummer {
		t.Errorf("%+v", k)
	}
	form.Do("POST", "/eingang/neutral", "application/json",
		strings.NewReader(strings.Replace(neutralAntrag("n-2", "U"), `"kennung"`, `"kenung"`, 1))).Is(400)
	if len(o.vorgaenge()) != 1 {
		t.Error("more than one Vorgang")
	}
}

func neutralAntrag(kennung, vorname string) string {
	return fmt.Sprintf(`{"kennung":%q,"formular":{"schluessel":"strandkorb"},"organisationseinheit":"lf-20-steuern","antragsteller":{"art":"person","vorname":%q,"nachname":"Erdacht"},
		"antragsdaten":[{"name":"nr","typ":"text","text":"12"}],"dokumente":[{"id":"d1","rolle":"attachment","dateiname":"a.txt","contentType":"text/plain","inhalt":"SGFsbG8="}]}`, kennung, vorname)
}

type klaerfallZeile struct {
	ID, Zugang, Grund, Detail, Kennung, KonfliktMit, Zustand, VorgangID, Rohdaten string
	Versuche                                                                      int
}

func (k klaerfallZeile) referenz() string { return "E-" + strings.ToUpper(k.ID[24:]) }

func (o *office) newestKlaerfall() klaerfallZeile {
	o.t.Helper()
	var list struct{ Klaerfaelle []klaerfallZeile }
	o.tl.Get("/api/v1/klaerfaelle").Is(200).JSON(&list)
	if len(list.Klaerfaelle) == 0 {
		o.t.Fatal("no Klärfall")
	}
	return list.Klaerfaelle[0]
}

// newest is the one Vorgang that was not there before.
func (o *office) newest(before []string) *akte {
	o.t.Helper()
	now := slices.DeleteFunc(o.vorgaenge(), func(id string) bool { return slices.Contains(before, id) })
	if len(now) != 1 {
		o.t.Fatalf("%d new Vorgänge", len(now))
	}
	a := &akte{office: o, base: "/api/v1/vorgaenge/" + now[0], raum: "/antragsraum/api/v1/vorgaenge/" + now[0]}
	o.alle.Get(a.base).Is(200).JSON(&a.vorgang)
	return a
}

// vendorFault checks the shape in which a form server is told of a failure.
func vendorFault(t *testing.T, zugang string, a *testkit.Answer, status int) {
	t.Helper()
	if zugang == "intelliform" {
		if status != 401 {
			status = 500 // SOAP 1.1 §6.2
		}
		text := string(a.Body)
		if a.Status != status || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/xml") ||
			!strings.Contains(text, "<soap:Fault>") || !strings.Contains(text, "ApplicationFault") {
			t.Errorf("no SOAP fault with %d: %d %s", status, a.Status, a.Body)
		}
		return
	}
	var body struct{ Fehler, Hinweis string }
	if a.Status != status || json.Unmarshal(a.Body, &body) != nil || body.Fehler == "" || body.Hinweis == "" {
		t.Errorf("no JSON error with %d: %d %s", status, a.Status, a.Body)
	}
}

const geheim = "GEHEIMER-WERT-4711"

func zipBomb() []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, _ := w.Create("bombe.txt")
	zero := make([]byte, 1<<20)
	for range 64 {
		_, _ = f.Write(zero)
	}
	w.Close()
	return b.Bytes()
}

func soap(inner string) string {
	return `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>` + inner +
		`</soapenv:Body></soapenv:Envelope>`
}

// Whatever comes, the form server is told in its own words, nothing of the content comes back, and a person
// finds the delivery under the reference.
func TestHostileDeliveries(t *testing.T) {
	o := open(t)
	bomb := base64.StdEncoding.EncodeToString(zipBomb())
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write([]byte(neutralAntrag("gz", geheim)))
	z.Close()
	cases := map[string]delivery{
		"broken JSON":      {"neutral", "", "application/json", []byte(`{"kennung":"x","antragsteller":{"nachname":"` + geheim)},
		"not JSON at all":  {"ozgcloud", "", "application/json", []byte(geheim)},
		"empty":            {"ozgcloud", "", "application/json", nil},
		"deep JSON":        {"formcycle", "", "application/json", []byte(strings.Repeat(`{"a":`, 10_000) + `"` + geheim + `"` + strings.Repeat(`}`, 10_000))},
		"broken XML":       {"intelliform", "/deposit", "text/xml; charset=utf-8", []byte(soap("<deposit><x>" + geheim + "</y></deposit>"))},
		"DTD":              {"intelliform", "/deposit", "text/xml", []byte(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>` + soap("<deposit>&e;"+geheim+"</deposit>"))},
		"billion laughs":   {"intelliform", "/deposit", "text/xml", []byte(`<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>` + soap("<l>&c;</l>"))},
		"broken multipart": {"ozgcloud", "", "multipart/form-data; boundary=x", []byte("--x\r\nContent-Disposition: form-data; name=\"formData\"\r\n\r\n" + geheim)},
		"no boundary":      {"formcycle", "", "multipart/form-data", []byte(geheim)},
		"zip bomb":         {"formsolutions", "", "application/json", []byte(`{"formDataSetId":"z-1","attachments":"` + bomb + `","title":"` + geheim + `"}`)},
		"compressed body":  {"neutral", "", "application/json", packed.Bytes()},
	}
	for name, d := range cases {
		t.Run(name, func(t *testing.T) {
			count := len(o.eingaenge())
			a := d.send(o)
			vendorFault(t, d.zugang, a, 400)
			leaksNothing(t, a)
			k := o.newestKlaerfall()
			if len(o.eingaenge()) != count+1 || !strings.Contains(string(a.Body), k.referenz()) {
				t.Errorf("stored %d more, %s not in %s", len(o.eingaenge())-count, k.referenz(), a.Body)
			}
			if strings.Contains(k.Grund+k.Detail, geheim) {
				t.Errorf("a value in the reason: %+v", k)
			}
		})
	}
	if n := len(o.vorgaenge()); n != 0 {
		t.Errorf("%d Vorgänge", n)
	}
}

func leaksNothing(t *testing.T, a *testkit.Answer) {
	t.Helper()
	for _, word := range []string{geheim, "goroutine", ".go:", "panic", "passwd", "pq:", "kontor/"} {
		if strings.Contains(string(a.Body), word) {
			t.Errorf("%q in %s", word, a.Body)
		}
	}
}

func TestDoorOfTheIntake(t *testing.T) {
	o := open(t, func(k *testkit.Kit) { k.Posteingang.MaxLieferung = 1 << 20 })
	for _, zugang := range []string{"intelliform", "formsolutions", "formcycle", "ozgcloud", "neutral"} {
		wrong := o.Anonymous()
		a := wrong.Do("POST", "/eingang/"+zugang, "application/json", strings.NewReader(geheim))
		vendorFault(t, zugang, a, 401)
		if !strings.HasPrefix(a.Header.Get("WWW-Authenticate"), "Basic ") {
			t.Errorf("%s: 401 without a challenge", zugang)
		}
		leaksNothing(t, a)
		other := "neutral"
		if zugang == other {
			other = "ozgcloud"
		}
		vendorFault(t, zugang, o.Form(other).Do("POST", "/eingang/"+zugang, "application/json",
			strings.NewReader("{}")), 401)
		// declared length
		a = o.Form(zugang).Do("POST", "/eingang/"+zugang, "application/json", bytes.NewReader(make([]byte, 1<<20+1)))
		vendorFault(t, zugang, a, 413)
		// chunked
		a = o.Form(zugang).Do("POST", "/eingang/"+zugang, "application/json",
			hiddenLength{bytes.NewReader(make([]byte, 1<<20+1))})
		vendorFault(t, zugang, a, 413)
		if a := o.Form(zugang).Get("/eingang/" + zugang); a.Header.Get("Allow") != "POST" {
			t.Errorf("%s: GET gives %d without Allow", zugang, a.Status)
		} else {
			vendorFault(t, zugang, a, 405)
		}
		o.Form(zugang).Do("PUT", "/eingang/"+zugang, "application/json", strings.NewReader("{}")).Is(405)
	}
	if n := o.eingaenge(); len(n) != 0 {
		t.Errorf("stored in spite of all: %v", n)
	}
	o.Form("neutral").Do("POST", "/eingang/gibtesnicht", "application/json",
		strings.NewReader("{}")).Problem(404, "not_found")
	o.Anonymous().Get("/eingang/gibtesnicht").Problem(404, "not_found")
	wsdl := o.Anonymous().Get("/eingang/intelliform?wsdl").Is(200)
	if !strings.Contains(string(wsdl.Body), "http://localhost/eingang/intelliform") ||
		!strings.Contains(string(wsdl.Body), "deposit") {
		t.Errorf("%s", wsdl.Body)
	}
}

// hiddenLength keeps net/http from knowing how long a body is.
type hiddenLength struct{ r *bytes.Reader }

func (h hiddenLength) Read(p []byte) (int, error) { return h.r.Read(p) }

// A person repairs what was in the way and lets the same bytes be processed again.
func TestKlaerfallIsProcessedAgain(t *testing.T) {
	o := open(t)
	form := o.Form("ozgcloud")
	deliver := func(firma string) *testkit.Answer {
		return form.Do("POST", "/eingang/ozgcloud", "application/json",
			strings.NewReader(strings.Replace(gastro, "Café Müller GmbH", firma, 1)))
	}
	form.Do("POST", "/eingang/ozgcloud", "application/json", strings.NewReader(strings.Replace(gastro, `"formData"`,
		`"password":"`+geheim+`","formData`, 1))).Is(400)
	k := o.newestKlaerfall()
	for name, c := range map[string]*testkit.Client{"administration": o.adm, "teamleitung": o.tl,
		"poststelle": o.poststelle} {
		var full klaerfallZeile
		c.Get("/api/v1/klaerfaelle/" + k.ID).Is(200).JSON(&full)
		if full.Rohdaten == "" || strings.Contains(full.Rohdaten, geheim) {
			t.Errorf("%s sees a credential or nothing: %s", name, full.Rohdaten)
		}
		if sees := strings.Contains(full.Rohdaten, "Müller"); sees != (name != "administration") {
			t.Errorf("%s: sees case content %t", name, sees)
		}
	}
	var again klaerfallZeile
	o.adm.Post("/api/v1/klaerfaelle/"+k.ID+"/wiederholung", nil).Is(200).JSON(&again)
	if again.Zustand != "offen" || again.Versuche != 2 || again.Grund != k.Grund {
		t.Errorf("the cause is still there: %+v", again)
	}

	deliver("Eins").Is(200) // a conflict: the first keeps the id until a person decides
	first := o.newest(nil)
	deliver("Zwei").Is(409)
	k = o.newestKlaerfall()
	o.tl.Post("/api/v1/klaerfaelle/"+k.ID+"/wiederholung", nil).Is(200).JSON(&again)
	if again.Zustand != "offen" || again.KonfliktMit != first.Vorgangsnummer {
		t.Errorf("%+v", again)
	}
	// what an operator might do
	if _, err := o.superuser().Exec("update eingang set kennung = 'anders' where vorgang_id = $1",
		first.ID); err != nil {
		t.Fatal(err)
	}
	o.tl.Post("/api/v1/klaerfaelle/"+k.ID+"/wiederholung", nil).Is(200).JSON(&again)
	if second := o.newest([]string{first.ID}); again.Zustand != "erledigt" || again.VorgangID != second.ID ||
		second.Antragsteller != "Zwei" {
		t.Errorf("%+v", again)
	}
	o.tl.Post("/api/v1/klaerfaelle/"+k.ID+"/wiederholung", nil).Problem(409, "klaerfall_done")
	if n := len(o.vorgaenge()); n != 2 {
		t.Errorf("%d Vorgänge", n)
	}
}
