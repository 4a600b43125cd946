package gover_test

import (
	"encoding/json"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
	"kontor/adapters/gover"
)

const person = `{"form": {"id": 12, "name": "intern", "slug": "baum", "version": "1.4.0", "headline": "Baum <b>fällen</b>", "responsible_department_id": 67},
 "metadata": {"submission_id": "s/1", "is_test_submission": true, "submitted": "2025-03-30T01:30:00.5", "user_rating": 3},
 "authentication": {"is_authenticated": true, "identity_provider": "bundid", "data": {"given_name": "Ute", "family_name": "Erdacht", "date_of_birth": "1990-02-01",
  "street_and_building": "Am Deich 7b", "zip_code": "99999", "city": "Seehausen", "country": "DE", "email": "ute@example.org", "bPK2": "BPK2-ERFUNDEN",
  "legacy_postkorb_handle": "pk-1", "trust_level_authentication": "STORK-QAA-Level-3", "session_token": "weg damit"}},
 "user": {"first_name": "Andere", "contact": {"phone": "+49 30 23125 1", "email": "zwei@example.org"}, "address": {"street": "Anderswo", "zip_code": "11111"}},
 "payment": {"active": true, "status": "PAYED", "amount": 25, "currency": "EUR", "method": "CREDITCARD", "request_id": "Z-1", "purpose": "Gebühr", "provider": {"is_test_provider": true}},
 "data": {"baum.art": "Stieleiche", "baum": {"umfang": 120.5, "krank": true}, "baum.lage.strasse": "Allee", "beginn": "2025-07-14T22:00:00.000Z", "winter": "2025-01-14T23:00:00Z",
  "termin": "2025-07-14T08:30:00Z", "text": "2,5 und mehr", "zahl": "2,5", "leer": null, "wahl": ["eins", "zwei"], "x": "Wert", "x.y": "Kind", ".a": "Punkt", "b..c": "Punkte",
  "baeume": [{"nr": 1, "fotos": [{"name": "a.txt", "uri": "u1", "size": 5, "base64": "SGFsbG8="}, {"name": "../b.txt", "uri": "u2", "size": 4, "base64": "SGFsbG8="}]}, {"nr": 1.5e3}],
  "plan": {"name": "weg.pdf", "uri": "u3", "size": 9}, "nur": {"name": "kein Upload", "uri": "keine Datei"}},
 "_pdf": "JVBERi0xLjQK", "neu": 1}`

const company = `{"form": {"name": "nur-name"}, "metadata": {"submission_id": "s-2", "submitted": "gestern"},
 "authentication": {"is_authenticated": true, "identity_provider": "7f1d2c44-0000-4000-8000-000000000001", "data": {"org_company_name": "Erdacht GmbH", "org_street": "Am Hafen",
  "org_building": "1", "org_zip_code": "99998", "org_city": "Hafenstadt", "given_name": "Ute", "family_name": "Erdacht", "street_and_building": "Privatweg 9",
  "elster_datenuebermittler": "du-1", "elster_identitaetstyp": "NNatPers", "trust_level_authentication": "irgendwas"}}, "payment": {"active": false}, "data": {}}`

const anonymous = `{"form": {"slug": "baum"}, "metadata": {"submitted": "2025-06-30T14:05:09Z"}, "authentication": {"is_authenticated": false, "data": {"family_name": "Falsch"}},
 "user": {"last_name": "Erdacht", "date_of_birth": "1990-01-31T23:00:00Z", "address.street_and_house_number": "Am Deich 7b", "address": {"city": "Seehausen"}},
 "payment": {"active": true, "status": "NEU"}}`

func cases() []adaptertest.Case {
	return []adaptertest.Case{
		{Name: "person", Type: "application/json", Body: []byte(person)},
		{Name: "company", Type: "application/json", Body: []byte(company)},
		{Name: "anonymous", Type: "application/json", Body: []byte(anonymous)},
		{Name: "list", Type: "application/json", Body: []byte("[]"), Reason: "json_not_object"},
		{Name: "something else", Type: "application/json", Body: []byte(`{"message": "Angenommen"}`), Reason: "form_data_missing"},
		{Name: "broken", Type: "application/json", Body: []byte(`{"form":`), Reason: "json_malformed"},
		{Name: "bad pdf", Type: "application/json", Body: []byte(`{"data": {}, "_pdf": "geheim!"}`), Reason: "base64_invalid"},
		{Name: "bad upload", Type: "application/json", Body: []byte(`{"data": {"f": {"name": "a", "base64": "geheim!"}}}`), Reason: "base64_invalid"},
		{Name: "content as text", Type: "application/json", Reason: "content_misplaced",
			Body: []byte(`{"metadata": {"submission_id": "1"}, "data": {"base64": "` +
				strings.Repeat("QUJD", 3000) + `"}}`)},
	}
}

func TestConformance(t *testing.T) { adaptertest.Run(t, gover.New(), cases()) }

func TestHostile(t *testing.T) {
	var hostile []adaptertest.Case
	for name, doc := range adaptertest.HostileJSON() {
		hostile = append(hostile, adaptertest.Case{Name: name, Body: []byte(doc)}, adaptertest.Case{Name: "inner " +
			name, Body: []byte(`{"data": {"a": ` + doc + "}}")})
	}
	// dots make groups: ten such keys inside each other are too deep
	groups := strings.TrimSuffix(strings.Repeat("a.", 15), ".")
	hostile = append(hostile, adaptertest.Case{Name: "deep dots", Reason: "fields_too_deep",
		Body: []byte(`{"metadata": {"submission_id": "1"}, "data": ` + strings.Repeat(`{"`+groups+`":`, 10) + "1" +
			strings.Repeat("}", 10) + "}")})
	adaptertest.Refuse(t, gover.New(), hostile)
}

