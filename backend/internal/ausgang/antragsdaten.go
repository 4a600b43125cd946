package ausgang

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"kontor/backend/internal/casework"
)

// antragsdaten carries what xdomea has no element for: the form answers, where they came from, what the tasks came to
// and how the Bescheide took effect. The schema puts groups before fields, so a form that mixes both loses
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
		g := felder.gruppe("antragsdaten", "Angaben im Antrag", v.Antrag.Antragsdaten, false)
		e.Gruppen = append(e.Gruppen, g)
	}
	e.Gruppen = append(e.Gruppen, eingangGruppe(v))
	if g := aufgabenGruppe(v); len(g.Gruppen) > 0 {
		e.Gruppen = append(e.Gruppen, g)
	}
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

func (s felder) gruppe(name, label string, kinder []casework.Feld, liste bool) feldgruppe {
	g := feldgruppe{Name: name, Beschreibung: label}
	for i, f := range kinder {
		n := f.Name
		if n == "" {
			n = strconv.Itoa(i + 1) // the children of a list
		}
		wort := casework.Feldname(f, i, liste)
		if f.Typ == "gruppe" || f.Typ == "liste" {
			g.Gruppen = append(g.Gruppen, s.gruppe(n, wort, f.Felder, f.Typ == "liste"))
			continue
		}
		g.Felder = append(g.Felder, s.feld(n, wort, f))
	}
	return g
}

// feld holds the value as a person reads it, also in twenty years: the same words as on the desk. The code of a choice
// goes into the description. A file is named by the id of its Dokument.
func (s felder) feld(n, label string, f casework.Feld) feld {
	out := feld{Name: n, Beschreibung: label, Wert: casework.FeldWorte(f),
		Datentyp: &code{ListURI: listen + "datentyp", Version: "1.1", Code: "038"}} // string
	if id := s.dokumente[f.Dokument]; f.Typ == "datei" && id != "" {
		out.Wert, out.Beschreibung = id, join(", ", label, "Dokument-ID")
	}
	if f.Code != "" && f.Code != out.Wert {
		out.Beschreibung = strings.TrimSpace(out.Beschreibung + " (Code " + f.Code + ")")
	}
	return out
}

// aufgabenGruppe is what the tasks of the process came to, in the words of their forms: who of which unit said what.
func aufgabenGruppe(v *casework.UebergabeVorgang) feldgruppe {
	g := feldgruppe{Name: "aufgaben", Beschreibung: "Stellungnahmen und Ergebnisse der Bearbeitung"}
	for i := range v.Aufgaben {
		a := &v.Aufgaben[i]
		angaben := a.Angaben()
		if len(angaben) == 0 {
			continue
		}
		u := feldgruppe{Name: strconv.Itoa(len(g.Gruppen) + 1), Beschreibung: a.Titel}
		u.text("einheit", "Einheit", v.Einheit(cmp.Or(a.Einheit, v.Vorgang.Einheit)))
		u.text("von", "Erledigt von", a.ErledigtVon)
		if a.ErledigtAm != nil {
			u.text("am", "Erledigt", zeitpunkt(*a.ErledigtAm))
		}
		for nr, w := range angaben {
			u.text("angabe."+strconv.Itoa(nr+1), w.Label, w.Text)
		}
		g.Gruppen = append(g.Gruppen, u)
	}
	return g
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
	g.text("status", "Status bei der Übergabe", inWorten(v.Vorgang.Status))
	if niveau := v.Vorgang.Vertrauensniveau; niveau > 0 {
		g.text("vertrauensniveau", "Vertrauensniveau der Anmeldung", strconv.Itoa(niveau))
	}
	if z := a.Zahlung; z != nil {
		g.text("zahlung", "Zahlung", join(" ", z.Zustand, z.Art,
			casework.FeldWorte(casework.Feld{Typ: "betrag", Wert: z.Betrag, Waehrung: z.Waehrung}), z.Referenz))
	}
	return g
}

func bescheidGruppe(b *casework.Bescheid) feldgruppe {
	g := feldgruppe{Name: "bescheid", Beschreibung: "Bescheid und Bekanntgabe"}
	g.text("ergebnis", "Ergebnis", inWorten(b.Ergebnis))
	if x := b.Aenderung; x != nil {
		g.text("aenderung", "Änderung", join(" ", x.Wirkt().Art.Name(), x.Wirkt().Bezug.String()))
	}
	for i, f := range b.Folgen {
		g.text("folge_"+strconv.Itoa(i+1), "Später", join(" ", f.Art.Name(), f.ID.String()))
	}
	g.text("zustand", "Zustand", inWorten(b.Zustand))
	g.text("am", "Erteilt", zeitpunkt(b.Am))
	g.text("von", "Erteilt von", b.Von)
	g.text("kanal", "Weg", inWorten(b.Kanal))
	g.text("gebuehr", "Gebühr", casework.Euro(b.GebuehrCent))
	g.tag("abgerufen_am", "Abgerufen", b.AbgerufenAm)
	g.tag("aufgegeben_am", "Zur Post gegeben", b.AufgegebenAm)
	g.tag("bekanntgabe_am", "Bekannt gegeben", b.BekanntgabeAm)
	g.tag("rechtsbehelf_bis", "Ende der Rechtsbehelfsfrist", b.RechtsbehelfBis)
	g.text("regel", "Regel der Berechnung", b.Regel)
	g.text("schritte", "Schritte der Berechnung", strings.Join(b.Schritte, "; "))
	if b.Dokument != nil {
		g.text("dokument", "Dokument-ID", b.Dokument.String())
	}
	if b.Vertreten() {
		g.text("bevollmaechtigt", "An", b.Anschrift.Name+" für "+b.Anschrift.VertrittInWorten())
	}
	for i, a := range b.Adressaten {
		g.text("adressat_"+strconv.Itoa(i+1), "Auch an", adressatInWorten(a))
	}
	return g
}

func adressatInWorten(a casework.Adressat) string {
	teile := []string{a.Anschrift.Name}
	if a.Anschrift.Vertritt != "" {
		teile[0] += " für " + a.Anschrift.VertrittInWorten()
	}
	teile = append(teile, a.Anschrift.Strasse, a.Anschrift.PlzOrt, inWorten(a.Zustand))
	for _, x := range []struct {
		wort string
		tag  *time.Time
	}{{"zur Post gegeben", a.AufgegebenAm}, {"bekannt gegeben", a.BekanntgabeAm},
		{"Rechtsbehelf bis", a.RechtsbehelfBis}} {
		if x.tag != nil {
			teile = append(teile, x.wort+" "+x.tag.Format(time.DateOnly))
		}
	}
	return strings.Join(teile, "; ")
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
