package httpapi_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

type klaerzeile struct {
	ID, Referenz, Zugang, ZugangID, Grund, Formular, Zustand, Vorgangsnummer, KonfliktMit, Rohdaten string
	Ueberfaellig                                                                                    bool
	Versuche                                                                                        int
	Verwerfung                                                                                      *struct {
		Grund, VonName, FreigabeName string
		DarfFreigeben                bool
	}
}

func (o *office) klaerfaelle(c *testkit.Client, query string) []klaerzeile {
	o.t.Helper()
	var s struct{ Klaerfaelle []klaerzeile }
	c.Get("/api/v1/klaerfaelle?" + query).Is(200).JSON(&s)
	return s.Klaerfaelle
}

func (o *office) klaerfall(c *testkit.Client, id string) (k klaerzeile) {
	o.t.Helper()
	c.Get("/api/v1/klaerfaelle/" + id).Is(200).JSON(&k)
	return k
}

func (o *office) protokoll(objekt string) (out []string) {
	o.t.Helper()
	o.system(func(tx *store.Tx) error {
		rows, err := tx.ListProtokoll(o.t.Context(), objekt, 50)
		for _, r := range rows {
			out = append([]string{r.Art + " " + r.Anzeige}, out...)
		}
		return err
	})
	return out
}

// konflikt delivers the same Kennung twice with other content.
func (o *office) konflikt() klaerzeile {
	o.t.Helper()
	o.antraege++
	first := strings.Replace(gastro, `"t-1"`, fmt.Sprintf(`"k-%d"`, o.antraege), 1)
	o.deliver("ozgcloud", first).Is(200)
	o.deliver("ozgcloud", strings.Replace(first, "Müller", "Maier", 1)).Is(409)
	o.MustWork()
	return o.klaerfaelle(o.tl, "")[0]
}

// A Klärfall is discarded by two persons, never by one, and every step stands in the protocol.
func TestDiscardNeedsTwoPersons(t *testing.T) {
	o := open(t)
	id := klaerfall(o).ID
	path := "/api/v1/klaerfaelle/" + id + "/verwerfung"
	grund := map[string]any{"grund": "Ein Test des Herstellers"}
	o.tl.Post(path+"/freigabe", nil).Problem(409, "discard_not_requested")
	o.tl.Do("DELETE", path, "", nil).Problem(409, "discard_not_requested")
	o.tl.Post(path, map[string]any{"grund": "kurz"}).Is(422)
	o.tl.Post(path, map[string]any{"grund": "            "}).Is(422)
	var k klaerzeile
	o.tl.Post(path, grund).Is(200).JSON(&k)
	if k.Zustand != "offen" || k.Verwerfung == nil || k.Verwerfung.VonName != "tl" || k.Verwerfung.DarfFreigeben {
		t.Errorf("%+v", k)
	}
	o.adm.Post(path, grund).Problem(409, "discard_requested")
	o.tl.Post(path+"/freigabe", nil).Problem(409, "second_person_needed")
	o.tl.Do("DELETE", path, "", nil).Is(200) // withdrawn
	o.tl.Post(path, grund).Is(200)
	o.poststelle.Do("DELETE", path, "", nil).Is(200) // refused
	o.tl.Post(path, grund).Is(200)
	if k := o.klaerfall(o.adm, id); k.Verwerfung == nil || !k.Verwerfung.DarfFreigeben {
		t.Errorf("%+v", k.Verwerfung)
	}
	// two second persons at once: one discards
	var all sync.WaitGroup
	var mu sync.Mutex
	count := map[int]int{}
	for _, c := range []*testkit.Client{o.adm, o.poststelle} {
		all.Go(func() {
			status := c.Post(path+"/freigabe", nil).Status
			mu.Lock()
			count[status]++
			mu.Unlock()
		})
	}
	all.Wait()
	if count[200] != 1 || count[409] != 1 {
		t.Errorf("%v", count)
	}
	k = o.klaerfall(o.tl, id)
	if k.Zustand != "verworfen" || k.Verwerfung == nil || k.Verwerfung.FreigabeName == "" ||
		k.Verwerfung.FreigabeName == "tl" || k.Rohdaten == "" {
		t.Errorf("%+v", k)
	}
	if len(o.klaerfaelle(o.tl, "")) != 0 || len(o.klaerfaelle(o.tl, "erledigt=true")) != 1 ||
		o.buch(o.adm, "zustand=verworfen").Eingaenge[0].ID != id {
		t.Error("the discarded delivery is not where one looks for it")
	}
	got := strings.Join(o.protokoll(id), ", ")
	if !strings.HasPrefix(got, "verwerfung_beantragt tl, verwerfung_zurueckgezogen tl, verwerfung_beantragt tl, verwerfung_abgelehnt post, verwerfung_beantragt tl, klaerfall_verworfen ") {
		t.Error(got)
	}
	o.tl.Post("/api/v1/klaerfaelle/"+id+"/wiederholung", nil).Problem(409, "klaerfall_done")
}

