package formcycle_test

import (
	"strings"
	"testing"

	"kontor/adapters/adaptertest"
	"kontor/adapters/formcycle"
)

const (
	multipartType = "multipart/form-data; boundary=grenze"
	urlencoded    = "application/x-www-form-urlencoded; charset=ISO-8859-1"
)

// part is one form value, or a file if filename is set.
type part struct{ name, filename, head, content string }

func form(parts ...part) []byte {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString("--grenze\r\nContent-Disposition: form-data; name=\"" + p.name + "\"")
		if p.filename != "" {
			b.WriteString("; filename=\"" + strings.TrimSpace(p.filename) + "\"")
		}
		b.WriteString("\r\n" + p.head + "\r\n" + p.content + "\r\n")
	}
	b.WriteString("--grenze--\r\n")
	return []byte(b.String())
}

func cases() []adaptertest.Case {
	return []adaptertest.Case{
		{Name: "multipart", Type: multipartType, Body: form(
			part{name: "meta_mandant", content: "7"}, part{name: "meta_datensatz", content: "satz-1"}, part{name: "meta_formular", content: "Strandkorb"},
			part{name: "meta_formular_version", content: "4"}, part{name: "meta_leika", content: "99012345678901"},
			part{name: "meta_organisationseinheit", content: "80-strand"}, part{name: "meta_vorgangsnummer", content: "SK-1"},
			part{name: "bk_konto", content: "BundID"}, part{name: "bk_pseudonym", content: "BPK2-ERFUNDEN"}, part{name: "bk_postfach", content: "postkorb-1"},
			part{name: "bk_vertrauensniveau", content: "substanziell"}, part{name: "xf-action", content: "senden"}, part{name: "lang", content: "de"},
			part{name: "tfName", head: "Content-Type: text/plain; charset=ISO-8859-1\r\n", content: "J\xf6rn Strand"},
			part{name: "tfRest", content: "Gr\xfc\xdfe & mehr"},
			part{name: "dpVon_0", content: "1.6.2025"}, part{name: "dpVon_1", content: "15.06.2025"}, part{name: "nr_9", content: "kein Index"},
			part{name: "tfMiete", content: "1.234,50"}, part{name: "tfAnzahl", content: "12"}, part{name: "cbKurz", content: "true"},
			part{name: "tfOrt", content: "[%tfOrt%]"}, part{name: "selTag", content: "Mo"}, part{name: "selTag", content: "Di"},
			part{name: "uplPlan", filename: "Plan Süd.txt", content: "Plan"}, part{name: "uplLeer", filename: " ", content: ""},
			part{name: "uplBild", filename: "a.txt", content: "A"}, part{name: "uplBild", filename: "a.txt", content: "B"},
			part{name: "pdf_antrag", filename: "Antrag.pdf", content: "%PDF-1.4\n"})},
		{Name: "urlencoded", Type: urlencoded, Body: []byte("meta_datensatz=9&meta_formular=Boot&tfName=J%F6rn+K%F6hler&dpAb=02.03.2025&tfText=a%26b%3Dc%0D%0Ad&leer=&lang=de")},
		{Name: "json", Type: "application/json; charset=windows-1252",
			Body: []byte("{\"vorgangsnummer\": \"B-1\", \"formular\": \"Boot\", \"meta_mandant\": 7,\n" +
				"\"antragsteller\": {\"firma\": \"Bootsbau S\xfcd\", \"plz\": \"99999\", \"geburtsdatum\": \"31.02.1990\", \"hut\": \"gr\xfcn\"},\n" +
				"\"felder\": {\"tfName_0\": \"Eins\", \"tfName_1\": \"Zwei\", \"laenge\": 4.5, \"motor\": false, \"leer\": null, \"crew\": [{\"name\": \"A\"}, \"B\", 3]}, \"sonst\": {\"x\": \"1,5\"}}")},
		{Name: "json without id", Type: "text/plain", Body: []byte(` {"a": "b"}`)},
		{Name: "xml", Type: "application/xml; charset=ISO-8859-15",
			Body: []byte("<?xml version=\"1.0\"?>\n<antrag mandant=\"7\" name=\"Vorlage\"><datensatz>s-7</datensatz><formular>Boot</formular><region>15 0 88 000 0000</region>\n" +
				"<meta_organisationseinheit>80-strand</meta_organisationseinheit><antragsteller><nachname>K\xf6hler</nachname><vorname>[%tfVorname%]</vorname><hut>gr\xfcn</hut></antragsteller>\n" +
				"<felder><feld name=\"tfName\" label=\"Name des &lt;b&gt;Boots&lt;/b&gt;\"><![CDATA[M\xf6we & Co <1>]]></feld><feld name=\"laenge\" wert=\"4,5\"/><crew><name>A</name></crew><crew rolle=\"Maat\">B</crew><dpAb>02.03.2025</dpAb>\n" +
				"<preis wert=\"1\">40 \xa4</preis><leer/></felder><sonst><x>1</x>frei</sonst></antrag>")},
		{Name: "placeholders", Type: urlencoded,
			Body: []byte("meta_datensatz=10&meta_formular=%5B%25form%25%5D&meta_vorgangsnummer=%5B%25%24PROCESS_ID%25%5D&bk_postfach=%5B%25x%25%5D&meta_region=Seehausen&" +
				"tfA=vor+%5B%25a%25%5D&tfDatum=01.02.2025,02.02.2025&tfMatrix=A1;A1,A2&tfNamen=Meyer,Schulz&tfIds=1,2,3&tfName=Meyer%2C+Anna&tfPreis=3,5&tfMass=3,5+m")},
		{Name: "placeholder in record", Type: urlencoded, Reason: "placeholder_unresolved", Body: []byte("meta_datensatz=%5B%25%24RECORD%25%5D&meta_vorgangsnummer=1")},
		{Name: "placeholder in client", Type: "application/json", Reason: "placeholder_unresolved", Body: []byte(`{"datensatz": "1", "mandant": "[%$CLIENT_ID%]"}`)},
		{Name: "placeholder in number", Type: "text/plain", Reason: "placeholder_unresolved", Body: []byte("<antrag><vorgangsnummer>A-[%nr%]</vorgangsnummer></antrag>")},
		{Name: "placeholder in form", Type: multipartType, Reason: "placeholder_unresolved", Body: form(part{name: "meta_vorgangsnummer", content: "1"}, part{name: "meta_formular", content: "[%f%]"})},
		{Name: "unescaped xml", Type: "application/xml", Reason: "xml_entity", Body: []byte("<a><b>geheim & mehr</b></a>")},
		{Name: "unescaped", Type: "application/json", Reason: "json_malformed", Body: []byte("{\"a\": \"geheim \"x\"\"}")},
		{Name: "list", Type: "application/json", Reason: "json_not_object", Body: []byte("[1]")},
		{Name: "percent", Type: urlencoded, Reason: "urlencoding_invalid", Body: []byte("a=%G1")},
		{Name: "charset", Type: "application/x-www-form-urlencoded; charset=klingon", Reason: "charset_unsupported", Body: []byte("a=1")},
		{Name: "other type", Type: "application/pdf", Reason: "content_type_unsupported", Body: []byte("%PDF")},
		{Name: "no end", Type: multipartType, Reason: "multipart_malformed", Body: []byte(strings.TrimSuffix(string(form(part{name: "a", content: "b"})), "--\r\n"))},
	}
}

