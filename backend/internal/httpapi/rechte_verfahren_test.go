package httpapi_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/testkit"
	"kontor/workflow"
)

// packed is a shipped procedure under another name and number as an archive. A change concerns drawing and
// verfahren.yaml; scenarios would not know of it.
func packed(t testing.TB, from, name, stand string, change ...string) []byte {
	t.Helper()
	files, err := workflow.ReadFiles(workflow.Shipped(), from)
	if err != nil || len(files) == 0 {
		t.Fatal(from, err)
	}
	for file, raw := range files {
		switch {
		case file == "process.bpmn", file == "verfahren.yaml":
			files[file] = []byte(strings.NewReplacer(change...).Replace(string(raw)))
		case change != nil && strings.HasPrefix(file, "scenarios/"):
			delete(files, file)
		}
	}
	raw, err := workflow.Pack{Name: name, Version: stand, Files: files}.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

type versionJSON struct {
	ID, Name, Stand, Titel, Zustand, AktivAb, Herkunft string
	Gilt                                               bool
	Laufende                                           int
	Befunde, Haus                                      []struct {
		Schwere, Text, Stelle string
		Elemente              []string
	}
	Formulare []struct{ Adapter, Formular string }
	Dateien   []struct{ Name string }
	Bild      string
}

const versionen = "/api/v1/verfahrensversionen"

// load sends an archive as the administration.
func (o *office) load(raw []byte) (v versionJSON) {
	o.t.Helper()
	o.adm.Do("POST", versionen, "application/zip", bytes.NewReader(raw)).Is(201).JSON(&v)
	return v
}

func (o *office) heute() string { return casework.Heute(o.DB.Now()).Format("2006-01-02") }

// archiv is, as Aktenzeichen, the number of a version nobody has sent yet.
func archiv(o *office) *akte {
	o.antraege++
	return &akte{office: o, vorgang: vorgang{Aktenzeichen: fmt.Sprint(o.antraege)}}
}

// versionAkte is a version nobody has activated; only its id is set.
func versionAkte(o *office) *akte {
	o.antraege++
	v := o.load(packed(o.t, "standard/1", "allerlei", fmt.Sprint(1000+o.antraege)))
	return &akte{office: o, vorgang: vorgang{ID: v.ID}}
}

func aktiveVersion(o *office) *akte {
	a := versionAkte(o)
	o.adm.Post(versionen+"/"+a.ID+"/aktivierung", map[string]any{"ab": o.heute()}).Is(200)
	return a
}

// umstellbar is a Vorgang and, as Aktenzeichen, a newer version of its procedure.
func umstellbar(o *office) *akte {
	a := neu(o)
	v := o.load(packed(o.t, "aussengastronomie/2", a.Verfahren, fmt.Sprint(1000+o.antraege)))
	o.activateVersion(v.ID, o.heute())
	return &akte{office: o, vorgang: vorgang{ID: a.ID, Aktenzeichen: v.ID}}
}

func init() {
	konfig := func(name string, bleib bool, vor func(*office) *akte, ruf func(*testkit.Client,
		*akte) *testkit.Answer) operation {
		ohneVorgang = append(ohneVorgang, name)
		return operation{name: name, vor: vor, bleib: bleib, leise: keinVorgang, ruf: ruf}
	}
	get := func(name string, path func(*akte) string) operation {
		return konfig(name, true, versionAkte, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Get(versionen + path(a))
		})
	}
	operationen = append(operationen,
		get("listVerfahrensversionen", func(*akte) string { return "" }),
		get("getVerfahrensversion", func(a *akte) string { return "/" + a.ID }),
		get("exportVerfahrensversion", func(a *akte) string { return "/" + a.ID + "/datei" }),
		get("checkVerfahrensversion", func(a *akte) string { return "/" + a.ID + "/pruefung?ab=" + a.heute() }),
		konfig("importVerfahrensversion", false, archiv, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Do("POST", versionen, "application/zip",
				bytes.NewReader(packed(a.t, "standard/1", "neues", a.Aktenzeichen)))
		}),
		konfig("activateVerfahrensversion", false, versionAkte, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Post(versionen+"/"+a.ID+"/aktivierung", map[string]any{"ab": a.heute()})
		}),
		konfig("retireVerfahrensversion", false, aktiveVersion, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Do("POST", versionen+"/"+a.ID+"/rueckzug", "", nil)
		}),
		konfig("checkUmstellung", true, umstellbar, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Get(versionen + "/" + a.Aktenzeichen + "/umstellung")
		}),
		konfig("playVerfahrensversion", true, versionAkte, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Post(versionen+"/"+a.ID+"/uebung", schritt{"schritte": []schritt{{"befehl": "start"}}})
		}),
		konfig("runUmstellung", false, umstellbar, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Post(versionen+"/"+a.Aktenzeichen+"/umstellung",
				map[string]any{"vorgaenge": []string{a.ID}, "fristen": "neu"})
		}),
		konfig("deleteVerfahrensversion", false, versionAkte, func(c *testkit.Client, a *akte) *testkit.Answer {
			return c.Do("DELETE", versionen+"/"+a.ID, "", nil)
		}),
	)
}
