package kanaele_test

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/standin"
	"kontor/backend/internal/service/bescheid"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

const neutral = `{"kennung":"%s","formular":{"schluessel":"frei","titel":"Freier Antrag"},
"organisationseinheit":"lf-32-sondernutzung","leika":[],
"antragsteller":{"art":"person","vorname":"Ute","nachname":"Erdacht","strasse":"Am Deich","hausnummer":"7",
"plz":"43210","ort":"Lindenfurt","email":"ute@example.org","konto":{"art":"osi","pseudonym":"p-1"},
"postfach":{"kanal":"osi","adresse":"konto-4711"%s},"vertrauensniveau":3},
"antragsdaten":[{"name":"anliegen","label":"Anliegen","typ":"text","text":"Ein Baum"}],"dokumente":[]}`

// asked is the town with an application whose form asked of Bescheide in the mailbox; antwort "" = it did not.
func asked(t *testing.T, antwort string) *town {
	t.Helper()
	w := open(t)
	w.DB.SetClock(func() time.Time { return time.Date(2026, 3, 11, 9, 0, 0, 0, time.UTC) }) // a Wednesday
	if antwort != "" {
		antwort = `,"bescheide":"` + antwort + `"`
	}
	z, ad, err := w.Posteingang.OpenZugang(t.Context(), "neutral")
	if err != nil {
		t.Fatal(err)
	}
	out := w.Posteingang.ReceiveEingang(t.Context(), z, ad, posteingang.Lieferung{
		Header: http.Header{"Content-Type": {"application/json"}},
		Body:   strings.NewReader(fmt.Sprintf(neutral, "b-1", antwort))})
	if out.Fehler != nil {
		t.Fatal(out.Fehler)
	}
	w.MustWork()
	w.tx(func(ctx context.Context, tx *store.Tx) error {
		ids, err := tx.ListVorgangIDs(ctx, w.id)
		w.id = ids[len(ids)-1]
		return err
	})
	return w
}

// decide grants the application; kanal "" = as the program chooses.
func (w *town) decide(kanal string) error {
	w.t.Helper()
	b := casework.Bescheid{Ergebnis: casework.Bewilligt, Tenor: "Sie dürfen den Baum fällen.", Kanal: kanal}
	err := w.Bescheid.CreateBescheid(w.t.Context(), w.sb, w.id, w.load().vorgang.Version, b,
		[]string{casework.PruefungFrist})
	if err == nil {
		_ = w.Work() // a channel at fault lets its job come again
	}
	return err
}

func (w *town) bescheid() (b casework.Bescheid) {
	w.t.Helper()
	w.tx(func(ctx context.Context, tx *store.Tx) error {
		all, err := tx.ListBescheide(ctx, w.id)
		b = all[len(all)-1]
		return err
	})
	return b
}

func (w *town) postBescheid(bestaetigt ...string) error {
	w.t.Helper()
	return w.Bescheid.PostBescheid(w.t.Context(), w.sb, w.id, w.bescheid().ID, w.load().vorgang.Version,
		bescheid.Postaufgabe{AufgegebenAm: casework.Tag(2026, 3, 11), Bestaetigt: bestaetigt})
}

func reason(err error) string {
	if ce, ok := err.(*casework.Error); ok { //nolint:errorlint // as services return it
		if ce.Fields["kanal"] != "" {
			return ce.Fields["kanal"]
		}
		return ce.Reason
	}
	return fmt.Sprint(err)
}

// A Bescheid in the mailbox of the Nutzerkonto counts as known on the fourth day after it was provided there (§ 9 Abs.
// 1 OZG), whether it is opened or not.
func TestBescheidIsAnnouncedInTheMailbox(t *testing.T) {
	w := asked(t, "erlaubt")
	if err := w.decide(""); err != nil {
		t.Fatal(err)
	}
	b := w.bescheid()
	if b.Kanal != casework.KanalPostfach || b.Zustand != casework.BescheidBekanntgegeben ||
		b.Regel != "B1 (§ 9 Abs. 1 OZG)" || b.BekanntgabeAm == nil ||
		!b.BekanntgabeAm.Equal(casework.Tag(2026, 3, 15)) || b.RechtsbehelfBis == nil ||
		!b.RechtsbehelfBis.Equal(casework.Tag(2026, 4, 15)) {
		t.Fatalf("%s %s %s %v %v", b.Kanal, b.Zustand, b.Regel, b.BekanntgabeAm, b.RechtsbehelfBis)
	}
	if !slices.ContainsFunc(b.Schritte, func(s string) bool { return strings.Contains(s, "benachrichtigt selbst") }) {
		t.Errorf("nothing says how the notice was given: %v", b.Schritte)
	}
	da := w.fern.Sent()
	if len(da) != 1 || len(da[0].Files) != 1 {
		t.Fatalf("%+v", da)
	}
	if name, pdf := w.fern.Upload(da[0].Files[0]); !strings.HasSuffix(name, ".pdf") || len(pdf) == 0 {
		t.Errorf("%q of %d bytes", name, len(pdf))
	}
	w.sound()
}

