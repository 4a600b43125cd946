package httpapi_test

import (
	"context"
	"net/http"
	"sync"
	"testing"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// reads are pages of the desk that a browser asks for: with one statement, with several, with a transaction of their
// own, with none.
var reads = []string{"/api/v1/vorgaenge", "/api/v1/vorgaenge?ansicht=wiedervorlagen",
	"/api/v1/vorgaenge?einheit=lf-20-steuern",
	"/api/v1/vorgaenge?suche=gibtesnicht", "/api/v1/vorgaenge?suche=%25", "/api/v1/vorgaenge/filter",
	"/api/v1/ansichten", "/api/v1/benutzer", "/api/v1/ich"}

// A session is asked for with every request, also where this process knows it: who was signed out a moment ago sees
// nothing any more.
func TestWhoWasSignedOutSeesNothing(t *testing.T) {
	o := open(t)
	id := o.antrag().ID
	for _, path := range append(reads, "/api/v1/vorgaenge/"+id) {
		browser, hash := o.Browser(o.sbActor)
		browser.Get(path).Is(http.StatusOK) // from now on the process knows the session
		browser.Get(path).Is(http.StatusOK)
		read := o.zugriffe(id)
		err := o.DB.InTx(t.Context(), casework.System(o.Mandant), func(tx *store.Tx) error {
			return tx.DeleteSitzung(t.Context(), hash)
		})
		if err != nil {
			t.Fatal(err)
		}
		browser.Get(path).Is(http.StatusUnauthorized)
		if now := o.zugriffe(id); now != read {
			t.Errorf("%s: %d readings were noted for somebody who saw nothing", path, now-read)
		}
		browser.Get(path).Is(http.StatusUnauthorized)
	}
}

// Rights are those the person has now: a role or a unit taken away or given counts with the next request.
func TestRightsAreThoseOfNow(t *testing.T) {
	o := open(t)
	id := o.antrag().ID
	path := "/api/v1/vorgaenge/" + id
	browser, _ := o.Browser(o.sbActor)
	browser.Get(path).Is(http.StatusOK)
	o.Person("sb", casework.RolleSachbearbeitung, "lf-66-strassenbau")
	if a := browser.Get(path); a.Status == http.StatusOK {
		t.Error("a Vorgang of a unit the person left is still shown")
	}
	o.Person("sb", casework.RolleAdministration)
	browser.Get("/api/v1/vorgaenge").Is(http.StatusForbidden)
	browser.Get("/api/v1/ich").Is(http.StatusOK)
	o.Person("sb", casework.RolleSachbearbeitung, o.sbActor.Einheiten...)
	browser.Get(path).Is(http.StatusOK)
}

// Two people at once, of whom one is signed out again and again: nobody is answered as the other.
func TestNobodyIsAnsweredAsSomebodyElse(t *testing.T) {
	o := open(t)
	var wait sync.WaitGroup
	for _, a := range []casework.Actor{o.sbActor, o.tlActor, o.bauActor} {
		wait.Go(func() {
			for range 30 {
				browser, hash := o.Browser(a)
				for range 4 {
					var ich struct{ Name string }
					browser.Get("/api/v1/ich").Is(http.StatusOK).JSON(&ich)
					if ich.Name != a.Name {
						t.Errorf("%s was answered to %s", ich.Name, a.Name)
					}
					browser.Get("/api/v1/vorgaenge").Is(http.StatusOK)
				}
				err := o.DB.InTx(context.Background(), casework.System(o.Mandant), func(tx *store.Tx) error {
					return tx.DeleteSitzung(context.Background(), hash)
				})
				if err != nil {
					t.Error(err)
				}
				browser.Get("/api/v1/vorgaenge").Is(http.StatusUnauthorized)
			}
		})
	}
	wait.Wait()
}

// zugriffe counts what the read log has on a Vorgang.
func (o *office) zugriffe(id string) (n int) {
	o.t.Helper()
	if err := o.superuser().QueryRow("select count(*) from zugriff where vorgang_id = $1", id).Scan(&n); err != nil {
		o.t.Fatal(err)
	}
	return n
}
