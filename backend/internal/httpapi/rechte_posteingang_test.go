package httpapi_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// beantragt is a Klärfall somebody wants discarded.
func beantragt(o *office) *akte {
	a := klaerfall(o)
	o.alle.Post("/api/v1/klaerfaelle/"+a.ID+"/verwerfung", map[string]any{"grund": "Ein Test des Herstellers"}).Is(200)
	return a
}

// imKonflikt is a Klärfall whose Kennung was taken by another content.
func imKonflikt(o *office) *akte { return &akte{office: o, vorgang: vorgang{ID: o.konflikt().ID}} }

// neuerZugang is a Zugang of an adapter that fetches; only its id is set.
func neuerZugang(o *office) *akte {
	o.antraege++
	var out struct{ Zugang zugangView }
	o.adm.Post("/api/v1/zugaenge", map[string]any{"name": fmt.Sprintf("zugang-%d", o.antraege),
		"adapter": "formsolutions"}).Is(201).JSON(&out)
	z := out.Zugang
	o.adm.Send("PUT", "/api/v1/zugaenge/"+z.ID,
		z.aenderung(map[string]any{"quelle": map[string]any{"url": "https://fs.example", "benutzer": ""}})).Is(200)
	return &akte{office: o, vorgang: vorgang{ID: z.ID, Version: 2}}
}

// doppelt is a Vorgang with a hint at another one, whose id is in Aktenzeichen.
func doppelt(o *office) *akte {
	a, b := o.antrag(), o.antrag()
	o.system(func(tx *store.Tx) error {
		return tx.InsertDubletten(o.t.Context(), []store.Dublettenpaar{{A: mustUUID(a.ID), B: mustUUID(b.ID),
			Gruende: []string{"konto"}}})
	})
	a.Aktenzeichen = b.ID
	return a
}

func init() {
	ohne := func(name string, bleib bool, vor func(*office) *akte, ruf func(*testkit.Client,
		*akte) *testkit.Answer) operation {
		ohneVorgang = append(ohneVorgang, name)
		return operation{name: name, vor: vor, bleib: bleib, leise: "not about a Vorgang", ruf: ruf}
	}
	klaer := func(name, method, path string, bleib bool, vor func(*office) *akte, body map[string]any) operation {
		return ohne(name, bleib, vor, func(c *testkit.Client, a *akte) *testkit.Answer {
			if body != nil {
				return c.Send(method, "/api/v1/klaerfaelle/"+a.ID+path, body)
			}
			return c.Do(method, "/api/v1/klaerfaelle/"+a.ID+path, "", nil)
		})
	}
	zugang := func(name, method, path string, bleib bool, body func(*akte) map[string]any) operation {
		return ohne(name, bleib, neuerZugang, func(c *testkit.Client, a *akte) *testkit.Answer {
			if body != nil {
				return c.Send(method, "/api/v1/zugaenge/"+a.ID+path, body(a))
			}
			return c.Do(method, "/api/v1/zugaenge/"+a.ID+path, "", nil)
		})
	}
	liste := func(name, path string) operation {
		return ohne(name, true, klaerfall, func(c *testkit.Client, _ *akte) *testkit.Answer { return c.Get(path) })
	}
	einstellungen := map[string]any{"version": 0, "alarmEmails": []string{}, "alarmWebhook": "",
		"klaerfallStunden": 24, "rohdatenMonate": 0, "buchMonate": 0}
	operationen = append(operationen,
		liste("listKlaerfallArten", "/api/v1/klaerfaelle/arten"), liste("listZugaenge", "/api/v1/zugaenge"),
		liste("listPoststellenbuch", "/api/v1/poststellenbuch"),
		liste("exportPoststellenbuch", "/api/v1/poststellenbuch/datei"), liste("listAlarme", "/api/v1/alarme"),
		liste("getEingangseinstellung", "/api/v1/posteingang/einstellungen"),
		ohne("updateEingangseinstellung", false, klaerfall, func(c *testkit.Client, _ *akte) *testkit.Answer {
			return c.Send("PUT", "/api/v1/posteingang/einstellungen", einstellungen)
		}),
		ohne("retryKlaerfaelle", false, klaerfall, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Post("/api/v1/klaerfaelle/wiederholung", map[string]any{"zugang": a.intake("ozgcloud").ID,
				"grund": "json_malformed"})
		}),
		klaer("compareKlaerfall", "GET", "/vergleich", true, imKonflikt, nil), klaer("acceptKlaerfall", "POST",
			"/vorgang", false, imKonflikt, nil),
		klaer("discardKlaerfall", "POST", "/verwerfung", false, klaerfall,
			map[string]any{"grund": "Ein Test des Herstellers"}),
		klaer("keepKlaerfall", "DELETE", "/verwerfung", false, beantragt, nil), klaer("confirmKlaerfall", "POST",
			"/verwerfung/freigabe", false, beantragt, nil),
		ohne("createZugang", false, klaerfall, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Post("/api/v1/zugaenge", map[string]any{"name": "neu-" + a.ID[24:], "adapter": "neutral"})
		}),
		zugang("getZugang", "GET", "", true, nil), zugang("checkZugang", "GET", "/pruefung", true, nil),
		zugang("updateZugang", "PUT", "", false, func(a *akte) map[string]any {
			return map[string]any{"version": a.Version, "titel": "T", "aktiv": true, "benutzer": "b", "zertifikat": "",
				"stilleStunden": 0, "einstellungen": map[string]any{}, "quelle": nil}
		}),
		zugang("renewPasswort", "POST", "/passwort", false, func(a *akte) map[string]any {
			return map[string]any{"version": a.Version}
		}),
		zugang("testZugang", "POST", "/testlieferung", false, nil), zugang("pullZugang", "POST", "/abruf", false, nil),
		operation{name: "denyDublette", vor: doppelt, ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Do("DELETE", a.base+"/dubletten/"+a.Aktenzeichen, "", nil)
		}},
	)
}

