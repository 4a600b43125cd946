package verfahren_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/service/services"
	"kontor/backend/internal/service/verfahren"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
	"kontor/workflow"
)

const (
	hund    = "20/hundesteuer_anmeldung" // a form of intelliForm
	neueste = "hundesteuer/4"            // who takes it
)

// copyOf is a shipped procedure under another name and version, with another verfahren.yaml if change is given.
func copyOf(t *testing.T, from, to string, change ...string) fstest.MapFS {
	t.Helper()
	files, err := workflow.ReadFiles(workflow.Shipped(), from)
	if err != nil {
		t.Fatal(err)
	}
	files["verfahren.yaml"] = []byte(strings.NewReplacer(change...).Replace(string(files["verfahren.yaml"])))
	out := fstest.MapFS{}
	for name, raw := range files {
		out[to+"/"+name] = &fstest.MapFile{Data: raw}
	}
	return out
}

// office is a town with another process beside the one that was started first.
type office struct {
	*testkit.Kit
	t      *testing.T
	log    bytes.Buffer
	logger *slog.Logger
}

func open(t *testing.T) *office { return newOffice(t, testkit.Service(t)) }

func newOffice(t *testing.T, k *testkit.Kit) *office {
	o := &office{Kit: k, t: t}
	o.logger = slog.New(slog.NewTextHandler(&o.log, nil))
	return o
}

// process is one more program on the same database, which has read nothing yet.
func (o *office) process() *services.All {
	return services.New(services.Parts{DB: o.DB, Blobs: o.Blobs, Adapters: o.Posteingang.Adapters,
		MaxLieferung: o.Posteingang.MaxLieferung, Log: o.logger})
}

// start is what a program does that starts with a folder; nil = the folder is gone.
func (o *office) start(ordner fs.FS) *services.All {
	o.t.Helper()
	s := o.process()
	quellen := []verfahren.Quelle{{Herkunft: store.HerkunftMitgeliefert, Ordner: workflow.Shipped()}}
	if ordner != nil {
		quellen = append(quellen, verfahren.Quelle{Herkunft: store.HerkunftOrdner, Ordner: ordner})
	}
	if _, err := s.Verfahren.ImportOrdner(o.t.Context(), quellen...); err != nil {
		o.t.Fatal(err)
	}
	return s
}

func (o *office) read(s *services.All, do func(ctx context.Context, tx *store.Tx) error) {
	o.t.Helper()
	if err := s.DB.ReadTx(o.t.Context(), casework.System(o.Mandant), func(tx *store.Tx) error {
		return do(o.t.Context(), tx)
	}); err != nil {
		o.t.Fatal(err)
	}
}

// takes says which version takes a form of intelliForm.
func (o *office) takes(s *services.All, form string) (out string) {
	o.t.Helper()
	o.read(s, func(ctx context.Context, tx *store.Tx) error {
		a, err := s.Frame.Verfahren.Angebot(ctx, tx)
		if err != nil {
			return err
		}
		if d, _ := a.ForForm("intelliform", adapters.Formular{Schluessel: form}); d != nil {
			out = d.Name + "/" + d.Version
		}
		return nil
	})
	return out
}

// version finds a row by name, version and state; nil = there is none.
func (o *office) version(name, stand, zustand string) (out *store.Verfahrensversion) {
	o.t.Helper()
	o.read(o.All, func(ctx context.Context, tx *store.Tx) error {
		all, err := tx.ListVersionen(ctx)
		for i := range all {
			if all[i].Name == name && all[i].Stand == stand && all[i].Zustand == zustand {
				if out != nil {
					o.t.Errorf("%s/%s is there twice as %s", name, stand, zustand)
				}
				out = &all[i]
			}
		}
		return err
	})
	return out
}

func says(v *store.Verfahrensversion, words ...string) bool {
	if v == nil {
		return false
	}
	for _, f := range v.Befunde {
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(f.Message, w) }) {
			return true
		}
	}
	return false
}

