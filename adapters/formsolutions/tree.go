package formsolutions

import (
	"strconv"
	"strings"

	"kontor/adapters"
)

// tree turns the form XML into fields. The vendor's layout was not found, so it is generic: feld and
// gruppe with name and bezeichnung are recognised (INFERRED), anything else goes by element names.
type tree struct{ b *adapters.Builder }

func (t tree) children(n *adapters.Node, path string) []adapters.Feld {
	count := map[string]int{}
	for _, c := range n.Children {
		count[fieldName(c)]++
	}
	fields := make([]adapters.Feld, 0, len(n.Children))
	lists := map[string]int{} // name to position in fields
	for _, c := range n.Children {
		name := fieldName(c)
		switch {
		case c.Name == secureElement: // shown as Antragsteller
		case count[name] == 1:
			fields = append(fields, t.field(c, name, adapters.Path(path, name)))
		default:
			at, known := lists[name]
			if !known {
				at = len(fields)
				lists[name] = at
				fields = append(fields, adapters.Feld{Name: name, Label: fieldLabel(c), Typ: adapters.Liste})
			}
			list := &fields[at]
			item := strconv.Itoa(len(list.Felder) + 1)
			list.Felder = append(list.Felder, t.field(c, item, adapters.Path(adapters.Path(path, name), item)))
		}
	}
	return fields
}

func (t tree) field(n *adapters.Node, name, path string) adapters.Feld {
	text := strings.TrimSpace(n.Text)
	if len(n.Children) == 0 && n.Name != "gruppe" {
		return adapters.Guess(name, fieldLabel(n), text)
	}
	f := adapters.Feld{Name: name, Label: fieldLabel(n), Typ: adapters.Gruppe, Felder: t.children(n, path)}
	if text != "" {
		f.Felder = append(f.Felder, adapters.Feld{Name: "#text", Typ: adapters.Text, Text: text})
		t.b.Note("mixed_content", path, "Neben Unterfeldern stand freier Text; er ist als eigenes Feld angefügt.")
	}
	return f
}

func fieldName(n *adapters.Node) string {
	if n.Name == "feld" || n.Name == "gruppe" {
		if name, _ := n.Attr("", "name"); strings.TrimSpace(name) != "" {
			return strings.TrimSpace(name)
		}
	}
	return n.Name
}

func fieldLabel(n *adapters.Node) string {
	label, _ := n.Attr("", "bezeichnung")
	return adapters.StripMarkup(label)
}
