package casework

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

func kette(t *rapid.T) []Verlaufseintrag {
	arten := []string{}
	for a := range Ereignisse {
		arten = append(arten, a)
	}
	slices.Sort(arten)
	id := uuid.New()
	var out []Verlaufseintrag
	var vorher []byte
	for i := range rapid.IntRange(1, 8).Draw(t, "n") {
		daten, err := json.Marshal(rapid.MapOf(rapid.String(), rapid.String()).Draw(t, "daten"))
		if err != nil {
			t.Fatal(err)
		}
		e := Verlaufseintrag{
			Vorgang: id, Nr: i + 1, Zeit: time.UnixMicro(rapid.Int64Range(0, 1<<51).Draw(t, "zeit")),
			Art: rapid.SampledFrom(arten).Draw(t, "art"), Akteur: rapid.String().Draw(t, "akteur"),
			Anzeige: rapid.String().Draw(t, "anzeige"), Daten: daten,
		}
		e.Hash = Kette(vorher, e)
		vorher = e.Hash
		out = append(out, e)
	}
	return out
}

// mutationen change one thing each; none may pass.
var mutationen = map[string]func(es []Verlaufseintrag, i int) []Verlaufseintrag{
	"vorgang": func(es []Verlaufseintrag, i int) []Verlaufseintrag { es[i].Vorgang[3] ^= 1; return es },
	"nr":      func(es []Verlaufseintrag, i int) []Verlaufseintrag { es[i].Nr++; return es },
	"zeit": func(es []Verlaufseintrag, i int) []Verlaufseintrag {
		es[i].Zeit = es[i].Zeit.Add(time.Microsecond)
		return es
	},
	"art":     func(es []Verlaufseintrag, i int) []Verlaufseintrag { es[i].Art += "x"; return es },
	"akteur":  func(es []Verlaufseintrag, i int) []Verlaufseintrag { es[i].Akteur += " "; return es },
	"anzeige": func(es []Verlaufseintrag, i int) []Verlaufseintrag { es[i].Anzeige += "\x00"; return es },
	"daten": func(es []Verlaufseintrag, i int) []Verlaufseintrag {
		var m map[string]string
		if err := json.Unmarshal(es[i].Daten, &m); err != nil {
			panic(err)
		}
		m["neu"] += "x"
		es[i].Daten, _ = json.Marshal(m)
		return es
	},
	"more data": func(es []Verlaufseintrag, i int) []Verlaufseintrag {
		es[i].Daten = append(slices.Clone(es[i].Daten), `{"x":1}`...)
		return es
	},
	"hash": func(es []Verlaufseintrag, i int) []Verlaufseintrag {
		es[i].Hash = append([]byte{1}, es[i].Hash[1:]...)
		es[i].Hash[5] ^= 4
		return es
	},
	"remove": func(es []Verlaufseintrag, i int) []Verlaufseintrag { return slices.Delete(es, i, i+1) },
	"twice":  func(es []Verlaufseintrag, i int) []Verlaufseintrag { return slices.Insert(es, i, es[i]) },
	"shift": func(es []Verlaufseintrag, i int) []Verlaufseintrag { // a letter moves from one field to the next
		es[i].Akteur, es[i].Anzeige = es[i].Akteur+"a", "b"+es[i].Anzeige
		return es
	},
	"forge": func(es []Verlaufseintrag, i int) []Verlaufseintrag { // change and hash anew, without the rest
		es[i].Akteur += "!"
		var vorher []byte
		if i > 0 {
			vorher = es[i-1].Hash
		}
		es[i].Hash = Kette(vorher, es[i])
		return es
	},
}

func TestChainNoticesEveryMutation(t *testing.T) {
	for name, mutiere := range mutationen {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				es := kette(t)
				nr, kopf := len(es), es[len(es)-1].Hash
				if text := CheckKette(es, nr, kopf); text != "" {
					t.Fatalf("a sound chain: %s", text)
				}
				i := rapid.IntRange(0, len(es)-1).Draw(t, "i")
				if CheckKette(mutiere(slices.Clone(es), i), nr, kopf) == "" {
					t.Fatalf("entry %d of %d: %s passed", i+1, nr, name)
				}
			})
		})
	}
}

