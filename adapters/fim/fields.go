package fim

import (
	"bytes"
	"strconv"
	"strings"

	"kontor/adapters"
)

// child is one member or element below a group: value makes its field.
type child struct {
	name  string
	value func(name, path string) adapters.Feld
}

// data reads the part data as a tree of field numbers.
func (x *bundle) data() error {
	doc := x.documents[partData]
	if doc == nil {
		x.b.Note("form_data_empty", "", "Die Lieferung enthält keine Fachdaten (data); nur die Anlagen zeigen den Antrag.")
		return nil
	}
	declared := x.metadata.Get("contentStructure").Get(partData).Get("submissionSchema").String("mimeType")
	if isXML(doc.typ, declared, doc.content) {
		return x.xmlData(doc)
	}
	root, err := adapters.ReadJSON(bytes.NewReader(doc.content), x.lim, doc.charset)
	if err != nil {
		return err
	}
	if root.Kind != adapters.JSONObject {
		return adapters.Fail(adapters.Malformed, "form_data_not_object",
			"Die Fachdaten (data) sind kein JSON-Objekt mit Feldnummern. Bitte den Absender prüfen.")
	}
	if len(root.Members) == 1 && schemaRoot.MatchString(root.Members[0].Key) &&
		root.Members[0].Value.Kind == adapters.JSONObject {
		root = root.Members[0].Value
	}
	x.b.Submission.Antragsdaten = x.group(x.jsonChildren(root), "")
	return nil
}

// isXML goes by the type of the part, else by that of the metadata, else by the first character.
func isXML(part, metadata string, content []byte) bool {
	for _, typ := range []string{part, metadata} {
		typ, _ = adapters.MediaType(typ)
		switch {
		case strings.HasSuffix(typ, "xml"):
			return true
		case strings.HasSuffix(typ, "json"):
			return false
		}
	}
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf")), " \t\r\n"), []byte("<"))
}

// group makes fields of children; those of one name are the repetitions of a list.
func (x *bundle) group(children []child, path string) []adapters.Feld {
	count := map[string]int{}
	for _, c := range children {
		count[c.name]++
	}
	fields := make([]adapters.Feld, 0, len(children))
	lists := map[string]int{} // name to position in fields
	for _, c := range children {
		at := adapters.Path(path, c.name)
		if count[c.name] == 1 {
			fields = append(fields, c.value(c.name, at))
			continue
		}
		i, known := lists[c.name]
		if !known {
			i = len(fields)
			lists[c.name] = i
			fields = append(fields, adapters.Feld{Name: c.name, Typ: adapters.Liste})
		}
		n := strconv.Itoa(len(fields[i].Felder) + 1)
		fields[i].Felder = append(fields[i].Felder, c.value(n, adapters.Path(at, n)))
	}
	return fields
}

func (x *bundle) jsonChildren(v *adapters.JSONValue) []child {
	children := make([]child, 0, len(v.Members))
	for _, m := range v.Members {
		children = append(children, child{fieldName(m.Key), func(name, path string) adapters.Feld {
			return x.jsonField(name, m.Value, path)
		}})
	}
	return children
}

// jsonField: repeating groups are arrays (INFERRED, and so in the public style sheet that makes the JSON schemas).
func (x *bundle) jsonField(name string, v *adapters.JSONValue, path string) adapters.Feld {
	f := adapters.Feld{Name: name, Typ: adapters.Text}
	switch v.Kind {
	case adapters.JSONObject:
		f.Typ, f.Felder = adapters.Gruppe, x.group(x.jsonChildren(v), path)
	case adapters.JSONArray:
		f.Typ = adapters.Liste
		for i, item := range v.Items {
			n := strconv.Itoa(i + 1)
			f.Felder = append(f.Felder, x.jsonField(n, item, adapters.Path(path, n)))
		}
	case adapters.JSONBool, adapters.JSONNumber:
		return v.Leaf(name)
	case adapters.JSONString:
		return x.text(name, v.Text, path)
	}
	return f
}

// text is a field without a known type; one that holds an attachmentId is that file (INFERRED).
func (x *bundle) text(name, text, path string) adapters.Feld {
	if doc := x.documentOf[strings.ToLower(strings.TrimSpace(text))]; doc != "" {
		d := x.b.Document(doc)
		if d.Feld == "" {
			d.Feld = path
		}
		return adapters.Feld{Name: name, Typ: adapters.Datei, Text: d.Dateiname, Dokument: doc}
	}
	return adapters.Guess(name, "", text)
}

func (x *bundle) xmlData(doc *document) error {
	root, err := adapters.ReadXML(bytes.NewReader(doc.content), x.lim, doc.charset)
	if err != nil {
		return err
	}
	form := &x.b.Submission.Formular
	for _, name := range []string{root.Space, root.Name} { // the namespace has the version, too
		if key, version := formKey(name); schemaName.MatchString(name) && form.Schluessel == "" {
			form.Schluessel, form.Version = key, version
		}
	}
	x.b.Submission.Antragsdaten = x.group(x.xmlChildren(root), "")
	return nil
}

func (x *bundle) xmlChildren(n *adapters.Node) []child {
	children := make([]child, 0, len(n.Children))
	for _, c := range n.Children {
		children = append(children, child{fieldName(c.Name), func(name, path string) adapters.Feld {
			return x.xmlField(name, c, path)
		}})
	}
	return children
}

func (x *bundle) xmlField(name string, n *adapters.Node, path string) adapters.Feld {
	text := strings.TrimSpace(n.Text)
	if len(n.Children) == 0 {
		return x.text(name, text, path)
	}
	if code := n.ChildText("code"); code != "" && onlyCode(n) { // a code of the XÖV building blocks (INFERRED)
		f := adapters.Feld{Name: name, Typ: adapters.Auswahl, Code: code, Text: n.ChildText("name")}
		if f.Text == "" {
			f.Text = code
		}
		return f
	}
	f := adapters.Feld{Name: name, Typ: adapters.Gruppe, Felder: x.group(x.xmlChildren(n), path)}
	if text != "" {
		f.Felder = append(f.Felder, adapters.Feld{Name: "#text", Typ: adapters.Text, Text: text})
		x.b.Note("mixed_content", path, "Neben Unterfeldern stand freier Text; er ist als eigenes Feld angefügt.")
	}
	return f
}

// onlyCode tells an element that holds nothing but code and perhaps name.
func onlyCode(n *adapters.Node) bool {
	for _, c := range n.Children {
		if len(c.Children) > 0 || c.Name != "code" && c.Name != "name" {
			return false
		}
	}
	return n.Child("code") != nil && strings.TrimSpace(n.Text) == ""
}