// Number 7: who excluded Bescheide there, or was not asked, gets a letter; everything else still goes to the mailbox.
func TestExcludedMailbox(t *testing.T) {
	for antwort, grund := range map[string]string{"ausgeschlossen": "mailbox_excluded", "": "mailbox_not_asked"} {
		w := asked(t, antwort)
		if got := reason(w.decide(casework.KanalPostfach)); got != grund {
			t.Errorf("%q: %s", antwort, got)
		}
		if err := w.send(casework.Nachricht{}); err != nil {
			t.Fatal(err)
		}
		w.MustWork()
		if len(w.fern.Sent()) != 1 {
			t.Errorf("%q: %d messages lie there", antwort, len(w.fern.Sent()))
		}
		if err := w.decide(""); err != nil {
			t.Fatal(err)
		}
		if b := w.bescheid(); b.Kanal != casework.KanalPost || b.Zustand != casework.BescheidZurPost ||
			len(w.fern.Sent()) != 1 {
			t.Errorf("%q: %s %s, %d lie there", antwort, b.Kanal, b.Zustand, len(w.fern.Sent()))
		}
	}
}

// Number 6: what has to be served formally, as the Widerspruchsbescheid (§ 73 Abs. 3 VwGO), knows no fiction: neither
// in the mailbox nor by letter.
func TestFormalService(t *testing.T) {
	w := asked(t, "erlaubt")
	files, err := workflow.ReadFiles(workflow.Shipped(), "standard/3")
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{}
	for name, raw := range files {
		if name == "verfahren.yaml" {
			raw = append(raw, "\nzustellung: true\n"...)
		}
		folder["widerspruch/1/"+name] = &fstest.MapFile{Data: raw}
	}
	w.Import(store.HerkunftOrdner, folder)
	db, err := sql.Open("postgres", w.AdminDSN())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("update vorgang set verfahren = 'widerspruch', stand = '1' where id = $1",
		w.id); err != nil {
		t.Fatal(err)
	}
	if got := reason(w.decide(casework.KanalPostfach)); got != "service_required" {
		t.Errorf("by mailbox: %s", got)
	}
	if got := reason(w.decide(casework.KanalAntragsraum)); got != "no_consent" {
		t.Errorf("by retrieval: %s", got)
	}
	if err := w.decide(""); err != nil {
		t.Fatal(err)
	}
	if got := reason(w.postBescheid()); got != "bekanntgabe_day_needed" {
		t.Errorf("a fiction gave the day of service: %s", got)
	}
}

// Number 2: a decision whose answer was lost is not sent again by itself. A person finds out, or sends it once more.
func TestDecisionOfUnknownOutcome(t *testing.T) {
	w := asked(t, "erlaubt")
	w.fern.Faults.Add(standin.Fault{Kind: standin.DropAfter, Path: senden})
	if err := w.decide(casework.KanalPostfach); err != nil {
		t.Fatal(err)
	}
	w.poll()
	a, b := w.load(), w.bescheid()
	x := a.sendungen[len(a.sendungen)-1]
	if x.Zustand != casework.SendungUnbekannt || !a.vorgang.Vorfall || len(w.fern.Sent()) != 1 ||
		b.Zustand != casework.BescheidAusgangUnbekannt || b.BekanntgabeAm != nil {
		t.Fatalf("%s, Vorfall %t, %d lie there, %s", x.Zustand, a.vorgang.Vorfall, len(w.fern.Sent()), b.Zustand)
	}
	if got := reason(w.postBescheid()); got != "other_way_unconfirmed" {
		t.Errorf("posted without asking: %s", got)
	}
	if err := w.Versand.RetrySendung(t.Context(), w.sb, w.id, x.ID); err != nil {
		t.Fatal(err)
	}
	w.MustWork()
	if b := w.bescheid(); b.Zustand != casework.BescheidBekanntgegeben || w.load().vorgang.Vorfall {
		t.Errorf("%s", b.Zustand)
	}
	w.sound()
}

