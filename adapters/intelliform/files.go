package intelliform

import (
	"strconv"
	"strings"

	"kontor/adapters"
)

// file matches a file element to its attachment. The equality of the two ids is INFERRED, so a file
// without attachment is a note and not a fault.
func (t *tree) file(n *adapters.Node, path string) adapters.Feld {
	name := strings.TrimSpace(n.Text)
	f := adapters.Feld{Name: n.Name, Typ: adapters.Datei}
	id, _ := n.Attr("", "id")
	if name == "" && id == "" { // an upload nobody used
		return f
	}
	f.Text = adapters.CleanFilename(name)
	length, hasLength := n.Attr("", "length")
	a := t.claim(id, name, length, path)
	if a == nil {
		t.b.Note("file_missing", path, "Das Feld nennt eine Datei, die nicht mitgesendet wurde. Bitte bei der antragstellenden Person nachfordern.")
		return f
	}
	f.Dokument = a.document
	d := t.b.Document(a.document)
	description, _ := n.Attr("", "description")
	d.Feld, d.Beschreibung = firstOf(d.Feld, path), firstOf(d.Beschreibung, description)
	if hasLength && length != strconv.FormatInt(a.file.Groesse, 10) {
		t.b.Note("length_differs", path,
			"Die Größe der Datei weicht von der Angabe des Formularservers ab. Bitte die Datei auf Vollständigkeit prüfen.")
	}
	return f
}

// claim finds the attachment of a file element by id. Where several bear the id, the one of the same
// length and name is taken, each once; where none does, one of the same name that nobody else refers to.
func (t *tree) claim(id, name, length, path string) *attachment {
	var same, free []*attachment
	for _, a := range t.envelope.attachments {
		if a.document == "" || a.id != id || id == "" {
			continue
		}
		same = append(same, a)
		if !a.claimed {
			free = append(free, a)
		}
	}
	switch {
	case len(same) == 0:
		return t.claimByName(name, path)
	case len(free) == 0:
		return same[0]
	}
	const exact = 3
	best, score := free[0], -1
	for _, a := range free {
		n := 0
		if length == strconv.FormatInt(a.file.Groesse, 10) {
			n += 2
		}
		if adapters.CleanFilename(name) == adapters.CleanFilename(a.name) {
			n++
		}
		if n > score {
			best, score = a, n
		}
	}
	if len(same) > 1 && score < exact {
		t.b.Note("attachment_id_repeated", path,
			"Mehrere Anhänge tragen dieselbe Kennung. Die Datei wurde nach Größe, Name und Reihenfolge zugeordnet; bitte prüfen.")
	}
	best.claimed = true
	return best
}

func (t *tree) claimByName(name, path string) *attachment {
	var found *attachment
	for _, a := range t.envelope.attachments {
		if a.document == "" || a.claimed || t.form.fileIDs[a.id] ||
			adapters.CleanFilename(a.name) != adapters.CleanFilename(name) {
			continue
		}
		if found != nil { // two of that name: which one is meant, nobody knows
			return nil
		}
		found = a
	}
	if found != nil {
		found.claimed = true
		t.b.Note("file_matched_by_name", path,
			"Die Datei wurde nur am Namen erkannt, weil ihre Kennung in der Lieferung fehlt; bitte prüfen.")
	}
	return found
}
