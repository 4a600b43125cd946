package casework

import (
	"net/mail"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/idna"

	"kontor/adapters"
)

// kontaktangaben are the members by which somebody can be reached.
var kontaktangaben = []string{"email", "telefon", "strasse", "hausnummer", "plz", "ort", "land"}

// Kontakt is the applicant with only those contacts that may be used: what was guessed (Unbestaetigt) is left out, a
// placeholder that a form server did not replace, and what is no e-mail address. Whatever leaves the house — a notice,
// a letter, a hand-over — takes its address from here; the desk shows the others as not confirmed. The name stays: it
// is on the Vorgang, and a person checks the letter.
func Kontakt(a adapters.Antragsteller) adapters.Antragsteller {
	ziele := antragstellerZiele(&a)
	for _, name := range kontaktangaben {
		if slices.Contains(a.Unbestaetigt, name) || adapters.Placeholder(*ziele[name]) {
			*ziele[name] = ""
		}
	}
	a.Email, _ = EmailAdresse(a.Email)
	return a
}

// Bounds of an address in octets (RFC 5321, 4.5.3.1).
const (
	maxEmail      = 254
	maxEmailLokal = 64
)

// EmailAdresse reads the one address a mail can go to, whatever the relay can do: no name beside it, no list, no
// placeholder, nothing but ASCII before the @, a domain of the Internet, which comes back in lower case and as xn--….
// Whether somebody counts as reachable and what the mailer takes are the same question; both ask here.
func EmailAdresse(text string) (adresse string, ok bool) {
	text = strings.TrimSpace(text)
	an, err := mail.ParseAddress(text)
	if err != nil || an.Address != text || adapters.Placeholder(text) {
		return "", false
	}
	lokal, domain, _ := strings.Cut(text, "@")
	domain, err = idna.Lookup.ToASCII(domain)
	adresse = lokal + "@" + domain
	if err != nil || !isDomain(domain) || len(lokal) > maxEmailLokal || len(adresse) > maxEmail ||
		strings.ContainsFunc(lokal, func(r rune) bool { return r > unicode.MaxASCII }) {
		return "", false
	}
	return adresse, true
}

// isDomain: at least two labels, none of them empty or longer than the DNS takes.
func isDomain(domain string) bool {
	labels := strings.Split(domain, ".")
	return len(labels) > 1 && !slices.ContainsFunc(labels, func(l string) bool { return l == "" || len(l) > 63 })
}

// emailHinweis tells of an address that is none, so that somebody asks for it before it is needed.
func emailHinweis(p *adapters.Antragsteller) []adapters.Hinweis {
	if _, ok := EmailAdresse(p.Email); ok || strings.TrimSpace(p.Email) == "" {
		return nil
	}
	return []adapters.Hinweis{{Code: "email_unusable", Feld: "antragsteller.email",
		Text: "Was als E-Mail-Adresse angegeben ist, ist keine, an die sich etwas schicken lässt. Hinweise per E-Mail und der Abruf " +
			"eines Bescheids sind damit nicht möglich; bitte die Adresse erfragen."}}
}
