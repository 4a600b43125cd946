package workflow

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/expr-lang/expr/types"

	"kontor/adapters/decimal"
	"unicode/utf8"
)

// The types of fields and logical variables, and what they are inside the engine:
// text and auswahl string, zahl and betrag float64 (betrag in Euro), ja_nein bool, datum "2025-04-14".
const (
	TypText    = "text"
	TypZahl    = "zahl"
	TypJaNein  = "ja_nein"
	TypDatum   = "datum"
	TypAuswahl = "auswahl"
	TypBetrag  = "betrag"
)

var exprTypes = map[string]types.Type{
	TypText: types.String, TypZahl: types.Float64, TypJaNein: types.Bool,
	TypDatum: types.String, TypAuswahl: types.String, TypBetrag: types.Float64,
}

var nameForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,63}$`)

var yesNo = map[string]bool{
	"true": true, "ja": true, "1": true, "on": true, "yes": true, "wahr": true,
	"false": false, "nein": false, "0": false, "off": false, "no": false, "falsch": false,
}

// coerce brings a delivered value to the type typ. nil and "" mean nothing was stated: (nil, nil).
func coerce(typ string, value any) (any, error) {
	value, err := plain(value)
	if err != nil {
		return nil, err
	}
	if s, ok := value.(string); ok {
		s = strings.TrimSpace(s)
		if s == "" {
			return nil, nil
		}
		value = s
	}
	if value == nil {
		return nil, nil
	}
	switch typ {
	case TypText, TypAuswahl:
		return toText(value)
	case TypZahl:
		return toNumber(value)
	case TypBetrag:
		return toAmount(value)
	case TypJaNein:
		if b, ok := value.(bool); ok {
			return b, nil
		}
		if b, ok := yesNo[strings.ToLower(fmt.Sprint(value))]; ok {
			return b, nil
		}
		return nil, fmt.Errorf("weder Ja noch Nein")
	case TypDatum:
		return toDate(value)
	}
	return nil, fmt.Errorf("unbekannter Typ %q", typ)
}

func toText(value any) (string, error) {
	switch v := value.(type) {
	case string:
		return v, nil
	case bool:
		if v {
			return "ja", nil
		}
		return "nein", nil
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), nil
	}
	return "", fmt.Errorf("kein Text")
}

// toNumber reads 18.5, 18,5 and 1.234,50. "1.234" is refused: it could be either, and the difference is a factor of a
// thousand.
func toNumber(value any) (float64, error) {
	switch v := value.(type) {
	case float64:
		return v, nil
	case string:
		return float(decimal.Read(v))
	}
	return 0, fmt.Errorf("keine Zahl")
}

// toAmount: what was calculated is rounded to cents, what was written with more places is no amount.
func toAmount(value any) (float64, error) {
	if s, ok := value.(string); ok {
		return float(decimal.ReadMoney(s))
	}
	n, err := toNumber(value)
	return math.Round(n*100) / 100, err
}

func float(s string, ok bool) (float64, error) {
	n, err := strconv.ParseFloat(s, 64)
	if !ok || err != nil {
		return 0, fmt.Errorf("keine Zahl")
	}
	return n, nil
}

func toDate(value any) (string, error) {
	s, ok := value.(string)
	if !ok {
		return "", fmt.Errorf("kein Datum")
	}
	for _, layout := range []string{time.DateOnly, "02.01.2006", "2.1.2006", time.RFC3339Nano} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.DateOnly), nil
		}
	}
	return "", fmt.Errorf("kein Datum")
}

// checkValues holds delivered values against fields. It returns the typed values and, per field that
// does not fit, why: "pflicht", "typ", "option", "zu_lang", and "unbekannt" unless more is tolerated.
func checkValues(felder []Feld, values map[string]any, tolerant bool) (map[string]any, map[string]string) {
	out, wrong := map[string]any{}, map[string]string{}
	known := map[string]bool{}
	for _, f := range felder {
		known[f.Name] = true
		v, err := coerce(f.Typ, values[f.Name])
		switch {
		case err != nil:
			wrong[f.Name] = "typ"
		case v == nil && f.Pflicht:
			wrong[f.Name] = "pflicht"
		case v == nil:
			// Stated as empty: a value of an earlier round must not live on.
			out[f.Name] = nil
		case tooLong(v):
			wrong[f.Name] = "zu_lang"
		case f.Typ == TypAuswahl && len(f.Optionen) > 0 && !hasOption(f.Optionen, v):
			wrong[f.Name] = "option"
		default:
			out[f.Name] = v
		}
	}
	for name := range values {
		if !known[name] && !tolerant {
			wrong[name] = "unbekannt"
		}
	}
	return out, wrong
}

// maxText bounds a text that somebody types, in runes.
const maxText = 10_000

func tooLong(value any) bool {
	text, ok := value.(string)
	return ok && utf8.RuneCountInString(text) > maxText
}

func hasOption(options []Option, value any) bool {
	for _, o := range options {
		if o.Wert == value {
			return true
		}
	}
	return false
}
