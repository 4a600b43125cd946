package main

import (
	"database/sql"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
	"kontor/migrations"
)

// landed is the commit that was delivered last; after a delivery somebody moves it on. No migration in it is edited.
const landed = "59568f055c5347dc5276f225d7bc2963dc86eb9d"

// earlier are the programs that are upgraded from, with their newest migration, and whether they wrote entries that
// nothing can prove any more.
var earlier = map[string]struct {
	commit     string
	schema     int
	unprovable bool
}{
	"the last with schema 2":  {"3876c76ed6d53b8dc5a511b52f486b85f7ded6ea", 2, true},
	"the last with schema 24": {"087ddb1dfae9cfdd65f253a1b4b5a0b70f8b97a6", 24, false},
}

// history says, when set, that the history must be there: .ci/run sets it.
const history = "KONTOR_TEST_HISTORIE"

// fromHistory asks git about an earlier commit. Whoever owns the checkout: it is only read.
func fromHistory(t *testing.T, args ...string) []byte {
	t.Helper()
	missing := t.Skipf
	if os.Getenv(history) != "" {
		missing = t.Fatalf
	}
	args = append([]string{"-c", "safe.directory=*", "-C", "../../.."}, args...)
	git := exec.CommandContext(t.Context(), "git", args...)
	out, err := git.CombinedOutput()
	if err != nil {
		missing("git %v: the commit is not here (a shallow clone or an exported tree; git fetch --unshallow): %v %s", args,
			err, out)
	}
	return out
}

// A database has run what was delivered: an edited, renamed or renumbered migration is another one that it never runs.
func TestDeliveredMigrationsStayAsTheyAre(t *testing.T) {
	now, err := os.ReadFile("../../../migrations/pruefsummen.txt")
	if err != nil {
		t.Fatal(err)
	}
	then := string(fromHistory(t, "show", landed+":migrations/pruefsummen.txt"))
	if !strings.HasPrefix(string(now), then) {
		t.Errorf("these were delivered and stand first in pruefsummen.txt:\n%s", then)
	}
}

// buildEarlier builds the program of an earlier commit from this repository.
func buildEarlier(t *testing.T, commit string) string {
	t.Helper()
	folder := t.TempDir()
	archive := filepath.Join(folder, "quellen.tar")
	fromHistory(t, "archive", "-o", archive, commit)
	program := filepath.Join(folder, "kontor")
	for _, c := range [][]string{{"tar", "-xf", archive}, {"go", "build", "-o", program, "./backend/cmd/kontor"}} {
		cmd := exec.CommandContext(t.Context(), c[0], c[1:]...)
		cmd.Dir = folder
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", c, err, out)
		}
	}
	return program
}

// office is a database with the copies before it.
type office struct {
	t    *testing.T
	dsn  string
	data string // folder of the files, which all copies share
	sql  *sql.DB
}

// openOffice makes a database with the schema of a program and an office that takes deliveries.
func openOffice(t *testing.T, program string) *office {
	t.Helper()
	o := &office{t: t, data: t.TempDir()}
	o.dsn = testkit.Database(t, "leer", func(string) error { return nil })
	if out, errs, code := run(t, program, []string{"DATABASE_URL=" + o.dsn}, "migrate"); code != 0 {
		t.Fatalf("migrate: %s%s", out, errs)
	}
	db, err := sql.Open("postgres", o.dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1) // whose tenant is set below
	o.sql = db
	mandant, salt := uuid.New(), []byte("neutral")
	o.exec("insert into mandant (id, schluessel, name, land) values ($1, 'lindenfurt', 'Stadt Lindenfurt', 'ST')",
		mandant)
	o.exec("select set_config('kontor.mandant', $1, false)", mandant.String())
	o.exec(`insert into organisationseinheit (mandant_id, schluessel, name, ist_poststelle)
		values ($1, 'lf-10-poststelle', 'Poststelle', true)`, mandant)
	o.exec(`insert into benutzer (id, mandant_id, name, anzeige, rollen, einheiten)
		values ($1, $2, 'leitung', 'Leitung', '{teamleitung}', '{}')`, uuid.New(), mandant)
	o.exec(`insert into zugang (id, mandant_id, name, adapter, benutzer, salz, geheimnis)
		values ($1, $2, 'neutral', 'neutral', 'neutral', $3, $4)`,
		uuid.New(), mandant, salt, posteingang.HashGeheimnis(salt, "demo"))
	return o
}

