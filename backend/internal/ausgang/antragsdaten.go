package ausgang

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"kontor/backend/internal/casework"
)

// antragsdaten carries what xdomea has no element for: the form answers, where they came from and how
// the Bescheide took effect. The schema puts groups before fields, so a form that mixes both loses
// that order here; the rendered Antrag keeps it.
func antragsdaten(v *casework.UebergabeVorgang) *erweiterung {
	felder := felder{dokumente: map[string]string{}}
	for _, d := range v.Dokumente {
		if d.FremdID != "" {
			felder.dokumente[d.FremdID] = d.ID.String()
		}
	}
	e := &erweiterung{Kennung: "kontor.vorgang", Name: "Antragsdaten und Verfahrensdaten", Version: "1"}
	if len(v.Antrag.Antragsdaten) > 0 {
		g := felder.gruppe("antragsdaten", "Angaben im Antrag", v.Antrag.Antragsdaten)
		e.Gruppen = append(e.Gruppen, g)
	}
	e.Gruppen = append(e.Gruppen, eingangGruppe(v))
	for i := range v.Bescheide {
		e.Gruppen = append(e.Gruppen, bescheidGruppe(&v.Bescheide[i]))
	}
	if len(v.Ausgelassen) > 0 {
		e.Gruppen = append(e.Gruppen, ausgelassenGruppe(v.Ausgelassen))
	}
	return e
}

type felder struct {
	dokumente map[string]string // the adapter's id → id of the Dokument in this message
}

func (s felder) gruppe(name, label string, kinder []casework.Feld) feldgruppe {
	g := feldgruppe{Name: name, Beschreibung: label}
	for i, f := range kinder {
		n := f.Name
		if n == "" {
			n = strconv.Itoa(i + 1) // the children of a list
		}
		if f.Typ == "gruppe" || f.Typ == "liste" {
			g.Gruppen = append(g.Gruppen, s.gruppe(n, f.Label, f.Felder))
			continue
		}
		g.Felder = append(g.Felder, s.feld(n, f))
	}
	return g
}

// datentypen holds the codes of the list datentyp 1.1 for values a machine can read.
var datentypen = map[string]string{"ja_nein": "003", "datum": "005", "zeitpunkt": "006", "zahl": "007", "betrag": "007"}

// feld prefers the machine's value where there is one and says its type; else the text as a person
// read it. What the value alone would lose (code, currency) goes into the description.
func (s felder) feld(n string, f casework.Feld) feld {
	out := feld{Name: n, Beschreibung: f.Label, Wert: f.Text}
	typ := "038" // string
	switch {
	case f.Typ == "datei":
		if id := s.dokumente[f.Dokument]; id != "" {
			out.Wert = id
			out.Beschreibung = join(", ", f.Label, "Dokument-ID")
		}
	case f.Wert != "" && datentypen[string(f.Typ)] != "":
		typ, out.Wert = datentypen[string(f.Typ)], f.Wert
	case f.Text == "":
		out.Wert = f.Wert
	}
	var zusatz []string
	if f.Code != "" && f.Code != f.Text {
		zusatz = append(zusatz, "Code "+f.Code)
	}
	if f.Waehrung != "" {
		zusatz = append(zusatz, f.Waehrung)
	}
	if len(zusatz) > 0 {
		out.Beschreibung = strings.TrimSpace(out.Beschreibung + " (" + strings.Join(zusatz, ", ") + ")")
	}
	out.Datentyp = &code{ListURI: listen + "datentyp", Version: "1.1", Code: typ}
	return out
}

