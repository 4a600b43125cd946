package casework

import (
	"slices"
	"strconv"

	"kontor/workflow"
)

// What stands in the short view: lines of a form nobody described, and entries of what a form repeats.
const (
	maxUebersicht     = 6
	maxWiederholungen = 12
)

// Uebersicht is the short view of an Antrag: the logical values the Verfahren names and what the form repeats, one line
// per entry; without them the first answers of the form.
func Uebersicht(m *workflow.Meta, a *Antrag, daten map[string]any) []Wortlaut {
	var out []Wortlaut
	for _, name := range m.Uebersicht {
		i := slices.IndexFunc(m.Daten, func(d workflow.Datum) bool { return d.Name == name })
		if i < 0 || inWiederholung(m, &m.Daten[i], a) {
			continue
		}
		out = appendZeile(out, datumWortlaut(m.Daten[i], daten[name]))
	}
	if len(out) > 0 {
		return append(out, ersteWiederholungen(a)...)
	}
	zeilen := Zeilen(a.Antragsdaten)
	return zeilen[:min(len(zeilen), maxUebersicht)]
}

func ersteWiederholungen(a *Antrag) []Wortlaut {
	zeilen := Wiederholungen(a.Antragsdaten)
	if n := len(zeilen) - maxWiederholungen; n > 0 {
		rest := Wortlaut{Label: "…", Text: strconv.Itoa(n) + " weitere stehen im Antrag"}
		return append(zeilen[:maxWiederholungen], rest)
	}
	return zeilen
}

// inWiederholung: the value is one of several that the form repeats, and the lines of the entries say them all.
func inWiederholung(m *workflow.Meta, d *workflow.Datum, a *Antrag) bool {
	return !d.Reduces() && slices.ContainsFunc(m.Formulare, func(f workflow.Formular) bool {
		return f.Formular == a.Formular.Schluessel && nurMehrfach(a.Antragsdaten, f.Daten[d.Name])
	})
}
