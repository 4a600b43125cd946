package intelliform

import (
	"regexp"
	"strconv"
	"strings"

	"kontor/adapters"
)

// tree turns the form data into fields. Plain data carries the code, the raw form beside it the label of
// the chosen option, and any flavour the type and the label of the field (SEEN, form-systems §1.3).
type tree struct {
	b        *adapters.Builder
	envelope *envelope
	form     *form
}

// same are the elements of one field in all flavours, the primary one first.
type same []*adapters.Node

// namesakes lists the children of the other flavours by name.
func (s same) namesakes() []map[string][]*adapters.Node {
	var out []map[string][]*adapters.Node
	for _, other := range s[1:] {
		by := map[string][]*adapters.Node{}
		for _, c := range other.Children {
			by[c.Name] = append(by[c.Name], c)
		}
		out = append(out, by)
	}
	return out
}

// child adds to the i-th child of that name its counterparts among the namesakes.
func child(c *adapters.Node, i int, namesakes []map[string][]*adapters.Node) same {
	out := same{c}
	for _, by := range namesakes {
		if i < len(by[c.Name]) {
			out = append(out, by[c.Name][i])
		}
	}
	return out
}

// attr is the first of the flavours' attributes that has a value.
func (s same) attr(space, name string) string {
	for _, n := range s {
		if v, _ := n.Attr(space, name); v != "" {
			return v
		}
	}
	return ""
}

func (s same) label() string {
	return adapters.StripMarkup(firstOf(s.attr("", "label"), s.attr(annotationSpace, "label")))
}

// typeWords are the types of a:type, ifp:type and xsi:type (without prefix).
var typeWords = map[string]adapters.Typ{
	"string": adapters.Text, "boolean": adapters.JaNein, "number": adapters.Zahl, "decimal": adapters.Zahl,
	"integer": adapters.Zahl, "int": adapters.Zahl, "double": adapters.Zahl, "date": adapters.Datum,
	"dateTime": adapters.Zeitpunkt,
	"file":     adapters.Datei,
}

// children lists the fields of a group. Several of one name are the repetitions of a Liste.
func (t *tree) children(s same, path string) []adapters.Feld {
	count := map[string]int{}
	for _, c := range s[0].Children {
		count[c.Name]++
	}
	fields := make([]adapters.Feld, 0, len(s[0].Children))
	namesakes := s.namesakes()
	lists, seen := map[string]int{}, map[string]int{} // position in fields; repetitions so far
	for _, c := range s[0].Children {
		at := adapters.Path(path, c.Name)
		all := child(c, seen[c.Name], namesakes)
		seen[c.Name]++
		if count[c.Name] == 1 {
			fields = append(fields, t.field(all, at))
			continue
		}
		if seen[c.Name] == 1 {
			lists[c.Name] = len(fields)
			fields = append(fields, adapters.Feld{Name: c.Name, Typ: adapters.Liste})
		}
		list := &fields[lists[c.Name]]
		list.Felder = append(list.Felder, t.item(all, at, len(list.Felder)+1))
	}
	return fields
}

func (t *tree) field(s same, path string) adapters.Feld {
	n := s[0]
	switch {
	case n.Name == "file" && len(n.Children) == 0:
		return t.file(n, path)
	case len(n.Children) == 0:
		return t.leaf(s, path)
	}
	f := adapters.Feld{Name: n.Name, Label: s.label(), Typ: adapters.Gruppe}
	switch {
	case only(n, "file") && len(n.Children) == 1:
		file := t.file(n.Children[0], path)
		file.Name, file.Label = f.Name, f.Label
		f = file
	case only(n, n.Name+"-item") || only(n, "file"): // <x><x-item>…</x-item></x> (SEEN)
		f.Typ = adapters.Liste
		namesakes := s.namesakes()
		for i, c := range n.Children {
			f.Felder = append(f.Felder, t.item(child(c, i, namesakes), path, i+1))
		}
	default:
		f.Felder = t.children(s, path)
	}
	if text := strings.TrimSpace(n.Text); text != "" {
		f = withText(f, text)
		t.b.Note("mixed_content", path, "Neben Unterfeldern stand freier Text; er ist als eigenes Feld angefügt.")
	}
	return f
}

// withText adds text that stood beside the children. A file becomes a group for it.
func withText(f adapters.Feld, text string) adapters.Feld {
	if f.Typ == adapters.Datei {
		f = adapters.Feld{Name: f.Name, Label: f.Label, Typ: adapters.Gruppe, Felder: []adapters.Feld{f}}
	}
	f.Felder = append(f.Felder, adapters.Feld{Name: "#text", Typ: adapters.Text, Text: text})
	return f
}