// Zugänge, deliveries and settings of another authority are not there, whoever asks.
func TestIntakesOfOthersAreHidden(t *testing.T) {
	o := open(t)
	zwei := o.Tenant("Stadt Nebenan")
	fremd := o.Staff(zwei.Person("fremd", casework.RolleAdministration))
	n := 0
	for _, op := range operationen {
		if !slices.Contains(ohneVorgang, op.name) || !strings.HasSuffix(op.name, "Klaerfall") &&
			!slices.Contains([]string{"getZugang", "checkZugang", "updateZugang", "renewPasswort", "testZugang",
				"pullZugang"}, op.name) {
			continue
		}
		n++
		if status := op.ruf(fremd, op.vor(o)).Status; status != 404 {
			t.Errorf("%s: %d", op.name, status)
		}
	}
	if n < 12 {
		t.Errorf("only %d operations were tried", n)
	}
	o.deliver("ozgcloud", gastro).Is(200)
	if lines := o.buch(fremd, "").Eingaenge; len(lines) != 0 {
		t.Errorf("the book shows %v", lines)
	}
	for _, suche := range []string{"48/t-1", o.buch(o.adm, "").Eingaenge[0].Referenz} {
		if lines := o.buch(fremd, "suche="+suche).Eingaenge; len(lines) != 0 {
			t.Errorf("the search shows %v", lines)
		}
	}
	for path, must := range map[string]string{"/api/v1/zugaenge": `"zweite-`,
		"/api/v1/klaerfaelle/arten": `"arten":[]`, "/api/v1/alarme": `"alarme":[]`} {
		body := string(fremd.Get(path).Is(200).Body)
		if !strings.Contains(body, must) || strings.Contains(body, `"name":"ozgcloud"`) {
			t.Errorf("%s shows %s", path, body)
		}
	}
}
