// Package demo is the municipality Lindenfurt that `kontor dev` shows: its units, staff, applicants, intakes and about
// sixty Vorgänge that came through the real intake. All people are invented. Nothing here is for production.
package demo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/devkit"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

// Password of every account and every Zugang.
const Password = "demo"

// MandantKey names the tenant.
const MandantKey = "lindenfurt"

// mandantID is fixed, so that every start finds the same tenant.
var mandantID = uuid.MustParse("1d3f0a52-7b1c-4c8e-9a60-4c494e44454e")

var mandant = store.Mandant{
	ID: mandantID, Schluessel: MandantKey, Name: "Stadt Lindenfurt", Land: "ST", Strasse: "Marktplatz 1",
	PlzOrt:  "43210 Lindenfurt",
	Telefon: "+49 30 23125 0", Email: "stadt@lindenfurt.example",
	Kassenname: "Stadt Lindenfurt, Stadtkasse", IBAN: "DE90999999990000004711", // of a bank that does not exist
}

const (
	poststelle    = "lf-10-poststelle"
	steuern       = "lf-20-steuern"
	sondernutzung = "lf-32-sondernutzung"
	verkehr       = "lf-32-verkehr"
	strassenbau   = "lf-66-strassenbau"
)

var einheiten = []store.Einheit{
	{Schluessel: poststelle, Name: "Zentrale Poststelle", Telefon: "+49 30 23125 100", Email: "poststelle@lindenfurt.example", IstPoststelle: true},
	{Schluessel: steuern, Name: "Steuern", Telefon: "+49 30 23125 120", Email: "steuern@lindenfurt.example"},
	{Schluessel: sondernutzung, Name: "Ordnungsamt – Sondernutzung", Telefon: "+49 30 23125 132", Email: "sondernutzung@lindenfurt.example"},
	{Schluessel: verkehr, Name: "Ordnungsamt – Straßenverkehr", Telefon: "+49 30 23125 133", Email: "strassenverkehr@lindenfurt.example"},
	{Schluessel: strassenbau, Name: "Tiefbauamt – Straßenbaulast", Telefon: "+49 30 23125 166", Email: "tiefbau@lindenfurt.example"},
}

// staff are the accounts of the office; the user name is the role.
type staff struct {
	name, vorname, nachname string
	rolle                   casework.Rolle
	einheiten               []string
	beschreibung            string
}

func (s staff) anzeige() string { return s.vorname + " " + s.nachname }

// subject is the same in the login provider and in the row.
func (s staff) subject() string { return "dienst-" + s.name }

var alleEinheiten = []string{poststelle, steuern, sondernutzung, verkehr, strassenbau}

var belegschaft = []staff{
	{"sachbearbeitung", "Jana", "Lindner", casework.RolleSachbearbeitung, []string{sondernutzung, steuern, verkehr}, "Sondernutzung, Steuern, Straßenverkehr"},
	{"sachbearbeitung2", "Mehmet", "Yıldırım", casework.RolleSachbearbeitung, []string{sondernutzung, strassenbau}, "Sondernutzung, Straßenbaulast"},
	{"teamleitung", "Sabine", "Großmann", casework.RolleTeamleitung, alleEinheiten, "alle Einheiten, verteilt"},
	{"poststelle", "Uwe", "Krüger", casework.RollePoststelle, []string{poststelle}, "neue Vorgänge weiterleiten, Klärfälle"},
	{"administration", "Tomasz", "Wiśniewski", casework.RolleAdministration, nil, "Klärfälle und Einstellungen, keine Fallinhalte"},
	{"revision", "Gerda", "Ohlsen", casework.RolleRevision, nil, "wer was gesehen hat, keine Fallinhalte"},
}

// The handles of the two mailboxes are those of the sample deliveries of OZG-Cloud and Form-Solutions.
const (
	postfachBuerger3 = "e7b0a1d4-52c7-4c7a-8f55-0c9f0b1a2d33"
	postfachBuerger4 = "9c858901-8a57-4791-81fe-4c455b099bc9"
	kontoKornblume   = "du-0000000000000000000000000000000000000001"
)

