package neutral_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
	"kontor/adapters/neutral"
)

const xsdFile = "../../docs/fallformat.xsd"

// items are the elements of the lists.
var items = map[string]string{"referenzen": "referenz", "leika": "schluessel", "antragsdaten": "feld",
	"felder": "feld", "dokumente": "dokument", "hinweise": "hinweis", "unbestaetigt": "angabe"}

// toXML writes a JSON document of the format as XML.
func toXML(t testing.TB, doc string) string {
	t.Helper()
	root, err := adapters.ReadJSON(strings.NewReader(doc), adapters.DefaultLimits(), "")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var write func(name string, v *adapters.JSONValue)
	write = func(name string, v *adapters.JSONValue) {
		fmt.Fprintf(&b, "<%s>", name)
		for _, m := range v.Members {
			write(m.Key, m.Value)
		}
		for _, i := range v.Items {
			write(items[name], i)
		}
		_ = xml.EscapeText(&b, []byte(v.Text)) // a strings.Builder never fails
		fmt.Fprintf(&b, "</%s>\n", name)
	}
	write("antrag", root)
	return strings.Replace(b.String(), "<antrag>", `<antrag xmlns="urn:kontor:fallformat:1">`, 1)
}

func parseXML(data string) (*adapters.Submission, error) {
	return adaptertest.Parse(neutral.New(), adaptertest.Case{Type: "application/xml", Body: []byte(data)})
}

