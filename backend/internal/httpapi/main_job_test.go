package httpapi_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/testkit"
)

// gastro is an application for outdoor seating with one upload.
const gastro = `{"control":{"transactionId":"t-1","zustaendigeStelle":"lf-32-sondernutzung","leikaIds":[],"formId":"48","name":"Außengastronomie",
"serviceKonto":{"type":"OSI","trustLevel":"STORK-QAA-Level-3","postfachAddress":{"identifier":"pf-1","type":"Citizen"}}},
"formData":[{"name":"step1","label":"Betrieb","formItems":[{"name":"firma","label":"Firma","stringValue":"Café Müller GmbH"},
{"name":"email","label":"E-Mail","stringValue":"a@example.org"},{"name":"strasse","label":"Straße","stringValue":"Hafengasse 4"},
{"name":"plz","label":"Postleitzahl","stringValue":"43210"},{"name":"ort","label":"Ort","stringValue":"Lindenfurt"}]},
{"name":"step2","label":"Nutzung","formItems":[{"name":"beginn","label":"Beginn","dateValue":"2027-05-01"},{"name":"ende","label":"Ende","dateValue":"2027-10-31"},
{"name":"flaechen","label":"Flächen","formItems":[{"name":"a1","label":"Fläche 1","formItems":[{"name":"a1_bez","label":"Bezeichnung","stringValue":"vor dem Haus"},{"name":"a1_qm","label":"m²","numberValue":18.0}]}]}]}]}`

