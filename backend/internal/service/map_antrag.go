package service

import (
	"regexp"
	"strings"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/workflow"
)

// mapAntrag reads the logical values of a Verfahren from the field tree and fills what the login did not
// say about the applicant. What cannot be read becomes a Hinweis, never a failure.
func mapAntrag(d *workflow.Definition, form *workflow.Formular, sub *casework.Antrag) map[string]any {
	raw := map[string]any{}
	if form != nil {
		for name, path := range form.Daten {
			raw[name] = valuesAt(sub.Antragsdaten, path)
		}
		fillAntragsteller(&sub.Antragsteller, form.Antragsteller, sub.Antragsdaten)
		relabel(sub.Antragsdaten, "", form.Labels)
	} else {
		guessAntragsteller(sub)
	}
	daten, wrong := d.Meta.Antrag(raw)
	for name := range wrong {
		sub.Hinweise = append(sub.Hinweise, adapters.Hinweis{
			Code: "value_unreadable", Feld: name, Text: "Der Wert für „" + labelOf(d, name) + "“ ließ sich nicht lesen. Bitte im Antrag nachsehen.",
		})
	}
	return daten
}

func labelOf(d *workflow.Definition, name string) string {
	for _, x := range d.Meta.Daten {
		if x.Name == name {
			return x.Label
		}
	}
	return name
}

// valuesAt returns nil, one value or a list.
func valuesAt(felder []adapters.Feld, text string) any {
	p, err := workflow.ParsePath(text)
	if err != nil {
		return nil // the check of the definition refused it
	}
	found := workflow.Select(felder, p, func(f adapters.Feld) string { return f.Name }, func(f adapters.Feld) []adapters.Feld { return f.Felder })
	out := make([]any, 0, len(found))
	for _, f := range found {
		out = append(out, wert(f))
	}
	switch {
	case len(out) == 0:
		return nil
	case len(out) == 1 && !strings.Contains(text, "[]") && !strings.Contains(text, "*"):
		return out[0]
	}
	return out
}

// wert is what a condition sees: the machine's value, else the words, else the code.
func wert(f adapters.Feld) string {
	if f.Wert != "" {
		return f.Wert
	}
	if f.Text != "" {
		return f.Text
	}
	return f.Code
}

func fillAntragsteller(a *adapters.Antragsteller, paths map[string]string, felder []adapters.Feld) {
	target := map[string]*string{
		"anrede": &a.Anrede, "titel": &a.Titel, "vorname": &a.Vorname, "nachname": &a.Nachname, "firma": &a.Firma,
		"geburtsdatum": &a.Geburtsdatum, "email": &a.Email, "telefon": &a.Telefon, "strasse": &a.Strasse,
		"hausnummer": &a.Hausnummer, "plz": &a.PLZ, "ort": &a.Ort, "land": &a.Land,
	}
	for key, path := range paths {
		p, ok := target[key]
		if !ok || *p != "" {
			continue
		}
		if v, ok := valuesAt(felder, path).(string); ok {
			*p = v
		}
	}
	if a.Art == "" {
		a.Art = "person"
		if a.Firma != "" {
			a.Art = "organisation"
		}
	}
}

// vermutungen are names that form builders give to fields about the applicant (INFERRED from samples). They
// are asked only where nobody has mapped the form and the login said no name.
var vermutungen = map[string]*regexp.Regexp{
	"firma":    regexp.MustCompile(`^(tf|txt|fld)?_?(firma|firmenname|unternehmen|betrieb|organisation|verein)$`),
	"vorname":  regexp.MustCompile(`^(tf|txt|fld)?_?(vorname|firstname|givenname)$`),
	"nachname": regexp.MustCompile(`^(tf|txt|fld)?_?(nachname|familienname|name|lastname|surname)$`),
	"email":    regexp.MustCompile(`^(tf|txt|fld)?_?(e?-?mail|emailadresse)$`),
	"telefon":  regexp.MustCompile(`^(tf|txt|fld)?_?(telefon|tel|phone)$`),
	"plz":      regexp.MustCompile(`^(tf|txt|fld)?_?(plz|postleitzahl)$`),
}

// guessAntragsteller makes a form nobody described readable, and says that it guessed.
func guessAntragsteller(sub *casework.Antrag) {
	a := &sub.Antragsteller
	benannt := a.Firma != "" || a.Nachname != ""
	target := map[string]*string{"firma": &a.Firma, "vorname": &a.Vorname, "nachname": &a.Nachname, "email": &a.Email, "telefon": &a.Telefon, "plz": &a.PLZ}
	erraten := false
	casework.Blaetter(sub.Antragsdaten, func(f adapters.Feld) {
		for key, form := range vermutungen {
			name := key == "firma" || key == "vorname" || key == "nachname"
			if *target[key] == "" && f.Text != "" && len(f.Text) <= 200 && !(name && benannt) && form.MatchString(strings.ToLower(f.Name)) {
				*target[key] = f.Text
				erraten = erraten || name
			}
		}
	})
	fillAntragsteller(a, nil, nil)
	if erraten {
		sub.Hinweise = append(sub.Hinweise, adapters.Hinweis{Code: "applicant_guessed",
			Text: "Für dieses Formular ist keine Zuordnung hinterlegt. Der Name wurde aus den Feldnamen erschlossen; bitte prüfen."})
	}
}

// relabel names what the form left unnamed; every repetition of a list shares the path with "[]".
func relabel(felder []adapters.Feld, prefix string, labels map[string]string) {
	for i := range felder {
		f := &felder[i]
		path := prefix + f.Name
		if l, ok := labels[path]; ok && f.Label == "" {
			f.Label = l
		}
		if f.Typ == adapters.Liste {
			for k := range f.Felder {
				relabel(f.Felder[k].Felder, path+"[].", labels)
			}
			continue
		}
		relabel(f.Felder, path+".", labels)
	}
}

// antragstellerName is the name lists show: the organisation, else "Nachname, Vorname".
func antragstellerName(a adapters.Antragsteller) string {
	switch {
	case a.Firma != "":
		return a.Firma
	case a.Nachname != "" && a.Vorname != "":
		return a.Nachname + ", " + a.Vorname
	case a.Nachname != "":
		return a.Nachname
	case a.Vorname != "":
		return a.Vorname
	case a.Email != "":
		return a.Email
	}
	return "Ohne Namen"
}
