package ozgcloud_test

import (
	"slices"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
	"kontor/adapters/ozgcloud"
)

const multipartType = "multipart/form-data; boundary=grenze"

type part struct{ name, filename, content string }

func message(parts ...part) []byte {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString("--grenze\r\nContent-Disposition: form-data; name=\"" + p.name + "\"")
		if p.filename != "" {
			b.WriteString("; filename=\"" + p.filename + "\"")
		}
		b.WriteString("\r\nContent-Type: application/octet-stream\r\n\r\n" + p.content + "\r\n")
	}
	return []byte(b.String() + "--grenze--\r\n")
}

const control = `"control": {"transactionId": "t-1", "zustaendigeStelle": "67-gruen", "leikaIds": ["99012345678901", "x"], "formId": "12", "name": "Baum <b>fällen</b>",
 "serviceKonto": {"type": "BAYERN_ID", "trustLevel": "Keine Angaben", "postfachAddress": {"identifier": "postkorb-1", "type": "Citizen"}}}`

const items = `"formData": [
 {"name": "schritt1", "label": "Angaben", "formItems": [
  {"name": "art", "label": "Baumart", "stringValue": "Stieleiche"}, {"name": "umfang", "label": "Umfang", "numberValue": 120.5},
  {"name": "groß", "label": "Zahl", "numberValue": 1.5e3}, {"name": "tag", "label": "Tag", "dateValue": "2025-07-01"},
  {"name": "leer", "label": "Datum", "stringValue": "Keine Angabe"}, {"name": "krank", "label": "Krank", "booleanValue": true},
  {"label": "ohne Namen"}, {"name": "doppelt", "stringValue": "14.06.2022", "dateValue": "2022-13-45"},
  {"name": "kaputt", "dateValue": "2025-02-30"}, {"name": "beides", "stringValue": "Wert", "formItems": [{"name": "kind", "stringValue": null}]}]},
 {"name": "fotos", "label": "Fotos", "stringValue": "Grüße, Seite 1.txt, Foto.txt, Foto.txt"},
 {"name": "kein_foto", "label": "Text", "stringValue": "Foto.txt, anderes"}, "frei"]`

func cases() []adaptertest.Case {
	json := "{" + control + "," + items + "}"
	return []adaptertest.Case{
		{Name: "multipart", Type: multipartType, Body: message(part{"representation", "Baum_fallen.pdf", "%PDF-1.4\n"}, part{"attachment", "Antrag.json", `{"form": {"id": 12}}`},
			part{"attachment", "Grusse__Seite_1.txt", "eins"}, part{"attachment", "Foto.txt", "zwei"}, part{"attachment", "Foto.txt", "drei"},
			part{"formData", "", json}, part{"extra", "", "x"})},
		{Name: "json only", Type: "application/json", Body: []byte(json)},
		{Name: "unit as object", Type: "application/json", Body: []byte(`{"control": {"transactionId": "t-2", "formId": "12", "leikaIds": "99012345678901",
			"zustaendigeStelle": {"bezeichnung": "Grünflächenamt", "OrganisationsEinheitID": 6700}, "serviceKonto": {"type": "OSI", "trustLevel": "STORK-QAA-Level-3",
			"postfachAddress": {"identifier": 4711, "type": "Citizen"}}}, "formData": []}`)},
		{Name: "unit without id", Type: "application/json", Body: []byte(`{"control": {"transactionId": "t-3", "zustaendigeStelle": {"bezeichnung": "Amt"}}, "formData": [
			{"name": "ort", "stringValue": ["a", "b"]}, {"name": "karte", "stringValue": {"x": 1}}, {"name": "fotos", "label": "Fotos", "formItems": []}]}`)},
		{Name: "own Antrag.json", Type: multipartType, Body: message(part{"attachment", "Antrag.json", "kein JSON"}, part{"formData", "", `{"control": {"formId": "1"}}`})},
		{Name: "no form data", Type: multipartType, Reason: "form_data_missing", Body: message(part{"representation", "a.pdf", "x"})},
		{Name: "form data twice", Type: multipartType, Reason: "form_data_repeated", Body: message(part{"formData", "", json}, part{"formData", "", json})},
		{Name: "not an object", Type: "application/json", Reason: "form_data_not_object", Body: []byte("[]")},
		{Name: "broken", Type: "application/json", Reason: "json_malformed", Body: []byte("{")},
	}
}

func TestConformance(t *testing.T) { adaptertest.Run(t, ozgcloud.New(), cases()) }

func TestHostile(t *testing.T) {
	var hostile []adaptertest.Case
	for name, doc := range adaptertest.HostileJSON() {
		hostile = append(hostile, adaptertest.Case{Name: name, Type: "application/json", Body: []byte(doc)},
			adaptertest.Case{Name: "part " + name, Type: multipartType, Body: message(part{"formData", "", doc})})
	}
	deep := strings.Repeat(`{"name":"a","formItems":[`, 40) + strings.Repeat("]}", 40)
	hostile = append(hostile, adaptertest.Case{Name: "deep items", Type: "application/json",
		Body: []byte(`{"formData":[` + deep + `]}`)})
	adaptertest.Refuse(t, ozgcloud.New(), hostile)
}

func TestNames(t *testing.T) {
	parts := []part{{"formData", "", "{" + control + "}"}}
	for _, name := range adaptertest.HostileNames {
		name = strings.NewReplacer("\r\n", "", "\x00", "", `\`, `\\`).Replace(name)
		parts = append(parts, part{"attachment", name, "x"})
	}
	s, err := adaptertest.Parse(ozgcloud.New(), adaptertest.Case{Type: multipartType, Body: message(parts...)})
	if err != nil || len(s.Dokumente) != len(parts)-1 {
		t.Fatalf("%v", err)
	}
	adaptertest.Check(t, s)
}

func TestBigAttachment(t *testing.T) {
	const size = 66 << 20
	head, tail, _ := strings.Cut(string(message(part{"formData", "", "{}"}, part{"attachment", "groß.bin", "HIER"})),
		"HIER")
	adaptertest.Big(t, ozgcloud.New(), multipartType, size, adaptertest.Segment{Text: head},
		adaptertest.Segment{Pattern: "0123456789abcdef\r\n-", Size: size}, adaptertest.Segment{Text: tail})
}

// A JSON number is written as JSON writes it; a string in the same place is text of unknown notation.
func TestNumbers(t *testing.T) {
	for give, want := range map[string]string{`1.234`: "1.234", `"1.234"`: "", `"1,234"`: "", `"1.234,5"`: "1234.5",
		`"12,5"`: "12.5", `"Keine Angabe"`: ""} {
		s, err := adaptertest.Parse(ozgcloud.New(), adaptertest.Case{Type: "application/json",
			Body: []byte(`{` + control + `, "formData": [{"name": "flaeche", "numberValue": ` + give + `}]}`)})
		if err != nil {
			t.Fatal(err)
		}
		hint := slices.ContainsFunc(s.Hinweise, func(h adapters.Hinweis) bool {
			return h.Code == "value_unreadable" && h.Feld == "flaeche"
		})
		if f := s.Antragsdaten[0]; f.Wert != want || f.Text != strings.Trim(give, `"`) || hint != (want == "") {
			t.Errorf("%s: %+v %v", give, f, s.Hinweise)
		}
	}
}

func FuzzParse(f *testing.F) { adaptertest.Fuzz(f, ozgcloud.New(), cases()) }
