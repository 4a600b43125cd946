package posteingang_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/service/services"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// What IT activates counts at once where it was done, and on other machines after two seconds; asking costs two small
// statements, and only then.
func TestActivationReachesEveryReplica(t *testing.T) {
	k := testkit.Service(t)
	seen := k.CountStatements()
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	k.DB.SetClock(func() time.Time { return now })
	andere := services.New(services.Parts{DB: k.DB, Blobs: k.Blobs, Adapters: k.Posteingang.Adapters,
		MaxLieferung: k.Posteingang.MaxLieferung, Log: k.Log})
	adm := k.Person("adm", casework.RolleAdministration)
	var zugang *store.Zugang
	err := k.DB.ReadTx(t.Context(), adm, func(tx *store.Tx) (err error) {
		zugang, err = tx.GetZugang(t.Context(),
			"neutral")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	verfahren := func(s *services.All) string {
		t.Helper()
		body := `{"kennung":"k-` + uuid.NewString() + `","formular":{"schluessel":"neu"},"antragsdaten":[]}`
		out := s.Posteingang.ReceiveEingang(t.Context(), zugang, s.Posteingang.Adapters["neutral"],
			posteingang.Lieferung{Header: map[string][]string{"Content-Type": {"application/json"}},
				Body: strings.NewReader(body)})
		if out.Fehler != nil {
			t.Fatal(out.Fehler)
		}
		var v *casework.Vorgang
		err := k.DB.ReadTx(t.Context(), casework.System(k.Mandant), func(tx *store.Tx) error {
			ids, err := tx.ListVorgangIDs(t.Context(), [16]byte{})
			if err != nil {
				return err
			}
			v, err = tx.GetVorgang(t.Context(), ids[len(ids)-1])
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return v.Verfahren
	}
	if a, b := verfahren(k.All), verfahren(andere); a != "standard" || b != "standard" {
		t.Fatal(a, b)
	}
	z, err := k.Anbindung.CreateZuordnung(t.Context(), adm, zugang.ID, "neu", "")
	if err != nil {
		t.Fatal(err)
	}
	z.Inhalt.Verfahren = "hundesteuer"
	if z, err = k.Anbindung.UpdateZuordnung(t.Context(), adm, z.ID, z.Stand, z.Inhalt); err != nil {
		t.Fatal(err)
	}
	if _, err = k.Anbindung.ActivateZuordnung(t.Context(), adm, z.ID, z.Stand, true); err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Second)
	if v := verfahren(k.All); v != "hundesteuer" {
		t.Errorf("here it goes to %s", v)
	}
	now = now.Add(2 * time.Second)
	if v := verfahren(andere); v != "hundesteuer" {
		t.Errorf("on another machine it goes to %s", v)
	}
	warm := len(seen.Of(func() { verfahren(andere) }))
	now = now.Add(2 * time.Second)
	if cold := len(seen.Of(func() { verfahren(andere) })); cold != warm+2 {
		t.Errorf("%d statements, %d while it need not ask", cold, warm)
	}
}
