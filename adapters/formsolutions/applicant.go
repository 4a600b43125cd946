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

// accountFields is what secureData says beyond the applicant, SEEN; they keep the vendor's names. The element itself is
// not shown, so the name of their group is free.
var accountFields = []struct{ name, label string }{
	{"BirthName", "Geburtsname"}, {"BirthPlace", "Geburtsort"}, {"TypeOfLegalPerson", "Rechtsform"}, {"RegisterType", "Registerart"},
	{"RegisterNumber", "Registernummer"}, {"RegisterCourt", "Registergericht"}, {"Occupation", "Tätigkeit (Schlüssel)"}, {"OccupationText", "Tätigkeit"},
}

const secureElement = "secureData"

// account is the group of fields that come from the login.
func (e *envelope) account(form *adapters.Node) []adapters.Feld {
	var fields []adapters.Feld
	for _, a := range accountFields {
		if v := e.secure(form, a.name); v != "" {
			fields = append(fields, adapters.Feld{Name: a.name, Label: a.label, Typ: adapters.Text, Text: v})
		}
	}
	if e.root.Get("options").String("npa") == "true" {
		fields = append(fields, adapters.Feld{Name: "npa", Label: "Online-Ausweis (eID) benutzt", Typ: adapters.JaNein,
			Text: adapters.YesNo("true"), Wert: "true"})
	}
	if len(fields) == 0 {
		return nil
	}
	return []adapters.Feld{{Name: secureElement, Label: "Angaben aus dem Nutzerkonto",
		Typ: adapters.Gruppe, Felder: fields}}
}

// secure is one value of secureData: of the envelope, or of the XML as before version 4.2.
func (e *envelope) secure(form *adapters.Node, name string) string {
	if v := strings.TrimSpace(e.root.Get(secureElement).String(name)); v != "" {
		return v
	}
	return form.Child(secureElement).ChildText(name)
}

// secureValues reads secureData by target of secureFields.
func (e *envelope) secureValues(form *adapters.Node) map[string]string {
	values := map[string]string{}
	for _, s := range secureFields {
		if v := e.secure(form, s.name); v != "" && values[s.target] == "" {
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
		Nachname: or("nachname", "applicantLastname"), Firma: or("firma", "applicantCompanyname"),
		Strasse:    v["strasse"],
		Hausnummer: v["hausnummer"], PLZ: v["plz"], Ort: v["ort"], Land: v["land"],
		Email: or("email", "applicantEMail"), Telefon: v["telefon"]}
	if a.Strasse == "" {
		a.Strasse, a.Hausnummer = adapters.SplitStreet(v["anschrift"])
	}
	if date, ok := adapters.ParseDate(v["geburtsdatum"]); ok {
		a.Geburtsdatum = date
	} else if v["geburtsdatum"] != "" {
		e.b.Note("birthdate_unreadable", "",
			"Das Geburtsdatum aus dem Nutzerkonto ist nicht lesbar und wurde nicht übernommen.")
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
	e.konto(a, v)
}

// konto: secureData has no pseudonym, only BundID has a mailbox id.
func (e *envelope) konto(a *adapters.Antragsteller, v map[string]string) {
	if art := adapters.Account(v["konto"]); art != "" {
		a.Konto = &adapters.Konto{Art: art}
		a.Postfach = &adapters.Postfach{Kanal: art, Adresse: v["postfach"]}
	}
	a.Vertrauensniveau = adapters.TrustLevel(v["niveau"])
	if a.Vertrauensniveau == 0 && v["niveau"] != "" {
		e.b.Note("trust_level_unknown", "", "Das mitgesendete Vertrauensniveau ist unbekannt und zählt nicht.")
	}
}
