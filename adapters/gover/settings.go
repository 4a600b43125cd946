package gover

import (
	"strings"
	"sync"
	"time"

	"kontor/adapters"
)

const (
	providerSetting = "anmeldedienste"
	zoneSetting     = "zeitzone"
)

// Settings are what IT may say about a Gover installation. Both have defaults that fit most.
func (Adapter) Settings() []adapters.Setting {
	return []adapters.Setting{
		{Name: providerSetting, Art: "liste",
			Label: adapters.Sprachen{De: "Anmeldedienste", En: "Identity providers"},
			Hilfe: adapters.Sprachen{
				De: "Neuere Gover-Versionen nennen den Anmeldedienst nur mit einem Schlüssel. Ordnen Sie jedem Schlüssel ein Konto zu, mit Komma getrennt: Schlüssel=bundid, Schlüssel=bayernid. Möglich sind bundid, bayernid, osi und muk.",
				En: "Newer versions of Gover name the identity provider only by a key. Give each key an account, separated by commas: key=bundid, key=bayernid. Possible are bundid, bayernid, osi and muk.",
			}},
		{Name: zoneSetting, Art: "auswahl", Werte: []string{berlin, "UTC"}, Vorgabe: berlin,
			Label: adapters.Sprachen{De: "Zeitzone des Gover-Servers", En: "Time zone of the Gover server"},
			Hilfe: adapters.Sprachen{
				De: "Gover sendet den Zeitpunkt der Einreichung ohne Zeitzone. Angaben im Formular sind davon nicht betroffen.",
				En: "Gover sends the time of submission without a time zone. Values of the form are not affected.",
			}},
	}
}

// setting returns the value that counts: what IT entered, else the default.
func (r *request) setting(name string) string {
	if v := strings.TrimSpace(r.settings[name]); v != "" {
		return v
	}
	for _, s := range (Adapter{}).Settings() {
		if s.Name == name {
			return s.Vorgabe
		}
	}
	return ""
}

// berlin is the zone of the people who fill in the forms.
const berlin = "Europe/Berlin"

// berlinZone is loaded once; the package brings its own copy of the zones.
var berlinZone = sync.OnceValue(func() *time.Location { return location(berlin) })

// location is the zone of that name, UTC where there is none.
func location(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return l
}

// account folds identity_provider: a name, a key that the setting explains, or what the attributes tell.
func (r *request) account(provider string, attributes *adapters.JSONValue) string {
	for _, pair := range strings.Split(r.setting(providerSetting), ",") {
		if key, konto, ok := strings.Cut(pair, "="); ok && provider != "" && strings.TrimSpace(key) == provider {
			return adapters.Account(konto)
		}
	}
	if known, ok := providerNames[strings.ToLower(provider)]; ok {
		return known
	}
	for _, t := range tells {
		if attributes.String(t.attribute) != "" {
			return t.account
		}
	}
	r.b.Note("account_unknown", "", "Der Anmeldedienst ist nicht bekannt. Bitte am Zugang unter „Anmeldedienste“ zuordnen, damit Antworten ins Postfach gehen.")
	return adapters.CleanLine(provider)
}

// providerNames are identity providers by name: metadata_identifier of the vendor's own set (SEEN), and plain names.
var providerNames = map[string]string{"bundid": "bundid", "bund_id": "bundid", "bayernid": "bayernid",
	"bayern_id": "bayernid",
	"sh_id":     "osi", "shid": "osi", "osi": "osi", "muk": "muk"}

// tells are attributes that only one account has (SEEN). BundID and BayernID have the same ones.
var tells = []struct{ attribute, account string }{
	{"dataport_inbox_id", "osi"}, {"dataport_servicekonto_type", "osi"}, {"dataport_identitaetstyp", "osi"},
	{"elster_identitaetstyp", "muk"}, {"elster_datenkranz_typ", "muk"},
}
