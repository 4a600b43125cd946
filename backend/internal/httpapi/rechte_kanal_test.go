package httpapi_test

import (
	"context"
	"fmt"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// neuerKanal is a channel that is switched off.
func neuerKanal(o *office) *akte {
	o.antraege++
	var k struct{ ID string }
	o.adm.Post("/api/v1/kanaele", map[string]any{"art": casework.ZielOSI, "name": fmt.Sprintf("Kanal %d", o.antraege)}).
		Is(201).JSON(&k)
	return &akte{office: o, vorgang: vorgang{ID: k.ID, Version: 1}}
}

// rueckmeldung is something that came back and belongs nowhere; Aktenzeichen is the number of a Vorgang.
func rueckmeldung(o *office) *akte {
	k, a := neuerKanal(o), o.antrag()
	r := casework.Rueckpost{ID: service.NewID(), Kanal: mustUUID(k.ID), Kennung: k.ID, Betreff: "Frage", Text: "Hallo?",
		Zustand: casework.RueckmeldungUngeklaert, Dateien: []casework.Rueckanlage{}}
	o.system(func(tx *store.Tx) error {
		r.Am = tx.Now
		return tx.InsertRueckpost(context.Background(), &r)
	})
	return &akte{office: o, vorgang: vorgang{ID: r.ID.String(), Aktenzeichen: a.Vorgangsnummer}}
}

func init() {
	add := func(name string, bleib bool, vor func(*office) *akte, method, path string,
		body func(*akte) map[string]any) {
		ohneVorgang = append(ohneVorgang, name)
		operationen = append(operationen, operation{name: name, vor: vor, bleib: bleib, leise: "not about a Vorgang",
			ruf: func(c *testkit.Client, a *akte) *testkit.Answer {
				at := path
				if path[len(path)-1] == '/' {
					at += a.ID
				}
				if body == nil {
					return c.Do(method, at, "", nil)
				}
				b := body(a)
				if sub, ok := b["pfad"]; ok {
					at += sub.(string)
					delete(b, "pfad")
				}
				return c.Send(method, at, b)
			}})
	}
	add("listKanaele", true, neuerKanal, "GET", "/api/v1/kanaele", nil)
	add("createKanal", false, neuerKanal, "POST", "/api/v1/kanaele", func(*akte) map[string]any {
		return map[string]any{"art": casework.ZielOSI, "name": "Neu"}
	})
	add("updateKanal", false, neuerKanal, "PUT", "/api/v1/kanaele/", func(a *akte) map[string]any {
		return map[string]any{"version": a.Version, "name": "Anders", "aktiv": false,
			"einstellungen": map[string]any{"mandant": "ST"}}
	})
	add("testKanal", false, eingerichtet, "POST", "/api/v1/kanaele/", func(*akte) map[string]any {
		return map[string]any{"pfad": "/probe"}
	})
	add("listRueckmeldungen", true, rueckmeldung, "GET", "/api/v1/rueckmeldungen", nil)
	add("assignRueckmeldung", false, rueckmeldung, "POST", "/api/v1/rueckmeldungen/", func(a *akte) map[string]any {
		return map[string]any{"pfad": "/zuordnung", "vorgangsnummer": a.Aktenzeichen}
	})
	add("discardRueckmeldung", false, rueckmeldung, "POST", "/api/v1/rueckmeldungen/", func(*akte) map[string]any {
		return map[string]any{"pfad": "/verwerfung", "grund": "gehört zu keinem Vorgang"}
	})
}

// eingerichtet is a channel with settings to an address at which nobody answers.
func eingerichtet(o *office) *akte {
	k := neuerKanal(o)
	o.adm.Send("PUT", "/api/v1/kanaele/"+k.ID, map[string]any{"version": 1, "name": "Ohne Antwort", "aktiv": false,
		"einstellungen": map[string]any{"url": "http://127.0.0.1:1/api", "token_url": "http://127.0.0.1:1/token",
			"client_id": "k", "client_secret": "g", "scope": "s", "resource": "r", "mandant": "ST"}}).Is(200)
	return k
}
