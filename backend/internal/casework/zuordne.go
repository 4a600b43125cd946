package casework

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"kontor/adapters"
	"kontor/adapters/xdatenfelder"
	"kontor/workflow"
)

// StandardVerfahren takes every form nobody has described.
const StandardVerfahren = "standard"

// Umfeld is what a delivery meets in the office.
type Umfeld struct {
	Zugang     string // name
	Verfahren  *workflow.Definition
	Regeln     []Zustaendigkeitsregel
	Einheiten  []string // keys
	Poststelle string   // key, "" = there is none
}

// Lesart is a mapping in use.
type Lesart struct {
	Zuordnung
	Struktur []Strukturfeld // of the form when the mapping was activated; nil = unknown, nothing is missed
	Schema   *Schema        // of a FIM form, nil = none; it is applied first
	Ergaenzt bool           // as verfahren.yaml: labels only fill what the form left unnamed
}

// LesartOf is the mapping that a Verfahren brings along.
func LesartOf(d *workflow.Definition, f *workflow.Formular) *Lesart {
	typen := map[string]adapters.Typ{}
	for pfad, typ := range f.Typen {
		typen[pfad] = adapters.Typ(typ)
	}
	return &Lesart{Ergaenzt: true, Zuordnung: Zuordnung{Formular: f.Formular, Verfahren: d.Name,
		Antragsteller: f.Antragsteller, Daten: f.Daten, Labels: f.Labels, Typen: typen, Werte: f.Werte}}
}

// Zuordne applies a mapping to an application: intake, dry run and regression test all run it. l is nil for a form
// nobody has mapped. The Antrag is changed: labels, kinds, applicant, LeiKa and Hinweise. It returns also the typed
// values the process reads. What cannot be read is a Hinweis; the only error is an office without a Poststelle.
func Zuordne(u Umfeld, l *Lesart, a *Antrag) (*Zuordnungsergebnis, map[string]any, error) {
	if l == nil {
		guessAntragsteller(a)
		l = &Lesart{}
	} else {
		if l.Schema != nil {
			xdatenfelder.ApplyTo(a, l.Schema)
		}
		a.Hinweise = append(a.Hinweise, coerce(a.Antragsdaten, l.Typen)...)
		setWorte(a.Antragsdaten, l.Werte, l.Ergaenzt)
		label(a.Antragsdaten, l.Labels, l.Ergaenzt)
		fillAntragsteller(&a.Antragsteller, l.Antragsteller, a.Antragsdaten)
		a.Hinweise = append(a.Hinweise, l.unlesbareAntragsteller(a)...)
	}
	a.Hinweise = append(a.Hinweise, emailHinweis(&a.Antragsteller)...)
	a.Hinweise = append(a.Hinweise, zeichenHinweise(&a.Antragsteller)...)
	if l.Verfahren != "" && l.Verfahren != u.Verfahren.Name {
		a.Hinweise = append(a.Hinweise, adapters.Hinweis{Code: "procedure_missing",
			Text: "Das Verfahren, dem dieses Formular zugeordnet ist, gibt es nicht mehr. Bitte prüfen, wohin der Antrag gehört."})
	}
	if len(l.Leika) > 0 {
		a.Leika = l.Leika
	}
	angaben, daten := l.angaben(&u.Verfahren.Meta, a)
	unterlagen := l.unterlagen(a)
	leit := Leitangaben{Zugang: u.Zugang, Organisationseinheit: a.Einheit,
		Leika: leikaOf(a, &u.Verfahren.Meta), Region: a.Region,
		Formular: a.Formular.Schluessel, Felder: a.Antragsdaten}
	l.miss(a, unterlagen, u.Regeln, leit)
	einheit, weg, hinweise, err := Leitung{u.Regeln, l.Einheit, u.Verfahren.Meta.Einheit, u.Einheiten,
		u.Poststelle}.Route(leit)
	if err != nil {
		return nil, nil, err
	}
	a.Hinweise = append(a.Hinweise, hinweise...)
	return &Zuordnungsergebnis{Verfahren: u.Verfahren.Name, Stand: u.Verfahren.Version, Titel: l.titel(u.Verfahren, a),
		Einheit: einheit, Zielweg: weg,
		Leika: leikaOf(a, &u.Verfahren.Meta), Antragsteller: a.Antragsteller, Felder: a.Antragsdaten, Angaben: angaben,
		Unterlagen: unterlagen, Hinweise: a.Hinweise}, daten, nil
}

// leikaOf: what the form does not tell, the Verfahren knows.
func leikaOf(a *Antrag, m *workflow.Meta) []string {
	if len(a.Leika) > 0 {
		return a.Leika
	}
	return m.Leika
}