// What a folder holds becomes active where it is right and fits to what is there. What does not is set aside, says why
// in words a person understands, and stops nothing.
func TestImportOrdner(t *testing.T) {
	broken := func(name string) fs.FS {
		out := copyOf(t, "hundesteuer/1", "hundesteuer/12")
		out["hundesteuer/12/"+name] = &fstest.MapFile{Data: []byte("<kein")}
		return out
	}
	without := copyOf(t, "hundesteuer/1", "hundesteuer/12")
	delete(without, "hundesteuer/12/verfahren.yaml")
	large := copyOf(t, "hundesteuer/1", "hundesteuer/12")
	large["hundesteuer/12/letters/lang.typ"] = &fstest.MapFile{Data: make([]byte, 9<<20)}
	for name, c := range map[string]struct {
		own     fs.FS
		row     string   // name/version of the row that tells of it, "" = none
		zustand string   // its state
		words   []string // of one finding
		form    string   // version that takes the form afterwards
	}{
		"none":                    {fstest.MapFS{}, "", "", nil, neueste},
		"a newer version":         {copyOf(t, "hundesteuer/1", "hundesteuer/12"), "hundesteuer/12", "aktiv", nil, "hundesteuer/12"},
		"an older version":        {copyOf(t, "hundesteuer/1", "hundesteuer/0"), "hundesteuer/0", "aktiv", nil, neueste},
		"the same once more":      {copyOf(t, "hundesteuer/1", "hundesteuer/1"), "", "", nil, neueste},
		"a form claimed twice":    {copyOf(t, "hundesteuer/1", "hundehaltung/7"), "hundehaltung/7", "geprueft", []string{hund, "intelliform", "hundehaltung/7", neueste}, neueste},
		"other files, same stand": {copyOf(t, "hundesteuer/1", "hundesteuer/1", "zielfrist: ", "zielfrist: 1"), "hundesteuer/1", "abgelegt", []string{"gibt es schon mit anderem Inhalt", "höhere Nummer"}, neueste},
		"no number":               {copyOf(t, "hundesteuer/1", "hundesteuer/neu"), "hundesteuer/neu", "abgelegt", []string{"keine Zahl wie 1, 2 oder 12"}, neueste},
		"no drawing":              {broken("process.bpmn"), "hundesteuer/12", "abgelegt", []string{""}, neueste},
		"no yaml":                 {broken("verfahren.yaml"), "hundesteuer/12", "abgelegt", []string{""}, neueste},
		"a file is missing":       {without, "hundesteuer/12", "abgelegt", []string{"Die Datei fehlt"}, neueste},
		"a file is too large":     {large, "hundesteuer/12", "abgelegt", []string{"größer als 8 MB"}, neueste},
		"a name nobody can read":  {copyOf(t, "hundesteuer/1", "hund\x00/12"), "hund�/12", "abgelegt", []string{"nicht lesbar"}, neueste},
		"a title nobody can keep": {copyOf(t, "standard/1", "baum/1", "titel: ", "titel: \"a\\0\" # "), "baum/1", "aktiv", nil, neueste},
		"a scenario fails":        {copyOf(t, "hundesteuer/1", "hundesteuer/12", "aktenzeichen: ", "aktenzeichen: x # "), "hundesteuer/12", "abgelegt", []string{"{nummer}"}, neueste},
	} {
		o := open(t)
		s := o.start(c.own)
		if got := o.takes(s, hund); got != c.form {
			t.Errorf("%s: the form goes to %s", name, got)
		}
		if c.row == "" {
			o.read(s, func(ctx context.Context, tx *store.Tx) error {
				all, err := tx.ListVersionen(ctx)
				if len(all) != len(workflow.Folders(workflow.Shipped())) {
					t.Errorf("%s: %d rows", name, len(all))
				}
				return err
			})
			continue
		}
		who, stand, _ := strings.Cut(c.row, "/")
		v := o.version(who, stand, c.zustand)
		if v == nil || v.Herkunft != store.HerkunftOrdner || c.words != nil && !says(v, c.words...) {
			t.Errorf("%s: %+v", name, v)
		}
		if c.words != nil && !strings.Contains(o.log.String(), c.row) {
			t.Errorf("%s: the log does not name it: %s", name, &o.log)
		}
	}
}

// deliver sends an application and returns its Vorgang.
func (o *office) deliver(s *services.All, form string) *casework.Vorgang {
	o.t.Helper()
	var z *store.Zugang
	o.read(s, func(ctx context.Context, tx *store.Tx) (err error) { z, err = tx.GetZugang(ctx, "neutral"); return err })
	out := s.Posteingang.ReceiveEingang(o.t.Context(), z, s.Posteingang.Adapters["neutral"],
		posteingang.Lieferung{Header: map[string][]string{"Content-Type": {"application/json"}},
			Body: strings.NewReader(`{"kennung":"k-` + uuid.NewString() + `","formular":{"schluessel":"` + form +
				`"},"antragsdaten":[{"name":"name","typ":"text","text":"Meier"}]}`)})
	if out.Fehler != nil {
		o.t.Fatal(out.Fehler)
	}
	var v *casework.Vorgang
	o.read(s, func(ctx context.Context, tx *store.Tx) error {
		ids, err := tx.ListVorgangIDs(ctx, uuid.Nil)
		if err != nil {
			return err
		}
		v, err = tx.GetVorgang(ctx, ids[len(ids)-1])
		return err
	})
	return v
}

// own is a procedure of the town for a form of the neutral adapter.
func own(t *testing.T, change ...string) fstest.MapFS {
	return copyOf(t, "standard/1", "baum/1", append([]string{"formulare: []",
		"formulare:\n  - { adapter: neutral, formular: \"baum\" }"}, change...)...)
}