func TestConformance(t *testing.T) { adaptertest.Run(t, formcycle.New(), cases()) }

func TestHostile(t *testing.T) {
	var hostile []adaptertest.Case
	for name, doc := range adaptertest.HostileXML() {
		hostile = append(hostile, adaptertest.Case{Name: "xml " + name, Type: "application/xml", Body: []byte(doc)})
	}
	for name, doc := range adaptertest.HostileJSON() {
		hostile = append(hostile, adaptertest.Case{Name: name, Type: "application/json", Body: []byte(doc)})
	}
	hostile = append(hostile,
		adaptertest.Case{Name: "long header", Type: multipartType, Reason: "part_header_too_large", Body: form(part{name: strings.Repeat("a", 70_000)})},
		adaptertest.Case{Name: "many values", Type: urlencoded, Reason: "too_many_fields",
			Body: []byte(strings.Repeat("a=1&", 30_000))})
	adaptertest.Refuse(t, formcycle.New(), hostile)
}

func TestNames(t *testing.T) {
	var parts []part
	for _, name := range adaptertest.HostileNames {
		name = strings.NewReplacer("\r\n", "", "\x00", "", `\`, `\\`).Replace(name)
		parts = append(parts, part{name: "upl", filename: name + " ", content: "x"})
	}
	s, err := adaptertest.Parse(formcycle.New(), adaptertest.Case{Type: multipartType, Body: form(parts...)})
	if err != nil || len(s.Dokumente) != len(parts) {
		t.Fatalf("%v %d", err, len(s.Dokumente))
	}
	adaptertest.Check(t, s)
}

func TestBigUpload(t *testing.T) {
	const size = 66 << 20
	head, tail, _ := strings.Cut(string(form(part{name: "upl", filename: "groß.bin", content: "HIER"})), "HIER")
	adaptertest.Big(t, formcycle.New(), multipartType, size, adaptertest.Segment{Text: head},
		adaptertest.Segment{Pattern: "0123456789abcdef\r\n-", Size: size}, adaptertest.Segment{Text: tail})
}

func FuzzParse(f *testing.F) { adaptertest.Fuzz(f, formcycle.New(), cases()) }
