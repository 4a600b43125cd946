package casework

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"kontor/adapters"
	"kontor/workflow"
)

// wertFeld is a logical value of a Verfahren as a field, so that both read the same.
func wertFeld(typ string, v any) Feld {
	switch x := v.(type) {
	case bool:
		return Feld{Typ: adapters.JaNein, Wert: strconv.FormatBool(x)}
	case float64:
		if typ == workflow.TypBetrag {
			return Feld{Typ: adapters.Betrag, Wert: strconv.FormatFloat(x, 'f', 2, 64), Waehrung: "EUR"}
		}
		return Feld{Typ: adapters.Zahl, Wert: strconv.FormatFloat(x, 'f', -1, 64)}
	case string:
		if typ == workflow.TypDatum {
			return Feld{Typ: adapters.Datum, Wert: x}
		}
		return Feld{Typ: adapters.Text, Text: x}
	}
	return Feld{}
}

// datumWortlaut writes a logical value of a Verfahren with its value list; what was not stated has no Text.
func datumWortlaut(d workflow.Datum, v any) Wortlaut {
	if text, ok := v.(string); ok {
		v = wertelisteWorte(d.Werte, text)
	}
	return wortlaut(d.Label, wertFeld(d.Typ, v))
}

// wertelisteWorte: texts of a repeated field are joined; each is looked up.
func wertelisteWorte(liste map[string]string, text string) string {
	if worte := liste[text]; worte != "" || len(liste) == 0 {
		return cmp.Or(worte, text)
	}
	teile := strings.Split(text, ", ")
	for i, t := range teile {
		teile[i] = cmp.Or(liste[t], t)
	}
	return strings.Join(teile, ", ")
}

// Euro writes cents the German way: 123456 → "1.234,56 €".
func Euro(cent int64) string { return geld(fmt.Sprintf("%.2f", float64(cent)/100), "EUR") }
