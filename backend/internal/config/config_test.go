package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// office is the least that `kontor serve` needs in production.
var office = map[string]string{
	"KONTOR_ENV": "production", "KONTOR_ADRESSE": "https://kontor.stadt.example", "KONTOR_MANDANT": "lindenfurt",
	"DATABASE_URL": "postgres://kontor:streng-geheim@db/kontor",
	"OIDC_ISSUER":  "https://login.stadt.example/realms/stadt", "CLAMD_ADDR": "clamd:3310",
	"KONTOR_SCHLUESSEL": "streng-geheim-streng-geheim-streng-geheim",
}

func environ(changes ...map[string]string) func(string) string {
	all := map[string]string{}
	for _, c := range changes {
		maps.Copy(all, c)
	}
	return func(name string) string { return all[name] }
}

// changed is the office with changes.
func changed(changes map[string]string) map[string]string {
	all := maps.Clone(office)
	maps.Copy(all, changes)
	return all
}

// problems are the names in an error, sorted.
func problems(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	var e *Error
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	var names []string
	for _, p := range e.Problems {
		names = append(names, p.Name)
	}
	slices.Sort(names)
	return names
}

func TestDefaults(t *testing.T) {
	got, err := Load(environ())
	if err != nil {
		t.Fatal(err)
	}
	want := &Config{Production: true, Listen: "127.0.0.1:8080", Data: ".kontor", MaxLieferungMB: 256,
		Login:       OIDC{ClientID: "kontor"},
		Antragsraum: OIDC{ClientID: "antragsraum"}, S3: S3{TLS: true}, SMTP: SMTP{Port: 587, TLS: "starttls"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
	if got.MaxLieferung() != 256<<20 || got.Host() != "" || got.S3.Set() || got.SMTP.Set() || got.Login.Set() {
		t.Errorf("derived from defaults: %d %q", got.MaxLieferung(), got.Host())
	}
}

func TestEverySetting(t *testing.T) {
	c, err := Load(environ(office, map[string]string{
		"KONTOR_LISTEN": ":9000", "KONTOR_DATA": "/var/lib/kontor", "KONTOR_ADRESSE": "https://kontor.stadt.example/",
		"KONTOR_MAX_LIEFERUNG_MB": "512",
		"KONTOR_VERFAHREN":        "/etc/verfahren", "KONTOR_XDOMEA_ORDNER": "/srv/xdomea",
		"KONTOR_NODE_MODULES": "/opt/node_modules", "KONTOR_EINGANGSORDNER": "/srv/eingang",
		"KONTOR_ZERTIFIKAT_KOPFZEILE": "X-Client-Cert",
		"KONTOR_FRUEHERE_SCHLUESSEL":  "a6 a7", "KONTOR_ANKER_ORDNER": "/srv/anker",
		"DATABASE_OWNER_URL": "postgres://amt:streng-geheim@db/kontor",
		"KONTOR_ANKER_MAIL":  "revision@stadt.example", "KONTOR_ANKER_SYSLOG": "udp://log.example:514",
		"KONTOR_PROXIES": "10.1.2.3/8, 192.0.2.1 2001:db8::/32", "OIDC_CLIENT_ID": "amt",
		"OIDC_CLIENT_SECRET": "a1", "OIDC_ROLES_CLAIM": "rollen",
		"OIDC_GROUPS_CLAIM": "aemter", "ANTRAGSRAUM_OIDC_ISSUER": "https://konto.example",
		"ANTRAGSRAUM_OIDC_KONTO_CLAIM":   "bpk2",
		"ANTRAGSRAUM_OIDC_CLIENT_ID":     "raum",
		"ANTRAGSRAUM_OIDC_CLIENT_SECRET": "a2", "S3_ENDPOINT": "s3.example:9000", "S3_BUCKET": "kontor",
		"S3_ACCESS_KEY": "a3", "S3_SECRET_KEY": "a4",
		"S3_REGION": "de", "S3_TLS": "nein", "S3_DISABLE_CONTENT_SHA256": "JA", "SMTP_HOST": "mail.example",
		"SMTP_PORT": "2525", "SMTP_USER": "kontor",
		"SMTP_PASSWORD": "a5", "SMTP_TLS": "tls", "SMTP_FROM": "Stadt <post@stadt.example>",
		"CLAMD_ADDR": "/run/clamd.sock",
	}), Serves)
	if err != nil {
		t.Fatal(err)
	}
	want := &Config{Production: true, Listen: ":9000", Data: "/var/lib/kontor",
		Adresse: "https://kontor.stadt.example", Mandant: "lindenfurt",
		Database:   "postgres://kontor:streng-geheim@db/kontor",
		Schluessel: "streng-geheim-streng-geheim-streng-geheim",
		Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("192.0.2.1/32"),
			netip.MustParsePrefix("2001:db8::/32")},
		FruehereSchluessel: "a6 a7", DatabaseOwner: "postgres://amt:streng-geheim@db/kontor",
		AnkerOrdner: "/srv/anker", AnkerMail: "revision@stadt.example",
		AnkerSyslog:    "udp://log.example:514",
		MaxLieferungMB: 512, Verfahren: "/etc/verfahren", XdomeaOrdner: "/srv/xdomea",
		NodeModules: "/opt/node_modules", EingangsOrdner: "/srv/eingang", ZertifikatKopfzeile: "X-Client-Cert",
		Clamd:      "/run/clamd.sock",
		RolesClaim: "rollen", GroupsClaim: "aemter", PseudonymClaim: "bpk2",
		Login:       OIDC{Issuer: "https://login.stadt.example/realms/stadt", ClientID: "amt", ClientSecret: "a1"},
		Antragsraum: OIDC{Issuer: "https://konto.example", ClientID: "raum", ClientSecret: "a2"},
		S3: S3{Endpoint: "s3.example:9000", Bucket: "kontor", AccessKey: "a3", SecretKey: "a4", Region: "de",
			DisableContentSHA256: true},
		SMTP: SMTP{Host: "mail.example", Port: 2525, User: "kontor", Password: "a5", TLS: "tls",
			From: "Stadt <post@stadt.example>"}}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got\n%+v\nwant\n%+v", c, want)
	}
	if c.Host() != "kontor.stadt.example" || c.SMTP.Addr() != "mail.example:2525" {
		t.Errorf("derived: %q %q", c.Host(), c.SMTP.Addr())
	}
}