func (o *office) exec(text string, args ...any) {
	o.t.Helper()
	if _, err := o.sql.Exec(text, args...); err != nil {
		o.t.Fatalf("%s: %v", text, err)
	}
}

func (o *office) count(text string) (n int) {
	o.t.Helper()
	if err := o.sql.QueryRow(text).Scan(&n); err != nil {
		o.t.Fatalf("%s: %v", text, err)
	}
	return n
}

// token is that of the person at the desk.
func (o *office) token(program string) string {
	o.t.Helper()
	out, errs, code := run(o.t, program, []string{"DATABASE_URL=" + o.dsn}, "token", "--benutzer", "leitung")
	if code != 0 {
		o.t.Fatalf("token: %s", errs)
	}
	return strings.TrimSpace(out)
}

// copy is one running program.
type replica struct {
	*process
	address string
}

func (o *office) start(program string) replica {
	o.t.Helper()
	port := strconv.Itoa(mustPort(o.t))
	p := startProgram(o.t, program, serveEnvironment(o.dsn, o.data, port), "serve")
	p.until(`"msg":"ready"`, time.Minute)
	return replica{p, "http://127.0.0.1:" + port}
}

// TestUpgradeIsNotFelt: two copies of an earlier program are at work, the newest starts beside them and migrates. From
// the first to the last second nobody gets an answer that is no success.
func TestUpgradeIsNotFelt(t *testing.T) {
	if testing.Short() {
		t.Skip("builds an earlier program")
	}
	for name, e := range earlier {
		t.Run(name, func(t *testing.T) { upgrade(t, e.commit, e.schema, e.unprovable) })
	}
}

func upgrade(t *testing.T, commit string, schema int, unprovable bool) {
	old := buildEarlier(t, commit)
	o := openOffice(t, old)
	first, second := o.start(old), o.start(old)
	if n := o.count(schemaStand); n != schema {
		t.Fatalf("the earlier program makes schema %d", n)
	}
	f := startTraffic(t, o.token(old), first.address, second.address)
	f.more(60)
	third := o.start(os.Args[0])
	f.balance(first.address, second.address, third.address)
	f.more(120)
	if n := o.count(schemaStand); n != newest {
		t.Errorf("the newest program makes schema %d", n)
	}
	f.balance(second.address, third.address)
	first.interrupt()
	f.more(40)
	f.balance(third.address)
	second.interrupt()
	f.more(40)
	f.check()
	if t.Failed() {
		for _, r := range []replica{first, second, third} {
			r.tell()
		}
	}
	if n := o.count("select count(*) from vorgang"); n != f.delivered {
		t.Errorf("%d deliveries became %d Vorgänge", f.delivered, n)
	}
	// what the earlier program wrote, before and beside the newest, is open and not damaged
	settings := []string{"DATABASE_URL=" + o.dsn, "KONTOR_DATA=" + o.data}
	out, errs, code := run(t, os.Args[0], settings, "check", "verlauf")
	if code != 0 || unprovable != strings.Contains(out, "nicht mehr prüfbar") ||
		!strings.Contains(out, " 0 beschädigt") {
		t.Errorf("check verlauf: exit %d\n%s%s", code, out, errs)
	}
}

const schemaStand = "select max(version_id) from goose_db_version"

var newest = migrations.Newest(migrations.FS)

// expand is what a later release adds: columns, a table, an index, a rule.
func expand() []string {
	return []string{
		fmt.Sprintf(`-- +goose Up
alter table vorgang add column spaeter text not null default '';
alter table vorgang add constraint vorgang_spaeter check (spaeter <> 'nie') not valid;
create table spaeter (id uuid primary key);
insert into schemastand (stand, braucht) values (%d, %d);`, newest+1, newest),
		fmt.Sprintf(`-- +goose NO TRANSACTION
-- +goose Up
drop index concurrently if exists vorgang_spaeter_index;
create index concurrently vorgang_spaeter_index on vorgang (spaeter);
alter table vorgang validate constraint vorgang_spaeter;
insert into schemastand (stand, braucht) values (%d, %d) on conflict do nothing;`, newest+2, newest),
	}
}

