package intelliform_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
	"kontor/adapters/intelliform"
)

func testdata(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func inline(content string) string { return base64.StdEncoding.EncodeToString([]byte(content)) }

// attachment writes one attachments element; content is XML: base64 or an xop:Include.
func attachment(id, name, typ, content string) string {
	return "<attachments><content>" + content + "</content><contentType>" + typ + "</contentType><id>" + id +
		"</id><name>" + name + "</name></attachments>"
}

// envelope puts attachments before the header elements, as the schema orders them.
func envelope(attachments, header string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>` +
		`<b:deposit xmlns:b="http://xmlns.cit.de/intelliform/2009/webservices/backend"><data>` + attachments +
		`<clientId>seehausen</clientId>` + header +
		`<customerId>67</customerId><form>Baumf&#228;llung &lt;b&gt;anzeigen&lt;/b&gt;</form>` +
		`<formId>67/baum</formId><id>20250602000000000007</id><primaryDataAttachmentId>myForm-xml</primaryDataAttachmentId>` +
		`<timestamp>2025-06-02T23:30:00.5+02:00</timestamp></data></b:deposit></s:Body></s:Envelope>`
}

const (
	soapType = "text/xml; charset=UTF-8"
	mtomType = `multipart/related; type="application/xop+xml"; boundary="grenze"; start="<wurzel@x>"; start-info="text/xml"`
)

func include(cid string) string {
	return `<xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:` + cid + `"/>`
}

func mtom(root string, parts ...[2]string) string {
	var b strings.Builder
	for _, p := range parts {
		fmt.Fprintf(&b, "--grenze\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <%s>\r\n\r\n%s\r\n", p[0], p[1])
	}
	// The root may stand anywhere; start names it.
	return b.String() + "--grenze\r\nContent-Type: application/xop+xml; charset=UTF-8\r\nContent-ID: <wurzel@x>\r\n\r\n" + root + "\r\n--grenze--\r\n"
}

func cases(t testing.TB) []adaptertest.Case {
	plain, raw, annotated := testdata(t, "plain.xml"), testdata(t, "rohform.xml"), testdata(t, "annotated.xml")
	custom := "<customParameters><key>leika</key><value>99012345678901, 4711</value></customParameters>" +
		"<customParameters><key>organisationseinheit</key><value>67-gruen</value></customParameters>" +
		"<customParameters><key>X-intelliForm-effective-login-level</key><value>LOW</value></customParameters>"
	both := attachment("myForm-xml", "XML-Daten.xml", "text/xml", include("daten%40x")) +
		attachment("myForm-xml", "XML-Datensatz (Rohform).xml", "text/xml", include("roh@x")) +
		attachment("myForm-pdf", "Antrag.pdf", "application/pdf", include("pdf@x")) +
		attachment("assistants.AA", "../Foto Eiche.txt", "image/png", include("foto1")) +
		attachment("assistants.AA", "Foto Eiche 2.txt", "image/png", include("foto2")) +
		attachment("assistants.ZZ", "ungenannt.txt", "text/plain", include("foto2"))
	body := mtom(envelope(both, custom), [2]string{"daten@x", plain}, [2]string{"roh@x", raw},
		[2]string{"pdf@x", "%PDF-1.4\n"},
		[2]string{"foto1", "Foto eins"}, [2]string{"foto2", "Foto zwei"})
	// Three flavours, of which only the primary one is announced; an upload that looks like the form data;
	// two attachments of one id in another order than their file elements, one found by its name.
	company := attachment("assistants.AA", "anders.txt", "text/plain", inline("anders")) +
		attachment("assistants.AA", "Plan.txt", "text/plain", inline("Plan")) +
		strings.Replace(attachment("neu", "Skizze.txt", "text/plain", inline("Skizze")), "<content>",
			"<attributes><key>X-IntelliForm-Signed</key><value>true</value></attributes><content>", 1) +
		attachment("daten", "XML-Daten.xml", "text/xml", inline(testdata(t, "company.xml"))) +
		attachment("daten", "noch einmal.xml", "text/xml", inline(testdata(t, "company-rohform.xml"))) +
		attachment("x", "annotiert.xml", "application/xml", inline(testdata(t, "company-annotiert.xml"))) +
		attachment("assistants.BB", "Upload.xml", "text/xml", inline("<!DOCTYPE a><myForm/>")) +
		`<attachments xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>`
	companyBody := strings.Replace(envelope(company,
		"<customParameters><key>OE</key><value>80-hafen</value></customParameters>"+
			"<customParameters><key>ort</key><value>150880000000</value></customParameters>"), ">myForm-xml</primary",
		">daten</primary", 1)
	ask := func(form string) []byte {
		return []byte(`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><b:prefill xmlns:b="http://xmlns.cit.de/intelliform/2009/webservices/backend">` +
			`<data><customParameters><entry><key>a</key><value>b</value></entry></customParameters><formId>` + form +
			`</formId></data></b:prefill></s:Body></s:Envelope>`)
	}
	return []adaptertest.Case{
		{Name: "company", Type: soapType, Body: []byte(companyBody),
			Settings: map[string]string{"parameter_einheit": "amt, oe", "parameter_region": "ort"}},
		{Name: "prefill answered", Type: soapType, Reason: "prefill_answered", Body: ask("67/baum"), Settings: map[string]string{"vorbelegung": prefillTable}},
		{Name: "prefill table wrong", Type: soapType, Reason: "prefill_table_invalid", Body: ask("67/baum"), Settings: map[string]string{"vorbelegung": "geheim"}},
		{Name: "prefill without data", Type: soapType, Reason: "prefill_answered",
			Body: []byte(strings.ReplaceAll(strings.ReplaceAll(envelope("", ""), "b:deposit",
				"b:prefill"), "data>", "x>")),
			Settings: map[string]string{"vorbelegung": prefillTable}},
		{Name: "mtom", Type: mtomType, Path: "/deposit", Body: []byte(body)},
		{Name: "inline", Type: soapType, Body: []byte(envelope(attachment("myForm-xml", "XML-Daten.xml", "text/xml", inline(plain)), ""))},
		{Name: "annotated", Type: soapType, Body: []byte(envelope(attachment("myForm-xml", "XML-Daten.xml", "text/xml", inline(annotated)), ""))},
		{Name: "cdata", Type: soapType, Body: []byte(envelope(attachment("myForm-xml", "x.xml", "text/xml", "<![CDATA[\n"+inline("<myForm><a/></myForm>")+"]]>"), ""))},
		{Name: "broken raw form", Type: soapType,
			Body: []byte(envelope(attachment("myForm-xml", "x.xml", "text/xml", inline("<myForm><a>1</a></myForm>"))+
				attachment("r", "Rohform.xml", "text/xml", inline("<myForm><a>")), ""))},
		{Name: "primary missing", Type: soapType, Reason: "primary_attachment_missing", Body: []byte(envelope(attachment("anders", "x", "text/xml", inline("<x/>")), ""))},
		{Name: "part missing", Type: mtomType, Reason: "xop_part_missing", Body: []byte(mtom(envelope(attachment("myForm-xml", "x", "text/xml", include("fehlt")), "")))},
		{Name: "root missing", Type: mtomType, Reason: "soap_root_missing", Body: []byte("--grenze\r\nContent-ID: <a>\r\n\r\nx\r\n--grenze--\r\n")},
		{Name: "no boundary", Type: "multipart/related", Reason: "boundary_missing", Body: []byte("x")},
		{Name: "prefill", Type: soapType, Reason: "prefill_unsupported", Body: []byte(strings.ReplaceAll(envelope("", ""), "b:deposit", "b:prefill"))},
		{Name: "other operation", Type: soapType, Reason: "operation_unknown", Body: []byte(strings.ReplaceAll(envelope("", ""), "b:deposit", "b:loesche"))},
		{Name: "no base64", Type: soapType, Reason: "base64_invalid", Body: []byte(envelope(attachment("myForm-xml", "x", "text/xml", "geheim!"), ""))},
		{Name: "not soap", Type: soapType, Reason: "soap_envelope_missing", Body: []byte("<antrag/>")},
	}
}

const prefillTable = `# für alle
* land = DE
67/baum  standort/ort = Seehausen & Umland
67/baum standort/plz = 99999
32/zelt standort/ort = woanders
67/baum land = AT`

// TestPrefill reads the answer as a form server would: by the names of the vendor's schema.
func TestPrefill(t *testing.T) {
	for _, c := range cases(t) {
		if c.Name != "prefill answered" {
			continue
		}
		_, err := adaptertest.Parse(intelliform.New(), c)
		var answered *adapters.Answered
		if !errors.As(err, &answered) || answered.Response.Status != 200 {
			t.Fatal(err)
		}
		root, err := adapters.ReadXML(strings.NewReader(string(answered.Response.Body)), adapters.DefaultLimits(), "")
		if err != nil {
			t.Fatal(err)
		}
		result := root.Child("Body").Child("prefillResponse").Child("return")
		entries := map[string]string{}
		for _, e := range result.Child("customParameters").Children {
			entries[e.ChildText("key")] = e.ChildText("value")
		}
		if want := map[string]string{"land": "AT", "standort/ort": "Seehausen & Umland",
			"standort/plz": "99999"}; !maps.Equal(entries, want) {
			t.Errorf("%v", entries)
		}
		a := result.Child("attachments").Child("attachment")
		data, err := base64.StdEncoding.DecodeString(a.ChildText("content"))
		want := xmlHeader + "<myForm><land>AT</land><standort><ort>Seehausen &amp; Umland</ort><plz>99999</plz></standort></myForm>"
		if err != nil || string(data) != want || a.ChildText("id") != result.ChildText("primaryDataAttachmentId") {
			t.Errorf("%v %s", err, data)
		}
	}
}

const xmlHeader = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

func TestConformance(t *testing.T) { adaptertest.Run(t, intelliform.New(), cases(t)) }

func TestHostile(t *testing.T) {
	var hostile []adaptertest.Case
	for name, doc := range adaptertest.HostileXML() {
		hostile = append(hostile,
			adaptertest.Case{Name: "envelope " + name, Type: soapType, Body: []byte(doc)},
			adaptertest.Case{Name: "form " + name, Type: soapType,
				Body: []byte(envelope(attachment("myForm-xml", "x.xml", "text/xml", inline(doc)), ""))})
	}
	adaptertest.Refuse(t, intelliform.New(), hostile)
}

func TestNames(t *testing.T) {
	parts := attachment("myForm-xml", "x.xml", "text/xml", inline("<myForm/>"))
	for _, name := range adaptertest.HostileNames {
		name = strings.NewReplacer("\x00", "", "<", "&lt;", "\x1b", "").Replace(name)
		parts += attachment("a", name, "text/plain", inline("x"))
	}
	s, err := adaptertest.Parse(intelliform.New(), adaptertest.Case{Type: soapType, Body: []byte(envelope(parts, ""))})
	if err != nil || len(s.Dokumente) != len(adaptertest.HostileNames) {
		t.Fatal(err)
	}
	adaptertest.Check(t, s)
}

func TestBigAttachments(t *testing.T) {
	const size = 66 << 20
	before, after, _ := strings.Cut(envelope(attachment("myForm-xml", "x.xml", "text/xml", inline("<myForm/>"))+
		attachment("a", "groß.bin", "x/y", "HIER"), ""), "HIER")
	t.Run("inline", func(t *testing.T) {
		adaptertest.Big(t, intelliform.New(), soapType, size, adaptertest.Segment{Text: before},
			adaptertest.Segment{Pattern: "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY\r\n", Size: size / 24 * 34},
			adaptertest.Segment{Text: after})
	})
	t.Run("mtom", func(t *testing.T) {
		head, tail, _ := strings.Cut(mtom(before+include("gross")+after, [2]string{"gross", "HIER"}), "HIER")
		adaptertest.Big(t, intelliform.New(), mtomType, size, adaptertest.Segment{Text: head},
			adaptertest.Segment{Pattern: "0123456789abcdef\r\n-", Size: size}, adaptertest.Segment{Text: tail})
	})
}

func TestAnswer(t *testing.T) {
	ok := intelliform.New().Answer(adapters.Delivery{}, adapters.Outcome{Eingang: "LF-EINGANG-0007",
		Vorgangsnummer: "LF-2025-004711"})
	if want := testdata(t, "answer-ok.xml"); string(ok.Body) != want {
		t.Errorf("%s", ok.Body)
	}
	fault := intelliform.New().Answer(adapters.Delivery{}, adapters.Outcome{Eingang: "LF-EINGANG-0007",
		Fehler: &adapters.Error{
			Code: adapters.Incomplete, Reason: "primary_attachment_missing",
			Detail: "primaryDataAttachmentId verweist auf keinen Anhang"}})
	if want := testdata(t, "answer-fault.xml"); string(fault.Body) != want || fault.Status != 500 {
		t.Errorf("%d %s", fault.Status, fault.Body)
	}
	down := intelliform.New().Answer(adapters.Delivery{},
		adapters.Outcome{Fehler: &adapters.Error{Code: adapters.Unavailable, Reason: "x"}})
	if !strings.Contains(string(down.Body), "soap:Server") {
		t.Error("our own fault must not blame the client")
	}
}

func TestDescribe(t *testing.T) {
	r, ok := intelliform.New().Describe(url.Values{"WSDL": {""}}, "https://amt.example/eingang/gruen?a=1&b=2")
	if !ok || !strings.Contains(string(r.Body), `location="https://amt.example/eingang/gruen?a=1&amp;b=2"`) {
		t.Errorf("%v %.200s", ok, r.Body)
	}
	root, err := adapters.ReadXML(strings.NewReader(string(r.Body)), adapters.DefaultLimits(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"portType", "binding"} {
		var names []string
		for _, c := range root.Child(part).Children {
			if name, _ := c.Attr("", "name"); c.Name == "operation" {
				names = append(names, name)
			}
		}
		if strings.Join(names, " ") != "deposit prefill" {
			t.Errorf("%s offers %v", part, names)
		}
	}
	if _, ok := intelliform.New().Describe(url.Values{"xsd": {"1"}}, ""); ok {
		t.Error("there is no other description")
	}
}

// Text of a form has two readings where three digits follow one separator; a type of XML Schema says which.
func TestNumbers(t *testing.T) {
	const xsi = `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:decimal"`
	for _, c := range []struct{ attributes, text, wert string }{
		{`currency="EUR"`, "1.250", ""}, {`currency="EUR"`, "1,250", ""}, {`currency="EUR"`, "49,999", ""}, {`currency="EUR" ` + xsi, "1.250", ""},
		{`currency="EUR"`, "1.250,00", "1250.00"}, {`currency="EUR"`, "1250.5", "1250.50"}, {`currency="EUR"`, "250", "250.00"},
		{xsi, "1.250", "1.250"}, {xsi, "1,250", ""}, {`xmlns:a="http://xmlns.cit.de/assistants/internal" a:type="number"`, "1.250", ""},
	} {
		form := "<myForm><kosten " + c.attributes + ">" + c.text + "</kosten></myForm>"
		s, err := adaptertest.Parse(intelliform.New(), adaptertest.Case{Type: soapType,
			Body: []byte(envelope(attachment("myForm-xml", "x.xml", "text/xml", inline(form)), ""))})
		if err != nil {
			t.Fatal(err)
		}
		hint := len(s.Hinweise) == 1 && s.Hinweise[0].Code == "value_unreadable" && s.Hinweise[0].Feld == "kosten"
		if f := s.Antragsdaten[0]; f.Wert != c.wert || f.Text != c.text || hint != (c.wert == "") {
			t.Errorf("%s: %+v %v", form, f, s.Hinweise)
		}
	}
}

func FuzzParse(f *testing.F) { adaptertest.Fuzz(f, intelliform.New(), cases(f)) }
