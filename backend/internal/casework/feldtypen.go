package casework

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"kontor/adapters"
	"kontor/workflow"
)

// Feldtypen are the kinds a mapping may give a field.
var Feldtypen = []adapters.Typ{adapters.Text, adapters.Zahl, adapters.JaNein, adapters.Datum, adapters.Zeitpunkt,
	adapters.Betrag, adapters.Auswahl}

// visit visits every field with its path (repetitions share "[]") and the path adapters use in a Hinweis.
func visit(felder []adapters.Feld, visit func(f *adapters.Feld, pfad, stelle string)) {
	var tree func(felder []adapters.Feld, prefix, stelle string)
	tree = func(felder []adapters.Feld, prefix, stelle string) {
		for i := range felder {
			f := &felder[i]
			pfad, hier := prefix+workflow.PathName(f.Name), stelle+f.Name
			visit(f, pfad, hier)
			if f.Typ != adapters.Liste {
				tree(f.Felder, pfad+".", hier+"/")
				continue
			}
			for k := range f.Felder {
				w := &f.Felder[k]
				if len(w.Felder) == 0 {
					visit(w, pfad+"[]", hier+"/"+w.Name)
				}
				tree(w.Felder, pfad+"[].", hier+"/"+w.Name+"/")
			}
		}
	}
	tree(felder, "", "")
}

// label names fields: all that the mapping names, or with nurLeere only those the form left unnamed.
func label(felder []adapters.Feld, labels map[string]string, nurLeere bool) {
	if len(labels) == 0 {
		return
	}
	visit(felder, func(f *adapters.Feld, pfad, _ string) {
		if l := labels[pfad]; l != "" && (f.Label == "" || !nurLeere) {
			f.Label = l
		}
	})
}

// setWorte puts words in the place of codes. A code the list does not know stays as it came; with nurLeere also what
// the form has put into words itself.
func setWorte(felder []adapters.Feld, werte map[string]map[string]string, nurLeere bool) {
	if len(werte) == 0 {
		return
	}
	visit(felder, func(f *adapters.Feld, pfad, _ string) {
		code := cmp.Or(f.Code, f.Wert, f.Text)
		worte := werte[pfad][code]
		if worte == "" || nurLeere && f.Code != "" && f.Text != "" && f.Text != f.Code {
			return
		}
		f.Typ, f.Code, f.Text, f.Wert = adapters.Auswahl, code, worte, ""
	})
}

// coerce reads values anew as the mapping says. What a person reads is never lost; what cannot be read is reported.
func coerce(felder []adapters.Feld, typen map[string]adapters.Typ) []adapters.Hinweis {
	var hinweise []adapters.Hinweis
	if len(typen) == 0 {
		return nil
	}
	visit(felder, func(f *adapters.Feld, pfad, stelle string) {
		typ, ok := typen[pfad]
		if !ok || typ == f.Typ || f.Typ == adapters.Gruppe || f.Typ == adapters.Liste || f.Typ == adapters.Datei ||
			!slices.Contains(Feldtypen, typ) {
			return
		}
		if !readAls(f, typ) {
			hinweise = append(hinweise, adapters.Hinweis{Code: "value_unreadable", Feld: stelle,
				Text: "Ein Wert ließ sich nicht so lesen, wie es für dieses Formular vorgesehen ist. Bitte im Antrag nachsehen."})
		}
	})
	return hinweise
}

// readAls changes the kind of a field; false if there is text that cannot be read that way.
func readAls(f *adapters.Feld, typ adapters.Typ) bool {
	alt := *f
	if f.Text == "" {
		f.Text = cmp.Or(f.Wert, f.Code)
	}
	f.Typ, f.Wert, f.Waehrung = typ, "", ""
	text := strings.TrimSpace(f.Text)
	if text == "" {
		return true
	}
	ok := true
	switch typ {
	case adapters.Auswahl:
		f.Code = cmp.Or(f.Code, cmp.Or(alt.Wert, f.Text))
	case adapters.Datum:
		f.Wert, ok = datum(cmp.Or(alt.Wert, text), text)
	case adapters.Zeitpunkt:
		f.Wert, ok = zeitpunkt(cmp.Or(alt.Wert, text))
	case adapters.Zahl:
		f.Wert, ok = zahl(alt, text)
	case adapters.Betrag:
		f.Waehrung = alt.Waehrung
		if f.Wert, ok = betrag(alt, text); ok {
			f.Waehrung = cmp.Or(alt.Waehrung, "EUR")
		}
	case adapters.JaNein:
		if f.Wert, ok = jaNein[strings.ToLower(cmp.Or(alt.Wert, text))]; ok {
			f.Text = adapters.YesNo(f.Wert)
		}
	}
	return ok
}

var jaNein = map[string]string{
	"true": "true", "ja": "true", "j": "true", "1": "true", "on": "true", "x": "true", "yes": "true", "wahr": "true",
	"false": "false", "nein": "false", "n": "false", "0": "false", "off": "false", "no": "false", "falsch": "false",
}

// zahl prefers the machine's value; text with two readings ("1.234") is left unread.
func zahl(alt adapters.Feld, text string) (string, bool) {
	if w, ok := adapters.ParseLiteral(alt.Wert); ok {
		return w, true
	}
	return adapters.ParseDecimal(text)
}

func betrag(alt adapters.Feld, text string) (string, bool) {
	if w, ok := adapters.ParseLiteral(alt.Wert); ok {
		return adapters.Amount(w)
	}
	return adapters.ParseAmount(text)
}

// datum takes the day of an instant, too.
func datum(wert, text string) (string, bool) {
	for _, s := range []string{wert, text} {
		if d, ok := adapters.ParseDate(s); ok {
			return d, true
		}
		if t, err := time.Parse(time.RFC3339Nano, strings.TrimSpace(s)); err == nil && t.Year() >= 1000 {
			return t.Format(time.DateOnly), true
		}
	}
	return "", false
}

func zeitpunkt(s string) (string, bool) {
	t, ok := adapters.ParseInstant(s)
	if !ok {
		return "", false
	}
	return t.Format(time.RFC3339), true
}