func TestWhatIsWrong(t *testing.T) {
	type env = map[string]string
	for name, tc := range map[string]struct {
		env  env
		uses []Use
		want []string
	}{
		"office":               {office, []Use{Serves}, nil},
		"office without use":   {env{"KONTOR_ENV": "production"}, nil, nil},
		"nothing, serve":       {env{}, []Use{Serves}, []string{"CLAMD_ADDR", "DATABASE_URL", "KONTOR_ADRESSE", "KONTOR_MANDANT", "KONTOR_SCHLUESSEL", "OIDC_ISSUER"}},
		"nothing, development": {env{"KONTOR_ENV": "development"}, []Use{Serves}, []string{"DATABASE_URL", "KONTOR_ADRESSE", "KONTOR_MANDANT", "OIDC_ISSUER"}},
		"reachable":            {changed(env{"KONTOR_ENV": "development", "KONTOR_LISTEN": "0.0.0.0:8080"}), []Use{Serves}, []string{"KONTOR_LISTEN"}},
		"reachable, any":       {changed(env{"KONTOR_ENV": "development", "KONTOR_LISTEN": ":8080"}), []Use{Serves}, []string{"KONTOR_LISTEN"}},
		"reachable, IPv6":      {changed(env{"KONTOR_ENV": "development", "KONTOR_LISTEN": "[::]:8080"}), []Use{Serves}, []string{"KONTOR_LISTEN"}},
		"here only":            {changed(env{"KONTOR_ENV": "development", "KONTOR_LISTEN": "[::1]:0"}), []Use{Serves}, nil},
		"here by name":         {changed(env{"KONTOR_ENV": "development", "KONTOR_LISTEN": "localhost:8080"}), []Use{Serves}, nil},
		"reachable, office":    {changed(env{"KONTOR_LISTEN": ":8080"}), []Use{Serves}, nil},
		"not said, office":     {changed(env{"KONTOR_ENV": ""}), []Use{Serves}, nil},
		"not said, no scanner": {changed(env{"KONTOR_ENV": "", "CLAMD_ADDR": ""}), []Use{Serves}, []string{"CLAMD_ADDR"}},
		"typo, serve":          {changed(env{"KONTOR_ENV": "Development", "CLAMD_ADDR": ""}), []Use{Serves}, []string{"CLAMD_ADDR", "KONTOR_ENV"}},
		"nothing, migrate":     {env{}, []Use{NeedsDatabase}, []string{"DATABASE_URL"}},
		"nothing, production":  {env{"KONTOR_ENV": "production"}, []Use{Serves}, []string{"CLAMD_ADDR", "DATABASE_URL", "KONTOR_ADRESSE", "KONTOR_MANDANT", "KONTOR_SCHLUESSEL", "OIDC_ISSUER"}},
		"demo":                 {env{}, []Use{Demo}, nil},
		"demo, said":           {env{"KONTOR_ENV": "development", "SMTP_HOST": "m", "SMTP_FROM": "a@b.example", "SMTP_TLS": "none"}, []Use{Demo}, nil},
		"demo, not said":       {env{"SMTP_HOST": "m", "SMTP_FROM": "a@b.example", "SMTP_TLS": "none"}, []Use{Demo}, nil},
		"demo in production":   {env{"KONTOR_ENV": "production"}, []Use{Demo}, []string{"KONTOR_ENV"}},
		"typo in environment":  {env{"KONTOR_ENV": "prod"}, nil, []string{"KONTOR_ENV"}},
		"no scanner, knowing":  {env{"KONTOR_ENV": "production", "KONTOR_OHNE_VIRENPRUEFUNG": "ja"}, []Use{Serves}, []string{"DATABASE_URL", "KONTOR_ADRESSE", "KONTOR_MANDANT", "KONTOR_SCHLUESSEL", "OIDC_ISSUER"}},
		"http in development":  {env{"KONTOR_ENV": "development", "KONTOR_ADRESSE": "http://localhost:8080", "OIDC_ISSUER": "http://127.0.0.1:8081/realms/x"}, nil, nil},
		"http in production":   {env{"KONTOR_ENV": "production", "KONTOR_ADRESSE": "http://kontor.example"}, nil, []string{"KONTOR_ADRESSE"}},
		"address with path":    {env{"KONTOR_ADRESSE": "https://kontor.example/amt"}, nil, []string{"KONTOR_ADRESSE"}},
		"address without host": {env{"KONTOR_ADRESSE": "kontor.example"}, nil, []string{"KONTOR_ADRESSE"}},
		"demo issuer":          {env{"KONTOR_ENV": "production", "OIDC_ISSUER": "http://127.0.0.1:8081/realms/x"}, nil, []string{"OIDC_ISSUER"}},
		"demo issuers":         {env{"KONTOR_ENV": "production", "OIDC_ISSUER": "http://LocalHost:81", "ANTRAGSRAUM_OIDC_ISSUER": "http://[::1]:81"}, nil, []string{"ANTRAGSRAUM_OIDC_ISSUER", "OIDC_ISSUER"}},
		"issuer over http":     {env{"KONTOR_ENV": "production", "OIDC_ISSUER": "http://login.example"}, nil, []string{"OIDC_ISSUER"}},
		"issuer no address":    {env{"OIDC_ISSUER": "login.example"}, nil, []string{"OIDC_ISSUER"}},
		"client without":       {env{"ANTRAGSRAUM_OIDC_CLIENT_ID": "x", "OIDC_CLIENT_SECRET": "y"}, nil, []string{"ANTRAGSRAUM_OIDC_ISSUER", "OIDC_ISSUER"}},
		"database":             {env{"DATABASE_URL": "mysql://u:streng-geheim@h/d"}, []Use{NeedsDatabase}, []string{"DATABASE_URL"}},
		"database unreadable":  {env{"DATABASE_URL": "postgres://u:streng-geheim%zz@h/d"}, nil, []string{"DATABASE_URL"}},
		"database by keywords": {env{"DATABASE_URL": "host=db dbname=kontor"}, []Use{NeedsDatabase}, []string{"DATABASE_URL"}},
		"half an S3":           {env{"S3_ENDPOINT": "s3.example", "S3_ACCESS_KEY": "k"}, nil, []string{"S3_BUCKET", "S3_SECRET_KEY"}},
		"options of no S3":     {env{"S3_REGION": "de"}, nil, []string{"S3_ACCESS_KEY", "S3_BUCKET", "S3_ENDPOINT", "S3_SECRET_KEY"}},
		"S3 with scheme":       {env{"S3_ENDPOINT": "https://s3.example", "S3_BUCKET": "b", "S3_ACCESS_KEY": "k", "S3_SECRET_KEY": "k"}, nil, []string{"S3_ENDPOINT"}},
		"mail without sender":  {env{"SMTP_HOST": "mail.example"}, nil, []string{"SMTP_FROM"}},
		"mail without host":    {env{"SMTP_FROM": "post@stadt.example"}, nil, []string{"SMTP_HOST"}},
		"mail, odd":            {env{"SMTP_HOST": "mail.example:25", "SMTP_FROM": "Stadt", "SMTP_USER": "u", "SMTP_TLS": "ssl"}, nil, []string{"SMTP_FROM", "SMTP_HOST", "SMTP_PASSWORD", "SMTP_TLS"}},
		"mail, no user":        {env{"SMTP_HOST": "m", "SMTP_FROM": "a@b.example", "SMTP_PASSWORD": "x"}, nil, []string{"SMTP_USER"}},
		"mail readable":        {env{"KONTOR_ENV": "production", "SMTP_HOST": "m", "SMTP_FROM": "a@b.example", "SMTP_TLS": "none"}, nil, []string{"SMTP_TLS"}},
		"mail sink":            {env{"KONTOR_ENV": "development", "SMTP_HOST": "127.0.0.1", "SMTP_FROM": "a@b.example", "SMTP_TLS": "none"}, nil, nil},
		"numbers and flags":    {env{"KONTOR_MAX_LIEFERUNG_MB": "0", "SMTP_PORT": "x", "S3_TLS": "vielleicht", "KONTOR_LISTEN": "8080"}, nil, []string{"KONTOR_LISTEN", "KONTOR_MAX_LIEFERUNG_MB", "S3_ACCESS_KEY", "S3_BUCKET", "S3_ENDPOINT", "S3_SECRET_KEY", "S3_TLS", "SMTP_HOST", "SMTP_PORT"}},
		"proxies":              {env{"KONTOR_PROXIES": "10.0.0.0/8, proxy"}, nil, []string{"KONTOR_PROXIES"}},
		"everybody a proxy":    {env{"KONTOR_PROXIES": "0.0.0.0/0"}, nil, []string{"KONTOR_PROXIES"}},
		"short key":            {env{"KONTOR_SCHLUESSEL": "geheim"}, nil, []string{"KONTOR_SCHLUESSEL"}},
		"tenant":               {env{"KONTOR_MANDANT": "Stadt Lindenfurt"}, nil, []string{"KONTOR_MANDANT"}},
		"scanner":              {env{"CLAMD_ADDR": "clamd"}, nil, []string{"CLAMD_ADDR"}},
		"secret file missing":  {env{"DATABASE_URL_FILE": "does/not/exist"}, []Use{NeedsDatabase}, []string{"DATABASE_URL_FILE"}},
	} {
		c, err := Load(environ(tc.env), tc.uses...)
		if got := problems(t, err); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %v", name, err)
		}
		if (c == nil) != (err != nil) {
			t.Errorf("%s: configuration and error", name)
		}
		if err != nil && strings.Contains(err.Error(), "streng-geheim") {
			t.Errorf("%s: shows the password: %v", name, err)
		}
	}
}

