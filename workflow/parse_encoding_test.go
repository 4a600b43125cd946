package workflow

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const preis = "Prüfung für 5 €"

// declared is the file of one task with an umlaut and a euro sign, saying that it is in this encoding.
func declared(label string) string {
	head := ""
	if label != "" {
		head = `<?xml version="1.0" encoding="` + label + `"?>`
	}
	task := strings.Replace(user("a"), `name="a"`, `name="`+preis+`"`, 1)
	return head + wrap(start("s")+task+end("e"), "s>a", "a>e")
}

func encoded(t *testing.T, text string, to encoding.Encoding) []byte {
	t.Helper()
	raw, err := to.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestParseReadsTheEncodingAFileDeclares(t *testing.T) {
	little, big := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	bare := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	for name, raw := range map[string][]byte{
		"utf-8":                 []byte(declared("UTF-8")),
		"no declaration":        []byte(declared("")),
		"utf-8 with mark":       []byte("\ufeff" + declared("utf-8")),
		"windows-1252":          encoded(t, declared("windows-1252"), charmap.Windows1252),
		"latin1, as written":    encoded(t, declared("ISO-8859-1"), charmap.Windows1252),
		"latin9":                encoded(t, declared("ISO-8859-15"), charmap.ISO8859_15),
		"utf-16":                encoded(t, declared("UTF-16"), little),
		"utf-16, big end first": encoded(t, declared("UTF-16"), big),
		"utf-16 without mark":   encoded(t, declared("UTF-16LE"), bare),
		"utf-16 in name only":   []byte(declared("utf-16")),
		"xml 1.1":               []byte(strings.Replace(declared("UTF-8"), `"1.0"`, `"1.1"`, 1)),
	} {
		p, err := Parse(bytes.NewReader(raw))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := p.Element("a").Name; got != preis {
			t.Errorf("%s: %q", name, got)
		}
		text, _ := inUTF8(raw)
		again, err := inUTF8(text)
		if err != nil || !bytes.Equal(text, again) {
			t.Errorf("%s: what is kept reads differently the second time: %v", name, err)
		}
	}
}

// What is in UTF-8 is kept to the byte: its checksum is that of running Vorgänge.
func TestUTF8StaysToTheByte(t *testing.T) {
	raw := []byte(declared("UTF-8"))
	if text, err := inUTF8(raw); err != nil || !bytes.Equal(text, raw) {
		t.Fatalf("%v\n%s", err, text)
	}
}

func TestParseSaysWhichEncodingItCannotRead(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"unknown":   {declared("klingonisch"), "Der Zeichensatz „klingonisch“"},
		"not utf-8": {string(encoded(t, declared("UTF-8"), charmap.Windows1252)), "nicht in dem Zeichensatz gespeichert"},
	} {
		if _, err := Parse(strings.NewReader(c.file)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The browser is given text: what came in latin1 is not shown as if it were UTF-8.
func TestLoadKeepsThePictureInUTF8(t *testing.T) {
	d, err := Load(fstest.MapFS{
		"antrag/1/process.bpmn":   {Data: encoded(t, declared("windows-1252"), charmap.Windows1252)},
		"antrag/1/verfahren.yaml": {Data: []byte("titel: Antrag")},
	}, "antrag/1")
	if err != nil || !strings.Contains(string(d.ProcessXML), preis) ||
		!strings.Contains(string(d.ProcessXML), `encoding="UTF-8"`) {
		t.Fatalf("%v\n%s", err, d.ProcessXML)
	}
}
