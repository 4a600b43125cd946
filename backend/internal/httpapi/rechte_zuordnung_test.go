package httpapi_test

import (
	"fmt"
	"strings"

	"kontor/backend/internal/testkit"
)

const keinVorgang = "not about a Vorgang"

// entwurfAkte is a draft of a form of its own; only its id is set.
func entwurfAkte(o *office) *akte {
	o.antraege++
	return &akte{office: o, vorgang: vorgang{ID: o.entwurf("neutral", fmt.Sprintf("formular-%d", o.antraege), "").ID}}
}

// musterAkte is a draft and, as Aktenzeichen, a sample of its form.
func musterAkte(o *office) *akte {
	m := o.musterOf(o.hund())
	return &akte{office: o, vorgang: vorgang{ID: o.entwurf("neutral", "hund-neu", "").ID, Aktenzeichen: m.ID}}
}

func (a *akte) inhalt() map[string]any {
	a.t.Helper()
	var z zuordnungJSON
	a.adm.Get("/api/v1/zuordnungen/" + a.ID).Is(200).JSON(&z)
	return map[string]any{"formular": z.Formular, "version": z.Version, "verfahren": "standard"}
}

func init() {
	konfig := func(name string, bleib bool, vor func(*office) *akte, ruf func(*testkit.Client,
		*akte) *testkit.Answer) operation {
		ohneVorgang = append(ohneVorgang, name)
		return operation{name: name, vor: vor, bleib: bleib, leise: keinVorgang, ruf: ruf}
	}
	operationen = append(operationen,
		konfig("listVerfahren", true, neu, func(c *testkit.Client, _ *akte) *testkit.Answer {
			return c.Get("/api/v1/verfahren")
		}),
		konfig("listAdapter", true, neu, func(c *testkit.Client, _ *akte) *testkit.Answer {
			return c.Get("/api/v1/adapter")
		}),
		konfig("listFormulare", true, neu, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Get("/api/v1/zugaenge/" + a.zugangID("neutral") + "/formulare")
		}),
		konfig("createZuordnung", false, neu, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Post("/api/v1/zuordnungen", map[string]any{"zugang": a.zugangID("neutral"),
				"formular": "neu", "version": ""})
		}),
		konfig("importZuordnung", false, neu, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Do("POST", "/api/v1/zuordnungen/datei?zugang="+a.zugangID("neutral"), "application/yaml",
				strings.NewReader("formular: datei\nverfahren: standard\n"))
		}),
		konfig("getZuordnung", true, entwurfAkte, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Get("/api/v1/zuordnungen/" + a.ID)
		}),
		konfig("updateZuordnung", false, entwurfAkte, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Send("PUT", "/api/v1/zuordnungen/"+a.ID, map[string]any{"stand": 1, "inhalt": a.inhalt()})
		}),
		konfig("deleteZuordnung", false, entwurfAkte, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Do("DELETE", "/api/v1/zuordnungen/"+a.ID, "", nil)
		}),
		konfig("exportZuordnung", true, entwurfAkte, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Get("/api/v1/zuordnungen/" + a.ID + "/datei")
		}),
		konfig("uploadSchema", false, entwurfAkte, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Do("POST", "/api/v1/zuordnungen/"+a.ID+"/schema?stand=1", "application/xml",
				strings.NewReader(kleinesSchema))
		}),
		konfig("suggestZuordnung", true, musterAkte, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Get("/api/v1/zuordnungen/" + a.ID + "/vorschlaege?muster=" + a.Aktenzeichen)
		}),
		konfig("tryZuordnung", true, musterAkte, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Post("/api/v1/zuordnungen/"+a.ID+"/probelauf", map[string]any{"muster": a.Aktenzeichen,
				"inhalt": a.inhalt()})
		}),
		konfig("compareZuordnung", true, musterAkte, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Get("/api/v1/zuordnungen/" + a.ID + "/vergleich?muster=" + a.Aktenzeichen)
		}),
		konfig("checkZuordnung", true, musterAkte, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Get("/api/v1/zuordnungen/" + a.ID + "/pruefung")
		}),
		konfig("activateZuordnung", false, entwurfAkte, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Post("/api/v1/zuordnungen/"+a.ID+"/aktivierung", map[string]any{"stand": 1, "bestaetigt": true})
		}),
		konfig("uploadMuster", false, neu, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Do("POST", "/api/v1/muster?dateiname=a.json&zugang="+a.zugangID("ozgcloud"),
				"application/octet-stream", strings.NewReader(gastro))
		}),
		konfig("copyMuster", false, neu, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Post("/api/v1/muster/eingang",
				map[string]any{"eingang": a.eines("select id from eingang where vorgang_id = $1", a.ID)})
		}),
		konfig("getMuster", true, musterAkte, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Get("/api/v1/muster/" + a.Aktenzeichen)
		}),
		konfig("deleteMuster", false, musterAkte, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Do("DELETE", "/api/v1/muster/"+a.Aktenzeichen, "", nil)
		}),
		konfig("getZustaendigkeit", true, neu, func(c *testkit.Client, _ *akte) *testkit.Answer {
			return c.Get("/api/v1/zustaendigkeit")
		}),
		konfig("updateZustaendigkeit", false, neu, func(c *testkit.Client, _ *akte) *testkit.Answer {
			return c.Send("PUT", "/api/v1/zustaendigkeit", map[string]any{"version": 0, "regeln": []any{}})
		}),
	)
}

const kleinesSchema = `<x:xdatenfelder.stammdatenschema.0102 xmlns:x="urn:xoev-de:fim:standard:xdatenfelder_3.0.0"><x:stammdatenschema>
	<x:identifikation><x:id>S99000000010</x:id></x:identifikation></x:stammdatenschema></x:xdatenfelder.stammdatenschema.0102>`
