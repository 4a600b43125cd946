package seiten

import (
	"fmt"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

var months = map[string][]string{
	"de": strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
	"en": strings.Fields("January February March April May June July August September October November December"),
}

// day is a calendar day in words, as the app writes it.
func day(sprache string, t time.Time) string {
	dot := "."
	if sprache == "en" {
		dot = ""
	}
	return fmt.Sprintf("%d%s %s %d", t.Day(), dot, months[sprache][t.Month()-1], t.Year())
}

// moment is a day with its time, in Europe/Berlin.
func moment(sprache string, t time.Time) string {
	t = casework.Berlin(t)
	return day(sprache, t) + ", " + t.Format("15:04")
}

func size(sprache string, bytes int) string {
	if bytes < 1_000_000 {
		return strconv.Itoa(max(1, (bytes+500)/1000)) + " KB"
	}
	text := strings.TrimSuffix(strconv.FormatFloat(float64(bytes)/1e6, 'f', 1, 64), ".0")
	if sprache == "de" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text + " MB"
}

// niveauKey: 1 and 2 count as basic, unknown never counts as more.
func niveauKey(niveau int) string {
	switch {
	case niveau >= 4:
		return "niveau.4"
	case niveau == 3:
		return "niveau.3"
	}
	return "niveau.1"
}

// left are the days until one, in words; "" when it is over.
func left(sprache string, bis, heute time.Time) string {
	switch n := daysUntil(bis, heute); {
	case n < 0:
		return ""
	case n == 0:
		return say(sprache, "jetzt.heute")
	case n == 1:
		return say(sprache, "jetzt.morgen")
	default:
		return say(sprache, "jetzt.nochTage", "count", n)
	}
}

func daysUntil(bis, heute time.Time) int {
	a := time.Date(bis.Year(), bis.Month(), bis.Day(), 0, 0, 0, 0, time.UTC)
	b := time.Date(heute.Year(), heute.Month(), heute.Day(), 0, 0, 0, 0, time.UTC)
	return int(a.Sub(b).Hours() / 24)
}

func vorgangURL(id uuid.UUID) string { return Pfad + "/vorgaenge/" + id.String() }

func nachrichtURL(vorgang, id uuid.UUID) string {
	return vorgangURL(vorgang) + "/nachrichten/" + id.String()
}

func dokumentURL(vorgang, id uuid.UUID) string {
	return vorgangURL(vorgang) + "/dokumente/" + id.String()
}

// signInURL asks for a login: a surer one where niveau is not 0, one of these minutes where frisch is not.
func signInURL(weiter string, niveau, frisch int) string {
	q := url.Values{"weiter": {weiter}}
	if niveau > 0 {
		q.Set("niveau", strconv.Itoa(niveau))
	}
	if frisch > 0 {
		q.Set("frisch", strconv.Itoa(frisch))
	}
	return "/antragsraum/anmelden?" + q.Encode()
}

// words are what the templates call.
func words(sprache string) template.FuncMap {
	return template.FuncMap{
		"t":            func(key string, values ...any) string { return say(sprache, key, values...) },
		"tag":          func(t time.Time) string { return day(sprache, casework.Berlin(t)) },
		"moment":       func(t time.Time) string { return moment(sprache, t) },
		"iso":          func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"groesse":      func(n int) string { return size(sprache, n) },
		"niveau":       func(n int) string { return say(sprache, niveauKey(n)) },
		"rest":         func(bis, heute time.Time) string { return left(sprache, bis, heute) },
		"vorgangURL":   vorgangURL,
		"nachrichtURL": nachrichtURL,
		"anmelden":     signInURL,
		"tel": func(s string) template.URL {
			digits := strings.Map(func(r rune) rune {
				if r == '+' || r >= '0' && r <= '9' {
					return r
				}
				return -1
			}, s)
			return template.URL("tel:" + digits) // digits only
		},
	}
}
