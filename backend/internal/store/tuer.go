package store

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/backend/internal/casework"
)

// The tables at the door are read before the tenant is known and carry no row-level security:
// mandant, zugang, sitzung, anmeldung, api_token.

// Mandant is one authority with its own data.
type Mandant struct {
	ID                  uuid.UUID
	Schluessel          string
	Name                string
	Land                casework.Land
	AGS                 string         // key of the municipality at the seat, eight digits; empty = nobody entered it
	Feiertage           pq.StringArray // of the place, as a person entered them; nil = the key says them
	Strasse             string
	PlzOrt              string
	Telefon             string
	Email               string
	Behoerdenschluessel string
	Impressum           string // addresses of pages
	Datenschutz         string
	Barrierefreiheit    string
	Kassenname          string // who is paid; empty = Name
	IBAN, BIC           string // where; empty = nobody entered it
	SiegelZertifikat    string // of the seal on letters, PEM, with those that lead to its root after it; empty = none
}

const mandantSpalten = "id, schluessel, name, land, coalesce(ags, '') as ags, feiertage, strasse, plz_ort, telefon, email, behoerdenschluessel, impressum, datenschutz, barrierefreiheit, kassenname, iban, bic, siegel_zertifikat"

// Kalender is that of the tenant's place.
func (m *Mandant) Kalender() casework.Kalender {
	return casework.KalenderIn(m.Land, m.AGS, m.eingetragen())
}

// Siegel is the certificate of the seal; what surrounds it in the row is no fault.
func (m *Mandant) Siegel() string { return strings.TrimSpace(m.SiegelZertifikat) }

// Bankkonto is where fees are paid; zero = nobody entered it. Spaces in the row are no fault.
func (m *Mandant) Bankkonto() casework.Bankkonto {
	iban := strings.ToUpper(strings.Join(strings.Fields(m.IBAN), ""))
	if iban == "" {
		return casework.Bankkonto{}
	}
	return casework.Bankkonto{Inhaber: cmp.Or(m.Kassenname, m.Name), IBAN: iban, BIC: strings.TrimSpace(m.BIC)}
}

// eingetragen are the holidays of the place that a person has entered; nil = none did.
func (m *Mandant) eingetragen() []casework.Ortsfeiertag {
	if m.Feiertage == nil {
		return nil
	}
	out := []casework.Ortsfeiertag{}
	for _, f := range m.Feiertage {
		out = append(out, casework.Ortsfeiertag(f))
	}
	return out
}

// OffeneFeiertage are the days of which nobody has said whether they are holidays at the place: neither a person nor
// the key.
func (m *Mandant) OffeneFeiertage() (offen []casework.Ortsfeiertag) {
	if m.Feiertage == nil {
		_, offen = casework.OrtsfeiertageIn(m.Land, m.AGS)
	}
	return offen
}

// ListMandanten reads all tenants.
func (t *Tx) ListMandanten(ctx context.Context) ([]Mandant, error) {
	var out []Mandant
	err := t.tx.SelectContext(ctx, &out, "select "+mandantSpalten+" from mandant order by schluessel")
	return out, wrap("list Mandanten", err)
}

// GetMandant reads the actor's tenant.
func (t *Tx) GetMandant(ctx context.Context) (*Mandant, error) {
	var m Mandant
	err := t.tx.GetContext(ctx, &m, "select "+mandantSpalten+" from mandant where id = $1", t.Actor.Mandant)
	return &m, wrap("read the Mandant", err)
}

// MandantArbeitet tells whether anything may still happen by itself for the actor's tenant: a Zugang is active or a
// Vorgang is open.
func (t *Tx) MandantArbeitet(ctx context.Context) (ja bool, err error) {
	err = t.tx.GetContext(ctx, &ja, `select exists (select from zugang where mandant_id = $1 and aktiv)
		or exists (select from vorgang where mandant_id = $1 and status = any($2))`, t.Actor.Mandant, pq.Array(casework.Offen))
	return ja, wrap("look whether the Mandant works", err)
}

// UpsertMandant writes a tenant.
func (t *Tx) UpsertMandant(ctx context.Context, m *Mandant) error {
	_, err := t.tx.NamedExecContext(ctx, `insert into mandant (id, schluessel, name, land, ags, feiertage, strasse, plz_ort, telefon, email, behoerdenschluessel, impressum, datenschutz, barrierefreiheit, kassenname, iban, bic, siegel_zertifikat)
		values (:id, :schluessel, :name, :land, nullif(:ags, ''), :feiertage, :strasse, :plz_ort, :telefon, :email, :behoerdenschluessel, :impressum, :datenschutz, :barrierefreiheit, :kassenname, :iban, :bic, :siegel_zertifikat)
		on conflict (schluessel) do update set name = excluded.name, land = excluded.land, ags = excluded.ags, feiertage = excluded.feiertage, strasse = excluded.strasse, plz_ort = excluded.plz_ort,
			telefon = excluded.telefon, email = excluded.email, behoerdenschluessel = excluded.behoerdenschluessel,
			impressum = excluded.impressum, datenschutz = excluded.datenschutz, barrierefreiheit = excluded.barrierefreiheit,
			kassenname = excluded.kassenname, iban = excluded.iban, bic = excluded.bic,
			siegel_zertifikat = excluded.siegel_zertifikat`, m)
	return wrap("save the Mandant", err)
}