// After the program learned to read something, all Klärfälle of that kind are processed again with one act.
func TestRetryAllOfAKind(t *testing.T) {
	var patient *healing
	o := open(t, func(k *testkit.Kit) {
		patient = &healing{Adapter: k.Posteingang.Adapters["ozgcloud"]}
		k.Posteingang.Adapters["ozgcloud"] = patient
	})
	for i := range 7 {
		o.deliver("ozgcloud", strings.Replace(gastro, `"t-1"`, fmt.Sprintf(`"t-%d"`, i), 1)).Is(400)
	}
	o.deliver("neutral", "{kaputt").Is(400)
	var arten struct {
		Arten []struct {
			Zugang, ZugangName, Grund string
			Anzahl                    int
		}
	}
	o.adm.Get("/api/v1/klaerfaelle/arten").Is(200).JSON(&arten)
	if len(arten.Arten) != 2 || arten.Arten[0].Anzahl != 7 || arten.Arten[0].Grund != "format_invalid" {
		t.Fatalf("%+v", arten)
	}
	art := arten.Arten[0]
	if n := len(o.klaerfaelle(o.tl, "zugang="+art.Zugang)); n != 7 {
		t.Errorf("the filter by Zugang shows %d", n)
	}
	if n := len(o.klaerfaelle(o.tl, "grund=json_malformed")); n != 1 {
		t.Errorf("the filter by reason shows %d", n)
	}
	// what somebody wants discarded is left alone
	held := o.klaerfaelle(o.tl, "zugang="+art.Zugang)[0].ID
	o.tl.Post("/api/v1/klaerfaelle/"+held+"/verwerfung", map[string]any{"grund": "Ein Test des Herstellers"}).Is(200)
	patient.healed = true
	var out struct{ Anzahl int }
	o.tl.Post("/api/v1/klaerfaelle/wiederholung", map[string]any{"zugang": art.Zugang,
		"grund": art.Grund}).Is(202).JSON(&out)
	o.MustWork()
	if out.Anzahl != 6 || len(o.vorgaenge()) != 6 || len(o.klaerfaelle(o.tl, "")) != 2 {
		t.Errorf("%d asked for, %d Vorgänge, %d left", out.Anzahl, len(o.vorgaenge()), len(o.klaerfaelle(o.tl, "")))
	}
	o.sb.Post("/api/v1/klaerfaelle/wiederholung", map[string]any{"zugang": art.Zugang, "grund": art.Grund}).Is(403)
	if got := o.protokoll(art.Zugang); len(got) != 1 || got[0] != "klaerfaelle_wiederholt tl" {
		t.Error(got)
	}
}

// healing is an adapter that cannot read a format until it is updated.
type healing struct {
	adapters.Adapter
	healed bool
}

func (h *healing) Parse(ctx context.Context, d adapters.Delivery, f adapters.Files) (*adapters.Submission, error) {
	if !h.healed {
		return nil, adapters.Fail(adapters.Malformed, "format_invalid", "Nicht lesbar.")
	}
	return h.Adapter.Parse(ctx, d, f)
}

