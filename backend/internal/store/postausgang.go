package store

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// Postbrief is a letter that lies to be posted: of a message (Sendung) or of a Bescheid, there maybe for somebody else
// than who applied (Adressat).
type Postbrief struct {
	Vorgang        uuid.UUID
	Version        int
	Vorgangsnummer string
	Titel          string
	Einheit        string
	Status         casework.Status
	Art            string // of the message; "bescheid"
	Betreff        string // of the message; empty for a Bescheid
	Nachricht      *uuid.UUID
	Sendung        *uuid.UUID
	Bescheid       *uuid.UUID
	Adressat       *uuid.UUID
	Dokument       uuid.UUID
	Am             time.Time // since when it lies there
	Name           string    // on the letter, where a person has said it
	PlzOrt         string
	AntwortBis     *time.Time // last day to answer it
	GedrucktAm     *time.Time // printed last
	GedrucktVon    string
}

// maxPostbriefe is how much one look at the Postausgang shows; the oldest come first.
const maxPostbriefe = 500

// ListPostbriefe reads what lies to be posted of Vorgänge that one may see, the oldest first. dokumente nil = all.
func (t *Tx) ListPostbriefe(ctx context.Context, sicht casework.Sicht, dokumente []uuid.UUID) ([]Postbrief, error) {
	var out []Postbrief
	err := t.tx.SelectContext(ctx, &out, `
		with brief as (
			select s.vorgang_id, s.art, s.nachricht_id, s.id as sendung_id, null::uuid as bescheid_id, null::uuid as adressat_id,
				s.dokument_id, s.am, s.anschrift->>'name' as name, s.anschrift->>'plzOrt' as plz_ort
			from sendung s where s.zustand = 'zur_post'
			union all
			select b.vorgang_id, 'bescheid', b.nachricht_id, null, b.id, null, b.dokument_id, b.am, b.anschrift->>'name',
				b.anschrift->>'plzOrt'
			from bescheid b where b.zustand = 'zur_post'
			union all
			select b.vorgang_id, 'bescheid', null, null, b.id, a.id, (a.inhalt->>'dokument')::uuid, a.am,
				a.inhalt->'anschrift'->>'name', a.inhalt->'anschrift'->>'plzOrt'
			from adressat a join bescheid b on b.id = a.bescheid_id where a.inhalt->>'zustand' = 'zur_post'
		)
		select v.id as vorgang, v.version, v.vorgangsnummer, v.titel, v.einheit, v.status, x.art,
			coalesce(n.betreff, '') as betreff, x.nachricht_id as nachricht, x.sendung_id as sendung,
			x.bescheid_id as bescheid, x.adressat_id as adressat, x.dokument_id as dokument, x.am,
			coalesce(nullif(x.name, ''), v.antragsteller_name) as name, coalesce(x.plz_ort, case when not
				coalesce(p.wer->'unbestaetigt' ?| array['plz', 'ort'], false)
				then trim(concat(p.wer->>'plz', ' ', p.wer->>'ort')) end, '') as plz_ort,
			coalesce(n.frist_bis, n.antwort_bis) as antwort_bis, d.am as gedruckt_am, coalesce(d.von, '') as gedruckt_von
		from brief x
		join vorgang v on v.id = x.vorgang_id
		join lateral (select inhalt->'antragsteller' as wer from antrag where vorgang_id = v.id) p on true
		left join nachricht n on n.id = x.nachricht_id and x.sendung_id is not null
		left join lateral (select am, von from druck where dokument_id = x.dokument_id order by am desc limit 1) d on true
		where x.dokument_id is not null and ($1 or v.einheit = any($2)) and ($3::uuid[] is null or x.dokument_id = any($3))
			and ($4::text[] is null or v.status = any($4))
		order by x.am, x.dokument_id limit $5`,
		sicht.Alle, array(sicht.Einheiten), uuidsOrNull(dokumente), statusOrNull(sicht.Status), maxPostbriefe)
	return out, wrap("list what lies to be posted", err)
}

func uuidsOrNull(ids []uuid.UUID) any {
	if ids == nil {
		return nil
	}
	return uuids(ids)
}

func statusOrNull(in []casework.Status) any {
	if in == nil {
		return nil
	}
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = string(s)
	}
	return array(out)
}

// InsertDruck notes that letters were printed.
func (t *Tx) InsertDruck(ctx context.Context, dokumente []uuid.UUID, von string) error {
	_, err := t.tx.ExecContext(ctx, `insert into druck (id, mandant_id, dokument_id, am, von)
		select gen_random_uuid(), $1, d, $2, $3 from unnest($4::uuid[]) d`, t.Actor.Mandant, t.Now, von, uuids(dokumente))
	return wrap("note what was printed", err)
}
