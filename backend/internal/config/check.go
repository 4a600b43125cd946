package config

import (
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var mandantKey = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

// minSchluessel in characters; package seal takes no shorter key.
const minSchluessel = 32

// check looks at everything that is set, whatever the command.
func (r *reader) check(c *Config) {
	if !isHostPort(c.Listen) {
		r.problem("KONTOR_LISTEN", "is %q: set it to host:port, e.g. 127.0.0.1:8080 or :8080", c.Listen)
	}
	r.checkAdresse(c)
	if c.Mandant != "" && !mandantKey.MatchString(c.Mandant) {
		r.problem("KONTOR_MANDANT", "is %q: set it to the key of a tenant, lower case letters, digits, - and _",
			c.Mandant)
	}
	r.checkDatabase("DATABASE_URL", c.Database.Value())
	r.checkDatabase("DATABASE_OWNER_URL", c.DatabaseOwner.Value())
	if c.Schluessel != "" && len(c.Schluessel) < minSchluessel {
		r.problem("KONTOR_SCHLUESSEL", "is too short: set it to at least %d characters, e.g. the output of `openssl rand -base64 32`", minSchluessel)
	}
	r.checkAnker(c)
	r.checkZeitstempel(c)
	r.checkIssuer("", c.Login, c.Production)
	r.checkIssuer(antragsraum, c.Antragsraum, c.Production)
	r.checkS3(c.S3)
	r.checkSMTP(c.SMTP, c.Production)
	if c.Clamd != "" && !strings.HasPrefix(c.Clamd, "/") && !isHostPort(c.Clamd) {
		r.problem("CLAMD_ADDR", "is %q: set it to host:port or the absolute path of clamd's socket", c.Clamd)
	}
}

// checkAnker refuses a way that would never work.
func (r *reader) checkAnker(c *Config) {
	if _, err := mail.ParseAddress(c.AnkerMail); c.AnkerMail != "" && (err != nil || !c.SMTP.Set()) {
		r.problem("KONTOR_ANKER_MAIL", "is %q: set it to one mail address, and SMTP_HOST to what sends it", c.AnkerMail)
	}
	u, err := url.Parse(c.AnkerSyslog)
	if c.AnkerSyslog != "" && (err != nil || u.Scheme != "udp" && u.Scheme != "tcp" || !isHostPort(u.Host)) {
		r.problem("KONTOR_ANKER_SYSLOG", "is %q: set it to udp:// or tcp:// with host and port", c.AnkerSyslog)
	}
}

// checkZeitstempel: a stamp that leads to no root proves nothing, and a password travels to no other.
func (r *reader) checkZeitstempel(c *Config) {
	if c.Zeitstempel == "" {
		r.require("KONTOR_ZEITSTEMPEL", c.ZeitstempelAnmeldung == "", "is missing: KONTOR_ZEITSTEMPEL_ANMELDUNG is set")
		return // roots alone are enough to check stamps of before
	}
	u, err := url.Parse(c.Zeitstempel)
	switch {
	case err != nil || !isWeb(u) || u.User != nil:
		r.problem("KONTOR_ZEITSTEMPEL", "is no address: set it to that of the time stamping authority, e.g. https://zeitstempel.example/tsa")
	case c.ZeitstempelAnmeldung != "" && u.Scheme != "https":
		r.problem("KONTOR_ZEITSTEMPEL", "is %q: with KONTOR_ZEITSTEMPEL_ANMELDUNG it must start with https://", c.Zeitstempel)
	case c.ZeitstempelAnmeldung != "" && !strings.Contains(c.ZeitstempelAnmeldung.Value(), ":"):
		r.problem("KONTOR_ZEITSTEMPEL_ANMELDUNG", "is no user:password")
	}
	r.require("KONTOR_ZEITSTEMPEL_WURZELN", c.ZeitstempelWurzeln != "",
		"is missing: set it to the file (PEM) with the roots of the time stamping authority")
}

// checkServes looks for what is missing to run an office.
func (r *reader) checkServes(c *Config) {
	r.require("KONTOR_ADRESSE", c.Adresse != "",
		"is missing: set it to the public address, e.g. https://kontor.stadt.example")
	r.require("KONTOR_MANDANT", c.Mandant != "",
		"is missing: set it to the key of the tenant to which staff logins belong")
	r.require("OIDC_ISSUER", c.Login.Set(),
		"is missing: set it to the issuer of the login provider of staff, e.g. https://login.stadt.example/realms/stadt")
	r.require("KONTOR_SCHLUESSEL", c.Schluessel != "" ||
		!c.Production, "is missing: set it to the output of `openssl rand -base64 32`; it seals the passwords in the database")
	if host, _, err := net.SplitHostPort(c.Listen); !c.Production && err == nil && !isLoopback(host) {
		r.problem("KONTOR_LISTEN", "is %q: in development, without the checks of an office, only this machine may reach it: "+
			"set it to 127.0.0.1:8080, or KONTOR_ENV to production", c.Listen)
	}
	if c.Production && !c.OhneVirenpruefung {
		r.require("CLAMD_ADDR", c.Clamd != "",
			"is missing: set it to the virus scanner clamd, e.g. clamd:3310, or set KONTOR_OHNE_VIRENPRUEFUNG=ja to run without one")
	}
}

func (r *reader) checkAdresse(c *Config) {
	if c.Adresse == "" {
		return
	}
	u, err := url.Parse(c.Adresse)
	switch {
	case err != nil || !isWeb(u) || u.User != nil || u.Path != "" || u.RawQuery != "" || u.Fragment != "":
		r.problem("KONTOR_ADRESSE", "is no public address: set it to scheme and host only, e.g. https://kontor.stadt.example")
	case c.Production && u.Scheme != "https":
		r.problem("KONTOR_ADRESSE", "is %q: in production it must start with https://, else login cookies would travel readably", c.Adresse)
	}
}

// checkDatabase never shows the value: it may hold a password.
func (r *reader) checkDatabase(name, dsn string) {
	if dsn == "" {
		return
	}
	u, err := url.Parse(dsn)
	if err == nil && (u.Scheme == "postgres" || u.Scheme == "postgresql") {
		return
	}
	r.problem(name, "is no connection URL: set it to postgres://user:password@host/database")
}

func (r *reader) checkIssuer(prefix string, o OIDC, production bool) {
	name := prefix + "OIDC_ISSUER"
	if !o.Set() {
		if r.text(prefix+"OIDC_CLIENT_ID", "") != "" || o.ClientSecret != "" ||
			r.text(prefix+"OIDC_CLIENT_SECRET_FILE", "") != "" {
			r.problem(name, "is missing: a client is set, set its issuer too")
		}
		return
	}
	u, err := url.Parse(o.Issuer)
	switch {
	case err != nil || !isWeb(u) || u.User != nil || u.RawQuery != "" || u.Fragment != "":
		r.problem(name, "is no issuer: set it to an address, e.g. https://login.stadt.example/realms/stadt")
	case production && u.Scheme != "https" && isLoopback(u.Hostname()):
		r.problem(name, "is %q, which looks like the demo's login provider: in production set it to your own, over https", o.Issuer)
	case production && u.Scheme != "https":
		r.problem(name, "is %q: in production it must start with https://, else anybody on the way can log in as anybody", o.Issuer)
	}
}

func (r *reader) checkS3(s S3) {
	needed := []string{"S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY", "S3_SECRET_KEY"}
	set := []bool{s.Endpoint != "", s.Bucket != "", s.AccessKey != "", s.SecretKey != ""}
	some := r.text("S3_REGION", "")+r.text("S3_TLS", "")+r.text("S3_DISABLE_CONTENT_SHA256", "") != ""
	some = some || slices.Contains(set, true)
	for i, name := range needed {
		if some && !set[i] {
			r.problem(name, "is missing: set %s, or no S3_… at all to keep files in KONTOR_DATA/blobs",
				strings.Join(needed, ", "))
		}
	}
	if s.Endpoint != "" {
		if u, err := url.Parse("s3://" + s.Endpoint); err != nil || strings.ContainsAny(s.Endpoint, "/ @?#") ||
			u.Hostname() == "" {
			r.problem("S3_ENDPOINT", "is no host: set it to host or host:port without https://; S3_TLS says whether TLS is used")
		}
	}
}

func (r *reader) checkSMTP(s SMTP, production bool) {
	switch s.TLS {
	case "starttls", "tls":
	case "none":
		if production && s.Set() {
			r.problem("SMTP_TLS", "is none: in production set it to starttls or tls")
		}
	default:
		r.problem("SMTP_TLS", "is %q: set it to starttls, tls or none", s.TLS)
	}
	if !s.Set() {
		if s.User != "" || s.Password != "" || s.From != "" || r.text("SMTP_PORT", "") != "" {
			r.problem("SMTP_HOST", "is missing: other SMTP_… are set, set the mail server too")
		}
		return
	}
	if strings.ContainsAny(s.Host, "/: ") && net.ParseIP(s.Host) == nil {
		r.problem("SMTP_HOST", "is %q: set it to a host name; the port is SMTP_PORT", s.Host)
	}
	r.require("SMTP_FROM", s.From != "", "is missing: set it to the sender's address, e.g. post@stadt.example")
	if _, err := mail.ParseAddress(s.From); s.From != "" && err != nil {
		r.problem("SMTP_FROM", "is %q: set it to one address, e.g. post@stadt.example", s.From)
	}
	r.require("SMTP_PASSWORD", s.User == "" || s.Password != "", "is missing: SMTP_USER is set")
	r.require("SMTP_USER", s.Password == "" || s.User != "", "is missing: SMTP_PASSWORD is set")
}

// prefixes reads a list of networks or single addresses, separated by comma or space.
func (r *reader) prefixes(name string) []netip.Prefix {
	var out []netip.Prefix
	for _, part := range strings.FieldsFunc(r.getenv(name), func(c rune) bool { return c == ',' || c == ' ' }) {
		prefix, err := netip.ParsePrefix(part)
		if addr, addrErr := netip.ParseAddr(part); addrErr == nil {
			prefix, err = netip.PrefixFrom(addr, addr.BitLen()), nil
		}
		switch {
		case err != nil:
			r.problem(name, "has %q: set it to networks like 10.0.0.0/8, separated by comma", part)
		case prefix.Bits() == 0:
			r.problem(name, "has %q: that believes everybody, name the networks of your proxies", part)
		default:
			out = append(out, prefix.Masked())
		}
	}
	return out
}

func isWeb(u *url.URL) bool { return (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" }

func isHostPort(address string) bool {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	n, err := strconv.Atoi(port)
	return err == nil && n >= 0 && n <= 65535
}

func isLoopback(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || (err == nil && ip.Unmap().IsLoopback())
}
