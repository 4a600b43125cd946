package auth

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/casework"
)

// The realm file for a broker in front of BundID, BayernID and MUK. No Keycloak is at hand here: what is tested is that
// the file names attributes that exist, that what it makes of them is what Kontor reads, and that a login with exactly
// that ends as the account it should be.
const realmFile = "../../../docs/beispiele/keycloak-realm.json"

// attribut is one of those an account sends, with where it is known from. Claim is what the file shall make of it; "" =
// Kontor does not ask for it: the application brings it, or nobody needs it.
type attribut struct {
	konten, name, friendly, evidence, claim string
}

const (
	akdb = "bundid bayernid" // both are AKDB's
	// SEEN: two public broker configurations, in production, and the reference §2.4
	seen = "SEEN"
	// INFERRED: from the name and its neighbours
	inferred = "INFERRED"
)

var attribute = []attribut{
	{akdb, "urn:oid:1.3.6.1.4.1.25484.494450.3", "bPK2", seen, "konto_pseudonym"},
	{akdb, "urn:oid:2.5.4.18", "legacyPostkorbHandle", seen, "postfach"},
	{akdb, "urn:oid:1.2.40.0.10.2.1.1.261.94", "EID-CITIZEN-QAA-LEVEL", seen, "vertrauensniveau"},
	{akdb, "urn:oid:2.5.4.42", "givenName", seen, "given_name"},
	{akdb, "urn:oid:2.5.4.4", "surname", seen, "family_name"},
	{akdb, "urn:oid:0.9.2342.19200300.100.1.3", "mail", seen, "email"},
	{akdb, "urn:oid:1.3.6.1.4.1.25484.494450.2", "AssertionProvedBy", seen, ""},
	{akdb, "urn:oid:1.3.6.1.4.1.25484.494450.1", "Version", seen, ""},
	{akdb, "urn:oid:1.3.6.1.4.1.25484.494450.4", "applicationId", seen, ""},
	{akdb, "urn:oid:1.3.6.1.4.1.25484.494450.5", "communityId", seen, ""},
	{akdb, "urn:oid:1.3.6.1.4.1.25484.494450.10.1", "eIDAS-Issuing-Country", seen, ""}, // or eIDASIssuingCountry
	{akdb, "urn:oid:1.2.40.0.10.2.1.1.149", "bPK", seen, ""},
	{akdb, "urn:oid:1.2.40.0.10.2.1.1.226699", "pseudonym", seen, ""},
	{akdb, "urn:oid:0.9.2342.19200300.100.1.40", "personalTitle", seen, ""},
	{akdb, "urn:oid:1.2.40.0.10.2.1.1.225566", "birthName", seen, ""},
	{akdb, "urn:oid:1.2.40.0.10.2.1.1.55", "birthdate", seen, ""},
	{akdb, "urn:oid:1.3.6.1.5.5.7.9.2", "placeOfBirth", seen, ""},
	{akdb, "urn:oid:1.3.6.1.4.1.33592.1.3.5", "gender", seen, ""},
	{akdb, "urn:oid:1.2.40.0.10.2.1.1.225577", "nationality", seen, ""},
	{akdb, "urn:oid:1.2.40.0.10.2.1.1.552255", "documentType", seen, ""},
	{akdb, "urn:oid:2.5.4.16", "postalAddress", seen, ""},
	{akdb, "urn:oid:2.5.4.17", "postalCode", seen, ""},
	{akdb, "urn:oid:2.5.4.7", "localityName", seen, ""},
	{akdb, "urn:oid:1.2.40.0.10.2.1.1.225599", "Country", seen, ""},
	{akdb, "urn:oid:2.5.4.20", "telephoneNumber", seen, ""},
	{akdb, "urn:oid:1.3.6.1.4.1.55605.70737875.1.1.1.7.1", "DeMail", seen, ""},
	{"muk", "DatenuebermittlerPseudonymId", "", seen, "konto_pseudonym"}, // du-…, the same that form servers deliver
	{"muk", "ElsterVertrauensniveauAuthentifizierung", "", seen, "vertrauensniveau"},
	{"muk", "ElsterVertrauensniveauIdentifizierung", "", seen, "vertrauensniveau_identifizierung"},
	{"muk", "PersTyp", "", seen, "konto_art"}, // NNatPers, NatPers
	{"muk", "HandelndePerson Vorname", "", seen, "given_name"},
	{"muk", "HandelndePerson Nachname", "", seen, "family_name"},
	{"muk", "HandelndePerson Geburtsdatum", "", seen, ""},
	{"muk", "DatenkranzTyp", "", seen, ""},
	{"muk", "Firmenname", "", seen, ""},
	{"muk", "Rechtsform", "", seen, ""},
	{"muk", "Registernummer", "", seen, ""},
	{"muk", "Taetigkeit", "", seen, ""},
	{"muk", "Unternehmensanschrift", "", seen, ""},
	{"muk", "IstTestkonto", "", inferred, ""},
}

