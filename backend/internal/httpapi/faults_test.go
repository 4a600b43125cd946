package httpapi_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"kontor/backend/internal/testkit"
)

// unruhig are the tables that a call may leave changed that fails: what was noted of it is no part of the act.
var unruhig = map[string]string{
	"api_token": "when the token was last used", "zugriff": "who wanted to look", "schemastand": "by the program",
	"river_client": "", "river_client_queue": "", "river_leader": "", "river_migration": "", "river_notification": "",
	"river_queue": "",
}

// stand is everything the database holds, as a fingerprint per table: how many rows, and who wrote last.
type stand map[string]string

// bestand reads what is there as somebody whom no policy binds.
func bestand(t *testing.T, db *sql.DB, query string) stand {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	out := stand{}
	for rows.Next() {
		var table, print string
		if err := rows.Scan(&table, &print); err != nil {
			t.Fatal(err)
		}
		out[table] = print
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func bestandQuery(t *testing.T, db *sql.DB) string {
	t.Helper()
	rows, err := db.Query(`select table_name from information_schema.tables
		where table_schema = 'public' and table_type = 'BASE TABLE'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var parts []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		if _, skip := unruhig[name]; !skip {
			const print = "select 'X', count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) from X"
			parts = append(parts, strings.ReplaceAll(print, "X", name))
		}
	}
	return strings.Join(parts, " union all ")
}

// changed names the tables that differ.
func (s stand) changed(other stand) (out []string) {
	for table := range s {
		if s[table] != other[table] {
			out = append(out, table)
		}
	}
	slices.Sort(out)
	return out
}

// faulty is an office whose line to the database meets faults.
type faulty struct {
	*office
	seen  *testkit.Statements
	db    *sql.DB
	query string
	log   *panics
}

// panics counts the log lines that tell of a panic.
type panics struct{ n atomic.Int32 }

func (p *panics) Write(line []byte) (int, error) {
	if bytes.Contains(line, []byte("panic")) {
		p.n.Add(1)
	}
	return len(line), nil
}

func openFaulty(t *testing.T) *faulty {
	t.Helper()
	f := &faulty{log: &panics{}}
	f.office = open(t, func(k *testkit.Kit) {
		f.seen = k.CountStatements()
		k.Log = slog.New(slog.NewTextHandler(io.MultiWriter(t.Output(), f.log), nil))
	})
	f.db = f.superuser()
	f.query = bestandQuery(t, f.db)
	// once a minute the use of a token or session is noted, a commit of its own: here that minute never comes
	for _, text := range []string{"update api_token set benutzt_am = now() + interval '1 day'",
		"update sitzung set gesehen_am = now() + interval '1 day'"} {
		if _, err := f.db.Exec(text); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		if n := f.log.n.Load(); n > 0 {
			t.Errorf("%d panics", n)
		}
	})
	return f
}

func (f *faulty) bestand() stand { return bestand(f.t, f.db, f.query) }

// failed holds an answer against what a person is told of a fault: a problem with a reference and no word of its cause.
func failed(t *testing.T, what string, a *testkit.Answer) {
	t.Helper()
	if a.Status != http.StatusInternalServerError && a.Status != http.StatusServiceUnavailable {
		t.Errorf("%s: answer %d %s", what, a.Status, a.Body)
	}
	if typ := a.Header.Get("Content-Type"); typ != "application/problem+json" {
		t.Errorf("%s: %s", what, typ)
	}
	leaksNothing(t, a)
}

// auch are acts on something else than a Vorgang, or on many, that are tried with faults, too. What tries a delivery
// again is none of them: that somebody tried is noted first, whatever comes of it.
var auch = []string{"setEinwilligung", "acceptKlaerfall", "discardKlaerfall", "keepKlaerfall", "confirmKlaerfall",
	"updateZugang", "renewPasswort", "activateZuordnung", "deleteZuordnung", "deleteMuster", "importVerfahrensversion",
	"activateVerfahrensversion", "retireVerfahrensversion", "deleteVerfahrensversion", "runUmstellung",
	"postPostausgang"}

// act is an operation that changes something, with somebody who may.
type act struct {
	operation
	wer *testkit.Client
}

func (f *faulty) acts() (out []act) {
	for _, z := range f.zutritte() {
		name := strings.ToLower(z.name[:1]) + z.name[1:]
		i := slices.IndexFunc(operationen, func(op operation) bool { return op.name == name })
		if i < 0 || operationen[i].bleib || slices.Contains(ohneVorgang, name) && !slices.Contains(auch, name) {
			continue
		}
		if z.wer == f.sb {
			z.wer = f.tl
		}
		if name == "setEinwilligung" { // concerns every Vorgang of the account: now there are few
			out = slices.Insert(out, 0, act{operationen[i], z.wer})
			continue
		}
		out = append(out, act{operationen[i], z.wer})
	}
	return out
}

// twice are acts that another call does again, because nothing in them tells a repeat from a wish for more.
var twice = map[string]string{
	"sendNachricht":  "another message; the version tells the repeat",
	"fileVorgang":    "filed anew; the version tells the repeat",
	"uploadDokument": "another document", "addKommentar": "another note", "addWiedervorlage": "another reminder",
	"saveEntwurf":   "the same draft",
	"exportVorgang": "another copy leaves the house", "exportVorgaenge": "another copy leaves the house",
}

// versuch is an act at hand: the same call until it is done.
type versuch struct {
	*faulty
	act
	a       *akte
	before  stand
	entries int
}

func (f *faulty) versuch(x act) *versuch {
	f.t.Helper()
	v := &versuch{faulty: f, act: x, a: x.vor(f.office)}
	v.look()
	return v
}

func (v *versuch) look() {
	v.t.Helper()
	v.before, v.entries = v.bestand(), 0
	if v.a.base != "" {
		v.entries = len(v.a.verlauf())
	}
}

// spur is what was left since look: the tables that changed, and what came to the journal of the Vorgang.
func (v *versuch) spur() string {
	v.t.Helper()
	tables := v.before.changed(v.bestand())
	if tables == nil {
		return ""
	}
	if v.a.base == "" {
		return fmt.Sprint(tables)
	}
	return fmt.Sprint(tables, v.a.verlauf()[v.entries:])
}

// meet does the act with a fault at a statement, and tells whether it is done. Done means: it has left `whole`.
func (v *versuch) meet(fault testkit.Fault, n int, of func(string) bool, whole string) (struck string, done bool) {
	v.t.Helper()
	var answer *testkit.Answer
	struck = v.seen.Strike(fault, n, of, func() { answer = v.ruf(v.wer, v.a) })
	what := fmt.Sprintf("%s, fault %d at statement %d %.80q", v.name, fault, n, struck)
	if struck == "" {
		answer.Is(200, 201, 202, 204)
	} else {
		failed(v.t, what, answer)
	}
	spur := v.spur()
	if spur != "" && spur != whole || spur == "" && struck == "" {
		v.t.Fatalf("%s leaves %q, want %q", what, spur, whole)
	}
	return struck, spur != ""
}

// again repeats an act whose answer was lost, with what the person still has before them.
func (v *versuch) again() {
	v.t.Helper()
	v.look()
	answer := v.ruf(v.wer, v.a)
	spur := v.spur()
	switch _, more := twice[v.name]; {
	case v.stale:
		answer.Is(409)
	case answer.Status >= 500:
		v.t.Errorf("%s again: %d %s", v.name, answer.Status, answer.Body)
	case more:
		answer.Is(200, 201, 202, 204)
		return
	}
	if spur != "" {
		v.t.Errorf("%s again, answered %d, leaves %s", v.name, answer.Status, spur)
	}
}

// Whichever statement of an act fails, the person is told so, and the act is done wholly or not at all: where it is
// not, the same call succeeds; where only the answer was lost, the same call does it no second time.
func TestAnActIsDoneWhollyOrNotAtAll(t *testing.T) {
	f := openFaulty(t)
	for _, x := range f.acts() {
		v := f.versuch(x)
		x.ruf(x.wer, v.a).Is(200, 201, 202, 204)
		whole := v.spur()
		if whole == "" {
			t.Errorf("%s changes nothing", x.name)
		}

		v = f.versuch(x)
		n, struck, done := 0, "", false
		for !done {
			n++
			struck, done = v.meet(testkit.Refused, n, testkit.NoBegin, whole)
		}
		if struck != "" { // reading it for the answer failed
			v.again()
		}

		v = f.versuch(x)
		commits, done := 0, false
		for !done {
			commits++
			if struck, done = v.meet(testkit.Lost, commits, testkit.IsCommit, whole); !done {
				struck, done = v.meet(testkit.Unanswered, commits, testkit.IsCommit, whole)
			}
		}
		if struck == "" {
			t.Errorf("%s is done without a commit", x.name)
		}
		v.again()
		t.Logf("%s: %d statements, %d commits, leaves %s", x.name, n-1, commits, whole)
	}
}

// A transaction that cannot begin has done nothing: it begins on another connection, and nobody notices.
func TestABeginThatFailsIsTriedAgain(t *testing.T) {
	f := openFaulty(t)
	a := f.antrag()
	begin := func(text string) bool { return strings.HasPrefix(text, "begin") }
	for n := range 5 {
		struck := f.seen.Strike(testkit.Lost, n+1, begin, func() {
			f.tl.Post(a.base+"/kommentare", map[string]any{"text": "Notiz"}).Is(201)
		})
		if n == 0 && struck == "" {
			t.Error("no begin was struck")
		}
	}
}

// Whichever statement of a delivery fails: a form server that is told of success has its Vorgang, one that is told to
// try again gets exactly one by that, and what the first time left behind makes no second one, by itself or by hand.
func TestADeliveryBecomesOneVorgang(t *testing.T) {
	f := openFaulty(t)
	form := f.Form("ozgcloud")
	deliver := func(i int) *testkit.Answer {
		body := strings.Replace(gastro, `"t-1"`, fmt.Sprintf(`"t-%d"`, i), 1)
		return form.PostParts("/eingang/ozgcloud", testkit.Part{Name: "formData", Inhalt: body},
			testkit.Part{Name: "attachments", Dateiname: "Plan.pdf", Inhalt: fmt.Sprintf("%%PDF-1.4 %d", i)})
	}
	deliver(0).Is(200)
	i := 0
	vorgaenge := func() string { return f.eines("select count(*)::text from vorgang") }
	for _, fault := range []testkit.Fault{testkit.Refused, testkit.Lost, testkit.Unanswered} {
		for n, struck := 1, "x"; struck != ""; n++ {
			i++
			var answer *testkit.Answer
			struck = f.seen.Strike(fault, n, testkit.NoBegin, func() { answer = deliver(i) })
			what := fmt.Sprintf("fault %d at statement %d %.80q, answer %d", fault, n, struck, answer.Status)
			one := fmt.Sprint(i + 1)
			switch {
			case answer.Status == 200:
				if got := vorgaenge(); got != one {
					t.Fatalf("%s: %s Vorgänge, want %s", what, got, one)
				}
			case struck == "":
				t.Fatalf("%s %s", what, answer.Body)
			default:
				vendorFault(t, "ozgcloud", answer, 503)
			}
			leaksNothing(t, answer)
			again := deliver(i).Is(200)
			newest := f.eines("select vorgangsnummer from vorgang order by id desc limit 1")
			if got := vorgaenge(); got != one || !strings.Contains(string(again.Body), newest) {
				t.Fatalf("%s, and again: %s Vorgänge, want %s; %s is told of %s", what, got, one, newest, again.Body)
			}
		}
	}
	f.at(time.Now().Add(5 * time.Minute)) // what lies is left behind
	for range 2 {
		if err := f.Kehraus.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		f.MustWork()
	}
	for _, k := range f.klaerfaelle(f.tl, "") {
		f.tl.Post("/api/v1/klaerfaelle/"+k.ID+"/wiederholung", nil).Is(200)
	}
	if got := vorgaenge(); got != fmt.Sprint(i+1) || slices.Contains(f.eingaenge(), "empfangen") {
		t.Errorf("%s Vorgänge of %d applications, deliveries %v", got, i+1, f.eingaenge())
	}
}
