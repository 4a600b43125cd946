package xdatenfelder

import (
	"regexp"
	"strings"

	"kontor/adapters"
)

// zonedDate is an xs:date with a time zone.
var zonedDate = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})$`)

// raw is the text as delivered, before an adapter guessed a type.
func raw(f adapters.Feld) string {
	if f.Typ == adapters.JaNein && f.Wert != "" && f.Text == adapters.YesNo(f.Wert) {
		return f.Wert
	}
	return f.Text
}

// value types a single field. What the adapter knew for sure – a code, a file, a currency – is never given up for a
// type of the schema that cannot hold it.
func (a *applier) value(f adapters.Feld, e *Element, path string) adapters.Feld {
	if e.Typ == adapters.Auswahl {
		return a.choice(f, e, path)
	}
	if f.Code != "" || f.Dokument != "" && e.Typ != adapters.Datei || f.Waehrung != "" && e.Typ != adapters.Betrag {
		return f
	}
	text := strings.TrimSpace(raw(f))
	out := adapters.Feld{Name: f.Name, Label: f.Label, Typ: e.Typ, Text: raw(f), Dokument: f.Dokument}
	if text == "" {
		return out
	}
	ok := true
	switch e.Typ {
	case adapters.Datum:
		if m := zonedDate.FindStringSubmatch(text); m != nil {
			text = m[1]
		}
		out.Wert, ok = adapters.ParseDate(text)
	case adapters.Zeitpunkt:
		if _, ok = adapters.ParseInstant(text); ok {
			out.Wert = text
		}
	case adapters.JaNein:
		out.Wert, ok = yesNo(text)
		if ok && len(text) == 1 || text == out.Wert {
			out.Text = adapters.YesNo(out.Wert)
		}
	case adapters.Zahl:
		if out.Wert, ok = f.Wert, f.Typ == adapters.Zahl && f.Wert != ""; !ok {
			out.Wert, ok = adapters.ParseDecimal(text)
		}
	case adapters.Betrag:
		if out.Wert, ok = adapters.Amount(f.Wert); !ok || f.Typ != adapters.Zahl && f.Typ != adapters.Betrag {
			out.Wert, ok = adapters.ParseAmount(text)
		}
		if ok {
			out.Waehrung = "EUR"
		}
		if f.Waehrung != "" {
			out.Waehrung = f.Waehrung
		}
	}
	if !ok {
		a.note("value_unreadable", path, "Der Wert im Feld „"+nameOf(e)+
			"“ passt nicht zum Datenschema; er steht nur als Text da.")
	}
	return out
}

func yesNo(text string) (string, bool) {
	switch strings.ToLower(text) {
	case "true", "1", "ja":
		return "true", true
	case "false", "0", "nein":
		return "false", true
	}
	return "", false
}

// choice finds the text of a code. The code stays; a text that came along stays, too. With a code list of its own the
// schema knows every code; without one the delivered value stands for both.
func (a *applier) choice(f adapters.Feld, e *Element, path string) adapters.Feld {
	out := adapters.Feld{Name: f.Name, Label: f.Label, Typ: adapters.Auswahl, Code: f.Code, Text: raw(f), Dokument: ""}
	if f.Dokument != "" {
		return f
	}
	if out.Code == "" {
		out.Code = strings.TrimSpace(out.Text)
	}
	if out.Code == "" {
		return out
	}
	own := f.Code != "" && f.Text != "" && f.Text != f.Code
	for _, w := range e.Werte {
		if w.Code == out.Code {
			if !own && w.Text != "" {
				out.Text = w.Text
			}
			return withText(out)
		}
	}
	for _, w := range e.Werte { // some senders deliver the display text
		if f.Code == "" && w.Text == out.Code {
			out.Code = w.Code
			return out
		}
	}
	if len(e.Werte) > 0 {
		a.note("code_unknown", path, "Die Auswahl im Feld „"+nameOf(e)+
			"“ steht nicht in der Codeliste des Datenschemas.")
	}
	return withText(out)
}

func withText(f adapters.Feld) adapters.Feld {
	if f.Text == "" {
		f.Text = f.Code
	}
	return f
}
