package intelliform

import (
	"kontor/adapters"
)

// userAttributes maps u: attributes to the applicant; the first one with a value wins. SEEN names of
// Munich (BayernID/BundID over Keycloak) and of the Bavarian ELSTER company account. What is not
// listed is dropped: the login also hands over session data (sp_auth_token, forwarded_for, …).
var userAttributes = []struct{ attribute, target string }{
	{"givenName", "vorname"}, {"handelndePersonVorname", "vorname"},
	{"surname", "nachname"}, {"handelndePersonNachname", "nachname"},
	{"personalTitle", "titel"},
	{"birthdate", "geburtsdatum"},
	{"saml_firmenname", "firma"},
	{"saml_strasse", "strasse"}, {"saml_hausnummer", "hausnummer"},
	{"postalAddress", "anschrift"},
	{"postalCode", "plz"}, {"saml_plz", "plz"},
	{"localityName", "ort"}, {"saml_ort", "ort"},
	{"country", "land"},
	{"mail", "email"},
	{"accountSource", "konto"}, {"saml_loginType", "konto"},
	{"bPK2", "pseudonym"}, {"bPK", "pseudonym"},
	{"datenuebermittlerPseudonymId", "pseudonym"}, {"saml_datenuebermittlerpseudonymid", "pseudonym"},
	{"saml_kontoid", "pseudonym"}, {"username", "pseudonym"},
	{"legacyPostkorbHandle", "postfach"}, {"postOfficeBox", "postfach"},
	{"saml_perstype", "personentyp"},
	{"displayName", "anzeigename"},
}

// levelAttributes are the u: attributes that state a trust level; the lowest one counts.
var levelAttributes = []string{"authlevel", "saml_eid_citizen_qaa_level",
	"saml_elstervertrauensniveauauthentifizierung"}

// accountAttributes are shown beside the form's own fields: the Antragsteller has no place for them. A
// code, where there is one, stands in an attribute of its own (SEEN for the company account).
var accountAttributes = []struct{ attribute, code, name, label string }{
	{"saml_rechtsformtext", "saml_rechtsform", "rechtsform", "Rechtsform"},
	{"saml_registerart", "", "registerart", "Registerart"},
	{"saml_registernummer", "", "registernummer", "Registernummer"},
	{"saml_registergericht", "", "registergericht", "Registergericht"},
	{"saml_perstype", "", "personentyp", "Personentyp"},
	{"saml_datenkranztyp", "", "datenkranztyp", "Datenkranz"},
	{"saml_elstervertrauensniveauidentifizierung", "", "vertrauensniveau_identifizierung", "Vertrauensniveau der Identifizierung"},
	{"placeOfBirth", "", "geburtsort", "Geburtsort"},
	{"gender", "", "geschlecht", "Geschlecht"},
	{"AssertionProvedBy", "", "nachweis", "Art der Anmeldung"},
}

// accountFields is the group of them; no element can have its name.
func accountFields(f *form) []adapters.Feld {
	group := adapters.Feld{Name: "#nutzerkonto", Label: "Angaben aus dem Nutzerkonto", Typ: adapters.Gruppe}
	for _, a := range accountAttributes {
		field := adapters.Feld{Name: a.name, Label: a.label, Typ: adapters.Text, Text: f.attr(userSpace, a.attribute)}
		if code := f.attr(userSpace, a.code); code != "" && a.code != "" {
			field.Typ, field.Code, field.Text = adapters.Auswahl, code, firstOf(field.Text, code)
		}
		if field.Text != "" {
			group.Felder = append(group.Felder, field)
		}
	}
	if len(group.Felder) == 0 {
		return nil
	}
	return []adapters.Feld{group}
}

func userValues(f *form) map[string]string {
	values := map[string]string{}
	for _, u := range userAttributes {
		if v := f.attr(userSpace, u.attribute); v != "" && values[u.target] == "" {
			values[u.target] = v
		}
	}
	return values
}

func fillApplicant(b *adapters.Builder, e *envelope, f *form) {
	v := userValues(f)
	a := &b.Submission.Antragsteller
	*a = adapters.Antragsteller{Titel: v["titel"], Vorname: v["vorname"], Nachname: v["nachname"], Firma: v["firma"],
		Strasse: v["strasse"], Hausnummer: v["hausnummer"], PLZ: v["plz"], Ort: v["ort"],
		Land: v["land"], Email: v["email"]}
	if a.Strasse == "" {
		a.Strasse, a.Hausnummer = adapters.SplitStreet(v["anschrift"])
	}
	if v["geburtsdatum"] != "" {
		date, ok := adapters.ParseDate(v["geburtsdatum"])
		a.Geburtsdatum = date
		if !ok {
			b.Note("birthdate_unreadable", "",
				"Das Geburtsdatum aus dem Nutzerkonto ist nicht lesbar und wurde nicht übernommen.")
		}
	}
	fillAccount(a, e, v)
	fillLevel(b, e, f)
}

func fillAccount(a *adapters.Antragsteller, e *envelope, v map[string]string) {
	account := adapters.Account(v["konto"])
	company := account == "muk" || v["firma"] != "" || v["personentyp"] == "NNatPers"
	switch {
	case company:
		a.Art = "organisation"
		a.Firma = firstOf(a.Firma, v["anzeigename"])
	case a.Nachname != "" || account != "":
		a.Art = "person"
	}
	if account == "" {
		return
	}
	a.Konto = &adapters.Konto{Art: account, Pseudonym: firstOf(v["pseudonym"], e.text("username"))}
	if v["postfach"] != "" {
		a.Postfach = &adapters.Postfach{Kanal: account, Adresse: v["postfach"]}
	}
}

// fillLevel takes the lowest level that is stated: the account's, the form's effective one in the
// XML and in the custom parameters.
func fillLevel(b *adapters.Builder, e *envelope, f *form) {
	stated := append([]string{f.attr(transactionSpace, "effective-login-level")}, e.custom[keyLevel]...)
	for _, name := range levelAttributes {
		stated = append(stated, f.attr(userSpace, name))
	}
	level, differ := 0, false
	for _, s := range stated {
		n := adapters.TrustLevel(s)
		if n == 0 && s != "" {
			b.Note("trust_level_unknown", "", "Ein mitgesendetes Vertrauensniveau ist unbekannt und zählt nicht.")
		}
		differ = differ || n != 0 && level != 0 && n != level
		level = adapters.LowestTrust(level, n)
	}
	if differ {
		b.Note("trust_level_differs", "", "Die Lieferung nennt verschiedene Vertrauensniveaus; es gilt das niedrigste.")
	}
	b.Submission.Antragsteller.Vertrauensniveau = level
}
