package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/backend/internal/casework"
)

func array[T string | int64](s []T) any { return pq.Array(s) }

// uuids is an array of ids as text, for any($1::uuid[]).
func uuids(ids []uuid.UUID) any {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = id.String()
	}
	return array(out)
}

// Views of the desk.
const (
	AnsichtAlle            = "alle"
	AnsichtMeine           = "meine"
	AnsichtNichtZugewiesen = "nicht_zugewiesen"
	AnsichtWiedervorlagen  = "wiedervorlagen"
	AnsichtNeueAntworten   = "neue_antworten"
)

// Filter says which Vorgänge a list shows. Sicht is not a wish but a right; service fills it.
type Filter struct {
	Sicht      casework.Sicht
	Benutzer   uuid.UUID // for meine
	Heute      time.Time // day in Europe/Berlin, for wiedervorlagen
	Ansicht    string
	Suche      *Suche
	Status     []casework.Status // nil = what Sicht allows
	Verfahren  string
	Einheit    string
	WartetAuf  string
	Person     string // user name, empty = whoever; service makes Zustaendig of it
	Zustaendig uuid.UUID
	EingangVon *time.Time // day in Europe/Berlin, inclusive
	EingangBis *time.Time
	Neueste    bool // newest first instead of most urgent first
	Nach       *Cursor
	Anzahl     int
}

// Cursor is the place after which a page begins: keyset, so deep pages cost what the first costs.
type Cursor struct {
	Zeit time.Time `json:"z"`
	ID   uuid.UUID `json:"i"`
}

// Zeile is one row of the list.
type Zeile struct {
	casework.Vorgang
	ZustaendigName    *string
	ZustaendigAnzeige *string
	EinheitName       string
}

// A Zeile is a Vorgang v with the names of person and unit; one of a list holds what a list shows, no more.
const (
	listenSpalten = `v.id, v.vorgangsnummer, v.aktenzeichen, v.verfahren, v.titel, v.status, v.einheit, v.zustaendig, v.antragsteller_name,
		v.eingang_am, v.faellig_am, v.faellig_grund, v.faellig_text, v.wartet_auf, v.neue_antwort, v.vorfall, v.letztes_ereignis, v.letztes_ereignis_am,
		v.version, b.name as zustaendig_name, b.anzeige as zustaendig_anzeige`
	zeileSpalten = vorgangSpalten + ", b.name as zustaendig_name, b.anzeige as zustaendig_anzeige, coalesce(o.name, v.einheit) as einheit_name"
	zeileNamen   = ` left join benutzer b on b.id = v.zustaendig
		left join organisationseinheit o on o.mandant_id = v.mandant_id and o.schluessel = v.einheit`
)

// builder collects conditions with their parameters.
type builder struct {
	args []any
	cond []string
}

func (b *builder) arg(v any) string {
	b.args = append(b.args, v)
	return fmt.Sprintf("$%d", len(b.args))
}

func (b *builder) where(format string, values ...any) {
	names := make([]any, len(values))
	for i, v := range values {
		names[i] = b.arg(v)
	}
	b.cond = append(b.cond, fmt.Sprintf(format, names...))
}

// ListVorgaenge reads one page with one statement, without the names of units. The permission is part of it: every
// probe starts from a unit and states the person may see, in index order, so that a page costs the same among a hundred
// or a million Vorgänge.
func (t *Tx) ListVorgaenge(ctx context.Context, f Filter) ([]Zeile, error) {
	b := &builder{}
	compare := "(v.faellig_am, v.id) > (%s, %s)"
	if f.Neueste {
		compare = "(v.eingang_am, v.id) < (%s, %s)"
	}
	if f.Nach != nil {
		b.where(compare, f.Nach.Zeit, f.Nach.ID)
	}
	f.conditions(b)
	limit := ""
	if t.raw == nil { // part of the text: the one plan is made for it
		limit = strconv.Itoa(f.Anzahl)
	} else {
		limit, ctx = b.arg(f.Anzahl), planAnew(ctx)
	}
	source, prefix := f.source(b, limit)
	_, inner := f.sort("")
	_, order := f.sort("v.")
	query := prefix + "select " + listenSpalten + " from (select id from (" + source + ") alle order by " +
		inner + " limit " + limit +
		") seite join vorgang v on v.id = seite.id left join benutzer b on b.id = v.zustaendig order by " + order
	var out []Zeile
	err := t.tx.SelectContext(ctx, &out, query, b.args...)
	return out, wrap("list Vorgänge", err)
}

