package neutral

import (
	"regexp"
	"strings"

	"kontor/adapters"
)

var currency = regexp.MustCompile(`^[A-Z]{3}$`)

func typNames() []string {
	return []string{string(adapters.Gruppe), string(adapters.Liste), string(adapters.Text), string(adapters.Zahl),
		string(adapters.JaNein),
		string(adapters.Datum), string(adapters.Zeitpunkt), string(adapters.Betrag), string(adapters.Auswahl),
		string(adapters.Datei)}
}

func (r *reader) field(v *adapters.JSONValue, path string) adapters.Feld {
	o := r.object(v, path)
	f := adapters.Feld{Name: o.need("name"), Label: o.short("label"),
		Typ:  adapters.Typ(o.oneOf("typ", true, typNames()...)),
		Code: o.short("code"), Text: o.text("text"), Wert: o.text("wert"), Waehrung: o.short("waehrung"),
		Dokument: o.short("dokument")}
	o.list("felder", func(v *adapters.JSONValue, at string) { f.Felder = append(f.Felder, r.field(v, at)) })
	o.done()
	r.checkValue(f, path)
	return f
}

// checkValue holds Typ and values together, so that everything behind us may rely on it.
func (r *reader) checkValue(f adapters.Feld, path string) {
	parent := f.Typ == adapters.Gruppe || f.Typ == adapters.Liste
	if parent && f.Code+f.Text+f.Wert+f.Waehrung+f.Dokument != "" {
		r.fail(path, "Eine Gruppe oder Liste hat felder und keinen eigenen Wert.")
	}
	if !parent && len(f.Felder) > 0 {
		r.fail(path+".felder", "Nur Gruppe und Liste haben Unterfelder.")
	}
	if f.Code != "" && f.Typ != adapters.Auswahl {
		r.fail(path+".code", "Einen Code hat nur der Typ auswahl.")
	}
	if f.Dokument != "" && (f.Typ != adapters.Datei || !r.ids[f.Dokument]) {
		r.fail(path+".dokument", "Hier steht die id eines Dokuments aus dokumente; erlaubt nur beim Typ datei.")
	}
	if f.Waehrung != "" && (f.Typ != adapters.Betrag || !currency.MatchString(f.Waehrung)) {
		r.fail(path+".waehrung", "Eine Währung aus drei Großbuchstaben hat nur der Typ betrag.")
	}
	if expected := wrongValue(f.Typ, f.Wert); f.Wert != "" && expected != "" {
		r.fail(path+".wert", expected)
	}
	if f.Typ == adapters.JaNein && f.Wert != "" && f.Text != "" && f.Text != adapters.YesNo(f.Wert) {
		r.fail(path+".text", "Beim Typ ja_nein steht hier \"Ja\" oder \"Nein\", passend zum wert.")
	}
}

// wrongValue says what a value should have been, or nothing if it is right.
func wrongValue(typ adapters.Typ, wert string) string {
	switch typ {
	case adapters.Zahl:
		if !machineDecimal(wert) {
			return "Hier wird eine Zahl mit Dezimalpunkt erwartet, zum Beispiel \"18.5\"."
		}
	case adapters.Betrag:
		if !machineAmount(wert) {
			return betragErwartet
		}
	case adapters.JaNein:
		if wert != "true" && wert != "false" {
			return "Hier wird \"true\" oder \"false\" erwartet."
		}
	case adapters.Datum:
		if date, ok := adapters.ParseDate(wert); !ok || date != wert {
			return "Hier wird ein Datum in der Form jjjj-mm-tt erwartet."
		}
	case adapters.Zeitpunkt:
		if _, ok := adapters.ParseInstant(wert); !ok {
			return "Hier wird ein Zeitpunkt mit Zeitzone erwartet."
		}
	case adapters.Text, adapters.Auswahl, adapters.Datei:
		return "Bei diesem Typ gibt es keinen wert; bitte text verwenden."
	}
	return ""
}

func machineDecimal(s string) bool {
	w, ok := adapters.ParseLiteral(s)
	return ok && w == s
}

const betragErwartet = "Hier wird ein Betrag mit Dezimalpunkt und höchstens zwei Nachkommastellen erwartet, zum Beispiel \"250.00\"."

// machineAmount: three places are refused also where the last is 0; "1.250" was meant to be something else.
func machineAmount(s string) bool {
	_, places, _ := strings.Cut(s, ".")
	return machineDecimal(s) && len(places) <= 2
}