func TestNames(t *testing.T) {
	var uploads []string
	for _, name := range adaptertest.HostileNames {
		quoted, _ := json.Marshal(name)
		uploads = append(uploads, `{"name": `+string(quoted)+`, "base64": ""}`)
	}
	s, err := adaptertest.Parse(gover.New(),
		adaptertest.Case{Body: []byte(`{"metadata": {"submission_id": "1"}, "data": {"f": [` +
			strings.Join(uploads, ",") + "]}}")})
	if err != nil || len(s.Dokumente) != len(uploads) {
		t.Fatalf("%v", err)
	}
	adaptertest.Check(t, s)
}

func TestBigUpload(t *testing.T) {
	const size = 66 << 20
	head, tail, _ := strings.Cut(`{"metadata": {"submission_id": "1"}, "data": {"f": [{"name": "groß.bin", "uri": "u", "size": 69206016, "base64": "HIER"}]}}`, "HIER")
	s := adaptertest.Big(t, gover.New(), "application/json", size, adaptertest.Segment{Text: head},
		adaptertest.Segment{Pattern: "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY", Size: size / 24 * 32},
		adaptertest.Segment{Text: tail})
	for _, h := range s.Hinweise {
		if h.Code == "file_size_differs" {
			t.Error("the size was right")
		}
	}
}

// What was paid is read without doubt, or looked up by a person.
func TestPaidAmount(t *testing.T) {
	for give, want := range map[string]string{`12.5`: "12.50", `"12,50 €"`: "12.50", `1.255`: "", `"1.250"`: "",
		`"1,250"`: "", `null`: ""} {
		s, err := adaptertest.Parse(gover.New(),
			adaptertest.Case{Body: []byte(
				`{"metadata": {"submission_id": "1"}, "payment": {"active": true, "status": "PAYED", "amount": ` +
					give + `}}`)})
		if err != nil {
			t.Fatal(err)
		}
		if s.Zahlung.Betrag != want || noted(s, "amount_unreadable") != (want == "" && give != "null") {
			t.Errorf("%s: %+v %v", give, s.Zahlung, s.Hinweise)
		}
	}
}

// A key of the identity provider becomes an account only where IT said so; without it the person at the desk is told.
func TestSettings(t *testing.T) {
	const key = "3fa1c2d0-0000-4000-8000-000000000002"
	body := `{"metadata": {"submission_id": "1", "submitted": "2025-06-30T23:30:00"}, "authentication": {"is_authenticated": true, "identity_provider": "` + key + `", "data": {"legacy_postkorb_handle": "pk-1"}}}`
	parse := func(settings map[string]string) *adapters.Submission {
		s, err := gover.New().Parse(t.Context(), adapters.Delivery{Body: adaptertest.Bytes([]byte(body)),
			Settings: settings}, adaptertest.NewMemoryFiles())
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := parse(nil)
	if s.Antragsteller.Konto.Art != key || !noted(s, "account_unknown") || s.EingereichtAm.Format("15:04") != "21:30" {
		t.Errorf("%+v %v", s.Antragsteller.Konto, s.EingereichtAm)
	}
	s = parse(map[string]string{"anmeldedienste": "x=muk, " + key + " = bayernid", "zeitzone": "UTC"})
	if s.Antragsteller.Konto.Art != "bayernid" || s.Antragsteller.Postfach.Kanal != "bayernid" ||
		noted(s, "account_unknown") || s.EingereichtAm.Format("15:04") != "23:30" {
		t.Errorf("%+v %v", s.Antragsteller.Konto, s.EingereichtAm)
	}
	for _, want := range gover.New().Settings() {
		if want.Label.De == "" || want.Label.En == "" || want.Hilfe.De == "" || want.Hilfe.En == "" {
			t.Errorf("%s is not explained", want.Name)
		}
	}
}

func noted(s *adapters.Submission, code string) bool {
	for _, h := range s.Hinweise {
		if h.Code == code {
			return true
		}
	}
	return false
}

// The sender needs JSON with fileNumber on success, and shows only message on failure.
func TestAnswer(t *testing.T) {
	r := gover.New().Answer(adapters.Delivery{}, adapters.Outcome{Eingang: "E-1", Vorgangsnummer: "LF-2025-005120"})
	if got := string(r.Body); got != `{"message":"Angenommen","fileNumber":"LF-2025-005120","attachments":[]}`+"\n" {
		t.Errorf("success: %s", got)
	}
	r = gover.New().Answer(adapters.Delivery{}, adapters.Outcome{Eingang: "E-1",
		Fehler: adapters.Fail(adapters.Malformed, "json_malformed", "Das JSON ist nicht lesbar.")})
	var a struct{ Message, FileNumber string }
	if err := json.Unmarshal(r.Body, &a); err != nil || r.Status != 400 ||
		a.Message != "Das JSON ist nicht lesbar. (Referenz E-1)" || a.FileNumber != "" {
		t.Errorf("failure: %d %s", r.Status, r.Body)
	}
}

func FuzzParse(f *testing.F) { adaptertest.Fuzz(f, gover.New(), cases()) }
