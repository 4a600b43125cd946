package posteingang_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/adapters/neutral"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// folder is an adapter that fetches files from its Zugang's folder; what is taken is removed. It reads the neutral
// format.
type folder struct{ adapters.Adapter }

func (folder) Name() string { return "ordner" }

func (folder) Pull(ctx context.Context, src adapters.Source, deliver func(context.Context,
	adapters.Pulled) error) error {
	if src.Folder == nil {
		return adapters.Fail(adapters.Unavailable, "source_unreachable", "Der Ordner fehlt.")
	}
	if err := src.Save(ctx, src.Cursor+"x"); err != nil {
		return err
	}
	dir, err := src.Folder.Open(".")
	if err != nil {
		return err
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return err
	}
	var problems []error
	for _, name := range names {
		raw, err := src.Folder.ReadFile(name)
		if err != nil {
			return err
		}
		header := http.Header{"Content-Type": {"application/json"}}
		if err := deliver(ctx, adapters.Pulled{Path: src.Settings["pfad"], Header: header,
			Body: strings.NewReader(string(raw))}); err != nil {
			problems = append(problems, err)
			continue
		}
		problems = append(problems, src.Folder.Remove(name))
	}
	return errors.Join(problems...)
}

func withFolder(t *testing.T) (*testkit.Kit, *store.Zugang, string) {
	t.Helper()
	k := testkit.Service(t)
	k.Posteingang.Adapters["ordner"] = folder{neutral.New()}
	k.All.Posteingang.Ordner = t.TempDir()
	q := json.RawMessage(`{"url":"","user":"","password":""}`)
	z := &store.Zugang{ID: uuid.New(), Mandant: k.Mandant, Name: "beobachter", Adapter: "ordner", Benutzer: "b",
		Salz: []byte("s"), Geheimnis: []byte("g"), Quelle: &q,
		Einstellungen: store.Einstellungen{"pfad": "/ordner"}, Aktiv: true}
	system(t, k, func(tx *store.Tx) error { return tx.UpsertZugang(t.Context(), z) })
	return k, z, filepath.Join(k.All.Posteingang.Ordner, "beobachter")
}

func system(t *testing.T, k *testkit.Kit, fn func(*store.Tx) error) {
	t.Helper()
	if err := k.DB.InTx(t.Context(), casework.System(k.Mandant), fn); err != nil {
		t.Fatal(err)
	}
}

func abruf(t *testing.T, k *testkit.Kit, z *store.Zugang) (a *store.Abruf) {
	t.Helper()
	system(t, k, func(tx *store.Tx) (err error) { a, err = tx.GetAbruf(t.Context(), z.ID); return err })
	return a
}

func eingaenge(t *testing.T, k *testkit.Kit) (out []store.Eingang) {
	t.Helper()
	system(t, k, func(tx *store.Tx) (err error) {
		out, err = tx.ListKlaerfaelle(t.Context(), store.Klaerfilter{Erledigt: true, Anzahl: 100})
		return err
	})
	return out
}

