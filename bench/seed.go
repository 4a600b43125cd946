package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/lib/pq"

	"kontor/backend/benchkit"
)

// sample holds the rows of one delivery, as Kontor wrote them.
type sample struct {
	eingang, vorgang, antrag, dokument, verlauf, prozess, aufgabe, jobs []row
	suche                                                               []row // after the job
}

// ids maps the ids in a sample to expressions made of one number.
func (s sample) ids(number string) map[string]string {
	out := map[string]string{}
	n := 0
	for _, rows := range [][]row{s.vorgang, s.eingang, s.dokument, s.aufgabe} {
		for _, r := range rows {
			n++
			out[strings.TrimSuffix(strings.TrimPrefix(r.values[0], "'"), "'::uuid")] = fmt.Sprintf("bench_id(%s, %d)",
				number, n)
		}
	}
	return out
}

// statuses of a town's Vorgänge in percent: most are done.
var statuses = []struct {
	name  string
	share float64
}{{"neu", 3}, {"angenommen", 2}, {"in_bearbeitung", 8}, {"beschieden", 4}, {"abgeschlossen", 78},
	{"verworfen", 4}, {"zu_loeschen", 1}}

func open(status string) bool {
	return status == "neu" || status == "angenommen" || status == "in_bearbeitung" || status == "beschieden"
}

// seed lets Kontor take one delivery and multiplies the rows it wrote, each with another applicant, text, unit and
// state.
func (b *bench) seed(ctx context.Context) error {
	if err := b.takeSample(ctx); err != nil {
		return err
	}
	step("seed %d Vorgänge", b.rows)
	if err := b.copySeed(ctx); err != nil {
		return err
	}
	const s = "s"
	ids := b.sample.ids("s.k")
	vorgang := map[string]string{
		"vorgangsnummer": "'S-' || lpad(s.k::text, 7, '0')", "status": "s.status", "einheit": "s.einheit",
		"zustaendig":         "s.zustaendig",
		"antragsteller_name": "s.firma", "eingang_am": "s.eingang_am", "faellig_am": "s.faellig_am",
		"letztes_ereignis_am": "s.eingang_am",
		"neue_antwort":        "s.antwort", "abgeschlossen_am": "s.abgeschlossen_am",
		"postfach_adresse": "'pf-' || s.k", "konto_pseudonym": "''",
	}
	eingang := map[string]string{"empfangen_am": "s.eingang_am", "kennung": "'seed/' || s.k",
		"sha256": "encode(sha256(s.k::text::bytea), 'hex')"}
	inhalt := "replace(replace(" + quoted(b.sample.antrag[0], "inhalt") + "::text, '" + firmaMark + "', s.firma), '" +
		textMark + "', s.text)::jsonb"
	daten := "replace(" + quoted(b.sample.antrag[0], "daten") + "::text, '" + firmaMark + "', s.firma)::jsonb"
	suche := map[string]string{
		"vektor": quoted(b.sample.suche[0], "vektor") +
			" || array_to_tsvector(s.woerter) || to_tsvector('german', s.text)", "name": "s.name",
	}
	source := "bench_seed " + s
	fill := func(rows []row, expressions map[string]string) string {
		out := make([]row, len(rows))
		for i, r := range rows {
			out[i] = r.renamed(ids).with(expressions)
		}
		return insertFrom(out, source)
	}
	conn, err := b.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var vektor, name string
	if err := conn.QueryRowContext(ctx, "select pg_get_indexdef('vorgang_suche_vektor'::regclass), pg_get_indexdef('vorgang_suche_name'::regclass)").Scan(&vektor, &name); err != nil {
		return err
	}
	offen := " where s.status in ('neu','angenommen','in_bearbeitung','beschieden')"
	for _, sql := range []string{
		"set session_replication_role = replica", "set maintenance_work_mem = '512MB'", "set synchronous_commit = off",
		"drop index vorgang_suche_vektor, vorgang_suche_name",
		fill(b.sample.vorgang, vorgang), fill(b.sample.eingang, eingang),
		fill(b.sample.antrag, map[string]string{"inhalt": inhalt, "daten": daten}),
		fill(b.sample.dokument, map[string]string{"am": "s.eingang_am", "pruefung": "'ungeprueft'"}),
		fill(b.sample.verlauf, map[string]string{"zeit": "s.eingang_am"}),
		fill(b.sample.prozess, map[string]string{"laeuft": "s.status in ('neu','angenommen','in_bearbeitung')"}),
		fill(b.sample.aufgabe, nil) + offen, fill(b.sample.suche, suche), vektor, name, "drop table bench_seed",
		"reset session_replication_role", "checkpoint",
	} {
		if _, err := conn.ExecContext(ctx, sql); err != nil {
			return fmt.Errorf("%w in: %.200s", err, sql)
		}
	}
	step("vacuum and analyze")
	return b.db.run(ctx, "vacuum (analyze)")
}

// quoted is the literal of a column.
func quoted(r row, column string) string {
	for i, c := range r.columns {
		if c == column {
			return r.values[i]
		}
	}
	return "null"
}