func eingangGruppe(v *casework.UebergabeVorgang) feldgruppe {
	a := v.Antrag
	g := feldgruppe{Name: "eingang", Beschreibung: "Herkunft des Antrags"}
	g.text("kennung", "Kennung im Formularsystem", a.Kennung)
	g.text("formular", "Formular", join(" ", a.Formular.Schluessel, a.Formular.Version))
	g.text("formulartitel", "Titel des Formulars", a.Formular.Titel)
	g.text("leika", "LeiKa-Schlüssel", strings.Join(a.Leika, " "))
	for _, r := range a.Referenzen {
		g.text("referenz."+r.Art, "Weitere Nummer", r.Wert)
	}
	if a.EingereichtAm != nil {
		g.text("eingereicht_am", "Eingereicht laut Formularsystem", zeitpunkt(*a.EingereichtAm))
	}
	g.text("eingang_am", "Eingegangen", zeitpunkt(v.Vorgang.EingangAm))
	g.text("verfahren", "Verfahren und Stand", join(" ", v.Vorgang.Verfahren, v.Vorgang.Stand))
	g.text("status", "Status bei der Übergabe", string(v.Vorgang.Status))
	if niveau := v.Vorgang.Vertrauensniveau; niveau > 0 {
		g.text("vertrauensniveau", "Vertrauensniveau der Anmeldung", strconv.Itoa(niveau))
	}
	if z := a.Zahlung; z != nil {
		g.text("zahlung", "Zahlung", join(" ", z.Zustand, z.Art, z.Betrag, z.Waehrung, z.Referenz))
	}
	return g
}

func bescheidGruppe(b *casework.Bescheid) feldgruppe {
	g := feldgruppe{Name: "bescheid", Beschreibung: "Bescheid und Bekanntgabe"}
	g.text("ergebnis", "Ergebnis", string(b.Ergebnis))
	g.text("zustand", "Zustand", string(b.Zustand))
	g.text("am", "Erteilt", zeitpunkt(b.Am))
	g.text("von", "Erteilt von", b.Von)
	g.text("kanal", "Weg", b.Kanal)
	g.text("gebuehr", "Gebühr in EUR", fmt.Sprintf("%d.%02d", b.GebuehrCent/100, b.GebuehrCent%100))
	g.tag("abgerufen_am", "Abgerufen", b.AbgerufenAm)
	g.tag("aufgegeben_am", "Zur Post gegeben", b.AufgegebenAm)
	g.tag("bekanntgabe_am", "Bekannt gegeben", b.BekanntgabeAm)
	g.tag("rechtsbehelf_bis", "Ende der Rechtsbehelfsfrist", b.RechtsbehelfBis)
	g.text("regel", "Regel der Berechnung", b.Regel)
	g.text("schritte", "Schritte der Berechnung", strings.Join(b.Schritte, "; "))
	if b.Dokument != nil {
		g.text("dokument", "Dokument-ID", b.Dokument.String())
	}
	return g
}

// nichtUebergeben is the group that names what stays behind; Pruefe knows it by this name.
const nichtUebergeben = "nicht_uebergeben"

// ausgelassenGruppe names every file whose content is not in the ZIP, with its SHA-256: the receiver sees that the
// Vorgang is incomplete, and later which file it was.
func ausgelassenGruppe(docs []casework.Dokument) feldgruppe {
	g := feldgruppe{Name: nichtUebergeben, Beschreibung: "Dokumente, deren Dateien nicht übergeben werden"}
	for i := range docs {
		d := &docs[i]
		u := feldgruppe{Name: strconv.Itoa(i + 1), Beschreibung: join(": ", artVon(d), d.Titel())}
		u.text("dokument", "Dokument-ID", d.ID.String())
		u.text("dateiname", "Name der Datei", d.Dateiname)
		u.text("sha256", "SHA-256 der Datei", d.SHA256)
		u.text("groesse", "Größe in Byte", strconv.FormatInt(d.Groesse, 10))
		u.text("am", "Hinzugefügt", zeitpunkt(d.Am))
		u.text("grund", "Warum nicht übergeben", d.Pruefung.Auslassungsgrund())
		g.Gruppen = append(g.Gruppen, u)
	}
	return g
}

// text adds a field unless there is nothing to say.
func (g *feldgruppe) text(name, label, wert string) {
	if wert == "" {
		return
	}
	g.Felder = append(g.Felder, feld{Name: name, Beschreibung: label, Wert: wert})
}

func (g *feldgruppe) tag(name, label string, am *time.Time) {
	if am != nil {
		g.text(name, label, datum(*am))
	}
}
