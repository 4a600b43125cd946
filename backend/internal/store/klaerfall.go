package store

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// Klaerfilter says which Klärfälle are shown; zero values do not filter.
type Klaerfilter struct {
	Zugang   *uuid.UUID
	Grund    string
	Erledigt bool // also those that are done
	Nach     *uuid.UUID
	Anzahl   int
}

func (f Klaerfilter) conditions(b *builder) {
	b.cond = append(b.cond, "e.mandant_id = kontor_mandant()")
	if f.Erledigt {
		b.cond = append(b.cond, "e.klaerfall_am is not null")
	} else {
		b.cond = append(b.cond, "e.zustand = 'klaerfall'")
	}
	if f.Zugang != nil {
		b.where("e.zugang_id = %s", *f.Zugang)
	}
	if f.Grund != "" {
		b.where("e.grund = %s", f.Grund)
	}
	if f.Nach != nil {
		b.where("e.id < %s", *f.Nach)
	}
}

// ListKlaerfaelle pages through deliveries that wait, or waited, for a person; newest first.
func (t *Tx) ListKlaerfaelle(ctx context.Context, f Klaerfilter) ([]Eingang, error) {
	b := &builder{}
	f.conditions(b)
	var out []Eingang
	err := t.tx.SelectContext(ctx, &out, "select "+eingangSpalten+eingangFrom+"where true"+and(b.cond)+
		" order by e.id desc limit "+b.arg(f.Anzahl), b.args...)
	return out, wrap("list Klärfälle", err)
}

// ListKlaerfallIDs reads open Klärfälle of one kind, oldest first, that nobody asked to discard.
func (t *Tx) ListKlaerfallIDs(ctx context.Context, zugang uuid.UUID, grund string, nach uuid.UUID,
	n int) ([]uuid.UUID, error) {
	var out []uuid.UUID
	err := t.tx.SelectContext(ctx, &out, `select e.id from eingang e where e.mandant_id = kontor_mandant() and e.zustand = 'klaerfall' and e.zugang_id = $1 and e.grund = $2
		and e.verwerfen_am is null and e.id > $3 order by e.id limit $4`, zugang, grund, nach, n)
	return out, wrap("list Klärfälle of a kind", err)
}

// KlaerfallArt is how many Klärfälle of one Zugang wait for one reason.
type KlaerfallArt struct {
	Zugang      uuid.UUID
	ZugangName  string
	Grund       string
	Anzahl      int
	AeltesterAm time.Time
}

// ListKlaerfallArten counts the open Klärfälle by Zugang and reason, the most frequent first.
func (t *Tx) ListKlaerfallArten(ctx context.Context) ([]KlaerfallArt, error) {
	var out []KlaerfallArt
	err := t.tx.SelectContext(ctx, &out, `select e.zugang_id as zugang, z.name as zugang_name, e.grund, count(*) as anzahl, min(e.empfangen_am) as aeltester_am
		from eingang e join zugang z on z.id = e.zugang_id where e.mandant_id = kontor_mandant() and e.zustand = 'klaerfall'
		group by 1, 2, 3 order by anzahl desc, zugang_name, grund`)
	return out, wrap("count Klärfälle", err)
}

// RequestVerwerfung notes that the actor wants a Klärfall discarded; conflict if it is none any more or somebody asked
// before.
func (t *Tx) RequestVerwerfung(ctx context.Context, id uuid.UUID, grund string) error {
	return t.klaerfallAct(ctx, "discard_requested", `update eingang set verwerfen_grund = $2, verwerfen_von = $3, verwerfen_am = $4
		where id = $1 and zustand = 'klaerfall' and verwerfen_am is null`, id, grund, t.Actor.Benutzer, t.Now)
}

// CancelVerwerfung forgets the request.
func (t *Tx) CancelVerwerfung(ctx context.Context, id uuid.UUID) error {
	return t.klaerfallAct(ctx, "discard_not_requested", `update eingang set verwerfen_grund = '', verwerfen_von = null, verwerfen_am = null
		where id = $1 and zustand = 'klaerfall' and verwerfen_am is not null`, id)
}

// ConfirmVerwerfung discards a Klärfall that somebody else wants discarded. Raw data and line in the book stay.
func (t *Tx) ConfirmVerwerfung(ctx context.Context, id uuid.UUID) error {
	return t.klaerfallAct(ctx, "discard_not_requested", `update eingang set zustand = 'verworfen', verworfen_von = $2
		where id = $1 and zustand = 'klaerfall' and verwerfen_von <> $2`, id, t.Actor.Benutzer)
}

func (t *Tx) klaerfallAct(ctx context.Context, otherwise, sql string, args ...any) error {
	res, err := t.tx.ExecContext(ctx, sql, args...)
	if err != nil {
		return wrap("change the Klärfall", err)
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return casework.Fail(casework.Conflict, otherwise)
	}
	t.Notify(casework.Meldung{Art: "klaerfall"})
	return nil
}

// FindZweite looks for a delivery with this content, by either hash, that a person accepted beside the first Vorgang
// of its Kennung.
func (t *Tx) FindZweite(ctx context.Context, erster uuid.UUID, hash, genau string) (*Eingang, error) {
	var e Eingang
	err := t.tx.GetContext(ctx, &e, "select "+eingangSpalten+eingangFrom+`join dublette d on d.anderer_id = e.vorgang_id and d.vorgang_id = $1
		where e.zustand = 'angenommen' and e.inhalt_hash in ($2, $3) order by e.id limit 1`, erster, hash, genau)
	return &e, wrap("look for a second Vorgang", err)
}