// Sitzung is one signed-in browser.
type Sitzung struct {
	Hash       []byte
	Mandant    uuid.UUID
	BenutzerID *uuid.UUID
	Konto      *json.RawMessage // applicants
	Subject    string
	Sid        string
	IDToken    string
	ErstelltAm time.Time
	GesehenAm  time.Time
	AblaufAm   time.Time
}

// InsertSitzung starts a session.
func (t *Tx) InsertSitzung(ctx context.Context, s *Sitzung) error {
	var konto any
	if s.Konto != nil {
		konto = string(*s.Konto)
	}
	_, err := t.tx.ExecContext(ctx, `insert into sitzung (hash, mandant_id, benutzer_id, konto, subject, sid, id_token, erstellt_am, gesehen_am, ablauf_am)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`, s.Hash, s.Mandant, s.BenutzerID, konto, s.Subject, s.Sid, s.IDToken, t.Now, s.AblaufAm)
	return wrap("start the session", err)
}

// GetSitzung reads a session that has not expired, with the member of staff it belongs to (nil = an applicant); idle
// is the time it may go unused. Rights are those the person has now.
func (t *Tx) GetSitzung(ctx context.Context, hash []byte, idle time.Duration) (*Sitzung, *Benutzer, error) {
	var row struct {
		Sitzung
		Name, Anzeige *string
		Rollen        pq.StringArray
		Einheiten     pq.StringArray
	}
	err := t.tx.GetContext(ctx, &row, `select s.hash, s.mandant_id as mandant, s.benutzer_id, s.konto, s.subject, s.sid, s.id_token, s.erstellt_am,
			s.gesehen_am, s.ablauf_am, b.name, b.anzeige, b.rollen, b.einheiten
		from sitzung s left join benutzer b on b.id = s.benutzer_id
		where s.hash = $1 and s.ablauf_am > $2 and s.gesehen_am > $3 and (s.benutzer_id is null or b.id is not null)`, hash, t.Now, t.Now.Add(-idle))
	if err != nil {
		return nil, nil, wrap("read the session", err)
	}
	if row.BenutzerID == nil {
		return &row.Sitzung, nil, nil
	}
	return &row.Sitzung, &Benutzer{ID: *row.BenutzerID, Mandant: row.Mandant, Name: *row.Name,
		Anzeige: *row.Anzeige, Rollen: row.Rollen,
		Einheiten: row.Einheiten}, nil
}

// TouchSitzung keeps a session alive.
func (t *Tx) TouchSitzung(ctx context.Context, hash []byte) error {
	_, err := t.tx.ExecContext(ctx, "update sitzung set gesehen_am = $2 where hash = $1", hash, t.Now)
	return wrap("touch the session", err)
}

// DeleteSitzung ends one session.
func (t *Tx) DeleteSitzung(ctx context.Context, hash []byte) error {
	_, err := t.tx.ExecContext(ctx, "delete from sitzung where hash = $1", hash)
	return wrap("end the session", err)
}

// DeleteSitzungenOf ends what a back-channel logout names: one sid, or all of a subject, of staff or of
// applicants. It returns the people of staff whose sessions ended.
func (t *Tx) DeleteSitzungenOf(ctx context.Context, staff bool, sid, subject string) ([]uuid.UUID, error) {
	var ids []uuid.NullUUID
	err := t.tx.SelectContext(ctx, &ids, `delete from sitzung where mandant_id = $1 and (benutzer_id is not null) = $2
		and (($3 <> '' and sid = $3) or ($3 = '' and subject = $4)) returning benutzer_id`, t.Actor.Mandant, staff, sid, subject)
	out := []uuid.UUID{}
	for _, id := range ids {
		if id.Valid {
			out = append(out, id.UUID)
		}
	}
	return out, wrap("end sessions", err)
}

// DeleteAbgelaufen removes expired sessions and logins.
func (t *Tx) DeleteAbgelaufen(ctx context.Context) error {
	if _, err := t.tx.ExecContext(ctx, "delete from sitzung where ablauf_am < $1", t.Now); err != nil {
		return wrap("remove expired sessions", err)
	}
	_, err := t.tx.ExecContext(ctx, "delete from anmeldung where ablauf_am < $1", t.Now)
	return wrap("remove expired logins", err)
}