// contract is what the release after that takes away.
func contract() string {
	return fmt.Sprintf(`-- +goose Up
alter table eingang drop column formular;
insert into schemastand (stand, braucht) values (%d, %d);`, newest+3, newest+1)
}

// TestProgramOnALaterSchema: a later release adds something, and this program goes on as if nothing had happened. The
// one after that takes something away: this program is not ready any more, stops its jobs and tells everybody to come
// again; none of its answers is an error of its own. Started anew it refuses, and so does every command.
func TestProgramOnALaterSchema(t *testing.T) {
	o := openOffice(t, os.Args[0])
	first, second := o.start(os.Args[0]), o.start(os.Args[0])
	f := startTraffic(t, o.token(os.Args[0]), first.address, second.address)
	f.more(40)
	o.migrate(expand()...)
	f.more(60)
	o.restartOn(newest + 2)
	f.check()

	o.job()
	eventually(t, time.Minute, "a job is taken", func() bool { return o.count(jobsTaken) == 1 })
	f = startTraffic(t, f.token, first.address, second.address)
	f.more(20)
	o.migrate(append(expand(), contract())...)
	for _, r := range []replica{first, second} {
		r.until(`"msg":"schema is newer than this program"`, time.Minute)
		r.until(`"msg":"jobs stopped"`, time.Minute)
	}
	o.job()
	f.more(20)
	f.end()
	if len(f.refused) == 0 {
		t.Error("a program that was left behind goes on")
	}
	for _, answer := range f.refused {
		if !strings.Contains(answer, "HTTP 503") {
			t.Errorf("left behind: %s", answer)
		}
	}
	for _, r := range []replica{first, second} {
		if code, body := get(t, r.address+"/readyz", ""); code != http.StatusServiceUnavailable || body != "schema" {
			t.Errorf("/readyz of a program that was left behind: HTTP %d %s", code, body)
		}
	}
	o.refused(newest + 3)
	if n := o.count(jobsTaken); n != 1 {
		t.Errorf("a program that was left behind took %d jobs", n-1)
	}
	for _, r := range []replica{first, second} {
		r.interrupt()
		for line := range r.lines {
			if strings.Contains(line, "schema is newer") {
				t.Errorf("said twice: %s", line)
			}
		}
	}
}

// migrate is what a later program does when it starts.
func (o *office) migrate(more ...string) {
	o.t.Helper()
	if err := store.MigrateFrom(o.t.Context(), o.dsn, testkit.Later(o.t, more...)); err != nil {
		o.t.Fatal(err)
	}
}

const jobsTaken = "select count(*) from river_job where kind = 'probe' and attempt > 0"

// job asks for one whose kind nobody knows: whoever takes it fails.
func (o *office) job() {
	o.t.Helper()
	o.exec(`insert into river_job (kind, args, max_attempts, queue, scheduled_at)
		values ('probe', '{}', 5, 'default', now())`)
}

// restartOn starts a program anew on a newer schema that carries it: a copy that dies meanwhile comes back, and
// whoever is not content with the newer program goes back.
func (o *office) restartOn(stand int) {
	o.t.Helper()
	out, errs, code := run(o.t, os.Args[0], []string{"DATABASE_URL=" + o.dsn}, "migrate")
	for _, word := range []string{fmt.Sprintf("Schemastand %d", stand), fmt.Sprintf("kennt Stand %d", newest)} {
		if code != 0 || !strings.Contains(out, word) {
			o.t.Errorf("migrate on a newer schema: exit %d, %s%s", code, out, errs)
		}
	}
	o.start(os.Args[0]).interrupt()
}

// refused wants every command to name both versions.
func (o *office) refused(stand int) {
	o.t.Helper()
	environment := serveEnvironment(o.dsn, o.data, strconv.Itoa(mustPort(o.t)))
	for _, args := range [][]string{{"serve"}, {"migrate"}, {"check", "verlauf"}, {"token", "--liste"}} {
		out, errs, code := run(o.t, os.Args[0], environment, args...)
		for _, word := range []string{fmt.Sprintf("Schemastand %d", stand), fmt.Sprintf("kennt nur Stand %d",
			newest), "Kontor 0."} {
			if code != 1 || !strings.Contains(errs, word) {
				o.t.Errorf("%v on a newer schema: exit %d, %s%s", args, code, out, errs)
			}
		}
	}
}
