package posteingang_test

import (
	"database/sql"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// archive is a Kontor whose files are in a folder of the test.
type archive struct {
	*testkit.Kit
	t    *testing.T
	root string
	db   *sql.DB // superuser
}

func newArchive(t *testing.T) *archive {
	t.Helper()
	k := testkit.Service(t)
	a := &archive{Kit: k, t: t, root: filepath.Join(t.TempDir(), "blobs")}
	folder, err := store.NewFolder(a.root)
	if err != nil {
		t.Fatal(err)
	}
	k.Blobs = folder
	if a.db, err = sql.Open("postgres", k.AdminDSN()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.db.Close() })
	return a
}

func (a *archive) exec(text string, args ...any) {
	a.t.Helper()
	if _, err := a.db.Exec(text, args...); err != nil {
		a.t.Fatalf("%s: %v", text, err)
	}
}

func (a *archive) put(content string) string {
	a.t.Helper()
	b, err := a.Blobs.Put(a.t.Context(), strings.NewReader(content))
	if err != nil {
		a.t.Fatal(err)
	}
	return b.SHA256
}

func (a *archive) there(sha string) bool {
	r, err := a.Blobs.Open(a.t.Context(), sha)
	if err != nil {
		return false
	}
	r.Close()
	return true
}

// age makes every content older than Delete asks for.
func (a *archive) age() {
	a.t.Helper()
	old := time.Now().Add(-48 * time.Hour)
	err := filepath.WalkDir(a.root, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			err = os.Chtimes(path, old, old)
		}
		return err
	})
	if err != nil {
		a.t.Fatal(err)
	}
}

func (a *archive) set(rohdaten, buch int) {
	a.t.Helper()
	a.exec("delete from eingangseinstellung")
	system(a.t, a.Kit, func(tx *store.Tx) error {
		return tx.SaveEingangseinstellung(a.t.Context(), &store.Eingangseinstellung{AlarmEmails: []string{},
			RohdatenMonate: rohdaten, BuchMonate: buch})
	})
}

// at is an id made so many days ago.
func at(days int) (uuid.UUID, time.Time) {
	am := time.Now().AddDate(0, 0, -days)
	id := uuid.Must(uuid.NewV7())
	ms := am.UnixMilli()
	for i := range 6 {
		id[i] = byte(ms >> (8 * (5 - i)))
	}
	return id, am
}

func (a *archive) zugang(mandant uuid.UUID) (id uuid.UUID) {
	a.t.Helper()
	if err := a.db.QueryRow("select id from zugang where mandant_id = $1 and adapter = 'neutral'",
		mandant).Scan(&id); err != nil {
		a.t.Fatal(err)
	}
	return id
}

func (a *archive) eingang(mandant uuid.UUID, days int, zustand, sha string, vorgang *uuid.UUID) uuid.UUID {
	a.t.Helper()
	id, am := at(days)
	a.exec(`insert into eingang (id, mandant_id, zugang_id, empfangen_am, kopf, sha256, groesse, zustand, kennung, vorgang_id) values ($1, $2, $3, $4, '{}', $5, 1, $6, $7, $8)`,
		id, mandant, a.zugang(mandant), am, sha, zustand, id.String(), vorgang)
	return id
}

func (a *archive) vorgang(mandant uuid.UUID, status string) uuid.UUID {
	a.t.Helper()
	id := uuid.New()
	a.exec(`insert into vorgang (id, mandant_id, vorgangsnummer, verfahren, stand, titel, status, einheit, antragsteller_name, antragsteller_art, eingang_am, wartet_auf, letztes_ereignis,
		letztes_ereignis_am, verlauf_nr, verlauf_hash, version) values ($1, $2, $3, 'standard', '1', 'T', $4, 'lf-20-steuern', 'N', 'person', now(), 'uns', 'eingegangen', now(), 1, '', 1)`,
		id, mandant, id.String(), status)
	return id
}

