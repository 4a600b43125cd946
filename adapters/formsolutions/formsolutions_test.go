package formsolutions_test

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"kontor/adapters/adaptertest"
	"kontor/adapters/formsolutions"
)

func b64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

const antrag = `<?xml version="1.0" encoding="ISO-8859-1"?>
<antrag><gruppe name="hund" bezeichnung="Hund &lt;b&gt;1&lt;/b&gt;"><feld name="rufname" bezeichnung="Rufname">Fl` + "\xf6" + `ckchen</feld><feld name="steuer">16,8</feld></gruppe>
<gruppe name="hund"><feld name="rufname">Ole</feld></gruppe><ab>1.6.2025</ab><sepa>true</sepa><leer/>Rest
<secureData><Origin>BUNDID</Origin><LastName>Doppelt</LastName></secureData></antrag>`

func envelope(pdf, xml, zip, more string) []byte {
	return []byte(`{"transID": "AS_1-abcdefgh", "userID": "99990000-0001-0007", "identifier": "AS_1", "applicantName": "Ute Erdacht",
 "applicantEMail": "ute@example.org", "applicationInfoText": "P-1", "status": "NEW", "options": {"submissionType": "REGULAR", "paymentType": "EPAY", "npa": false},
 "pdf": ` + pdf + `, "xml": ` + xml + `, "attachments": ` + zip + `, "submissionDate": 1747899134512` + more + `}`)
}

func quote(s string) string { return `"` + strings.ReplaceAll(s, "/", `\/`) + `"` }

const muk = `, "payload": "{\"organisationseinheit\": \"20-steuern\", \"leika\": \"99012345678901\", \"kassenzeichen\": 77}", "applicantType": "NOT_NATURAL_PERSON",
 "secureData": {"Origin": "MUK", "CompanyName": "Erdachte Werft GmbH", "CompanyAddressStreet": "Kai", "CompanyAddressStreetNumber": "1", "CompanyAddressPostCode": "99999",
 "CompanyAddressLocality": "Seehausen", "CompanyAddressCountry": "Deutschland", "StorkQaaLevel": "substanziell"}`

const v42 = `, "applicantFirstname": "Ute", "applicantLastname": "Erdacht", "applicantCompanyname": null, "applicantType": "NATURAL_PERSON",
 "payload": {"region": "010020000000", "leika": "123"},
 "secureData": {"Origin": "BUNDID", "Titel": "Frau", "AcademicTitle": "Dr.", "FirstName": "Ute", "LastName": "Erdacht", "BirthName": "Vorher", "DateOfBirth": "01.02.1990",
 "BirthPlace": "Seehausen", "Street": "Am Deich 7b", "ZipCode": "99999", "City": "Seehausen", "Country": "Deutschland", "Email": "ute@example.org", "Phone": "+49 30 23125 1",
 "StorkQaaLevel": "STORK-QAA-Level-3", "PostkorbId": "4b2c1d00-0000-4000-8000-000000000001"}`

const mukFull = `, "applicantType": "NOT_NATURAL_PERSON", "applicantCompanyname": "Erdachte Werft GmbH", "secureData": {"Origin": "MUK", "CompanyName": "Erdachte Werft GmbH",
 "TypeOfLegalPerson": "GmbH", "RegisterType": "HRB", "RegisterNumber": "4711", "RegisterCourt": "Seehausen", "Occupation": "30.12", "OccupationText": "Bootsbau", "StorkQaaLevel": "substanziell"}`

// zipCase is a submission as files in a ZIP.
func zipCase(name, reason string, files ...[2]string) adaptertest.Case {
	return adaptertest.Case{Name: name, Reason: reason, Type: "application/zip", Body: adaptertest.Zip(files...)}
}

const info = `<antrag><feld name="INFOTEXT">P-1</feld><feld name="zone">C</feld><secureData><Origin>MUK</Origin><CompanyName>Erdachte Werft GmbH</CompanyName><RegisterNumber>4711</RegisterNumber></secureData></antrag>`

