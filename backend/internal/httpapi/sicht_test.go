package httpapi_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/testkit"
)

// ohneVorgang are operations that name no Vorgang; what they show is looked at by itself.
var ohneVorgang = []string{"listPostausgang", "printPostausgang", "postPostausgang",
	"getIch", "listAnsichten", "listEinheiten", "listFilter", "listBenutzer", "getVerfahren",
	"listVorgaenge", "listKlaerfaelle", "getKlaerfall",
	"retryKlaerfall", "getBehoerde", "getAntragsraumIch", "listAntragsraumVorgaenge", "setEinwilligung", "listZugriffe",
	"exportZugriffe"}

// sees lists the ids a person finds in every list and search there is.
func sees(t *testing.T, c *testkit.Client, name string) (ids []string, counted int) {
	t.Helper()
	var list struct{ Vorgaenge []struct{ ID string } }
	for _, q := range []string{"", "?ansicht=nicht_zugewiesen", "?ansicht=meine", "?ansicht=neue_antworten",
		"?ansicht=wiedervorlagen", "?sortierung=eingang",
		"?einheit=lf-32-sondernutzung", "?status=neu,angenommen,in_bearbeitung,zu_loeschen", "?suche=" +
			url.QueryEscape(name), "?suche=" + url.QueryEscape(string([]rune(name)[:4]))} {
		list.Vorgaenge = nil
		c.Get("/api/v1/vorgaenge" + q).Is(200).JSON(&list)
		for _, v := range list.Vorgaenge {
			ids = append(ids, v.ID)
		}
	}
	var counts struct {
		Ansichten []struct {
			Ansicht string
			Anzahl  int
		}
	}
	c.Get("/api/v1/ansichten").Is(200).JSON(&counts)
	for _, a := range counts.Ansichten {
		if a.Ansicht != "klaerfaelle" {
			counted += a.Anzahl
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), counted
}

// imAntragsraum are the operations of applicants, who have no unit.
func imAntragsraum(name string) bool {
	return strings.Contains(name, "ntragsraum") || name == "sendAntwort" || name == "withdrawAntrag"
}

func (o *office) hidden(t *testing.T, who string, c *testkit.Client, actor casework.Actor, a *akte) {
	t.Helper()
	ids, counted := sees(t, c, a.Antragsteller)
	if slices.Contains(ids, a.ID) || counted != 0 {
		t.Errorf("%s finds the Vorgang in a list or counts %d", who, counted)
	}
	if o.Vorgang.MayView(t.Context(), actor, uuid.MustParse(a.ID)) {
		t.Errorf("%s may view it live", who)
	}
	for _, path := range []string{"", "/verlauf", "/prozess", "/dokumente/" + a.Dokumente[0].ID, "/dokumente/" +
		a.Dokumente[0].ID + "?ansehen=true"} {
		if s := c.Get(a.base + path).Status; s != 404 && s != 403 {
			t.Errorf("%s: %s gives %d", who, path, s)
		}
	}
}

// What lies with another unit does not exist: in no list, no search, no number, no act.
func TestOtherUnitSeesNothing(t *testing.T) {
	o := open(t)
	// may do everything elsewhere
	actor := o.Person("fremd", casework.RolleTeamleitung, "lf-20-steuern", "lf-10-poststelle")
	fremd := o.Staff(actor)
	own := o.antrag(replace("lf-32-sondernutzung", "lf-32-verkehr"))
	for _, op := range operationen {
		if slices.Contains(ohneVorgang, op.name) || imAntragsraum(op.name) {
			continue
		}
		a := op.vor(o)
		if status := op.ruf(fremd, a).Status; status != 404 {
			t.Errorf("%s: %d", op.name, status)
		}
		if version := a.Version; a.load().Version != version {
			t.Errorf("%s changed the Vorgang", op.name)
		}
	}
	o.hidden(t, "another unit", fremd, actor, own)
	// a document of a foreign Vorgang is not found through the own one either
	mine := o.antrag(replace("lf-32-sondernutzung", "lf-20-steuern"), replace("Café Müller GmbH", "Straße GmbH"))
	fremd.Get(mine.base + "/dokumente/" + own.Dokumente[0].ID).Is(404)
	fremd.Get(mine.base + "/dokumente/" + mine.Dokumente[0].ID).Is(200)
	fremd.Post("/api/v1/export/xdomea", map[string]any{"vorgaenge": []string{mine.ID, own.ID}}).Problem(404,
		"not_found")
}

// Who was asked to contribute reads, comments and does the own task; nothing else.
func TestZuarbeit(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/zuweisung", nil).act("/annahme", nil)
	o.hidden(t, "not asked yet", o.bau, o.bauActor, a)
	a.complete("vollstaendigkeit", map[string]any{"ergebnis": "vollstaendig"})
	if ids, counted := sees(t, o.bau, a.Antragsteller); len(ids) != 1 || counted == 0 ||
		!o.Vorgang.MayView(t.Context(), o.bauActor, uuid.MustParse(a.ID)) {
		t.Errorf("asked, it sees %v and counts %d", ids, counted)
	}
	o.bau.Get(a.base + "/dokumente/" + a.Dokumente[0].ID).Is(200)
	var v vorgang
	o.bau.Get(a.base).Is(200).JSON(&v)
	if !slices.Equal(v.Aktionen, []string{"kommentieren"}) {
		t.Errorf("is offered %v", v.Aktionen)
	}
	may := []string{"addKommentar", "getEntwurf", "saveEntwurf", "deleteEntwurf", "completeAufgabe"}
	for _, op := range operationen {
		if slices.Contains(ohneVorgang, op.name) || op.bleib && op.name != "previewBescheid" ||
			imAntragsraum(op.name) || slices.Contains(may, op.name) {
			continue
		}
		x := op.vor(o)
		for _, task := range x.Aufgaben { // bring it as far as the Zuarbeit where the process still runs
			if task.Element == "vollstaendigkeit" && task.Zustand == "offen" && op.name != "jumpProzess" &&
				x.Status != "verworfen" && x.Status != "abgeschlossen" {
				x.complete("vollstaendigkeit", map[string]any{"ergebnis": "vollstaendig"})
				break
			}
		}
		before := x.load().Version
		if status := op.ruf(o.bau, x).Status; status != 403 && status != 404 {
			t.Errorf("%s: %d", op.name, status)
		}
		if x.load().Version != before {
			t.Errorf("%s changed the Vorgang", op.name)
		}
	}
	o.bau.Post(a.base+"/kommentare", map[string]any{"text": "Wir sehen nach."}).Is(201)
	a.load()
	o.bau.Post(a.base+"/aufgaben/"+a.aufgabe("fachpruefung")+"/erledigung",
		a.mit(map[string]any{"werte": map[string]any{"pruefung": "erlaubnisfaehig"}})).Problem(403, "aufgabe_of_others")
	o.sb.Post(a.base+"/aufgaben/"+a.aufgabe("zuarbeit")+"/erledigung",
		a.mit(map[string]any{"werte": map[string]any{"stellungnahme": "x", "bedenken": false}})).Problem(403,
		"aufgabe_of_others")
	o.bau.Post(a.base+"/aufgaben/"+a.aufgabe("zuarbeit")+"/erledigung",
		a.mit(map[string]any{"werte": map[string]any{"stellungnahme": "Keine.", "bedenken": false}})).Is(200)
}

func TestPoststelleSeesOnlyNew(t *testing.T) {
	o := open(t)
	post := o.Person("post", casework.RollePoststelle, "lf-10-poststelle")
	a := o.antrag()
	if ids, counted := sees(t, o.poststelle, a.Antragsteller); len(ids) != 1 || counted == 0 {
		t.Errorf("a new one: %v, %d", ids, counted)
	}
	a.act("/annahme", nil)
	o.hidden(t, "Poststelle", o.poststelle, post, a)
	o.poststelle.Post(a.base+"/weiterleitung", a.mit(map[string]any{"einheit": "lf-20-steuern", "grund": "x"})).Is(404)
}

func TestLoeschenSeesOnlyWhatIsToBeDeleted(t *testing.T) {
	o := open(t)
	a := o.antrag()
	o.hidden(t, "loeschen", o.loe, o.loeWho, a)
	if _, err := o.superuser().Exec("update vorgang set status = 'zu_loeschen' where id = $1", a.ID); err != nil {
		t.Fatal(err)
	}
	if ids, _ := sees(t, o.loe, a.Antragsteller); !slices.Equal(ids, []string{a.ID}) {
		t.Errorf("sees %v", ids)
	}
	o.loe.Get(a.base).Is(200)
	o.hidden(t, "caseworker", o.sb, o.sbActor, a)
	o.buerger.Get(a.raum).Is(200)
}

// Two authorities in one database know nothing of each other, even with equal keys everywhere.
func TestTenantsAreApart(t *testing.T) {
	o := open(t)
	zwei := o.Tenant("Stadt Nebenan")
	actor := zwei.Person("sb", casework.RolleTeamleitung, o.alleActor.Einheiten...)
	fremd := o.Staff(actor)
	for _, op := range operationen {
		if slices.Contains(ohneVorgang, op.name) && !strings.HasSuffix(op.name, "tKlaerfall") &&
			op.name != "retryKlaerfall" || imAntragsraum(op.name) {
			continue
		}
		if status := op.ruf(fremd, op.vor(o)).Status; status != 404 {
			t.Errorf("%s: %d", op.name, status)
		}
	}
	a := o.antrag()
	o.hidden(t, "another authority", fremd, actor, a)
	var ich struct{ Mandant string }
	if fremd.Get("/api/v1/ich").Is(200).JSON(&ich); ich.Mandant != "Stadt Nebenan" {
		t.Error(ich)
	}
	var cases struct{ Klaerfaelle []klaerfallZeile }
	if fremd.Get("/api/v1/klaerfaelle?erledigt=true").Is(200).JSON(&cases); len(cases.Klaerfaelle) != 0 {
		t.Errorf("%d Klärfälle of others", len(cases.Klaerfaelle))
	}
	var people struct{ Benutzer []struct{ Benutzer string } }
	if fremd.Get("/api/v1/benutzer").Is(200).JSON(&people); len(people.Benutzer) != 1 {
		t.Errorf("%v", people)
	}
	// the same delivery at the other authority's door is another Vorgang there
	before := len(o.vorgaenge())
	o.Form("zweite-ozgcloud").Do("POST", "/eingang/zweite-ozgcloud", "application/json",
		strings.NewReader(gastro)).Is(200)
	if ids, _ := sees(t, fremd, "Café"); len(ids) != 1 {
		t.Errorf("there: %v", ids)
	}
	if n := len(o.vorgaenge()); n != before {
		t.Errorf("here: %d, were %d", n, before)
	}
	// an applicant known at both by the same mailbox sees only this one's
	var room struct {
		Vorgaenge []struct{ Vorgangsnummer string }
	}
	o.buerger.Get("/antragsraum/api/v1/vorgaenge").Is(200).JSON(&room)
	if len(room.Vorgaenge) == 0 || len(room.Vorgaenge) > before {
		t.Errorf("%d applications of %d", len(room.Vorgaenge), before)
	}
	if n, f, err := o.Vorgang.CheckVerlauf(t.Context(), t.Output()); err != nil || n != before+1 || f != 0 {
		t.Error(n, f, err)
	}
}

// What another unit said about a case stands in the case view in the words of its form, for whoever sees the case.
func TestStatementOfAnotherUnitIsShown(t *testing.T) {
	o := open(t)
	a := meiner(o).complete("vollstaendigkeit", map[string]any{"ergebnis": "vollstaendig"})
	o.bau.Post(a.base+"/aufgaben/"+a.aufgabe("zuarbeit")+"/erledigung",
		a.mit(map[string]any{"werte": map[string]any{"stellungnahme": "Zu schmal.", "bedenken": true}})).Is(200)
	for name, who := range map[string]*testkit.Client{"caseworker": o.sb, "contributing unit": o.bau} {
		var v struct {
			Einheit  string
			Aufgaben []struct {
				Element, Einheit, EinheitName, ErledigtVon string
				Angaben                                    []struct{ Label, Text string }
			}
		}
		who.Get(a.base).Is(200).JSON(&v)
		found := map[string]string{}
		for _, x := range v.Aufgaben {
			for _, y := range x.Angaben {
				found[x.Element] += y.Label + ": " + y.Text + "; "
			}
			if x.Element == "zuarbeit" && (x.Einheit == v.Einheit || x.EinheitName != "Straßenbaulast" ||
				x.ErledigtVon != o.bauActor.Anzeige) {
				t.Errorf("%s: who said it: %+v", name, x)
			}
		}
		if found["zuarbeit"] != "Stellungnahme: Zu schmal.; Es bestehen Bedenken: Ja; " ||
			found["vollstaendigkeit"] != "Ergebnis der Prüfung: vollständig; " || len(found) != 2 {
			t.Errorf("%s reads %q", name, found)
		}
	}
}
