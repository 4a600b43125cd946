package formsolutions_test

import (
	"encoding/base64"
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

func cases() []adaptertest.Case {
	zip := string(adaptertest.Zip([2]string{"Anlagen/Übersicht 1.txt", "eins"}, [2]string{"Anlagen/", ""}, [2]string{"../leer.txt", ""}))
	pdf := quote(b64("%PDF-1.4\n" + strings.Repeat("Zeile\n", 3000)))
	return []adaptertest.Case{
		{Name: "company", Type: "application/json", Body: envelope(pdf, quote(b64(antrag)), quote(b64(zip)), muk)},
		{Name: "person in xml", Type: "application/json", Body: envelope("null", `"<antrag><secureData><Origin>BUNDID</Origin><LastName>Erdacht</LastName><DateOfBirth>1.2.1990</DateOfBirth>`+
			`<Street>Am Deich 7b</Street><PostkorbId>pk-1</PostkorbId><StorkQaaLevel>egal</StorkQaaLevel></secureData></antrag>"`, `""`, "")},
		{Name: "bare", Type: "application/json", Body: []byte(`{}`)},
		{Name: "broken zip", Type: "application/json", Reason: "zip_unreadable", Body: envelope("null", "null", quote(b64(zip[:len(zip)-30])), "")},
		{Name: "broken xml", Type: "application/json", Reason: "xml_malformed", Body: envelope("null", quote(b64("<a>")), "null", "")},
		{Name: "no base64", Type: "application/json", Reason: "base64_invalid", Body: envelope(`"geheim!"`, "null", "null", "")},
		{Name: "list", Type: "application/json", Reason: "envelope_not_object", Body: []byte(`[{}]`)},
		{Name: "misplaced", Type: "application/json", Reason: "content_misplaced", Body: envelope("null", "null", "null", `, "payload": {"pdf": `+pdf+`}`)},
	}
}

func TestConformance(t *testing.T) { adaptertest.Run(t, formsolutions.New(), cases()) }

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
	}
	for name, data := range adaptertest.HostileZip() {
		add("zip "+name, envelope("null", "null", quote(b64(string(data))), ""))
	}
	adaptertest.Refuse(t, formsolutions.New(), hostile)
}

func TestNames(t *testing.T) {
	var files [][2]string
	for _, name := range adaptertest.HostileNames {
		files = append(files, [2]string{name + ".", "x"})
	}
	s, err := adaptertest.Parse(formsolutions.New(), adaptertest.Case{Body: envelope("null", "null", quote(b64(string(adaptertest.Zip(files...)))), "")})
	if err != nil || len(s.Dokumente) != len(files) {
		t.Fatalf("%v", err)
	}
	adaptertest.Check(t, s)
}

func TestBigPDF(t *testing.T) {
	const size = 66 << 20
	head, tail, _ := strings.Cut(string(envelope(`"HIER"`, "null", "null", "")), "HIER")
	adaptertest.Big(t, formsolutions.New(), "application/json", size, adaptertest.Segment{Text: head},
		adaptertest.Segment{Pattern: `QUJDREVGR0hJSktMTU5PUFFSU1RVVl\/Y\r\n`, Size: size / 24 * 37}, adaptertest.Segment{Text: tail})
}

func FuzzParse(f *testing.F) { adaptertest.Fuzz(f, formsolutions.New(), cases()) }
