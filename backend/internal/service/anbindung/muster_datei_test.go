package anbindung

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// What a file is shows at its beginning, whatever it is called.
func TestLiesMusterdatei(t *testing.T) {
	for _, c := range []struct{ name, file, path, typ, body string }{
		{"a.txt", "\xef\xbb\xbf {\"a\":1}", "", "application/json", "\xef\xbb\xbf {\"a\":1}"},
		{"a", "<?xml version=\"1.0\"?><a/>", "", "text/xml", "<?xml version=\"1.0\"?><a/>"},
		{"a.zip", "PK\x03\x04xyz", "", "application/zip", "PK\x03\x04xyz"},
		{"a", "vorname=Ute&nachname=Erdacht", "", "application/x-www-form-urlencoded", "vorname=Ute&nachname=Erdacht"},
		{"a", "--x y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x y--", "", `multipart/form-data; boundary="x y"`, "--x y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x y--"},
		{"a", "--uuid\nContent-Type: application/xop+xml\n\n<a/>\n--uuid--", "", `multipart/related; type="application/xop+xml"; boundary="uuid"`, "--uuid\nContent-Type: application/xop+xml\n\n<a/>\n--uuid--"},
		{"a.eml", "Betreff ohne Kopf", "", "message/rfc822", "Betreff ohne Kopf"},
		{"a", "Received: from x\r\n\tby y\r\nSubject: Antrag\r\n\r\nText", "", "message/rfc822", "Received: from x\r\n\tby y\r\nSubject: Antrag\r\n\r\nText"},
		{"a", "Vorname: Ute\nNachname: Erdacht\n\nText", "", "application/octet-stream", "Vorname: Ute\nNachname: Erdacht\n\nText"},
		{"a.http", "POST /eingang/formcycle/satz?x=1 HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 1\r\nAuthorization: Basic x\r\nCookie: y\r\n\r\n{\"a\":\n\n1}", "/satz", "application/json", "{\"a\":\n\n1}"},
		{"a.http", "POST /anders HTTP/1.0\nContent-Type: text/xml\n\n<a/>", "", "text/xml", "<a/>"},
		{"a.http", "POST /eingang/x HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Type: text/xml\r\n\r\n4\r\n<a/>\r\n0\r\n\r\n", "", "text/xml", "<a/>"},
	} {
		k, body, err := readMusterdatei(c.name, iotest.OneByteReader(strings.NewReader(c.file)))
		if err != nil {
			t.Errorf("%q: %v", c.file, err)
			continue
		}
		raw, err := io.ReadAll(body)
		if err != nil || k.Path != c.path || k.Header.Get("Content-Type") != c.typ || string(raw) != c.body {
			t.Errorf("%q is %q, %q, %q, %v", c.file, k.Path, k.Header.Get("Content-Type"), raw, err)
		}
		if k.Header.Get("Authorization") != "" || k.Header.Get("Cookie") != "" {
			t.Errorf("credentials are kept of %q", c.file)
		}
	}
	for _, file := range []string{"", " \r\n", "POST /x HTTP/1.1\r\nContent-Type: text/xml\r\n",
		"POST /x HTTP/1.1\r\nkein Kopf\r\n\r\n"} {
		if _, _, err := readMusterdatei("a", strings.NewReader(file)); err == nil {
			t.Errorf("%q is accepted", file)
		}
	}
}

func FuzzLiesMusterdatei(f *testing.F) {
	for _, s := range []string{"{}", "<a/>", "--x\r\n\r\n", "POST / HTTP/1.1\r\n\r\n", "From: x\r\n\r\n"} {
		f.Add("a.http", s)
	}
	f.Fuzz(func(t *testing.T, name, file string) {
		_, body, err := readMusterdatei(name, strings.NewReader(file))
		if err == nil {
			if n, err := io.Copy(io.Discard, body); err == nil && n > int64(len(file)) {
				t.Fatal("more came out than was in it")
			}
		}
	})
}
