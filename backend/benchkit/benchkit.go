// Package benchkit lets the benchmark in bench/ start what lies below internal: a PostgreSQL, and a whole Kontor
// on loopback wired like the program, with blobs in a folder. Nothing else may import it.
package benchkit

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"path/filepath"
	"sync/atomic"
	"testing/fstest"
	"time"

	"github.com/google/uuid"

	"kontor/adapters/all"
	"kontor/backend/internal/ausgang"
	"kontor/backend/internal/auth"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/devkit"
	"kontor/backend/internal/httpapi"
	"kontor/backend/internal/jobs"
	"kontor/backend/internal/live"
	"kontor/backend/internal/postfach"
	"kontor/backend/internal/postfach/standin"
	"kontor/backend/internal/scan"
	"kontor/backend/internal/seal"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/service/services"
	"kontor/backend/internal/service/verfahren"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Database is a durable PostgreSQL of its own.
type Database struct {
	DSN, AdminDSN string
	DataDir, Log  string // the log also holds captured statements
	Stop          func() error
}

// StartDatabase starts the embedded PostgreSQL, or Debian's, on an empty directory and migrates it.
func StartDatabase(ctx context.Context, dir string, debian bool, settings []string) (*Database, error) {
	cfg := devkit.PostgresConfig{DataDir: filepath.Join(dir, "postgres"), Durable: true, Settings: settings,
		Logger: slog.New(slog.DiscardHandler)}
	if debian {
		var err error
		if cfg.BinDir, err = devkit.DebianPostgres(); err != nil {
			return nil, err
		}
	}
	pg, err := devkit.StartPostgres(ctx, cfg)
	if err != nil {
		return nil, err
	}
	if err := store.Migrate(ctx, pg.DSN()); err != nil {
		_ = pg.Stop()
		return nil, err
	}
	return &Database{DSN: pg.DSN(), AdminDSN: pg.AdminDSN(), DataDir: cfg.DataDir, Log: cfg.DataDir +
		".log", Stop: pg.Stop}, nil
}

// Info is what a load driver needs to know of a started Kontor.
type Info struct {
	URL     string // of Kontor
	Control string // of the control surface: jobs, pprof
	Mandant string
	Person  string // id of the caseworker
	Cookie  string // session of the caseworker
	IT      string // session of somebody who sees the intakes and the Poststellenbuch
	Zugang  string // user of the intake; the password is "bench"
}

// Counters of the blob store since the start.
type Counters struct {
	Puts  int64
	PutNs int64
	Opens int64
}

// Messages at the far end of the mailboxes.
type Messages struct {
	There int // different ones
	Twice int // of them more than once
}

// Unit is an organisational unit of the test town.
type Unit struct{ Key, Name string }

// Units of the test town. The caseworker of the benchmark belongs to the first three, the last is the Poststelle.
var Units = []Unit{
	{"lf-32-sondernutzung", "Sondernutzung"}, {"lf-20-steuern", "Steuern"}, {"lf-32-verkehr", "Straßenverkehr"},
	{"lf-66-strassenbau", "Straßenbaulast"}, {"lf-32-gewerbe", "Gewerbe"}, {"lf-33-einwohner", "Einwohnerwesen"},
	{"lf-34-standesamt", "Standesamt"}, {"lf-50-soziales", "Soziales"}, {"lf-51-jugend", "Jugend"},
	{"lf-61-bauleit", "Bauleitplanung"}, {"lf-63-bauaufsicht", "Bauaufsicht"}, {"lf-67-gruen", "Grünflächen"},
	{"lf-10-poststelle", "Poststelle"},
}

type office struct {
	*services.All
	mandant uuid.UUID
	blobs   *timedBlobs
	runner  *jobs.Runner
	dsn     string
	far     *standin.OSI2 // of the mailboxes; nil = not started
}

