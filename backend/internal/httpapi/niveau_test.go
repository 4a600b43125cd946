package httpapi_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"kontor/backend/internal/casework"
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

// raumOperationen are the operations of the Antragsraum with what the contract says they need of a login. Whichever
// joins them is tried here, or the test says that nobody thought of it.
func raumOperationen(t *testing.T) map[*openapi3.Operation]operation {
	t.Helper()
	spec, err := testkit.Contract()
	if err != nil {
		t.Fatal(err)
	}
	out := map[*openapi3.Operation]operation{}
	for _, item := range spec.Paths.Map() {
		for _, declared := range item.Operations() {
			if slices.Contains(declared.Tags, "antragsraum") {
				out[declared] = operationOf(t, declared)
			}
		}
	}
	if len(out) < 9 {
		t.Fatalf("only %d operations of the Antragsraum", len(out))
	}
	return out
}

func niveauOf(declared *openapi3.Operation) casework.Niveaubedarf {
	niveau, _ := declared.Extensions["x-niveau"].(string)
	return casework.Niveaubedarf(niveau)
}

func frischOf(declared *openapi3.Operation) time.Duration {
	minuten, _ := declared.Extensions["x-frisch"].(float64)
	return time.Duration(minuten) * time.Minute
}

// stehen is what an act that was refused has left as it was.
type stehen struct {
	version, dokumente, nachrichten, verlauf int
	einwilligung                             string
}

func (a *akte) stehen() stehen {
	a.t.Helper()
	a.load()
	var ich struct{ Einwilligung string }
	a.Applicant(konto(4)).Get("/antragsraum/api/v1/ich").Is(200).JSON(&ich)
	return stehen{a.Version, len(a.Dokumente), len(a.Nachrichten), len(a.verlauf()), ich.Einwilligung}
}

// refused tries an operation with a login that does not do: it is told why, and nothing came of it.
func (a *akte) refused(op operation, c *testkit.Client, reason, field, want string) {
	a.t.Helper()
	before := a.stehen()
	answer := op.ruf(c, a)
	for _, secret := range []string{a.ID, a.Vorgangsnummer, "gastronomie", "Müller", "Lageplan"} {
		if strings.Contains(string(answer.Body), secret) {
			a.t.Errorf("%s tells who may not see it: %s", op.name, secret)
		}
	}
	var p struct{ Fields map[string]string }
	if answer.Problem(403, reason).JSON(&p); p.Fields[field] != want || len(p.Fields) != 1 {
		a.t.Errorf("%s says %v, not that %s %s is needed", op.name, p.Fields, field, want)
	}
	if now := a.stehen(); now != before {
		a.t.Errorf("%s, refused, changed something: %+v, before %+v", op.name, now, before)
	}
}

// What an application came with is needed to see it and to declare anything in it.
func TestLevelOfTheApplication(t *testing.T) {
	o := open(t)
	for declared, op := range raumOperationen(t) {
		a := op.vor(o)
		if niveauOf(declared) == casework.BedarfKeins { // names no application; what it shows is looked at here
			answer := op.ruf(o.Applicant(konto(1)), a).Is(200)
			if strings.Contains(string(answer.Body), a.ID) || strings.Contains(string(answer.Body), a.Vorgangsnummer) {
				t.Errorf("%s tells a login of level 1 of it: %s", op.name, answer.Body)
			}
			continue
		}
		a.refused(op, o.Applicant(konto(1)), "level_too_low", "vertrauensniveau", "3")
		op.ruf(o.Applicant(konto(3)), a).Is(200, 201)
	}
}

// Where the Verfahren demands more than the application came with, what was sent can be seen and answered as before.
// What ends the application needs more.
func TestLevelOfTheVerfahren(t *testing.T) {
	o := open(t)
	o.jede = []aenderung{replace("STORK-QAA-Level-3", "STORK-QAA-Level-1")}
	asked := map[casework.Niveaubedarf]bool{}
	for declared, op := range raumOperationen(t) {
		a := op.vor(o)
		asked[niveauOf(declared)] = true
		if a.AntragstellerDaten.Vertrauensniveau != 1 {
			t.Fatalf("%s: came with %d", op.name, a.AntragstellerDaten.Vertrauensniveau)
		}
		if niveauOf(declared) == casework.BedarfVerfahren {
			a.refused(op, o.Applicant(konto(1)), "level_too_low", "vertrauensniveau", "3")
			op.ruf(o.Applicant(konto(3)), a).Is(200, 201)
			continue
		}
		op.ruf(o.Applicant(konto(1)), a).Is(200, 201)
	}
	for _, niveau := range []casework.Niveaubedarf{casework.BedarfKeins, casework.BedarfVorgang,
		casework.BedarfNachricht, casework.BedarfVerfahren, casework.BedarfKonto} {
		if !asked[niveau] {
			t.Errorf("no operation needs %s", niveau)
		}
	}
}