// The folder of a procedure is gone, or somebody changed a file in it: the program starts, its Vorgänge are read and
// worked on as they began, and new applications go on getting what is stored. What was changed is set aside and says
// so, until the folder is as it was.
func TestAFolderMayGoOrChange(t *testing.T) {
	o := open(t)
	s := o.start(own(t))
	v := o.deliver(s, "baum")
	if v.Verfahren != "baum" || v.Stand != "1" {
		t.Fatalf("%s/%s", v.Verfahren, v.Stand)
	}
	stored := o.version("baum", "1", "aktiv")
	leitung := o.Person("leitung", casework.RolleTeamleitung, "lf-10-poststelle", "lf-20-steuern")
	for name, ordner := range map[string]fs.FS{"gone": nil, "empty": fstest.MapFS{},
		"changed": own(t, "kurz:", "kurz: X"),
		"broken":  own(t, "titel:", "tittel:")} {
		s := o.start(ordner)
		k, err := s.Vorgang.GetVorgang(t.Context(), leitung, v.ID)
		if err != nil || k.Def.Checksum != stored.Pruefsumme {
			t.Errorf("%s: the Vorgang is read with %v", name, err)
		}
		if next := o.deliver(s, "baum"); next.Verfahren != "baum" || next.Stand != "1" {
			t.Errorf("%s: a new one goes by %s/%s", name, next.Verfahren, next.Stand)
		}
		if now := o.version("baum", "1", "aktiv"); now == nil || now.Pruefsumme != stored.Pruefsumme {
			t.Errorf("%s: stored is %+v", name, now)
		}
		bad := name == "changed" || name == "broken"
		if got := o.version("baum", "1", "abgelegt"); bad && !says(got, "gibt es schon mit anderem Inhalt") {
			t.Errorf("%s: %+v", name, got)
		}
		o.start(own(t))
		if got := o.version("baum", "1", "abgelegt"); got != nil {
			t.Errorf("%s: still set aside: %+v", name, got)
		}
	}
}

// Programs that start at the same moment take the same folder in once.
func TestTwoProcessesImportOnce(t *testing.T) {
	o := open(t)
	ordner := own(t)
	maps.Copy(ordner, copyOf(t, "hundesteuer/1", "hundesteuer/neu"))
	var g sync.WaitGroup
	for range 6 {
		s := o.process()
		g.Go(func() {
			if _, err := s.Verfahren.ImportOrdner(t.Context(), verfahren.Quelle{Herkunft: store.HerkunftOrdner,
				Ordner: ordner}); err != nil {
				t.Error(err)
			}
		})
	}
	g.Wait()
	if o.version("baum", "1", "aktiv") == nil || o.version("hundesteuer", "neu", "abgelegt") == nil {
		t.Error("something is missing")
	}
}

// What another process takes in is used two seconds later, by a process that has been running all the time.
func TestAnotherProcessSeesIt(t *testing.T) {
	o := open(t)
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	o.DB.SetClock(func() time.Time { return now })
	running := o.process()
	if got := o.takes(running, hund); got != neueste {
		t.Fatal(got)
	}
	o.start(copyOf(t, "hundesteuer/1", "hundesteuer/12"))
	now = now.Add(2 * time.Second)
	if got := o.takes(running, hund); got != "hundesteuer/12" {
		t.Errorf("two seconds later it is %s", got)
	}
}

// The program before kept only a checksum of what it used. What it accepted stays in use after the upgrade even if this
// program finds something wrong with it, and what was changed since then is said.
func TestWhatWasInUseStaysInUse(t *testing.T) {
	o := open(t)
	used := own(t, "aktenzeichen: ", "aktenzeichen: x # ")
	files, err := workflow.ReadFiles(used, "baum/1")
	if err != nil {
		t.Fatal(err)
	}
	o.note("baum/1", files.Checksum())
	o.note("eiche/1", "andere")
	maps.Copy(used, copyOf(t, "standard/1", "eiche/1"))
	o.start(used)
	shipped := copyOf(t, "standard/1", "linde/1")
	maps.Copy(shipped, copyOf(t, "standard/1", "linde/2"))
	o.note("linde/1", "andere")
	o.note("linde/2", "andere")
	if _, err := o.Verfahren.ImportOrdner(t.Context(), verfahren.Quelle{Herkunft: store.HerkunftMitgeliefert,
		Ordner: shipped}); err != nil {
		t.Fatal(err)
	}
	if v := o.version("linde", "2", "aktiv"); v == nil {
		t.Error("the newest in use has to be activated by hand")
	}
	if v := o.version("baum", "1", "aktiv"); !says(v, "{nummer}") {
		t.Errorf("%+v", v)
	}
	if v := o.version("eiche", "1", "aktiv"); !says(v, "einen anderen Inhalt hatte") {
		t.Errorf("%+v", v)
	}
}

