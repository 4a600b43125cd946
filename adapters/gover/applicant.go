package gover

import (
	"strings"

	"kontor/adapters"
)

// attributes maps authentication.data (SEEN) to the applicant; the first one with a value wins. What is not listed
// is dropped: a login also hands over data nobody needs.
var attributes = []struct{ name, target string }{
	{"salutation", "anrede"}, {"title", "titel"}, {"given_name", "vorname"}, {"family_name", "nachname"},
	{"date_of_birth", "geburtsdatum"}, {"org_company_name", "firma"},
	{"org_contact_mail", "email"}, {"email", "email"}, {"org_contact_phone", "telefon"}, {"telephone", "telefon"}, {"mobilephone", "telefon"},
	{"bPK2", "pseudonym"}, {"elster_datenuebermittler", "pseudonym"}, {"pseudonym", "pseudonym"}, {"preferred_username", "pseudonym"},
	{"legacy_postkorb_handle", "postfach"}, {"dataport_inbox_id", "postfach"},
	{"trust_level_authentication", "niveau"},
}

// addresses are the address blocks of authentication.data (SEEN). A block counts as a whole: street and town of
// different ones would make an address that nobody has.
var addresses = []map[string]string{
	{"org_street": "strasse", "org_building": "hausnummer", "org_street_and_building": "anschrift", "org_zip_code": "plz", "org_city": "ort", "org_country": "land"},
	{"street_and_building": "anschrift", "zip_code": "plz", "city": "ort", "country": "land"},
}

// userFields maps user, which the form builder fills from form fields (SEEN); it only adds what the login left open.
var userFields = []struct{ path, target string }{
	{"salutation", "anrede"}, {"title", "titel"}, {"first_name", "vorname"}, {"last_name", "nachname"},
	{"date_of_birth", "geburtsdatum"}, {"contact.email", "email"}, {"contact.phone", "telefon"},
}

var userAddress = map[string]string{"address.street": "strasse", "address.house_number": "hausnummer",
	"address.street_and_house_number": "anschrift",
	"address.zip_code":                "plz", "address.city": "ort", "address.country": "land"}

// filler collects the values of the applicant by target.
type filler map[string]string

func (f filler) fill(target, value string) {
	if value = strings.TrimSpace(value); value != "" && f[target] == "" {
		f[target] = value
	}
}

// block takes an address if none is there yet.
func (f filler) block(names map[string]string, get func(string) string) {
	if f["strasse"]+f["anschrift"]+f["plz"]+f["ort"] != "" {
		return
	}
	for name, target := range names {
		f.fill(target, get(name))
	}
}

func (r *request) applicant() {
	v := filler{}
	login := r.root.Get("authentication")
	signedIn := login.String("is_authenticated") == "true"
	if data := login.Get("data"); signedIn {
		for _, a := range attributes {
			v.fill(a.target, data.String(a.name))
		}
		for _, names := range addresses {
			v.block(names, data.String)
		}
	}
	r.signIn(v, login, signedIn)
	user := r.root.Get("user")
	for _, u := range userFields {
		v.fill(u.target, lookup(user, u.path))
	}
	v.block(userAddress, func(path string) string { return lookup(user, path) })
	r.person(v)
}

func (r *request) person(v filler) {
	a := &r.b.Submission.Antragsteller
	a.Anrede, a.Titel, a.Vorname, a.Nachname, a.Firma = v["anrede"], v["titel"], v["vorname"], v["nachname"], v["firma"]
	a.Strasse, a.Hausnummer, a.PLZ, a.Ort, a.Land = v["strasse"], v["hausnummer"], v["plz"], v["ort"], v["land"]
	a.Email, a.Telefon = v["email"], v["telefon"]
	if a.Strasse == "" {
		a.Strasse, a.Hausnummer = adapters.SplitStreet(v["anschrift"])
	}
	if text := v["geburtsdatum"]; text != "" {
		date, ok := germanDate(text)
		a.Geburtsdatum = date
		if !ok {
			r.b.Note("birthdate_unreadable", "",
				"Das Geburtsdatum der antragstellenden Person ist nicht lesbar und wurde nicht übernommen.")
		}
	}
	switch {
	case a.Firma != "":
		a.Art = "organisation"
	case a.Nachname != "":
		a.Art = "person"
	}
}

// signIn takes account, mailbox and trust level of the login.
func (r *request) signIn(v filler, login *adapters.JSONValue, signedIn bool) {
	if !signedIn {
		return
	}
	a := &r.b.Submission.Antragsteller
	art := r.account(login.String("identity_provider"), login.Get("data"))
	if art != "" {
		a.Konto = &adapters.Konto{Art: art, Pseudonym: adapters.CleanLine(v["pseudonym"])}
		a.Postfach = &adapters.Postfach{Kanal: art, Adresse: adapters.CleanLine(v["postfach"])}
	}
	a.Vertrauensniveau = adapters.TrustLevel(v["niveau"])
	if v["niveau"] != "" && a.Vertrauensniveau == 0 {
		r.b.Note("trust_level_unknown", "", "Das mitgesendete Vertrauensniveau ist unbekannt und zählt nicht.")
	}
}

// lookup follows a path of names; a key that holds the dots itself is found as well.
func lookup(v *adapters.JSONValue, path string) string {
	if text := v.String(path); text != "" {
		return text
	}
	head, rest, ok := strings.Cut(path, ".")
	if !ok || v == nil {
		return ""
	}
	return lookup(v.Get(head), rest)
}