// seite is the length of a page as the browser asks for it, and one line more.
const seite = 51

// OnePlan tells whether ReadOne may read the list: where every probe follows an index, in the order of the page or by
// the words that are looked for, one plan is the best for all units, people, days and words. Reminders and pages of an
// unusual length are planned for what is asked.
func (f Filter) OnePlan() bool { return f.Ansicht != AnsichtWiedervorlagen && f.Anzahl == seite }

// conditions adds what the person filtered by.
func (f Filter) conditions(b *builder) {
	switch f.Ansicht {
	case AnsichtMeine:
		b.where("v.zustaendig = %s", f.Benutzer)
	case AnsichtNichtZugewiesen:
		b.cond = append(b.cond, "v.zustaendig is null",
			offen)
	case AnsichtNeueAntworten:
		b.cond = append(b.cond, "v.neue_antwort")
	case AnsichtWiedervorlagen:
		b.cond = append(b.cond, offen)
		b.where("exists (select 1 from wiedervorlage w where w.vorgang_id = v.id and not w.erledigt and w.faellig_am <= %s)", f.Heute.Format(time.DateOnly))
	}
	if f.Verfahren != "" {
		b.where("v.verfahren = %s", f.Verfahren)
	}
	if f.Zustaendig != uuid.Nil {
		b.where("v.zustaendig = %s", f.Zustaendig)
	}
	if f.WartetAuf != "" {
		b.where("v.wartet_auf = %s", f.WartetAuf)
	}
	if f.EingangVon != nil {
		b.where("v.eingang_am >= (%s::date)::timestamp at time zone 'Europe/Berlin'",
			f.EingangVon.Format(time.DateOnly))
	}
	if f.EingangBis != nil {
		b.where("v.eingang_am < (%s::date + 1)::timestamp at time zone 'Europe/Berlin'",
			f.EingangBis.Format(time.DateOnly))
	}
}

// sort returns the key of a page and the order by it, with the table's alias in front.
func (f Filter) sort(alias string) (key, order string) {
	if f.Neueste {
		return alias + "eingang_am", alias + "eingang_am desc, " + alias + "id desc"
	}
	return alias + "faellig_am", alias + "faellig_am, " + alias + "id"
}

// source finds ids that hold the page, with the key they are sorted by, so that only the page itself is looked up.
// prefix is a WITH clause or empty.
func (f Filter) source(b *builder, limit string) (source, prefix string) {
	key, order := f.sort("v.")
	columns := "v.id, " + key
	status := func() string { return b.arg(array(f.status())) }
	if f.Suche != nil {
		prefix = "with treffer as materialized (" + f.Suche.sql(b) + ") "
		own := f.einheiten(b)
		b.cond = append(b.cond, "v.status = any("+status()+")", f.sichtbar(own))
		// "offset 0" keeps it one index look-up per hit: the planner else reads the whole table for a few hundred
		return "select " + columns + " from treffer t cross join lateral (select " + columns +
			" from vorgang v where v.id = t.vorgang_id and " +
			strings.Join(b.cond, " and ") + " offset 0) v order by " + order + " limit " + limit, prefix
	}
	und := ""
	for _, c := range b.cond {
		und += " and " + c
	}
	if f.Ansicht == AnsichtMeine || f.Zustaendig != uuid.Nil { // narrow by itself
		own := f.einheiten(b)
		return "select " + columns + " from vorgang v where v.status = any(" + status() + ") and " + f.sichtbar(own) +
			und + " order by " + order + " limit " + limit, ""
	}
	own := f.einheiten(b)
	page, _ := f.sort("p.")
	var probes []string
	for _, p := range f.probes(b) {
		probes = append(probes, "select p.id, "+page+" from unnest("+own+") as e(einheit)"+p.from+
			" cross join lateral (select "+columns+" from vorgang v where v.einheit = e.einheit and "+p.where+und+
			" order by "+order+" limit "+limit+") p")
	}
	source = strings.Join(probes, " union all ")
	if !f.Sicht.Alle && f.Einheit == "" {
		source += ` union select ` + columns + ` from aufgabe a join vorgang v on v.id = a.vorgang_id
			where a.zustand = 'offen' and a.einheit <> '' and a.einheit = any(` + own + ") and v.status = any(" + status() + ")" + und
	}
	return source, ""
}

