package intelliform

import (
	"strings"

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
	{"authlevel", "niveau"}, {"saml_eid_citizen_qaa_level", "niveau"},
	{"saml_elstervertrauensniveauauthentifizierung", "niveau"},
	{"saml_perstype", "personentyp"},
	{"displayName", "anzeigename"},
}

func userValues(root *adapters.Node) map[string]string {
	values := map[string]string{}
	for _, u := range userAttributes {
		v, _ := root.Attr(userSpace, u.attribute)
		if v = strings.TrimSpace(v); v != "" && values[u.target] == "" {
			values[u.target] = v
		}
	}
	return values
}

func fillApplicant(b *adapters.Builder, e *envelope, root *adapters.Node) {
	v := userValues(root)
	a := &b.Submission.Antragsteller
	*a = adapters.Antragsteller{Titel: v["titel"], Vorname: v["vorname"], Nachname: v["nachname"], Firma: v["firma"],
		Strasse: v["strasse"], Hausnummer: v["hausnummer"], PLZ: v["plz"], Ort: v["ort"], Land: v["land"], Email: v["email"]}
	if a.Strasse == "" {
		a.Strasse, a.Hausnummer = adapters.SplitStreet(v["anschrift"])
	}
	if v["geburtsdatum"] != "" {
		date, ok := adapters.ParseDate(v["geburtsdatum"])
		a.Geburtsdatum = date
		if !ok {
			b.Note("birthdate_unreadable", "", "Das Geburtsdatum aus dem Nutzerkonto ist nicht lesbar und wurde nicht übernommen.")
		}
	}
	fillAccount(a, e, v)
	fillLevel(b, e, root, v["niveau"])
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
func fillLevel(b *adapters.Builder, e *envelope, root *adapters.Node, account string) {
	effective, _ := root.Attr(transactionSpace, "effective-login-level")
	stated := append([]string{account, effective}, e.custom[keyLevel]...)
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
