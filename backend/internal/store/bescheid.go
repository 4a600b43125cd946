package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// bescheidZeile carries the lists as JSON text. The kinds of the Nebenbestimmungen stand beside their texts: the
// program before reads the texts alone, and what it wrote has no kinds.
type bescheidZeile struct {
	casework.Bescheid
	Mandant                           uuid.UUID
	AuflagenJSON, ArtenJSON           string
	SchritteJSON                      string
	AnschriftJSON, FeststellungenJSON string
	VertretungJSON                    string
	RechtsbehelfJSON, AnhoerungJSON   string
	ZahlungJSON, AnlagenJSON          string
	AdressatenJSON                    string
	AenderungJSON, FolgenJSON         string
}

const bescheidSpalten = `id, vorgang_id as vorgang, ergebnis, begruendung, tenor, ablehnung, auflagen as auflagen_json, auflagen_arten as arten_json, gebuehr_cent, kanal, zustand, am, von,
	nachricht_id as nachricht, dokument_id as dokument, hinweis_am, abgerufen_am, aufgegeben_am, bekanntgabe_am, rechtsbehelf_bis, regel,
	schritte as schritte_json, coalesce(anschrift, 'null') as anschrift_json,
	coalesce(vertretung, 'null') as vertretung_json, coalesce(rechtsbehelf, 'null') as rechtsbehelf_json,
	coalesce(anhoerung, 'null') as anhoerung_json, coalesce(zahlung, 'null') as zahlung_json, mandant_id as mandant,
	coalesce(anlagen, 'null') as anlagen_json,
	coalesce(aenderung, 'null') as aenderung_json,
	coalesce((select json_agg(json_build_object('ID', n.id, 'Ergebnis', n.ergebnis, 'Zustand', n.zustand, 'Am', n.am, 'Ab', n.aenderung->'Ab',
			'Bekannt', to_char(n.bekanntgabe_am, 'YYYY-MM-DD"T00:00:00Z"'),
			'Art', case when n.aenderung->>'Bezug' = bescheid.id::text then n.aenderung->>'Art' else n.aenderung->'Statt'->>'Art' end) order by n.am, n.id)
		from bescheid n where n.vorgang_id = bescheid.vorgang_id and bescheid.id::text in (n.aenderung->>'Bezug', n.aenderung->'Statt'->>'Bezug')
			and (n.aenderung->>'Art' = 'ersetzen' and n.aenderung->>'Bezug' = bescheid.id::text or not exists (select from bescheid m
				where m.vorgang_id = n.vorgang_id and m.aenderung->>'Art' = 'ersetzen' and m.aenderung->>'Bezug' = n.id::text))), '[]') as folgen_json,
	coalesce(aenderung->>'Art' <> 'berichtigen' and exists (select from bescheid f where f.vorgang_id = bescheid.vorgang_id
		and f.id::text = coalesce(bescheid.aenderung->'Statt'->>'Bezug', bescheid.aenderung->>'Bezug') and f.zustand <> 'bekanntgegeben'
		and (bescheid.aenderung->>'Art' <> 'ersetzen' or bescheid.aenderung->'Statt' <> 'null')
		and not exists (select from adressat x where x.bescheid_id = f.id and x.inhalt->>'zustand' = 'bekanntgegeben')), false) as frueher_offen,
	coalesce((select json_agg(f.inhalt order by f.am, f.id) from feststellung f where f.bescheid_id = bescheid.id), '[]') as feststellungen_json,
	coalesce((select json_agg(json_build_object('id', x.id, 'inhalt', x.inhalt, 'feststellungen',
			coalesce((select json_agg(f.inhalt order by f.am, f.id) from adressat_feststellung f where f.adressat_id = x.id), '[]'))
		order by x.am, x.id) from adressat x where x.bescheid_id = bescheid.id), '[]') as adressaten_json`