func (a *archive) dokument(mandant, vorgang uuid.UUID, sha string) {
	a.t.Helper()
	a.exec(`insert into dokument (id, mandant_id, vorgang_id, rolle, dateiname, content_type, sha256, groesse, pruefung, am) values ($1, $2, $3, 'attachment', 'a', 'b', $4, 1, 'unbedenklich', now())`,
		uuid.New(), mandant, vorgang, sha)
}

func (a *archive) sweep() {
	a.t.Helper()
	if err := a.Kehraus.Sweep(a.t.Context()); err != nil {
		a.t.Fatal(err)
	}
}

// Whatever the state of the office, retention never takes a content that a document, a sample or a delivery somebody
// still has to decide about needs, in any tenant; and what nobody needs is gone.
func TestRetentionNeverTakesWhatIsNeeded(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			a := newArchive(t)
			r := rand.New(rand.NewPCG(seed, 7)) //nolint:gosec // a repeatable state, no secret
			other := a.Tenant("Stadt Nebenan").Mandant
			contents := make([]string, 25)
			for i := range contents {
				contents[i] = a.put(fmt.Sprint("Inhalt ", i))
			}
			pick := func() string { return contents[r.IntN(len(contents))] }
			zustaende := []string{"empfangen", "angenommen", "doppelt", "klaerfall", "erledigt", "verworfen"}
			states := []string{"neu", "in_bearbeitung", "abgeschlossen", "verworfen"}
			for range 40 {
				m := []uuid.UUID{a.Mandant, a.Mandant, a.Mandant, other}[r.IntN(4)]
				v := a.vorgang(m, states[r.IntN(len(states))])
				a.eingang(m, r.IntN(700), zustaende[r.IntN(len(zustaende))], pick(), &v)
				if r.IntN(4) == 0 {
					a.dokument(m, v, pick())
				}
				if r.IntN(8) == 0 {
					a.exec(`insert into muster (id, mandant_id, zugang_id, formular, formular_version, name, antrag, roh_sha256, am, von) values ($1, $2, $3, 'f', '', 'n', '{}', $4, now(), 'x')`,
						uuid.New(), m, a.zugang(m), pick())
				}
			}
			a.age()
			rohdaten, buch := 1+r.IntN(12), []int{0, 18}[r.IntN(2)]
			a.set(rohdaten, buch)
			a.sweep()
			a.sweep() // the day is over; nothing more happens
			a.checkNeeded(contents)
			a.checkDue(rohdaten, buch)
		})
	}
}

// checkNeeded: what any row refers to can be opened; what none refers to is gone, or was never due.
func (a *archive) checkNeeded(contents []string) {
	a.t.Helper()
	needed := map[string]string{}
	rows, err := a.db.Query(`select sha256, 'dokument' from dokument union select roh_sha256, 'muster' from muster union select sha256, 'eingang ' || zustand from eingang where rohdaten_geloescht_am is null`)
	if err != nil {
		a.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var sha, by string
		if err := rows.Scan(&sha, &by); err != nil {
			a.t.Fatal(err)
		}
		needed[sha] = by
	}
	for _, sha := range contents {
		by, ok := needed[sha]
		if ok && !a.there(sha) {
			a.t.Errorf("a content is gone that is needed: %s", by)
		}
		var once bool
		if err := a.db.QueryRow("select exists (select from eingang where sha256 = $1 and rohdaten_geloescht_am is not null)", sha).Scan(&once); err != nil {
			a.t.Fatal(err)
		}
		if !ok && once && a.there(sha) {
			a.t.Error("a content is there that nobody needs")
		}
	}
}

