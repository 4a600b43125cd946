// Package config reads the environment into one struct and reports everything that is wrong with it at once.
package config

import (
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"reflect"
	"strings"
)

// Config is what an operator can set. The tag env names the variable; a Secret may also come from the file that
// <name>_FILE names. Anything marked required is so for `kontor serve`.
type Config struct {
	// Production turns on the checks that protect a real office. Only KONTOR_ENV=development, or `kontor dev` with
	// KONTOR_ENV unset, turns it off.
	Production bool `env:"KONTOR_ENV"`
	// Listen is host:port of the HTTP server. Default 127.0.0.1:8080; in development no other machine may reach it.
	Listen string `env:"KONTOR_LISTEN"`
	// Data is the folder for files (blobs/) and, in development, for the database. Default .kontor.
	Data string `env:"KONTOR_DATA"`
	// Adresse is the public address, scheme and host without a path or trailing slash. Required; https in production.
	Adresse string `env:"KONTOR_ADRESSE"`
	// Mandant is the key of the tenant to which staff logins belong. Required.
	Mandant string `env:"KONTOR_MANDANT"`
	// Database is the PostgreSQL connection string. Required, also for the other commands that use the database.
	Database Secret `env:"DATABASE_URL"`
	// DatabaseOwner is the connection string of the role that owns the tables, for migrations. Default Database: then
	// the program owns them, and could change what is append-only.
	DatabaseOwner Secret `env:"DATABASE_OWNER_URL"`
	// Schluessel seals the passwords in the database, at least 32 characters. Required in production; else made in
	// Data.
	Schluessel Secret `env:"KONTOR_SCHLUESSEL"`
	// FruehereSchluessel are values that Schluessel had before, separated by blanks: entries signed with them can still
	// be checked. Default none.
	FruehereSchluessel Secret `env:"KONTOR_FRUEHERE_SCHLUESSEL"`
	// AnkerOrdner is the folder in which each anchor of the Verlauf is kept as a file. Default none.
	AnkerOrdner string `env:"KONTOR_ANKER_ORDNER"`
	// AnkerMail is the address that gets each anchor of the Verlauf. Default none.
	AnkerMail string `env:"KONTOR_ANKER_MAIL"`
	// AnkerSyslog is the syslog server that gets each anchor of the Verlauf, udp:// or tcp://host:port. Default none.
	AnkerSyslog string `env:"KONTOR_ANKER_SYSLOG"`
	// SiegelSchluessel are the private keys (PEM) of electronic seals; the certificate stands with the tenant
	// (mandant.siegel_zertifikat). Default none.
	SiegelSchluessel Secret `env:"KONTOR_SIEGEL_SCHLUESSEL"`
	// SignaturWurzeln is the file (PEM) with the roots of those whose signatures in documents that come in are trusted.
	// Default none: then it is only said whether a document was changed.
	SignaturWurzeln string `env:"KONTOR_SIGNATUR_WURZELN"`
	// Zeitstempel is the time stamping authority (RFC 3161) that stamps each anchor of the Verlauf. Default none.
	Zeitstempel string `env:"KONTOR_ZEITSTEMPEL"`
	// ZeitstempelAnmeldung is user:password there. Default none.
	ZeitstempelAnmeldung Secret `env:"KONTOR_ZEITSTEMPEL_ANMELDUNG"`
	// ZeitstempelWurzeln is the file (PEM) with the roots to which its certificates must lead. Required with it.
	ZeitstempelWurzeln string `env:"KONTOR_ZEITSTEMPEL_WURZELN"`
	// Proxies are the networks whose X-Forwarded-* headers are believed, as a list of CIDR or addresses. Default none.
	Proxies []netip.Prefix `env:"KONTOR_PROXIES"`
	// ZertifikatKopfzeile is the header in which Proxies name the client certificate of a form server. Default none.
	ZertifikatKopfzeile string `env:"KONTOR_ZERTIFIKAT_KOPFZEILE"`
	// MaxLieferungMB is the largest delivery of a form server, in MB. Default 256, at most 4096.
	MaxLieferungMB int `env:"KONTOR_MAX_LIEFERUNG_MB"`
	// Verfahren is the folder of the municipality's own procedures. Default none.
	Verfahren string `env:"KONTOR_VERFAHREN"`
	// XdomeaOrdner is the folder to which Vorgänge are handed over as xdomea. Default none.
	XdomeaOrdner string `env:"KONTOR_XDOMEA_ORDNER"`
	// EingangsOrdner is the folder below which Zugänge watch one of their own, named like them. Default none.
	EingangsOrdner string `env:"KONTOR_EINGANGSORDNER"`
	// NodeModules is the folder with the npm packages. Default: found above the working directory.
	NodeModules string `env:"KONTOR_NODE_MODULES"`
	// Clamd is the virus scanner, host:port or the path of a socket. Required in production.
	Clamd string `env:"CLAMD_ADDR"`
	// OhneVirenpruefung (ja) allows production without a virus scanner. Default nein.
	OhneVirenpruefung bool `env:"KONTOR_OHNE_VIRENPRUEFUNG"`

	// RolesClaim is the dotted path to the roles of staff. Default: that of package auth.
	RolesClaim string `env:"OIDC_ROLES_CLAIM"`
	// GroupsClaim is the dotted path to the units of staff. Default: that of package auth.
	GroupsClaim string `env:"OIDC_GROUPS_CLAIM"`

	// PseudonymClaim is the dotted path to the stable key of an applicant's account. Default: that of package auth.
	PseudonymClaim string `env:"ANTRAGSRAUM_OIDC_KONTO_CLAIM"`

	Login       OIDC // of staff
	Antragsraum OIDC // of applicants, the same names with ANTRAGSRAUM_ before them
	S3          S3
	SMTP        SMTP
}