func (z *bescheidZeile) unfold() (*casework.Bescheid, error) {
	b := z.Bescheid
	var texte, arten []string
	if err := errors.Join(json.Unmarshal([]byte(z.AuflagenJSON), &texte),
		json.Unmarshal([]byte(z.ArtenJSON), &arten)); err != nil {
		return nil, fmt.Errorf("decode Nebenbestimmungen: %w", err)
	}
	for i, text := range texte {
		n := casework.Nebenbestimmung{Art: "auflage", Text: text}
		if i < len(arten) {
			n.Art = arten[i]
		}
		b.Nebenbestimmungen = append(b.Nebenbestimmungen, n)
	}
	if err := json.Unmarshal([]byte(z.SchritteJSON), &b.Schritte); err != nil {
		return nil, fmt.Errorf("decode Schritte: %w", err)
	}
	if err := json.Unmarshal([]byte(z.AnschriftJSON), &b.Anschrift); err != nil {
		return nil, fmt.Errorf("decode Anschrift: %w", err)
	}
	if err := z.unfoldVertretung(&b); err != nil {
		return nil, err
	}
	if err := json.Unmarshal([]byte(z.RechtsbehelfJSON), &b.Rechtsbehelf); err != nil {
		return nil, fmt.Errorf("decode Rechtsbehelf: %w", err)
	}
	if err := json.Unmarshal([]byte(z.AnhoerungJSON), &b.Anhoerung); err != nil {
		return nil, fmt.Errorf("decode Anhörung: %w", err)
	}
	if err := json.Unmarshal([]byte(z.ZahlungJSON), &b.Zahlung); err != nil {
		return nil, fmt.Errorf("decode Zahlung: %w", err)
	}
	if err := json.Unmarshal([]byte(z.AnlagenJSON), &b.Anlagen); err != nil {
		return nil, fmt.Errorf("decode Anlagen: %w", err)
	}
	if err := json.Unmarshal([]byte(z.AenderungJSON), &b.Aenderung); err != nil {
		return nil, fmt.Errorf("decode Änderung: %w", err)
	}
	if err := json.Unmarshal([]byte(z.FolgenJSON), &b.Folgen); err != nil {
		return nil, fmt.Errorf("decode Folgen: %w", err)
	}
	if err := json.Unmarshal([]byte(z.FeststellungenJSON), &b.Feststellungen); err != nil {
		return nil, fmt.Errorf("decode Feststellungen: %w", err)
	}
	var err error
	b.Adressaten, err = unfoldAdressaten(z.AdressatenJSON)
	return &b, err
}

// vertretung is whom the addressee of a letter represents. It stands beside the address because the program of 0.9 does
// not know it: while both run it writes the address without, and who is represented would count as told themselves. It
// belongs to the name it was said of.
type vertretung struct{ Name, Vertritt, Vertretung string }

func (z *bescheidZeile) unfoldVertretung(b *casework.Bescheid) error {
	var v *vertretung
	if err := json.Unmarshal([]byte(z.VertretungJSON), &v); err != nil {
		return fmt.Errorf("decode Vertretung: %w", err)
	}
	if a := b.Anschrift; v != nil && a != nil && a.Vertritt == "" && a.Name == v.Name {
		a.Vertritt, a.Vertretung = v.Vertritt, v.Vertretung
	}
	return nil
}

func foldVertretung(a *casework.Anschrift) string {
	var v *vertretung
	if a != nil && a.Vertritt != "" {
		v = &vertretung{a.Name, a.Vertritt, a.Vertretung}
	}
	raw, _ := json.Marshal(v) //nolint:errchkjson // strings
	return string(raw)
}

func (t *Tx) fold(b *casework.Bescheid) bescheidZeile {
	list := func(s []string) string {
		if s == nil {
			s = []string{}
		}
		raw, _ := json.Marshal(s) //nolint:errchkjson // strings
		return string(raw)
	}
	var texte, arten []string
	for _, n := range b.Nebenbestimmungen {
		texte, arten = append(texte, n.Text), append(arten, n.Art)
	}
	anschrift, _ := json.Marshal(b.Anschrift)       //nolint:errchkjson // strings
	rechtsbehelf, _ := json.Marshal(b.Rechtsbehelf) //nolint:errchkjson // strings and a number
	anhoerung, _ := json.Marshal(b.Anhoerung)       //nolint:errchkjson // a day and a word
	zahlung, _ := json.Marshal(b.Zahlung)           //nolint:errchkjson // strings and a day
	anlagen, _ := json.Marshal(b.Anlagen)           //nolint:errchkjson // strings
	aenderung, _ := json.Marshal(b.Aenderung)       //nolint:errchkjson // words and days
	return bescheidZeile{Bescheid: *b, Mandant: t.Actor.Mandant, AuflagenJSON: list(texte), ArtenJSON: list(arten),
		SchritteJSON: list(b.Schritte), AnschriftJSON: string(anschrift), VertretungJSON: foldVertretung(b.Anschrift),
		RechtsbehelfJSON: string(rechtsbehelf),
		AnhoerungJSON:    string(anhoerung), ZahlungJSON: string(zahlung), AnlagenJSON: string(anlagen),
		AenderungJSON: string(aenderung)}
}

