package verfahren_test

import (
	"bytes"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/services"
	"kontor/backend/internal/service/verfahren"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

var firstTask = regexp.MustCompile(`(?s)<bpmn:userTask id="pruefen".*?</bpmn:extensionElements>(.*?)</bpmn:userTask>`)

const (
	forGruen = `<bpmn:userTask id="pruefen" name="Ansehen"><bpmn:extensionElements>
		<kontor:aufgabe rolle="sachbearbeitung" einheit="gruen" /></bpmn:extensionElements>$1</bpmn:userTask>`
	byItself = `<bpmn:serviceTask id="pruefen" name="Erlassen"><bpmn:extensionElements><kontor:dienst art="create_bescheid">
		<kontor:eingabe name="ergebnis" wert="bewilligt" /></kontor:dienst></bpmn:extensionElements>$1</bpmn:serviceTask>`
)

// with is a procedure of the town with another first step.
func with(t *testing.T, name, step string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	for file, f := range copyOf(t, "standard/1", name+"/1", "formulare: []",
		"formulare:\n  - { adapter: neutral, formular: \""+name+"\" }") {
		if strings.Contains(file, "/scenarios/") {
			continue // they tell of another first step
		}
		if strings.HasSuffix(file, ".bpmn") {
			f.Data = []byte(firstTask.ReplaceAllString(string(f.Data), step))
		}
		out[file] = f
	}
	return out
}

// akte is a version as the administration sees it.
func (o *office) akte(s *services.All, name, stand string) *verfahren.Versionsakte {
	o.t.Helper()
	all, err := s.Verfahren.ListVerfahrensversionen(o.t.Context(), o.adm())
	if err != nil {
		o.t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(k *verfahren.Versionsakte) bool { return k.Name == name && k.Stand == stand })
	if i < 0 {
		o.t.Fatalf("%s/%s is not there", name, stand)
	}
	return all[i]
}

func (o *office) adm() casework.Actor { return casework.System(o.Mandant) }

func (o *office) einheit(key string) {
	o.t.Helper()
	if err := o.DB.InTx(o.t.Context(), casework.System(o.Mandant), func(tx *store.Tx) error {
		return tx.UpsertEinheit(o.t.Context(), &store.Einheit{Schluessel: key, Name: "Grünflächen"})
	}); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) activate(s *services.All, id uuid.UUID) error {
	_, err := s.Verfahren.ActivateVerfahrensversion(o.t.Context(), o.adm(), id, casework.Heute(s.DB.Now()))
	return err
}

// What a folder brings and this town cannot do waits, and says what is missing, in the log and to the administration.
// Nobody activates it until the town has it: what is missing is looked for each time.
func TestAFolderWaitsForWhatTheHouseLacks(t *testing.T) {
	o := open(t)
	s := o.start(with(t, "baum", forGruen))
	k := o.akte(s, "baum", "1")
	lacks := workflow.Errors(k.Haus)
	if k.Zustand != store.VersionGeprueft || len(lacks) != 1 || workflow.HasErrors(k.Befunde) ||
		lacks[0].Element != "pruefen" || !strings.Contains(lacks[0].Message, "Die Einheit „gruen“") {
		t.Fatalf("%s, %+v, %+v", k.Zustand, k.Haus, k.Befunde)
	}
	if !strings.Contains(o.log.String(), "Die Einheit „gruen“") {
		t.Errorf("the log does not say it: %s", &o.log)
	}
	p, err := s.Verfahren.CheckVerfahrensversion(t.Context(), o.adm(), k.ID, casework.Heute(s.DB.Now()))
	if err != nil || !workflow.HasErrors(p.Haus) {
		t.Errorf("the preview says %+v, %v", p, err)
	}
	var e *casework.Error
	if err := o.activate(s, k.ID); !errors.As(err, &e) || e.Code != casework.Conflict || e.Reason != "house_lacks" ||
		!strings.Contains(e.Detail, "gruen") {
		t.Errorf("activated with an error: %v", err)
	}
	if v := o.deliver(s, "baum"); v.Verfahren == "baum" {
		t.Error("it takes applications")
	}
	o.einheit("gruen")
	s = o.start(with(t, "baum", forGruen))
	if k := o.akte(s, "baum", "1"); k.Zustand != store.VersionGeprueft || workflow.HasErrors(k.Haus) {
		t.Errorf("with the unit: %s, %+v", k.Zustand, k.Haus)
	}
	if err := o.activate(s, k.ID); err != nil {
		t.Error(err)
	}
	if v := o.deliver(s, "baum"); v.Verfahren != "baum" {
		t.Errorf("a new one goes by %s", v.Verfahren)
	}
}

// What an earlier program used stays in use, and what is active when the house changes: both are shown with what is
// missing. The same from a folder or a file of today waits.
func TestWhatIsInUseRunsWhateverTheHouseLacks(t *testing.T) {
	o := open(t)
	ordner := with(t, "alt", byItself)
	files, err := workflow.ReadFiles(ordner, "alt/1")
	if err != nil {
		t.Fatal(err)
	}
	o.note("alt/1", files.Checksum())
	maps.Copy(ordner, with(t, "neu", byItself))
	o.einheit("gruen")
	maps.Copy(ordner, with(t, "baum", forGruen))
	s := o.start(ordner)
	raw, err := workflow.Pack{Name: "datei", Version: "1", Files: files}.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Verfahren.ImportVerfahrensversion(t.Context(), o.adm(), bytes.NewReader(raw)); err != nil {
		t.Fatal(err)
	}
	o.dropEinheit("gruen")
	for name, zustand := range map[string]string{"alt": store.VersionAktiv, "neu": store.VersionGeprueft,
		"datei": store.VersionGeprueft, "baum": store.VersionAktiv} {
		if k := o.akte(s, name, "1"); k.Zustand != zustand || len(workflow.Errors(k.Haus)) != 1 {
			t.Errorf("%s: %s, %+v", name, k.Zustand, k.Haus)
		}
	}
	lacks := workflow.Errors(o.akte(s, "neu", "1").Haus)
	if !strings.Contains(lacks[0].Message, "stattdessen zeichnen: eine Benutzeraufgabe mit der Aktion bescheid.") {
		t.Errorf("%+v", lacks)
	}
	if v := o.deliver(s, "alt"); v.Verfahren != "alt" {
		t.Errorf("what was in use takes nothing any more: %s", v.Verfahren)
	}
}

func (o *office) dropEinheit(key string) {
	o.t.Helper()
	tx, err := o.DB.SQL().Begin()
	if err != nil {
		o.t.Fatal(err)
	}
	for _, q := range []string{"set local kontor.mandant = '" + o.Mandant.String() + "'",
		"delete from organisationseinheit where schluessel = '" + key + "'"} {
		if _, err := tx.Exec(q); err != nil {
			o.t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		o.t.Fatal(err)
	}
}

// A town that has none of the units of the shipped procedures starts: the standard procedure names none, one that only
// goes to the Poststelle instead is active, one with a task for nobody waits.
func TestATownWithoutOurUnitsStarts(t *testing.T) {
	o := empty(t)
	s := o.start(nil)
	for name, zustand := range map[string]string{"standard": store.VersionAktiv, "hundesteuer": store.VersionAktiv,
		"aussengastronomie": store.VersionGeprueft} {
		k := o.akte(s, name, "2")
		if k.Zustand != zustand || workflow.HasErrors(k.Haus) != (zustand == store.VersionGeprueft) {
			t.Errorf("%s: %s, %+v", name, k.Zustand, k.Haus)
		}
	}
	if k := o.akte(s, "hundesteuer", "2"); !slices.ContainsFunc(k.Haus, func(f workflow.Finding) bool {
		return f.Element == "einheit" && strings.Contains(f.Message, "kommt in die Poststelle")
	}) {
		t.Errorf("%+v", k.Haus)
	}
}

// What a procedure reads of a form is held against what came in with it; before anything did, that is left open.
func TestFieldsAreJudgedByWhatCameIn(t *testing.T) {
	o := open(t)
	s := o.start(copyOf(t, "standard/1", "baum/1", "formulare: []",
		"formulare:\n  - { adapter: neutral, formular: baum, antragsteller: { nachname: name, vorname: ruf } }"))
	look := func() *verfahren.Versionsakte {
		k, err := s.Verfahren.GetVerfahrensversion(t.Context(), o.adm(), o.akte(s, "baum", "1").ID)
		if err != nil {
			t.Fatal(err)
		}
		k.Haus = slices.DeleteFunc(k.Haus, func(f workflow.Finding) bool {
			return !strings.HasPrefix(f.Element, "formulare")
		})
		return k
	}
	const open = "ob das Formular „baum“ die Felder hat"
	if k := look(); len(k.Haus) > 0 || !strings.Contains(strings.Join(k.Offen, "\n"), open) {
		t.Errorf("before: %+v, %q", k.Haus, k.Offen)
	}
	o.deliver(s, "anderes")
	o.deliver(s, "baum")
	k := look()
	if len(k.Haus) != 1 || k.Haus[0].Element != "formulare[0].antragsteller.vorname" ||
		!strings.Contains(k.Haus[0].Message, "Das Feld „ruf“ kommt in dem einen hier bekannten Antrag") ||
		strings.Contains(strings.Join(k.Offen, "\n"), open) {
		t.Errorf("after: %+v, %q", k.Haus, k.Offen)
	}
	p, err := s.Verfahren.CheckVerfahrensversion(t.Context(), o.adm(), k.ID, casework.Heute(s.DB.Now()))
	same := func(f workflow.Finding) bool { return f.Element == k.Haus[0].Element }
	if err != nil || !slices.ContainsFunc(p.Haus, same) || len(p.Offen) != len(k.Offen) {
		t.Errorf("the preview says %+v, %v", p, err)
	}
}
