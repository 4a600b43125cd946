package httpapi_test

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
	"kontor/workflow"
)

// post stands in for a mail server: it takes what comes, or refuses.
type post struct {
	refuses atomic.Pointer[casework.Zustellfehler]
	mu      sync.Mutex
	an      []string // addresses of what it took
	took    []casework.Zustellung
}

func (p *post) Faehigkeiten() casework.Faehigkeiten {
	return casework.Faehigkeiten{Klasse: casework.KlasseEmail}
}

func (p *post) Deliver(_ context.Context, z casework.Zustellung) (casework.Quittung, error) {
	if f := p.refuses.Load(); f != nil {
		return casework.Quittung{}, f
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.an, p.took = append(p.an, z.Email), append(p.took, z)
	return casework.Quittung{BereitgestelltAm: time.Now()}, nil
}

// office is a town at work without workers: jobs are done when the test says so, by the test's clock.
type office struct {
	*testkit.Server
	t                                             *testing.T
	post                                          *post
	sb, tl, bau, poststelle, adm, loe             *testkit.Client
	buerger                                       *testkit.Client
	alle                                          *testkit.Client // head of every unit
	antraege                                      int
	bestaetigt                                    bool        // with receipts; most tests count what people wrote
	jede                                          []aenderung // of every application delivered from now on
	sbActor, tlActor, bauActor, loeWho, alleActor casework.Actor
}

// open is an office of the test's own; other tests run beside it meanwhile.
func open(t *testing.T, setup ...func(*testkit.Kit)) *office {
	t.Helper()
	if !strings.Contains(t.Name(), "/") { // parts of a test follow each other
		t.Parallel()
	}
	return openAlone(t, setup...)
}

// openAlone is open for whoever measures the process.
func openAlone(t *testing.T, setup ...func(*testkit.Kit)) *office {
	t.Helper()
	o := &office{t: t, post: &post{}}
	town := testkit.Town{Name: "mit Störung, Anhörung und vier Augen", Make: func(k *testkit.Kit) {
		k.Import(store.HerkunftOrdner, stoerung(t))
		k.Import(store.HerkunftOrdner, anhoerung(t))
		k.Import(store.HerkunftOrdner, vierAugen(t))
	}}
	o.Server = town.App(t, append([]func(*testkit.Kit){func(k *testkit.Kit) {
		k.Idle = true
		k.Versand.Kanaele[casework.ZielEmail] = o.post
	}}, setup...)...)
	o.sbActor = o.Sachbearbeitung()
	o.tlActor = o.Person("tl", casework.RolleTeamleitung, o.sbActor.Einheiten...)
	o.bauActor = o.Person("bau", casework.RolleSachbearbeitung, "lf-66-strassenbau")
	o.loeWho = o.Person("loe", casework.RolleLoeschen, o.sbActor.Einheiten...)
	o.sb, o.tl, o.bau, o.loe = o.Staff(o.sbActor), o.Staff(o.tlActor), o.Staff(o.bauActor), o.Staff(o.loeWho)
	o.poststelle = o.Staff(o.Person("post", casework.RollePoststelle, "lf-10-poststelle"))
	o.alleActor = o.Person("alle", casework.RolleTeamleitung, append([]string{"lf-10-poststelle", "lf-66-strassenbau"},
		o.sbActor.Einheiten...)...)
	o.alle = o.Staff(o.alleActor)
	o.adm = o.Staff(o.Person("adm", casework.RolleAdministration))
	o.buerger = o.Applicant(konto(3))
	return o
}

// superuser opens the database as somebody whom no policy binds.
func (o *office) superuser() *sql.DB {
	o.t.Helper()
	db, err := sql.Open("postgres", o.AdminDSN())
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() { db.Close() })
	return db
}

func konto(niveau int) casework.Konto {
	return casework.Konto{Pseudonym: "p-1", Postfach: "pf-1", Art: "organisation", Vertrauensniveau: niveau}
}

// stoerung is a procedure whose first step comes, as it runs, upon a target nobody configured; form 99 belongs to it.
func stoerung(t *testing.T) fs.FS {
	t.Helper()
	return derived(t, "stoerung", "99", `<bpmn:serviceTask id="pruefen" name="Abgeben"><bpmn:extensionElements><kontor:dienst art="hand_over">
			<kontor:eingabe name="ausgang" wert="='feh' + 'lt'" /></kontor:dienst></bpmn:extensionElements>$1</bpmn:serviceTask>`)
}

// anhoerung is a procedure that hears two bodies at once, one of which this house does not have; form 98 belongs to it.
func anhoerung(t *testing.T) fs.FS {
	t.Helper()
	return derived(t, "anhoerung", "98", `<bpmn:userTask id="pruefen" name="Anhören"><bpmn:extensionElements>
			<kontor:aufgabe rolle="sachbearbeitung" einheit="=werte.stelle"><kontor:feld name="stellungnahme" label="Stellungnahme" typ="text" /></kontor:aufgabe>
			<kontor:mehrfach liste="['lf-66-strassenbau', 'Forstamt']" element="stelle" /></bpmn:extensionElements>$1
			<bpmn:multiInstanceLoopCharacteristics /></bpmn:userTask>`)
}