// offen is casework.Offen as the indexes of lists name it.
const offen = "v.status in ('neu','angenommen','in_bearbeitung','beschieden')"

// probe is one look into the index for each unit.
type probe struct{ from, where string }

// probes follows the indexes: by urgency all that is open lies in one order, else every state by itself.
func (f Filter) probes(b *builder) []probe {
	each := func(status []string) probe {
		return probe{" cross join unnest(" + b.arg(array(status)) + "::text[]) as s(status)", "v.status = s.status"}
	}
	want := f.status()
	done := slices.DeleteFunc(slices.Clone(want), func(s string) bool {
		return slices.Contains(casework.Offen, casework.Status(s))
	})
	switch {
	case f.Neueste || len(want)-len(done) < len(casework.Offen):
		return []probe{each(want)}
	case len(done) == 0 || f.Ansicht == AnsichtNichtZugewiesen:
		return []probe{{"", offen}}
	}
	return []probe{{"", offen}, each(done)}
}

// sichtbar is the permission as a condition, where the units are no starting point. "offset 0" keeps it one index
// look-up for each Vorgang: the planner else reads all Aufgaben.
func (f Filter) sichtbar(own string) string {
	if f.Sicht.Alle && f.Einheit == "" {
		return "true"
	}
	return "(v.einheit = any(" + own + ") or exists (select 1 from aufgabe a where a.vorgang_id = v.id and a.zustand <> 'entfallen' and a.einheit = any(" + own + ") offset 0))"
}

// einheiten is the SQL for the units the list starts from.
func (f Filter) einheiten(b *builder) string {
	switch {
	case f.Sicht.Alle && f.Einheit == "":
		return "(select array_agg(schluessel) from organisationseinheit)"
	case f.Einheit != "" && (f.Sicht.Alle || contains(f.Sicht.Einheiten, f.Einheit)):
		return b.arg(array([]string{f.Einheit})) + "::text[]"
	case f.Einheit != "":
		return b.arg(array([]string{})) + "::text[]"
	}
	return b.arg(array(f.Sicht.Einheiten)) + "::text[]"
}

// status intersects what is asked with what may be seen.
func (f Filter) status() []string {
	may := f.Sicht.Status
	if may == nil {
		may = casework.Alle
	}
	out := []string{}
	for _, s := range may {
		if f.Status == nil || containsStatus(f.Status, s) {
			out = append(out, string(s))
		}
	}
	return out
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func containsStatus(list []casework.Status, s casework.Status) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// Zaehlgrenze: a count above it is shown as "more than".
const Zaehlgrenze = 1000

// CountAnsichten counts each view up to Zaehlgrenze+1 with one statement.
func (t *Tx) CountAnsichten(ctx context.Context, f Filter) (map[string]int, error) {
	offen := []casework.Status{}
	for _, s := range casework.Offen {
		if f.Sicht.Status == nil || containsStatus(f.Sicht.Status, s) {
			offen = append(offen, s)
		}
	}
	f.Status = offen
	limit := strconv.Itoa(Zaehlgrenze + 1) // part of the text: the one plan is made for it
	b := &builder{}
	var parts []string
	namen := []string{AnsichtMeine, AnsichtNichtZugewiesen, AnsichtAlle, AnsichtWiedervorlagen, AnsichtNeueAntworten}
	for _, name := range namen {
		f.Ansicht = name
		b.cond = nil
		f.conditions(b)
		source, _ := f.source(b, limit)
		parts = append(parts, "(select count(*) from (select 1 from ("+source+") q limit "+limit+") c)")
	}
	parts = append(parts, `(select count(*) from (select 1 from eingang where zustand = 'klaerfall'
		union all select 1 from rueckmeldung where zustand = 'ungeklaert' limit 1001) c)`)
	counts := make([]int, len(parts))
	dest := make([]any, len(parts))
	for i := range counts {
		dest[i] = &counts[i]
	}
	if err := t.tx.QueryRowxContext(ctx, "select "+strings.Join(parts, ", "), b.args...).Scan(dest...); err != nil {
		return nil, wrap("count the views", err)
	}
	out := map[string]int{"klaerfaelle": counts[len(namen)]}
	for i, name := range namen {
		out[name] = counts[i]
	}
	return out, nil
}
