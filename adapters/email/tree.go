package email

import (
	"strconv"
	"strings"

	"kontor/adapters"
	"kontor/adapters/mailbox"
)

// xml shows an attached XML file as a group of fields. What cannot be read stays a file and is noted; only a storage
// that fails is an error.
func (r *reader) xml(a mailbox.Attachment) error {
	content, err := adapters.OpenStored(r.files, a.Datei)
	if err != nil {
		return err
	}
	defer content.Close()
	lim := r.lim
	lim.Depth = max(1, lim.Depth-2) // the group around it
	root, err := adapters.ReadXML(content, lim, "")
	if adapters.HasCode(err, adapters.Unavailable) {
		return err
	}
	if adapters.HasCode(err, adapters.Refused) {
		r.b.Note("xml_refused", "", "Eine XML-Datei enthält Verbotenes (DOCTYPE, Entitäten oder Verarbeitungsanweisungen) oder ist zu verschachtelt. Sie liegt bei den Unterlagen, ihre Felder werden nicht gezeigt.")
		return nil
	}
	if err != nil {
		r.b.Note("xml_unreadable", "", "Eine XML-Datei ist nicht lesbar. Sie liegt bei den Unterlagen, ihre Felder werden nicht gezeigt.")
		return nil
	}
	t := &tree{left: r.lim.Fields/2 - len(r.b.Submission.Antragsdaten)}
	f := adapters.Feld{Name: slug(root.Name), Label: a.Name, Typ: adapters.Gruppe, Felder: t.inside(root)}
	if t.left < 0 {
		r.b.Note("xml_too_many_fields", "",
			"Eine XML-Datei enthält mehr Felder, als gezeigt werden können. Sie liegt bei den Unterlagen.")
		return nil
	}
	r.add(f)
	return nil
}

// tree turns any XML into fields: elements and attributes by their local names, repeated elements as a list.
type tree struct{ left int } // fields that may still be made

func (t *tree) inside(n *adapters.Node) []adapters.Feld {
	fields := []adapters.Feld{}
	for _, a := range n.Attrs {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" && !labels[a.Name.Local] &&
			!strings.HasSuffix(a.Name.Space, "/XMLSchema-instance") {
			t.left--
			fields = append(fields, adapters.Guess(a.Name.Local, "", a.Value))
		}
	}
	count := map[string]int{}
	for _, c := range n.Children {
		count[c.Name]++
	}
	lists := map[string]int{} // position in fields
	for _, c := range n.Children {
		if count[c.Name] == 1 {
			fields = append(fields, t.field(c, c.Name))
			continue
		}
		at, known := lists[c.Name]
		if !known {
			t.left--
			at = len(fields)
			lists[c.Name] = at
			fields = append(fields, adapters.Feld{Name: c.Name, Typ: adapters.Liste})
		}
		fields[at].Felder = append(fields[at].Felder, t.field(c, strconv.Itoa(len(fields[at].Felder)+1)))
	}
	if text := strings.TrimSpace(n.Text); text != "" {
		t.left--
		fields = append(fields, adapters.Guess("wert", "", text))
	}
	return fields
}

// labels are attributes that say what a person reads.
var labels = map[string]bool{"label": true, "bezeichnung": true}

func (t *tree) field(n *adapters.Node, name string) adapters.Feld {
	t.left--
	label := ""
	plain := len(n.Children) == 0
	for _, a := range n.Attrs {
		if labels[a.Name.Local] {
			label = a.Value
		} else {
			plain = false
		}
	}
	if plain || t.left < 0 {
		return adapters.Guess(name, label, strings.TrimSpace(n.Text))
	}
	return adapters.Feld{Name: name, Label: label, Typ: adapters.Gruppe, Felder: t.inside(n)}
}
