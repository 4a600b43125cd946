package anmeldung_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

var staff = casework.Identitaet{Subject: "s-1", Sid: "sid-1", Name: "ina", Anzeige: "Ina Amt",
	Rollen: []casework.Rolle{casework.RolleSachbearbeitung}}

const fine casework.Code = ""

// at sets the clock of the office.
func at(k *testkit.Kit, t time.Time) { k.DB.SetClock(func() time.Time { return t }) }

func wants(t *testing.T, err error, code casework.Code) {
	t.Helper()
	if err == nil && code == fine {
		return
	}
	if err == nil || casework.CodeOf(err) != code {
		t.Errorf("%v, want %s", err, code)
	}
}

// A login that comes back is taken once, and not after its time.
func TestALoginIsTakenOnce(t *testing.T) {
	k := testkit.Service(t)
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	at(k, now)
	for _, state := range []string{"a", "spaet"} {
		if err := k.Anmeldung.BeginAnmeldung(t.Context(), store.Anmeldung{Hash: []byte(state), Bereich: "kontor",
			Weiter: "/"}); err != nil {
			t.Fatal(err)
		}
	}
	if a, err := k.Anmeldung.TakeAnmeldung(t.Context(), []byte("a")); err != nil || a.Bereich != "kontor" {
		t.Fatal(a, err)
	}
	_, err := k.Anmeldung.TakeAnmeldung(t.Context(), []byte("a"))
	wants(t, err, casework.NotFound)
	_, err = k.Anmeldung.TakeAnmeldung(t.Context(), nil)
	wants(t, err, casework.NotFound)
	at(k, now.Add(16*time.Minute))
	_, err = k.Anmeldung.TakeAnmeldung(t.Context(), []byte("spaet"))
	wants(t, err, casework.NotFound)
}

// A session opens one door of one tenant, ends after four hours of rest, and after twelve in any case.
func TestASessionOpensOneDoor(t *testing.T) {
	k := testkit.Service(t)
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	at(k, now)
	hash, anderer := []byte("sitzung"), []byte("antrag")
	if err := k.Anmeldung.StartSitzung(t.Context(), k.Mandant, hash, staff); err != nil {
		t.Fatal(err)
	}
	person := casework.Identitaet{Subject: "b-1", Anzeige: "Antje Test", Konto: casework.Konto{Art: "bundid",
		Pseudonym: "p", Vertrauensniveau: 3}}
	if err := k.Anmeldung.StartAntragsraumSitzung(t.Context(), k.Mandant, anderer, person); err != nil {
		t.Fatal(err)
	}
	open := func(mandant uuid.UUID, hash []byte, staff bool) error {
		_, a, err := k.Anmeldung.ActForSitzung(t.Context(), mandant, hash, staff)
		if err == nil && (a.Name == "ina") != staff {
			t.Errorf("it acts for %q", a.Name)
		}
		return err
	}
	wants(t, open(k.Mandant, hash, true), fine)
	wants(t, open(k.Mandant, anderer, false), fine)
	wants(t, open(k.Mandant, hash, false), casework.NotFound)
	wants(t, open(k.Mandant, anderer, true), casework.NotFound)
	nebenan := k.Tenant("Stadt Nebenan").Mandant
	wants(t, open(nebenan, hash, true), casework.NotFound)
	wants(t, open(nebenan, anderer, false), casework.NotFound) // no row-level security stands behind this one
	wants(t, open(k.Mandant, nil, true), casework.NotFound)
	for h := 3; h < 12; h += 3 { // every request keeps it
		at(k, now.Add(time.Duration(h)*time.Hour))
		x, a, err := k.Anmeldung.ActForSitzung(t.Context(), k.Mandant, hash, true)
		wants(t, err, fine)
		wants(t, k.Anmeldung.NoteSitzung(t.Context(), a, x), fine)
	}
	wants(t, open(k.Mandant, anderer, false), casework.NotFound)
	at(k, now.Add(12*time.Hour+time.Minute))
	wants(t, open(k.Mandant, hash, true), casework.NotFound)
}

// Nobody without a role of ours gets a session; who is signed out elsewhere is signed out here, and nobody else is.
func TestSessionsEnd(t *testing.T) {
	k := testkit.Service(t)
	nobody := staff
	nobody.Rollen = nil
	wants(t, k.Anmeldung.StartSitzung(t.Context(), k.Mandant, []byte("x"), nobody), casework.Forbidden)
	second := staff
	second.Sid = "sid-2"
	for hash, id := range map[string]casework.Identitaet{"eins": staff, "zwei": second} {
		if err := k.Anmeldung.StartSitzung(t.Context(), k.Mandant, []byte(hash), id); err != nil {
			t.Fatal(err)
		}
	}
	open := func(hash string) error {
		_, _, err := k.Anmeldung.ActForSitzung(t.Context(), k.Mandant, []byte(hash), true)
		return err
	}
	for range 2 { // told twice is told once
		if _, err := k.Anmeldung.EndSitzungen(t.Context(), k.Mandant, true, "sid-1", "s-1"); err != nil {
			t.Fatal(err)
		}
	}
	wants(t, open("eins"), casework.NotFound)
	wants(t, open("zwei"), fine)
	if gone, err := k.Anmeldung.EndSitzungen(t.Context(), k.Mandant, true, "", "s-1"); err != nil || len(gone) != 1 {
		t.Errorf("%v, %v", gone, err)
	}
	wants(t, open("zwei"), casework.NotFound)
}

// When somebody proved who they are is that of the provider, by its own clock; the session begins later.
func TestASessionKnowsWhenTheyProvedIt(t *testing.T) {
	k := testkit.Service(t)
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	at(k, now)
	for hash, vor := range map[string]time.Duration{"jetzt": 0, "vorhin": time.Hour} {
		id := casework.Identitaet{Subject: "b-1", Konto: casework.Konto{Pseudonym: "p", Vertrauensniveau: 3}, Vor: vor}
		if err := k.Anmeldung.StartAntragsraumSitzung(t.Context(), k.Mandant, []byte(hash), id); err != nil {
			t.Fatal(err)
		}
		at(k, now.Add(time.Minute))
		_, a, err := k.Anmeldung.ActForSitzung(t.Context(), k.Mandant, []byte(hash), false)
		if err != nil || !a.AngemeldetAm.Equal(now.Add(-vor)) {
			t.Errorf("%s: %s, %v", hash, a.AngemeldetAm, err)
		}
		at(k, now)
	}
}
