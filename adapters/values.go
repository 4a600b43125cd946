package adapters

import (
	"regexp"
	"strings"
	"time"

	"kontor/adapters/decimal"
)

var (
	isoDate    = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	germanDate = regexp.MustCompile(`^\d{1,2}\.\d{1,2}\.\d{4}$`)
)

// ParseDate reads "2025-05-01" and "1.5.2025" and returns yyyy-mm-dd. Years are 1000 to 9999.
func ParseDate(s string) (string, bool) {
	s = strings.TrimSpace(s)
	layout := ""
	switch {
	case isoDate.MatchString(s):
		layout = "2006-01-02"
	case germanDate.MatchString(s):
		layout = "2.1.2006"
	default:
		return "", false
	}
	t, err := time.Parse(layout, s)
	if err != nil || t.Year() < 1000 {
		return "", false
	}
	return t.Format("2006-01-02"), true
}

// ParseInstant reads RFC 3339 and xs:dateTime with an offset.
func ParseInstant(s string) (time.Time, bool) {
	t, err := time.Parse(time.RFC3339Nano, strings.TrimSpace(s))
	if err != nil || t.Year() < 1000 || t.Year() > 9999 {
		return time.Time{}, false
	}
	return t.UTC(), true
}

// ParseDecimal reads a number whose notation is unknown; what has two readings ("1.250") stays unread.
func ParseDecimal(s string) (string, bool) { return decimal.Read(s) }

// ParseLiteral reads a number of a format that says how numbers are written (JSON, xs:decimal).
func ParseLiteral(s string) (string, bool) { return decimal.Literal(s) }

// ParseAmount is ParseDecimal for money: two places, with or without "€" and "EUR".
func ParseAmount(s string) (string, bool) { return decimal.ReadMoney(s) }

// Amount gives a decimal two places, "250" becomes "250.00"; with more it is no money.
func Amount(s string) (string, bool) { return decimal.Money(s) }

// Guess makes a field from text of a form server that tells no types. Only notations with one
// reading are typed: dates, "true"/"false" and decimals with a comma. "43210" may be a postcode.
func Guess(name, label, text string) Feld {
	f := Feld{Name: name, Label: label, Typ: Text, Text: text}
	trimmed := strings.TrimSpace(text)
	if w, ok := ParseDate(trimmed); ok {
		f.Typ, f.Wert = Datum, w
	} else if trimmed == "true" || trimmed == "false" {
		f.Typ, f.Wert, f.Text = JaNein, trimmed, YesNo(trimmed)
	} else if w, ok := ParseDecimal(trimmed); ok && strings.Contains(trimmed, ",") {
		f.Typ, f.Wert = Zahl, w
	}
	return f
}

// YesNo is the text a person reads for a machine's boolean.
func YesNo(wert string) string {
	if wert == "true" {
		return "Ja"
	}
	return "Nein"
}

// trustLevels folds the spellings of form servers and login providers into 1 niedrig, 3 substanziell, 4 hoch. It is the
// one table of them. STORK level 2 counts as 1: it is never rounded up.
var trustLevels = map[string]int{
	// SEEN: AuthnContext of BundID and BayernID (postfach §2.2), fields of form servers (form-systems §7)
	"stork-qaa-level-1": 1, "stork-qaa-level-2": 1, "stork-qaa-level-3": 3, "stork-qaa-level-4": 4,
	// SEEN: akdb:TrustLevel of their attributes (postfach §2.2); NORMAL is STORK 2
	"untergeordnet": 1, "normal": 1, "substantiell": 3, "hoch": 4,
	// SEEN: form servers (form-systems §7)
	"level1": 1, "level2": 1, "level3": 3, "level4": 4,
	"niedrig": 1, "basis": 1, "substanziell": 3,
	// RECALLED: what BundID calls an account with a password
	"basisregistrierung": 1,
	// SEEN: words of eIDAS (postfach §2.2)
	"low": 1, "substantial": 3, "high": 4,
	// SEEN: its addresses, notified schemes; INFERRED: that Dataport's "eidas LoA/low" leaves the address out
	"http://eidas.europa.eu/loa/low": 1, "http://eidas.europa.eu/loa/substantial": 3,
	"http://eidas.europa.eu/loa/high": 4,
	"loa/low":                         1, "loa/substantial": 3, "loa/high": 4,
	"eidas loa/low": 1, "eidas loa/substantial": 3, "eidas loa/high": 4,
	// SEEN: identification reports (Governikus 2.0.0)
	"http://bsi.bund.de/eid/loa/normal": 1, "http://bsi.bund.de/eid/loa/substantiell": 3,
	"http://bsi.bund.de/eid/loa/hoch": 4,
}

// TrustLevel folds a trust level into 1, 3 or 4; anything unknown is 0.
func TrustLevel(s string) int { return trustLevels[strings.ToLower(strings.TrimSpace(s))] }

// LowestTrust is the lower one of two known levels; an unknown one does not count.
func LowestTrust(a, b int) int {
	if a == 0 || b == 0 {
		return max(a, b)
	}
	return min(a, b)
}

// accounts folds the names of user accounts as form servers write them (form-systems §1.4, §2.2, §4.1).
var accounts = map[string]string{
	"bundid": "bundid", "bund_id": "bundid", "bayernid": "bayernid", "bayern_id": "bayernid",
	"osi": "osi", "muk": "muk", "elster_nezo": "muk", "elster": "muk",
}

// Account folds the name of a user account; an unknown one is kept as given.
func Account(s string) string {
	s = CleanLine(s)
	if known, ok := accounts[strings.ToLower(s)]; ok {
		return known
	}
	return s
}

var streetPattern = regexp.MustCompile(`^(.*\D)\s+(\d+\s?[a-zA-Z]?(\s?[-/]\s?\d+\s?[a-zA-Z]?)?)$`)

// SplitStreet splits "Am Wehr 3" into street and number. What it cannot split stays whole.
func SplitStreet(s string) (street, number string) {
	s = strings.TrimSpace(s)
	if m := streetPattern.FindStringSubmatch(s); m != nil {
		return strings.TrimSpace(m[1]), m[2]
	}
	return s, ""
}

var leikaPattern = regexp.MustCompile(`^\d{14}$`)

// SplitLeika reads keys of 14 digits separated by comma, semicolon or space; ok is false if
// anything else was there.
func SplitLeika(s string) (keys []string, ok bool) {
	ok = true
	for _, k := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
		if leikaPattern.MatchString(k) {
			keys = append(keys, k)
		} else {
			ok = false
		}
	}
	return keys, ok
}

// IsRegion tells whether text is a Regionalschlüssel (ARS, 12 digits), a Gemeindeschlüssel (AGS, 8 digits) or the
// beginning of one.
func IsRegion(text string) bool {
	return len(text) >= 2 && len(text) <= 12 && strings.Trim(text, "0123456789") == ""
}

// placeholder is what form builders write where a value is to stand: [%tfEmail%], ${email}, {{ email }}.
var placeholder = regexp.MustCompile(`\[%[^%\[\]]{1,200}%\]|\$\{[^{}]{1,200}\}|\{\{[^{}]{1,200}\}\}`)

// Placeholder tells whether the text holds a placeholder that nobody replaced.
func Placeholder(text string) bool { return placeholder.MatchString(text) }
