package seiten

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"mime"
	"mime/multipart"
	"strings"

	"kontor/backend/internal/service/antragsraum"
)

// teile are the parts of a form without those of file fields in which nothing was chosen: a browser sends them, too.
type teile struct {
	parts      *multipart.Reader
	textOnly   bool   // no file is taken
	files      bool   // some were chosen
	schluessel string // as the form had it
	part, name string // of the file that is being read
}

// NextPart is operations.Teile.
func (t *teile) NextPart() (*multipart.Part, error) {
	for {
		p, err := t.parts.NextPart()
		if err != nil {
			return nil, err
		}
		file, chosen := fileOf(p)
		t.files = t.files || chosen
		if file && (t.textOnly || !chosen) {
			continue
		}
		if file {
			t.part, t.name = p.FormName(), p.FileName()
		}
		return p, nil
	}
}

// fileOf tells whether a part comes from a file field, and whether a file was chosen there.
func fileOf(p *multipart.Part) (file, chosen bool) {
	_, params, _ := mime.ParseMediaType(p.Header.Get("Content-Disposition"))
	name, file := params["filename"]
	return file, name != ""
}

// feld is the id of the field that the file being read was chosen in.
func (t *teile) feld() string { return strings.Replace(t.part, ":", "-", 1) }

// keyOf names an answer by its form and by what it holds: the same sent twice is one, a form that was filled in anew is
// another. A browser goes back to a form with what it named it by.
func keyOf(w antragsraum.Antwort) string {
	if w.Schluessel == "" {
		return ""
	}
	h := sha256.New()
	fmt.Fprintf(h, "%q %q", w.Schluessel, w.Text)
	for _, d := range w.Dateien {
		fmt.Fprintf(h, " %v %q %s", d.Punkt, d.Dateiname, d.SHA256)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
