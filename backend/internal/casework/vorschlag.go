package casework

import (
	"regexp"
	"slices"
	"strings"

	"kontor/adapters"
	"kontor/workflow"
)

// Vorschlag is a guess at what a field means.
type Vorschlag struct {
	Ziel   string // "antragsteller.vorname", "daten.flaeche", "unterlagen"
	Pfad   string
	Grund  string // name, label, fim, typ, frueher
	Sicher bool   // may be taken without looking twice
}

// namen are names and labels, folded, that form builders give to fields about the applicant. INFERRED from samples.
var namen = map[string][]string{
	"anrede":       {"anrede", "salutation"},
	"titel":        {"titel", "doktorgrad", "akademischergrad", "akademischertitel", "namenszusatz"},
	"vorname":      {"vorname", "vornamen", "firstname", "givenname", "givennames", "rufname"},
	"nachname":     {"nachname", "familienname", "name", "lastname", "surname", "familyname", "zuname"},
	"firma":        {"firma", "firmenname", "unternehmen", "unternehmensname", "betrieb", "organisation", "verein", "nameorganisation", "namedesunternehmens", "namederfirma", "companyname"},
	"geburtsdatum": {"geburtsdatum", "gebdatum", "gebdat", "geburtstag", "dateofbirth", "birthdate", "birthday"},
	"email":        {"email", "emailadresse", "mail", "mailadresse", "emailaddress"},
	"telefon":      {"telefon", "tel", "phone", "telefonnummer", "telefonnr", "mobil", "mobilnummer", "rufnummer", "handy"},
	"strasse":      {"strasse", "str", "street", "strassenname", "anschriftstrasse"},
	"hausnummer":   {"hausnummer", "hausnr", "hnr", "housenumber", "strassehausnummerzusatz"},
	"plz":          {"plz", "postleitzahl", "zip", "zipcode", "postalcode"},
	"ort":          {"ort", "stadt", "wohnort", "city", "ortsname"},
	"land":         {"land", "staat", "country"},
}

// fimZiele: data fields of the FIM catalogue (Rahmen 60000 and 00000) about the applicant. INFERRED from public
// schemas, which use them so; a schema may use them for somebody else.
var fimZiele = map[string]string{
	"F60000227": "nachname", "F60000228": "vorname", "F60000229": "titel", "F60000240": "telefon", "F60000242": "email",
	"F60000243": "strasse", "F60000244": "hausnummer", "F60000246": "plz", "F60000247": "ort", "F60000319": "firma",
	"F00000013": "nachname", "F00000045": "vorname", "F00000066": "geburtsdatum",
}

var (
	fimNummer = regexp.MustCompile(`^[Ff](\d{5})(?:000)?(\d{3})$`) // XDatenfelder 2: F and 8 digits; 3: 11 digits
	bauform   = regexp.MustCompile(`^(?:(?:tf|txt|fld|sel|dp|cbx?|rb|inp|ta|dd|upl)(?:_|(\p{Lu}))|_)`)
	fremde    = regexp.MustCompile(strings.Join(fremdeWorte, "|"))
	eigene    = regexp.MustCompile(`antragst|person|betrieb|firma|kontakt|anschrift|adresse|unternehm|absender`)
)

// fremdeWorte are parts of words, folded (regular expressions), for groups about somebody or something else than the
// applicant. INFERRED.
var fremdeWorte = []string{
	"kind", "tochter", "soehn", "eltern", "mutter", "schueler", "geschwister", "partner", "ehegatt", "ehefrau",
	"ehemann", "familienangeh",
	"angehoerig", "verstorben", "erblass", "hinterblieben", "betreut", "betreuer", "pfleg", "patient", "arzt",
	"vertret", "bevollm", "anwalt",
	"zeuge", "zeugin", "gegner", "beschuldig", "verursach", "geschaedigt", "betroffen", "fahrer", "nachbar", "mieter",
	"paechter", "eigent",
	"vorher", "vorig", "bisherig", "frueher", "ehemal", "vorgaeng", "vorbesitz", "verkaeuf", "kaeufer", "erwerber",
	"lieferant", "architekt",
	"entwurfsverf", "bauleit", "notar", "steuerberat", "arbeitgeb", "arbeitnehm", "mitglied", "teilnehm", "begleit",
	"hund", "tier", "bank", "abweich", "rechnung", "grundst", "veranstalt",
	"taeter", "opfer", "stoerer", "dritte", "(kein|nicht|ohne)(e|er|en)?(antragst|absender)",
	"witness", "child", "deceased", "spouse", "neighbo", "landlord", "tenant", "previous",
}

