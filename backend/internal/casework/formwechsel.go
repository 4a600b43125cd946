package casework

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kontor/adapters"
	"kontor/workflow"
)

// FormularGeaendert is the code of the Hinweis that a form lacks what is read from it, or has it in another form.
const FormularGeaendert = "form_changed"

// miss notes fields that the mapping or the table of responsibility reads and the form always had, but has no more,
// and those that became a list, a group or a single value: nothing is read from them any longer. Boxes and uploads are
// not missed: form servers leave them out when nobody touched them. A document that came all the same is no loss.
func (l *Lesart) miss(a *Antrag, unterlagen []UnterlageLage, regeln []Zustaendigkeitsregel, leit Leitangaben) {
	if len(l.Struktur) == 0 {
		return
	}
	leser := l.Zuordnung
	leser.Unterlagen = nil
	for i, p := range l.Unterlagen {
		if !unterlagen[i].Vorhanden {
			leser.Unterlagen = append(leser.Unterlagen, p)
		}
	}
	gelesen := func(pfad string) bool { return len(leser.Ziele(pfad)) > 0 || regelLiest(regeln, leit, pfad) }
	neu := Struktur(a.Antragsdaten)
	hat, anders := strukturkarte(neu), formwechsel(l.Struktur, neu)
	var fehlt, form []string
	for _, f := range l.Struktur {
		_, ok := hat[f.Pfad]
		switch i := slices.IndexFunc(anders, func(x Strukturfeld) bool { return isIn(f.Pfad, x.Pfad) }); {
		case i >= 0:
			if name := benannt(anders[i]); !slices.Contains(form, name) && gelesen(f.Pfad) {
				form = append(form, name)
			}
		case ok || f.Manchmal || f.Leer || slices.Contains(stumm, f.Typ) || verdeckt(f.Pfad, hat):
		case gelesen(f.Pfad):
			fehlt = append(fehlt, benannt(f))
		}
	}
	var was []string
	if len(fehlt) > 0 {
		was = append(was, aufzaehlung(fehlt)+" kam nicht mit")
	}
	if len(form) > 0 {
		was = append(was, aufzaehlung(form)+" hat eine andere Form")
	}
	if len(was) > 0 {
		a.Hinweise = append(a.Hinweise, adapters.Hinweis{Code: FormularGeaendert,
			Text: "Das Formular hat sich geändert: " +
				strings.Join(was, "; ") + ". Bitte im Antrag nachsehen; die IT prüft die Zuordnung."})
	}
}

var stumm = []adapters.Typ{adapters.JaNein, adapters.Auswahl, adapters.Datei, adapters.Liste, adapters.Gruppe}

func benannt(f Strukturfeld) string { return "„" + cmp.Or(f.Label, blattname(f.Pfad)) + "“" }

// aufzaehlung names the first five.
func aufzaehlung(namen []string) string {
	if len(namen) > 5 {
		return strings.Join(namen[:5], ", ") + fmt.Sprintf(" und %d weitere", len(namen)-5)
	}
	return strings.Join(namen, ", ")
}

// regelLiest tells whether a line of the table that may concern this application asks for the field.
func regelLiest(regeln []Zustaendigkeitsregel, leit Leitangaben, pfad string) bool {
	feld, err := workflow.ParsePath(pfad)
	return err == nil && slices.ContainsFunc(regeln, func(r Zustaendigkeitsregel) bool {
		p, err := workflow.ParsePath(r.Feld)
		r.Feld = ""
		return err == nil && p.Covers(feld) && r.Fits(leit)
	})
}

// formwechsel lists fields of the old form that the new one has as something else: a single value, a group, a list, or
// a list of other things. Of an empty field nobody knows what it is.
func formwechsel(alt, neu []Strukturfeld) []Strukturfeld {
	var out []Strukturfeld
	hat, hatte := strukturkarte(mitWiederholungen(neu)), strukturkarte(alt)
	for _, f := range mitWiederholungen(alt) {
		if g, ok := hat[f.Pfad]; ok && !f.Leer && !g.Leer && gestalt(f.Typ) != gestalt(g.Typ) {
			// people know the list, not its entries
			f.Label = cmp.Or(hatte[strings.TrimSuffix(f.Pfad, "[]")].Label, f.Label)
			out = append(out, f)
		}
	}
	return out
}

// gestalt of a single value is "".
func gestalt(t adapters.Typ) adapters.Typ {
	if t == adapters.Liste || t == adapters.Gruppe {
		return t
	}
	return ""
}

// mitWiederholungen adds the groups a list repeats; a structure names only what is in them.
func mitWiederholungen(felder []Strukturfeld) []Strukturfeld {
	var out []Strukturfeld
	for i, f := range felder {
		out = append(out, f)
		if f.Typ == adapters.Liste && i+1 < len(felder) && strings.HasPrefix(felder[i+1].Pfad, f.Pfad+"[].") {
			out = append(out, Strukturfeld{Pfad: f.Pfad + "[]", Typ: adapters.Gruppe})
		}
	}
	return out
}

// isIn: the field itself, or something in it.
func isIn(pfad, feld string) bool {
	rest, ok := strings.CutPrefix(pfad, feld)
	return ok && (rest == "" || strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "[]"))
}