func (l *Lesart) titel(d *workflow.Definition, a *Antrag) string {
	switch {
	case l.Titel != "":
		return l.Titel
	case d.Name == StandardVerfahren && a.Formular.Titel != "":
		return a.Formular.Titel
	}
	return cmp.Or(d.Meta.Kurz, d.Meta.Titel)
}

// angaben reads the logical values of the Verfahren and says of each how that went.
func (l *Lesart) angaben(m *workflow.Meta, a *Antrag) ([]Angabe, map[string]any) {
	roh := map[string]any{}
	for name, pfad := range l.Daten {
		typ := ""
		if i := slices.IndexFunc(m.Daten, func(d workflow.Datum) bool { return d.Name == name }); i >= 0 {
			typ = m.Daten[i].Typ
		}
		roh[name] = werteAn(a.Antragsdaten, pfad, typ)
	}
	daten, wrong := m.Antrag(roh)
	out := make([]Angabe, 0, len(m.Daten))
	for _, d := range m.Daten {
		x := Angabe{Name: d.Name, Label: d.Label, Pfad: l.Daten[d.Name],
			Wert: datumWortlaut(d, daten[d.Name]).Text, Zustand: "gelesen"}
		switch {
		case x.Pfad == "":
			x.Zustand = "nicht_zugeordnet"
		case wrong[d.Name] != "" || x.Wert == "" && isBehaelter(a.Antragsdaten, x.Pfad):
			x.Zustand = "unlesbar"
			a.Hinweise = append(a.Hinweise, adapters.Hinweis{Code: "value_unreadable", Feld: d.Name,
				Text: "Der Wert für „" + d.Label + "“ ließ sich nicht lesen. Bitte im Antrag nachsehen."})
		case len(choose(a.Antragsdaten, x.Pfad)) == 0:
			x.Zustand = "feld_fehlt"
		case x.Wert == "":
			x.Zustand = "leer"
		}
		out = append(out, x)
	}
	return out, daten
}

// werteAn returns nil, one value or a list, for a logical value of that type.
func werteAn(felder []adapters.Feld, pfad, typ string) any {
	found := choose(felder, pfad)
	out := make([]any, 0, len(found))
	for _, f := range found {
		out = append(out, wertFuer(typ, f))
	}
	switch {
	case len(out) == 0:
		return nil
	case len(out) == 1 && !strings.Contains(pfad, "[]") && !strings.Contains(pfad, "*"):
		return out[0]
	}
	return out
}

// wertFuer: what was read as a number is handed over as one; a text is read by the Verfahren, which takes none with two
// readings. More than two places are no amount, also where they were read.
func wertFuer(typ string, f adapters.Feld) any {
	if f.Wert == "" || f.Typ != adapters.Zahl && f.Typ != adapters.Betrag || typ != workflow.TypZahl &&
		typ != workflow.TypBetrag {
		return wertOf(f)
	}
	_, geld := adapters.Amount(f.Wert)
	n, err := strconv.ParseFloat(f.Wert, 64)
	if err != nil || typ == workflow.TypBetrag && !geld {
		return f.Wert
	}
	return n
}

// wertOf is what a condition sees: the machine's value, else the words, else the code.
func wertOf(f adapters.Feld) string { return cmp.Or(f.Wert, cmp.Or(f.Text, f.Code)) }

// antragstellerZiele are the members of the applicant that a mapping may fill.
func antragstellerZiele(a *adapters.Antragsteller) map[string]*string {
	return map[string]*string{
		"anrede": &a.Anrede, "titel": &a.Titel, "vorname": &a.Vorname, "nachname": &a.Nachname, "firma": &a.Firma,
		"geburtsdatum": &a.Geburtsdatum, "email": &a.Email, "telefon": &a.Telefon, "strasse": &a.Strasse,
		"hausnummer": &a.Hausnummer, "plz": &a.PLZ, "ort": &a.Ort, "land": &a.Land,
	}
}

// kontoZiele make a Konto and a Postfach where the login told none. The level of trust is never read from a field.
var kontoZiele = []string{"konto", "pseudonym", "postfach", ausschlussZiel}

// ausschlussZiel is a question of the form: whether Bescheide in the mailbox are excluded (§ 9 Abs. 1 OZG).
const ausschlussZiel = "postfach_ausschluss"

