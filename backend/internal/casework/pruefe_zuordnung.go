package casework

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/workflow"
)

// Befund is something that stands against activating a mapping, or that a person should know of before.
type Befund struct {
	Schwere string // fehler, warnung
	Grund   string // stable key, the contract lists them
	Stelle  string // "daten.flaeche" and the like
	Muster  string // name of the sample
}

// The two weights of a Befund.
const (
	Fehler  = "fehler"
	Warnung = "warnung"
)

// Probe is a sample as the adapter reads it today.
type Probe struct {
	ID       uuid.UUID
	Name     string
	Antrag   *Antrag // nil = it cannot be read
	Erwartet *Zuordnungsergebnis
}

// Musterlage says what the mapping changes for one sample.
type Musterlage struct {
	ID           uuid.UUID
	Name         string
	Erstmals     bool // no earlier activation to compare with
	Unterschiede []Aenderung
	Ergebnis     *Zuordnungsergebnis
}

// Aenderung of one result.
type Aenderung struct{ Stelle, Vorher, Nachher string }

// Zuordnungspruefung is what activation finds.
type Zuordnungspruefung struct {
	Befunde []Befund
	Muster  []Musterlage
}

// Bereit: no error stands against activation.
func (p *Zuordnungspruefung) Bereit() bool {
	return !slices.ContainsFunc(p.Befunde, func(b Befund) bool { return b.Schwere == Fehler })
}

// Auffaellig: a person must have seen it before.
func (p *Zuordnungspruefung) Auffaellig() bool {
	return len(p.Befunde) > 0 || slices.ContainsFunc(p.Muster, func(m Musterlage) bool {
		return len(m.Unterschiede) > 0
	})
}

// CheckZuordnung checks a mapping and runs every sample of its form through it, by the same code as a delivery.
// u.Verfahren is nil if there is no such procedure. Samples are changed.
func CheckZuordnung(u Umfeld, l *Lesart, proben []Probe) (*Zuordnungspruefung, error) {
	p := &Zuordnungspruefung{Befunde: []Befund{}, Muster: []Musterlage{}}
	p.inhalt(u, l)
	if len(proben) == 0 {
		p.warn("kein_muster", "", "")
	}
	for _, probe := range proben {
		if probe.Antrag == nil {
			p.Befunde = append(p.Befunde, Befund{Fehler, "muster_unlesbar", "", probe.Name})
			continue
		}
		if u.Verfahren == nil {
			continue
		}
		vorher := len(probe.Antrag.Hinweise)
		e, _, err := Zuordne(u, l, probe.Antrag)
		if err != nil {
			return nil, err
		}
		p.pfade(l, probe)
		p.ergebnis(e, probe, vorher)
	}
	return p, nil
}

func (p *Zuordnungspruefung) fehler(grund, stelle string) {
	p.Befunde = append(p.Befunde, Befund{Fehler, grund, stelle, ""})
}

func (p *Zuordnungspruefung) warn(grund, stelle, muster string) {
	p.Befunde = append(p.Befunde, Befund{Warnung, grund, stelle, muster})
}

// inhalt checks what needs no sample.
func (p *Zuordnungspruefung) inhalt(u Umfeld, l *Lesart) {
	if u.Verfahren == nil {
		p.fehler("verfahren_unbekannt", "verfahren")
	}
	if l.Einheit != "" && !slices.Contains(u.Einheiten, l.Einheit) {
		p.fehler("einheit_unbekannt", "einheit")
	}
	if l.Datenschema != "" && l.Datenschema != SchemaName(l.Schema) {
		p.warn("schema_fehlt", "", "")
	}
	ziele := AntragstellerZiele()
	for _, s := range l.stellen() {
		pfad, err := workflow.ParsePath(s.pfad)
		if err != nil {
			p.fehler("pfad_ungueltig", s.stelle)
		}
		bereich, name, _ := strings.Cut(s.stelle, ".")
		if bereich == "antragsteller" && pfad.Repeats() {
			p.fehler("antragsteller_aus_liste", s.stelle)
		}
		switch {
		case bereich == "antragsteller" && !slices.Contains(ziele, name),
			bereich == "daten" && u.Verfahren != nil && !slices.ContainsFunc(u.Verfahren.Meta.Daten,
				func(d workflow.Datum) bool { return d.Name == name }):
			p.fehler("ziel_unbekannt", s.stelle)
		}
	}
	for _, pfad := range schluessel(l.Typen) {
		if !slices.Contains(Feldtypen, l.Typen[pfad]) {
			p.fehler("typ_ungueltig", "typen."+pfad)
		}
	}
	if u.Verfahren == nil {
		return
	}
	for _, name := range u.Verfahren.Meta.Uebersicht {
		if l.Daten[name] == "" {
			p.warn("pflicht_nicht_zugeordnet", "daten."+name, "")
		}
	}
}

type pfadstelle struct{ stelle, pfad string }

// stellen lists every place of a mapping that names a path, in stable order.
func (z *Zuordnung) stellen() []pfadstelle {
	var out []pfadstelle
	for _, name := range schluessel(z.Antragsteller) {
		out = append(out, pfadstelle{"antragsteller." + name, z.Antragsteller[name]})
	}
	for _, name := range schluessel(z.Daten) {
		out = append(out, pfadstelle{"daten." + name, z.Daten[name]})
	}
	for _, x := range z.Unterlagen {
		out = append(out, pfadstelle{"unterlagen." + x.Feld, x.Feld})
	}
	for _, pfad := range schluessel(z.Labels) {
		out = append(out, pfadstelle{"labels." + pfad, pfad})
	}
	for _, pfad := range schluessel(z.Typen) {
		out = append(out, pfadstelle{"typen." + pfad, pfad})
	}
	for _, pfad := range schluessel(z.Werte) {
		out = append(out, pfadstelle{"werte." + pfad, pfad})
	}
	return out
}