// gefaltet makes names and labels comparable: "E-Mail-Adresse" is "emailadresse".
func gefaltet(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, Fold(s))
}

// feldname folds the name of a field without what a form builder puts in front: "tfVorname" is "vorname".
func feldname(name string) string {
	return gefaltet(bauform.ReplaceAllString(strings.Trim(name, `"`), "$1"))
}

func fimZiel(name string) string {
	m := fimNummer.FindStringSubmatch(strings.Trim(name, `"`))
	if m == nil {
		return ""
	}
	return fimZiele["F"+m[1]+m[2]]
}

// Vorlage is what suggestions are made from.
type Vorlage struct {
	Struktur        []Strukturfeld // of the form
	Meta            *workflow.Meta // of the chosen Verfahren
	Entwurf         Zuordnung      // targets it reads from fields that are there are not suggested again
	Frueher         *Zuordnung     // mapping of this form or an earlier version, nil = none
	FrueherStruktur []Strukturfeld
}

// SchlageVor says what fields probably mean, one suggestion for each target.
func SchlageVor(v Vorlage) []Vorschlag {
	out := []Vorschlag{}
	umzug := map[string]string{} // target → new path
	if v.Frueher != nil {
		for _, u := range CompareFormulare(v.FrueherStruktur, v.Struktur, v.Frueher) {
			for _, ziel := range u.Zugeordnet {
				if u.Art == "verschoben" {
					umzug[ziel] = u.NeuerPfad
				}
			}
		}
	}
	add := func(bereich, name string, mapped map[string]string, frueher func(*Zuordnung) map[string]string,
		best func() *Vorschlag) {
		ziel := bereich + "." + name
		if p := mapped[name]; p != "" && v.gives(p) {
			return
		}
		if v.Frueher != nil {
			if p := frueher(v.Frueher)[name]; p != "" && v.gives(p) {
				out = append(out, Vorschlag{ziel, p, "frueher", true})
				return
			}
			if p := umzug[ziel]; p != "" {
				out = append(out, Vorschlag{ziel, p, "frueher", false})
				return
			}
		}
		if b := best(); b != nil {
			b.Ziel = ziel
			out = append(out, *b)
		}
	}
	for _, name := range []string{"firma", "anrede", "titel", "vorname", "nachname", "geburtsdatum", "strasse",
		"hausnummer", "plz", "ort", "land", "email", "telefon"} {
		add("antragsteller", name, v.Entwurf.Antragsteller, func(z *Zuordnung) map[string]string {
			return z.Antragsteller
		}, func() *Vorschlag { return v.antragsteller(name) })
	}
	for i := range v.Meta.Daten {
		d := &v.Meta.Daten[i]
		add("daten", d.Name, v.Entwurf.Daten, func(z *Zuordnung) map[string]string {
			return z.Daten
		}, func() *Vorschlag { return v.datum(d) })
	}
	out = append(out, v.einzige(out)...)
	return append(out, v.uploads()...)
}

// gives tells whether a path leads to a field of the form.
func (v Vorlage) gives(pfad string) bool {
	p, err := workflow.ParsePath(pfad)
	return err == nil && slices.ContainsFunc(v.Struktur, func(f Strukturfeld) bool {
		q, err := workflow.ParsePath(f.Pfad)
		return err == nil && p.Covers(q)
	})
}

// antragsteller looks for a field about the applicant: not one of a child, a dog or a bank.
func (v Vorlage) antragsteller(name string) *Vorschlag {
	return v.beste(func(f Strukturfeld) (punkte int, grund string, sicher bool) {
		weg := feldname(eltern(f.Pfad))
		if strings.Contains(f.Pfad, "[]") || fremde.MatchString(weg) || !textlich(f) && (f.Typ != adapters.Datum ||
			name != "geburtsdatum") {
			return 0, "", false
		}
		nah := 0
		if eigene.MatchString(weg) {
			nah = 1
		}
		blatt := blattname(f.Pfad)
		eindeutig := name != "nachname" || feldname(blatt) != "name" && gefaltet(f.Label) != "name"
		switch {
		case fimZiel(blatt) == name:
			return 8 + nah, "fim", true
		case slices.Contains(namen[name], feldname(blatt)):
			return 6 + nah, "name", eindeutig
		case slices.Contains(namen[name], gefaltet(f.Label)):
			return 4 + nah, "label", eindeutig
		}
		return 0, "", false
	})
}

func textlich(f Strukturfeld) bool {
	return f.Typ == adapters.Text || f.Typ == adapters.Auswahl || f.Typ == adapters.Zahl
}

