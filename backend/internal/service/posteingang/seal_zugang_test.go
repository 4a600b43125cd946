package posteingang_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/seal"
	"kontor/backend/internal/service/anbindung"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// The passwords with which Kontor logs in elsewhere stand nowhere readable in the database and reach the other side in
// clear. With another key the Zugang says so, until somebody enters them anew.
func TestPasswordsAreSealed(t *testing.T) {
	k := testkit.Service(t)
	adm := k.Person("adm", casework.RolleAdministration)
	var sent []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, password, _ := r.BasicAuth()
		sent = append(sent, password)
		w.WriteHeader(http.StatusBadGateway)
	}))
	defer srv.Close()
	z, _, err := k.Anbindung.CreateZugang(t.Context(), adm, "fs-neu", "", "formsolutions")
	if err != nil {
		t.Fatal(err)
	}
	enter := func(password, link string) {
		t.Helper()
		z, err = k.Anbindung.UpdateZugang(t.Context(), adm, z.ID, anbindung.ZugangAenderung{Version: z.Version,
			Aktiv: true, Benutzer: "fs-neu",
			Einstellungen: map[string]string{"formulare": "AS_1", "link_passwort": link},
			Quelle:        &anbindung.QuelleNeu{URL: srv.URL, User: "u", Password: password}})
		if err != nil || z.Quelle.Password != posteingang.Geheimnismarke ||
			z.Einstellungen["link_passwort"] != posteingang.Geheimnismarke {
			t.Fatalf("%+v %v", z, err)
		}
	}
	pull := func(grund string) {
		t.Helper()
		if err := k.Posteingang.RunAbholung(t.Context(), casework.JobAbholung{Mandant: k.Mandant,
			Zugang: z.ID}); err != nil {
			t.Fatal(err)
		}
		if a := abruf(t, k, &z.Zugang); a.Grund != grund {
			t.Errorf("%q instead of %q", a.Grund, grund)
		}
	}
	row := func() (out string) {
		t.Helper()
		system(t, k, func(tx *store.Tx) error {
			row, err := tx.GetZugangByID(t.Context(), z.ID)
			if err == nil {
				out = string(*row.Quelle) + row.Einstellungen["link_passwort"]
			}
			return err
		})
		return out
	}
	fehlt := func() bool {
		t.Helper()
		punkte, _, err := k.Anbindung.CheckZugang(t.Context(), adm, z.ID)
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(punkte, func(p anbindung.Pruefpunkt) bool { return p.Art == "geheimnis" })
	}

	enter("s3cret eins", "s3cret zwei")
	if text := row(); strings.Contains(text, "s3cret") || strings.Count(text, "siegel") != 2 {
		t.Errorf("in the database: %s", text)
	}
	pull("source_status")
	before := row()
	enter("", posteingang.Geheimnismarke) // saved anew without touching the secrets
	if row() != before || fehlt() {
		t.Error("untouched secrets were changed")
	}
	pull("source_status")
	if slices.ContainsFunc(sent, func(s string) bool { return s != "s3cret eins" }) || len(sent) == 0 {
		t.Errorf("sent %q", sent)
	}

	if k.All.Posteingang.Sealer, err = seal.New(strings.Repeat("verloren", 4)); err != nil {
		t.Fatal(err)
	}
	n := len(sent)
	pull("secret_unreadable")
	if len(sent) != n || !fehlt() {
		t.Errorf("sent %q", sent[n:])
	}
	if seen, err := k.Posteingang.GetZugang(t.Context(), adm, z.ID); err != nil ||
		seen.Ampel != casework.AmpelStoerung || seen.Gruende[0] != "geheimnis_gesperrt" {
		t.Errorf("%+v %v", seen, err)
	}
	enter("s3cret neu", "s3cret zwei")
	pull("source_status")
	if sent[len(sent)-1] != "s3cret neu" || fehlt() {
		t.Errorf("sent %q", sent)
	}
}

// What an earlier version left open is sealed at the start, once, in every tenant.
func TestOpenPasswordsAreSealedAtTheStart(t *testing.T) {
	k := testkit.Service(t)
	other := k.Tenant("Stadt Nebenan")
	ids := map[*testkit.Kit]uuid.UUID{k: uuid.New(), other: uuid.New()}
	for kit, id := range ids {
		q := json.RawMessage(`{"url":"https://forms.example","user":"u","password":"s3cret"}`)
		z := &store.Zugang{ID: id, Mandant: kit.Mandant, Name: id.String(), Adapter: "formsolutions", Benutzer: "b",
			Salz: []byte("s"), Geheimnis: []byte("g"),
			Quelle: &q, Einstellungen: store.Einstellungen{"formulare": "AS_1", "link_passwort": "s3cret"}, Aktiv: true}
		system(t, kit, func(tx *store.Tx) error { return tx.UpsertZugang(t.Context(), z) })
	}
	for range 2 {
		if err := k.Posteingang.SealZugaenge(t.Context()); err != nil {
			t.Fatal(err)
		}
		for kit, id := range ids {
			system(t, kit, func(tx *store.Tx) error {
				z, err := tx.GetZugangByID(t.Context(), id)
				if err == nil && (strings.Contains(string(*z.Quelle), "s3cret") ||
					!seal.Sealed(z.Einstellungen["link_passwort"]) || z.Einstellungen["formulare"] != "AS_1" ||
					z.Version != 2) {
					t.Errorf("version %d: %s %v", z.Version, *z.Quelle, z.Einstellungen)
				}
				return err
			})
		}
	}
}

// A delivery to a Zugang whose secret does not open is kept, the form server is told to come again, and it becomes one
// Vorgang.
func TestDeliveryWaitsForAnUnreadablePassword(t *testing.T) {
	k := testkit.Service(t)
	ours := k.Posteingang.Sealer
	z := &store.Zugang{ID: uuid.New(), Mandant: k.Mandant, Name: "mit-token", Adapter: "neutral", Benutzer: "b",
		Salz: []byte("s"), Geheimnis: []byte("g"),
		Einstellungen: store.Einstellungen{"token": "s3cret"}, Aktiv: true}
	system(t, k, func(tx *store.Tx) error { return tx.UpsertZugang(t.Context(), z) })
	if err := k.Posteingang.SealZugaenge(t.Context()); err != nil {
		t.Fatal(err)
	}
	send := func() adapters.Outcome {
		sealed, ad, err := k.Posteingang.OpenZugang(t.Context(), "mit-token")
		if err != nil {
			t.Fatal(err)
		}
		body := `{"kennung":"k-1","formular":{"schluessel":"f"},"antragsteller":{"nachname":"Erdacht"},"antragsdaten":[]}`
		return k.Posteingang.ReceiveEingang(t.Context(), sealed, ad, posteingang.Lieferung{Path: "/",
			Header: http.Header{"Content-Type": {"application/json"}}, Body: strings.NewReader(body)})
	}
	var err error
	if k.All.Posteingang.Sealer, err = seal.New(strings.Repeat("verloren", 4)); err != nil {
		t.Fatal(err)
	}
	if out := send(); out.Fehler == nil || out.Fehler.Code != adapters.Unavailable ||
		out.Fehler.Reason != "secret_unreadable" {
		t.Errorf("%+v", out.Fehler)
	}
	k.All.Posteingang.Sealer = ours
	first, again := send(), send()
	if first.Fehler != nil || first.Vorgangsnummer == "" || again.Vorgangsnummer != first.Vorgangsnummer {
		t.Errorf("%+v %+v", first, again)
	}
}