// Serve runs Kontor on a migrated database until ctx ends, without jobs until asked for. It tells where it listens
// by one JSON line on out.
func Serve(ctx context.Context, dsn, dir string, out io.Writer) error {
	o, err := open(ctx, dsn, dir)
	if err != nil {
		return err
	}
	defer o.DB.Close()
	info, err := o.seed(ctx)
	if err != nil {
		return err
	}
	if _, err := o.Verfahren.ImportOrdner(ctx, verfahren.Quelle{Herkunft: store.HerkunftMitgeliefert,
		Ordner: workflow.Shipped()}); err != nil {
		return err
	}
	h, err := o.handler(ctx)
	if err != nil {
		return err
	}
	if info.URL, err = listen(ctx, h); err != nil {
		return err
	}
	if info.Control, err = listen(ctx, o.control()); err != nil {
		return err
	}
	if err := json.NewEncoder(out).Encode(info); err != nil {
		return err
	}
	<-ctx.Done()
	if o.runner != nil {
		return o.runner.Stop(context.Background())
	}
	return nil
}

func open(ctx context.Context, dsn, dir string) (*office, error) {
	db, err := store.Open(ctx, dsn)
	if err != nil {
		return nil, err
	}
	folder, err := store.NewFolder(filepath.Join(dir, "blobs"))
	if err != nil {
		return nil, err
	}
	sealer, err := seal.New("nur zum Messen, nur zum Messen, nur zum Messen")
	if err != nil {
		return nil, err
	}
	blobs := &timedBlobs{Blobs: folder}
	adapters := all.ByName()
	adapters[poller{}.Name()] = poller{adapters["ozgcloud"]}
	return &office{blobs: blobs, mandant: uuid.New(), dsn: dsn, All: services.New(services.Parts{
		DB: db, Blobs: blobs, Adapters: adapters,
		Kanaele:    map[string]versand.Postfach{casework.ZielAntragsraum: postfach.Antragsraum{}},
		Kanalarten: mailboxes(),
		Ausgaenge: map[string]versand.Ausgang{casework.ZielXdomeaOrdner: ausgang.Ordner{Pfad: filepath.Join(dir,
			"dms")}}, Export: ausgang.WriteZIP,
		Scanner: scan.Eicar{}, Sealer: sealer, Adresse: "http://localhost", MaxLieferung: 256 << 20,
		Log: slog.Default(),
	})}, nil
}

// seed makes the town, its units, one intake and one caseworker with a session.
func (o *office) seed(ctx context.Context) (Info, error) {
	info := Info{Mandant: o.mandant.String(), Zugang: "ozgcloud"}
	err := o.DB.InTx(ctx, casework.System(o.mandant), func(tx *store.Tx) error {
		if err := tx.UpsertMandant(ctx, &store.Mandant{ID: o.mandant, Schluessel: "lindenfurt",
			Name: "Stadt Lindenfurt", Land: "ST", Strasse: "Marktplatz 1", PlzOrt: "43210 Lindenfurt"}); err != nil {
			return err
		}
		for i, u := range Units {
			if err := tx.UpsertEinheit(ctx, &store.Einheit{Schluessel: u.Key, Name: u.Name,
				IstPoststelle: i == len(Units)-1}); err != nil {
				return err
			}
		}
		for _, name := range []string{info.Zugang, "intelliform"} {
			if err := tx.UpsertZugang(ctx, o.zugang(name, name)); err != nil {
				return err
			}
		}
		var err error
		info.Person, info.Cookie, err = o.person(ctx, tx, "sb", []casework.Rolle{casework.RolleSachbearbeitung},
			Units[0].Key, Units[1].Key, Units[2].Key)
		if err == nil {
			_, info.IT, err = o.person(ctx, tx, "it", []casework.Rolle{casework.RolleAdministration,
				casework.RollePoststelle})
		}
		return err
	})
	return info, err
}

