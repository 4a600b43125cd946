package formsolutions

import (
	"strings"

	"kontor/adapters"
)

// secureFields maps secureData to the applicant, SEEN for BundID and the company account (MUK).
var secureFields = []struct{ name, target string }{
	{"Titel", "anrede"}, {"AcademicTitle", "titel"}, {"FirstName", "vorname"}, {"LastName", "nachname"},
	{"DateOfBirth", "geburtsdatum"}, {"Street", "anschrift"}, {"ZipCode", "plz"}, {"City", "ort"}, {"Country", "land"},
	{"Email", "email"}, {"Phone", "telefon"}, {"Origin", "konto"}, {"StorkQaaLevel", "niveau"}, {"PostkorbId", "postfach"},
	{"CompanyName", "firma"}, {"CompanyAddressStreet", "strasse"}, {"CompanyAddressStreetNumber", "hausnummer"},
	{"CompanyAddressPostCode", "plz"}, {"CompanyAddressLocality", "ort"}, {"CompanyAddressCountry", "land"},
}

const secureElement = "secureData"

// secureValues reads secureData from the envelope, or from the XML as before version 4.2.
func (e *envelope) secureValues(form *adapters.Node) map[string]string {
	values := map[string]string{}
	json, xml := e.root.Get(secureElement), form.Child(secureElement)
	for _, s := range secureFields {
		v := json.String(s.name)
		if v == "" {
			v = xml.ChildText(s.name)
		}
		if v = strings.TrimSpace(v); v != "" && values[s.target] == "" {
			values[s.target] = v
		}
	}
	return values
}

func (e *envelope) applicant(form *adapters.Node) {
	v := e.secureValues(form)
	or := func(target, name string) string {
		if v[target] != "" {
			return v[target]
		}
		return e.root.String(name)
	}
	a := &e.b.Submission.Antragsteller
	*a = adapters.Antragsteller{Anrede: v["anrede"], Titel: v["titel"], Vorname: or("vorname", "applicantFirstname"),
		Nachname: or("nachname", "applicantLastname"), Firma: or("firma", "applicantCompanyname"), Strasse: v["strasse"],
		Hausnummer: v["hausnummer"], PLZ: v["plz"], Ort: v["ort"], Land: v["land"], Email: or("email", "applicantEMail"), Telefon: v["telefon"]}
	if a.Strasse == "" {
		a.Strasse, a.Hausnummer = adapters.SplitStreet(v["anschrift"])
	}
	if date, ok := adapters.ParseDate(v["geburtsdatum"]); ok {
		a.Geburtsdatum = date
	} else if v["geburtsdatum"] != "" {
		e.b.Note("birthdate_unreadable", "", "Das Geburtsdatum aus dem Nutzerkonto ist nicht lesbar und wurde nicht übernommen.")
	}
	switch {
	case e.root.String("applicantType") == "NOT_NATURAL_PERSON" || v["firma"] != "":
		a.Art = "organisation"
	case e.root.String("applicantType") == "NATURAL_PERSON" || a.Nachname != "":
		a.Art = "person"
	}
	if a.Nachname == "" && a.Firma == "" {
		a.Nachname = e.root.String("applicantName") // one text, order of names unknown
	}
	e.account(a, v)
}

// account: secureData has no pseudonym, only BundID has a mailbox id.
func (e *envelope) account(a *adapters.Antragsteller, v map[string]string) {
	if art := adapters.Account(v["konto"]); art != "" {
		a.Konto = &adapters.Konto{Art: art}
		a.Postfach = &adapters.Postfach{Kanal: art, Adresse: v["postfach"]}
	}
	a.Vertrauensniveau = adapters.TrustLevel(v["niveau"])
	if a.Vertrauensniveau == 0 && v["niveau"] != "" {
		e.b.Note("trust_level_unknown", "", "Das mitgesendete Vertrauensniveau ist unbekannt und zählt nicht.")
	}
}