// unschaedlich are what a mapping says about fields that need not be there.
var unschaedlich = []string{"labels", "typen", "werte"}

// pfade warns of paths that lead nowhere in a sample. Labels, kinds and words of fields that are not there do no harm.
func (p *Zuordnungspruefung) pfade(l *Lesart, probe Probe) {
	for _, s := range l.stellen() {
		pfad, err := workflow.ParsePath(s.pfad)
		if strings.HasPrefix(s.stelle, "antragsteller.") && !pfad.Repeats() &&
			nurMehrfach(probe.Antrag.Antragsdaten, s.pfad) {
			p.Befunde = append(p.Befunde, Befund{Fehler, "antragsteller_aus_liste", s.stelle, probe.Name})
		}
		bereich, _, _ := strings.Cut(s.stelle, ".")
		if err == nil && !slices.Contains(unschaedlich, bereich) &&
			len(choose(probe.Antrag.Antragsdaten, s.pfad)) == 0 {
			p.warn("pfad_fehlt", s.stelle, probe.Name)
		}
	}
}

// ergebnis judges what became of a sample; the first n Hinweise are the adapter's.
func (p *Zuordnungspruefung) ergebnis(e *Zuordnungsergebnis, probe Probe, n int) {
	for _, h := range e.Hinweise[n:] {
		if h.Code == "value_unreadable" {
			p.warn("wert_unlesbar", h.Feld, probe.Name)
		}
	}
	if AntragstellerName(e.Antragsteller) == OhneNamen {
		p.warn("antragsteller_fehlt", "antragsteller", probe.Name)
	}
	m := Musterlage{ID: probe.ID, Name: probe.Name, Erstmals: probe.Erwartet == nil,
		Unterschiede: []Aenderung{}, Ergebnis: e}
	if probe.Erwartet != nil {
		m.Unterschiede = CompareErgebnisse(probe.Erwartet, e)
	}
	p.Muster = append(p.Muster, m)
}

// maxUnterschiede of one sample; more help nobody.
const maxUnterschiede = 200

// CompareErgebnisse says in what two results differ, for people: stable order, words instead of structures.
func CompareErgebnisse(vorher, nachher *Zuordnungsergebnis) []Aenderung {
	a, b := ergebniszeilen(vorher), ergebniszeilen(nachher)
	out := []Aenderung{}
	for _, stelle := range schluessel(mix(a, b)) {
		if a[stelle] != b[stelle] && len(out) < maxUnterschiede {
			out = append(out, Aenderung{stelle, a[stelle], b[stelle]})
		}
	}
	return out
}

// ergebniszeilen flattens a result: place → words.
func ergebniszeilen(e *Zuordnungsergebnis) map[string]string {
	out := map[string]string{"verfahren": e.Verfahren, "titel": e.Titel, "einheit": e.Einheit,
		"zielweg": e.Zielweg.Art, "leika": strings.Join(e.Leika, ", ")}
	set := func(stelle, text string) {
		if davor := out[stelle]; davor != "" && text != "" { // two of one name, such as two missing documents
			text = davor + " · " + text
		}
		if text != "" {
			out[stelle] = text
		}
	}
	a := e.Antragsteller
	set("antragsteller.art", a.Art)
	for name, ziel := range antragstellerZiele(&a) {
		set("antragsteller."+name, *ziel)
	}
	set("antragsteller.unbestaetigt", strings.Join(slices.Sorted(slices.Values(a.Unbestaetigt)), ", "))
	if a.Konto != nil {
		set("antragsteller.konto", a.Konto.Art)
		set("antragsteller.pseudonym", a.Konto.Pseudonym)
	}
	if a.Postfach != nil {
		set("antragsteller.postfach", a.Postfach.Adresse)
		set("antragsteller."+ausschlussZiel, a.Postfach.Bescheide)
		set("antragsteller.postfach", a.Postfach.Kanal)
	}
	for _, x := range e.Angaben {
		text := x.Wert
		if x.Zustand != "gelesen" {
			text = "(" + x.Zustand + ")"
		}
		set("daten."+x.Name, text)
	}
	for _, u := range e.Unterlagen {
		set("unterlagen."+u.Titel, map[bool]string{true: "ja", false: "nein"}[u.Vorhanden])
	}
	for _, h := range e.Hinweise {
		set("hinweise."+h.Code+"."+h.Feld, h.Text)
	}
	visit(e.Felder, func(f *adapters.Feld, _, stelle string) {
		if f.Typ != adapters.Gruppe && f.Typ != adapters.Liste {
			set("felder."+stelle, fmt.Sprintf("%s [%s] %s", f.Label, f.Typ, wertzeile(f)))
			return
		}
		set("felder."+stelle, fmt.Sprintf("%s [%s]", f.Label, f.Typ))
	})
	return out
}

// wertzeile: what a person reads, and behind it what the process reads, where that is something else.
func wertzeile(f *adapters.Feld) string {
	var out []string
	for _, s := range []string{f.Text, f.Wert, f.Code, f.Waehrung} {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, " · ")
}

func mix(a, b map[string]string) map[string]string {
	out := make(map[string]string, len(a)+len(b))
	for _, m := range []map[string]string{a, b} {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

func schluessel[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
