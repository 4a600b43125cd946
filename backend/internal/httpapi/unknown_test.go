package httpapi_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"kontor/backend/internal/testkit"
)

// frei are the objects of request bodies whose keys somebody else checks, or nobody has to.
var frei = map[string]string{
	"CompleteAufgabe werte":        "checked by the form of the task",
	"PlayVorgang schritte.0.werte": "checked by the form of the task", "PlayVerfahrensversion antrag": "checked by daten",
	"PlayVerfahrensversion schritte.0.werte": "checked by the form of the task",
	"SaveEntwurf inhalt":                     "what the browser keeps for itself",
	"UpdateZugang einstellungen":             "checked by the adapter's settings",
	"UpdateKanal einstellungen":              "by name of the kind of channel",
	"UpdateZuordnung inhalt.daten":           "checked at activation", "TryZuordnung inhalt.daten": "only tried",
	"UpdateZuordnung inhalt.labels": "by path of the form", "TryZuordnung inhalt.labels": "by path of the form",
	"UpdateZuordnung inhalt.typen": "by path of the form", "TryZuordnung inhalt.typen": "by path of the form",
	"UpdateZuordnung inhalt.werte": "by path of the form", "TryZuordnung inhalt.werte": "by path of the form",
	"UpdateZuordnung inhalt.werte.frei": "by code of the form", "TryZuordnung inhalt.werte.frei": "by code of the form",
	"UpdateZuordnung inhalt.antragsteller": "checked at activation", "TryZuordnung inhalt.antragsteller": "only tried",
}

// What the contract does not name is refused by its name, in every object of every body and in every query.
func TestUnknownKeysAreRefused(t *testing.T) {
	o := open(t)
	offen := maps.Clone(frei)
	objects := 0
	for _, z := range o.zutritte() {
		if z.inhalt == "application/json" {
			doc := beispiel(z.op.RequestBody.Value.Content.Get(z.inhalt).Schema.Value)
			stellen("", doc, func(path string, v any, _ func(any)) {
				object, ok := v.(map[string]any)
				if !ok {
					return
				}
				if offen[z.name+" "+path] != "" {
					delete(offen, z.name+" "+path)
					return
				}
				object["zzz"] = 1
				a := z.wer.Send(z.method, z.path, doc)
				delete(object, "zzz")
				if objects++; a.Status != 422 || fields(t, a)[strings.TrimPrefix(path+".zzz", ".")] != "unknown_field" {
					t.Errorf("%s, object %q: %d %s", z.name, path, a.Status, a.Body)
				}
			})
			if a := z.wer.Do(z.method, z.path, z.inhalt, strings.NewReader(mustJSON(t, doc)+
				`{"zzz":1}`)); a.Status != 400 {
				t.Errorf("%s takes a second value: %d", z.name, a.Status)
			}
		}
		sep := map[bool]string{true: "&", false: "?"}[strings.Contains(z.path, "?")]
		a := z.wer.Do(z.method, z.path+sep+"zzz=1", z.inhalt, nil)
		if a.Status != 422 || fields(t, a)["zzz"] != "unknown_field" {
			t.Errorf("%s, query: %d %s", z.name, a.Status, a.Body)
		}
		if a := z.wer.Do(z.method, z.path+sep+"zzz=%zz", z.inhalt, nil); a.Status != 400 {
			t.Errorf("%s, unreadable query: %d %s", z.name, a.Status, a.Body)
		}
	}
	if objects < 40 || len(offen) > 0 {
		t.Errorf("%d objects; never met: %v", objects, offen)
	}
}

// A key that stands twice is refused by its name, in every object of every body, the free ones too: of two fees one
// would be charged and the other read.
func TestDoubledKeysAreRefused(t *testing.T) {
	o := open(t)
	objects := 0
	for _, z := range o.zutritte() {
		if z.inhalt != "application/json" {
			continue
		}
		doc := beispiel(z.op.RequestBody.Value.Content.Get(z.inhalt).Schema.Value)
		stellen("", doc, func(path string, v any, _ func(any)) {
			object, ok := v.(map[string]any)
			if !ok {
				return
			}
			object["zzz"], object["zzzz"] = 1, 2
			raw := strings.Replace(mustJSON(t, doc), `"zzzz"`, `"\u007azz"`, 1)
			delete(object, "zzz")
			delete(object, "zzzz")
			a := z.wer.Do(z.method, z.path, z.inhalt, strings.NewReader(raw))
			if objects++; a.Status != 422 || fields(t, a)[strings.TrimPrefix(path+".zzz", ".")] != "field_twice" {
				t.Errorf("%s, object %q: %d %s", z.name, path, a.Status, a.Body)
			}
		})
	}
	if objects < 40 {
		t.Errorf("%d objects", objects)
	}
	a := o.antrag()
	answer := o.sb.Do("POST", a.base+"/bescheid", "application/json",
		strings.NewReader(fmt.Sprintf(`{"version":%d,"ergebnis":"bewilligt","gebuehr":100,"gebuehr":0}`, a.Version)))
	if answer.Status != 422 || fields(t, answer)["gebuehr"] != "field_twice" || len(a.load().Bescheide) != 0 {
		t.Errorf("two fees: %d %s", answer.Status, answer.Body)
	}
}

