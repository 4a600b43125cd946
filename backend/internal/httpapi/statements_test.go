package httpapi_test

import (
	"fmt"
	"strings"
	"testing"

	"kontor/backend/internal/testkit"
)

// Statements are the lever of speed (performance.md §6.1). BEGIN, SET and COMMIT frame every transaction and are not
// counted; finding out who asks is.
func TestStatementsPerRequest(t *testing.T) {
	var seen *testkit.Statements
	app := open(t, func(k *testkit.Kit) { seen = k.CountStatements() })
	sb := app.sb
	form := app.Form("ozgcloud")
	deliver := func(i int) {
		body := strings.Replace(gastro, `"t-1"`, fmt.Sprintf(`"t-%d"`, i), 1)
		form.PostParts("/eingang/ozgcloud", testkit.Part{Name: "formData", Inhalt: body},
			testkit.Part{Name: "attachments", Dateiname: "Plan.pdf", Inhalt: "%PDF-1.4 " + fmt.Sprint(i)}).Is(200)
	}
	for i := range 60 { // also warms caches and notes the use of the token
		deliver(i)
	}
	list := func(n int) func() {
		return func() { sb.Get(fmt.Sprintf("/api/v1/vorgaenge?ansicht=alle&anzahl=%d", n)).Is(200) }
	}
	list(1)()
	var page struct{ Vorgaenge []struct{ ID string } }
	sb.Get("/api/v1/vorgaenge?ansicht=alle&anzahl=1").Is(200).JSON(&page)
	app.MustWork()
	app.buerger.Post("/antragsraum/api/v1/einwilligung", map[string]any{"erteilt": true}).Is(200)
	app.antraege = 1000 // numbers not used above
	asked := app.antrag().act("/annahme", nil).complete("vollstaendigkeit", map[string]any{"ergebnis": "vollstaendig"})
	app.bau.Get("/api/v1/ich").Is(200) // notes the use of the token
	gates := []struct {
		name string
		do   func()
		most int
	}{
		{"intake with one file", func() { deliver(100) }, 8}, // 5 today, and some for what a mapping looks up
		{"list of 10", list(10), 4},
		{"list of 50", list(50), 4},
		{"counts", func() { sb.Get("/api/v1/ansichten").Is(200) }, 4},
		{"search", func() { sb.Get("/api/v1/vorgaenge?suche=mueller").Is(200) }, 4},
		{"case page", func() { sb.Get("/api/v1/vorgaenge/" + page.Vorgaenge[0].ID).Is(200) }, 8},
		{"case page of a contributor", func() { app.bau.Get(asked.base).Is(200) }, 8},
	}
	counts := map[string]int{}
	for _, g := range gates {
		texts := seen.Of(g.do)
		counts[g.name] = len(texts)
		t.Logf("%s: %d statements", g.name, len(texts))
		if len(texts) > g.most {
			t.Errorf("%s takes %d statements, at most %d:\n%s", g.name, len(texts), g.most, strings.Join(texts, "\n"))
		}
	}
	if counts["list of 10"] != counts["list of 50"] {
		t.Error("a longer list takes more statements")
	}
}
