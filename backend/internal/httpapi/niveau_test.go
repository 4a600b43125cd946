package httpapi_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"kontor/backend/internal/testkit"
)

// raumListe is the overview of the Antragsraum.
type raumListe struct {
	Vorgaenge    []struct{ ID string }
	Verschlossen []struct {
		EingangAm        string
		Vertrauensniveau int
	}
}

const raumListePfad = "/antragsraum/api/v1/vorgaenge"

// What an application came with is needed to see it and to declare anything in it. The table is the contract: whichever
// operation joins the Antragsraum is asked here, or the test says that nobody thought of it.
func TestLevelOfTheApplication(t *testing.T) {
	o := open(t)
	eins, drei := o.Applicant(konto(1)), o.Applicant(konto(3))
	frei := map[string]bool{ // names no application; what it shows is looked at here
		"getBehoerde": true, "getAntragsraumIch": true, "listAntragsraumVorgaenge": true,
	}
	spec, err := testkit.Contract()
	if err != nil {
		t.Fatal(err)
	}
	var asked int
	for _, item := range spec.Paths.Map() {
		for _, declared := range item.Operations() {
			if !slices.Contains(declared.Tags, "antragsraum") {
				continue
			}
			asked++
			op := operationOf(t, declared)
			a := op.vor(o)
			before, journal := a.load().vorgang, len(a.verlauf())
			answer := op.ruf(eins, a)
			for _, secret := range []string{a.ID, a.Vorgangsnummer, "gastronomie", "Müller", "Lageplan"} {
				if strings.Contains(string(answer.Body), secret) {
					t.Errorf("%s tells a login of level 1: %s", op.name, secret)
				}
			}
			if frei[op.name] {
				answer.Is(200)
				continue
			}
			var p struct {
				Fields struct{ Vertrauensniveau string }
			}
			if answer.Problem(403, "level_too_low").JSON(&p); p.Fields.Vertrauensniveau != "3" {
				t.Errorf("%s does not say what is needed: %s", op.name, answer.Body)
			}
			if now := a.load(); now.Version != before.Version || len(now.Dokumente) != len(before.Dokumente) ||
				len(a.verlauf()) != journal {
				t.Errorf("%s, refused, changed the Vorgang", op.name)
			}
			op.ruf(drei, a).Is(200, 201)
		}
	}
	if asked < 8 {
		t.Errorf("only %d operations of the Antragsraum", asked)
	}
}

func operationOf(t *testing.T, declared *openapi3.Operation) operation {
	t.Helper()
	for _, op := range operationen {
		if strings.EqualFold(op.name, declared.OperationID) {
			return op
		}
	}
	t.Fatalf("nobody calls %s", declared.OperationID)
	return operation{}
}

// Every level against every other, and the overview: of what needs a surer login only that it is there and since when.
func TestLevelsOfOneAccount(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 00:30")) // the day is Berlin's, not that of UTC
	akten := map[int]*akte{}
	for _, niveau := range []string{"0", "1", "3", "4"} {
		n := int(niveau[0] - '0')
		akten[n] = o.antrag(replace("STORK-QAA-Level-3", "STORK-QAA-Level-"+niveau))
		if got := akten[n].AntragstellerDaten.Vertrauensniveau; got != n {
			t.Fatalf("came with %d, not %d", got, n)
		}
	}
	for _, login := range []int{1, 3, 4} {
		c := o.Applicant(konto(login))
		var liste raumListe
		c.Get(raumListePfad).Is(200).JSON(&liste)
		var zu []int
		for _, v := range liste.Verschlossen {
			if zu = append(zu, v.Vertrauensniveau); v.EingangAm != "2026-03-10" {
				t.Errorf("came on %s", v.EingangAm)
			}
		}
		slices.Sort(zu)
		want := []int{3, 4}[min(login/2, 2):]
		if !slices.Equal(zu, want) || len(liste.Vorgaenge)+len(zu) != len(akten) {
			t.Errorf("at level %d: %d applications, and %v shut; want %v", login, len(liste.Vorgaenge), zu, want)
		}
		for n, a := range akten {
			if n > login {
				c.Get(a.raum).Problem(403, "level_too_low")
			} else {
				c.Get(a.raum).Is(200)
			}
		}
		var ich struct{ EinwilligungNiveau int }
		if c.Get("/antragsraum/api/v1/ich").Is(200).JSON(&ich); ich.EinwilligungNiveau != 4 {
			t.Errorf("consent needs %d", ich.EinwilligungNiveau)
		}
		want4 := map[bool]int{true: 200, false: 403}[login == 4]
		c.Post("/antragsraum/api/v1/einwilligung", map[string]any{"erteilt": true}).Is(want4)
	}
	// to another account it does not exist, however sure the login
	fremd := konto(1)
	fremd.Pseudonym, fremd.Postfach = "p-2", "pf-2"
	o.Applicant(fremd).Get(akten[4].raum).Problem(404, "not_found")
}
