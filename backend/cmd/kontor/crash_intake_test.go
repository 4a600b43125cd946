package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"kontor/backend/internal/devkit"
	"kontor/backend/internal/jobs"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

const (
	floodCases   = 2000
	floodClients = 16
	floodKills   = 10 // of kontor
	floodCrashes = 2  // of PostgreSQL
)

// TestFloodSurvivesKills: 2,000 deliveries of 16 form servers while the program is killed with -9 and started again ten
// times and PostgreSQL twice. Each that was answered with success is one Vorgang exactly, and none is missing.
func TestFloodSurvivesKills(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute and a database server of its own")
	}
	f := newFlood(t, floodCases, t.TempDir(), t.TempDir())
	clients := f.deliverAll(floodClients)
	p := f.start()
	step := int64(floodCases / (floodKills + floodCrashes + 1))
	for i := range int64(floodKills + floodCrashes) {
		f.waitFor(i*step + rand.Int64N(step/2+1))
		if i%5 == 3 {
			f.crashPostgres()
			continue
		}
		p.kill()
		p = f.start()
	}
	clients.Wait()
	p.interrupt()
	f.check()
	t.Logf("%d deliveries, %d kills, %d crashes of PostgreSQL, %d answers lost or refused on the way", floodCases,
		floodKills, floodCrashes, f.lost.Load())
}

type flood struct {
	t        *testing.T
	kit      *testkit.Kit
	cfg      devkit.PostgresConfig
	pg       *devkit.Postgres
	data     string
	port     string
	accepted atomic.Int64
	lost     atomic.Int64
	nummern  []string // as answered
}

// newFlood is for so many deliveries, with the files of PostgreSQL below one folder and those of the program in
// another.
func newFlood(t *testing.T, cases int, database, data string) *flood {
	f := &flood{t: t, data: data, port: strconv.Itoa(mustPort(t)), nummern: make([]string, cases),
		cfg: devkit.PostgresConfig{DataDir: filepath.Join(database, "pg"), Port: mustPort(t), Durable: true}}
	f.startPostgres()
	t.Cleanup(func() { _ = f.pg.Stop() })
	if err := store.Migrate(t.Context(), f.pg.DSN()); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), f.pg.DSN())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	f.kit = testkit.ServiceOn(t, db, f.pg.DSN(), filepath.Join(f.data, "blobs"))
	return f
}

// startPostgres tries for a while: after a crash the last backends must end before the data directory is free.
func (f *flood) startPostgres() {
	var err error
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); {
		ctx, cancel := context.WithTimeout(f.t.Context(), 30*time.Second)
		f.pg, err = devkit.StartPostgres(ctx, f.cfg)
		cancel()
		if err == nil {
			return
		}
	}
	f.t.Fatal(err)
}

func (f *flood) crashPostgres() {
	raw, err := os.ReadFile(filepath.Join(f.cfg.DataDir, "postmaster.pid"))
	if err != nil {
		f.t.Fatal(err)
	}
	line, _, _ := strings.Cut(string(raw), "\n")
	pid, err := strconv.Atoi(line)
	if err != nil {
		f.t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		f.t.Fatal(err)
	}
	<-f.pg.Done()
	_ = f.pg.Stop()
	f.startPostgres()
}

func (f *flood) start() *process {
	p := startKontor(f.t, serveEnvironment(f.pg.DSN(), f.data, f.port), "serve")
	p.until(`"msg":"ready"`, 30*time.Second)
	return p
}

// waitFor returns once so many deliveries were answered with success.
func (f *flood) waitFor(n int64) {
	for deadline := time.Now().Add(2 * time.Minute); f.accepted.Load() < n; {
		if time.Now().After(deadline) {
			f.t.Fatalf("only %d of %d deliveries came through", f.accepted.Load(), n)
		}
		time.Sleep(time.Millisecond)
	}
}

// deliverAll lets that many form servers deliver everything between them.
func (f *flood) deliverAll(clients int) *sync.WaitGroup {
	var g sync.WaitGroup
	for client := range clients {
		g.Go(func() {
			for n := client; n < len(f.nummern); n += clients {
				f.deliver(n)
			}
		})
	}
	return &g
}

// deliver is a form server that sends until it gets a success.
func (f *flood) deliver(n int) {
	file := make([]byte, 8<<10)
	for i := range file {
		file[i] = byte(n + i*i)
	}
	body, err := json.Marshal(map[string]any{
		"kennung": fmt.Sprintf("flut/%d", n), "formular": map[string]any{"schluessel": "flut", "titel": "Flut"},
		"antragsteller": map[string]any{"art": "person", "vorname": "Ute", "nachname": fmt.Sprintf("Erdacht%d", n)},
		"antragsdaten":  []any{map[string]any{"name": "nr", "typ": "text", "text": strconv.Itoa(n)}},
		"dokumente": []any{map[string]any{"id": "d", "rolle": "attachment", "dateiname": "a.bin",
			"inhalt": base64.StdEncoding.EncodeToString(file)}},
	})
	if err != nil {
		f.t.Error(err)
		return
	}
	for f.t.Context().Err() == nil {
		code, nummer, err := f.post(body)
		switch {
		case err == nil && code == http.StatusOK:
			f.nummern[n] = nummer
			f.accepted.Add(1)
			return
		case err == nil && code != http.StatusServiceUnavailable:
			f.t.Errorf("delivery %d: HTTP %d, which no form server repeats", n, code)
			return
		}
		f.lost.Add(1)
		time.Sleep(20 * time.Millisecond) // as a form server does, only quicker
	}
}