// Anmeldung is a login under way.
type Anmeldung struct {
	Hash     []byte
	Bereich  string // kontor or antragsraum
	Nonce    string
	Verifier string
	Weiter   string
	AblaufAm time.Time
}

// InsertAnmeldung remembers a login until the provider calls back.
func (t *Tx) InsertAnmeldung(ctx context.Context, a *Anmeldung) error {
	_, err := t.tx.NamedExecContext(ctx,
		`insert into anmeldung (hash, bereich, nonce, verifier, weiter, ablauf_am) values (:hash, :bereich, :nonce, :verifier, :weiter, :ablauf_am)`, a)
	return wrap("store the login", err)
}

// TakeAnmeldung reads and removes a login, so that a state works once.
func (t *Tx) TakeAnmeldung(ctx context.Context, hash []byte) (*Anmeldung, error) {
	var a Anmeldung
	err := t.tx.GetContext(ctx, &a, "delete from anmeldung where hash = $1 and ablauf_am > $2 returning hash, bereich, nonce, verifier, weiter, ablauf_am", hash, t.Now)
	return &a, wrap("take the login", err)
}

// Benutzer is a member of staff as the login provider described them last.
type Benutzer struct {
	ID           uuid.UUID
	Mandant      uuid.UUID
	Name         string
	Anzeige      string
	Subject      string
	Rollen       pq.StringArray
	Einheiten    pq.StringArray
	AngemeldetAm *time.Time
}

// Actor is the person as somebody who acts.
func (b *Benutzer) Actor() casework.Actor {
	a := casework.Actor{Art: casework.ActorPerson, Mandant: b.Mandant, Benutzer: b.ID, Name: b.Name,
		Anzeige: b.Anzeige, Einheiten: b.Einheiten}
	for _, r := range b.Rollen {
		a.Rollen = append(a.Rollen, casework.Rolle(r))
	}
	return a
}

const benutzerSpalten = "id, mandant_id as mandant, name, anzeige, subject, rollen, einheiten, angemeldet_am"

// UpsertBenutzer writes what the login provider says now and returns the row.
func (t *Tx) UpsertBenutzer(ctx context.Context, b *Benutzer) (*Benutzer, error) {
	var out Benutzer
	err := t.tx.GetContext(ctx, &out, `insert into benutzer (id, mandant_id, name, anzeige, subject, rollen, einheiten, angemeldet_am)
		values ($1, $2, $3, $4, $5, $6, $7, $8)
		on conflict (mandant_id, name) do update set anzeige = excluded.anzeige, subject = excluded.subject, rollen = excluded.rollen,
			einheiten = excluded.einheiten, angemeldet_am = coalesce(excluded.angemeldet_am, benutzer.angemeldet_am)
		returning `+benutzerSpalten, b.ID, b.Mandant, b.Name, b.Anzeige, b.Subject, b.Rollen, b.Einheiten, b.AngemeldetAm)
	return &out, wrap("save the Benutzer", err)
}

// GetBenutzer reads one by id.
func (t *Tx) GetBenutzer(ctx context.Context, id uuid.UUID) (*Benutzer, error) {
	var b Benutzer
	err := t.tx.GetContext(ctx, &b, "select "+benutzerSpalten+" from benutzer where id = $1", id)
	return &b, wrap("read the Benutzer", err)
}

// FindBenutzer reads one by user name.
func (t *Tx) FindBenutzer(ctx context.Context, name string) (*Benutzer, error) {
	var b Benutzer
	err := t.tx.GetContext(ctx, &b, "select "+benutzerSpalten+" from benutzer where name = $1", name)
	return &b, wrap("find the Benutzer", err)
}

// Last is how much a person has on the desk.
type Last struct {
	Benutzer
	Offen             int
	FaelligDieseWoche int
	Aeltester         *time.Time
}

// ListLast lists people of a unit (empty: all) with their load. bis is the last day of the week.
func (t *Tx) ListLast(ctx context.Context, einheit string, bis time.Time) ([]Last, error) {
	var out []Last
	err := t.tx.SelectContext(ctx, &out, `select `+benutzerSpalten+`, l.offen, l.faellig_diese_woche, l.aeltester from benutzer b
		cross join lateral (select count(*) as offen, count(*) filter (where v.faellig_am <= $2) as faellig_diese_woche, min(v.eingang_am) as aeltester
			from vorgang v where v.zustaendig = b.id and v.status in ('neu','angenommen','in_bearbeitung','beschieden')) l
		where ($1 = '' or $1 = any(b.einheiten)) and b.rollen && array['sachbearbeitung','teamleitung'] order by b.anzeige`, einheit, bis)
	return out, wrap("list people", err)
}

