package testkit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"testing"

	"github.com/google/uuid"

	"kontor/adapters/all"
	"kontor/backend/internal/ausgang"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/jobs"
	"kontor/backend/internal/postfach"
	"kontor/backend/internal/postfach/anruf"
	"kontor/backend/internal/postfach/fitconnect"
	"kontor/backend/internal/postfach/osi2"
	"kontor/backend/internal/postfach/zbp"
	"kontor/backend/internal/render"
	"kontor/backend/internal/scan"
	"kontor/backend/internal/seal"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/service/services"
	"kontor/backend/internal/service/verfahren"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// DB is a fresh, migrated database of this test, on the server the tests share, opened as the program's role; the
// connection string is that of its owner.
func DB(t testing.TB) (*store.DB, string) {
	t.Helper()
	return openDB(t, Database(t, store.MigrationChecksum()+"/zwei Rollen", migrate))
}

func migrate(dsn string) error {
	if err := store.Migrate(context.Background(), dsn); err != nil {
		return err
	}
	return store.Grant(context.Background(), dsn, ProgramDSN(dsn))
}

func openDB(t testing.TB, dsn string) (*store.DB, string) {
	t.Helper()
	db, err := store.Open(t.Context(), ProgramDSN(dsn))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db, dsn
}

// Kit is a Kontor without its HTTP surface: everything real, the letters excepted until Briefe is set.
type Kit struct {
	*services.All
	DSN     string
	Mandant uuid.UUID
	Ordner  string // where the DMS target writes
	Dateien string // where the files lie
	// Schluessel signs the Verlauf.
	Schluessel *casework.Schluessel
	Idle       bool // App starts no workers

	// ZertifikatKopfzeile makes this machine a trusted proxy that names client certificates in that header.
	ZertifikatKopfzeile string

	prefix string // of the names of Zugänge
	t      testing.TB
}

// Geheimnis is KONTOR_SCHLUESSEL of the tests: a program started beside a Kit signs the Verlauf with the same key.
const Geheimnis = "nur für Tests, nur für Tests, nur für Tests"

// lindenfurt is the id of the town.
var lindenfurt = uuid.MustParse("0c5f1d2e-2f54-4b1c-9a0d-6d3f2b7c8e11")

// Town is Lindenfurt with what a package's tests need in it beside. It is made once for all of them: taking in the
// procedures costs more than most tests.
type Town struct {
	Name string // tells it from other towns; the same name is the same town
	Make func(*Kit)
}

// Service builds a Kontor with the town Lindenfurt and its Zugänge, named like their adapters, password "demo".
func Service(t testing.TB) *Kit {
	t.Helper()
	return Town{}.service(t)
}

func (x Town) service(t testing.TB) *Kit {
	t.Helper()
	db, dsn := openDB(t, Database(t, store.MigrationChecksum()+shipped()+"/Lindenfurt/"+x.Name, func(dsn string) error {
		if err := migrate(dsn); err != nil {
			return err
		}
		db, err := store.Open(t.Context(), ProgramDSN(dsn))
		if err != nil {
			return err
		}
		defer db.Close()
		k := kit(t, db, dsn, t.TempDir())
		k.seed("Stadt Lindenfurt")
		if x.Make != nil {
			x.Make(k)
		}
		return nil
	}))
	return kit(t, db, dsn, t.TempDir())
}

// shipped is a checksum of the procedures that come with the program.
func shipped() string {
	hash := sha256.New()
	_ = fs.WalkDir(workflow.Shipped(), ".", func(name string, e fs.DirEntry, err error) error { // embedded: never fails
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(workflow.Shipped(), name)
		fmt.Fprintf(hash, "%s %d %s", name, len(raw), raw)
		return err
	})
	return hex.EncodeToString(hash.Sum(nil))
}

// ServiceOn is Service on an empty database of the caller's, with the files of blobs.
func ServiceOn(t testing.TB, db *store.DB, dsn, folder string) *Kit {
	t.Helper()
	k := kit(t, db, dsn, folder)
	k.seed("Stadt Lindenfurt")
	return k
}

func kit(t testing.TB, db *store.DB, dsn, folder string) *Kit {
	t.Helper()
	blobs, err := store.NewFolder(folder)
	if err != nil {
		t.Fatal(err)
	}
	sealer, err := seal.New(Geheimnis)
	if err != nil {
		t.Fatal(err)
	}
	schluessel, err := casework.NewSchluessel(Geheimnis)
	if err != nil {
		t.Fatal(err)
	}
	db.SetSchluessel(schluessel)
	ordner := t.TempDir()
	return &Kit{DSN: dsn, Mandant: lindenfurt, Ordner: ordner, Dateien: folder, Schluessel: schluessel, t: t,
		All: services.New(services.Parts{
			DB: db, Blobs: blobs, Adapters: all.ByName(),
			Kanaele: map[string]versand.Postfach{casework.ZielAntragsraum: postfach.Antragsraum{}},
			Kanalarten: map[string]versand.Kanalart{casework.ZielOSI: {Felder: osi2.Felder,
				Open: func(e map[string]string) (versand.Postfach, error) { return osi2.New(e, anruf.NewClient(nil)) }},
				casework.ZielFITConnect: {Felder: fitconnect.Felder,
					Open: func(e map[string]string) (versand.Postfach, error) { return fitconnect.New(e) }},
				casework.ZielZBP: {Felder: zbp.Felder,
					Open: func(e map[string]string) (versand.Postfach, error) { return zbp.New(e) }}},
			Ausgaenge: map[string]versand.Ausgang{casework.ZielXdomeaOrdner: ausgang.Ordner{Pfad: ordner}},
			Export:    ausgang.WriteZIP, Join: render.Join, Scanner: scan.Eicar{}, Sealer: sealer, Bund: casework.Schluesselbund{schluessel.Kennung: schluessel},
			Briefe: briefe{}, Adresse: "http://localhost", MaxLieferung: 256 << 20, Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
		})}
}