// Two contents under one Kennung: a person sees in what they differ and makes the second a Vorgang of its own. Both
// point to each other, and the same delivery coming once more is known.
func TestConflictBecomesVorgangOfItsOwn(t *testing.T) {
	o := open(t)
	k := o.konflikt()
	base := "/api/v1/klaerfaelle/" + k.ID
	var v struct {
		VorgangID, Vorgangsnummer string
		Verdeckt                  bool
		Gleich                    int
		Unterschiede              []struct{ Pfad, Label, Vorher, Nachher string }
	}
	o.tl.Get(base + "/vergleich").Is(200).JSON(&v)
	if v.Verdeckt || v.Vorgangsnummer != k.KonfliktMit || v.Gleich == 0 || len(v.Unterschiede) != 1 ||
		v.Unterschiede[0].Vorher != "Café Müller GmbH" || v.Unterschiede[0].Nachher != "Café Maier GmbH" {
		t.Errorf("%+v", v)
	}
	o.adm.Get(base + "/vergleich").Is(200).JSON(&v)
	if !v.Verdeckt || v.Unterschiede[0].Vorher != "[Wert]" || v.Unterschiede[0].Nachher != "[Wert]" {
		t.Errorf("administration sees %+v", v)
	}
	before := o.vorgaenge()
	o.tl.Post(base+"/vorgang", nil).Is(200).JSON(&k)
	o.MustWork()
	if k.Zustand != "erledigt" || k.Vorgangsnummer == "" || k.Vorgangsnummer == k.KonfliktMit {
		t.Errorf("%+v", k)
	}
	second := o.newest(before)
	if !strings.Contains(fmt.Sprint(string(o.alle.Get(second.base).Is(200).Body)), k.KonfliktMit) {
		t.Error("the new Vorgang does not name the first")
	}
	first := &akte{office: o, vorgang: vorgang{ID: v.VorgangID}, base: "/api/v1/vorgaenge/" + v.VorgangID}
	if got := fmt.Sprint(first.verlauf()); !strings.Contains(got, "zweite_lieferung") {
		t.Errorf("the first Vorgang does not know: %s", got)
	}
	o.tl.Post(base+"/vorgang", nil).Problem(409, "klaerfall_done")
	o.tl.Get(base+"/vergleich").Problem(409, "klaerfall_done")
	body := strings.Replace(strings.Replace(gastro, `"t-1"`, fmt.Sprintf(`"k-%d"`, o.antraege), 1),
		"Müller", "Maier", 1)
	if a := o.deliver("ozgcloud", body).Is(200); !strings.Contains(string(a.Body), second.Vorgangsnummer) {
		t.Errorf("a repeat of the second is answered %s", a.Body)
	}
	o.deliver("ozgcloud", strings.Replace(body, "Maier", "Schulz", 1)).Is(409)
	other := klaerfall(o).ID
	o.tl.Post("/api/v1/klaerfaelle/"+other+"/vorgang", nil).Problem(409, "klaerfall_no_conflict")
}

// A Klärfall that waits longer than the authority allows itself says so.
func TestOldKlaerfall(t *testing.T) {
	o := open(t)
	id := klaerfall(o).ID
	if o.klaerfall(o.tl, id).Ueberfaellig {
		t.Error("a new one is overdue")
	}
	now := time.Now().Add(25 * time.Hour)
	o.DB.SetClock(func() time.Time { return now })
	rows, err := o.Posteingang.ListKlaerfaelle(t.Context(), o.tlActor, store.Klaerfilter{Anzahl: 10})
	if err != nil || len(rows) != 1 || !rows[0].Ueberfaellig {
		t.Errorf("%+v %v", rows, err)
	}
	o.system(func(tx *store.Tx) error {
		return tx.SaveEingangseinstellung(t.Context(), &store.Eingangseinstellung{AlarmEmails: []string{},
			KlaerfallStunden: 0})
	})
	if rows, _ := o.Posteingang.ListKlaerfaelle(t.Context(), o.tlActor,
		store.Klaerfilter{Anzahl: 10}); rows[0].Ueberfaellig {
		t.Error("0 hours means never")
	}
	if casework.KlaerfallAlt(nil, 1, now) {
		t.Error("none is too old")
	}
}
