package httpapi_test

import (
	"encoding/csv"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

type buchzeile struct {
	ID, Referenz, ZugangName, Weg, Zustand, Grund, Kennung, Formular, Vorgangsnummer, Sha256 string
	Antwort                                                                                  int
}

type buchseite struct {
	Eingaenge []buchzeile
	Nach      *string
}

func (o *office) buch(c *testkit.Client, query string) (s buchseite) {
	o.t.Helper()
	c.Get("/api/v1/poststellenbuch?" + query).Is(200).JSON(&s)
	return s
}

func (o *office) deliver(zugang, body string) *testkit.Answer {
	o.t.Helper()
	return o.Form(zugang).Do("POST", "/eingang/"+zugang, "application/json", strings.NewReader(body))
}

var vorgangsnummer = regexp.MustCompile(`\d{4}-\d{6}`)

// Every delivery stands in the book with what was answered and what became of it, and is found by whatever a person
// has of it.
func TestPoststellenbuch(t *testing.T) {
	o := open(t)
	o.deliver("ozgcloud", gastro).Is(200)
	o.deliver("ozgcloud", gastro).Is(200)
	o.deliver("ozgcloud", strings.Replace(gastro, "Müller", "Maier", 1)).Is(409)
	o.deliver("neutral", "{kaputt").Is(400)
	all := o.buch(o.adm, "").Eingaenge
	got := []string{}
	for _, e := range all {
		got = append(got, fmt.Sprint(e.ZugangName, " ", e.Weg, " ", e.Zustand, " ", e.Antwort, " ", e.Grund, " ",
			e.Kennung, " ", e.Formular))
	}
	want := []string{"neutral gesendet klaerfall 400 json_malformed  ",
		"ozgcloud gesendet klaerfall 409 same_id_other_content 48/t-1 48",
		"ozgcloud gesendet doppelt 200  48/t-1 48", "ozgcloud gesendet angenommen 200  48/t-1 48"}
	if !slices.Equal(got, want) {
		t.Fatalf("%s", strings.Join(got, "\n"))
	}
	accepted := all[3]
	if !vorgangsnummer.MatchString(accepted.Vorgangsnummer) {
		t.Errorf("%+v", accepted)
	}
	for query, n := range map[string]int{
		"suche=" + accepted.Referenz: 1, "suche=" + strings.ToLower(accepted.Referenz): 1, "suche=" +
			accepted.Vorgangsnummer: 2, "suche=48/t-1": 3,
		"suche=" + all[0].Sha256[:10]: 1, "suche=E-000000000000": 0, "suche=%25": 0, "zustand=klaerfall": 2,
		"zustand=angenommen": 1, "formular=48": 3,
		"von=2020-01-01&bis=2020-12-31": 0, "von=2020-01-01": 4, "zustand=verworfen": 0,
		"zustand=klaerfall&formular=48": 1,
	} {
		if found := o.buch(o.tl, query).Eingaenge; len(found) != n {
			t.Errorf("%s finds %d, want %d", query, len(found), n)
		}
	}
	o.adm.Get("/api/v1/poststellenbuch?nach=x").Is(422)
	o.sb.Get("/api/v1/poststellenbuch").Problem(403, "right_missing")
}

// The pages of the book follow each other without gap or repetition, whichever filter.
func TestPoststellenbuchPages(t *testing.T) {
	o := open(t)
	for i := range 130 {
		o.deliver([]string{"ozgcloud", "neutral"}[i%2], "{kaputt "+fmt.Sprint(i)).Is(400)
	}
	for _, filter := range []string{"", "zustand=klaerfall"} {
		seen := map[string]bool{}
		last, next := "~", ""
		for pages := 0; ; pages++ {
			s := o.buch(o.poststelle, filter+"&nach="+next)
			for _, e := range s.Eingaenge {
				if seen[e.ID] || e.ID >= last {
					t.Fatalf("%s comes again or out of order", e.ID)
				}
				seen[e.ID], last = true, e.ID
			}
			if s.Nach == nil {
				break
			}
			next = *s.Nach
		}
		if len(seen) != 130 {
			t.Errorf("%q shows %d of 130", filter, len(seen))
		}
	}
}

// The export opens in a spreadsheet, executes nothing there, and leaves a trace.
func TestPoststellenbuchExport(t *testing.T) {
	o := open(t)
	o.deliver("ozgcloud", strings.Replace(gastro, `"formId":"48"`, `"formId":"=HYPERLINK(1)"`, 1)).Is(200)
	o.deliver("ozgcloud", strings.Replace(gastro, `"t-1"`, `"ä;\"b"`, 1)).Is(200)
	a := o.adm.Get("/api/v1/poststellenbuch/datei?suche=" + url.QueryEscape(`48/ä;"b`)).Is(200)
	if !strings.Contains(a.Header.Get("Content-Disposition"), "Poststellenbuch-") ||
		strings.Count(string(a.Body), "\r\n") != 2 {
		t.Errorf("%s\n%s", a.Header, a.Body)
	}
	text := string(o.adm.Get("/api/v1/poststellenbuch/datei").Is(200).Body)
	if !strings.HasPrefix(text, "\ufeffReferenz;Empfangen am;") {
		t.Errorf("%.60q", text)
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil || len(rows) != 3 || rows[1][10] != `48/ä;"b` || rows[2][11] != "'=HYPERLINK(1)" ||
		rows[2][9] != "200" {
		t.Errorf("%v %v", rows, err)
	}
	var trace []store.Protokolleintrag
	o.system(func(tx *store.Tx) (err error) {
		trace, err = tx.ListProtokoll(t.Context(), "poststellenbuch", 10)
		return err
	})
	if len(trace) != 2 || trace[0].Anzeige != "adm" || strings.Contains(string(trace[1].Daten), "ä") {
		t.Errorf("%+v", trace)
	}
	o.sb.Get("/api/v1/poststellenbuch/datei").Is(403)
}

// What is refused at the door is counted by hour and reason; an attack writes no rows once it is slowed down.
func TestRefusalsAreCounted(t *testing.T) {
	o := open(t)
	count := func() map[string]int {
		out := map[string]int{}
		rows, err := o.superuser().Query("select grund, anzahl from abweisung")
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var grund string
			var n int
			if err := rows.Scan(&grund, &n); err != nil {
				t.Fatal(err)
			}
			out[grund] = n
		}
		return out
	}
	o.All.Posteingang.MaxLieferung = 100
	o.deliver("ozgcloud", strings.Repeat("x", 200)).Is(413)
	o.All.Posteingang.MaxLieferung = 1 << 20
	for _, aktiv := range []bool{false, true} {
		o.system(func(tx *store.Tx) error {
			z, err := tx.GetZugang(t.Context(), "ozgcloud")
			if err != nil {
				return err
			}
			z.Aktiv = aktiv
			return tx.UpsertZugang(t.Context(), z)
		})
		if !aktiv {
			a := o.deliver("ozgcloud", gastro).Is(503)
			if !strings.Contains(string(a.Body), "abgeschaltet") || a.Header.Get("Retry-After") == "" {
				t.Errorf("%s %s", a.Header, a.Body)
			}
		}
	}
	o.deliver("ozgcloud", gastro).Is(200)
	for range 40 {
		o.Form("fremd").Do("POST", "/eingang/ozgcloud", "application/json", strings.NewReader(gastro)).Is(401, 503)
	}
	got := count()
	if got["delivery_too_large"] != 1 || got["zugang_inactive"] != 1 || got["credentials_wrong"] < 10 ||
		got["credentials_wrong"] > 25 || len(got) != 3 {
		t.Errorf("%v", got)
	}
	if n := len(o.eingaenge()); n != 1 {
		t.Errorf("%d deliveries are stored", n)
	}
}

func (o *office) system(fn func(*store.Tx) error) {
	o.t.Helper()
	if err := o.DB.InTx(o.t.Context(), systemOf(o), fn); err != nil {
		o.t.Fatal(err)
	}
}

func systemOf(o *office) casework.Actor { return casework.System(o.Mandant) }