// TestChainIgnoresSpelling: PostgreSQL's jsonb sorts keys, drops blanks and writes other escapes.
func TestChainIgnoresSpelling(t *testing.T) {
	for _, paar := range [][2]string{
		{`{"b":1,"a":"ü"}`, `{ "a" : "\u00fc", "b" : 1 }`},
		{`{"a":{"y":[1,2],"x":null}}`, `{"a": {"x": null, "y": [1, 2]}}`},
		{`{"n":123456789012345678901234567890}`, `{"n": 123456789012345678901234567890}`},
		{`{"t":"<&>"}`, `{"t": "\u003c\u0026\u003e"}`},
	} {
		a, b := Verlaufseintrag{Daten: json.RawMessage(paar[0])}, Verlaufseintrag{Daten: json.RawMessage(paar[1])}
		if string(Kette(nil, a)) != string(Kette(nil, b)) {
			t.Errorf("%s and %s differ", paar[0], paar[1])
		}
	}
	z := time.Date(2026, 1, 1, 12, 0, 0, 0, berlin)
	if string(Kette(nil, Verlaufseintrag{Zeit: z})) != string(Kette(nil, Verlaufseintrag{Zeit: z.UTC()})) {
		t.Error("the zone of a moment counts")
	}
}

// Words follow outcomes, also of entries written when there was one Art for both.
func TestWordsOfAScan(t *testing.T) {
	for _, x := range []struct {
		art  string
		p    Pruefung
		want string
	}{
		{PruefungUnbedenklich.Ereignis(), PruefungUnbedenklich, "Dokument auf Schadsoftware geprüft: unbedenklich"},
		{PruefungUngeprueft.Ereignis(), PruefungUngeprueft, "Dokument nicht auf Schadsoftware geprüft: kein Virenscanner"},
		{PruefungBefallen.Ereignis(), PruefungBefallen, "Schadsoftware in Dokument gefunden"},
		{"dokument_geprueft", PruefungUngeprueft, "Dokument nicht auf Schadsoftware geprüft: kein Virenscanner"},
		{"dokument_geprueft", PruefungUnbedenklich, "Dokument auf Schadsoftware geprüft: unbedenklich"},
	} {
		e := Verlaufseintrag{Art: x.art, Daten: json.RawMessage(`{"ergebnis":"` + string(x.p) + `"}`)}
		if got := e.Worte(); got != x.want {
			t.Errorf("%s, %s: %q", x.art, x.p, got)
		}
	}
}

// Nobody is told that something failed which may have arrived, or that a consent changed and not how.
func TestWordsFollowOutcomes(t *testing.T) {
	for _, x := range []struct{ art, daten, want string }{
		{"sendung_fehlgeschlagen", `{"grund":"mail_refused"}`, "Zustellung fehlgeschlagen"},
		{"sendung_fehlgeschlagen", `{"grund":"mail_outcome_unknown"}`, "Ausgang der Zustellung ungewiss"},
		{"sendung_fehlgeschlagen", `{"grund":"unexpected"}`, "Ausgang der Zustellung ungewiss"},
		{"sendung_ungewiss", `{"grund":"unexpected"}`, "Ausgang der Zustellung ungewiss"},
		{"sendung_fehlgeschlagen", `{"grund":"letter_not_rendered"}`, "Bescheid ließ sich nicht als PDF erstellen"},
		{"einwilligung", `{"erteilt":true}`, "Einwilligung in die elektronische Bekanntgabe erteilt"},
		{"einwilligung", `{"erteilt":false}`, "Einwilligung in die elektronische Bekanntgabe widerrufen"},
		{"einwilligung", `{}`, "Einwilligung geändert"}, {"von_morgen", `{}`, "von_morgen"},
	} {
		if got := (Verlaufseintrag{Art: x.art, Daten: json.RawMessage(x.daten)}).Worte(); got != x.want {
			t.Errorf("%s %s: %q", x.art, x.daten, got)
		}
	}
}

func TestEmptyChain(t *testing.T) {
	if text := CheckKette(nil, 0, nil); text != "" {
		t.Error(text)
	}
	if CheckKette(nil, 1, nil) == "" || CheckKette(nil, 0, []byte{1}) == "" {
		t.Error("a lost chain passed")
	}
	if len(fmt.Sprintf("%x", Kette(nil, Verlaufseintrag{}))) != 64 {
		t.Error("length")
	}
}