func bundles() []adaptertest.Case {
	const one = "99990000-0001/AS_1/AS_1-abcdefgh/"
	packed := string(adaptertest.Zip([2]string{"Übersicht 1.txt", "eins"}, [2]string{"AS_1-abcdefgh.pdf", "zwei"}))
	return []adaptertest.Case{
		zipCase("folder", "", [2]string{one + "AS_1-abcdefgh.csv", "a;b"}, [2]string{one + "AS_1-abcdefgh.fdf",
			"%FDF-1.2"}, [2]string{one + "AS_1-abcdefgh.pdf", "%PDF-1.4"},
			[2]string{one + "AS_1-abcdefgh.xml", info}, [2]string{one + "Anlagen/Plan.txt", "plan"},
			[2]string{one + "meta.properties", "x=1"}),
		zipCase("single folder", "", [2]string{"AS_1-abcdefgh.fdf", "%FDF-1.2"}, [2]string{"AS_1-abcdefgh.pdf",
			"%PDF-1.4"}, [2]string{"AS_1-abcdefgh.xml", info},
			[2]string{"AS_1-abcdefgh_attachments.zip", packed}),
		zipCase("unnamed", "", [2]string{"ordner/Antrag.XML", antrag}, [2]string{"ordner/Antrag.pdf", "%PDF-1.4"},
			[2]string{"ordner/Plan.pdf", "%PDF-1.4"}),
		zipCase("attachment with a number", "", [2]string{"AS_1-abcdefgh.xml", info},
			[2]string{"Rechnung-20250101.pdf", "%PDF-1.4"}),
		zipCase("two folders", "several_submissions", [2]string{"AS_1-abcdefgh/a.xml", info},
			[2]string{"AS_1-hgfedcba/b.xml", info}),
		zipCase("two submissions", "several_submissions", [2]string{"AS_1-abcdefgh.xml", info},
			[2]string{"AS_1-hgfedcba.xml", info}),
		zipCase("no files", "bundle_empty", [2]string{"AS_1/", ""}),
		zipCase("bundle with broken xml", "xml_malformed", [2]string{"AS_1-abcdefgh.xml", "<a>"}),
		zipCase("bundle with broken attachments", "zip_unreadable", [2]string{"AS_1-abcdefgh.xml", info},
			[2]string{"AS_1-abcdefgh_attachments.zip", packed[:len(packed)-30]}),
		{Name: "no zip", Path: "/ordner", Reason: "zip_unreadable", Body: []byte("{}")},
	}
}

// A submission without form data is taken with a note; its files stay readable, also those meant for machines.
func TestBundleWithoutFormData(t *testing.T) {
	s, err := adaptertest.Parse(formsolutions.New(),
		zipCase("", "", [2]string{"AS_1/AS_1-abcdefgh/AS_1-abcdefgh.csv", "a;b"}))
	if err != nil || s.Kennung != "AS_1-abcdefgh" || s.Formular.Schluessel != "AS_1" || len(s.Dokumente) != 1 ||
		len(s.Hinweise) != 2 {
		t.Errorf("%+v, %v", s, err)
	}
}

// What came through the API and what lies in the folder are the same submission.
func TestBundleHasTheKennungOfTheEnvelope(t *testing.T) {
	pushed, err := adaptertest.Parse(formsolutions.New(),
		adaptertest.Case{Body: envelope("null", quote(b64(info)), "null", "")})
	if err != nil {
		t.Fatal(err)
	}
	found, err := adaptertest.Parse(formsolutions.New(), bundles()[0])
	if err != nil || found.Kennung != pushed.Kennung || found.Formular != pushed.Formular ||
		!reflect.DeepEqual(found.Antragsdaten, pushed.Antragsdaten) ||
		!reflect.DeepEqual(found.Referenzen, pushed.Referenzen) {
		t.Errorf("%+v and %+v, %v", found, pushed, err)
	}
}

func cases() []adaptertest.Case {
	zip := string(adaptertest.Zip([2]string{"Anlagen/Übersicht 1.txt", "eins"}, [2]string{"Anlagen/", ""},
		[2]string{"../leer.txt", ""}))
	pdf := quote(b64("%PDF-1.4\n" + strings.Repeat("Zeile\n", 3000)))
	return append(bundles(), []adaptertest.Case{
		{Name: "v2", Type: "application/json", Body: []byte(`{"transID": "AS_1-abcdefgh", "userID": "99990000-0001-0007", "identifier": "AS_1", "applicantName": "Ute Erdacht",
 "options": {"submissionType": "TEST", "paymentType": "NONE", "npa": false}, "payload": "32.11", "pdf": null, "xml": ` + quote(b64("<a/>")) + `, "attachments": null, "submissionDate": 1747899134512}`)},
		{Name: "v42 person", Type: "application/json", Body: []byte(strings.Replace(string(envelope("null", quote(b64("<a><b>1</b></a>")), "null", v42)), `"npa": false`, `"npa": true`, 1))},
		{Name: "v42 company", Type: "application/json", Body: envelope("null", quote(b64("<a/>")), "null", mukFull)},
		{Name: "company", Type: "application/json", Body: envelope(pdf, quote(b64(antrag)), quote(b64(zip)), muk)},
		{Name: "person in xml", Type: "application/json",
			Body: envelope("null", `"<antrag><secureData><Origin>BUNDID</Origin><LastName>Erdacht</LastName><DateOfBirth>1.2.1990</DateOfBirth>`+
				`<Street>Am Deich 7b</Street><PostkorbId>pk-1</PostkorbId><StorkQaaLevel>egal</StorkQaaLevel></secureData></antrag>"`, `""`, "")},
		{Name: "bare", Type: "application/json", Body: []byte(`{}`)},
		{Name: "broken zip", Type: "application/json", Reason: "zip_unreadable", Body: envelope("null", "null", quote(b64(zip[:len(zip)-30])), "")},
		{Name: "broken xml", Type: "application/json", Reason: "xml_malformed", Body: envelope("null", quote(b64("<a>")), "null", "")},
		{Name: "no base64", Type: "application/json", Reason: "base64_invalid", Body: envelope(`"geheim!"`, "null", "null", "")},
		{Name: "list", Type: "application/json", Reason: "envelope_not_object", Body: []byte(`[{}]`)},
		{Name: "misplaced", Type: "application/json", Reason: "content_misplaced", Body: envelope("null", "null", "null", `, "payload": {"pdf": `+pdf+`}`)},
	}...)
}

