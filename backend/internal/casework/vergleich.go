package casework

import (
	"slices"
	"sort"
	"strings"

	"kontor/adapters"
	"kontor/workflow"
)

// Unterschied between two versions of a form.
type Unterschied struct {
	Art        string // neu, weg, typ, verschoben, label
	Pfad       string // in the old form; of neu in the new one
	NeuerPfad  string // of verschoben
	Vorher     string // type or label
	Nachher    string
	Zugeordnet []string // what the mapping reads from Pfad: "daten.flaeche"; not empty = a warning
}

// CompareFormulare says how a form differs from the one a mapping was made for. Below a list without repetitions
// and a group without content nothing is missed: what would stand there is unknown. Neither are fields that only some
// samples had.
func CompareFormulare(alt, neu []Strukturfeld, z *Zuordnung) []Unterschied {
	a, n := strukturkarte(alt), strukturkarte(neu)
	weg := fehlende(alt, n)
	dazu := fehlende(neu, a)
	anders := formwechsel(alt, neu)
	out := []Unterschied{}
	add := func(u Unterschied) {
		u.Zugeordnet = z.Ziele(u.Pfad)
		if slices.ContainsFunc(anders, func(f Strukturfeld) bool { return f.Pfad == u.Pfad }) {
			u.Zugeordnet = z.zieleIn(alt, u.Pfad)
		}
		out = append(out, u)
	}
	for _, f := range alt {
		g, ok := n[f.Pfad]
		switch {
		case !ok && slices.ContainsFunc(weg, func(x Strukturfeld) bool { return x.Pfad == f.Pfad }):
			if i := verschoben(f, dazu); i >= 0 {
				add(Unterschied{Art: "verschoben", Pfad: f.Pfad, NeuerPfad: dazu[i].Pfad})
				dazu = slices.Delete(dazu, i, i+1)
				continue
			}
			add(Unterschied{Art: "weg", Pfad: f.Pfad, Vorher: f.Label})
		case !ok:
		case f.Typ != g.Typ && !f.Leer && !g.Leer:
			add(Unterschied{Art: "typ", Pfad: f.Pfad, Vorher: string(f.Typ), Nachher: string(g.Typ)})
		case f.Label != g.Label && f.Label != "" && g.Label != "":
			add(Unterschied{Art: "label", Pfad: f.Pfad, Vorher: f.Label, Nachher: g.Label})
		}
	}
	for _, f := range dazu {
		add(Unterschied{Art: "neu", Pfad: f.Pfad, Nachher: f.Label})
	}
	return out
}

func strukturkarte(felder []Strukturfeld) map[string]Strukturfeld {
	out := make(map[string]Strukturfeld, len(felder))
	for _, f := range felder {
		out[f.Pfad] = f
	}
	return out
}

// fehlende are the leaves that other does not have, although it shows the place where they would be. Groups count only
// where nothing is known to be in them.
func fehlende(felder []Strukturfeld, other map[string]Strukturfeld) []Strukturfeld {
	var out []Strukturfeld
	for i, f := range felder {
		if _, ok := other[f.Pfad]; ok || f.Manchmal || mitKindern(felder, i) || verdeckt(f.Pfad, other) {
			continue
		}
		out = append(out, f)
	}
	return out
}

// mitKindern: children follow their parent.
func mitKindern(felder []Strukturfeld, i int) bool {
	return i+1 < len(felder) && eltern(felder[i+1].Pfad) == felder[i].Pfad
}

// verdeckt tells whether an ancestor is there but without content.
func verdeckt(pfad string, other map[string]Strukturfeld) bool {
	for p := eltern(pfad); p != ""; p = eltern(p) {
		if f, ok := other[p]; ok {
			return f.Leer
		}
	}
	return false
}

// eltern is the path of the group or list a field stands in; "" at the root.
func eltern(pfad string) string {
	kurz, wiederholt := strings.CutSuffix(pfad, "[]")
	if wiederholt {
		return kurz
	}
	quoted := false
	for i := len(pfad) - 1; i >= 0; i-- {
		switch {
		case pfad[i] == '"' && !escaped(pfad, i):
			quoted = !quoted
		case pfad[i] == '.' && !quoted:
			return strings.TrimSuffix(pfad[:i], "[]")
		}
	}
	return ""
}

// escaped tells whether an odd number of backslashes stands in front of i.
func escaped(s string, i int) bool {
	n := 0
	for i > n && s[i-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

// blattname is the last name of a path.
func blattname(pfad string) string {
	if liste, ok := strings.CutSuffix(pfad, "[]"); ok {
		return blattname(liste)
	}
	p := strings.TrimPrefix(pfad, eltern(pfad))
	return strings.TrimPrefix(strings.TrimPrefix(p, "[]"), ".")
}

// verschoben finds the one new field that was the old one: same name and kind, else same label and kind.
func verschoben(f Strukturfeld, dazu []Strukturfeld) int {
	einzig := func(same func(Strukturfeld) bool) int {
		found := -1
		for i, g := range dazu {
			if fitsTyp(f, g) && same(g) {
				if found >= 0 {
					return -1 // could be either
				}
				found = i
			}
		}
		return found
	}
	if i := einzig(func(g Strukturfeld) bool {
		return f.Label != "" && g.Label == f.Label && blattname(g.Pfad) == blattname(f.Pfad)
	}); i >= 0 {
		return i
	}
	if i := einzig(func(g Strukturfeld) bool { return blattname(g.Pfad) == blattname(f.Pfad) }); i >= 0 {
		return i
	}
	return einzig(func(g Strukturfeld) bool { return f.Label != "" && g.Label == f.Label })
}

func fitsTyp(f, g Strukturfeld) bool {
	if f.Typ == adapters.Gruppe || f.Typ == adapters.Liste || g.Typ == adapters.Gruppe || g.Typ == adapters.Liste {
		return f.Typ == g.Typ
	}
	return f.Typ == g.Typ || f.Leer || g.Leer
}

// Ziele lists what the mapping reads from a field, in stable order. A mapping that is nil reads nothing.
func (z *Zuordnung) Ziele(pfad string) []string {
	out := []string{}
	if z == nil {
		return out
	}
	feld, err := workflow.ParsePath(pfad)
	if err != nil {
		return out
	}
	liest := func(text string) bool {
		p, err := workflow.ParsePath(text)
		return err == nil && p.Covers(feld)
	}
	for name, p := range z.Antragsteller {
		if liest(p) {
			out = append(out, "antragsteller."+name)
		}
	}
	for name, p := range z.Daten {
		if liest(p) {
			out = append(out, "daten."+name)
		}
	}
	for _, u := range z.Unterlagen {
		if liest(u.Feld) {
			out = append(out, "unterlagen."+u.Feld)
		}
	}
	sort.Strings(out)
	return out
}

// zieleIn lists what the mapping reads from a field or from something in it.
func (z *Zuordnung) zieleIn(felder []Strukturfeld, pfad string) []string {
	out := z.Ziele(pfad)
	for _, f := range felder {
		if isIn(f.Pfad, pfad) {
			out = append(out, z.Ziele(f.Pfad)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
