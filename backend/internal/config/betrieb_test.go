package config_test

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"kontor/backend/internal/config"
)

// told is a setting as docs/betrieb.md tells of it.
type told struct {
	secret, required bool
	vorgabe          string
}

// value is the default in quotes; a word such as „keiner“ is none.
func (p told) value() string {
	if rest, ok := strings.CutPrefix(p.vorgabe, "`"); ok {
		value, _, _ := strings.Cut(rest, "`")
		return value
	}
	return ""
}

var settingName = regexp.MustCompile("`([A-Z][A-Z0-9_]+)`( \\(G\\))?")

// page reads the table of settings.
func page(t *testing.T) map[string]told {
	t.Helper()
	raw, err := os.ReadFile("../../../docs/betrieb.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(raw), "\n## Einstellungen\n")
	table, _, _ := strings.Cut(rest, "\n## ")
	out := map[string]told{}
	for _, line := range strings.Split(table, "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 5 {
			continue
		}
		for _, m := range settingName.FindAllStringSubmatch(cells[1], -1) {
			vorgabe := strings.TrimSpace(cells[3])
			required := vorgabe == "Pflicht" || strings.Contains(line, "im Betrieb Pflicht")
			out[m[1]] = told{m[2] != "", required, vorgabe}
		}
	}
	return out
}

// read are the settings by the tags of Config; whether each is a secret.
func read(v reflect.Type, prefix string, out map[string]bool) {
	for i := range v.NumField() {
		f := v.Field(i)
		name := f.Tag.Get("env")
		switch {
		case name != "":
			out[prefix+name] = f.Type == reflect.TypeFor[config.Secret]()
		case f.Name == "Antragsraum":
			read(f.Type, "ANTRAGSRAUM_", out)
		default:
			read(f.Type, prefix, out)
		}
	}
}

// elsewhere are defaults that are no value here, and why.
var elsewhere = map[string]string{
	"OIDC_ROLES_CLAIM": "of package auth", "OIDC_GROUPS_CLAIM": "of package auth",
	"ANTRAGSRAUM_OIDC_KONTO_CLAIM": "of package auth",
	"SMTP_PORT":                    "depends on SMTP_TLS", "KONTOR_SCHLUESSEL": "made in development",
	"KONTOR_NODE_MODULES": "looked for", "KONTOR_PROXIES": "a list",
}

// The page for operators has every setting and no other, says which are secrets, which are required, and what counts
// when nothing is set.
func TestSettingsAreTold(t *testing.T) {
	page, inCode := page(t), map[string]bool{}
	read(reflect.TypeFor[config.Config](), "", inCode)
	c, err := config.Load(func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	defaults := map[string]string{}
	for _, line := range strings.Split(c.String(), "\n") {
		name, value, _ := strings.Cut(line, "=")
		defaults[name] = value
	}
	missing := ""
	if _, err := config.Load(func(string) string { return "" }, config.Serves); err != nil {
		missing = err.Error()
	}
	for name, secret := range inCode {
		p, ok := page[name]
		if !ok {
			t.Errorf("the page does not tell of %s", name)
			continue
		}
		if p.secret != secret {
			t.Errorf("%s: a secret %v, the page says %v", name, secret, p.secret)
		}
		if required := strings.Contains(missing, " "+name+" is missing"); p.required != required {
			t.Errorf("%s: required %v, the page says %v", name, required, p.required)
		}
		want := strings.NewReplacer("true", "ja", "false", "nein").Replace(defaults[name])
		if said := p.value(); said != want && elsewhere[name] == "" {
			t.Errorf("%s: default %q, the page says %q", name, want, p.vorgabe)
		}
	}
	for name := range page {
		if _, ok := inCode[name]; !ok {
			t.Errorf("the page tells of %s, which nobody reads", name)
		}
	}
	for _, tls := range []string{"starttls", "tls", "none"} {
		set := map[string]string{"SMTP_TLS": tls, "KONTOR_ENV": "development"}
		c, err := config.Load(func(name string) string { return set[name] })
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(page["SMTP_PORT"].vorgabe, strings.TrimPrefix(c.SMTP.Addr(), ":")) {
			t.Errorf("SMTP_PORT with %s is %d, the page says %q", tls, c.SMTP.Port, page["SMTP_PORT"].vorgabe)
		}
	}
}