// AntragstellerZiele lists every member a mapping may name.
func AntragstellerZiele() []string {
	out := slices.Clone(kontoZiele)
	for name := range antragstellerZiele(&adapters.Antragsteller{}) {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// fillAntragsteller fills what the login did not say. What a person mapped also replaces a guess of the adapter, and is
// none.
func fillAntragsteller(a *adapters.Antragsteller, pfade map[string]string, felder []adapters.Feld) {
	felder = ohneMehrfache(felder)
	lies := func(name string) string {
		for _, f := range choose(felder, pfade[name]) {
			if s := adapters.CleanLine(wertOf(f)); s != "" && !adapters.Placeholder(s) {
				return s
			}
		}
		return ""
	}
	for name, ziel := range antragstellerZiele(a) {
		if erraten := slices.Index(a.Unbestaetigt, name); pfade[name] != "" && (*ziel == "" || erraten >= 0) {
			if s := lies(name); s != "" {
				*ziel = s
				a.Unbestaetigt = slices.DeleteFunc(slices.Clone(a.Unbestaetigt), func(x string) bool {
					return x == name
				})
			}
		}
	}
	if p := lies("pseudonym"); a.Konto == nil && p != "" {
		a.Konto = &adapters.Konto{Art: adapters.Account(lies("konto")), Pseudonym: p}
	}
	if p := lies("postfach"); a.Postfach == nil && p != "" {
		a.Postfach = &adapters.Postfach{Kanal: adapters.Account(lies("konto")), Adresse: p}
	}
	if x := ausschluss[lies(ausschlussZiel)]; a.Postfach != nil && a.Postfach.Bescheide == "" && x != "" {
		neu := *a.Postfach
		neu.Bescheide = x
		a.Postfach = &neu
	}
	if a.Art == "" {
		a.Art = "person"
		if a.Firma != "" {
			a.Art = "organisation"
		}
	}
}

// ausschluss reads the answer to that question; any other says nothing.
var ausschluss = map[string]string{"true": adapters.BescheideAusgeschlossen, "false": adapters.BescheideErlaubt}

// ohneMehrfache leaves out every list with more than one entry: which of several people applies, nobody can say.
func ohneMehrfache(felder []adapters.Feld) []adapters.Feld {
	var out []adapters.Feld
	for _, f := range felder {
		if f.Typ == adapters.Liste && len(f.Felder) > 1 {
			continue
		}
		f.Felder = ohneMehrfache(f.Felder)
		out = append(out, f)
	}
	return out
}

// nurMehrfach tells whether a path leads to something, but only into such lists.
func nurMehrfach(felder []adapters.Feld, pfad string) bool {
	return len(choose(felder, pfad)) > 0 && len(choose(ohneMehrfache(felder), pfad)) == 0
}

// isBehaelter tells whether a path leads to a group or list with content: nothing can be read from it, and yet there
// is something.
func isBehaelter(felder []adapters.Feld, pfad string) bool {
	return slices.ContainsFunc(choose(felder, pfad), func(f adapters.Feld) bool { return len(f.Felder) > 0 })
}

// unlesbareAntragsteller tells of members that stayed empty although the form has something there.
func (l *Lesart) unlesbareAntragsteller(a *Antrag) (hinweise []adapters.Hinweis) {
	ziele := antragstellerZiele(&a.Antragsteller)
	for _, name := range schluessel(l.Antragsteller) {
		if ziel := ziele[name]; ziel != nil && *ziel == "" &&
			(isBehaelter(a.Antragsdaten, l.Antragsteller[name]) || nurMehrfach(a.Antragsdaten, l.Antragsteller[name])) {
			hinweise = append(hinweise, adapters.Hinweis{Code: "value_unreadable", Feld: "antragsteller." + name,
				Text: "Eine Angabe darüber, wer den Antrag stellt, ließ sich nicht lesen. Bitte im Antrag nachsehen."})
		}
	}
	return hinweise
}

// unterlagen says which required documents came.
func (l *Lesart) unterlagen(a *Antrag) []UnterlageLage {
	out := make([]UnterlageLage, 0, len(l.Unterlagen))
	for _, p := range l.Unterlagen {
		da := slices.ContainsFunc(a.Dokumente, func(d adapters.Dokument) bool {
			return workflow.PathName(d.Feld) == p.Feld
		})
		Blaetter(choose(a.Antragsdaten, p.Feld), func(f adapters.Feld) { da = da || f.Dokument != "" })
		out = append(out, UnterlageLage{p.Feld, p.Titel, da})
		if !da {
			a.Hinweise = append(a.Hinweise, adapters.Hinweis{Code: "document_required_missing",
				Text: "Es fehlt: „" + p.Titel + "“."})
		}
	}
	return out
}

// AntragstellerName is the name lists show: the organisation, else "Nachname, Vorname".
func AntragstellerName(a adapters.Antragsteller) string {
	switch {
	case a.Firma != "":
		return a.Firma
	case a.Nachname != "" && a.Vorname != "":
		return a.Nachname + ", " + a.Vorname
	}
	email, _ := EmailAdresse(a.Email)
	return cmp.Or(a.Nachname, a.Vorname, email, OhneNamen)
}

// OhneNamen stands where an application names nobody.
const OhneNamen = "Ohne Namen"
