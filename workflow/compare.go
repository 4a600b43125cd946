package workflow

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
)

// The kinds of a Change.
const (
	ChangeNeu    = "neu"
	ChangeWeg    = "weg"
	ChangeAnders = "anders"
)

// Change is one difference between two versions, in words of the people who work with them.
type Change struct {
	Art    string
	Was    string // one of those in Compare
	Name   string // as a person calls it
	Stelle string // the task of a field, the adapter of a form
	// Element is its id in the picture, of the task for a field; "" = it is in no picture, or in the one before only.
	Element string
}

// part is one thing that can be compared with its namesake.
type part struct{ name, stelle, element, text string }

// newPart keeps what is written about a thing; expressions count by their source.
func newPart(name, stelle string, value any) part {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // plain fields
	}
	return part{name: name, stelle: stelle, text: string(text)}
}

// at says where in the picture the part is.
func (x part) at(p *Process, root *Process, element string) part {
	if p == root { // the picture shows the outermost process only
		x.element = element
	}
	return x
}

// Compare lists what a newer version does otherwise than an older one.
func Compare(before, after *Definition) []Change {
	var out []Change
	for _, kind := range []struct {
		was   string
		parts func(*Definition) map[string]part
	}{
		{"formular", formParts}, {"aufgabe", taskParts}, {"feld", fieldParts}, {"element", elementParts},
		{"fluss", flowParts}, {"datum", datumParts}, {"unterlage", unterlageParts}, {"textbaustein", bausteinParts},
		{"grund", grundParts}, {"auflage", auflageParts}, {"brief", letterParts}, {"eigenschaft", metaParts},
	} {
		out = append(out, compareParts(kind.was, kind.parts(before), kind.parts(after))...)
	}
	return out
}

func compareParts(was string, before, after map[string]part) (out []Change) {
	for _, key := range slices.Sorted(maps.Keys(after)) {
		old, found := before[key]
		switch neu := after[key]; {
		case !found:
			out = append(out, Change{ChangeNeu, was, neu.name, neu.stelle, neu.element})
		case old.text != neu.text:
			out = append(out, Change{ChangeAnders, was, neu.name, neu.stelle, neu.element})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(before)) {
		if _, found := after[key]; !found {
			out = append(out, Change{ChangeWeg, was, before[key].name, before[key].stelle, ""})
		}
	}
	return out
}

// MarshalText tells a text from an expression of the same letters.
func (e *Expression) MarshalText() ([]byte, error) {
	if e.literal {
		return []byte(e.Source), nil
	}
	return []byte("=" + e.Source), nil
}

// parts gathers those of a list by key and name.
func parts[T any](list []T, key func(T) (id, name string)) map[string]part {
	out := map[string]part{}
	for _, x := range list {
		id, name := key(x)
		out[id] = newPart(name, "", x)
	}
	return out
}

func formParts(d *Definition) map[string]part {
	out := map[string]part{}
	for _, f := range d.Meta.Formulare {
		out[f.Adapter+" "+f.Formular] = newPart(f.Formular, f.Adapter, f)
	}
	return out
}

// processes are the picture and what it calls.
func (d *Definition) processes() []*Process {
	out := []*Process{d.Process}
	for i := 0; i < len(out); i++ {
		for _, id := range sortedKeys(out[i].called) {
			for _, b := range out[i].called[id] {
				if !slices.Contains(out, b.process) {
					out = append(out, b.process)
				}
			}
		}
	}
	return out
}

func taskParts(d *Definition) map[string]part    { return nodeParts(d, true) }
func elementParts(d *Definition) map[string]part { return nodeParts(d, false) }

// nodeParts are the tasks of people, or everything else; fields of a task are compared one by one.
func nodeParts(d *Definition, tasks bool) map[string]part {
	out := map[string]part{}
	for _, p := range d.processes() {
		for _, e := range p.Elements {
			if (e.Aufgabe != nil) != tasks {
				continue
			}
			plain := *e
			plain.In, plain.Out = nil, nil
			if tasks {
				a := *e.Aufgabe
				a.Felder, plain.Aufgabe = nil, &a
			}
			out[p.ID+" "+e.ID] = newPart(e.Label(), "", plain).at(p, d.Process, e.inPicture())
		}
	}
	return out
}

func fieldParts(d *Definition) map[string]part {
	out := map[string]part{}
	for _, p := range d.processes() {
		for _, e := range p.Elements {
			if e.Aufgabe == nil {
				continue
			}
			for _, f := range e.Aufgabe.Felder {
				out[p.ID+" "+e.ID+" "+f.Name] = newPart(f.Label, e.Label(), f).at(p, d.Process, e.inPicture())
			}
		}
	}
	return out
}

func flowParts(d *Definition) map[string]part {
	out := map[string]part{}
	for _, p := range d.processes() {
		for _, f := range p.Flows {
			name := f.Name
			if from, to := p.Element(f.Source), p.Element(f.Target); name == "" && from != nil && to != nil {
				name = from.Label() + " → " + to.Label()
			}
			out[p.ID+" "+f.ID] = newPart(name, "", f).at(p, d.Process, f.ID)
		}
	}
	return out
}

func datumParts(d *Definition) map[string]part {
	return parts(d.Meta.Daten, func(x Datum) (string, string) { return x.Name, x.Label })
}

func unterlageParts(d *Definition) map[string]part {
	return parts(d.Meta.Unterlagen, func(x Unterlage) (string, string) { return x.Kennung, x.Titel })
}

func bausteinParts(d *Definition) map[string]part {
	return parts(d.Meta.Textbausteine, func(x Textbaustein) (string, string) { return x.Kuerzel, x.Titel })
}

func grundParts(d *Definition) map[string]part {
	return parts(d.Meta.Bescheid.Gruende, func(x Grund) (string, string) { return x.Kennung, x.Titel })
}

func auflageParts(d *Definition) map[string]part {
	return parts(d.Meta.Bescheid.Auflagen, func(x Auflage) (string, string) { return x.Kennung, x.Titel })
}

func letterParts(d *Definition) map[string]part {
	out := map[string]part{}
	for name, raw := range d.Letters {
		out[name] = part{name: name, text: string(raw)}
	}
	return out
}

// comparedByThemselves are the members of Meta whose lines are compared one by one.
var comparedByThemselves = []string{"daten", "formulare", "unterlagen", "textbausteine", "bescheid"}

// metaParts is everything else of verfahren.yaml by its key there: a new one is found without a word here.
func metaParts(d *Definition) map[string]part {
	out := map[string]part{"gebuehr": newPart("gebuehr", "", d.Meta.Bescheid.Gebuehr),
		"tenor": newPart("tenor", "", d.Meta.Bescheid.Tenor)}
	v := reflect.ValueOf(d.Meta)
	for i := range v.NumField() {
		if key := v.Type().Field(i).Tag.Get("yaml"); !slices.Contains(comparedByThemselves, key) {
			out[key] = newPart(key, "", v.Field(i).Interface())
		}
	}
	return out
}
