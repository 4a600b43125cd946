package posteingang_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// quiet is a Log that can be read.
func quiet(k *testkit.Kit) *bytes.Buffer {
	var log bytes.Buffer
	k.All.Log = slog.New(slog.NewTextHandler(&log, nil))
	return &log
}

// wait makes a Vorgang that waits for a period, and the period is over.
func (a *archive) wait(zugang, kennung, verfahren string) (id uuid.UUID) {
	a.t.Helper()
	nummer, fehler := deliver(a.t, a.Kit, zugang, "application/json", strings.Replace(gastro, `"t-1"`,
		`"`+kennung+`"`, 1))
	if fehler != "" {
		a.t.Fatal(fehler)
	}
	err := a.db.QueryRow(`update vorgang set wartet_auf = 'fristablauf', faellig_am = '2025-01-01', verfahren = $3, stand = '1'
		where vorgangsnummer = $2 and mandant_id = (select mandant_id from zugang where name = $1) returning id`, zugang, nummer, verfahren).Scan(&id)
	if err != nil {
		a.t.Fatal(err)
	}
	return id
}

func (a *archive) waits(id uuid.UUID) bool {
	a.t.Helper()
	var auf string
	if err := a.db.QueryRow("select wartet_auf from vorgang where id = $1", id).Scan(&auf); err != nil {
		a.t.Fatal(err)
	}
	return auf == "fristablauf"
}

// One Vorgang that cannot be assessed keeps none of the others, of any tenant, from getting the ball back.
func TestSweepGoesOnBehindAVorgang(t *testing.T) {
	a := newArchive(t)
	log := quiet(a.Kit)
	a.Tenant("Stadt Nebenan")
	var broken, sound []uuid.UUID
	// whichever comes first
	for i, zugang := range []string{"ozgcloud", "zweite-ozgcloud", "ozgcloud", "zweite-ozgcloud"} {
		broken = append(broken, a.wait(zugang, fmt.Sprint("b-", i), "gibt-es-nicht-mehr"))
		sound = append(sound, a.wait(zugang, fmt.Sprint("s-", i), "standard"))
	}
	a.sweep()
	for i := range sound {
		if a.waits(sound[i]) || !a.waits(broken[i]) {
			t.Errorf("%d: sound waits %t, broken waits %t", i, a.waits(sound[i]), a.waits(broken[i]))
		}
	}
	if n := a.SweepFailures()["fristen"]; n != int64(len(broken)) {
		t.Errorf("%d failures counted", n)
	}
	for _, id := range broken {
		if !strings.Contains(log.String(), "vorgang="+id.String()) {
			t.Errorf("the log does not name %s", id)
		}
	}
}

// One tenant whose work cannot even be asked for keeps no other from its own; nor does one step of it the steps behind.
func TestSweepGoesOnBehindATenant(t *testing.T) {
	a := newArchive(t)
	log := quiet(a.Kit)
	other := a.Tenant("Stadt Nebenan").Mandant
	sha := a.put("alt")
	later := []uuid.UUID{a.wait("ozgcloud", "a", "standard"), a.wait("zweite-ozgcloud", "b", "standard")}
	a.eingang(a.Mandant, 1, "empfangen", sha, nil)
	a.eingang(other, 1, "empfangen", sha, nil)
	asked := func(m uuid.UUID) (n int) {
		if err := a.db.QueryRow("select count(*) from river_job where kind = $1 and args->>'mandant' = $2",
			casework.JobEingang{}.Kind(), m.String()).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, m := range []uuid.UUID{a.Mandant, other} { // whichever comes first
		a.exec("delete from river_job")
		a.exec("alter table river_job add constraint nur_im_test check (args->>'mandant' <> '" +
			m.String() + "') not valid")
		a.sweep()
		a.exec("alter table river_job drop constraint nur_im_test")
		if !strings.Contains(log.String(), "step=eingaenge") || !strings.Contains(log.String(), "mandant="+m.String()) {
			t.Errorf("the log says\n%s", log)
		}
		log.Reset()
		if n := asked(a.Mandant) + asked(other); asked(m) != 0 || n != 1 {
			t.Errorf("%d deliveries were asked for", n)
		}
	}
	for i, id := range later {
		if a.waits(id) {
			t.Errorf("the last step of tenant %d was not done", i)
		}
	}
	if n := a.SweepFailures()["eingaenge"]; n != 2 {
		t.Errorf("%d failures counted", n)
	}
}

// stubborn is a storage with one content that cannot be deleted, and one that is a bug of ours.
type stubborn struct {
	store.Blobs
	fails, panics string
}

func (s stubborn) Delete(ctx context.Context, sha string) (bool, error) {
	switch sha {
	case s.fails:
		return false, errors.New("permission denied")
	case s.panics:
		var nothing *stubborn
		return nothing.Blobs.Delete(ctx, sha)
	}
	return s.Blobs.Delete(ctx, sha)
}

// A content that cannot be deleted keeps the retention from none of the others.
func TestRetentionGoesOnBehindAContent(t *testing.T) {
	a := newArchive(t)
	quiet(a.Kit)
	s := stubborn{Blobs: a.Blobs, fails: a.put("bleibt"), panics: a.put("platzt")}
	sound := a.put("geht")
	a.Blobs = s
	ids := map[string]uuid.UUID{}
	for i, sha := range []string{s.fails, s.panics, sound} {
		ids[sha] = a.eingang(a.Mandant, 400-i, "angenommen", sha, nil)
	}
	a.age()
	a.set(6, 0)
	a.sweep()
	for sha, id := range ids {
		var deleted bool
		if err := a.db.QueryRow("select rohdaten_geloescht_am is not null from eingang where id = $1",
			id).Scan(&deleted); err != nil {
			t.Fatal(err)
		}
		if want := sha == sound; deleted != want || a.there(sha) == want {
			t.Errorf("raw data noted as deleted %t, want %t", deleted, want)
		}
	}
	if n := a.SweepFailures()["aufbewahrung"]; n != 2 {
		t.Errorf("%d failures counted", n)
	}
}