// The whole spine: an application arrives, is asked back, answered, decided, read, closed and handed over.
func TestMainJob(t *testing.T) {
	app := testkit.App(t)
	sb := app.Staff(app.Sachbearbeitung())
	bau := app.Staff(app.Person("bau", casework.RolleSachbearbeitung, "lf-66-strassenbau"))
	buerger := app.Applicant(casework.Konto{Pseudonym: "fremd", Postfach: "pf-1", Art: "organisation",
		Vertrauensniveau: 3})
	app.Form("ozgcloud").Do("POST", "/eingang/ozgcloud", "application/json", strings.NewReader(gastro)).Is(200)

	var liste struct{ Vorgaenge []struct{ ID string } }
	sb.Get("/api/v1/vorgaenge?ansicht=nicht_zugewiesen").Is(200).JSON(&liste)
	if len(liste.Vorgaenge) != 1 {
		t.Fatalf("%d Vorgänge", len(liste.Vorgaenge))
	}
	base := "/api/v1/vorgaenge/" + liste.Vorgaenge[0].ID
	raum := "/antragsraum/api/v1/vorgaenge/" + liste.Vorgaenge[0].ID
	var v vorgang
	load := func() {
		v = vorgang{}
		sb.Get(base).Is(200).JSON(&v)
		v.Nachrichten = slices.DeleteFunc(v.Nachrichten, func(n nachrichtZeile) bool { // it has tests of its own
			return n.Betreff == "Ihr Antrag auf Außengastronomie ist da"
		})
	}
	actAs := func(who *testkit.Client, path string, body map[string]any) {
		t.Helper()
		var a *testkit.Answer
		testkit.Eventually(t, path, func() bool { // a worker may be faster than the person
			load()
			body["version"] = v.Version
			a = who.Post(base+path, body)
			return a.Status != 409 || !strings.Contains(string(a.Body), `"stale"`)
		})
		a.Is(200, 201).JSON(&v)
	}
	act := func(path string, body map[string]any) { t.Helper(); actAs(sb, path, body) }
	task := func(element string) string {
		t.Helper()
		load()
		for _, a := range v.Aufgaben {
			if a.Element == element && a.Zustand == "offen" {
				return a.ID
			}
		}
		t.Fatalf("no open task %s in %+v", element, v.Aufgaben)
		return ""
	}
	buerger.Post("/antragsraum/api/v1/einwilligung", map[string]any{"erteilt": true}).Is(200)
	act("/zuweisung", map[string]any{})
	act("/annahme", map[string]any{})
	act("/aufgaben/"+task("vollstaendigkeit")+"/erledigung",
		map[string]any{"werte": map[string]any{"ergebnis": "unvollstaendig"}})
	bis := time.Now().AddDate(0, 0, 14).Format("2006-01-02")
	act("/nachrichten", map[string]any{"art": "nachforderung", "aufgabe": task("nachforderung"), "betreff": "Lageplan",
		"text": "Bitte reichen Sie den Lageplan nach.", "antwortBis": bis,
		"punkte": []map[string]any{{"titel": "Lageplan 1:100"}}})
	testkit.Eventually(t, "message provided",
		func() bool { load(); return v.Nachrichten[0].Sendung.Zustand == "bereitgestellt" })
	if v.WartetAuf != "antragsteller" {
		t.Errorf("waits for %s", v.WartetAuf)
	}

	n := v.Nachrichten[0]
	buerger.Post(raum+"/nachrichten/"+n.ID+"/abruf", nil).Is(200)
	for range 2 { // the browser repeats itself
		buerger.PostParts(raum+"/antworten", testkit.Part{Name: "nachricht", Inhalt: n.ID},
			testkit.Part{Name: "schluessel", Inhalt: "k-1"}, testkit.Part{Name: "text", Inhalt: "Anbei der Plan."},
			testkit.Part{Name: "punkt:" + n.Punkte[0].ID, Dateiname: "Lageplan.pdf", Inhalt: "%PDF-1.4 plan"}).Is(201)
	}
	load()
	if !v.NeueAntwort || len(v.Nachrichten) != 2 || v.Nachrichten[0].Punkte[0].Zustand != "eingereicht" {
		t.Fatalf("answer not in the case: %+v", v)
	}
	testkit.Eventually(t, "upload scanned",
		func() bool { load(); return v.Dokumente[len(v.Dokumente)-1].Pruefung == "ungeprueft" })
	act("/nachrichten/"+v.Nachrichten[1].ID+"/gelesen", map[string]any{})
	act("/punkte/"+n.Punkte[0].ID+"/pruefung", map[string]any{"angenommen": true})
	act("/aufgaben/"+task("antwort_pruefen")+"/erledigung",
		map[string]any{"werte": map[string]any{"ergebnis": "vollstaendig"}})

	load()
	zuarbeit := task("zuarbeit")
	actAs(bau, "/aufgaben/"+zuarbeit+"/erledigung",
		map[string]any{"werte": map[string]any{"stellungnahme": "Keine Bedenken.", "bedenken": false}})
	act("/aufgaben/"+task("fachpruefung")+"/erledigung",
		map[string]any{"werte": map[string]any{"pruefung": "erlaubnisfaehig"}})
	load()
	t.Logf("%+v", v.Aufgaben)
	sb.Post(base+"/bescheid/vorschau", map[string]any{"version": v.Version, "ergebnis": "bewilligt"}).Is(200)
	act("/bescheid", map[string]any{"ergebnis": "bewilligt", "bestaetigt": []string{"burden_without_reasons"},
		"nebenbestimmungen": []map[string]any{{"art": "auflage", "text": "Ein Durchgang von 1,60 m bleibt frei."}}, "gebuehr": 12500})
	testkit.Eventually(t, "Bescheid provided", func() bool {
		load()
		return v.Bescheide[0].Zustand == "bereitgestellt" &&
			v.Nachrichten[len(v.Nachrichten)-1].Sendung.Zustand == "bereitgestellt"
	})
	buerger.Post(raum+"/nachrichten/"+v.Nachrichten[len(v.Nachrichten)-1].ID+"/abruf", nil).Is(200)
	var r struct{ Bescheide []struct{ DokumentID string } }
	buerger.Get(raum).Is(200).JSON(&r)
	if pdf := buerger.Get(raum + "/dokumente/" + r.Bescheide[0].DokumentID).Is(200); !strings.HasPrefix(
		string(pdf.Body), "%PDF") {
		t.Fatalf("%.20s", pdf.Body)
	}
	load()
	if v.Bescheide[0].Zustand != "bekanntgegeben" || !strings.HasPrefix(v.Bescheide[0].Bekanntgabe.Regel, "B2") {
		t.Fatalf("%+v", v.Bescheide)
	}
	act("/abschluss", map[string]any{})
	if v.Status != "abgeschlossen" {
		t.Fatal(v.Status)
	}
	if zip := sb.Get(base + "/export/xdomea").Is(200); string(zip.Body[:2]) != "PK" {
		t.Fatal("no ZIP")
	}
	sb.Post(base+"/abschluss", map[string]any{"version": 1}).Is(409)
	if n, f, err := app.Vorgang.CheckVerlauf(t.Context(), t.Output()); err != nil || n != 1 || f != 0 {
		t.Fatal(n, f, err)
	}
}
