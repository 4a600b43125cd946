package config

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// Use is what a command does and so what it cannot do without.
type Use int

// The uses.
const (
	NeedsDatabase Use = iota // DATABASE_URL must be set
	Serves                   // an office is run: everything marked required must be set
	Demo                     // `kontor dev`: refused in production
)

// Error lists all that is wrong, for an operator.
type Error struct {
	Problems []Problem
	Note     string // what explains them, "" = nothing
}

// Problem is about one variable; Text never contains its value if that may be secret.
type Problem struct{ Name, Text string }

func (e *Error) Error() string {
	var b strings.Builder
	word := "problems"
	if len(e.Problems) == 1 {
		word = "problem"
	}
	fmt.Fprintf(&b, "%d %s in the configuration:", len(e.Problems), word)
	for _, p := range e.Problems {
		fmt.Fprintf(&b, "\n  %s %s", p.Name, p.Text)
	}
	if e.Note != "" {
		b.WriteString("\n" + e.Note)
	}
	return b.String()
}

const antragsraum = "ANTRAGSRAUM_"

// Load reads the configuration. Without a use only what is set is checked. The error is an *Error.
func Load(getenv func(string) string, uses ...Use) (*Config, error) {
	r := &reader{getenv: getenv}
	c := r.read()
	c.Production = r.production(slices.Contains(uses, Demo))
	r.check(c)
	if slices.Contains(uses, NeedsDatabase) || slices.Contains(uses, Serves) {
		r.require("DATABASE_URL", c.Database != "",
			"is missing: set it to the PostgreSQL database, e.g. postgres://kontor:…@db.example/kontor")
	}
	if slices.Contains(uses, Serves) {
		r.checkServes(c)
	}
	if slices.Contains(uses, Demo) && c.Production {
		r.problem("KONTOR_ENV", "is production: `kontor dev` runs a demo with public passwords, use `kontor serve`")
	}
	if len(r.problems) > 0 {
		return nil, &Error{r.problems, r.note}
	}
	return c, nil
}

// production is what is meant unless development is said: whoever forgets the variable runs an office with all checks.
// The demo says it by itself.
func (r *reader) production(demo bool) bool {
	switch value := r.text("KONTOR_ENV", ""); {
	case value == "production":
		return true
	case value == "development", value == "" && demo:
		return false
	case value == "":
		r.note = "KONTOR_ENV is not set, which means production; to try things on this machine set it to development"
		return true
	default: // a typo must not turn the checks off
		r.problem("KONTOR_ENV", "is %q: set it to production or development", value)
		return true
	}
}

// reader collects problems while it reads.
type reader struct {
	getenv   func(string) string
	problems []Problem
	note     string
}

func (r *reader) problem(name, format string, args ...any) {
	for _, p := range r.problems {
		if p.Name == name || p.Name == name+"_FILE" {
			return // the first says what to do
		}
	}
	r.problems = append(r.problems, Problem{name, fmt.Sprintf(format, args...)})
}

func (r *reader) require(name string, ok bool, text string) {
	if !ok {
		r.problem(name, "%s", text)
	}
}

func (r *reader) text(name, fallback string) string {
	if value := strings.TrimSpace(r.getenv(name)); value != "" {
		return value
	}
	return fallback
}

// secret reads a variable or the file that <name>_FILE names, as containers have it.
func (r *reader) secret(name string) Secret {
	value, file := r.getenv(name), r.text(name+"_FILE", "")
	if file == "" {
		return Secret(value)
	}
	if value != "" {
		r.problem(name, "and %s_FILE are both set: keep one", name)
		return Secret(value)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		r.problem(name+"_FILE", "names a file that cannot be read: %v", err)
		return ""
	}
	value = strings.TrimRight(string(content), "\r\n")
	if value == "" {
		r.problem(name+"_FILE", "names an empty file: %s", file)
	}
	return Secret(value)
}

func (r *reader) flag(name string, fallback bool) bool {
	switch value := strings.ToLower(r.text(name, "")); value {
	case "":
		return fallback
	case "ja", "true", "yes", "1":
		return true
	case "nein", "false", "no", "0":
		return false
	default:
		r.problem(name, "is %q: set it to ja or nein", value)
		return fallback
	}
}

