package casework

import (
	"slices"

	"kontor/adapters"
	"kontor/workflow"
)

// maxStruktur bounds the fields of one form, and maxCodes those of one Auswahl; what is beyond is not compared.
const (
	maxStruktur = 5000
	maxCodes    = 100
)

// Struktur is the shape of a form as far as its samples show it: every field once, in their order. Repetitions share
// one path with "[]"; a field that only some samples have stands where it stood in them.
func Struktur(proben ...[]adapters.Feld) []Strukturfeld {
	b := &bauplan{knoten: map[string]*strukturknoten{}, behaelter: map[string]int{}, wurzel: &strukturknoten{}}
	for _, felder := range proben {
		b.behaelter[""]++
		b.read(felder, "", "", b.wurzel)
	}
	return b.flach(b.wurzel, []Strukturfeld{})
}

// strukturknoten is a field among its siblings, a linked list: samples interleave.
type strukturknoten struct {
	feld            Strukturfeld
	behaelter       string // path of what holds it
	traeger         int    // how many of those had it
	kind, naechster *strukturknoten
}

type bauplan struct {
	wurzel    *strukturknoten
	knoten    map[string]*strukturknoten
	behaelter map[string]int // path of a group or repetition → how many there were
}

// read notes the children of one group or repetition; prefix stands in front of their names.
func (b *bauplan) read(felder []adapters.Feld, behaelter, prefix string, eltern *strukturknoten) {
	var davor *strukturknoten
	hier := map[string]bool{}
	for _, f := range felder {
		if f.Name == "" {
			continue
		}
		pfad := prefix + workflow.PathName(f.Name)
		k := b.remember(f, pfad, behaelter, eltern, davor)
		if k == nil {
			continue
		}
		if !hier[pfad] {
			hier[pfad] = true
			k.traeger++
		}
		davor = k
		switch f.Typ {
		case adapters.Liste:
			b.wiederholungen(f, pfad, k)
		case adapters.Gruppe:
			b.behaelter[pfad]++
			b.read(f.Felder, pfad, pfad+".", k)
		}
	}
}

func (b *bauplan) wiederholungen(liste adapters.Feld, pfad string, k *strukturknoten) {
	for _, w := range liste.Felder {
		b.behaelter[pfad+"[]"]++
		if w.Typ == adapters.Gruppe || len(w.Felder) > 0 {
			b.read(w.Felder, pfad+"[]", pfad+"[].", k)
			continue
		}
		if x := b.remember(w, pfad+"[]", pfad+"[]", k, nil); x != nil {
			x.traeger++
		}
	}
}

// remember finds or makes the node of a path and adds what this field shows of it.
func (b *bauplan) remember(f adapters.Feld, pfad, behaelter string, eltern, davor *strukturknoten) *strukturknoten {
	neu := Strukturfeld{Pfad: pfad, Label: f.Label, Typ: f.Typ, Leer: isLeer(f)}
	if f.Typ == adapters.Auswahl && f.Code != "" {
		neu.Codes = []string{f.Code}
	}
	k := b.knoten[pfad]
	if k == nil {
		if len(b.knoten) >= maxStruktur {
			return nil
		}
		k = &strukturknoten{feld: neu, behaelter: behaelter}
		b.knoten[pfad] = k
		if davor == nil {
			k.naechster, eltern.kind = eltern.kind, k
		} else {
			k.naechster, davor.naechster = davor.naechster, k
		}
		return k
	}
	unite(&k.feld, neu)
	return k
}

// unite: a sample without a value knows no type; samples that disagree make it a text.
func unite(a *Strukturfeld, b Strukturfeld) {
	switch {
	case a.Typ == b.Typ || b.Leer && !a.Leer:
	case a.Leer && !b.Leer:
		a.Typ = b.Typ
	case a.Typ != adapters.Liste && a.Typ != adapters.Gruppe && b.Typ != adapters.Liste && b.Typ != adapters.Gruppe:
		a.Typ = adapters.Text
	}
	a.Leer = a.Leer && b.Leer
	if a.Label == "" {
		a.Label = b.Label
	}
	for _, c := range b.Codes {
		if len(a.Codes) < maxCodes && !slices.Contains(a.Codes, c) {
			a.Codes = append(a.Codes, c)
		}
	}
}

// isLeer: nothing is in it, so that its type and what would be below it are unknown.
func isLeer(f adapters.Feld) bool {
	return len(f.Felder) == 0 && f.Text == "" && f.Wert == "" && f.Code == "" && f.Dokument == ""
}

func (b *bauplan) flach(eltern *strukturknoten, out []Strukturfeld) []Strukturfeld {
	for k := eltern.kind; k != nil; k = k.naechster {
		k.feld.Manchmal = k.traeger < b.behaelter[k.behaelter]
		out = b.flach(k, append(out, k.feld))
	}
	return out
}