// Tenant is another authority in the same database; its Zugänge have the names of their adapters after "zweite-".
func (k *Kit) Tenant(name string) *Kit {
	k.t.Helper()
	other := &Kit{All: k.All, DSN: k.DSN, Mandant: uuid.New(), Ordner: k.Ordner, t: k.t, prefix: "zweite-"}
	other.seed(name)
	return other
}

// units of the test town: the first three belong to the caseworker "sb".
var units = []store.Einheit{
	{Schluessel: "lf-32-sondernutzung", Name: "Sondernutzung"}, {Schluessel: "lf-20-steuern", Name: "Steuern"}, {Schluessel: "lf-32-verkehr", Name: "Straßenverkehr"},
	{Schluessel: "lf-66-strassenbau", Name: "Straßenbaulast"}, {Schluessel: "lf-10-poststelle", Name: "Poststelle", IstPoststelle: true},
}

func (k *Kit) seed(name string) {
	err := k.DB.InTx(k.t.Context(), casework.System(k.Mandant), func(tx *store.Tx) error {
		ctx := k.t.Context()
		if err := tx.UpsertMandant(ctx, &store.Mandant{ID: k.Mandant, Schluessel: k.prefix + "lindenfurt", Name: name,
			Land: "ST", Strasse: "Marktplatz 1", PlzOrt: "43210 Lindenfurt",
			Kassenname: "Stadtkasse", IBAN: "DE90999999990000004711"}); err != nil {
			return err
		}
		for _, u := range units {
			if err := tx.UpsertEinheit(ctx, &u); err != nil {
				return err
			}
		}
		for name := range k.Posteingang.Adapters {
			salz := []byte(name)
			z := &store.Zugang{ID: uuid.New(), Mandant: k.Mandant, Name: k.prefix + name, Adapter: name,
				Benutzer: k.prefix + name, Salz: salz, Geheimnis: posteingang.HashGeheimnis(salz, "demo"), Aktiv: true}
			if err := tx.UpsertZugang(ctx, z); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		k.t.Fatal(err)
	}
	k.Import(store.HerkunftMitgeliefert, workflow.Shipped())
}

// Import takes in a folder of procedures, as the program does when it starts.
func (k *Kit) Import(herkunft string, ordner fs.FS) {
	k.t.Helper()
	_, err := k.Verfahren.ImportOrdner(k.t.Context(), verfahren.Quelle{Herkunft: herkunft, Ordner: ordner})
	if err != nil {
		k.t.Fatal(err)
	}
}

// Person makes a member of staff.
func (k *Kit) Person(name string, rolle casework.Rolle, einheiten ...string) casework.Actor {
	k.t.Helper()
	var a casework.Actor
	if einheiten == nil {
		einheiten = []string{}
	}
	err := k.DB.InTx(k.t.Context(), casework.System(k.Mandant), func(tx *store.Tx) error {
		b, err := tx.UpsertBenutzer(k.t.Context(), &store.Benutzer{ID: uuid.New(), Mandant: k.Mandant, Name: name,
			Anzeige: name, Rollen: []string{string(rolle)}, Einheiten: einheiten})
		if err == nil {
			a = b.Actor()
		}
		return err
	})
	if err != nil {
		k.t.Fatal(err)
	}
	return a
}

// Sachbearbeitung is a caseworker of three units.
func (k *Kit) Sachbearbeitung() casework.Actor {
	return k.Person("sb", casework.RolleSachbearbeitung, "lf-32-sondernutzung", "lf-20-steuern", "lf-32-verkehr")
}

// AdminDSN is a superuser's connection string to the Kit's database.
func (k *Kit) AdminDSN() string {
	k.t.Helper()
	admin, err := url.Parse(AdminDSN(k.t))
	if err != nil {
		k.t.Fatal(err)
	}
	own, err := url.Parse(k.DSN)
	if err != nil {
		k.t.Fatal(err)
	}
	own.User = admin.User
	return own.String()
}

// Work does every job that is due by the Kit's clock, one after the other; the first failure is returned.
func (k *Kit) Work() error { return jobs.RunDue(k.t.Context(), k.All) }

// MustWork is Work without failure.
func (k *Kit) MustWork() {
	k.t.Helper()
	if err := k.Work(); err != nil {
		k.t.Fatal(err)
	}
}
