package store

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx/reflectx"

	"kontor/backend/internal/casework"
	"kontor/workflow"
)

// Beiakten are the rows that hang on one Vorgang, each list in the order of its List method.
type Beiakten struct {
	Dokumente      []casework.Dokument
	Nachrichten    []casework.Nachricht
	Punkte         []casework.Punkt
	Aufgaben       []casework.Aufgabe
	Wiedervorlagen []casework.Wiedervorlage
	Kommentare     []casework.Kommentar
	Bescheide      []casework.Bescheid
	Zeichnungen    []casework.Zeichnung
	Sendungen      []casework.Sendung
	Dubletten      []Dublette
	Prozess        workflow.State
}

// Akte is everything a page shows of one Vorgang.
type Akte struct {
	Zeile
	Beiakten
	Antrag *casework.Antrag
	Daten  map[string]any // logical values of the Verfahren
}

// akte is one statement with a JSON column per table: a case page costs one round trip, not eleven.
var akte = func() string {
	list := func(name, columns, from, order string) string {
		return "(select json_agg(z) from (select " + columns + " from " + from + " order by " +
			order + ") z) as " + name
	}
	return "select " + strings.Join([]string{
		zeileSpalten, "a.inhalt", "a.daten",
		list("dokumente", dokumentSpalten, "dokument where vorgang_id = $1", "am, id"),
		list("nachrichten", nachrichtSpalten, "nachricht where vorgang_id = $1", "am, id"),
		list("punkte", punktSpalten, "punkt p join nachricht n on n.id = p.nachricht_id where n.vorgang_id = $1",
			"n.am, p.nr"),
		list("aufgaben", aufgabeSpalten, "aufgabe where vorgang_id = $1", "erstellt_am, id"),
		list("wiedervorlagen", wiedervorlageSpalten, "wiedervorlage where vorgang_id = $1", "faellig_am, id"),
		list("kommentare", kommentarSpalten, "kommentar where vorgang_id = $1", "am, id"),
		list("bescheide", bescheidSpalten, "bescheid where vorgang_id = $1", "am, id"),
		list("zeichnungen", zeichnungSpalten, "zeichnung where vorgang_id = $1", "am, id"),
		list("sendungen", sendungSpalten, "sendung where vorgang_id = $1", "am, id"),
		list("dubletten", dubletteSpalten,
			"dublette d join vorgang o on o.id = d.anderer_id where d.vorgang_id = $1 and d.verneint_am is null",
			"o.eingang_am desc, o.id"),
		"(select zustand from prozess where vorgang_id = $1) as prozess",
	}, ", ") + " from vorgang v join antrag a on a.vorgang_id = v.id" + zeileNamen + " where v.id = $1"
}()

// akteZeile is how the statement answers.
type akteZeile struct {
	Zeile
	Inhalt, Daten                            string
	Dokumente, Nachrichten, Punkte, Aufgaben []byte
	Wiedervorlagen, Kommentare, Bescheide    []byte
	Sendungen, Dubletten, Zeichnungen        []byte
	Prozess                                  []byte
}

// GetAkte reads a Vorgang and everything that hangs on it with one statement.
func (t *Tx) GetAkte(ctx context.Context, vorgang uuid.UUID) (*Akte, error) {
	var row akteZeile
	if err := t.tx.GetContext(ctx, &row, akte, vorgang); err != nil {
		return nil, wrap("read the Vorgang with what hangs on it", err)
	}
	out := &Akte{Zeile: row.Zeile}
	var aufgaben []aufgabeZeile
	var bescheide []bescheidZeile
	var zeichnungen []zeichnungZeile
	var sendungen []sendungZeile
	for _, list := range []struct {
		raw  []byte
		into any
	}{
		{row.Dokumente, &out.Dokumente}, {row.Nachrichten, &out.Nachrichten}, {row.Punkte, &out.Punkte}, {row.Aufgaben, &aufgaben},
		{row.Wiedervorlagen, &out.Wiedervorlagen}, {row.Kommentare, &out.Kommentare}, {row.Bescheide, &bescheide},
		{row.Sendungen, &sendungen}, {row.Dubletten, &out.Dubletten},
		{row.Zeichnungen, &zeichnungen},
	} {
		if err := decodeRows(columnNames, list.raw, list.into); err != nil {
			return nil, err
		}
	}
	if err := json.Unmarshal(row.Prozess, &out.Prozess); err != nil {
		return nil, fmt.Errorf("decode the process state: %w", err)
	}
	var err error
	if out.Antrag, out.Daten, err = decodeAntrag(row.Inhalt, row.Daten); err != nil {
		return nil, err
	}
	if out.Aufgaben, err = unfoldAufgaben(aufgaben); err != nil {
		return nil, err
	}
	if out.Bescheide, err = unfoldBescheide(bescheide); err != nil {
		return nil, err
	}
	if out.Sendungen, err = unfoldSendungen(sendungen); err != nil {
		return nil, err
	}
	out.Zeichnungen, err = unfoldZeichnungen(zeichnungen)
	return out, err
}

// decodeRows fills a slice of structs from json_agg; columns find their fields as in every other query.
func decodeRows(mapper *reflectx.Mapper, raw []byte, into any) error {
	if len(raw) == 0 {
		return nil
	}
	var rows []map[string]json.RawMessage
	if err := json.Unmarshal(raw, &rows); err != nil {
		return fmt.Errorf("decode rows: %w", err)
	}
	slice := reflect.ValueOf(into).Elem()
	slice.Set(reflect.MakeSlice(slice.Type(), len(rows), len(rows)))
	fields := mapper.TypeMap(slice.Type().Elem())
	for i, row := range rows {
		for column, value := range row {
			f := fields.GetByPath(column)
			if f == nil {
				return fmt.Errorf("no field for column %s in %s", column, slice.Type().Elem())
			}
			if err := decodeValue(value, reflectx.FieldByIndexesReadOnly(slice.Index(i), f.Index)); err != nil {
				return fmt.Errorf("decode column %s: %w", column, err)
			}
		}
	}
	return nil
}

// decodeValue follows lib/pq: a date is midnight UTC, jsonb stays text, null is the zero value.
func decodeValue(raw json.RawMessage, field reflect.Value) error {
	text := string(raw)
	kind := field.Type()
	switch {
	// null too: of jsonb, for a text column that may be null has a pointer
	case kind.Kind() == reflect.String && raw[0] != '"':
		field.SetString(text)
		return nil
	case text == "null":
		return nil
	case kind == reflect.TypeFor[json.RawMessage](), kind == reflect.TypeFor[[]byte]():
		field.SetBytes(raw)
		return nil
	case len(text) == len(`"2006-01-02"`) && (kind == reflect.TypeFor[time.Time]() ||
		kind == reflect.TypeFor[*time.Time]()):
		raw = json.RawMessage(text[:len(text)-1] + `T00:00:00Z"`)
	}
	return json.Unmarshal(raw, field.Addr().Interface())
}
