package mailbox

import (
	"strings"

	"kontor/adapters"
)

// Senders says whose mail is accepted. Its settings are those of SenderSettings.
type Senders struct {
	allowed  []string // addresses, or domains with a leading @
	verifier string   // authserv-id whose word is needed; "" = none
}

// NewSenders reads the settings. An empty list is an error: nobody would be allowed, or everybody by mistake.
func NewSenders(settings map[string]string) (Senders, error) {
	s := Senders{verifier: strings.ToLower(strings.TrimSpace(settings[SettingVerifier]))}
	for _, entry := range strings.FieldsFunc(strings.ToLower(settings[SettingSenders]), func(r rune) bool {
		return r == ',' || r == ';' || r == ' ' || r == '\n' || r == '\r' || r == '\t'
	}) {
		if strings.Contains(entry, "@") {
			s.allowed = append(s.allowed, entry)
		}
	}
	if len(s.allowed) == 0 {
		return s, adapters.Fail(adapters.Incomplete, "setting_missing",
			"In der Einstellung absender steht keine E-Mail-Adresse und keine Domäne (@stadt.example), deshalb wird nichts angenommen. Bitte am Zugang eintragen, welche Formularserver senden dürfen.")
	}
	return s, nil
}

// Verified tells whether a mail server vouches for the senders.
func (s Senders) Verified() bool { return s.verifier != "" }

// Check refuses automatic messages and those nobody allowed. It needs no more than the header.
func (s Senders) Check(m *Mail) error {
	switch {
	case m.Automatic == Bounce:
		return adapters.Fail(adapters.Refused, "mail_bounce",
			"Das ist ein Zustellbericht und kein Antrag. Bitte prüfen, welche E-Mail nicht zugestellt wurde, und danach als erledigt ablegen.")
	case m.Automatic == Reply:
		return adapters.Fail(adapters.Refused, "mail_automatic_reply",
			"Das ist eine automatische Antwort und kein Antrag. Bitte ansehen und als erledigt ablegen.")
	case m.From == "":
		return adapters.Fail(adapters.Refused, "sender_unreadable",
			"Die E-Mail nennt keinen oder mehr als einen Absender (Kopfzeile From). Bitte prüfen, woher sie kommt.")
	case !s.allows(m.From):
		return adapters.Fail(adapters.Refused, "sender_not_allowed",
			"Der Absender der E-Mail steht nicht in der Einstellung absender. Ist es ein bekannter Formularserver, dort eintragen und die Lieferung erneut verarbeiten.")
	case s.verifier != "" && !vouched(m.verdicts, s.verifier, domain(m.From)):
		return adapters.Fail(adapters.Refused, "sender_not_verified",
			"Der Mailserver aus der Einstellung pruefserver bestätigt den Absender dieser E-Mail nicht (Authentication-Results); sie kann gefälscht sein. Bitte prüfen, woher sie kommt.")
	}
	return nil
}

func (s Senders) allows(address string) bool {
	at := domain(address)
	for _, entry := range s.allowed {
		if entry == address || entry == "@"+at {
			return true
		}
	}
	return false
}

func domain(address string) string { return address[strings.LastIndexByte(address, '@')+1:] }

// vouched looks at the topmost header of the verifier only: those below may have come from outside. DMARC, or DKIM or
// SPF for the domain of the sender or one above it, must have passed (RFC 8601 §2.7, RFC 7489 §3.1).
func vouched(verdicts []string, verifier, from string) bool {
	for _, v := range verdicts {
		parts := strings.Split(withoutComments(v), ";")
		id := strings.Fields(strings.ToLower(parts[0]))
		if len(id) == 0 || id[0] != verifier {
			continue
		}
		for _, p := range parts[1:] {
			if passed(p, from) {
				return true
			}
		}
		return false
	}
	return false
}

// passed reads one result such as "dkim=pass header.d=stadt.example".
func passed(result, from string) bool {
	words := strings.Fields(strings.ToLower(result))
	if len(words) == 0 {
		return false
	}
	property := func(name string) string {
		for _, w := range words[1:] {
			if value, ok := strings.CutPrefix(w, name+"="); ok {
				return domain(strings.Trim(value, "<>"))
			}
		}
		return ""
	}
	switch words[0] {
	case "dmarc=pass":
		return property("header.from") == from
	case "dkim=pass":
		d := property("header.d")
		if d == "" {
			d = property("header.i")
		}
		return aligned(d, from)
	case "spf=pass":
		return aligned(property("smtp.mailfrom"), from)
	}
	return false
}

// aligned: the sender's domain, or one above it that is no top-level domain.
func aligned(d, from string) bool {
	return d != "" && (d == from || strings.Contains(d, ".") && strings.HasSuffix(from, "."+d))
}

// withoutComments drops what stands in parentheses and quotes: senders can put words of theirs there.
func withoutComments(s string) string {
	var out strings.Builder
	depth, quoted := 0, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\\' && (quoted || depth > 0):
			i++
		case c == '"' && depth == 0:
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
			out.WriteByte(' ')
		case depth == 0:
			out.WriteByte(c)
		}
	}
	return out.String()
}
