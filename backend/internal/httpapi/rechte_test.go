package httpapi_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/testkit"
)

// updating: the flag is adaptertest's.
func updating() bool { return flag.Lookup("update").Value.String() == "true" }

// operation is one call of the contract with minimal valid input. vor brings a Vorgang into the state the call needs.
type operation struct {
	name  string
	vor   func(*office) *akte
	ruf   func(*testkit.Client, *akte) *testkit.Answer
	bleib bool // changes nothing: the same Vorgang serves the next role
	// stale: takes the version of the Vorgang
	stale bool
	// leise: an act that leaves no journal entry, and why
	leise string
}

// erlaubnis grants in any procedure.
var erlaubnis = map[string]any{"ergebnis": "bewilligt", "tenor": "Sie dürfen."}

func neu(o *office) *akte     { return o.antrag() }
func gefragt(o *office) *akte { return neu(o).request() }
func meiner(o *office) *akte  { return o.antrag().act("/zuweisung", nil).act("/annahme", nil) }
func beantwortet(o *office) *akte {
	return neu(o).request().answer()
}
func beschieden(o *office) *akte {
	return neu(o).act("/bescheid", map[string]any{"ergebnis": "bewilligt", "tenor": "Sie dürfen.", "kanal": "post"})
}

// vorgelegt waits for the signature of whoever did not write it.
func vorgelegt(o *office) *akte {
	a := neu(o)
	o.alle.Post(a.base+"/zeichnungen", a.mit(map[string]any{"ergebnis": "bewilligt", "tenor": "Sie dürfen.",
		"kanal": "post", "anschrift": anschrift, "bestaetigt": []string{"rechtsbehelf"}})).Is(201)
	return a.load()
}
func gescheitert(o *office) *akte {
	o.post.refuses.Store(&casework.Zustellfehler{Grund: "mailbox_unknown"})
	defer o.post.refuses.Store(nil)
	return neu(o).act("/nachrichten", map[string]any{"betreff": "Hallo", "text": "Nachricht"})
}

func (a *akte) mit(extra map[string]any) map[string]any {
	out := map[string]any{"version": a.Version}
	for k, v := range extra {
		out[k] = v
	}
	return out
}

// post is an operation that takes a version and something more.
func versioniert(name string, vor func(*office) *akte, path func(*akte) string,
	body func(*akte) map[string]any) operation {
	return operation{name: name, vor: vor, stale: true, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Post(a.base+path(a), a.mit(body(a)))
	}}
}

func lesend(name, path string) operation {
	return operation{name: name, vor: neu, bleib: true, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Get(strings.NewReplacer("{id}", a.ID, "{dok}", a.Dokumente[0].ID, "{verfahren}", a.Verfahren+"/"+
			a.VerfahrenStand).Replace(path))
	}}
}

func fest(s string) func(*akte) string { return func(*akte) string { return s } }
func body(m map[string]any) func(*akte) map[string]any {
	return func(*akte) map[string]any { return m }
}

// nachricht is a path below the first message.
func nachricht(path string) func(*akte) string {
	return func(a *akte) string { return "/nachrichten/" + a.Nachrichten[0].ID + path }
}

// brieflich is asked by letter: nobody can sign in for it.
func brieflich(o *office) *akte { return o.antrag(ohneKonto()).request() }

// ersterBrief is the first letter that was made, of the Vorgang as it was looked at.
func (a *akte) ersterBrief() sendungZeile {
	for _, s := range a.Sendungen {
		if s.Dokument != "" {
			return s
		}
	}
	return sendungZeile{}
}

// letterPath is a path below it.
func letterPath(path string) func(*akte) string {
	return func(a *akte) string { return "/sendungen/" + a.ersterBrief().ID + path }
}

func heute() string { return casework.Heute(time.Now()).Format(time.DateOnly) }

// zeichnung is a path below what was laid before a second person first.
func zeichnung(path string) func(*akte) string {
	return func(a *akte) string { return "/zeichnungen/" + a.Zeichnungen[0].ID + path }
}

