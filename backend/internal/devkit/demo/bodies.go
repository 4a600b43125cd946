package demo

import (
	"archive/zip"
	"bytes"
	"mime/multipart"
	"net/textproto"
)

func zipOf(dateien ...datei) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, d := range dateien {
		w, err := z.Create(d.name)
		if err == nil {
			_, err = w.Write(d.inhalt)
		}
		if err != nil {
			panic(err) // into memory
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// multi writes a multipart body with a fixed boundary: the same delivery is the same bytes.
type multi struct {
	buf bytes.Buffer
	w   *multipart.Writer
}

func newMultipart() *multi {
	m := &multi{}
	m.w = multipart.NewWriter(&m.buf)
	if err := m.w.SetBoundary("----lindenfurt7MA4YWxkTrZu0gW"); err != nil {
		panic(err)
	}
	return m
}

func (m *multi) part(name, filename, art string, inhalt []byte) {
	disposition := `form-data; name="` + name + `"`
	if filename != "" {
		disposition += `; filename="` + filename + `"`
	}
	w, err := m.w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {disposition}, "Content-Type": {art}})
	if err == nil {
		_, err = w.Write(inhalt)
	}
	if err != nil {
		panic(err) // into memory
	}
}

func (m *multi) close() ([]byte, string) {
	if err := m.w.Close(); err != nil {
		panic(err)
	}
	return m.buf.Bytes(), m.w.FormDataContentType()
}