func TestMessageForOperators(t *testing.T) {
	_, err := Load(environ(office, map[string]string{"CLAMD_ADDR": "", "KONTOR_MAX_LIEFERUNG_MB": "viel"}), Serves)
	want := `2 problems in the configuration:
  KONTOR_MAX_LIEFERUNG_MB is "viel": set it to a number from 1 to 4096
  CLAMD_ADDR is missing: set it to the virus scanner clamd, e.g. clamd:3310, or set KONTOR_OHNE_VIRENPRUEFUNG=ja to run without one`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v", err)
	}
}

func TestSecretsFromFiles(t *testing.T) {
	file := filepath.Join(t.TempDir(), "geheim")
	if err := os.WriteFile(file, []byte("aus der Datei \n"), 0o600); err != nil {
		t.Fatal(err)
	}
	secrets := map[string]func(*Config) Secret{
		"DATABASE_URL":                   nil, // has a form of its own
		"KONTOR_SCHLUESSEL":              nil,
		"OIDC_CLIENT_SECRET":             func(c *Config) Secret { return c.Login.ClientSecret },
		"ANTRAGSRAUM_OIDC_CLIENT_SECRET": func(c *Config) Secret { return c.Antragsraum.ClientSecret },
		"S3_ACCESS_KEY":                  func(c *Config) Secret { return c.S3.AccessKey },
		"S3_SECRET_KEY":                  func(c *Config) Secret { return c.S3.SecretKey },
		"SMTP_PASSWORD":                  func(c *Config) Secret { return c.SMTP.Password },
	}
	base := map[string]string{"ANTRAGSRAUM_OIDC_ISSUER": "https://konto.example", "S3_ENDPOINT": "s3.example",
		"S3_BUCKET": "b", "S3_ACCESS_KEY": "k",
		"S3_SECRET_KEY": "k", "SMTP_HOST": "m", "SMTP_FROM": "a@b.example", "SMTP_USER": "u", "SMTP_PASSWORD": "p"}
	for name, value := range secrets {
		if value != nil {
			c, err := Load(environ(office, base, map[string]string{name: "", name + "_FILE": file}))
			if err != nil || value(c).Value() != "aus der Datei " {
				t.Errorf("%s: %v", name, err)
			}
		}
		_, err := Load(environ(office, base, map[string]string{name: "postgres://x", name + "_FILE": file}))
		if got := problems(t, err); !slices.Equal(got, []string{name}) {
			t.Errorf("%s set twice: %v", name, err)
		}
	}
	if err := os.WriteFile(file, []byte("\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Load(environ(map[string]string{"DATABASE_URL_FILE": file}), NeedsDatabase)
	if got := problems(t, err); !slices.Equal(got, []string{"DATABASE_URL_FILE"}) {
		t.Errorf("empty file: %v", err)
	}
}

func TestSecretsAreNeverShown(t *testing.T) {
	c, err := Load(environ(office, map[string]string{"OIDC_CLIENT_SECRET": "streng-geheim-2",
		"S3_ENDPOINT": "s3.example", "S3_BUCKET": "b",
		"S3_ACCESS_KEY": "streng-geheim-3", "S3_SECRET_KEY": "streng-geheim-4"}), Serves)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("start", "config", *c, "secret", c.Database)
	for _, shown := range []string{c.String(), fmt.Sprintf("%v %+v %#v %s", *c, *c, *c, c),
		fmt.Sprintf("%q %x", c.Database, c.Database), string(encoded), log.String()} {
		if strings.Contains(shown, "geheim") || strings.Contains(shown, fmt.Sprintf("%x", "streng-geheim")) {
			t.Errorf("shown: %s", shown)
		}
	}
	for _, line := range []string{"KONTOR_ENV=production\n", "DATABASE_URL=(set)\n",
		"ANTRAGSRAUM_OIDC_CLIENT_ID=antragsraum\n", "OIDC_CLIENT_SECRET=(set)\n",
		"ANTRAGSRAUM_OIDC_CLIENT_SECRET=\n", "SMTP_PORT=587\n", "KONTOR_PROXIES=[]\n"} {
		if !strings.Contains(c.String(), line) {
			t.Errorf("%q missing in\n%s", line, c)
		}
	}
}
