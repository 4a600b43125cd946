package httpapi_test

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/backend/internal/testkit"
)

// refuse lets the database itself refuse to save what a condition forbids.
func (o *office) refuse(condition string) (mend func()) {
	o.t.Helper()
	db := o.superuser()
	if _, err := db.Exec("alter table eingang add constraint nur_im_test check (" + condition +
		") not valid"); err != nil {
		o.t.Fatal(err)
	}
	return func() {
		o.t.Helper()
		if _, err := db.Exec("alter table eingang drop constraint nur_im_test"); err != nil {
			o.t.Fatal(err)
		}
	}
}

// Whatever of a verdict the database refuses: the form server is told that we failed, a person sees the delivery, and
// once the fault is mended it becomes its Vorgang.
func TestAVerdictThatCannotBeSaved(t *testing.T) {
	for name, condition := range map[string]string{
		"that it is held":     "grund <> 'form_changed'",
		"what was read":       "kennung = '' and formular = ''",
		"its mapping":         "zuordnung_id is null",
		"that it is accepted": "zustand <> 'angenommen'",
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			o.musterOf(o.hund()) // what a form has is known from samples
			o.aktiv(func(z *zuordnungJSON) { z.Inhalt.Anhalten = true })
			mend := o.refuse(condition)
			neu := strings.Replace(lieferung("x-1"), `"name":"seit"`, `"name":"seit_wann"`, 1)
			if condition == "zustand <> 'angenommen'" {
				neu = lieferung("x-1")
			}
			a := o.Form("neutral").Do("POST", "/eingang/neutral", "application/json", strings.NewReader(neu)).Is(503)
			if !strings.Contains(string(a.Body), "processing_failed") {
				t.Errorf("the form server is told %s", a.Body)
			}
			if got := o.eingaenge(); !slices.Equal(got[1:], []string{"klaerfall processing_failed"}) {
				t.Fatalf("deliveries: %q", got)
			}
			o.MustWork()
			mend()
			if err := o.repeat(); err != nil {
				t.Fatal(err)
			}
			want := "klaerfall form_changed"
			if neu == lieferung("x-1") {
				want = "angenommen"
			}
			if got := o.eingaenge(); !slices.Equal(got[1:], []string{want}) {
				t.Fatalf("deliveries after the mend: %q", got)
			}
		})
	}
}

func lieferung(kennung string) string {
	return fmt.Sprintf(`{"kennung":%q,"formular":{"schluessel":"hund-neu","version":"1","titel":"Hund anmelden"},"antragsdaten":[
		{"name":"halter","typ":"gruppe","felder":[{"name":"vn","label":"Vorname","typ":"text","text":"Ruben"},{"name":"nn","label":"Nachname","typ":"text","text":"Geheimnisvoll"}]},
		{"name":"hunde","typ":"liste","felder":[{"name":"1","typ":"gruppe","felder":[{"name":"rufname","typ":"text","text":"Knut"},{"name":"rasse","label":"Rasse","typ":"text","text":"Dackel"}]}]},
		{"name":"seit","label":"Seit wann?","typ":"text","text":"01.04.2025"}]}`, kennung)
}

// repeat lets a person try all Klärfälle of an error again.
func (o *office) repeat() error {
	o.t.Helper()
	o.adm.Post("/api/v1/klaerfaelle/wiederholung", map[string]any{"zugang": o.zugangID("neutral"),
		"grund": "processing_failed"}).Is(202)
	return o.Work()
}

// giftig panics over one delivery.
type giftig struct{ adapters.Adapter }

func (g giftig) Parse(ctx context.Context, d adapters.Delivery, f adapters.Files) (*adapters.Submission, error) {
	sub, err := g.Adapter.Parse(ctx, d, f)
	if err == nil && sub.Kennung == "giftig" {
		panic(sub.Antragsteller)
	}
	return sub, err
}

// A delivery that makes an adapter panic waits for a person; the log holds nothing of it.
func TestADeliveryThatPanics(t *testing.T) {
	var log strings.Builder
	o := open(t, func(k *testkit.Kit) {
		k.Posteingang.Adapters["neutral"] = giftig{k.Posteingang.Adapters["neutral"]}
		k.All.Log = slog.New(slog.NewTextHandler(&log, nil))
	})
	o.Form("neutral").Do("POST", "/eingang/neutral", "application/json", strings.NewReader(lieferung("giftig"))).Is(503)
	o.Form("neutral").Do("POST", "/eingang/neutral", "application/json", strings.NewReader(lieferung("gut"))).Is(200)
	if got := o.eingaenge(); !slices.Equal(got, []string{"klaerfall processing_failed", "angenommen"}) {
		t.Fatalf("deliveries: %q", got)
	}
	if text := log.String(); !strings.Contains(text, "giftig.Parse") || strings.Contains(text, "Geheimnisvoll") {
		t.Errorf("the log says\n%s", text)
	}
}
