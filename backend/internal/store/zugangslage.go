package store

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// ListZugangslagen reads how all Zugänge of the tenant do: a handful of statements however many there are, each
// bounded by an index. What concerns single Zugänge stands in the map by id.
func (t *Tx) ListZugangslagen(ctx context.Context, zugaenge []Zugang) (map[uuid.UUID]*casework.Zugangslage, error) {
	out := make(map[uuid.UUID]*casework.Zugangslage, len(zugaenge))
	for _, z := range zugaenge {
		out[z.ID] = &casework.Zugangslage{Aktiv: z.Aktiv, HoltAb: z.Quelle != nil, StilleStunden: z.StilleStunden,
			Fehler: []casework.Fehlerzahl{}}
	}
	for _, read := range []func(context.Context, map[uuid.UUID]*casework.Zugangslage) error{t.readVerkehr,
		t.readOffenes, t.readKlaergruende, t.readAbweisungen} {
		if err := read(ctx, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// readVerkehr probes each Zugang from its newest delivery back and counts to 10,000.
func (t *Tx) readVerkehr(ctx context.Context, out map[uuid.UUID]*casework.Zugangslage) error {
	woche := t.Now.AddDate(0, 0, -7)
	var rows []struct {
		ID                uuid.UUID
		LetzteAm, GutAm   *time.Time
		Heute, SiebenTage int
	}
	err := t.tx.SelectContext(ctx, &rows, `select z.id, l.empfangen_am as letzte_am, g.empfangen_am as gut_am, w.heute, w.sieben_tage from zugang z
		left join lateral (select e.empfangen_am from eingang e where e.zugang_id = z.id and e.weg <> 'test' order by e.empfangen_am desc limit 1) l on true
		left join lateral (select e.empfangen_am from eingang e where e.zugang_id = z.id and e.weg <> 'test' and e.zustand in ('angenommen','doppelt') order by e.empfangen_am desc limit 1) g on true
		cross join lateral (select count(*) as sieben_tage, count(*) filter (where e.empfangen_am >= $2) as heute from (select e.empfangen_am from eingang e
			where e.zugang_id = z.id and e.empfangen_am >= $1 and e.weg <> 'test' order by e.empfangen_am desc limit 10000) e) w
		where z.mandant_id = kontor_mandant()`, woche, casework.TagBeginn(casework.Heute(t.Now)))
	for _, r := range rows {
		if l := out[r.ID]; l != nil {
			l.LetzteLieferungAm, l.LetzterErfolgAm, l.Heute, l.SiebenTage = r.LetzteAm, r.GutAm, r.Heute, r.SiebenTage
		}
	}
	return wrap("read the traffic of Zugänge", err)
}

// readOffenes counts what waits: for the program, or for a person.
func (t *Tx) readOffenes(ctx context.Context, out map[uuid.UUID]*casework.Zugangslage) error {
	var rows []struct {
		Zugang  uuid.UUID
		Zustand string
		Anzahl  int
		Seit    *time.Time
		Stunde  int
	}
	err := t.tx.SelectContext(ctx, &rows, `select zugang_id as zugang, zustand, count(*) as anzahl, min(klaerfall_am) as seit, count(*) filter (where klaerfall_am >= $1) as stunde
			from eingang where mandant_id = kontor_mandant() and zustand = 'klaerfall' group by 1, 2
		union all select zugang_id, zustand, count(*), min(empfangen_am), 0 from eingang where mandant_id = kontor_mandant() and zustand = 'empfangen' group by 1, 2`,
		t.Now.Add(-time.Hour))
	for _, r := range rows {
		switch l := out[r.Zugang]; {
		case l == nil:
		case r.Zustand == EingangKlaerfall:
			l.Klaerfaelle, l.KlaerfallSeit, l.KlaerfaelleStunde = r.Anzahl, r.Seit, r.Stunde
		default:
			l.Rueckstand, l.RueckstandSeit = r.Anzahl, r.Seit
		}
	}
	return wrap("read what waits at Zugänge", err)
}

func (t *Tx) readKlaergruende(ctx context.Context, out map[uuid.UUID]*casework.Zugangslage) error {
	woche := t.Now.AddDate(0, 0, -7)
	var rows []struct {
		Zugang    uuid.UUID
		Grund     string
		Anzahl    int
		ZuletztAm time.Time
	}
	err := t.tx.SelectContext(ctx, &rows, `select zugang_id as zugang, grund, count(*) as anzahl, max(klaerfall_am) as zuletzt_am from eingang
		where mandant_id = kontor_mandant() and klaerfall_am is not null and klaerfall_am >= $1 and id >= $2 and grund <> '' and weg <> 'test'
		group by 1, 2 order by anzahl desc, grund`, woche, firstID(woche.AddDate(0, 0, -7)))
	for _, r := range rows {
		if l := out[r.Zugang]; l != nil {
			l.Fehler = append(l.Fehler, casework.Fehlerzahl{Grund: r.Grund, Anzahl: r.Anzahl, ZuletztAm: r.ZuletztAm})
		}
	}
	return wrap("count reasons of Klärfälle", err)
}

func (t *Tx) readAbweisungen(ctx context.Context, out map[uuid.UUID]*casework.Zugangslage) error {
	var rows []struct {
		Zugang              uuid.UUID
		Grund               string
		Anzahl, Tag, Stunde int
		ZuletztAm           time.Time
	}
	err := t.tx.SelectContext(ctx, &rows, `select zugang_id as zugang, grund, sum(anzahl) as anzahl, coalesce(sum(anzahl) filter (where zuletzt_am >= $2), 0) as tag,
			coalesce(sum(anzahl) filter (where zuletzt_am >= $3), 0) as stunde, max(zuletzt_am) as zuletzt_am
		from abweisung where mandant_id = kontor_mandant() and stunde >= $1 group by 1, 2 order by anzahl desc, grund`,
		t.Now.AddDate(0, 0, -7), t.Now.Add(-24*time.Hour), t.Now.Add(-time.Hour))
	for _, r := range rows {
		if l := out[r.Zugang]; l != nil {
			l.AbweisungenTag += r.Tag
			l.AbweisungenStunde += r.Stunde
			l.Fehler = append(l.Fehler, casework.Fehlerzahl{Grund: r.Grund, Anzahl: r.Anzahl, ZuletztAm: r.ZuletztAm})
		}
	}
	return wrap("count Abweisungen", err)
}