// validateXML runs xmllint, which `make test-go` installs.
func validateXML(t *testing.T, data string) error {
	t.Helper()
	if _, err := exec.LookPath("xmllint"); err != nil && os.Getenv("CI") == "" {
		t.Skip("xmllint is not installed")
	}
	cmd := exec.Command("xmllint", "--nonet", "--noout", "--schema", xsdFile, "-")
	cmd.Stdin = strings.NewReader(data)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

// examples are the JSON and the XML of docs/fallformat.md.
func examples(t *testing.T) (jsonDoc, xmlDoc string) {
	t.Helper()
	page, err := os.ReadFile("../../docs/fallformat.md")
	if err != nil {
		t.Fatal(err)
	}
	block := func(language string) string {
		_, rest, _ := strings.Cut(string(page), "```"+language+"\n")
		example, _, ok := strings.Cut(rest, "```")
		if !ok {
			t.Fatalf("no example in %s", language)
		}
		return example
	}
	return block("json"), block("xml")
}

// The examples of the page are valid, are taken, and say the same.
func TestDocumentedExamples(t *testing.T) {
	jsonDoc, xmlDoc := examples(t)
	if err := validate(schema(t), []byte(jsonDoc)); err != nil {
		t.Error(err)
	}
	fromJSON, err := parse([]byte(jsonDoc))
	if err != nil {
		t.Fatal(err)
	}
	fromXML, err := parseXML(xmlDoc)
	if err != nil {
		t.Fatalf("%+v", err)
	}
	if !reflect.DeepEqual(fromJSON, fromXML) {
		a, _ := json.MarshalIndent(fromJSON, "", " ")
		b, _ := json.MarshalIndent(fromXML, "", " ")
		t.Errorf("JSON gives\n%s\nXML gives\n%s", a, b)
	}
	if err := validateXML(t, xmlDoc); err != nil {
		t.Error(err)
	}
}

// The JSON and the XML of the same application are one Submission, so that a repetition may change the notation.
func TestXMLEqualsJSON(t *testing.T) {
	for name, doc := range map[string]string{"full": full, "smallest": with("")} {
		fromJSON, err := parse([]byte(doc))
		if err != nil {
			t.Fatal(err)
		}
		fromXML, err := parseXML(toXML(t, doc))
		if err != nil || !reflect.DeepEqual(fromJSON, fromXML) {
			t.Errorf("%s: %v %+v", name, err, fromXML)
		}
		if err := validateXML(t, toXML(t, doc)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// beyondXSD are mistakes that a schema of XML 1.0 cannot see: which value belongs to which type.
var beyondXSD = map[string]bool{"number": true, "amount with three places": true, "word against value": true,
	"date": true, "group value": true, "text children": true, "no content": true, "content and part": true}

// A mistake has the same path in both notations, and the XSD sees it as well.
func TestXMLErrorsNameThePath(t *testing.T) {
	for _, c := range wrong {
		if c.name == "list" {
			continue // the root of XML has a name
		}
		doc := toXML(t, c.body)
		_, err := parseXML(doc)
		var e *adapters.Error
		if !errors.As(err, &e) || e.Reason != "format_invalid" || !strings.Contains(e.Detail, c.path) ||
			strings.Contains(e.Detail, "geheim") {
			t.Errorf("%s: %v %+v\n%s", c.name, err, e, doc)
		}
		if err := validateXML(t, doc); err == nil && !c.beyondSchema && !beyondXSD[c.name] {
			t.Errorf("%s: the XSD accepts it", c.name)
		}
	}
}

// wrongXML are mistakes that only XML can make.
var wrongXML = map[string]string{
	"other root":      `<antraege xmlns="urn:kontor:fallformat:1"/>`,
	"no namespace":    `<antrag><kennung>a</kennung></antrag>`,
	"other namespace": `<antrag xmlns="urn:kontor:fallformat:1"><kennung xmlns="urn:x">a</kennung></antrag>`,
	"attribute":       `<antrag xmlns="urn:kontor:fallformat:1"><kennung wert="geheim"/></antrag>`,
	"twice":           `<antrag xmlns="urn:kontor:fallformat:1"><kennung>a</kennung><kennung>b</kennung><formular><schluessel>b</schluessel></formular><antragsdaten/></antrag>`,
	"mixed":           `<antrag xmlns="urn:kontor:fallformat:1">geheim<kennung>a</kennung><formular><schluessel>b</schluessel></formular><antragsdaten/></antrag>`,
	"mixed list":      `<antrag xmlns="urn:kontor:fallformat:1"><kennung>a</kennung><formular><schluessel>b</schluessel></formular><antragsdaten>geheim</antragsdaten></antrag>`,
	"other item":      `<antrag xmlns="urn:kontor:fallformat:1"><kennung>a</kennung><formular><schluessel>b</schluessel></formular><antragsdaten><geheim/></antragsdaten></antrag>`,
	"nested word":     `<antrag xmlns="urn:kontor:fallformat:1"><kennung><geheim>a</geheim></kennung><formular><schluessel>b</schluessel></formular><antragsdaten/></antrag>`,
	"foreign member":  `<antrag xmlns="urn:kontor:fallformat:1"><kennung>a</kennung><formular><schluessel>b</schluessel></formular><antragsdaten/><geheim><a/></geheim></antrag>`,
}

func TestOnlyXMLErrors(t *testing.T) {
	var cases []adaptertest.Case
	for name, doc := range wrongXML {
		cases = append(cases, adaptertest.Case{Name: name, Type: "text/xml", Body: []byte(doc),
			Reason: "format_invalid"})
		if err := validateXML(t, doc); err == nil {
			t.Errorf("%s: the XSD accepts it", name)
		}
	}
	for name, doc := range adaptertest.HostileXML() {
		cases = append(cases, adaptertest.Case{Name: "hostile " + name, Type: "application/xml", Body: []byte(doc)})
	}
	adaptertest.Refuse(t, neutral.New(), cases)
}

// The schemas are said where they are, encodings are known, prefixes do not matter.
func TestXMLIsTakenAsWritten(t *testing.T) {
	doc := `<?xml version="1.0" encoding="ISO-8859-1"?><k:antrag xmlns:k="urn:kontor:fallformat:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:kontor:fallformat:1 fallformat.xsd">
		<k:kennung> a </k:kennung><k:formular><k:schluessel>b</k:schluessel></k:formular><k:antragsdaten><k:feld><k:name>ort</k:name><k:typ>text</k:typ><k:text>  ` + "B\xf6rde" + `
zweite Zeile</k:text></k:feld></k:antragsdaten></k:antrag>`
	s, err := parseXML(doc)
	if err != nil || s.Kennung != "a" || s.Antragsdaten[0].Text != "  Börde\nzweite Zeile" {
		t.Errorf("%+v %v", s, err)
	}
}

func TestBigXMLDocument(t *testing.T) {
	const size = 66 << 20
	head, tail, _ := strings.Cut(toXML(t,
		with(`, "dokumente": [{"id": "1", "rolle": "attachment", "dateiname": "a", "inhalt": "HIER"}]`)), "HIER")
	adaptertest.Big(t, neutral.New(), "application/xml", size, adaptertest.Segment{Text: head},
		adaptertest.Segment{Pattern: "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY", Size: size / 24 * 32},
		adaptertest.Segment{Text: tail})
}

const multipartType = "multipart/form-data; boundary=grenze"

type part struct{ name, typ, content string }

func message(parts ...part) []byte {
	var b bytes.Buffer
	for _, p := range parts {
		fmt.Fprintf(&b, "--grenze\r\nContent-Disposition: form-data; name=%q\r\n", p.name)
		if p.typ != "" {
			fmt.Fprintf(&b, "Content-Type: %s\r\n", p.typ)
		}
		b.WriteString("\r\n" + p.content + "\r\n")
	}
	b.WriteString("--grenze--\r\n")
	return b.Bytes()
}

// One application with two files, once inline and once beside the document.
func withFiles(plan, antrag string) string {
	return with(`, "dokumente": [{"id": "plan", "rolle": "attachment", "dateiname": "Plan.txt", ` + plan +
		`}, {"id": "antrag", "rolle": "representation", "dateiname": "Antrag.pdf", ` + antrag + `}]`)
}

func TestMultipart(t *testing.T) {
	inline, err := parse([]byte(withFiles(`"inhalt": "SGFsbG8="`, `"inhalt": "JVBERi0xLjQK"`)))
	if err != nil {
		t.Fatal(err)
	}
	doc := withFiles(`"teil": "datei-1"`, `"teil": "pdf"`)
	for name, body := range map[string][]byte{
		"JSON": message(part{"antrag", "application/json", doc}, part{"datei-1", "text/plain", "Hallo"},
			part{"pdf", "", "%PDF-1.4\n"}),
		"XML, files first": message(part{"pdf", "", "%PDF-1.4\n"}, part{"datei-1", "", "Hallo"},
			part{"antrag", "", "\n" + toXML(t, doc)}),
		"with raw message": message(part{"rohdaten", "text/csv", "a;b;c"}, part{"antrag", "", doc},
			part{"datei-1", "", "Hallo"}, part{"pdf", "", "%PDF-1.4\n"}),
		"half inline": message(part{"antrag", "application/xml",
			toXML(t, withFiles(`"inhalt": "SGFsbG8="`, `"teil": "pdf"`))}, part{"pdf", "", "%PDF-1.4\n"}),
	} {
		s, err := adaptertest.Parse(neutral.New(), adaptertest.Case{Type: multipartType, Body: body})
		if err != nil || !reflect.DeepEqual(s, inline) {
			t.Errorf("%s: %v %+v", name, err, s)
		}
	}
}

func multipartCases() []adaptertest.Case {
	doc, small := withFiles(`"teil": "a"`, `"inhalt": "JVBERi0xLjQK"`), with("")
	refuse := func(name string, parts ...part) adaptertest.Case {
		return adaptertest.Case{Name: name, Type: multipartType, Body: message(parts...), Reason: "format_invalid"}
	}
	return []adaptertest.Case{
		{Name: "multipart", Type: multipartType, Body: message(part{"antrag", "", doc}, part{"a", "", "Hallo"}, part{"rohdaten", "", "Original"})},
		{Name: "multipart xml", Type: multipartType, Body: message(part{"a", "", "Hallo"}, part{"antrag", "text/xml", strings.NewReplacer("<kennung>", "<!-- Notiz --><kennung>").Replace(xmlSmall)})},
		{Name: "xml", Type: "application/xml; charset=UTF-8", Body: []byte(xmlSmall[:strings.Index(xmlSmall, "<dokumente>")] + "</antrag>")},
		refuse("no antrag", part{"a", "", "Hallo"}), refuse("part missing", part{"antrag", "", doc}),
		refuse("part not named", part{"antrag", "", small}, part{"a", "", "Hallo"}),
		refuse("antrag twice", part{"antrag", "", small}, part{"antrag", "", small}),
		refuse("file twice", part{"antrag", "", doc}, part{"a", "", "1"}, part{"a", "", "2"}),
		refuse("raw message twice", part{"rohdaten", "", "1"}, part{"rohdaten", "", "2"}, part{"antrag", "", small}),
		refuse("part without name", part{"antrag", "", small}, part{"", "", "1"}),
		{Name: "cut", Type: multipartType, Body: bytes.TrimSuffix(message(part{"antrag", "", small}), []byte("--\r\n")), Reason: "multipart_malformed"},
	}
}

const xmlSmall = `<antrag xmlns="urn:kontor:fallformat:1"><kennung>erdacht/2</kennung><formular><schluessel>strandkorb</schluessel></formular>
 <antragsdaten><feld><name>ab</name><typ>datum</typ><text>1.7.2025</text><wert>2025-07-01</wert></feld></antragsdaten>
 <dokumente><dokument><id>d1</id><rolle>attachment</rolle><dateiname>Plan.txt</dateiname><teil>a</teil></dokument></dokumente></antrag>`

func TestMultipartConformance(t *testing.T) {
	adaptertest.Run(t, neutral.New(), multipartCases())
}

func TestBigPart(t *testing.T) {
	const size = 66 << 20
	head, tail, _ := strings.Cut(string(message(part{"antrag", "",
		with(`, "dokumente": [{"id": "1", "rolle": "attachment", "dateiname": "a", "teil": "a"}]`)}, part{"a",
		"", "HIER"})), "HIER")
	adaptertest.Big(t, neutral.New(), multipartType, size, adaptertest.Segment{Text: head},
		adaptertest.Segment{Pattern: "0123456789abcdef", Size: size}, adaptertest.Segment{Text: tail})
}
