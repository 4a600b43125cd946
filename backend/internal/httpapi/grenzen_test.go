package httpapi_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
	"kontor/workflow"
)

// underAO is the procedure of the test applications as one of dues: the Abgabenordnung applies to it.
func underAO(t *testing.T) func(*testkit.Kit) {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(workflow.Shipped(), "aussengastronomie/3", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(workflow.Shipped(), name)
		if strings.HasSuffix(name, "verfahren.yaml") {
			raw = append([]byte("recht: AO\n"), raw...)
		}
		out[strings.Replace(name, "/3/", "/100/", 1)] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return func(k *testkit.Kit) { k.Import(store.HerkunftOrdner, out) }
}

// § 41 Abs. 2a VwVfG does not reach dues: under the AO a Bescheid goes by post, with consent as without.
func TestUnderTheAOABescheidGoesByPost(t *testing.T) {
	o := open(t, underAO(t))
	a := o.antrag().consent()
	wunsch := map[string]any{"ergebnis": "bewilligt", "kanal": "antragsraum"}
	o.sb.Post(a.base+"/bescheid", a.mit(wunsch)).Problem(422, "invalid_fields").Says(`"kanal":"no_consent"`)
	if a.act("/bescheid", map[string]any{"ergebnis": "bewilligt"}); a.Bescheide[0].Kanal != "post" {
		t.Errorf("%+v", a.Bescheide)
	}
}

// A Bescheid is posted in its own Vorgang: named in another, it is not found and waits on.
func TestABescheidIsPostedInItsOwnVorgang(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	mine, other := beschieden(o), beschieden(o)
	o.sb.Post(mine.base+"/bescheid/"+other.Bescheide[0].ID+"/postaufgabe",
		mine.mit(map[string]any{"aufgegebenAm": "2026-03-10"})).Problem(404, "not_found")
	for _, a := range []*akte{mine, other} {
		if b := a.load().Bescheide[0]; b.Zustand != "zur_post" || slices.Contains(a.verlauf(), "bescheid_zur_post") {
			t.Errorf("%+v, %v", b, a.verlauf())
		}
	}
}

// A Vorgang is given to somebody of its unit who may work on it, to nobody else.
func TestAVorgangIsGivenToWhoMayWorkOnIt(t *testing.T) {
	o := open(t)
	a := o.antrag()
	for name, who := range map[string]string{"of another unit": o.bauActor.Name, "who only reads": o.loeWho.Name} {
		o.tl.Post(a.base+"/zuweisung", a.mit(map[string]any{"benutzer": who})).
			Problem(422, "invalid_fields").Says(`"benutzer":"not_responsible"`)
		if version := a.Version; a.load().Version != version {
			t.Errorf("given to somebody %s", name)
		}
	}
	o.tl.Post(a.base+"/zuweisung", a.mit(map[string]any{"benutzer": o.sbActor.Name})).Is(200)
}

// A task that asks for an act of its own is done by that act, not by hand.
func TestATaskThatNeedsAnActIsNotDoneByHand(t *testing.T) {
	o := open(t)
	a := meiner(o).complete("vollstaendigkeit", map[string]any{"ergebnis": "unvollstaendig"})
	path := a.base + "/aufgaben/" + a.aufgabe("nachforderung") + "/erledigung"
	o.sb.Post(path, a.mit(map[string]any{"werte": map[string]any{}})).Problem(409, "aufgabe_needs_act")
	if version := a.Version; !a.offen("nachforderung") || a.Version != version {
		t.Errorf("%+v", a.Aufgaben)
	}
	if a.writeFuer("nachforderung", unterlagen("Plan", "Plan")); a.offen("nachforderung") {
		t.Errorf("the act left it open: %+v", a.Aufgaben)
	}
}

// Nobody is reminded on a day that has passed in Berlin; on the day itself they are.
func TestAReminderIsNotForADayThatHasPassed(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 00:30")) // not yet the day in UTC
	a := o.antrag()
	remind := func(tag string) *testkit.Answer {
		return o.sb.Post(a.base+"/wiedervorlagen", map[string]any{"betreff": "Nachsehen", "faelligAm": tag})
	}
	remind("2026-03-09").Problem(422, "invalid_fields").Says(`"faelligAm":"in_past"`)
	if len(a.load().Wiedervorlagen) != 0 {
		t.Errorf("%+v", a.Wiedervorlagen)
	}
	remind("2026-03-10").Is(201)
}