func (f *flood) post(body []byte) (code int, nummer string, err error) {
	ctx, cancel := context.WithTimeout(f.t.Context(), 20*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://127.0.0.1:"+f.port+"/eingang/neutral",
		bytes.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	req.SetBasicAuth("neutral", "demo")
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	var answer struct{ Vorgangsnummer string }
	err = json.NewDecoder(resp.Body).Decode(&answer) // a torn answer is no answer
	return resp.StatusCode, answer.Vorgangsnummer, err
}

// check finishes what the kills left behind, as River's rescue and the sweep do after two minutes, and counts.
func (f *flood) check() {
	f.t.Helper()
	if _, err := f.kit.DB.SQL().ExecContext(f.t.Context(),
		"update river_job set state = 'available' where state = 'running'"); err != nil {
		f.t.Fatal(err)
	}
	f.kit.DB.SetClock(func() time.Time { return time.Now().Add(5 * time.Minute) })
	if err := f.kit.Kehraus.Sweep(f.t.Context()); err != nil {
		f.t.Fatal(err)
	}
	if err := jobs.RunDue(f.t.Context(), f.kit.All); err != nil {
		f.t.Fatal(err)
	}
	admin, err := url.Parse(f.pg.AdminDSN())
	if err != nil {
		f.t.Fatal(err)
	}
	admin.Path = "kontor"
	db, err := sql.Open("postgres", admin.String())
	if err != nil {
		f.t.Fatal(err)
	}
	defer db.Close()
	f.checkVorgaenge(db)
	var offen string
	var dokumente, ungescannt int
	row := db.QueryRow(`select (select coalesce(string_agg(distinct zustand || ' ' || grund || ' ' || detail, ', '), '') from eingang where zustand not in ('angenommen','doppelt')),
		(select count(*) from dokument), (select count(*) from dokument where pruefung = 'ausstehend')`)
	if err := row.Scan(&offen, &dokumente, &ungescannt); err != nil {
		f.t.Fatal(err)
	}
	if ungescannt != 0 {
		f.t.Errorf("%d documents stay in quarantine", ungescannt)
	}
	if offen != "" || dokumente != len(f.nummern) {
		f.t.Errorf("deliveries that are neither accepted nor a repetition: %q; %d documents", offen, dokumente)
	}
	f.checkBlobs(db)
}

func (f *flood) checkVorgaenge(db *sql.DB) {
	f.t.Helper()
	rows, err := db.Query(`select e.kennung, v.vorgangsnummer, v.antragsteller_name from vorgang v left join eingang e on e.vorgang_id = v.id and e.zustand = 'angenommen'`)
	if err != nil {
		f.t.Fatal(err)
	}
	defer rows.Close()
	found := map[string]int{}
	for rows.Next() {
		var kennung sql.NullString
		var nummer, name string
		if err := rows.Scan(&kennung, &nummer, &name); err != nil {
			f.t.Fatal(err)
		}
		found[kennung.String]++
		n, err := strconv.Atoi(strings.TrimPrefix(kennung.String, "flut/"))
		if err != nil || f.nummern[n] != nummer || name != fmt.Sprintf("Erdacht%d, Ute", n) {
			f.t.Errorf("%q is %s of %s, the form server was told otherwise", kennung.String, nummer, name)
		}
	}
	if err := rows.Err(); err != nil {
		f.t.Fatal(err)
	}
	for n := range f.nummern {
		if k := fmt.Sprintf("flut/%d", n); found[k] != 1 {
			f.t.Errorf("%s has %d Vorgänge", k, found[k])
		}
	}
}

// checkBlobs opens the content of every delivery and document.
func (f *flood) checkBlobs(db *sql.DB) {
	f.t.Helper()
	rows, err := db.Query(`select sha256, groesse from eingang union select sha256, groesse from dokument`)
	if err != nil {
		f.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var sha string
		var size int64
		if err := rows.Scan(&sha, &size); err != nil {
			f.t.Fatal(err)
		}
		r, err := f.kit.Blobs.Open(f.t.Context(), sha)
		if err != nil {
			f.t.Errorf("content %s is lost: %v", sha, err)
			continue
		}
		var body bytes.Buffer
		n, err := body.ReadFrom(r)
		r.Close()
		if err != nil || n != size {
			f.t.Errorf("content %s: %d of %d bytes, %v", sha, n, size, err)
		}
	}
}