func (r *reader) number(name string, fallback, least, most int) int {
	value := r.text(name, "")
	if value == "" {
		return fallback
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < least || n > most {
		r.problem(name, "is %q: set it to a number from %d to %d", value, least, most)
		return fallback
	}
	return n
}

func (r *reader) read() *Config {
	c := &Config{
		Listen:               r.text("KONTOR_LISTEN", "127.0.0.1:8080"),
		Data:                 r.text("KONTOR_DATA", ".kontor"),
		Adresse:              strings.TrimSuffix(r.text("KONTOR_ADRESSE", ""), "/"),
		Mandant:              r.text("KONTOR_MANDANT", ""),
		Database:             r.secret("DATABASE_URL"),
		DatabaseOwner:        r.secret("DATABASE_OWNER_URL"),
		Schluessel:           r.secret("KONTOR_SCHLUESSEL"),
		FruehereSchluessel:   r.secret("KONTOR_FRUEHERE_SCHLUESSEL"),
		AnkerOrdner:          r.text("KONTOR_ANKER_ORDNER", ""),
		AnkerMail:            r.text("KONTOR_ANKER_MAIL", ""),
		AnkerSyslog:          r.text("KONTOR_ANKER_SYSLOG", ""),
		Zeitstempel:          r.text("KONTOR_ZEITSTEMPEL", ""),
		ZeitstempelAnmeldung: r.secret("KONTOR_ZEITSTEMPEL_ANMELDUNG"),
		ZeitstempelWurzeln:   r.text("KONTOR_ZEITSTEMPEL_WURZELN", ""),
		SiegelSchluessel:     r.secret("KONTOR_SIEGEL_SCHLUESSEL"),
		SignaturWurzeln:      r.text("KONTOR_SIGNATUR_WURZELN", ""),
		MaxLieferungMB:       r.number("KONTOR_MAX_LIEFERUNG_MB", 256, 1, 4096),
		Verfahren:            r.text("KONTOR_VERFAHREN", ""),
		XdomeaOrdner:         r.text("KONTOR_XDOMEA_ORDNER", ""),
		ZertifikatKopfzeile:  r.text("KONTOR_ZERTIFIKAT_KOPFZEILE", ""),
		EingangsOrdner:       r.text("KONTOR_EINGANGSORDNER", ""),
		NodeModules:          r.text("KONTOR_NODE_MODULES", ""),
		Clamd:                r.text("CLAMD_ADDR", ""),
		OhneVirenpruefung:    r.flag("KONTOR_OHNE_VIRENPRUEFUNG", false),
		RolesClaim:           r.text("OIDC_ROLES_CLAIM", ""),
		GroupsClaim:          r.text("OIDC_GROUPS_CLAIM", ""),
		PseudonymClaim:       r.text("ANTRAGSRAUM_OIDC_KONTO_CLAIM", ""),
		Login:                r.oidc("", "kontor"),
		Antragsraum:          r.oidc(antragsraum, "antragsraum"),
		S3: S3{
			Endpoint: r.text("S3_ENDPOINT", ""), Bucket: r.text("S3_BUCKET", ""),
			AccessKey: r.secret("S3_ACCESS_KEY"), SecretKey: r.secret("S3_SECRET_KEY"), Region: r.text("S3_REGION", ""),
			TLS: r.flag("S3_TLS", true), DisableContentSHA256: r.flag("S3_DISABLE_CONTENT_SHA256", false),
		},
		SMTP: SMTP{
			Host: r.text("SMTP_HOST", ""), User: r.text("SMTP_USER", ""), Password: r.secret("SMTP_PASSWORD"),
			TLS: r.text("SMTP_TLS", "starttls"), From: r.text("SMTP_FROM", ""),
		},
	}
	c.SMTP.Port = r.number("SMTP_PORT", map[string]int{"tls": 465, "none": 25}[c.SMTP.TLS], 1, 65535)
	if c.SMTP.Port == 0 {
		c.SMTP.Port = 587
	}
	c.Proxies = r.prefixes("KONTOR_PROXIES")
	if c.ZertifikatKopfzeile != "" && len(c.Proxies) == 0 {
		r.problem("KONTOR_ZERTIFIKAT_KOPFZEILE", "is set, but KONTOR_PROXIES names no proxy that may set it")
	}
	return c
}

func (r *reader) oidc(prefix, client string) OIDC {
	return OIDC{
		Issuer:       r.text(prefix+"OIDC_ISSUER", ""),
		ClientID:     r.text(prefix+"OIDC_CLIENT_ID", client),
		ClientSecret: r.secret(prefix + "OIDC_CLIENT_SECRET"),
	}
}
