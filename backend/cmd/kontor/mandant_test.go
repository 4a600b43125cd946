package main

import (
	"database/sql"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// serveEnvironment are the settings of a `kontor serve` for the test town, on this machine.
func serveEnvironment(dsn, data, port string) []string {
	return []string{"KONTOR_ENV=development", "DATABASE_URL=" + dsn, "KONTOR_DATA=" + data,
		"KONTOR_SCHLUESSEL=" + testkit.Geheimnis,
		"KONTOR_LISTEN=127.0.0.1:" + port, "KONTOR_MANDANT=lindenfurt",
		"KONTOR_ADRESSE=http://127.0.0.1:" + port, "OIDC_ISSUER=http://127.0.0.1:1/realms/nobody"}
}

// setZugaenge switches all Zugänge of a tenant on or off.
func setZugaenge(t *testing.T, k *testkit.Kit, aktiv bool) {
	t.Helper()
	err := k.DB.InTx(t.Context(), casework.System(k.Mandant), func(tx *store.Tx) error {
		alle, err := tx.ListZugaenge(t.Context())
		for i := range alle {
			alle[i].Aktiv = aktiv
			if err := tx.SaveZugang(t.Context(), &alle[i]); err != nil {
				return err
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Notices of a second tenant would carry the sender and the link of the first: serve refuses, before any job runs.
func TestServeRefusesASecondTenant(t *testing.T) {
	app := testkit.App(t, func(k *testkit.Kit) { k.Idle = true })
	k, other := app.Kit, app.Tenant("Gemeinde Zweitdorf")
	app.Form("zweite-neutral").Do("POST", "/eingang/zweite-neutral", "application/json", strings.NewReader(
		`{"kennung": "z/1", "formular": {"schluessel": "fest", "titel": "Fest"}, "antragsteller": {"art": "person", "nachname": "Erdacht"}, "antragsdaten": []}`)).Is(200, 201)
	environment := serveEnvironment(k.DSN, t.TempDir(), "0")
	refused := func(why string) {
		t.Helper()
		_, errs, code := kontor(t, environment, "serve")
		last := errs[strings.LastIndex(strings.TrimSpace(errs), "\n")+1:]
		for _, word := range []string{"kontor: KONTOR_MANDANT", "lindenfurt (Stadt Lindenfurt)",
			"zweite-lindenfurt (Gemeinde Zweitdorf)", "a database of its own"} {
			if code != 1 || !strings.Contains(last, word) {
				t.Errorf("%s: exit %d, %q is missing in %q", why, code, word, last)
			}
		}
	}
	refused("active Zugänge")

	setZugaenge(t, other, false)
	refused("an open Vorgang")
}

// What another tenant leaves behind, its Zugänge off and no Vorgang open, hinders nobody. One that wakes up is said.
func TestServeBesideAnInactiveTenant(t *testing.T) {
	k := testkit.Service(t)
	other := k.Tenant("Gemeinde Zweitdorf")
	setZugaenge(t, other, false)
	p := startKontor(t, serveEnvironment(k.DSN, t.TempDir(), "0"), "serve")
	p.until(`"msg":"ready"`, 30*time.Second)
	setZugaenge(t, other, true)
	if line := p.until(`"msg":"second tenant"`, 10*time.Second); !strings.Contains(line,
		"zweite-lindenfurt (Gemeinde Zweitdorf)") {
		t.Errorf("the second tenant is not named: %s", line)
	}
	p.interrupt()
	if code := p.ProcessState.ExitCode(); code != 0 {
		t.Errorf("exit %d", code)
	}
}

// A key of the municipality that does not lie in the Land is refused; a holiday that neither key nor person settles is
// said at the start.
func TestServeLooksAtThePlace(t *testing.T) {
	k := testkit.Service(t)
	environment := serveEnvironment(k.DSN, t.TempDir(), "0")
	place := func(set string) {
		t.Helper()
		db, err := sql.Open("postgres", k.AdminDSN())
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec("update mandant set " + set); err != nil {
			t.Fatal(err)
		}
	}
	place("land = 'BY', ags = '14625080'") // Crostwitz
	if _, errs, code := kontor(t, environment, "serve"); code != 1 ||
		!strings.Contains(errs, "mandant.ags: 14625080 does not lie in BY") {
		t.Errorf("exit %d: %s", code, errs)
	}
	place("ags = '09779197'") // Oettingen: nobody has read the list
	p := startKontor(t, environment, "serve")
	if line := p.until("nobody has said whether this is a holiday", 30*time.Second); !strings.Contains(line,
		"maria_himmelfahrt") {
		t.Errorf("%s", line)
	}
	p.interrupt()
}
