package store

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Bucheintrag is one line of the Poststellenbuch: what came, how it was answered, what became of it. No content.
type Bucheintrag struct {
	ID                  uuid.UUID
	EmpfangenAm         time.Time
	Zugang              uuid.UUID
	ZugangName          string
	Adapter             string
	Weg                 string
	Groesse             int64
	SHA256              string
	Zustand             string
	Grund               string
	Antwort             int
	Kennung             string
	Formular            string
	FormularVersion     string
	Vorgang             *uuid.UUID
	Vorgangsnummer      string
	RohdatenGeloeschtAm *time.Time
}

// Buchfilter says which lines are shown; zero values do not filter.
type Buchfilter struct {
	Zugang   *uuid.UUID
	Zustand  string
	Formular string
	Von, Bis time.Time // of receipt; Bis excluded
	Suche    string    // reference, Vorgangsnummer, Kennung or beginning of a SHA-256
	Nach     *uuid.UUID
	Anzahl   int
}

var (
	buchReferenz = regexp.MustCompile(`^(?i)E-([0-9a-f]{12})$`)
	buchHash     = regexp.MustCompile(`^(?i)[0-9a-f]{8,64}$`)
)

const buchSpalten = `e.id, e.empfangen_am, e.zugang_id as zugang, z.name as zugang_name, z.adapter, e.weg, e.groesse, e.sha256, e.zustand, e.grund, e.antwort, e.kennung,
	e.formular, e.formular_version, e.vorgang_id as vorgang, coalesce(v.vorgangsnummer, '') as vorgangsnummer, e.rohdaten_geloescht_am`

// buchQuelle are the columns of eingang that a line shows.
const buchQuelle = `e.id, e.empfangen_am, e.zugang_id, e.weg, e.groesse, e.sha256, e.zustand, e.grund, e.antwort, e.kennung, e.formular, e.formular_version,
	e.vorgang_id, e.rohdaten_geloescht_am`

// ListPoststellenbuch reads one page, newest first. Every Zugang of the tenant is probed by its index, so that a page
// costs the same among a thousand or a million deliveries.
func (t *Tx) ListPoststellenbuch(ctx context.Context, f Buchfilter) ([]Bucheintrag, error) {
	b := &builder{}
	f.conditions(b)
	n := b.arg(f.Anzahl)
	limit := " order by e.empfangen_am desc, e.id desc limit " + n
	zugang := ""
	if f.Zugang != nil {
		zugang = b.arg(*f.Zugang)
	}
	var source string
	if f.Suche != "" || f.Zustand != "" && f.Zustand != EingangAngenommen { // few rows, found by an index of their own
		source = "select " + buchQuelle + " from eingang e where e.mandant_id = kontor_mandant()" + and(b.cond)
		if zugang != "" {
			source += " and e.zugang_id = " + zugang
		}
	} else {
		source = "select " + buchQuelle + " from zugang q cross join lateral (select " + buchQuelle +
			" from eingang e where e.zugang_id = q.id" + and(b.cond) + limit +
			") e where q.mandant_id = kontor_mandant()"
		if zugang != "" {
			source += " and q.id = " + zugang
		}
	}
	var out []Bucheintrag
	err := t.tx.SelectContext(ctx, &out, "select "+buchSpalten+" from ("+source+limit+
		") e join zugang z on z.id = e.zugang_id left join vorgang v on v.id = e.vorgang_id order by e.empfangen_am desc, e.id desc", b.args...)
	return out, wrap("list the Poststellenbuch", err)
}

func and(cond []string) string {
	if len(cond) == 0 {
		return ""
	}
	return " and " + strings.Join(cond, " and ")
}

func (f Buchfilter) conditions(b *builder) {
	if f.Nach != nil {
		n := b.arg(*f.Nach)
		b.cond = append(b.cond, "(e.empfangen_am, e.id) < ((select n.empfangen_am from eingang n where n.id = "+n+
			"), "+n+")")
	}
	if !f.Von.IsZero() {
		b.where("e.empfangen_am >= %s", f.Von)
	}
	if !f.Bis.IsZero() {
		b.where("e.empfangen_am < %s", f.Bis)
	}
	if f.Zustand != "" {
		// a literal, so that partial indexes fit
		b.cond = append(b.cond, fmt.Sprintf("e.zustand = '%s'", strings.ReplaceAll(f.Zustand, "'", "")))
	}
	if f.Formular != "" {
		b.where("e.formular = %s", f.Formular)
	}
	if f.Suche != "" {
		b.cond = append(b.cond, f.suche(b))
	}
}

// idSlack: an id is made a moment before or after the time of receipt, and clocks of replicas differ.
const idSlack = 24 * time.Hour

// firstID is the smallest id made at that time (UUIDv7: 48 bits of milliseconds first).
func firstID(am time.Time) uuid.UUID {
	var id uuid.UUID
	ms := max(am.UnixMilli(), 0)
	for i := range 6 {
		id[i] = byte(ms >> (8 * (5 - i)))
	}
	return id
}

func (f Buchfilter) suche(b *builder) string {
	if m := buchReferenz.FindStringSubmatch(f.Suche); m != nil {
		return "e.id = any(array(select x.id from eingang x where x.mandant_id = kontor_mandant() and x.referenz = " +
			b.arg(strings.ToLower(m[1])) + "))"
	}
	n := b.arg(f.Suche)
	ids := "select x.id from eingang x join vorgang w on w.id = x.vorgang_id where w.mandant_id = kontor_mandant() and w.vorgangsnummer = " + n +
		" union select x.id from zugang q join eingang x on x.zugang_id = q.id and x.zustand = 'angenommen' and x.kennung = " + n + " where q.mandant_id = kontor_mandant()" +
		" union select x.id from eingang x where x.mandant_id = kontor_mandant() and x.zustand in ('doppelt','klaerfall','erledigt','verworfen') and x.kennung = " + n
	if buchHash.MatchString(f.Suche) {
		ids += " union select x.id from eingang x where x.mandant_id = kontor_mandant() and x.sha256 like " +
			b.arg(strings.ToLower(f.Suche)+"%")
	}
	return "e.id = any(array(" + ids + "))" // found first, then read: never a walk through all of them
}