// OIDC is a login provider. Unless it is Set nobody can log in there.
type OIDC struct {
	// Issuer is the provider's issuer, exactly as it spells it. Required for staff; https in production.
	Issuer string `env:"OIDC_ISSUER"`
	// ClientID has default kontor for staff and antragsraum for applicants.
	ClientID string `env:"OIDC_CLIENT_ID"`
	// ClientSecret stays empty for a public client.
	ClientSecret Secret `env:"OIDC_CLIENT_SECRET"`
}

// Set tells whether a provider is configured.
func (o OIDC) Set() bool { return o.Issuer != "" }

// S3 is the object store for files. Endpoint, bucket and both keys are set together, or none: then files are in
// Data/blobs.
type S3 struct {
	// Endpoint is host[:port] without https://.
	Endpoint  string `env:"S3_ENDPOINT"`
	Bucket    string `env:"S3_BUCKET"`
	AccessKey Secret `env:"S3_ACCESS_KEY"`
	SecretKey Secret `env:"S3_SECRET_KEY"`
	// Region has no default; many stores need none.
	Region string `env:"S3_REGION"`
	// TLS (ja, nein) has default ja.
	TLS bool `env:"S3_TLS"`
	// DisableContentSHA256 (ja, nein) is for stores that spoil streamed signatures. Default nein.
	DisableContentSHA256 bool `env:"S3_DISABLE_CONTENT_SHA256"`
}

// Set tells whether an object store is configured.
func (s S3) Set() bool { return s.Endpoint != "" }

// SMTP sends mail. Without a host no mail is sent.
type SMTP struct {
	Host string `env:"SMTP_HOST"`
	// Port has default 587, with SMTP_TLS=tls 465, with none 25.
	Port int `env:"SMTP_PORT"`
	// User and Password are set together, or none.
	User     string `env:"SMTP_USER"`
	Password Secret `env:"SMTP_PASSWORD"`
	// TLS is starttls (default), tls or none; none is refused in production.
	TLS string `env:"SMTP_TLS"`
	// From is the sender, required with a host: post@stadt.example or "Stadt Lindenfurt <post@stadt.example>".
	From string `env:"SMTP_FROM"`
}

// Set tells whether mail is configured.
func (s SMTP) Set() bool { return s.Host != "" }

// Addr is host:port.
func (s SMTP) Addr() string { return net.JoinHostPort(s.Host, fmt.Sprint(s.Port)) }

// Owner is the connection string to migrate with.
func (c *Config) Owner() string {
	if c.DatabaseOwner != "" {
		return c.DatabaseOwner.Value()
	}
	return c.Database.Value()
}

// MaxLieferung is the largest delivery in bytes.
func (c *Config) MaxLieferung() int64 { return int64(c.MaxLieferungMB) << 20 }

// Host is host[:port] of Adresse, empty if that is not set.
func (c *Config) Host() string {
	u, err := url.Parse(c.Adresse)
	if err != nil {
		return ""
	}
	return u.Host
}

// Secret is text that is never printed: every way to format, log or encode it says only whether it is set.
type Secret string

// Value returns the secret itself.
func (s Secret) Value() string { return string(s) }

func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return "(set)"
}

// GoString is for %#v.
func (s Secret) GoString() string { return s.String() }

// LogValue is for slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText is for JSON and the like.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// String lists every setting by the name of its variable, without secrets.
func (c *Config) String() string {
	var b strings.Builder
	list(&b, reflect.ValueOf(c).Elem(), "")
	return b.String()
}

func list(b *strings.Builder, v reflect.Value, prefix string) {
	for i := range v.NumField() {
		field, value := v.Type().Field(i), v.Field(i)
		name := field.Tag.Get("env")
		switch {
		case name == "": // one of the structs
			inner := ""
			if field.Name == "Antragsraum" {
				inner = antragsraum
			}
			list(b, value, inner)
		case name == "KONTOR_ENV":
			fmt.Fprintf(b, "%s=%s\n", name, environment(value.Bool()))
		default:
			fmt.Fprintf(b, "%s%s=%v\n", prefix, name, value.Interface())
		}
	}
}

func environment(production bool) string {
	if production {
		return "production"
	}
	return "development"
}