var operationen = []operation{
	lesend("getIch", "/api/v1/ich"), lesend("listAnsichten", "/api/v1/ansichten"),
	lesend("listEinheiten", "/api/v1/einheiten"), lesend("listFilter", "/api/v1/vorgaenge/filter"),
	lesend("listBenutzer", "/api/v1/benutzer"), lesend("getVerfahren", "/api/v1/verfahren/{verfahren}"),
	lesend("listVorgaenge", "/api/v1/vorgaenge"),
	lesend("getVorgang", "/api/v1/vorgaenge/{id}"), lesend("listVerlauf", "/api/v1/vorgaenge/{id}/verlauf"),
	lesend("getDokument", "/api/v1/vorgaenge/{id}/dokumente/{dok}"),
	lesend("getProzess", "/api/v1/vorgaenge/{id}/prozess"),
	{name: "playVorgang", vor: neu, bleib: true, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Post(a.base+"/uebung", map[string]any{"schritte": []any{}})
	}},
	lesend("listKlaerfaelle", "/api/v1/klaerfaelle"),
	{name: "updateVorgang", vor: neu, stale: true, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Send("PATCH", a.base, a.mit(map[string]any{"aktenzeichen": "32-1"}))
	}},
	{name: "uploadDokument", vor: neu, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.PostParts(a.base+"/dokumente", testkit.Part{Name: "datei", Dateiname: "v.txt", Inhalt: "Vermerk"})
	}},
	versioniert("assignVorgang", neu, fest("/zuweisung"), body(map[string]any{"benutzer": "sb"})),
	versioniert("acceptVorgang", neu, fest("/annahme"), body(nil)),
	versioniert("rejectVorgang", neu, fest("/verwerfung"), body(map[string]any{"grund": "Kein Antrag"})),
	versioniert("withdrawVorgang", neu, fest("/ruecknahme"), body(map[string]any{"grund": "telefonisch"})),
	versioniert("forwardVorgang", neu, fest("/weiterleitung"),
		body(map[string]any{"einheit": "lf-20-steuern", "grund": "zuständig"})),
	versioniert("closeVorgang", meiner, fest("/abschluss"), body(map[string]any{"grund": "erledigt"})),
	versioniert("reopenVorgang", func(o *office) *akte {
		return neu(o).act("/verwerfung", map[string]any{"grund": "x"})
	}, fest("/wiedereroeffnung"), body(map[string]any{"grund": "doch"})),
	versioniert("completeAufgabe", meiner, func(a *akte) string {
		return "/aufgaben/" + a.aufgabe("vollstaendigkeit") + "/erledigung"
	},
		body(map[string]any{"werte": map[string]any{"ergebnis": "unvollstaendig"}})),
	versioniert("sendNachricht", neu, fest("/nachrichten"),
		body(map[string]any{"betreff": "Frage", "text": "Eine Frage"})),
	versioniert("extendFrist", gefragt, nachricht("/frist"), func(*akte) map[string]any {
		return map[string]any{"bis": casework.Heute(time.Now()).AddDate(0, 0, 30).Format(time.DateOnly),
			"grund": "Krankheit"}
	}),
	versioniert("holdFrist", gefragt, nachricht("/frist/halt"), body(map[string]any{"grund": "Wir prüfen selbst"})),
	versioniert("resumeFrist", func(o *office) *akte {
		a := gefragt(o)
		return a.act(nachricht("/frist/halt")(a), map[string]any{"grund": "Wir prüfen selbst"})
	}, nachricht("/frist/weiter"), body(map[string]any{"grund": "Fertig geprüft"})),
	{name: "markNachrichtGelesen", vor: beantwortet, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Post(a.base+"/nachrichten/"+a.Nachrichten[1].ID+"/gelesen", nil)
	}},
	versioniert("checkPunkt", beantwortet, func(a *akte) string {
		return "/punkte/" + a.Nachrichten[0].Punkte[0].ID + "/pruefung"
	}, body(map[string]any{"angenommen": true})),
	{name: "retrySendung", vor: gescheitert, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		for _, s := range a.Sendungen {
			if s.Zustand == "fehlgeschlagen" {
				return c.Post(a.base+"/sendungen/"+s.ID+"/wiederholung", nil)
			}
		}
		a.t.Fatalf("no failed Sendung in %+v", a.Sendungen)
		return nil
	}},
	versioniert("sendBrief", gefragt, nachricht("/brief"), body(map[string]any{"anschrift": anschrift})),
	versioniert("postBrief", brieflich, letterPath("/postaufgabe"), body(map[string]any{
		"aufgegebenAm": heute(), "bestaetigt": []string{"kein_werktag", "frist_kurz"}})),
	versioniert("returnBrief", func(o *office) *akte {
		a := brieflich(o)
		return a.act(letterPath("/postaufgabe")(a), map[string]any{"aufgegebenAm": heute(),
			"bestaetigt": []string{"kein_werktag", "frist_kurz"}})
	}, letterPath("/ruecklauf"), body(map[string]any{"grund": "Unbekannt verzogen"})),
	versioniert("dropBrief", brieflich, letterPath("/verwerfung"), body(map[string]any{"grund": "Hat angerufen"})),
	{name: "listPostausgang", vor: brieflich, bleib: true, ruf: func(c *testkit.Client, _ *akte) *testkit.Answer {
		return c.Get("/api/v1/postausgang")
	}},
	{name: "printPostausgang", vor: brieflich, bleib: true, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Post("/api/v1/postausgang/druck", map[string]any{"dokumente": []string{a.ersterBrief().Dokument}})
	}},
	{name: "postPostausgang", vor: brieflich, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Post("/api/v1/postausgang/aufgabe", map[string]any{"aufgegebenAm": heute(),
			"bestaetigt": []string{"kein_werktag", "frist_kurz"},
			"briefe":     []map[string]any{{"dokument": a.ersterBrief().Dokument, "version": a.Version}}})
	}},
	versioniert("createBescheid", neu, fest("/bescheid"), body(erlaubnis)),
	{name: "previewBescheid", vor: neu, bleib: true, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Post(a.base+"/bescheid/vorschau", a.mit(erlaubnis))
	}},
	{name: "checkBescheid", vor: neu, bleib: true, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Post(a.base+"/bescheid/pruefung", a.mit(erlaubnis))
	}},
	versioniert("submitBescheid", neu, fest("/zeichnungen"), body(map[string]any{"ergebnis": "bewilligt",
		"tenor": "Sie dürfen.", "kanal": "post", "anschrift": anschrift, "bestaetigt": []string{"rechtsbehelf"}})),
	versioniert("signBescheid", vorgelegt, zeichnung("/zeichnung"), body(nil)),
	versioniert("returnBescheid", vorgelegt, zeichnung("/rueckgabe"), body(map[string]any{"grund": "zu knapp"})),
	versioniert("postBescheid", beschieden, func(a *akte) string {
		return "/bescheid/" + a.Bescheide[0].ID + "/postaufgabe"
	},
		func(*akte) map[string]any {
			return map[string]any{"aufgegebenAm": casework.Heute(time.Now()).Format(time.DateOnly),
				"bestaetigt": []string{"kein_werktag"}}
		}),
	versioniert("correctBekanntgabe", func(o *office) *akte {
		a := beschieden(o)
		return a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", aufgabeZurPost())
	}, func(a *akte) string { return "/bescheid/" + a.Bescheide[0].ID + "/bekanntgabe" },
		body(map[string]any{"anlass": "zurueckgekommen", "grund": "verzogen", "bestaetigt": []string{"folge"}})),
	versioniert("addAdressat", func(o *office) *akte {
		a := beschieden(o)
		return a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", aufgabeZurPost())
	}, func(a *akte) string {
		return "/bescheid/" + a.Bescheide[0].ID + "/adressaten"
	}, body(map[string]any{"rolle": "beteiligt", "anschrift": nachbar})),
	versioniert("strikeAdressat", func(o *office) *akte {
		a := neu(o).act("/bescheid", map[string]any{"ergebnis": "bewilligt", "tenor": "Sie dürfen.", "kanal": "post",
			"anschrift": anschrift, "bestaetigt": []string{"remedy_unproven"}})
		return a.act("/bescheid/"+a.Bescheide[0].ID+"/adressaten",
			map[string]any{"rolle": "beteiligt", "anschrift": nachbar})
	}, func(a *akte) string {
		return "/bescheid/" + a.Bescheide[0].ID + "/adressaten/" + a.Bescheide[0].Adressaten[0].ID + "/streichung"
	}, body(map[string]any{"grund": "verwechselt"})),
	{name: "addKommentar", vor: neu, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Post(a.base+"/kommentare", map[string]any{"text": "Notiz"})
	}},
	{name: "addWiedervorlage", vor: neu, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Post(a.base+"/wiedervorlagen", map[string]any{"betreff": "Nachsehen", "faelligAm": frist()})
	}},
	{name: "completeWiedervorlage", vor: func(o *office) *akte {
		a := neu(o)
		a.sb.Post(a.base+"/wiedervorlagen", map[string]any{"betreff": "Nachsehen", "faelligAm": frist()}).Is(201)
		return a.load()
	}, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Post(a.base+"/wiedervorlagen/"+a.Wiedervorlagen[0].ID+"/erledigung", nil)
	}},
	versioniert("resolveVorfall", func(o *office) *akte { return o.antrag(replace(`"formId":"48"`, `"formId":"99"`)) },
		func(a *akte) string { return "/prozess/vorfaelle/" + a.Vorfaelle[0].Token },
		body(map[string]any{"aktion": "ueberspringen", "grund": "von Hand"})),
	versioniert("jumpProzess", neu, fest("/prozess/sprung"), func(a *akte) map[string]any {
		return map[string]any{"aufgabeId": a.aufgabe("vollstaendigkeit"), "ziel": "nachforderung", "grund": "Abkürzung"}
	}),
	versioniert("endWarten", bisNachforderung, func(a *akte) string {
		return "/prozess/warten/" + a.wait("antwort") + "/ende"
	}, body(map[string]any{"grund": "am Telefon geklärt"})),
	versioniert("moveWarten", parallel, func(a *akte) string {
		return "/prozess/warten/" + a.wait("zuarbeit_ueberfaellig") + "/verlegung"
	}, body(map[string]any{"bis": spaeter(), "grund": "Urlaub"})),
	versioniert("stopProzess", neu, fest("/prozess/ende"), body(map[string]any{"grund": "von Hand"})),
	{name: "getEntwurf", vor: neu, bleib: true, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		c.Send("PUT", a.base+"/entwuerfe/nachricht", map[string]any{"inhalt": map[string]any{"text": "Entw"}})
		return c.Get(a.base + "/entwuerfe/nachricht")
	}},
	{name: "saveEntwurf", vor: neu, leise: "a draft is no act", ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Send("PUT", a.base+"/entwuerfe/nachricht", map[string]any{"inhalt": map[string]any{"text": "Entw"}})
	}},
	{name: "deleteEntwurf", vor: func(o *office) *akte {
		a := neu(o)
		o.tl.Send("PUT", a.base+"/entwuerfe/nachricht",
			map[string]any{"inhalt": map[string]any{"text": "Entw"}}).Is(200)
		return a
	}, leise: "a draft is no act", ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Do("DELETE", a.base+"/entwuerfe/nachricht", "", nil)
	}},
	{name: "getNachweis", vor: gefragt, bleib: true, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Get(a.base + "/nachweise/" + a.Nachrichten[0].ID)
	}},
	{name: "renderNachweis", vor: gefragt, bleib: true, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Get(a.base + "/nachweise/" + a.Nachrichten[0].ID + "/pdf")
	}},
	{name: "exportVorgang", vor: neu, ruf: func(c *testkit.Client, a *akte) *testkit.Answer { return c.Get(a.base + "/export/xdomea") }},
	{name: "exportVorgaenge", vor: neu, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Post("/api/v1/export/xdomea", map[string]any{"vorgaenge": []string{a.ID}})
	}},
	versioniert("fileVorgang", func(o *office) *akte { return meiner(o).act("/abschluss", nil) },
		fest("/ablage"), body(nil)),
	{name: "getKlaerfall", vor: klaerfall, bleib: true, ruf: func(c *testkit.Client, a *akte) *testkit.Answer { return c.Get("/api/v1/klaerfaelle/" + a.ID) }},
	{name: "retryKlaerfall", vor: klaerfall, leise: "not about a Vorgang", ruf: func(c *testkit.Client,
		a *akte) *testkit.Answer {
		return c.Post("/api/v1/klaerfaelle/"+a.ID+"/wiederholung", nil)
	}},
	lesend("listZugriffe", "/api/v1/leseprotokoll"), lesend("exportZugriffe", "/api/v1/leseprotokoll/datei"),
	lesend("getBehoerde", "/antragsraum/api/v1/behoerde"), lesend("getAntragsraumIch", "/antragsraum/api/v1/ich"),
	lesend("listAntragsraumVorgaenge", "/antragsraum/api/v1/vorgaenge"), lesend("getAntragsraumVorgang",
		"/antragsraum/api/v1/vorgaenge/{id}"),
	lesend("getAntragsraumDokument", "/antragsraum/api/v1/vorgaenge/{id}/dokumente/{dok}"),
	{name: "setEinwilligung", vor: func(o *office) *akte {
		a := neu(o)
		o.buerger.Post("/antragsraum/api/v1/einwilligung", map[string]any{"erteilt": false}).Is(200)
		return a
	}, ruf: func(c *testkit.Client, _ *akte) *testkit.Answer {
		return c.Post("/antragsraum/api/v1/einwilligung", map[string]any{"erteilt": true})
	}},
	{name: "readAntragsraumNachricht", vor: func(o *office) *akte {
		return neu(o).request()
	}, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Post(a.raum+"/nachrichten/"+a.Nachrichten[0].ID+"/abruf", nil)
	}},
	{name: "sendAntwort", vor: func(o *office) *akte { return neu(o).request() }, ruf: func(c *testkit.Client,
		a *akte) *testkit.Answer {
		return c.PostParts(a.raum+"/antworten", testkit.Part{Name: "nachricht", Inhalt: a.Nachrichten[0].ID},
			testkit.Part{Name: "schluessel", Inhalt: "k"}, testkit.Part{Name: "text", Inhalt: "Ja"})
	}},
	{name: "withdrawAntrag", vor: neu, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
		return c.Post(a.raum+"/ruecknahme", nil)
	}},
}