// takeSample lets Kontor take one delivery with a file and reads the rows: those of the intake, then the search row of
// the job.
func (b *bench) takeSample(ctx context.Context) error {
	d := newDelivery(b.kontor.Zugang, true)
	if err := d.send(ctx, b.kontor, 1); err != nil {
		return err
	}
	var id string
	if err := b.db.QueryRowContext(ctx, "select id from vorgang").Scan(&id); err != nil {
		return err
	}
	of := "vorgang_id = '" + id + "'"
	s := &b.sample
	for _, t := range []struct {
		rows         *[]row
		table, where string
		skip         []string
	}{
		{&s.eingang, "eingang", of, nil}, {&s.vorgang, "vorgang", "id = '" + id + "'", nil}, {&s.antrag, "antrag", of, nil}, {&s.dokument, "dokument", of, nil},
		{&s.verlauf, "verlauf", of + " order by nr", nil}, {&s.prozess, "prozess", of, nil}, {&s.aufgabe, "aufgabe", of, nil},
		{&s.jobs, "river_job", "args->>'vorgang' = '" + id + "' order by id", []string{"id", "unique_key", "unique_states"}},
	} {
		var err error
		if *t.rows, err = b.db.rows(ctx, t.table, t.where, t.skip...); err != nil {
			return err
		}
	}
	if err := b.kontor.startJobs(ctx); err != nil {
		return err
	}
	if err := b.db.waitForJobs(ctx); err != nil {
		return err
	}
	var err error
	if s.suche, err = b.db.rows(ctx, "vorgang_suche", of); err != nil {
		return err
	}
	for name, n := range map[string]int{"dokument": attachment, "roh": len(newDelivery("", false).template),
		"roh-dokument": len(newDelivery("", true).template)} {
		if _, err := b.db.ExecContext(ctx, "insert into bench_vorlage values ($1, $2)", name,
			randomBytes(n)); err != nil {
			return err
		}
	}
	b.memory[0] = memoryOf(b.kontor.pid())
	return b.kontor.stopJobs(ctx)
}

func randomBytes(n int) []byte {
	r := newRand(4)
	out := make([]byte, n)
	for i := range out {
		out[i] = byte(r.UintN(256))
	}
	return out
}

// copySeed makes the applicants.
func (b *bench) copySeed(ctx context.Context) error {
	err := b.db.run(ctx, `create unlogged table bench_seed (k bigint, einheit text, status text, zustaendig uuid, firma text, name text, text text, woerter text[],
		eingang_am timestamptz, faellig_am date, abgeschlossen_am timestamptz, antwort boolean)`,
		`insert into benutzer (id, mandant_id, name, anzeige, rollen, einheiten) select bench_id(n, 99), '`+b.kontor.Mandant+`', 'sb' || n, 'Sachbearbeitung ' || n,
			'{sachbearbeitung}', '{}' from generate_series(1, 40) n`)
	if err != nil {
		return err
	}
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after Commit it does nothing
	st, err := tx.Prepare(`copy bench_seed (k, einheit, status, zustaendig, firma, name, text, woerter, eingang_am, faellig_am, abgeschlossen_am, antwort) from stdin`)
	if err != nil {
		return err
	}
	r := newRand(5)
	for k := 1; k <= b.rows; k++ {
		if err := copyRow(st.Exec, r, k, b.rows, b.kontor.Person); err != nil {
			return err
		}
	}
	if _, err := st.Exec(); err != nil {
		return err
	}
	return errors.Join(st.Close(), tx.Commit())
}

func applicant(r *rand.Rand) string {
	last := nameHeads[r.IntN(len(nameHeads))] + nameTails[r.IntN(len(nameTails))]
	if r.IntN(3) == 0 {
		return shops[r.IntN(len(shops))] + " " + last + " GmbH"
	}
	return firstNames[r.IntN(len(firstNames))] + " " + last
}

// copyRow makes one Vorgang of the last five years; open ones are recent, and the caseworker has a share of them.
func copyRow[R any](exec func(...any) (R, error), r *rand.Rand, k, rows int, person string) error {
	status, share := statuses[0].name, r.Float64()*100
	for _, s := range statuses {
		if status = s.name; share < s.share {
			break
		}
		share -= s.share
	}
	days := r.Float64() * 5 * 365
	if open(status) {
		days = r.Float64() * 200
	}
	am := time.Date(2026, 11, 1, 12, 0, 0, 0,
		time.UTC).Add(-time.Duration(days * 24 * float64(time.Hour))).Truncate(time.Microsecond)
	var zustaendig, abgeschlossen any
	unit := int(float64(len(benchkit.Units)-1) * r.Float64() * r.Float64())
	switch {
	case status != "neu" && unit < 3 && r.IntN(10) == 0:
		zustaendig = person
	case status != "neu" && r.IntN(5) > 0:
		zustaendig = fmt.Sprintf("%016x%016x", 1+r.IntN(40), 99)
	}
	faellig := "9999-12-31"
	if open(status) {
		faellig = am.AddDate(0, 0, 28).Format(time.DateOnly)
	}
	if status == "abgeschlossen" {
		abgeschlossen = am.AddDate(0, 0, 30)
	}
	firma, text := applicant(r), vocabulary.text(r, 40)
	two, one := fold(firma + " " + text)
	nameTwo, nameOne := fold(firma)
	_, err := exec(k, benchkit.Units[unit].Key, status, zustaendig, firma, nameTwo+" "+nameOne, text,
		pq.Array(strings.Fields(two+" "+one)),
		am, faellig, abgeschlossen, open(status) && r.IntN(20) == 0)
	return err
}
