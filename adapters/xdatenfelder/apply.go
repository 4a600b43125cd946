package xdatenfelder

import (
	"strconv"
	"strings"

	"kontor/adapters"
)

// maxNotes bounds the Hinweise of one application.
const maxNotes = 200

// Apply gives fields whose names are FIM numbers the labels, order, types and code texts of the schema. It never loses
// a text: what the schema does not know stays at the end under its own name, what cannot be read stays as text. A
// field that may repeat is always a Liste afterwards, so that the paths are those of Felder. The Hinweise name missing
// mandatory fields and unreadable values by their labels, never a value.
func Apply(felder []adapters.Feld, s *Schema) ([]adapters.Feld, []adapters.Hinweis) {
	out, a := apply(felder, s)
	return out, a.notes
}

// ApplyTo is Apply for a whole Submission: what points to a field by its path follows it.
func ApplyTo(sub *adapters.Submission, s *Schema) {
	out, a := apply(sub.Antragsdaten, s)
	sub.Antragsdaten = out
	for i := range sub.Dokumente {
		sub.Dokumente[i].Feld = a.follow(sub.Dokumente[i].Feld)
	}
	notes := make([]adapters.Hinweis, 0, len(sub.Hinweise)+len(a.notes))
	for _, h := range sub.Hinweise {
		h.Feld = a.follow(h.Feld)
		notes = append(notes, h)
	}
	if notes = append(notes, a.notes...); len(notes) > 0 {
		sub.Hinweise = notes
	}
	if f := &sub.Formular; f.Titel == "" {
		f.Titel = s.Titel
	}
}

// apply walks twice: the first time only finds out which numbers stand at places the schema does not have, so that
// they are not called missing elsewhere.
func apply(felder []adapters.Feld, s *Schema) ([]adapters.Feld, *applier) {
	a := &applier{all: map[string]*Element{}, stray: map[string]bool{}, collecting: true}
	a.index(s.Felder)
	a.level(felder, s.Felder, place{})
	a.collecting, a.moved = false, map[string]string{}
	return a.level(felder, s.Felder, place{}), a
}

// place is where a field was and where it goes.
type place struct{ from, to string }

func (p place) child(from, to string) place {
	return place{adapters.Path(p.from, from), adapters.Path(p.to, to)}
}

// found is one delivered field with its old path.
type found struct {
	feld adapters.Feld
	from string
}

type applier struct {
	all        map[string]*Element // by number in the form of version 3; the first one wins
	stray      map[string]bool     // numbers with a value at places the schema does not have
	collecting bool
	quiet      int // above 0: inside a group without any value nothing is missing
	notes      []adapters.Hinweis
	moved      map[string]string // old to new path, where they differ
}

func (a *applier) index(list []Element) {
	for i := range list {
		if c := canonical(list[i].Nummer); a.all[c] == nil {
			a.all[c] = &list[i]
		}
		a.index(list[i].Felder)
	}
}

func (a *applier) note(code, path, text string) {
	if !a.collecting && len(a.notes) < maxNotes {
		a.notes = append(a.notes, adapters.Hinweis{Code: code, Feld: path, Text: text})
	}
}

func (a *applier) follow(path string) string {
	if to, ok := a.moved[path]; ok {
		return to
	}
	return path
}

func (a *applier) arrive(p place) {
	if !a.collecting && p.from != p.to {
		a.moved[p.from] = p.to
	}
}

// level puts the fields of one group in the order of its elements, and the unknown ones behind them.
func (a *applier) level(fields []adapters.Feld, elements []Element, p place) []adapters.Feld {
	at := map[string][]int{}
	for i, f := range fields {
		c := canonical(f.Name)
		at[c] = append(at[c], i)
	}
	taken := make([]bool, len(fields))
	out := make([]adapters.Feld, 0, len(fields))
	for i := range elements {
		e := &elements[i]
		c := canonical(e.Nummer)
		var group []found
		for _, n := range at[c] {
			group = append(group, found{fields[n], adapters.Path(p.from, fields[n].Name)})
			taken[n] = true
		}
		delete(at, c)
		if len(group) > 0 {
			out = append(out, a.put(group, e, e.Nummer, adapters.Path(p.to, e.Nummer)))
		} else {
			a.missing(e, adapters.Path(p.to, e.Nummer))
		}
	}
	for i, f := range fields {
		if !taken[i] {
			out = append(out, a.unknown(f, p.child(f.Name, f.Name)))
		}
	}
	return out
}

