package service

import (
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

func relabel(felder []adapters.Feld, prefix string, labels map[string]string) {
	for i := range felder {
		path := prefix + felder[i].Name
		if l, ok := labels[path]; ok && felder[i].Label == "" {
			felder[i].Label = l
		}
		relabel(felder[i].Felder, path+".", labels)
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
