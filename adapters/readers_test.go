package adapters_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
)

func reasonOf(err error) string {
	var e *adapters.Error
	if errors.As(err, &e) {
		return e.Reason
	}
	return ""
}

func TestReadXMLRefuses(t *testing.T) {
	for name, doc := range adaptertest.HostileXML() {
		_, err := adapters.ReadXML(strings.NewReader(doc), adapters.DefaultLimits(), "")
		if reasonOf(err) == "" || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReadXMLCharsets(t *testing.T) {
	for _, c := range []struct{ doc, charset string }{
		{"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><x>Stra\xdfe \x80</x>", ""},
		{"<?xml version='1.0' encoding='windows-1252'?><x>Stra\xdfe \x80</x>", ""},
		{"<?xml version='1.0' encoding='UTF-8'?><x>Stra\xdfe \x80</x>", "windows-1252"},
		{"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?><x>Straße €</x>", "utf-8"},
		{"<x>Straße <![CDATA[€]]></x>", ""},
	} {
		root, err := adapters.ReadXML(strings.NewReader(c.doc), adapters.DefaultLimits(), c.charset)
		if err != nil || root.Text != "Straße €" {
			t.Errorf("%q: %v %v", c.doc, root, err)
		}
	}
}

func TestReadJSONRefuses(t *testing.T) {
	for name, doc := range adaptertest.HostileJSON() {
		_, err := adapters.ReadJSON(strings.NewReader(doc), adapters.DefaultLimits(), "")
		if reasonOf(err) == "" || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := adapters.ReadJSON(strings.NewReader("{\n \"a\": \"b\n\"}"), adapters.DefaultLimits(), "")
	var e *adapters.Error
	if !errors.As(err, &e) || !strings.Contains(e.Detail, "Zeile 2") {
		t.Errorf("a line break in a value is not located: %v", err)
	}
}

func TestReadJSONKeepsOrder(t *testing.T) {
	v, err := adapters.ReadJSON(strings.NewReader(`{"z":1,"a":[true,null,"x"],"m":{}}`), adapters.DefaultLimits(), "")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, m := range v.Members {
		keys = append(keys, m.Key)
	}
	if strings.Join(keys, "") != "zam" || len(v.Get("a").Items) != 3 || v.String("z") != "1" || v.String("a") != "" {
		t.Errorf("%v %+v", keys, v)
	}
}

func TestUnzip(t *testing.T) {
	hostile := adaptertest.HostileZip()
	hostile["huge directory"] = adaptertest.HugeDirectoryZip()
	for name, data := range hostile {
		err := adapters.Unzip(bytes.NewReader(data), int64(len(data)), adapters.DefaultLimits(),
			func(_ string, r io.Reader) error {
				_, err := io.Copy(io.Discard, r)
				return err
			})
		if reasonOf(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	var got []string
	data := adaptertest.Zip([2]string{"../../böse.txt", "x"}, [2]string{"ordner/", ""},
		[2]string{"ordner/Übersicht.pdf", "y"})
	err := adapters.Unzip(bytes.NewReader(data), int64(len(data)), adapters.DefaultLimits(),
		func(name string, r io.Reader) error {
			got = append(got, adapters.CleanFilename(name))
			return nil
		})
	if err != nil || strings.Join(got, "|") != "böse.txt|Übersicht.pdf" {
		t.Errorf("%v %v", got, err)
	}
}

func TestReadPartsNames(t *testing.T) {
	for disposition, want := range map[string]string{
		`form-data; name="a"; filename="Skizze Gerüst.pdf"`:                            "Skizze Gerüst.pdf",
		"form-data; name=\"a\"; filename=\"Skizze Ger\xfcst.pdf\"":                     "Skizze Gerüst.pdf",
		`form-data; name="a"; filename*=UTF-8''Skizze%20Ger%C3%BCst.pdf`:               "Skizze Gerüst.pdf",
		`form-data; name="a"; filename="x"; filename*=iso-8859-1'de'Skizze%20Ger%FCst`: "Skizze Gerüst",
		`form-data; name="a"; filename="=?UTF-8?Q?Skizze_Ger=C3=BCst.pdf?="`:           "Skizze Gerüst.pdf",
		`form-data; name="a"; filename="=?iso-8859-1?B?R2Vy/HN0?="`:                    "Gerüst",
		`form-data; name="a"; filename="a;b.pdf"`:                                      "a;b.pdf",
	} {
		body := "--b\r\nContent-Disposition: " + disposition +
			"\r\nContent-Transfer-Encoding: base64\r\n\r\nSGFs\r\nbG8=\r\n--b--\r\n"
		var content string
		err := adapters.ReadParts(strings.NewReader(body),
			http.Header{"Content-Type": {"multipart/form-data; boundary=b"}}, adapters.DefaultLimits(),
			func(p *adapters.Part) error {
				data, err := io.ReadAll(p.Body)
				content = p.Name + ":" + p.Filename + ":" + string(data)
				return err
			})
		if err != nil || content != "a:"+want+":Hallo" {
			t.Errorf("%q: %q %v", disposition, content, err)
		}
	}
}

// TestReadPartsSeesTheEnd: package multipart takes a body that ends in a part's header for complete.
func TestReadPartsSeesTheEnd(t *testing.T) {
	whole := "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\neins\r\n--b\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\nzwei\r\n--b--"
	read := func(body string) (names string, err error) {
		err = adapters.ReadParts(strings.NewReader(body),
			http.Header{"Content-Type": {"multipart/form-data; boundary=b"}}, adapters.DefaultLimits(),
			func(p *adapters.Part) error {
				names += p.Name
				return nil
			})
		return names, err
	}
	for n := range whole {
		if _, err := read(whole[:n]); reasonOf(err) != "multipart_malformed" {
			t.Errorf("cut at %d: %v", n, err)
		}
	}
	for name, body := range map[string]string{"plain": whole, "byte order mark": "\xef\xbb\xbf" + whole,
		"line feeds only": strings.ReplaceAll(whole, "\r", ""),
		"long preamble":   strings.Repeat("x\r\n", 5000) + whole, "epilogue": whole + "\r\n" +
			strings.Repeat("y\r\n", 5000)} {
		if names, err := read(body); names != "ab" || err != nil {
			t.Errorf("%s: %q %v", name, names, err)
		}
	}
}

func TestDecodeText(t *testing.T) {
	for _, c := range []struct {
		raw, label, want string
		guessed          bool
	}{
		{"Grün", "", "Grün", false}, {"Gr\xfcn", "", "Grün", true}, {"\xef\xbb\xbfGrün", "utf-8", "Grün", false},
		{"Gr\xfcn", "ISO-8859-1", "Grün", false}, {"40 \xa4", "iso-8859-15", "40 €", false},
		{"Grün", "iso-8859-1", "Grün", true}, // named in one place of the form server, set in another
	} {
		if got, guessed, err := adapters.DecodeText([]byte(c.raw), c.label); got != c.want ||
			guessed != c.guessed || err != nil {
			t.Errorf("%q as %q: %q %v %v", c.raw, c.label, got, guessed, err)
		}
	}
	for _, raw := range []string{"G\x00r\x00\xfc\x00n\x00", "\xff\xfeG\x00", "\xfe\xff\x01\x02"} {
		if _, _, err := adapters.DecodeText([]byte(raw), ""); reasonOf(err) != "charset_unsupported" {
			t.Errorf("%q: %v", raw, err)
		}
	}
}
