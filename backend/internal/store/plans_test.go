package store_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

const viele = 20_000

// fill makes a town with years behind it: 40 units, one Vorgang in eight still open.
func fill(t *testing.T, k *testkit.Kit) {
	t.Helper()
	db := as(t, k, true)
	db.SetMaxOpenConns(1) // pg_temp
	var zugang string
	must(t, db.QueryRow("select id from zugang where mandant_id = $1 and name = 'neutral'", k.Mandant).Scan(&zugang))
	for _, text := range []string{
		"set session_replication_role = replica", // saves looking up foreign keys
		`create function pg_temp.wort(n int) returns text language sql as $$ select initcap(translate(left(md5(n::text), 8), '0123456789', 'ghijklmnop')) $$`,
		`insert into organisationseinheit (mandant_id, schluessel, name) select '{m}', 'e-' || n, 'Einheit ' || n from generate_series(1, 40) n`,
		`insert into vorgang (id, mandant_id, vorgangsnummer, verfahren, stand, titel, status, einheit, zustaendig, antragsteller_name, antragsteller_art, konto_pseudonym,
				postfach_adresse, eingang_am, faellig_am, wartet_auf, neue_antwort, letztes_ereignis, letztes_ereignis_am, verlauf_nr, verlauf_hash, version)
			select gen_random_uuid(), '{m}', '2020-' || lpad(n::text, 6, '0'), 'standard', '1', 'Antrag', case n % 8 when 0 then
					(array['neu','angenommen','in_bearbeitung','beschieden'])[1 + n / 8 % 4] else 'abgeschlossen' end,
				'e-' || 1 + n % 40, case when n % 24 = 0 then '{b}'::uuid end, pg_temp.wort(n) || ', ' || pg_temp.wort(-n % 97), 'person', 'p-' || n, 'pf-' || n,
				now() - n * interval '1 hour', current_date + n % 300, 'uns', n % 160 = 0, 'eingegangen', now(), 1, '', 1 from generate_series(1, {n}) n`,
		`insert into antrag (vorgang_id, mandant_id, inhalt, daten) select id, mandant_id, '{}', '{}' from vorgang`,
		`insert into prozess (vorgang_id, mandant_id, zustand, laeuft, schritt) select id, mandant_id, '{}', false, 1 from vorgang`,
		`insert into vorgang_suche (vorgang_id, mandant_id, vektor, name) select id, mandant_id, to_tsvector('simple', antragsteller_name || ' ' || vorgangsnummer
			|| ' strasse' || right(vorgangsnummer, 2)), lower(antragsteller_name) from vorgang`,
		// ids grow with time
		`create function pg_temp.id(am timestamptz) returns uuid language sql as $$ select (lpad(to_hex((extract(epoch from am) * 1000)::bigint), 12, '0') || substr(md5(random()::text), 1, 20))::uuid $$`,
		`insert into eingang (id, mandant_id, zugang_id, empfangen_am, kopf, sha256, groesse, zustand, kennung, vorgang_id) select pg_temp.id(eingang_am), mandant_id, '{z}', eingang_am,
			'{}', '', 1, 'angenommen', 'k-' || vorgangsnummer, id from vorgang`,
		`insert into eingang (id, mandant_id, zugang_id, empfangen_am, kopf, sha256, groesse, zustand, grund) select pg_temp.id(now() - n * interval '1 hour'), '{m}', '{z}', now() - n * interval '1 hour',
			'{}', '', 1, case when n % 3 = 0 then 'klaerfall' else 'empfangen' end, 'x' from generate_series(1, 90) n`,
		`insert into dokument (id, mandant_id, vorgang_id, rolle, dateiname, content_type, sha256, groesse, pruefung, am) select gen_random_uuid(), mandant_id, id, 'attachment',
			'a.pdf', 'application/pdf', '', 1, case when random() < .001 then 'ausstehend' else 'unbedenklich' end, eingang_am from vorgang`,
		`insert into aufgabe (id, mandant_id, vorgang_id, token, element, titel, hinweis, aktion, rolle, einheit, felder, zustand, erstellt_am) select gen_random_uuid(), mandant_id,
			id, '1', 'e', 'Zuarbeit', '', 'zuarbeit', '', case when right(vorgangsnummer, 2) < '10' then 'e-' || 1 + right(vorgangsnummer, 3)::int % 40 else '' end, '[]', case when status = 'abgeschlossen' then 'erledigt' else 'offen' end, eingang_am from vorgang`,
		`insert into wiedervorlage (id, mandant_id, vorgang_id, betreff, beschreibung, faellig_am, erledigt, von) select gen_random_uuid(), mandant_id, id, '', '',
			current_date - 20 + right(vorgangsnummer, 2)::int, status = 'abgeschlossen', '' from vorgang`,
	} {
		text = strings.NewReplacer("{m}", k.Mandant.String(), "{z}", zugang, "{n}", fmt.Sprint(viele), "{b}",
			benutzer.String()).Replace(text)
		if _, err := db.Exec(text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
}

var benutzer = uuid.New()

// Lists, counts and searches never read the whole table: what is cheap among 20,000 must be so among a million.
func TestPlansTouchOnlyWhatTheyShow(t *testing.T) {
	k := testkit.Service(t)
	fill(t, k)
	seen := k.ExplainStatements()
	sb := k.Person("sb", casework.RolleSachbearbeitung, "e-1", "e-2", "e-3")
	sb.Benutzer = benutzer
	people := map[string]casework.Actor{
		"caseworker": sb, "Poststelle": k.Person("post", casework.RollePoststelle), "deleter": k.Person("loe",
			casework.RolleLoeschen, "e-1"),
		"team of 20 units": k.Person("tl", casework.RolleTeamleitung, "e-1", "e-2", "e-3", "e-4", "e-5", "e-6", "e-7",
			"e-8", "e-9", "e-10", "e-11", "e-12", "e-13", "e-14", "e-15", "e-16", "e-17", "e-18", "e-19", "e-20"),
	}
	ctx := t.Context()
	names := query[string](t, as(t, k, true),
		"select antragsteller_name from vorgang where vorgangsnummer = '2020-000777'")
	name, vorname, _ := strings.Cut(names[0], ", ")
	check := func(name string, fn func() error) {
		t.Helper()
		plans := seen.Plans(func() {
			if err := fn(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		})
		if len(plans) == 0 {
			t.Fatalf("%s: no plan seen", name)
		}
		for _, plan := range plans {
			if scan.MatchString(plan) {
				t.Errorf("%s scans a whole table:\n%s", name, plan)
			}
			if vain.MatchString(plan) {
				t.Errorf("%s reads thousands of rows in vain:\n%s", name, plan)
			}
		}
	}
	heute, woche := time.Now(), time.Now().AddDate(0, 0, -7)
	for who, a := range people {
		for what, f := range map[string]store.Filter{
			"all": {Ansicht: "alle"}, "newest": {Ansicht: "alle", Neueste: true}, "open": {Ansicht: "alle", Status: casework.Offen}, "mine": {Ansicht: "meine"},
			"unassigned": {Ansicht: "nicht_zugewiesen"}, "reminders": {Ansicht: "wiedervorlagen", Status: casework.Offen}, "answers": {Ansicht: "neue_antworten"},
			"one unit": {Ansicht: "alle", Einheit: "e-1"}, "a week": {Ansicht: "alle", Neueste: true, EingangVon: &woche, EingangBis: &heute},
			"deep": {Ansicht: "alle", Nach: &store.Cursor{Zeit: heute.AddDate(0, 0, 200), ID: uuid.New()}}, "procedure": {Ansicht: "alle", Verfahren: "standard"}, "a person": {Ansicht: "alle", Person: "sb"},
		} {
			f.Anzahl = 50
			check(who+", list "+what, func() error { _, err := k.Vorgang.ListVorgaenge(ctx, a, f, ""); return err })
		}
		for _, words := range []string{name, name[2:6], strings.ToLower(name[:4]) + "x" + name[5:], vorname,
			"2020-000777", vorname + " strasse77", "gibtesnicht"} {
			check(who+", search "+words, func() error {
				_, err := k.Vorgang.ListVorgaenge(ctx, a, store.Filter{Ansicht: "alle", Anzahl: 50}, words)
				return err
			})
		}
		check(who+", counts", func() error { _, err := k.Vorgang.ListAnsichten(ctx, a); return err })
	}
	post := people["Poststelle"]
	check("Klärfälle", func() error {
		_, err := k.Posteingang.ListKlaerfaelle(ctx, post, store.Klaerfilter{Anzahl: 51})
		return err
	})
	check("Klärfälle, done too", func() error {
		_, err := k.Posteingang.ListKlaerfaelle(ctx, post, store.Klaerfilter{Erledigt: true, Anzahl: 51})
		return err
	})
	for what, f := range map[string]store.Buchfilter{
		"all": {}, "a state": {Zustand: "klaerfall"}, "a week": {Von: woche, Bis: heute}, "deep": {Nach: &benutzer}, "by number": {Suche: "2020-000777"}, "by Kennung": {Suche: "k-2020-000777"}, "by reference": {Suche: "E-0123456789AB"},
	} {
		f.Anzahl = 51
		check("book, "+what, func() error { _, err := k.Posteingang.ListPoststellenbuch(ctx, post, f); return err })
	}
	check("health of the Zugänge", func() error { _, err := k.Posteingang.ListZugaenge(ctx, post); return err })
	check("kinds of Klärfälle", func() error { _, err := k.Posteingang.ListKlaerfallArten(ctx, post); return err })
	check("people with their load", func() error { _, err := k.Vorgang.ListBenutzer(ctx, sb, "e-1"); return err })
	check("sweep", func() error { return k.Kehraus.Sweep(ctx) })
	var id uuid.UUID
	in := func(fn func(context.Context, *store.Tx) error) func() error {
		return func() error {
			return k.DB.ReadTx(ctx, casework.System(k.Mandant), func(tx *store.Tx) error { return fn(ctx, tx) })
		}
	}
	check("applications of an account", in(func(ctx context.Context, tx *store.Tx) error {
		list, err := tx.VorgaengeOfKonto(ctx, casework.Konto{Pseudonym: "p-777", Postfach: "pf-778"})
		if len(list) != 2 {
			return fmt.Errorf("%d applications", len(list))
		}
		id = list[0].ID
		return err
	}))
	check("duplicates", in(func(ctx context.Context, tx *store.Tx) error {
		neue := query[uuid.UUID](t, as(t, k, true), "select id from vorgang order by id desc limit 50")
		_, err := tx.ListPaare(ctx, neue, 30)
		return err
	}))
	check("case page", in(func(ctx context.Context, tx *store.Tx) error { _, err := tx.GetAkte(ctx, id); return err }))
	check("check of all", in(func(ctx context.Context, tx *store.Tx) error {
		_,
			err := tx.ListVorgangIDs(ctx, id)
		return err
	}))
	check("repeated delivery", in(func(ctx context.Context, tx *store.Tx) error {
		z, err := tx.GetZugang(ctx, "neutral")
		if err != nil {
			return err
		}
		_, err = tx.FindAngenommen(ctx, z.ID, "k-2020-000777")
		return err
	}))
}

var (
	vain = regexp.MustCompile(`Rows Removed by (Filter|Index Recheck): \d{4,}`)
	scan = regexp.MustCompile(`Seq Scan on (public\.)?(vorgang|antrag|vorgang_suche|eingang)\b`)
)
