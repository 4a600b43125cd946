package intelliform

import (
	"strconv"
	"strings"

	"kontor/adapters"
)

// tree turns the form XML into fields. Plain data carries the code, the raw form beside it the label
// of the chosen option and the type (SEEN, form-systems §1.3).
type tree struct {
	b        *adapters.Builder
	envelope *envelope
}

// typeWords are the types of a:type, ifp:type and xsi:type (without prefix).
var typeWords = map[string]adapters.Typ{
	"string": adapters.Text, "boolean": adapters.JaNein, "number": adapters.Zahl, "decimal": adapters.Zahl,
	"integer": adapters.Zahl, "int": adapters.Zahl, "double": adapters.Zahl, "date": adapters.Datum, "dateTime": adapters.Zeitpunkt,
}

func (t *tree) children(n, raw *adapters.Node, path string) []adapters.Feld {
	fields := make([]adapters.Feld, 0, len(n.Children))
	seen := map[string]int{}
	twins := namesakes(raw)
	for _, c := range n.Children {
		var twin *adapters.Node
		if i := seen[c.Name]; i < len(twins[c.Name]) {
			twin = twins[c.Name][i]
		}
		seen[c.Name]++
		fields = append(fields, t.field(c, twin, adapters.Path(path, c.Name)))
	}
	return fields
}

func namesakes(n *adapters.Node) map[string][]*adapters.Node {
	by := map[string][]*adapters.Node{}
	if n != nil {
		for _, c := range n.Children {
			by[c.Name] = append(by[c.Name], c)
		}
	}
	return by
}

func (t *tree) field(n, raw *adapters.Node, path string) adapters.Feld {
	switch {
	case n.Name == "file" && len(n.Children) == 0:
		return t.file(n, path)
	case len(n.Children) == 0:
		return t.leaf(n, raw, path)
	}
	f := adapters.Feld{Name: n.Name, Label: label(n, raw), Typ: adapters.Gruppe}
	if repeats(n) {
		f.Typ, f.Felder = adapters.Liste, t.items(n, raw, path)
		return f
	}
	if len(n.Children) == 1 && n.Children[0].Name == "file" {
		file := t.file(n.Children[0], path)
		file.Name, file.Label = n.Name, f.Label
		return file
	}
	f.Felder = t.children(n, raw, path)
	if text := strings.TrimSpace(n.Text); text != "" {
		f.Felder = append(f.Felder, adapters.Feld{Name: "#text", Typ: adapters.Text, Text: text})
		t.b.Note("mixed_content", path, "Neben Unterfeldern stand freier Text; er ist als eigenes Feld angefügt.")
	}
	return f
}

// repeats: <x><x-item>…</x-item></x> (SEEN).
func repeats(n *adapters.Node) bool {
	for _, c := range n.Children {
		if c.Name != n.Name+"-item" {
			return false
		}
	}
	return true
}

func (t *tree) items(n, raw *adapters.Node, path string) []adapters.Feld {
	fields := make([]adapters.Feld, 0, len(n.Children))
	for i, c := range n.Children {
		name := strconv.Itoa(i + 1)
		var twin *adapters.Node
		if raw != nil && i < len(raw.Children) {
			twin = raw.Children[i]
		}
		f := t.field(c, twin, adapters.Path(path, name))
		f.Name = name
		fields = append(fields, f)
	}
	return fields
}

func (t *tree) leaf(n, raw *adapters.Node, path string) adapters.Feld {
	text := strings.TrimSpace(n.Text)
	f := adapters.Feld{Name: n.Name, Label: label(n, raw), Typ: fieldType(n, raw, text), Text: text}
	if currency, ok := n.Attr("", "currency"); ok {
		f.Typ, f.Waehrung = adapters.Betrag, strings.ToUpper(adapters.CleanLine(currency))
	}
	if chosen := attr(internalSpace, "label", n, raw); chosen != "" && f.Typ != adapters.JaNein && f.Typ != adapters.Betrag {
		f.Typ, f.Code, f.Text = adapters.Auswahl, text, chosen
		return f
	}
	if text == "" {
		return f
	}
	ok := true
	switch f.Typ {
	case adapters.JaNein:
		if ok = text == "true" || text == "false"; ok {
			f.Wert, f.Text = text, adapters.YesNo(text)
		}
	case adapters.Datum:
		f.Wert, ok = adapters.ParseDate(text)
	case adapters.Zeitpunkt:
		at, read := adapters.ParseInstant(text)
		if ok = read; ok {
			f.Wert = at.Format("2006-01-02T15:04:05Z07:00")
		}
	case adapters.Zahl:
		f.Wert, ok = adapters.ParseDecimal(text)
	case adapters.Betrag:
		if f.Wert, ok = adapters.ParseDecimal(text); ok {
			f.Wert = adapters.Amount(f.Wert)
		}
	}
	if !ok {
		t.b.Note("value_unreadable", path, "Der Wert passt nicht zum Typ des Feldes und steht nur als Text da.")
	}
	return f
}

// fieldType takes the stated type, else what the notation shows without doubt.
func fieldType(n, raw *adapters.Node, text string) adapters.Typ {
	for _, a := range []struct{ space, name string }{{internalSpace, "type"}, {annotationSpace, "type"}, {schemaSpace, "type"}} {
		word := attr(a.space, a.name, n, raw)
		if i := strings.LastIndex(word, ":"); i >= 0 {
			word = word[i+1:]
		}
		if typ, ok := typeWords[word]; ok {
			return typ
		}
	}
	if text == "true" || text == "false" {
		return adapters.JaNein
	}
	if _, ok := adapters.ParseDate(text); ok && strings.Contains(text, "-") {
		return adapters.Datum
	}
	return adapters.Text
}

// attr looks at the plain element first and then at its twin in the raw form.
func attr(space, name string, n, raw *adapters.Node) string {
	if v, ok := n.Attr(space, name); ok {
		return v
	}
	if raw == nil {
		return ""
	}
	v, _ := raw.Attr(space, name)
	return v
}

func label(n, raw *adapters.Node) string {
	return adapters.StripMarkup(firstOf(attr("", "label", n, raw), attr(annotationSpace, "label", n, raw)))
}

// file matches a file element to its attachment. The equality of the two ids is INFERRED, so a file
// without attachment is a note and not a fault.
func (t *tree) file(n *adapters.Node, path string) adapters.Feld {
	f := adapters.Feld{Name: n.Name, Typ: adapters.Datei, Text: adapters.CleanFilename(strings.TrimSpace(n.Text))}
	id, _ := n.Attr("", "id")
	a := t.claim(id)
	if a == nil {
		t.b.Note("file_missing", path, "Das Feld nennt eine Datei, die nicht mitgesendet wurde. Bitte bei der antragstellenden Person nachfordern.")
		return f
	}
	f.Dokument = a.document
	d := t.b.Document(a.document)
	d.Feld = path
	description, _ := n.Attr("", "description")
	d.Beschreibung = firstOf(d.Beschreibung, description)
	if length, ok := n.Attr("", "length"); ok && length != strconv.FormatInt(a.file.Groesse, 10) {
		t.b.Note("length_differs", path, "Die Größe der Datei weicht von der Angabe des Formularservers ab. Bitte die Datei auf Vollständigkeit prüfen.")
	}
	return f
}

func (t *tree) claim(id string) *attachment {
	var taken *attachment
	for _, a := range t.envelope.attachments {
		if a.id != id || id == "" || a.document == "" {
			continue
		}
		if !a.claimed {
			a.claimed = true
			return a
		}
		taken = a
	}
	return taken
}