// A source offers what was not taken with every run. It stays one Klärfall, the good one beside it is taken, and the
// run counts as a success: the form server can be reached.
func TestBrokenDeliveryStaysOneKlaerfall(t *testing.T) {
	k, z, dir := withFolder(t)
	good := `{"kennung":"k-1","formular":{"schluessel":"f"},"antragsteller":{"nachname":"Erdacht"},"antragsdaten":[]}`
	if err := errors.Join(os.Mkdir(dir, 0o700), os.WriteFile(filepath.Join(dir, "a"), []byte("{kaputt"), 0o600),
		os.WriteFile(filepath.Join(dir, "b"), []byte(good), 0o600)); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := k.Posteingang.RunAbholung(t.Context(), casework.JobAbholung{Mandant: k.Mandant,
			Zugang: z.ID}); err != nil {
			t.Fatal(err)
		}
	}
	faelle := eingaenge(t, k)
	if len(faelle) != 1 || faelle[0].Versuche != 3 || faelle[0].Weg != store.WegAbgeholt ||
		faelle[0].Grund != "json_malformed" || faelle[0].KlaerfallAm == nil {
		t.Errorf("%+v", faelle)
	}
	if !strings.Contains(string(faelle[0].Kopf), `"path": "/ordner"`) {
		t.Errorf("the path of the adapter is lost: %s", faelle[0].Kopf)
	}
	left, _ := os.ReadDir(dir)
	if len(left) != 1 || left[0].Name() != "a" {
		t.Errorf("left at the source: %v", left)
	}
	a := abruf(t, k, z)
	if a.FehlerInFolge != 0 || a.ErfolgAm == nil || a.Grund != "" || a.Cursor != "xxx" {
		t.Errorf("%+v", a)
	}
	// two persons discarded it: the source may let go
	system(t, k, func(tx *store.Tx) error {
		faelle[0].Zustand = store.EingangVerworfen
		return tx.SaveEingang(t.Context(), &faelle[0], store.EingangKlaerfall)
	})
	if err := k.Posteingang.RunAbholung(t.Context(), casework.JobAbholung{Mandant: k.Mandant,
		Zugang: z.ID}); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 || len(eingaenge(t, k)) != 1 {
		t.Errorf("a discarded delivery stays at the source: %v", left)
	}
}

// A source that cannot be reached is asked ever more seldom, and says why.
func TestUnreachableSourceIsAskedMoreSeldom(t *testing.T) {
	k, z, dir := withFolder(t)
	now := time.Now()
	k.DB.SetClock(func() time.Time { return now })
	asked := 0
	for range 20 { // minutes
		if err := k.Kehraus.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		before := abruf(t, k, z).FehlerInFolge
		k.MustWork()
		if abruf(t, k, z).FehlerInFolge > before {
			asked++
		}
		now = now.Add(time.Minute)
	}
	a := abruf(t, k, z)
	// minutes 0, 1, 3, 7, 15
	if asked != 5 || a.Grund != "source_unreachable" || a.Detail != "Der Ordner fehlt." || a.ErfolgAm != nil {
		t.Errorf("asked %d times in 20 minutes: %+v", asked, a)
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	now = now.Add(15 * time.Minute)
	if err := k.Kehraus.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	k.MustWork()
	if a := abruf(t, k, z); a.FehlerInFolge != 0 || a.Grund != "" || a.ErfolgAm == nil {
		t.Errorf("it does not recover: %+v", a)
	}
}

// A form server that never answers costs one job and no retries of River.
func TestFailedPullIsNoFailedJob(t *testing.T) {
	k := testkit.Service(t)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.WriteHeader(http.StatusBadGateway)
	}))
	defer srv.Close()
	q := json.RawMessage(`{"url":"` + srv.URL + `","user":"u","password":"p"}`)
	z := &store.Zugang{ID: uuid.New(), Mandant: k.Mandant, Name: "fs", Adapter: "formsolutions", Benutzer: "b",
		Salz: []byte("s"), Geheimnis: []byte("g"), Quelle: &q,
		Einstellungen: store.Einstellungen{"formulare": "AS_1"}, Aktiv: true}
	system(t, k, func(tx *store.Tx) error { return tx.UpsertZugang(t.Context(), z) })
	if err := k.Posteingang.RunAbholung(t.Context(), casework.JobAbholung{Mandant: k.Mandant,
		Zugang: z.ID}); err != nil {
		t.Fatal(err)
	}
	if a := abruf(t, k, z); a.FehlerInFolge != 1 || a.Grund != "source_status" {
		t.Errorf("%+v", a)
	}
	z.Aktiv = false
	system(t, k, func(tx *store.Tx) error { return tx.UpsertZugang(t.Context(), z) })
	if err := k.Posteingang.RunAbholung(t.Context(), casework.JobAbholung{Mandant: k.Mandant,
		Zugang: z.ID}); err != nil || abruf(t, k, z).FehlerInFolge != 1 {
		t.Error("an inactive Zugang still fetches")
	}
}