// realm is what of the file is tested.
type realm struct {
	Clients []struct {
		ClientID             string `json:"clientId"`
		RedirectURIs         []string
		DefaultClientScopes  []string
		PublicClient         bool
		ProtocolMappers      []mapper
		DirectAccessGrantsOn bool `json:"directAccessGrantsEnabled"`
	}
	IdentityProviders []struct {
		Alias  string
		Config map[string]string
	}
	IdentityProviderMappers []mapper
}

type mapper struct {
	Name, IdentityProviderAlias, IdentityProviderMapper, ProtocolMapper string
	Config                                                              map[string]string
}

func readRealm(t *testing.T) realm {
	t.Helper()
	raw, err := os.ReadFile(realmFile)
	if err != nil {
		t.Fatal(err)
	}
	var r realm
	if err := json.Unmarshal(raw, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// fromProfile are the claims that Keycloak's own scopes profile and email make of a user (RECALLED).
var fromProfile = map[string]string{"firstName": "given_name", "lastName": "family_name", "email": "email"}

// claims are what the client makes of what an account's mapper has stored, by the name it is stored under.
func (r realm) claims(t *testing.T) map[string]string {
	t.Helper()
	if len(r.Clients) != 1 || r.Clients[0].ClientID != "antragsraum" {
		t.Fatalf("clients %+v", r.Clients)
	}
	out := maps.Clone(fromProfile)
	for _, m := range r.Clients[0].ProtocolMappers {
		if m.ProtocolMapper != "oidc-usermodel-attribute-mapper" || m.Config["id.token.claim"] != "true" {
			t.Errorf("%s: %+v is not in the ID token", m.Name, m)
		}
		out[m.Config["user.attribute"]] = m.Config["claim.name"]
	}
	return out
}

// nameOf is how the table calls what a mapper takes: the address of AKDB's attributes stands in its own name, because
// they are found by their friendly name: some senders write a blank into the address.
func (m mapper) nameOf() string {
	if i := strings.Index(m.Name, "(urn:oid:"); i > 0 {
		return strings.TrimSuffix(m.Name[i+1:], ")")
	}
	if path := m.Config["attribute.xpath"]; path != "" {
		return m.Config["attribute.name"] + " " + strings.TrimPrefix(path, "//ekona:")
	}
	return m.Config["attribute.name"]
}

// Every attribute the file takes exists and becomes the claim it should; nothing else is taken, and nothing twice.
func TestTheRealmTakesWhatIsKnown(t *testing.T) {
	r := readRealm(t)
	claims, want, got := r.claims(t), []string{}, []string{}
	for _, a := range attribute {
		if a.evidence != seen && a.claim != "" {
			t.Errorf("%s is %s: a login hangs on it", a.name, a.evidence)
		}
		for _, konto := range strings.Fields(a.konten) {
			if a.claim != "" {
				want = append(want, konto+" "+a.name+" → "+a.claim)
			}
		}
	}
	for _, m := range r.IdentityProviderMappers {
		got = append(got, m.IdentityProviderAlias+" "+m.nameOf()+" → "+claims[m.Config["user.attribute"]])
		i := slices.IndexFunc(attribute, func(a attribut) bool { return a.name == m.nameOf() })
		if i < 0 || m.Config["attribute.friendly.name"] != attribute[i].friendly {
			t.Errorf("%s: %q is no such attribute", m.Name, m.nameOf())
		}
		// a value of the last login must not stay for the next one
		if m.Config["syncMode"] != "FORCE" {
			t.Errorf("%s keeps what an earlier login brought", m.Name)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the file takes\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, idp := range r.IdentityProviders {
		if idp.Config["forceAuthn"] != "true" || idp.Config["validateSignature"] != "true" ||
			idp.Config["wantAuthnRequestsSigned"] != "true" || idp.Config["doNotStoreUsers"] != "true" {
			t.Errorf("%s: %v", idp.Alias, idp.Config)
		}
		transient := strings.HasSuffix(idp.Config["nameIDPolicyFormat"], ":transient")
		if transient && (idp.Config["principalType"] != "ATTRIBUTE" ||
			idp.Config["principalAttribute"] != attribute[0].name) {
			t.Errorf("%s knows a person by a name that is another one next time", idp.Alias)
		}
	}
	if c := r.Clients[0]; c.PublicClient || c.DirectAccessGrantsOn || len(c.RedirectURIs) != 1 ||
		!strings.HasSuffix(c.RedirectURIs[0], "/antragsraum/anmelden/rueckruf") ||
		!slices.Equal(c.DefaultClientScopes, []string{"basic", "profile", "email"}) {
		t.Errorf("client %+v", c)
	}
}

// aussage is an attribute of an assertion, as it is sent; a value that is XML is told by its elements.
type aussage struct {
	name, friendly, wert string
	teile                map[string]string
}

// broker makes of an assertion the claims the file would: Keycloak compares names as they are, letter by letter.
func (r realm) broker(t *testing.T, alias string, assertion []aussage) map[string]any {
	t.Helper()
	claims, out := r.claims(t), map[string]any{"preferred_username": alias + ".irgendwer", "acr": "1"}
	for _, m := range r.IdentityProviderMappers {
		if m.IdentityProviderAlias != alias {
			continue
		}
		name, friendly := m.Config["attribute.name"], m.Config["attribute.friendly.name"]
		i := slices.IndexFunc(assertion, func(a aussage) bool {
			return (name == "" || name == a.name) && (friendly == "" || friendly == a.friendly)
		})
		if i < 0 {
			continue
		}
		wert := assertion[i].wert
		if path := m.Config["attribute.xpath"]; path != "" {
			wert = assertion[i].teile[strings.TrimPrefix(path, "//")]
		}
		if wert != "" {
			out[claims[m.Config["user.attribute"]]] = wert
		}
	}
	return out
}

// bundid is what BundID and BayernID send; niveau "" = it is left out.
func bundid(niveau string, blank string) []aussage {
	out := []aussage{
		{"urn:oid:1.3.6.1.4.1.25484.494450.3", "bPK2", "bpk2-0815", nil},
		{"urn:oid:" + blank + "2.5.4.18", "legacyPostkorbHandle", "postkorb-1" + blank, nil},
		{"urn:oid:2.5.4.42" + blank, "givenName", "Käthe", nil}, {"urn:oid:2.5.4.4", "surname", "Vorbild", nil},
		{"urn:oid:0.9.2342.19200300.100.1.3", "mail", "kaethe@example.org", nil},
		{"urn:oid:1.3.6.1.4.1.25484.494450.2", "AssertionProvedBy", "eID", nil},
		{"urn:oid:1.2.40.0.10.2.1.1.55", "birthdate", "1990-01-01", nil},
	}
	if niveau != "" {
		out = append(out, aussage{"urn:oid:" + blank + "1.2.40.0.10.2.1.1.261.94" + blank, "EID-CITIZEN-QAA-LEVEL",
			niveau + blank, nil})
	}
	return out
}

// muk is what ELSTER sends.
func muk(typ, authentifizierung, identifizierung string) []aussage {
	return []aussage{{"DatenuebermittlerPseudonymId", "", "du-42", nil}, {"PersTyp", "", typ, nil},
		{"Firmenname", "", "Beispiel Bau GmbH", nil},
		{"ElsterVertrauensniveauAuthentifizierung", "", authentifizierung, nil},
		{"ElsterVertrauensniveauIdentifizierung", "", identifizierung, nil},
		{"HandelndePerson", "", "", map[string]string{"ekona:Vorname": "Olga", "ekona:Nachname": "Beispiel"}}}
}

// A login through the broker is the account it came from, with the level it was done with.
func TestLoginThroughTheBroker(t *testing.T) {
	r, op := readRealm(t), startFake(t)
	p := op.provider(t)
	p.cfg.PseudonymClaim = "konto_pseudonym"
	login := func(claims map[string]any) casework.Identitaet {
		t.Helper()
		maps.Copy(claims, map[string]any{"nonce": "einmal", "auth_time": time.Now().Add(-time.Minute).Unix()})
		op.idToken = op.sign(t, op.key, claims)
		op.userinfo = map[string]any{"sub": "f00d"}
		id, err := p.Complete(t.Context(), "code", Pending{"s", "einmal", "v"})
		if err != nil {
			t.Fatal(err)
		}
		id.IDToken, id.Vor = "", id.Vor.Truncate(time.Minute)
		return id
	}
	for name, tc := range map[string]struct {
		alias     string
		assertion []aussage
		niveau    int
	}{
		"bundid, password":          {"bundid", bundid("STORK-QAA-Level-1", ""), 1},
		"bundid, level 2":           {"bundid", bundid("STORK-QAA-Level-2", ""), 1},
		"bundid, ELSTER":            {"bundid", bundid("STORK-QAA-Level-3", ""), 3},
		"bundid, eID":               {"bundid", bundid("STORK-QAA-Level-4", ""), 4},
		"bundid, no level":          {"bundid", bundid("", ""), 1},
		"bundid, unknown level":     {"bundid", bundid("STORK-QAA-Level-5", ""), 1},
		"bundid, stray blanks":      {"bundid", bundid("STORK-QAA-Level-4", " "), 4},
		"bayernid, password":        {"bayernid", bundid("STORK-QAA-Level-1", ""), 1},
		"bayernid, authega":         {"bayernid", bundid("STORK-QAA-Level-3", ""), 3},
		"bayernid, eID":             {"bayernid", bundid("STORK-QAA-Level-4", " "), 4},
		"muk, certificate":          {"muk", muk("NNatPers", "substanziell", "substanziell"), 3},
		"muk, card":                 {"muk", muk("NNatPers", "HOCH", "HOCH"), 4},
		"muk, poorly identified":    {"muk", muk("NNatPers", "HOCH", "SUBSTANZIELL"), 3},
		"muk, poorly authenticated": {"muk", muk("NNatPers", "", "HOCH"), 1},
		"muk, unknown":              {"muk", muk("NNatPers", "HOCH", "geprüft"), 1},
		"muk, sole trader":          {"muk", muk("NatPers", "substanziell", "substanziell"), 3},
	} {
		id := login(r.broker(t, tc.alias, tc.assertion))
		want := casework.Konto{Pseudonym: "bpk2-0815", Postfach: "postkorb-1", Art: "person",
			Vertrauensniveau: tc.niveau}
		anzeige := "Käthe Vorbild"
		if tc.alias == "muk" {
			want = casework.Konto{Pseudonym: "du-42", Art: "organisation", Vertrauensniveau: tc.niveau}
			anzeige = "Olga Beispiel"
			if strings.Contains(name, "sole") {
				want.Art = "person"
			}
		}
		if id.Konto != want || id.Anzeige != anzeige || id.Vor != time.Minute || len(id.Rollen) != 0 {
			t.Errorf("%s: %+v, want %+v", name, id, want)
		}
	}
	// an account the broker could not tell is no other one: not by what the broker calls its user, either
	if id := login(map[string]any{"preferred_username": "x", "vertrauensniveau": "4"}); id.Konto.Pseudonym != "" {
		t.Errorf("somebody without a pseudonym is %q", id.Konto.Pseudonym)
	}
}

// Whatever claim the file makes is one Kontor reads: without it the login is another.
func TestEveryClaimOfTheRealmIsRead(t *testing.T) {
	r := readRealm(t)
	p := startFake(t).provider(t)
	p.cfg.PseudonymClaim = "konto_pseudonym"
	seenClaims := map[string]bool{}
	read := func(c map[string]any) string {
		id := p.identity(claims(c))
		raw, _ := json.Marshal(id)
		return string(raw)
	}
	for alias, assertion := range map[string][]aussage{"bundid": bundid("STORK-QAA-Level-4", ""),
		"bayernid": bundid("STORK-QAA-Level-4", ""), "muk": muk("NNatPers", "HOCH", "SUBSTANZIELL")} {
		full := r.broker(t, alias, assertion)
		for name := range full {
			if name == "acr" || name == "preferred_username" {
				continue // Keycloak's own
			}
			seenClaims[name] = true
			less := maps.Clone(full)
			delete(less, name)
			if read(less) == read(full) {
				t.Errorf("%s: nobody reads %s", alias, name)
			}
		}
	}
	for _, name := range r.claims(t) {
		if !seenClaims[name] {
			t.Errorf("no account brings %s", name)
		}
	}
}
