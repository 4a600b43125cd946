package neutral

import (
	"strings"

	"kontor/adapters"
)

// xmlSpace is the namespace of the format as XML.
const xmlSpace = "urn:kontor:fallformat:1"

// instanceSpace may say where the schema is; nothing else stands in attributes.
const instanceSpace = "http://www.w3.org/2001/XMLSchema-instance"

// shape says how an element of the XML becomes a value of the JSON, so that one reader checks both.
type shape struct {
	members map[string]*shape // of an object, by name
	item    string            // of a list: the name of its items
	items   *shape
	number  bool // a JSON number
	text    bool // white space counts; everywhere else it is trimmed
}

var (
	word = &shape{}
	text = &shape{text: true}
	file = &shape{members: map[string]*shape{"sha256": word, "groesse": {number: true}}}

	// An object lists only members that are no words; fromObject takes every other one for a word.
	feld = func() *shape {
		f := &shape{members: map[string]*shape{"label": text, "text": text}}
		f.members["felder"] = &shape{item: "feld", items: f}
		return f
	}()
	antrag = &shape{members: map[string]*shape{
		"referenzen": {item: "referenz", items: &shape{members: map[string]*shape{}}},
		"formular":   {members: map[string]*shape{"titel": text}},
		"leika":      {item: "schluessel", items: word},
		"antragsteller": {members: map[string]*shape{"konto": {members: map[string]*shape{}}, "postfach": {members: map[string]*shape{}},
			"vertrauensniveau": {number: true}, "unbestaetigt": {item: "angabe", items: word}}},
		"antragsdaten": {item: "feld", items: feld},
		"dokumente":    {item: "dokument", items: &shape{members: map[string]*shape{"beschreibung": text, "datei": file}}},
		"zahlung":      {members: map[string]*shape{}},
		"hinweise":     {item: "hinweis", items: &shape{members: map[string]*shape{"text": text}}},
	}}
)

// fromXML turns the document into the tree the reader knows. Errors name the path as in JSON.
func (r *reader) fromXML(root *adapters.Node) *adapters.JSONValue {
	if root.Name != "antrag" || root.Space != xmlSpace {
		r.fail("$", "Hier wird das Element antrag im Namensraum "+xmlSpace+" erwartet.")
		return nil
	}
	return r.fromElement(root, antrag, "$")
}

func (r *reader) fromElement(n *adapters.Node, s *shape, path string) *adapters.JSONValue {
	r.checkElement(n, path)
	switch {
	case s.items != nil:
		return r.fromList(n, s, path)
	case s.members != nil:
		return r.fromObject(n, s, path)
	}
	if len(n.Children) > 0 {
		r.fail(path, "Hier wird ein Text ohne weitere Elemente erwartet.")
	}
	v := &adapters.JSONValue{Kind: adapters.JSONString, Text: n.Text}
	if !s.text {
		v.Text = strings.TrimSpace(n.Text)
	}
	if s.number {
		v.Kind = adapters.JSONNumber
	}
	return v
}

// checkElement refuses what JSON cannot say: other namespaces and attributes.
func (r *reader) checkElement(n *adapters.Node, path string) {
	if n.Space != xmlSpace {
		r.fail(path, "Hier steht ein Element außerhalb des Namensraums "+xmlSpace+".")
	}
	for _, a := range n.Attrs {
		if a.Name.Space != instanceSpace && a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
			r.fail(path, "Hier steht ein Attribut; alle Angaben stehen in Elementen.")
		}
	}
}

// fromObject: a member the shape does not list is a word, and the reader says whether there is one of that name.
func (r *reader) fromObject(n *adapters.Node, s *shape, path string) *adapters.JSONValue {
	v := &adapters.JSONValue{Kind: adapters.JSONObject}
	seen := map[string]bool{}
	for _, c := range n.Children {
		if seen[c.Name] {
			r.fail(path, "Eine Angabe steht hier zweimal; welche gilt, ist unklar.")
		}
		seen[c.Name] = true
		inner := s.members[c.Name]
		if inner == nil {
			inner = word
		}
		v.Members = append(v.Members, adapters.JSONMember{Key: c.Name, Value: r.fromElement(c, inner,
			r.memberPath(path, c.Name, s))})
	}
	r.noText(n, path)
	return v
}

// memberPath names a member only if it is one of the format: a foreign name may be a value.
func (r *reader) memberPath(path, name string, s *shape) string {
	if s.members[name] != nil || known[name] {
		return path + "." + name
	}
	return path
}

// known are the names of words in the format.
var known = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(`kennung eingereichtAm organisationseinheit region art wert schluessel version anrede titel vorname nachname geburtsdatum firma
		strasse hausnummer plz ort land email telefon pseudonym kanal adresse name typ code waehrung dokument id rolle dateiname contentType feld inhalt teil
		zustand betrag referenz`) {
		m[name] = true
	}
	return m
}()

func (r *reader) fromList(n *adapters.Node, s *shape, path string) *adapters.JSONValue {
	v := &adapters.JSONValue{Kind: adapters.JSONArray}
	for i, c := range n.Children {
		at := path + index(i)
		if c.Name != s.item {
			r.fail(at, "Hier wird das Element "+s.item+" erwartet.")
		}
		v.Items = append(v.Items, r.fromElement(c, s.items, at))
	}
	r.noText(n, path)
	return v
}

func (r *reader) noText(n *adapters.Node, path string) {
	if strings.TrimSpace(n.Text) != "" {
		r.fail(path, "Zwischen den Elementen steht Text.")
	}
}