func only(n *adapters.Node, name string) bool {
	for _, c := range n.Children {
		if c.Name != name {
			return false
		}
	}
	return true
}

func (t *tree) item(s same, path string, number int) adapters.Feld {
	name := strconv.Itoa(number)
	f := t.field(s, adapters.Path(path, name))
	f.Name = name
	return f
}

func (t *tree) leaf(s same, path string) adapters.Feld {
	text := strings.TrimSpace(s[0].Text)
	f := adapters.Feld{Name: s[0].Name, Label: s.label(), Typ: fieldType(s, text), Text: text}
	if f.Typ == adapters.Datei {
		file := t.file(s[0], path)
		file.Label = f.Label
		return file
	}
	currency := strings.ToUpper(strings.TrimSpace(s.attr("", "currency")))
	if currency != "" {
		f.Typ = adapters.Betrag
	}
	if currencyCode.MatchString(currency) {
		f.Waehrung = currency
	} else if text != "" {
		f.Text = strings.TrimSpace(text + " " + currency)
	}
	chosen := t.chosen(s, text, path)
	if chosen != "" && f.Typ != adapters.JaNein && f.Typ != adapters.Betrag {
		f.Typ, f.Code, f.Text = adapters.Auswahl, text, chosen
		return f
	}
	if text != "" && !t.read(&f, text, s.attr(schemaSpace, "type") != "") {
		t.b.Note("value_unreadable", path, "Der Wert passt nicht zum Typ des Feldes und steht nur als Text da.")
	}
	if f.Typ == adapters.Betrag {
		f.Text = firstOf(chosen, f.Text)
	}
	return f
}

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// chosen is the text of the chosen option (SEEN: a:label of the raw form). Where a flavour holds another
// value than the primary one, its label belongs to something else.
func (t *tree) chosen(s same, text, path string) string {
	for _, n := range s {
		label, ok := n.Attr(internalSpace, "label")
		if !ok || label == "" {
			continue
		}
		if strings.TrimSpace(n.Text) == text {
			return adapters.StripMarkup(label)
		}
		t.b.Note("raw_form_differs", path,
			"Der XML-Datensatz in Rohform nennt einen anderen Wert als die XML-Daten. Das Feld zeigt den Code der XML-Daten ohne Text.")
	}
	return ""
}

// read fills Wert by type; false means that the text is none of the type. Only a type of XML Schema says how its
// numbers are written.
func (t *tree) read(f *adapters.Feld, text string, declared bool) bool {
	ok := true
	switch f.Typ {
	case adapters.JaNein:
		if f.Wert = booleans[text]; f.Wert != "" {
			f.Text = adapters.YesNo(f.Wert)
		}
		ok = f.Wert != ""
	case adapters.Datum:
		f.Wert, ok = adapters.ParseDate(text)
	case adapters.Zeitpunkt:
		at, read := adapters.ParseInstant(text)
		if ok = read; ok {
			f.Wert = at.Format("2006-01-02T15:04:05Z07:00")
		}
	case adapters.Zahl:
		if declared {
			f.Wert, ok = adapters.ParseLiteral(text)
		}
		if f.Wert == "" {
			f.Wert, ok = adapters.ParseDecimal(text)
		}
	case adapters.Betrag:
		f.Wert, ok = adapters.ParseAmount(text)
	}
	return ok
}

// booleans are the spellings of xs:boolean.
var booleans = map[string]string{"true": "true", "1": "true", "false": "false", "0": "false"}

// fieldType takes the stated type, from whichever flavour says more than "string"; else what the notation
// shows without doubt.
func fieldType(s same, text string) adapters.Typ {
	stated := adapters.Typ("")
	for _, n := range s {
		for _, space := range []string{internalSpace, annotationSpace, schemaSpace} {
			word, _ := n.Attr(space, "type")
			typ := typeWords[word[strings.LastIndex(word, ":")+1:]]
			if typ != "" && typ != adapters.Text {
				return typ
			}
			stated = adapters.Typ(firstOf(string(stated), string(typ)))
		}
	}
	if stated != "" {
		return stated
	}
	if text == "true" || text == "false" {
		return adapters.JaNein
	}
	if _, ok := adapters.ParseDate(text); ok && strings.Contains(text, "-") {
		return adapters.Datum
	}
	return adapters.Text
}