func TestConformance(t *testing.T) { adaptertest.Run(t, formsolutions.New(), cases()) }

// TestSamples reads the deliveries of $KONTOR_SAMPLES, which are not part of this repository.
func TestSamples(t *testing.T) {
	dir := os.Getenv("KONTOR_SAMPLES")
	if dir == "" {
		t.Skip("KONTOR_SAMPLES names no directory with the sample deliveries; .ci/run sets it")
	}
	var samples []adaptertest.Case
	for _, s := range []adaptertest.Case{
		{Name: "00-submission-list.json", Type: "application/json", Reason: "envelope_not_object"},
		{Name: "01-bewohnerparkausweis-detail.json", Type: "application/json"},
		{Name: "03-filedrop.zip", Type: "application/zip"},
		{Name: "90-malformed-attachments-zip.json", Type: "application/json", Reason: "zip_unreadable"},
	} {
		body, err := os.ReadFile(filepath.Join(dir, "formsolutions", s.Name))
		if err != nil {
			t.Fatal(err)
		}
		s.Body = body
		samples = append(samples, s)
	}
	adaptertest.Run(t, formsolutions.New(), samples)
}

func TestHostile(t *testing.T) {
	var hostile []adaptertest.Case
	add := func(name string, body []byte) {
		hostile = append(hostile, adaptertest.Case{Name: name, Type: "application/json", Body: body})
	}
	for name, doc := range adaptertest.HostileJSON() {
		add("json "+name, []byte(doc))
	}
	for name, doc := range adaptertest.HostileXML() {
		add("xml "+name, envelope("null", quote(b64(doc)), "null", ""))
		hostile = append(hostile, zipCase("bundle xml "+name, "", [2]string{"AS_1-abcdefgh.xml", doc}))
	}
	for name, data := range adaptertest.HostileZip() {
		add("zip "+name, envelope("null", "null", quote(b64(string(data))), ""))
		inner := zipCase("inner zip "+name, "", [2]string{"AS_1-abcdefgh_attachments.zip", string(data)})
		hostile = append(hostile, inner, adaptertest.Case{Name: "bundle " + name, Type: "application/zip", Body: data})
	}
	adaptertest.Refuse(t, formsolutions.New(), hostile)
}

func TestNames(t *testing.T) {
	var files [][2]string
	for _, name := range adaptertest.HostileNames {
		files = append(files, [2]string{name + ".", "x"})
	}
	s, err := adaptertest.Parse(formsolutions.New(),
		adaptertest.Case{Body: envelope("null", "null", quote(b64(string(adaptertest.Zip(files...)))), "")})
	if err != nil || len(s.Dokumente) != len(files) {
		t.Fatalf("%v", err)
	}
	adaptertest.Check(t, s)
	if s, err = adaptertest.Parse(formsolutions.New(), zipCase("", "", files...)); err != nil ||
		len(s.Dokumente) != len(files) {
		t.Fatalf("%v", err)
	}
	adaptertest.Check(t, s)
}

func TestBigPDF(t *testing.T) {
	const size = 66 << 20
	head, tail, _ := strings.Cut(string(envelope(`"HIER"`, "null", "null", "")), "HIER")
	adaptertest.Big(t, formsolutions.New(), "application/json", size, adaptertest.Segment{Text: head},
		adaptertest.Segment{Pattern: `QUJDREVGR0hJSktMTU5PUFFSU1RVVl\/Y\r\n`, Size: size / 24 * 37},
		adaptertest.Segment{Text: tail})
}

func FuzzParse(f *testing.F) { adaptertest.Fuzz(f, formsolutions.New(), cases()) }