var (
	buerger1 = person{Vorname: "Berta", Nachname: "Probe", Anrede: "Frau", Strasse: "Gartenweg", Nr: "12",
		Email: "buerger1@example.org",
		Konto: "konto-buerger1", Postfach: "postfach-buerger1", Niveau: 1, Geboren: "1958-03-11",
		Telefon: "+49 30 23125 401"}
	buerger3 = person{Vorname: "Yasemin", Nachname: "Kornblume", Anrede: "Frau", Strasse: "Marktplatz", Nr: "4",
		Email: "buerger3@example.org",
		Konto: "konto-buerger3", Postfach: postfachBuerger3, Niveau: 3, Geboren: "1984-06-02",
		Telefon: "+49 30 23125 403"}
	buerger4 = person{Vorname: "Malte", Nachname: "Vorbild", Anrede: "Herr", Strasse: "Am Wehr", Nr: "3",
		Email: "buerger4@example.org",
		Konto: "konto-buerger4", Postfach: postfachBuerger4, Niveau: 4, Geboren: "1991-08-07",
		Telefon: "+49 30 23125 207"}
	organisation = person{Vorname: "Yasemin", Nachname: "Kornblume", Anrede: "Frau", Firma: "Café Kornblume GmbH",
		Strasse: "Marktplatz", Nr: "4",
		Email: "buero@kornblume.example", Konto: kontoKornblume, Postfach: "postfach-organisation", Niveau: 3,
		Telefon: "+49 30 23125 114"}
)

var konten = []struct {
	person
	name, beschreibung string
}{
	{buerger1, "buerger1", "Vertrauensniveau niedrig"},
	{buerger3, "buerger3", "Vertrauensniveau substanziell"},
	{buerger4, "buerger4", "Vertrauensniveau hoch"},
	{organisation, "organisation", "Café Kornblume GmbH, substanziell"},
}

// Account is one line of what `kontor dev` prints.
type Account struct{ Name, Text string }

// StaffAccounts and ApplicantAccounts list the accounts in the order to show.
func StaffAccounts() []Account {
	var out []Account
	for _, s := range belegschaft {
		out = append(out, Account{s.name, s.anzeige() + " – " + s.beschreibung})
	}
	return out
}

// ApplicantAccounts lists who can sign in to the Antragsraum.
func ApplicantAccounts() []Account {
	var out []Account
	for _, k := range konten {
		out = append(out, Account{k.name, k.anzeige() + " – " + k.beschreibung})
	}
	return out
}

// Realms describes the login provider for a Kontor that is reached at any of the addresses.
func Realms(adressen ...string) []devkit.LoginRealm {
	buero := devkit.LoginRealm{Name: devkit.StaffRealm, Title: "Stadt Lindenfurt",
		Clients: []devkit.LoginClient{client(devkit.StaffClient, "", adressen)}}
	for _, s := range belegschaft {
		buero.Users = append(buero.Users, devkit.LoginUser{Sub: s.subject(), Username: s.name,
			Password: Password, Name: s.anzeige(),
			GivenName: s.vorname, FamilyName: s.nachname, Email: s.name + "@lindenfurt.example",
			Description: s.anzeige() + ": " + s.beschreibung,
			Roles:       []string{string(s.rolle)}, Groups: s.einheiten})
	}
	raum := devkit.LoginRealm{Name: devkit.ApplicantRealm, Title: "Bürgerkonto",
		Clients: []devkit.LoginClient{client(devkit.ApplicantClient, "/antragsraum", adressen)}}
	for _, k := range konten {
		art, firma := "person", ""
		if k.Firma != "" {
			art, firma = "organisation", k.Firma
		}
		raum.Users = append(raum.Users, devkit.LoginUser{Sub: k.Konto, Username: k.name, Password: Password,
			Name: k.anzeige(), GivenName: k.Vorname,
			FamilyName: k.Nachname, Email: k.Email, Description: k.anzeige() + ": " + k.beschreibung,
			Vertrauensniveau: k.Niveau, Postfach: k.Postfach,
			KontoArt: art, Organisation: firma})
	}
	return []devkit.LoginRealm{buero, raum}
}

// client registers the addresses of one door. The back channel goes to the first address.
func client(id, door string, adressen []string) devkit.LoginClient {
	c := devkit.LoginClient{ID: id, BackchannelLogoutURI: adressen[0] + door + "/anmelden/backchannel"}
	home := door
	if home == "" {
		home = "/"
	}
	for _, a := range adressen {
		c.RedirectURIs = append(c.RedirectURIs, a+door+"/anmelden/rueckruf")
		c.PostLogoutRedirectURIs = append(c.PostLogoutRedirectURIs, a+home)
	}
	return c
}