func (a *applier) missing(e *Element, path string) {
	if e.Pflicht && a.quiet == 0 && !a.collecting && len(a.notes) < maxNotes && !a.elsewhere(e) {
		a.note("field_missing", path, "Die Pflichtangabe „"+nameOf(e)+"“ fehlt.")
	}
}

// elsewhere tells whether the element, or part of the group, was delivered at a place the schema does not have.
func (a *applier) elsewhere(e *Element) bool {
	if len(a.stray) == 0 {
		return false
	}
	if a.stray[canonical(e.Nummer)] {
		return true
	}
	for i := range e.Felder {
		if a.elsewhere(&e.Felder[i]) {
			return true
		}
	}
	return false
}

func nameOf(e *Element) string {
	if e.Label != "" {
		return e.Label
	}
	return e.Nummer
}

// put makes one field of what was delivered for an element: a Liste where it may repeat or came several times.
func (a *applier) put(group []found, e *Element, name, to string) adapters.Feld {
	var items []found
	for _, g := range group {
		if g.feld.Typ != adapters.Liste {
			items = append(items, g)
			continue
		}
		a.arrive(place{g.from, to})
		for _, c := range g.feld.Felder {
			items = append(items, found{c, adapters.Path(g.from, c.Name)})
		}
	}
	if len(items) == 1 && !e.repeated() {
		f := items[0].feld
		f.Name = name
		return a.one(f, e, place{items[0].from, to})
	}
	list := adapters.Feld{Name: name, Label: e.Label, Typ: adapters.Liste}
	for i, item := range items {
		n := strconv.Itoa(i + 1)
		item.feld.Name = n
		f := a.one(item.feld, e, place{item.from, adapters.Path(to, n)})
		if e.Label != "" {
			f.Label = e.Label + " " + n
		}
		list.Felder = append(list.Felder, f)
	}
	if list.Label == "" && len(group) > 0 {
		list.Label = group[0].feld.Label
	}
	if len(items) == 0 {
		a.missing(e, to)
	}
	return list
}

// one applies an element to one occurrence, whose name is already right.
func (a *applier) one(f adapters.Feld, e *Element, p place) adapters.Feld {
	a.arrive(p)
	if e.Label != "" {
		f.Label = e.Label
	}
	empty := !filled(f)
	if empty {
		a.missing(e, p.to)
	}
	switch {
	case e.Gruppe && f.Typ == adapters.Gruppe:
		if empty {
			a.quiet++
			defer func() { a.quiet-- }()
		}
		f.Felder = a.level(f.Felder, e.Felder, p)
		return f
	case e.Gruppe && empty:
		return adapters.Feld{Name: f.Name, Label: f.Label, Typ: adapters.Gruppe}
	case !e.Gruppe && len(f.Felder) == 0 && f.Typ != adapters.Gruppe && f.Typ != adapters.Liste:
		return a.value(f, e, p.to)
	case !e.Gruppe && e.Typ == adapters.Auswahl && len(f.Felder) == 1 && f.Felder[0].Name == "code" &&
		f.Felder[0].Text != "":
		return a.value(adapters.Feld{Name: f.Name, Label: f.Label, Typ: adapters.Auswahl, Code: f.Felder[0].Text}, e,
			p.to)
	}
	if !empty {
		a.note("shape_unexpected", p.to, "Das Feld „"+nameOf(e)+
			"“ ist anders aufgebaut als im Datenschema; es steht da, wie es kam.")
	}
	return a.unknownChildren(f, p)
}

// unknown is a field at a place the schema does not have. Its name stays; if the schema knows the number elsewhere, it
// gets label and type from there, and it is not missing there.
func (a *applier) unknown(f adapters.Feld, p place) adapters.Feld {
	e := a.all[canonical(f.Name)]
	if e == nil {
		a.arrive(p)
		return a.unknownChildren(f, p)
	}
	if a.collecting && filled(f) {
		a.stray[canonical(f.Name)] = true
	}
	return a.put([]found{{f, p.from}}, e, f.Name, p.to)
}

func (a *applier) unknownChildren(f adapters.Feld, p place) adapters.Feld {
	if len(f.Felder) == 0 {
		return f
	}
	fields := make([]adapters.Feld, 0, len(f.Felder))
	for _, c := range f.Felder {
		fields = append(fields, a.unknown(c, p.child(c.Name, c.Name)))
	}
	f.Felder = fields
	return f
}

// filled tells whether anything was entered in a field or below it.
func filled(f adapters.Feld) bool {
	if strings.TrimSpace(f.Text+f.Wert+f.Code+f.Dokument) != "" {
		return true
	}
	for _, c := range f.Felder {
		if filled(c) {
			return true
		}
	}
	return false
}