// A message may need more than its application. So do its answer and its documents; the application does not.
func TestLevelOfTheMessage(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/nachrichten", map[string]any{"betreff": "Vertraulich", "text": "x", "vertrauensniveau": 4})
	for declared, op := range raumOperationen(t) {
		switch {
		case op.name == "getAntragsraumDokument": // TestAnAttachmentNeedsTheLevelOfItsMessage
		case niveauOf(declared) == casework.BedarfNachricht:
			a.refused(op, o.buerger, "level_too_low", "vertrauensniveau", "4")
			op.ruf(o.Applicant(konto(4)), a).Is(200, 201)
		case niveauOf(declared) == casework.BedarfVorgang:
			op.ruf(o.buerger, a).Is(200)
		}
	}
}

// What has legal weight needs a login of a few minutes ago, to the minute; everything else goes on with an older one.
func TestHowOldTheLoginMayBe(t *testing.T) {
	o := open(t)
	now := time.Now()
	o.at(now)
	alt := map[string]bool{}
	for declared, op := range raumOperationen(t) {
		a := op.vor(o)
		frisch := frischOf(declared)
		if frisch == 0 {
			op.ruf(o.ApplicantSince(konto(3), now.Add(-3*time.Hour)), a).Is(200, 201)
			continue
		}
		alt[op.name] = true
		minuten := strconv.Itoa(int(frisch.Minutes()))
		for _, vor := range []time.Duration{frisch + time.Second, 3 * time.Hour} {
			a.refused(op, o.ApplicantSince(konto(3), now.Add(-vor)), "login_too_old", "minuten", minuten)
		}
		// who has to sign in anew anyway is told of the level first
		a.refused(op, o.ApplicantSince(konto(1), now.Add(-3*time.Hour)), "level_too_low", "vertrauensniveau", "3")
		fremd := konto(3)
		fremd.Pseudonym, fremd.Postfach = "p-2", "pf-2"
		if answer := op.ruf(o.ApplicantSince(fremd, now.Add(-3*time.Hour)), a); op.name != "setEinwilligung" {
			answer.Problem(404, "not_found")
		}
		op.ruf(o.ApplicantSince(konto(3), now.Add(-frisch)), a).Is(200, 201)
	}
	for _, name := range []string{"withdrawAntrag", "setEinwilligung"} {
		if !alt[name] {
			t.Errorf("%s can be done with any login", name)
		}
	}
}

// Consent is taken back like it is given: nobody does it in a browser somebody walked away from.
func TestConsentIsTakenBackFreshly(t *testing.T) {
	o := open(t)
	o.antrag()
	const path = "/antragsraum/api/v1/einwilligung"
	alt := o.ApplicantSince(konto(3), time.Now().Add(-time.Hour))
	for _, erteilt := range []bool{true, false} {
		alt.Post(path, map[string]any{"erteilt": erteilt}).Problem(403, "login_too_old")
		o.Applicant(konto(3)).Post(path, map[string]any{"erteilt": erteilt}).Is(200)
	}
}

// How surely it was the applicant who declared something stands in the journal.
func TestTheJournalTellsTheLevelOfAnAct(t *testing.T) {
	o := open(t)
	a := o.antrag()
	vier := o.Applicant(konto(4))
	for _, erteilt := range []bool{true, false} {
		vier.Post("/antragsraum/api/v1/einwilligung", map[string]any{"erteilt": erteilt}).Is(200)
	}
	vier.Post(a.raum+"/ruecknahme", nil).Is(200)
	for _, art := range []string{"einwilligung_erteilt", "einwilligung_widerrufen", "zurueckgenommen"} {
		daten := a.eintrag(art)
		if sitzung, _ := daten["sitzung"].(string); sitzung == "" || daten["vertrauensniveau"] != 4.0 {
			t.Errorf("%s: %v", art, daten)
		}
	}
}

// A session that an earlier program began does not say when the person signed in: then it is when it began.
func TestASessionOfAnEarlierProgram(t *testing.T) {
	o := open(t)
	now := time.Now()
	o.at(now)
	a := o.antrag()
	c := o.ApplicantSince(konto(3), time.Time{})
	o.at(now.Add(16 * time.Minute))
	a.refused(operation{name: "withdrawAntrag", ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Post(a.raum+"/ruecknahme", nil)
	}}, c, "login_too_old", "minuten", "15")
	o.at(now.Add(15 * time.Minute))
	c.Post(a.raum+"/ruecknahme", nil).Is(200)
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