// vierAugen is a procedure in which a second person signs refusals and what costs 500 Euro; form 97 belongs to it.
func vierAugen(t *testing.T) fs.FS {
	t.Helper()
	out := derived(t, "vieraugen", "97", `<bpmn:userTask id="pruefen" name="Prüfen"><bpmn:extensionElements>
			<kontor:aufgabe rolle="sachbearbeitung" /></bpmn:extensionElements>$1</bpmn:userTask>`)
	meta := out["vieraugen/1/verfahren.yaml"]
	meta.Data = []byte(strings.Replace(string(meta.Data), "bescheid:\n",
		"bescheid:\n  zeichnung: { bei_ablehnung: true, ab_betrag: 500 }\n", 1))
	return out
}

// derived is the standard procedure under another name, with another first step.
func derived(t *testing.T, verfahren, formular, step string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	task := regexp.MustCompile(`(?s)<bpmn:userTask id="pruefen".*?</bpmn:extensionElements>(.*?)</bpmn:userTask>`)
	err := fs.WalkDir(workflow.Shipped(), "standard/1", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.Contains(name, "/scenarios/") { // they tell of another task
			return err
		}
		raw, err := fs.ReadFile(workflow.Shipped(), name)
		text := task.ReplaceAllString(string(raw), step)
		text = strings.Replace(text, "formulare: []", `formulare: [{ adapter: ozgcloud, formular: "`+formular+`" }]`, 1)
		out[strings.Replace(name, "standard", verfahren, 1)] = &fstest.MapFile{Data: []byte(text)}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

type sendungZeile struct {
	ID, Ziel, Zustand, Fehler, Anschrift, Dokument, AufgegebenAm string
	Aktionen                                                     []string
}

type dokumentZeile struct {
	ID, Rolle, Pruefung, Dateiname string
	Groesse                        int64
}

type aufgabeZeile struct {
	ID, Element, Aktion, Zustand, EinheitName, ErledigtAm, ErledigtVon, AntwortDa string
	Angaben                                                                       []struct{ Label, Text string }
}

type nachrichtZeile struct {
	ID, Richtung, Art, Betreff, Text, Antwort, AntwortBis string
	AntwortOffen, Brief, Stumm                            bool
	Sendung                                               struct{ Zustand string }
	Punkte                                                []struct{ ID, Zustand string }
}

// vorgang is the part of the case page that tests look at.
type vorgang struct {
	ID, Vorgangsnummer, Status, Verfahren, VerfahrenStand, Aktenzeichen, Einheit, EinheitName, Antragsteller string
	Version                                                                                                  int
	NeueAntwort, Vorfall, Einwilligung                                                                       bool
	WartetAuf, FaelligAm, FaelligGrund, FaelligText, LetztesEreignis, ZurueckgenommenAm                      string
	Aktionen                                                                                                 []string
	AntragstellerDaten                                                                                       struct {
		Konto, Email     string
		Vertrauensniveau int
		Unbestaetigt     []string
		EmailUnbrauchbar bool
	}
	Hinweise       []struct{ Code string }
	Aufgaben       []aufgabeZeile
	Nachrichten    []nachrichtZeile
	Dokumente      []dokumentZeile
	Wiedervorlagen []struct{ ID string }
	Sendungen      []sendungZeile
	Vorfaelle      []struct{ Token, Code string }
	Warten         []wartet
	Zeichnungen    []struct {
		ID, Zustand, Von, Ergebnis, Tenor, EntschiedenVon, Bemerkung, BescheidID string
		Gruende, Aktionen                                                        []string
	}
	Bescheide []struct {
		ID, Haelt, Zustand, Kanal, Posttag string
		Folgen                             []struct{ ID, Art, Zustand string }
		Aktionen                           []string
		Bekanntgabe                        struct {
			Regel, Am, RechtsbehelfBis string
			Schritte                   []string
		}
		AufgegebenAm, DokumentID string
		Feststellungen           []struct{ Von, Anlass, Grund, BekanntgabeAm, AufgegebenAm string }
		Anschrift                struct{ Name, Vertritt, Vertretung string }
		Adressaten               []adressat
	}
}

type adressat struct {
	ID, Zustand, AufgegebenAm, DokumentID string
	Aktionen                              []string
	Anschrift                             struct{ Name, Vertritt, Vertretung string }
	Bekanntgabe                           struct{ Regel, Am, RechtsbehelfBis string }
	Feststellungen                        []struct{ Anlass, BekanntgabeAm string }
}

// akte is one Vorgang in the hands of the caseworker sb.
type akte struct {
	*office
	vorgang
	base, raum string
}

type aenderung func(string) string

// antrag delivers an application with one upload.
func (o *office) antrag(changes ...aenderung) *akte {
	o.t.Helper()
	o.antraege++
	body := strings.Replace(gastro, `"t-1"`, fmt.Sprintf(`"t-%d"`, o.antraege), 1)
	for _, change := range append(slices.Clone(o.jede), changes...) {
		body = change(body)
	}
	o.Form("ozgcloud").PostParts("/eingang/ozgcloud", testkit.Part{Name: "formData", Inhalt: body},
		testkit.Part{Name: "attachments", Dateiname: "Plan.pdf", Inhalt: "%PDF-1.4 plan"}).Is(200)
	var list struct{ Vorgaenge []struct{ ID string } }
	o.alle.Get("/api/v1/vorgaenge?sortierung=eingang&anzahl=1").Is(200).JSON(&list)
	a := &akte{office: o, base: "/api/v1/vorgaenge/" + list.Vorgaenge[0].ID, raum: "/antragsraum/api/v1/vorgaenge/" +
		list.Vorgaenge[0].ID}
	if !o.bestaetigt {
		if _, err := o.DB.SQL().ExecContext(o.t.Context(), "delete from river_job where kind = $1",
			casework.JobEingangsbestaetigung{}.Kind()); err != nil {
			o.t.Fatal(err)
		}
	}
	o.MustWork()
	return a.load()
}

func replace(alt, neu string) aenderung {
	return func(s string) string { return strings.Replace(s, alt, neu, 1) }
}

func (a *akte) load() *akte {
	a.t.Helper()
	a.vorgang = vorgang{}
	a.alle.Get(a.base).Is(200).JSON(&a.vorgang)
	return a
}

// act does something as sb, with the version of now, and the jobs that follow.
func (a *akte) act(path string, body map[string]any) *akte {
	a.t.Helper()
	a.load()
	send := map[string]any{"version": a.Version}
	for k, v := range body {
		send[k] = v
	}
	a.sb.Post(a.base+path, send).Is(200, 201)
	a.MustWork()
	return a.load()
}

func (a *akte) aufgabe(element string) string {
	a.t.Helper()
	for _, x := range a.Aufgaben {
		if x.Element == element && x.Zustand == "offen" {
			return x.ID
		}
	}
	a.t.Fatalf("no open task %s in %+v", element, a.Aufgaben)
	return ""
}

func (a *akte) complete(element string, werte map[string]any) *akte {
	a.t.Helper()
	return a.act("/aufgaben/"+a.aufgabe(element)+"/erledigung", map[string]any{"werte": werte})
}

func frist() string { return casework.Heute(time.Now()).AddDate(0, 0, 14).Format(time.DateOnly) }

// spaeter is behind every day that a procedure counts to by itself.
func spaeter() string { return casework.Heute(time.Now()).AddDate(1, 0, 0).Format(time.DateOnly) }

// anschrift is where a letter goes where the application does not say it.
var anschrift = map[string]any{"name": "A. Test", "strasse": "Weg 1", "plzOrt": "43210 Lindenfurt"}

func (a *akte) request() *akte {
	a.t.Helper()
	return a.act("/nachrichten", unterlagen("Lageplan", "Lageplan"))
}

// unterlagen is a Nachforderung beside the process; with „aufgabe“ it is the one of a task.
func unterlagen(betreff string, titel ...string) map[string]any {
	var punkte []map[string]any
	for _, x := range titel {
		punkte = append(punkte, map[string]any{"titel": x})
	}
	return map[string]any{"art": "nachforderung", "betreff": betreff, "text": "Bitte nachreichen.",
		"antwortBis": frist(), "punkte": punkte}
}

// writeFuer sends a message for the open task of the element.
func (a *akte) writeFuer(element string, body map[string]any) *akte {
	a.t.Helper()
	body["aufgabe"] = a.load().aufgabe(element)
	return a.act("/nachrichten", body)
}

// answer answers the newest Nachforderung with one file.
func (a *akte) answer() *akte {
	a.t.Helper()
	n := a.Nachrichten[len(a.Nachrichten)-1]
	a.buerger.PostParts(a.raum+"/antworten", testkit.Part{Name: "nachricht", Inhalt: n.ID},
		testkit.Part{Name: "schluessel", Inhalt: "k-" + n.ID},
		testkit.Part{Name: "text", Inhalt: "Anbei."}, testkit.Part{Name: "punkt:" + n.Punkte[0].ID,
			Dateiname: "Plan.pdf", Inhalt: "%PDF-1.4 neu"}).Is(201)
	a.MustWork()
	return a.load()
}

// retrieve is what an applicant does with the newest Bescheid: open its message and take its document.
func (a *akte) retrieve() *akte {
	a.t.Helper()
	a.load()
	a.buerger.Post(a.raum+"/nachrichten/"+a.Nachrichten[len(a.Nachrichten)-1].ID+"/abruf", nil).Is(200)
	a.buerger.Get(a.raum + "/dokumente/" + a.Bescheide[len(a.Bescheide)-1].DokumentID).Is(200)
	return a.load()
}

func (a *akte) verlauf() []string {
	a.t.Helper()
	var v struct{ Verlauf []struct{ Art string } }
	a.alle.Get(a.base + "/verlauf").Is(200).JSON(&v)
	out := make([]string, len(v.Verlauf))
	for i, e := range v.Verlauf {
		out[i] = e.Art
	}
	return out
}