// A new version that comes with the program counts at once in a new tenant. Where an earlier one is in use it waits for
// somebody to look at it, and programs of the release before, which do not know it, go on beside this one.
func TestAShippedVersionWaitsForAPerson(t *testing.T) {
	later := copyOf(t, "hundesteuer/1", "hundesteuer/1")
	maps.Copy(later, copyOf(t, "hundesteuer/1", "hundesteuer/500"))
	maps.Copy(later, copyOf(t, "standard/1", "standard/1"))
	q := verfahren.Quelle{Herkunft: store.HerkunftMitgeliefert, Ordner: later}
	for name, c := range map[string]struct {
		o               *office
		zustand, stands string
	}{"in use": {open(t), "geprueft", "hundesteuer/1"}, "new": {empty(t), "aktiv", "hundesteuer/500"}} {
		s := c.o.process()
		if _, err := s.Verfahren.ImportOrdner(t.Context(), q); err != nil {
			t.Fatal(err)
		}
		if v := c.o.version("hundesteuer", "500", c.zustand); v == nil {
			t.Errorf("%s: it is not %s", name, c.zustand)
		}
		if got := c.o.takes(s, hund); name == "new" && got != c.stands || name == "in use" && got == "hundesteuer/500" {
			t.Errorf("%s: the form goes to %s", name, got)
		}
	}
}

// empty is a tenant into which nothing was taken in.
func empty(t *testing.T) *office {
	t.Helper()
	db, dsn := testkit.DB(t)
	s := services.New(services.Parts{DB: db, Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	o := newOffice(t, &testkit.Kit{All: s, DSN: dsn, Mandant: uuid.New()})
	err := db.InTx(t.Context(), casework.System(o.Mandant), func(tx *store.Tx) error {
		return tx.UpsertMandant(t.Context(), &store.Mandant{ID: o.Mandant, Schluessel: "leer", Name: "Leer",
			Land: "NI"})
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// note is how a program before verfahrensversion kept a version in use.
func (o *office) note(version, pruefsumme string) {
	o.t.Helper()
	name, stand, _ := strings.Cut(version, "/")
	tx, err := o.DB.SQL().Begin()
	if err != nil {
		o.t.Fatal(err)
	}
	for _, q := range []string{"set local kontor.mandant = '" + o.Mandant.String() + "'",
		"insert into verfahren_stand (mandant_id, name, stand, pruefsumme, seit) values (kontor_mandant(), '" + name +
			"', '" + stand + "', '" + pruefsumme + "', now())"} {
		if _, err := tx.Exec(q); err != nil {
			o.t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		o.t.Fatal(err)
	}
}

// A version that only another program can read concerns its own Vorgänge: new applications get the one before.
func TestAVersionThisProgramCannotRead(t *testing.T) {
	o := open(t)
	err := o.DB.InTx(t.Context(), casework.System(o.Mandant), func(tx *store.Tx) error {
		_, err := tx.InsertVersion(t.Context(), &store.Verfahrensversion{ID: uuid.New(), Name: "hundesteuer",
			Stand: "77", Zustand: store.VersionAktiv, Herkunft: store.HerkunftOrdner, Pruefsumme: "x"}, []byte("später"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	s := o.start(nil)
	if got := o.takes(s, hund); got != neueste {
		t.Errorf("the form goes to %s", got)
	}
	if !strings.Contains(o.log.String(), "hundesteuer/77") {
		t.Errorf("the log does not say it: %s", &o.log)
	}
	err = s.DB.ReadTx(t.Context(), casework.System(o.Mandant), func(tx *store.Tx) error {
		_, err := s.Frame.Verfahren.Get(t.Context(), tx, "hundesteuer", "77")
		return err
	})
	if e := (*casework.Error)(nil); !errors.As(err, &e) || e.Reason != "verfahren_unreadable" {
		t.Errorf("%v", err)
	}
}

// Without the standard procedure no application could be taken: that alone stops a start.
func TestOnlyTheStandardProcedureStopsTheStart(t *testing.T) {
	s := empty(t)
	q := verfahren.Quelle{Herkunft: store.HerkunftMitgeliefert, Ordner: copyOf(t, "hundesteuer/1", "hundesteuer/1")}
	_, err := s.Verfahren.ImportOrdner(t.Context(), q)
	if e := (*casework.Error)(nil); !errors.As(err, &e) || e.Reason != "standard_missing" {
		t.Errorf("it starts without: %v", err)
	}
	q.Ordner = workflow.Shipped()
	if _, err := s.Verfahren.ImportOrdner(t.Context(), q); err != nil {
		t.Error(err)
	}
}