// Number 8, of a decision: the mailbox is gone, so it goes by post. Then nothing waits for anybody, and it is not sent
// into the mailbox any more.
func TestDecisionToAMailboxThatIsGone(t *testing.T) {
	w := asked(t, "erlaubt")
	w.fern.DeleteAccount(konto)
	if err := w.decide(casework.KanalPostfach); err != nil {
		t.Fatal(err)
	}
	a, b := w.load(), w.bescheid()
	x := a.sendungen[len(a.sendungen)-1]
	if b.Zustand != casework.BescheidNichtZugestellt || x.Fehler != "mailbox_gone" || !a.vorgang.Vorfall {
		t.Fatalf("%s %s %t", b.Zustand, x.Fehler, a.vorgang.Vorfall)
	}
	if err := w.postBescheid(); err != nil {
		t.Fatal(err)
	}
	if b := w.bescheid(); b.Kanal != casework.KanalPost || b.Regel != "B4 (§ 41 Abs. 2 Satz 1 VwVfG)" ||
		!strings.Contains(b.Schritte[0], "nicht angenommen") || w.load().vorgang.Vorfall {
		t.Errorf("%s %s %v, Vorfall %t", b.Kanal, b.Regel, b.Schritte, w.load().vorgang.Vorfall)
	}
	if got := reason(w.Versand.RetrySendung(t.Context(), w.sb, w.id, x.ID)); got != "sendung_not_failed" {
		t.Errorf("sent into the mailbox after it was posted: %s", got)
	}
	w.sound()
}

// One that the mailbox refused can be replaced; then nothing of it waits for anybody.
func TestRefusedDecisionIsReplaced(t *testing.T) {
	w := asked(t, "erlaubt")
	w.fern.DeleteAccount(konto)
	if err := w.decide(casework.KanalPostfach); err != nil {
		t.Fatal(err)
	}
	b := casework.Bescheid{Ergebnis: casework.Bewilligt, Tenor: "Sie dürfen zwei Bäume fällen.",
		Kanal:     casework.KanalPost,
		Aenderung: &casework.Bescheidaenderung{Art: casework.AktErsetzen, Bezug: w.bescheid().ID}}
	if err := w.Bescheid.CreateBescheid(t.Context(), w.sb, w.id, w.load().vorgang.Version, b,
		[]string{casework.PruefungFrist}); err != nil {
		t.Fatal(err)
	}
	w.MustWork()
	a := w.load()
	if a.vorgang.Vorfall || w.bescheid().Zustand != casework.BescheidZurPost {
		t.Errorf("Vorfall %t, %s, %+v", a.vorgang.Vorfall, w.bescheid().Zustand, a.sendungen)
	}
	w.sound()
}

// While the channel is at fault the decision waits; who does not want to wait posts it, and it goes only once.
func TestDecisionLeavesAStoppedChannel(t *testing.T) {
	w := asked(t, "erlaubt")
	richtig := w.kanal.Einstellungen
	falsch := maps.Clone(richtig)
	falsch["client_secret"] = "falsch"
	w.set(falsch)
	if err := w.decide(casework.KanalPostfach); err != nil {
		t.Fatal(err)
	}
	if b := w.bescheid(); b.Zustand != casework.BescheidUnterwegs {
		t.Fatalf("%s", b.Zustand)
	}
	if err := w.postBescheid(casework.BestaetigtAndererWeg); err != nil {
		t.Fatal(err)
	}
	richtig["client_secret"] = "geheim"
	w.set(richtig)
	w.DB.SetClock(func() time.Time { return time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC) })
	w.poll()
	if b := w.bescheid(); b.Kanal != casework.KanalPost || b.Zustand != casework.BescheidBekanntgegeben ||
		len(w.fern.Sent()) != 0 {
		t.Errorf("%s %s, %d lie there", b.Kanal, b.Zustand, len(w.fern.Sent()))
	}
	w.sound()
}