// datum looks for the field of a logical value by its name and label.
func (v Vorlage) datum(d *workflow.Datum) *Vorschlag {
	return v.beste(func(f Strukturfeld) (punkte int, grund string, sicher bool) {
		passt, sicher := typPasst(d.Typ, f)
		if d.Anzahl { // any repeated field can be counted
			passt, sicher = true, true
		}
		if !passt {
			return 0, "", false
		}
		mehrfach := strings.Contains(f.Pfad, "[]")
		sicher = sicher && mehrfach == (d.Summe || d.Anzahl)
		switch blatt := feldname(blattname(f.Pfad)); {
		case blatt == gefaltet(d.Name):
			return 6, "name", sicher
		case blatt == gefaltet(d.Label):
			return 5, "name", sicher
		case f.Label != "" && (gefaltet(f.Label) == gefaltet(d.Label) || gefaltet(f.Label) == gefaltet(d.Name)):
			return 4, "label", sicher
		}
		return 0, "", false
	})
}

// typPasst: sicher only where the kinds are the same; a text may hold anything.
func typPasst(typ string, f Strukturfeld) (passt, sicher bool) {
	switch f.Typ {
	case adapters.Gruppe, adapters.Liste, adapters.Datei:
		return false, false
	case adapters.Text:
		return true, typ == workflow.TypText
	}
	switch typ {
	case workflow.TypText:
		return true, true
	case workflow.TypZahl, workflow.TypBetrag:
		ok := f.Typ == adapters.Zahl || f.Typ == adapters.Betrag
		return ok, ok
	case workflow.TypDatum:
		ok := f.Typ == adapters.Datum || f.Typ == adapters.Zeitpunkt
		return ok, f.Typ == adapters.Datum
	case workflow.TypJaNein:
		return f.Typ == adapters.JaNein || f.Typ == adapters.Auswahl, f.Typ == adapters.JaNein
	}
	return f.Typ == adapters.Auswahl, f.Typ == adapters.Auswahl
}

// beste takes the field with most points; where two have as many, a person must look.
func (v Vorlage) beste(urteil func(Strukturfeld) (punkte int, grund string, sicher bool)) *Vorschlag {
	var out *Vorschlag
	most := 0
	for _, f := range v.Struktur {
		punkte, grund, sicher := urteil(f)
		switch {
		case punkte > most:
			most, out = punkte, &Vorschlag{Pfad: f.Pfad, Grund: grund, Sicher: sicher}
		case punkte == most && out != nil:
			out.Sicher = false
		}
	}
	return out
}

// einzige: where one logical value of a kind is open and one field of that kind is free, they may belong together.
func (v Vorlage) einzige(bisher []Vorschlag) []Vorschlag {
	var out []Vorschlag
	for _, typ := range []struct{ daten, feld string }{{workflow.TypDatum, string(adapters.Datum)},
		{workflow.TypBetrag, string(adapters.Betrag)}, {workflow.TypJaNein, string(adapters.JaNein)}} {
		var offen, frei []string
		for _, d := range v.Meta.Daten {
			if d.Typ == typ.daten && v.Entwurf.Daten[d.Name] == "" &&
				!slices.ContainsFunc(bisher, func(b Vorschlag) bool { return b.Ziel == "daten."+d.Name }) {
				offen = append(offen, "daten."+d.Name)
			}
		}
		for _, f := range v.Struktur {
			benutzt := len(v.Entwurf.Ziele(f.Pfad)) > 0 || slices.ContainsFunc(bisher, func(b Vorschlag) bool {
				return b.Pfad == f.Pfad
			})
			if string(f.Typ) == typ.feld && !benutzt {
				frei = append(frei, f.Pfad)
			}
		}
		if len(offen) == 1 && len(frei) == 1 {
			out = append(out, Vorschlag{offen[0], frei[0], "typ", false})
		}
	}
	return out
}

// uploads may be required documents; only a person knows.
func (v Vorlage) uploads() []Vorschlag {
	var out []Vorschlag
	nennt := func(z *Zuordnung, pfad string) bool {
		return z != nil && slices.ContainsFunc(z.Unterlagen, func(u Pflichtunterlage) bool { return u.Feld == pfad })
	}
	for _, f := range v.Struktur {
		switch {
		case f.Typ != adapters.Datei || nennt(&v.Entwurf, f.Pfad):
		case nennt(v.Frueher, f.Pfad):
			out = append(out, Vorschlag{"unterlagen", f.Pfad, "frueher", true})
		default:
			out = append(out, Vorschlag{"unterlagen", f.Pfad, "typ", false})
		}
	}
	return out
}