// Whoever sends thousands of faults is told some of them, in an answer of a few lines: neither work nor answer grows.
func TestManyFaultsGetAShortAnswer(t *testing.T) {
	o := open(t)
	a := meiner(o).complete("vollstaendigkeit", map[string]any{"ergebnis": "vollstaendig"})
	many := func(n int, item string) string { // numbered from 0
		out := make([]string, n)
		for i := range out {
			out[i] = strings.ReplaceAll(item, "#", fmt.Sprint(i))
		}
		return strings.Join(out, ",")
	}
	send := func(name, method, path, body string, c *testkit.Client, status int, fieldsTold int) {
		t.Helper()
		answer := c.Do(method, path, "application/json", strings.NewReader(body))
		if n := len(fields(t, answer)); answer.Status != status || n != fieldsTold || len(answer.Body) > 8<<10 {
			t.Errorf("%s: %d, %d fields, %d bytes: %.300s", name, answer.Status, n, len(answer.Body), answer.Body)
		}
	}
	werte := fmt.Sprintf(`{"version":%d,"werte":{%s}}`, a.Version, many(20_000, `"k#":1`))
	aufgabe := a.base + "/aufgaben/" + a.aufgabe("fachpruefung") + "/erledigung"
	const einwilligung, export = "/antragsraum/api/v1/einwilligung", "/api/v1/export/xdomea"
	send("unknown keys", "POST", einwilligung, `{"erteilt":true,`+many(20_000, `"k#":1`)+`}`, o.buerger, 422, 20)
	send("long keys", "POST", einwilligung, `{"erteilt":true,`+many(30, `"`+strings.Repeat("k", 50_000)+`#":1`)+
		`}`, o.buerger, 422, 1)
	send("wrong items", "POST", export, `{"vorgaenge":[`+many(40_000, `#`)+`]}`, o.sb, 422, 20)
	send("more than any act has", "POST", export, `{"vorgaenge":[`+many(100_000, `#`)+`]}`, o.sb, 413, 0)
	send("objects with unknown keys", "POST", a.base+"/nachrichten", `{"punkte":[`+
		many(5_000, `{"titel":"t","a":1,"b":2,"c":3}`)+`]}`, o.sb, 422, 20)
	send("values of a task", "POST", aufgabe, werte, o.sb, 422, 20)
	send("texts", "POST", export, `{"vorgaenge":[`+many(40_000, `"\u0000"`)+`]}`, o.sb, 422, 20)
	send("deep", "POST", export, `["\u0041",`+strings.Repeat("[", 500_000), o.sb, 400, 0)
	send("parameters", "GET", "/api/v1/vorgaenge?"+strings.ReplaceAll(many(5_000, "k#=1"), ",", "&"), "", o.sb, 422, 20)
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// A misspelt fee issues nothing; parts of a form and values of a task are held against what they are for, too.
func TestMisspeltIsNoDecision(t *testing.T) {
	o := open(t)
	a := o.antrag()
	for _, body := range []map[string]any{{"gebuhr": 12000}, {"Gebuehr": 12000},
		{"gebühr": 12000, "nebenbestimmungen": []map[string]any{{"art": "auflage", "text": "x"}}}} {
		body["ergebnis"] = "bewilligt"
		o.sb.Post(a.base+"/bescheid", a.mit(body)).Problem(422, "invalid_fields")
	}
	if n := len(a.load().Bescheide); n != 0 {
		t.Fatalf("%d decisions", n)
	}
	answer := o.buerger.PostParts(a.raum+"/antworten", testkit.Part{Name: "text", Inhalt: "Ja"},
		testkit.Part{Name: "nachrichten", Inhalt: a.ID})
	if answer.Status != 422 || fields(t, answer)["nachrichten"] != "unknown_field" {
		t.Errorf("%d %s", answer.Status, answer.Body)
	}
	answer = o.sb.PostParts(a.base+"/dokumente", testkit.Part{Name: "file", Dateiname: "a.txt", Inhalt: "a"})
	if answer.Status != 422 || fields(t, answer)["file"] != "unknown_field" {
		t.Errorf("%d %s", answer.Status, answer.Body)
	}
	b := meiner(o).complete("vollstaendigkeit", map[string]any{"ergebnis": "vollstaendig"})
	answer = o.sb.Post(b.base+"/aufgaben/"+b.aufgabe("fachpruefung")+"/erledigung",
		b.mit(map[string]any{"werte": map[string]any{"pruefung": "erlaubnisfaehig", "zzz": 1}}))
	if answer.Status != 422 || fields(t, answer)["zzz"] == "" {
		t.Errorf("%d %s", answer.Status, answer.Body)
	}
	b.load().complete("fachpruefung", map[string]any{"pruefung": "erlaubnisfaehig"})
	answer = o.bau.Post(b.base+"/aufgaben/"+b.aufgabe("zuarbeit")+"/erledigung",
		b.mit(map[string]any{"werte": map[string]any{"stellungnahme": "Gut.", "bedenken": false, "zzz": 1}}))
	if answer.Status != 422 || fields(t, answer)["zzz"] == "" {
		t.Errorf("Zuarbeit: %d %s", answer.Status, answer.Body)
	}
}