// person makes a member of staff with a session.
func (o *office) person(ctx context.Context, tx *store.Tx, name string, rollen []casework.Rolle,
	einheiten ...string) (id, cookie string, err error) {
	b := &store.Benutzer{ID: uuid.New(), Mandant: o.mandant, Name: name, Anzeige: name, Rollen: []string{},
		Einheiten: append([]string{}, einheiten...)}
	for _, r := range rollen {
		b.Rollen = append(b.Rollen, string(r))
	}
	if b, err = tx.UpsertBenutzer(ctx, b); err != nil {
		return "", "", err
	}
	plain, hash := auth.NewSecret()
	return b.ID.String(), "__Host-kontor=" + plain,
		tx.InsertSitzung(ctx, &store.Sitzung{Hash: hash, Mandant: o.mandant, BenutzerID: &b.ID, Subject: name,
			AblaufAm: tx.Now.Add(10 * time.Hour)})
}

// zugang is an intake with the password "bench".
func (o *office) zugang(name, adapter string) *store.Zugang {
	salz := []byte("bench")
	return &store.Zugang{ID: uuid.New(), Mandant: o.mandant, Name: name, Adapter: adapter, Benutzer: name, Salz: salz,
		Geheimnis: posteingang.HashGeheimnis(salz, "bench"), Aktiv: true}
}

func (o *office) handler(ctx context.Context) (http.Handler, error) {
	hub := live.New(live.Options{
		Names:   func(uuid.UUID) string { return "Jemand" },
		Publish: func(a casework.Actor, m casework.Meldung) { _ = o.DB.Publish(context.Background(), a, m) },
		MayView: func(ctx context.Context, a casework.Actor, id uuid.UUID) bool {
			return o.Vorgang.MayView(ctx, a, id)
		},
	})
	go func() { _ = store.Listen(ctx, o.dsn, hub.Broadcast) }()
	nobody, err := auth.Discover(ctx, auth.Config{Issuer: "http://127.0.0.1:1/realms/bench", ClientID: "kontor",
		RedirectURL: "http://localhost/anmelden/rueckruf"})
	if err != nil {
		return nil, err
	}
	page := &fstest.MapFile{Data: []byte("<!doctype html>")}
	return httpapi.New(httpapi.Options{Services: o.All, Staff: nobody, Applicants: nobody, Hub: hub, Mandant: o.mandant,
		Adresse: "http://localhost", Frontend: fstest.MapFS{"index.html": page, "antragsraum.html": page}, Log: o.Log})
}

// control is how the driver asks for jobs, counters and profiles.
func (o *office) control() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /jobs", func(w http.ResponseWriter, r *http.Request) {
		var err error
		if o.runner == nil {
			o.runner, err = jobs.Start(r.Context(), o.All, jobs.Options{})
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
	mux.HandleFunc("DELETE /jobs", func(w http.ResponseWriter, r *http.Request) {
		if err := o.runner.Stop(r.Context()); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
		o.runner = nil
	})
	mux.HandleFunc("GET /counters", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(Counters{o.blobs.puts.Load(), o.blobs.putNs.Load(), o.blobs.opens.Load()})
	})
	mux.HandleFunc("POST /pollers", o.addPollers)
	mux.HandleFunc("POST /messages", o.queueMessages)
	mux.HandleFunc("GET /messages", o.countMessages)
	mux.HandleFunc("GET /source", func(http.ResponseWriter, *http.Request) {}) // a form server without news
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	return mux
}

func listen(ctx context.Context, h http.Handler) (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	srv := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = srv.Serve(l) }()
	go func() { <-ctx.Done(); _ = srv.Close() }()
	return fmt.Sprintf("http://%s", l.Addr()), nil
}

// timedBlobs says how much of an intake goes to the blob store.
type timedBlobs struct {
	store.Blobs
	puts, putNs, opens atomic.Int64
}

func (t *timedBlobs) Put(ctx context.Context, r io.Reader) (store.Blob, error) {
	start := time.Now()
	b, err := t.Blobs.Put(ctx, r)
	t.puts.Add(1)
	t.putNs.Add(int64(time.Since(start)))
	return b, err
}

func (t *timedBlobs) Open(ctx context.Context, sha256 string) (store.BlobReader, error) {
	t.opens.Add(1)
	return t.Blobs.Open(ctx, sha256)
}