// Sources are the addresses of the stand-ins that Zugänge fetch from.
type Sources struct {
	Forms   string // base address of the Form-Solutions stand-in
	Mailbox string // imap://host:port
	Siegel  string // certificate (PEM) of the seal on letters; "" = none
}

// Setup writes tenant, units, staff and intakes. It runs at every start and changes nothing that is right already.
func Setup(ctx context.Context, db *store.DB, from Sources) (uuid.UUID, error) {
	stadt := mandant
	stadt.SiegelZertifikat = from.Siegel
	err := db.InTx(ctx, casework.Actor{}, func(tx *store.Tx) error { return tx.UpsertMandant(ctx, &stadt) })
	if err != nil {
		return uuid.Nil, err
	}
	return mandantID, db.InTx(ctx, casework.System(mandantID), func(tx *store.Tx) error {
		for _, e := range einheiten {
			if err := tx.UpsertEinheit(ctx, &e); err != nil {
				return err
			}
		}
		for _, s := range belegschaft {
			b := store.Benutzer{ID: uuid.New(), Mandant: mandantID, Name: s.name, Anzeige: s.anzeige(),
				Subject: s.subject(),
				Rollen:  []string{string(s.rolle)}, Einheiten: append([]string{}, s.einheiten...)}
			if _, err := tx.UpsertBenutzer(ctx, &b); err != nil {
				return err
			}
		}
		return setupZugaenge(ctx, tx, from)
	})
}

// Move puts the town into another Land, to see what its law makes of a case; empty = it stays in Sachsen-Anhalt, by
// whose law its cases were made.
func Move(ctx context.Context, db *store.DB, land string) error {
	if land == "" {
		return nil
	}
	if casework.Arbeitstage(land) == nil {
		return fmt.Errorf("KONTOR_DEMO_LAND: %q ist kein Land, gemeint ist ein Kürzel wie BY", land)
	}
	return db.InTx(ctx, casework.System(mandantID), func(tx *store.Tx) error {
		m, err := tx.GetMandant(ctx)
		if err != nil {
			return err
		}
		m.Land = casework.Land(land)
		return tx.UpsertMandant(ctx, m)
	})
}

// zugaenge are named like their adapters.
var zugaenge = []string{"intelliform", "formcycle", "formsolutions", "ozgcloud", "gover", "fim", "email", "neutral"}