// checkDue: what is over is deleted, what is not is not.
func (a *archive) checkDue(rohdaten, buch int) {
	a.t.Helper()
	grenze, _ := casework.AufbewahrungsGrenze(rohdaten, time.Now())
	var wrong int
	err := a.db.QueryRow(`select count(*) from eingang where (rohdaten_geloescht_am is not null) <> (mandant_id = $1 and zustand not in ('empfangen','klaerfall') and empfangen_am < $2)`, a.Mandant, grenze).Scan(&wrong)
	if err != nil || wrong != 0 {
		a.t.Errorf("%d deliveries were deleted wrongly or not, %v", wrong, err)
	}
	if buch == 0 {
		return
	}
	ende, _ := casework.AufbewahrungsGrenze(buch, time.Now())
	err = a.db.QueryRow(`select count(*) from eingang e left join vorgang v on v.id = e.vorgang_id where e.mandant_id = $1 and e.empfangen_am < $2 and e.rohdaten_geloescht_am is not null
		and coalesce(v.status, '') not in ('neu','angenommen','in_bearbeitung','beschieden')`, a.Mandant, ende).Scan(&wrong)
	if err != nil || wrong != 0 {
		a.t.Errorf("%d lines are left, %v", wrong, err)
	}
}

// 0 months keep everything; what is old is deleted the day after somebody decided, in rounds, and a second day finds
// the rest.
func TestRetentionByDay(t *testing.T) {
	a := newArchive(t)
	sha := a.put("alt")
	id := a.eingang(a.Mandant, 400, "angenommen", sha, nil)
	young := a.eingang(a.Mandant, 3, "erledigt", a.put("jung"), nil)
	a.age()
	a.sweep()
	a.set(0, 0)
	a.sweep()
	if !a.there(sha) {
		t.Fatal("nobody decided, and raw data are gone")
	}
	a.set(6, 0)
	if got := a.put("alt"); got != sha { // delivered again today: stays one more day
		t.Fatal(got)
	}
	a.sweep()
	if !a.there(sha) {
		t.Error("what came again today is deleted")
	}
	a.age()
	now := time.Now().AddDate(0, 0, 1)
	a.DB.SetClock(func() time.Time { return now })
	a.sweep()
	var alt, jung bool
	err := a.db.QueryRow(`select (select rohdaten_geloescht_am is not null from eingang where id = $1), (select rohdaten_geloescht_am is not null from eingang where id = $2)`, id, young).Scan(&alt, &jung)
	if err != nil || !alt || jung || a.there(sha) {
		t.Errorf("deleted %t %t, content there %t, %v", alt, jung, a.there(sha), err)
	}
}

// Number 9 of the acceptance list for mailboxes: without a decision of the archive nothing of a Vorgang is deleted,
// however long it is closed (§ 5 BArchG and its like). What is deleted, the raw deliveries, leaves a record.
func TestNothingOfAVorgangIsDeletedWithoutTheArchive(t *testing.T) {
	a := newArchive(t)
	sha := a.put("Antrag")
	v := a.vorgang(a.Mandant, "abgeschlossen")
	a.dokument(a.Mandant, v, sha)
	a.exec("update vorgang set eingang_am = now() - interval '31 years', letztes_ereignis_am = now() - interval '31 years'")
	a.eingang(a.Mandant, 400, "angenommen", a.put("roh"), &v)
	a.age()
	a.set(1, 0)
	a.DB.SetClock(func() time.Time { return time.Now().AddDate(40, 0, 0) })
	a.sweep()
	var vorgaenge, dokumente, nachweise int
	if err := a.db.QueryRow(`select (select count(*) from vorgang where id = $1), (select count(*) from dokument where
		vorgang_id = $1), (select count(*) from eingang where rohdaten_geloescht_am is not null)`, v).
		Scan(&vorgaenge, &dokumente, &nachweise); err != nil {
		t.Fatal(err)
	}
	if vorgaenge != 1 || dokumente != 1 || !a.there(sha) || nachweise != 1 {
		t.Errorf("%d Vorgang, %d document, file there: %v, %d records", vorgaenge, dokumente, a.there(sha), nachweise)
	}
}
