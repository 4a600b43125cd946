package zbp

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/textproto"
	"sync"

	"kontor/backend/internal/casework"
)

// body is the multipart request; files are read from where they lie while it goes out.
type body struct {
	laenge int64
	typ    string

	mu     sync.Mutex // it is closed while it is read
	parts  []io.Reader
	offen  io.Closer               // the file that is being read
	fehler *casework.Zustellfehler // why one could not be read
}

// body writes the part json and opens nothing yet.
func (p *Postfach) body(z casework.Zustellung, inhalt []byte) (*body, error) {
	u, err := p.wrap(inhalt)
	if err != nil {
		return nil, err
	}
	raw, err := encode(u)
	if err != nil {
		return nil, err
	}
	b := &body{}
	var text bytes.Buffer
	w := multipart.NewWriter(&text)
	flush := func() {
		b.laenge += int64(text.Len())
		b.parts = append(b.parts, bytes.NewReader(bytes.Clone(text.Bytes())))
		text.Reset()
	}
	part, err := w.CreatePart(head("json", "", "application/json"))
	if err == nil {
		_, err = part.Write(raw)
	}
	for _, x := range z.Beilagen {
		if err == nil {
			_, err = w.CreatePart(head("files", x.Name, x.Typ))
		}
		flush()
		b.laenge += x.Groesse
		b.parts = append(b.parts, &datei{x, b, nil})
	}
	err = errors.Join(err, w.Close())
	flush()
	b.typ = w.FormDataContentType()
	return b, err
}

func head(name, filename, typ string) textproto.MIMEHeader {
	disposition := fmt.Sprintf(`form-data; name=%q`, name)
	if filename != "" {
		disposition = multipart.FileContentDisposition(name, filename)
	}
	return textproto.MIMEHeader{"Content-Disposition": {disposition}, "Content-Type": {typ}}
}

func (b *body) Read(to []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.parts) > 0 {
		n, err := b.parts[0].Read(to)
		if errors.Is(err, io.EOF) {
			b.parts, err = b.parts[1:], nil
			if n == 0 {
				continue
			}
		}
		return n, err
	}
	return 0, io.EOF
}

// Close ends the file that is being read.
func (b *body) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.parts = nil
	b.closeFile()
	return nil // what was sent was read before; an error of closing says nothing of it
}

// closeFile ends the file that is being read, once; the caller holds the lock.
func (b *body) closeFile() {
	if b.offen != nil {
		_ = b.offen.Close()
		b.offen = nil
	}
}

// broken is why a file could not be read; nil = all could.
func (b *body) broken() *casework.Zustellfehler {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.fehler
}

// datei opens a file when its turn comes.
type datei struct {
	beilage casework.Beilage
	body    *body
	file    io.ReadCloser
}

func (d *datei) Read(to []byte) (n int, err error) {
	if d.file == nil {
		if d.file, err = d.beilage.Open(); err != nil {
			d.body.fehler = casework.FailZustellung(casework.Voruebergehend, err).Of(d.beilage.Dokument)
			return 0, err
		}
		d.body.offen = d.file
	}
	n, err = d.file.Read(to)
	if err != nil {
		d.body.closeFile()
		if !errors.Is(err, io.EOF) {
			d.body.fehler = casework.FailZustellung(casework.Voruebergehend, err).Of(d.beilage.Dokument)
		}
	}
	return n, err
}
