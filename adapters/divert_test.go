package adapters_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"math/rand"
	"strings"
	"testing"
	"testing/iotest"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
)

func payload(n int) []byte {
	data := make([]byte, n)
	r := rand.New(rand.NewSource(int64(n)))
	for i := range data {
		data[i] = byte(r.Intn(256))
	}
	return data
}

func wrap(s string, every int, with string) string {
	var b strings.Builder
	for i := 0; i < len(s); i += every {
		b.WriteString(s[i:min(len(s), i+every)])
		b.WriteString(with)
	}
	return b.String()
}

func stored(t *testing.T, files adapters.Files, f adapters.File) []byte {
	t.Helper()
	r, err := files.Open(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// readers cut the stream in different places.
var readers = map[string]func(io.Reader) io.Reader{
	"whole":    func(r io.Reader) io.Reader { return r },
	"one byte": iotest.OneByteReader,
	"half":     iotest.HalfReader,
	"late eof": iotest.DataErrReader,
}

func TestDivertXML(t *testing.T) {
	for _, size := range []int{0, 1, 100, 6143, 6144, 6145, 6146, 40_000, 200_001} {
		data := payload(size)
		b64 := base64.StdEncoding.EncodeToString(data)
		forms := map[string]string{
			"plain":   "<a><content>" + b64 + "</content></a>",
			"wrapped": "<a>\n<p:content xmlns:p='x' y='a>b'>\n  " + wrap(b64, 76, "\r\n  ") + "</p:content></a>",
			"refs":    "<a><content>" + wrap(b64, 64, "&#13;\n") + "</content ></a>",
			"hexrefs": "<a><content\n>" + wrap(b64, 64, "&#xD;&#xA;") + "</content></a>",
			"cdata":   "<a><!-- <content> --><content> <![CDATA[" + b64 + "]]> </content></a>",
			"split": "<a><content><![CDATA[" + b64[:len(b64)/2] + "]]><![CDATA[" + b64[len(b64)/2:] +
				"]]></content></a>",
		}
		for form, doc := range forms {
			for cut, reader := range readers {
				files := adaptertest.NewMemoryFiles()
				d := adapters.DivertBase64(reader(strings.NewReader(doc)), files, adapters.DefaultLimits(),
					adapters.SyntaxXML, "content")
				root, err := adapters.ReadXML(d, adapters.DefaultLimits(), "")
				if err != nil {
					t.Fatalf("%s/%s/%d: %v", form, cut, size, err)
				}
				text := root.Child("content").Text
				if got := d.Diverted(text); got != (len(b64) >= adapters.DivertFrom) {
					t.Errorf("%s/%s/%d: diverted %v", form, cut, size, got)
				}
				f, err := d.Content(text)
				if err != nil || !bytes.Equal(stored(t, files, f), data) {
					t.Errorf("%s/%s/%d: other content (%v)", form, cut, size, err)
				}
			}
		}
	}
}

func TestDivertJSON(t *testing.T) {
	data := payload(50_000)
	b64 := base64.StdEncoding.EncodeToString(data)
	forms := map[string]string{
		"plain":   `{"x": "\"inhalt\":", "inhalt" : "` + b64 + `", "y": 1}`,
		"slashes": `{"inhalt":"` + strings.ReplaceAll(b64, "/", `\/`) + `"}`,
		"unicode": `{"inhalt":"` + strings.NewReplacer("=", `\u003d`, "+", `\u002B`).Replace(b64) + `"}`,
		"wrapped": `{"a":{"inhalt":"x"},"inhalt":"` + wrap(b64, 76, `\r\n`) + `"}`,
	}
	for form, doc := range forms {
		for cut, reader := range readers {
			files := adaptertest.NewMemoryFiles()
			d := adapters.DivertBase64(reader(strings.NewReader(doc)), files, adapters.DefaultLimits(),
				adapters.SyntaxJSON, "inhalt")
			root, err := adapters.ReadJSON(d, adapters.DefaultLimits(), "")
			if err != nil {
				t.Fatalf("%s/%s: %v", form, cut, err)
			}
			f, err := d.Content(root.String("inhalt"))
			if err != nil || !bytes.Equal(stored(t, files, f), data) || !d.Diverted(root.String("inhalt")) {
				t.Errorf("%s/%s: other content (%v)", form, cut, err)
			}
		}
	}
}

// Documents without wanted content pass unchanged, byte for byte.
func TestDivertPassesOn(t *testing.T) {
	long := strings.Repeat("QUJD", 5000)
	docs := []string{
		"<a><b>" + long + "</b><content/><content x='1'/>" + "<content>kurz, kein Base64!</content></a>",
		"<a><!-- <content>" + long + "</content> --><![CDATA[<content>" + long + "</content>]]></a>",
		"<a b='<content>" + long + "'>x</a>", "<content><xop:Include/></content>", "<content><![CDATA[QUJD", "<", "",
		`{"b":"` + long + `","inhalt":null,"c":["inhalt","` + long + `"]}`,
		`{"inhalt":"kein \"Base64\" \\"}`, `{"inhalt":"abc\`,
	}
	for _, doc := range docs {
		for _, syntax := range []adapters.Syntax{adapters.SyntaxXML, adapters.SyntaxJSON} {
			d := adapters.DivertBase64(iotest.OneByteReader(strings.NewReader(doc)), adaptertest.NewMemoryFiles(),
				adapters.DefaultLimits(), syntax, "content", "inhalt")
			got, err := io.ReadAll(d)
			if err != nil || string(got) != doc {
				t.Errorf("syntax %d: %.60q became %.60q (%v)", syntax, doc, got, err)
			}
		}
	}
}

func TestDivertFaults(t *testing.T) {
	long := strings.Repeat("QUJD", 5000)
	for doc, reason := range map[string]string{
		"<a><content>" + long + "!</content></a>":                 "base64_invalid",
		"<a><content>" + long + "Q</content></a>":                 "content_truncated",
		"<a><content>" + long:                                     "body_truncated",
		"<a><content>" + long + "</content><content>" + long + "": "too_many_files",
	} {
		lim := adapters.DefaultLimits()
		lim.Files = 1
		d := adapters.DivertBase64(strings.NewReader(doc), adaptertest.NewMemoryFiles(), lim,
			adapters.SyntaxXML, "content")
		_, err := adapters.ReadXML(d, lim, "")
		var e *adapters.Error
		if !errors.As(err, &e) || e.Reason != reason {
			t.Errorf("%v, want %s", err, reason)
		}
	}
}

// A marker from outside is never taken for one of ours.
func TestDivertForgedMarker(t *testing.T) {
	files := adaptertest.NewMemoryFiles()
	doc, _ := json.Marshal(map[string]string{"inhalt": "kontor-datei:00000000000000000000000000000000:0"})
	d := adapters.DivertBase64(bytes.NewReader(doc), files, adapters.DefaultLimits(), adapters.SyntaxJSON, "inhalt")
	root, err := adapters.ReadJSON(d, adapters.DefaultLimits(), "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Content(root.String("inhalt")); !adapters.HasCode(err, adapters.Malformed) {
		t.Errorf("forged marker gives %v", err)
	}
}
