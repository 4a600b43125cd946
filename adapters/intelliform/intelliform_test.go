package intelliform_test

import (
	"encoding/base64"
	"fmt"
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
	return "<attachments><content>" + content + "</content><contentType>" + typ + "</contentType><id>" + id + "</id><name>" + name + "</name></attachments>"
}

// envelope puts attachments before the header elements, as the schema orders them.
func envelope(attachments, header string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>` +
		`<b:deposit xmlns:b="http://xmlns.cit.de/intelliform/2009/webservices/backend"><data>` + attachments +
		`<clientId>seehausen</clientId>` + header + `<customerId>67</customerId><form>Baumf&#228;llung &lt;b&gt;anzeigen&lt;/b&gt;</form>` +
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
	body := mtom(envelope(both, custom), [2]string{"daten@x", plain}, [2]string{"roh@x", raw}, [2]string{"pdf@x", "%PDF-1.4\n"},
		[2]string{"foto1", "Foto eins"}, [2]string{"foto2", "Foto zwei"})
	return []adaptertest.Case{
		{Name: "mtom", Type: mtomType, Path: "/deposit", Body: []byte(body)},
		{Name: "inline", Type: soapType, Body: []byte(envelope(attachment("myForm-xml", "XML-Daten.xml", "text/xml", inline(plain)), ""))},
		{Name: "annotated", Type: soapType, Body: []byte(envelope(attachment("myForm-xml", "XML-Daten.xml", "text/xml", inline(annotated)), ""))},
		{Name: "cdata", Type: soapType, Body: []byte(envelope(attachment("myForm-xml", "x.xml", "text/xml", "<![CDATA[\n"+inline("<myForm><a/></myForm>")+"]]>"), ""))},
		{Name: "broken raw form", Type: soapType, Body: []byte(envelope(attachment("myForm-xml", "x.xml", "text/xml", inline("<myForm><a>1</a></myForm>"))+
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

func TestConformance(t *testing.T) { adaptertest.Run(t, intelliform.New(), cases(t)) }

func TestHostile(t *testing.T) {
	var hostile []adaptertest.Case
	for name, doc := range adaptertest.HostileXML() {
		hostile = append(hostile,
			adaptertest.Case{Name: "envelope " + name, Type: soapType, Body: []byte(doc)},
			adaptertest.Case{Name: "form " + name, Type: soapType, Body: []byte(envelope(attachment("myForm-xml", "x.xml", "text/xml", inline(doc)), ""))})
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
	before, after, _ := strings.Cut(envelope(attachment("myForm-xml", "x.xml", "text/xml", inline("<myForm/>"))+attachment("a", "groß.bin", "x/y", "HIER"), ""), "HIER")
	t.Run("inline", func(t *testing.T) {
		adaptertest.Big(t, intelliform.New(), soapType, size, adaptertest.Segment{Text: before},
			adaptertest.Segment{Pattern: "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY\r\n", Size: size / 24 * 34}, adaptertest.Segment{Text: after})
	})
	t.Run("mtom", func(t *testing.T) {
		head, tail, _ := strings.Cut(mtom(before+include("gross")+after, [2]string{"gross", "HIER"}), "HIER")
		adaptertest.Big(t, intelliform.New(), mtomType, size, adaptertest.Segment{Text: head},
			adaptertest.Segment{Pattern: "0123456789abcdef\r\n-", Size: size}, adaptertest.Segment{Text: tail})
	})
}

func TestAnswer(t *testing.T) {
	ok := intelliform.New().Answer(adapters.Delivery{}, adapters.Outcome{Eingang: "LF-EINGANG-0007", Vorgangsnummer: "LF-2025-004711"})
	if want := testdata(t, "answer-ok.xml"); string(ok.Body) != want {
		t.Errorf("%s", ok.Body)
	}
	fault := intelliform.New().Answer(adapters.Delivery{}, adapters.Outcome{Eingang: "LF-EINGANG-0007", Fehler: &adapters.Error{
		Code: adapters.Incomplete, Reason: "primary_attachment_missing", Detail: "primaryDataAttachmentId verweist auf keinen Anhang"}})
	if want := testdata(t, "answer-fault.xml"); string(fault.Body) != want || fault.Status != 500 {
		t.Errorf("%d %s", fault.Status, fault.Body)
	}
	down := intelliform.New().Answer(adapters.Delivery{}, adapters.Outcome{Fehler: &adapters.Error{Code: adapters.Unavailable, Reason: "x"}})
	if !strings.Contains(string(down.Body), "soap:Server") {
		t.Error("our own fault must not blame the client")
	}
}

func TestDescribe(t *testing.T) {
	r, ok := intelliform.New().Describe(url.Values{"WSDL": {""}}, "https://amt.example/eingang/gruen?a=1&b=2")
	if !ok || !strings.Contains(string(r.Body), `location="https://amt.example/eingang/gruen?a=1&amp;b=2"`) {
		t.Errorf("%v %.200s", ok, r.Body)
	}
	if _, err := adapters.ReadXML(strings.NewReader(string(r.Body)), adapters.DefaultLimits(), ""); err != nil {
		t.Error(err)
	}
	if _, ok := intelliform.New().Describe(url.Values{"xsd": {"1"}}, ""); ok {
		t.Error("there is no other description")
	}
}

func FuzzParse(f *testing.F) { adaptertest.Fuzz(f, intelliform.New(), cases(f)) }