// InsertBescheid writes a new decision.
func (t *Tx) InsertBescheid(ctx context.Context, b *casework.Bescheid) error {
	t.Seal("bescheid", b.ID)
	_, err := t.tx.NamedExecContext(ctx, `insert into bescheid (id, mandant_id, vorgang_id, ergebnis, tenor, ablehnung, begruendung, auflagen, auflagen_arten,
			gebuehr_cent, rechtsbehelf, anhoerung, zahlung, anlagen, anschrift, vertretung, aenderung, kanal, zustand, am, von)
		values (:id, :mandant, :vorgang, :ergebnis, :tenor, :ablehnung, :begruendung, :auflagen_json, :arten_json, :gebuehr_cent,
			nullif(cast(:rechtsbehelf_json as jsonb), 'null'), nullif(cast(:anhoerung_json as jsonb), 'null'),
			nullif(cast(:zahlung_json as jsonb), 'null'), nullif(cast(:anlagen_json as jsonb), 'null'),
			nullif(cast(:anschrift_json as jsonb), 'null'), nullif(cast(:vertretung_json as jsonb), 'null'),
			nullif(cast(:aenderung_json as jsonb), 'null'), :kanal, :zustand, :am, :von)`, t.fold(b))
	return wrap("store the Bescheid", err)
}

// SaveBescheid writes how far it got, for who applied or for the Adressat it is for; the decision itself never changes.
func (t *Tx) SaveBescheid(ctx context.Context, b *casework.Bescheid) error {
	if b.Adressat != nil {
		return t.saveAdressat(ctx, b)
	}
	t.Seal("bescheid", b.ID)
	_, err := t.tx.NamedExecContext(ctx, `update bescheid set zustand = :zustand, nachricht_id = :nachricht, dokument_id = :dokument, hinweis_am = :hinweis_am,
			abgerufen_am = :abgerufen_am, aufgegeben_am = :aufgegeben_am, bekanntgabe_am = :bekanntgabe_am, rechtsbehelf_bis = :rechtsbehelf_bis,
			regel = :regel, schritte = :schritte_json, kanal = :kanal,
			anschrift = nullif(cast(:anschrift_json as jsonb), 'null'), vertretung = nullif(cast(:vertretung_json as jsonb), 'null')
		where id = :id`, t.fold(b))
	return wrap("save the Bescheid", err)
}

// InsertFeststellung keeps how the day of a Bekanntgabe was found; what was kept is never changed.
func (t *Tx) InsertFeststellung(ctx context.Context, id uuid.UUID, b *casework.Bescheid,
	f casework.Feststellung) error {
	raw, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("encode the Feststellung: %w", err)
	}
	insert, art, von := `insert into feststellung (id, mandant_id, bescheid_id, am, inhalt)
		values ($1, $2, $3, $4, $5)`, "feststellung", b.ID
	if b.Adressat != nil {
		insert, art, von = `insert into adressat_feststellung (id, mandant_id, adressat_id, am, inhalt)
			values ($1, $2, $3, $4, $5)`, "adressat_feststellung", *b.Adressat
	}
	_, err = t.tx.ExecContext(ctx, insert, id, t.Actor.Mandant, von, f.Am, string(raw))
	t.Seal(art, id)
	b.Feststellungen = append(b.Feststellungen, f)
	return wrap("keep the Feststellung", err)
}

// GetBescheid reads one decision.
func (t *Tx) GetBescheid(ctx context.Context, id uuid.UUID) (*casework.Bescheid, error) {
	var z bescheidZeile
	if err := t.tx.GetContext(ctx, &z, "select "+bescheidSpalten+" from bescheid where id = $1", id); err != nil {
		return nil, wrap("read the Bescheid", err)
	}
	return z.unfold()
}

// ListBescheide reads the decisions of a Vorgang, oldest first.
func (t *Tx) ListBescheide(ctx context.Context, vorgang uuid.UUID) ([]casework.Bescheid, error) {
	var rows []bescheidZeile
	if err := t.tx.SelectContext(ctx, &rows, "select "+bescheidSpalten+
		" from bescheid where vorgang_id = $1 order by am, id", vorgang); err != nil {
		return nil, wrap("list Bescheide", err)
	}
	return unfoldBescheide(rows)
}

func unfoldBescheide(rows []bescheidZeile) ([]casework.Bescheid, error) {
	out := make([]casework.Bescheid, 0, len(rows))
	for i := range rows {
		b, err := rows[i].unfold()
		if err != nil {
			return nil, err
		}
		out = append(out, *b)
	}
	return out, nil
}