// klaerfall is a delivery that cannot be read; only its id is set.
func klaerfall(o *office) *akte {
	o.Form("ozgcloud").Do("POST", "/eingang/ozgcloud", "application/json", strings.NewReader("{kaputt")).Is(400)
	var list struct{ Klaerfaelle []struct{ ID string } }
	o.tl.Get("/api/v1/klaerfaelle").Is(200).JSON(&list)
	return &akte{office: o, vorgang: vorgang{ID: list.Klaerfaelle[0].ID}}
}

func TestEveryOperationIsCalled(t *testing.T) {
	spec, err := testkit.Contract()
	if err != nil {
		t.Fatal(err)
	}
	var declared, called []string
	for _, item := range spec.Paths.Map() {
		for _, op := range item.Operations() {
			// the generator exports them
			declared = append(declared, strings.ToLower(op.OperationID[:1])+op.OperationID[1:])
		}
	}
	for _, op := range operationen {
		called = append(called, op.name)
	}
	slices.Sort(declared)
	slices.Sort(called)
	if !slices.Equal(declared, called) {
		t.Errorf("declared %v\ncalled %v", declared, called)
	}
}

// TestRechte calls every operation as everybody and compares the statuses with the golden matrix.
func TestRechte(t *testing.T) {
	o := open(t)
	roles := []struct {
		name string
		c    *testkit.Client
	}{
		{"anonym", o.Anonymous()}, {"administration", o.adm}, {"loeschen", o.loe}, {"niedrig", o.Applicant(konto(1))}, {"antragsteller", o.buerger}, {"poststelle", o.poststelle},
		{"revision", o.Staff(o.Person("rev", casework.RolleRevision))},
		{"sachbearbeitung", o.sb}, {"teamleitung", o.tl},
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%-26s", "")
	for _, r := range roles {
		fmt.Fprintf(&out, " %-15s", r.name)
	}
	for _, op := range operationen {
		var a *akte
		fmt.Fprintf(&out, "\n%-26s", op.name)
		for _, r := range roles {
			if a == nil {
				a = op.vor(o)
			}
			status := op.ruf(r.c, a).Status
			fmt.Fprintf(&out, " %-15d", status)
			if status < 300 && !op.bleib {
				a = nil
			}
		}
	}
	golden(t, "rechte.golden", out.Bytes())
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	lines := strings.Split(string(got), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	got = []byte(strings.Join(lines, "\n") + "\n")
	file := filepath.Join("testdata", name)
	if updating() {
		if err := os.WriteFile(file, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; if the change is meant, run with -update:\n%s", file, got)
	}
}