// ListSachbearbeitung lists who may have a Vorgang of these units on the desk, by name.
func (t *Tx) ListSachbearbeitung(ctx context.Context, sicht casework.Sicht) ([]Benutzer, error) {
	var out []Benutzer
	err := t.tx.SelectContext(ctx, &out, "select "+benutzerSpalten+` from benutzer
		where ($1 or einheiten && $2::text[]) and rollen && array['sachbearbeitung','teamleitung'] order by anzeige, name`,
		sicht.Alle, array(append([]string{}, sicht.Einheiten...)))
	return out, wrap("list people", err)
}

// ListPersonal reads everybody who has ever signed in at the office.
func (t *Tx) ListPersonal(ctx context.Context) ([]Benutzer, error) {
	var out []Benutzer
	err := t.tx.SelectContext(ctx, &out, "select "+benutzerSpalten+" from benutzer order by name")
	return out, wrap("list the staff", err)
}

// Einheit is an organisational unit.
type Einheit struct {
	Schluessel    string
	Name          string
	Telefon       string
	Email         string
	IstPoststelle bool
}

// ListEinheiten reads the units of the tenant.
func (t *Tx) ListEinheiten(ctx context.Context) ([]Einheit, error) {
	var out []Einheit
	err := t.tx.SelectContext(ctx, &out,
		"select schluessel, name, telefon, email, ist_poststelle from organisationseinheit order by name, schluessel")
	return out, wrap("list units", err)
}

// FindEinheit are the units a drawing may mean by a text: the one with that key, else those with that name.
func FindEinheit(einheiten []Einheit, text string) (found []Einheit) {
	for _, e := range einheiten {
		if e.Schluessel == text {
			return []Einheit{e}
		}
		if e.Name == text {
			found = append(found, e)
		}
	}
	return found
}

// UpsertEinheit writes a unit.
func (t *Tx) UpsertEinheit(ctx context.Context, e *Einheit) error {
	_, err := t.tx.ExecContext(ctx, `insert into organisationseinheit (mandant_id, schluessel, name, telefon, email, ist_poststelle) values ($1, $2, $3, $4, $5, $6)
		on conflict (mandant_id, schluessel) do update set name = excluded.name, telefon = excluded.telefon, email = excluded.email, ist_poststelle = excluded.ist_poststelle`,
		t.Actor.Mandant, e.Schluessel, e.Name, e.Telefon, e.Email, e.IstPoststelle)
	return wrap("save the unit", err)
}

// Token is an API token; only its hash is kept.
type Token struct {
	ID           uuid.UUID
	Mandant      uuid.UUID
	Benutzer     uuid.UUID
	Hash         []byte
	ErstelltAm   time.Time
	AblaufAm     time.Time
	BenutztAm    *time.Time
	WiderrufenAm *time.Time
}

// InsertToken keeps a new token.
func (t *Tx) InsertToken(ctx context.Context, k *Token) error {
	_, err := t.tx.ExecContext(ctx, "insert into api_token (id, mandant_id, benutzer_id, hash, erstellt_am, ablauf_am) values ($1, $2, $3, $4, $5, $6)",
		k.ID, k.Mandant, k.Benutzer, k.Hash, t.Now, k.AblaufAm)
	return wrap("store the token", err)
}

const tokenSpalten = "id, mandant_id as mandant, benutzer_id as benutzer, hash, erstellt_am, ablauf_am, benutzt_am, widerrufen_am"

// GetToken reads a valid token by its hash.
func (t *Tx) GetToken(ctx context.Context, hash []byte) (*Token, error) {
	var k Token
	err := t.tx.GetContext(ctx, &k, "select "+tokenSpalten+
		" from api_token where hash = $1 and widerrufen_am is null and ablauf_am > $2", hash, t.Now)
	return &k, wrap("read the token", err)
}

// TouchToken notes the last use.
func (t *Tx) TouchToken(ctx context.Context, id uuid.UUID) error {
	_, err := t.tx.ExecContext(ctx, "update api_token set benutzt_am = $2 where id = $1", id, t.Now)
	return wrap("touch the token", err)
}

// ListTokens reads the tokens of the tenant, newest first.
func (t *Tx) ListTokens(ctx context.Context) ([]Token, error) {
	var out []Token
	err := t.tx.SelectContext(ctx, &out, "select "+tokenSpalten+
		" from api_token where mandant_id = $1 order by erstellt_am desc", t.Actor.Mandant)
	return out, wrap("list tokens", err)
}

// RevokeToken ends a token.
func (t *Tx) RevokeToken(ctx context.Context, id uuid.UUID) error {
	res, err := t.tx.ExecContext(ctx, "update api_token set widerrufen_am = $2 where id = $1 and mandant_id = $3 and widerrufen_am is null", id, t.Now, t.Actor.Mandant)
	if err != nil {
		return wrap("revoke the token", err)
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return casework.Fail(casework.NotFound, "not_found")
	}
	return nil
}