func setupZugaenge(ctx context.Context, tx *store.Tx, from Sources) error {
	for _, name := range zugaenge {
		z := store.Zugang{ID: uuid.NewSHA1(mandantID, []byte("zugang/"+name)), Mandant: mandantID, Name: name,
			Adapter: name, Benutzer: name,
			Salz: []byte("lindenfurt/" + name), Aktiv: true}
		z.Geheimnis = posteingang.HashGeheimnis(z.Salz, Password)
		known, err := tx.GetZugang(ctx, name)
		if err == nil {
			err = moveQuelle(ctx, tx, known, from)
		} else if casework.CodeOf(err) == casework.NotFound {
			if err = setupQuelle(&z, from); err == nil {
				err = tx.UpsertZugang(ctx, &z)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// moveQuelle follows a stand-in that has another address than at the last start. All else stays as somebody left it in
// the browser.
func moveQuelle(ctx context.Context, tx *store.Tx, z *store.Zugang, from Sources) error {
	now := *z
	if err := setupQuelle(&now, from); err != nil || address(z.Quelle) == address(now.Quelle) || z.Quelle == nil {
		return err
	}
	now.Einstellungen = z.Einstellungen
	return tx.UpsertZugang(ctx, &now)
}

func address(quelle *json.RawMessage) string {
	var q struct{ URL string }
	if quelle == nil || json.Unmarshal(*quelle, &q) != nil {
		return ""
	}
	return q.URL
}

// setupQuelle lets two of the Zugänge fetch.
func setupQuelle(z *store.Zugang, from Sources) error {
	var source map[string]any
	switch z.Name {
	case "formsolutions":
		source = map[string]any{"url": from.Forms + "/submission/api/v2", "user": formMandant, "password": Password}
		z.Einstellungen = store.Einstellungen{"formulare": formNummer, "version": "3.1", "rueckmeldung": "ja"}
	case "email":
		source = map[string]any{"url": from.Mailbox, "user": devkit.IMAPUser, "password": devkit.IMAPPassword}
		z.Einstellungen = store.Einstellungen{"absender": "@lindenfurt.example"}
	default:
		return nil
	}
	raw, err := json.Marshal(source)
	quelle := json.RawMessage(raw)
	z.Quelle = &quelle
	return err
}

// marker says how far the demo got. It is kept in the protocol of the tenant, so that it lives and dies with the data.
type marker struct {
	Beginn time.Time `json:"beginn"` // what "today" is in the demo: a start that was interrupted goes on with it
	Fertig bool      `json:"fertig"`
}

const markerObjekt = "demo"

func readMarker(ctx context.Context, db *store.DB) (m marker, err error) {
	err = db.ReadTx(ctx, casework.System(mandantID), func(tx *store.Tx) error {
		entries, err := tx.ListProtokoll(ctx, markerObjekt, 1)
		if err != nil || len(entries) == 0 {
			return err
		}
		return json.Unmarshal(entries[0].Daten, &m)
	})
	return m, err
}

func writeMarker(ctx context.Context, db *store.DB, m marker) error {
	return db.InTx(ctx, casework.System(mandantID), func(tx *store.Tx) error {
		return tx.Record(ctx, "demo_angelegt", markerObjekt, map[string]any{"beginn": m.Beginn, "fertig": m.Fertig})
	})
}

// Complete tells whether the demo was made to the end.
func Complete(ctx context.Context, db *store.DB) (bool, error) {
	m, err := readMarker(ctx, db)
	return m.Fertig, err
}

const (
	formMandant = "43210000-0001"
	formNummer  = "AS_320611"
	formNeu     = "AS_320611-Qm7tVx2b"
)

// FormServer is the stand-in that the Zugang "formsolutions" fetches from: one new submission and one that was fetched
// before. taken tells whether a submission became a Vorgang already; the stand-in itself forgets with every start.
func FormServer(ctx context.Context, db *store.DB) (*devkit.FormSolutions, error) {
	f := devkit.NewFormSolutions(formMandant, Password)
	status := "NEW"
	err := db.ReadTx(ctx, casework.System(mandantID), func(tx *store.Tx) error {
		z, err := tx.GetZugang(ctx, "formsolutions")
		if err != nil {
			return err
		}
		_, err = tx.FindAngenommen(ctx, z.ID, formKennung(formNeu))
		return err
	})
	switch {
	case err == nil:
		status = "READ"
	case casework.CodeOf(err) != casework.NotFound:
		return nil, err
	}
	neu := bewohnerparken(buerger4, "Qm7tVx2b", "LF-MV 42", "C", time.Date(2026, 5, 22, 7, 32, 14, 0, time.UTC))
	neu.Status = status
	alt := bewohnerparken(leute["wagner"], "Zz81kPqa", "LF-HW 7", "A", time.Date(2026, 5, 4, 9, 3, 0, 0, time.UTC))
	alt.Status = "CLOSED"
	f.Add(neu, alt)
	return f, nil
}

// actor is an account holder as an actor.
func (p person) actor() casework.Actor {
	art := "person"
	if p.Firma != "" {
		art = "organisation"
	}
	return casework.Actor{Art: casework.ActorAntragsteller, Mandant: mandantID, Name: "antragsteller",
		Anzeige: p.anzeige(),
		Konto:   casework.Konto{Pseudonym: p.Konto, Postfach: p.Postfach, Art: art, Vertrauensniveau: max(p.Niveau, 1)}}
}

var errNoAccount = errors.New("this person of the demo has no account")

func (p person) mustKonto() error {
	if p.Konto == "" && p.Postfach == "" {
		return fmt.Errorf("%s: %w", p.anzeige(), errNoAccount)
	}
	return nil
}

// anzeige is the name to show: the company's, else the person's.
func (p person) anzeige() string {
	if p.Firma != "" {
		return p.Firma
	}
	return strings.TrimSpace(p.Vorname + " " + p.Nachname)
}

// Zugaenge lists the names of the intakes.
func Zugaenge() []string { return zugaenge }
