package httpapi_test

import (
	"bytes"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/testkit"
)

// taking are the operations on a Vorgang whose request names a version, as the contract says.
func taking(t *testing.T) []string {
	t.Helper()
	spec, err := testkit.Contract()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for path, item := range spec.Paths.Map() {
		for _, op := range item.Operations() {
			if op.RequestBody == nil || !strings.HasPrefix(path, "/api/v1/vorgaenge/") {
				continue
			}
			if c := op.RequestBody.Value.Content.Get("application/json"); c != nil &&
				c.Schema.Value.Properties["version"] != nil {
				out = append(out, strings.ToLower(op.OperationID[:1])+op.OperationID[1:])
			}
		}
	}
	return out
}

// Whoever looked at an old state changes nothing.
func TestStaleVersionIsRefused(t *testing.T) {
	o := open(t)
	for _, name := range taking(t) {
		if name == "previewBescheid" || name == "checkBescheid" { // changes nothing
			continue
		}
		i := slices.IndexFunc(operationen, func(op operation) bool { return op.name == name && op.stale })
		if i < 0 {
			t.Errorf("%s takes a version; nobody checks it", name)
			continue
		}
		for _, off := range []int{-1, +1} {
			a := operationen[i].vor(o)
			version, entries := a.Version, len(a.verlauf())
			a.Version += off
			operationen[i].ruf(o.tl, a).Problem(409, "stale")
			if a.load().Version != version || len(a.verlauf()) != entries {
				t.Errorf("%s changed the Vorgang", name)
			}
		}
	}
}

// Every act stands in the journal, by the person who did it.
func TestEveryActIsJournalled(t *testing.T) {
	o := open(t)
	for _, op := range operationen {
		a := op.vor(o)
		if op.leise != "" || op.bleib {
			continue
		}
		before, version := len(a.verlauf()), a.Version
		answer := op.ruf(o.tl, a)
		who := "tl"
		if answer.Status == http.StatusUnauthorized {
			answer, who = op.ruf(o.buerger, a), "antragsteller"
		}
		answer.Is(200, 201, 204)
		var v struct {
			Verlauf []struct{ Art, Akteur string }
		}
		o.alle.Get(a.base + "/verlauf").Is(200).JSON(&v)
		if len(v.Verlauf) == before {
			t.Errorf("%s left no entry", op.name)
			continue
		}
		for _, e := range v.Verlauf[before:] {
			if e.Akteur != who {
				t.Errorf("%s: %s by %s", op.name, e.Art, e.Akteur)
			}
		}
		if a.load().Version <= version {
			t.Errorf("%s did not count the version up", op.name)
		}
	}
	if _, f, err := o.Vorgang.CheckVerlauf(t.Context(), t.Output()); err != nil || f != 0 {
		t.Errorf("%d chains broken, %v", f, err)
	}
}

// An entry that was changed or taken out is found. Who writes the whole chain anew is not: it has no key.
func TestTamperingIsFound(t *testing.T) {
	for name, text := range map[string]string{
		"another person": "update verlauf set anzeige = 'Niemand' where vorgang_id = $1 and nr = 2",
		"other data":     `update verlauf set daten = '{"grund": "anders"}' where vorgang_id = $1 and nr = 1`,
		"another time":   "update verlauf set zeit = zeit - interval '1 day' where vorgang_id = $1 and nr = 1",
		"taken out":      "delete from verlauf where vorgang_id = $1 and nr = 2",
		"cut at the end": "delete from verlauf where vorgang_id = $1 and nr = (select max(nr) from verlauf where vorgang_id = $1)",
		"all gone":       "delete from verlauf where vorgang_id = $1",
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			a := o.antrag().act("/annahme", nil)
			o.antrag() // sound
			tx, err := o.superuser().Begin()
			if err != nil {
				t.Fatal(err)
			}
			_, e1 := tx.Exec("set local session_replication_role = replica") // switches triggers off
			_, e2 := tx.Exec(text, a.ID)
			if err := errors.Join(e1, e2, tx.Commit()); err != nil {
				t.Fatal(err)
			}
			var report bytes.Buffer
			n, f, err := o.Vorgang.CheckVerlauf(t.Context(), &report)
			if err != nil || n != 2 || f != 1 || !strings.Contains(report.String(), a.Vorgangsnummer) {
				t.Errorf("%d checked, %d broken, %v: %s", n, f, err, report.String())
			}
		})
	}
}

func (o *office) at(am time.Time) { o.DB.SetClock(func() time.Time { return am }) }

func berlin(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, casework.Berlin(time.Now()).Location())
	if err != nil {
		panic(err)
	}
	return t
}

// Without consent a Bescheid goes by post, and the fourth day after posting counts (§ 41 Abs. 2 VwVfG).
func TestBescheidByPost(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00")) // a Tuesday
	a := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	b := a.Bescheide[0]
	if b.Kanal != "post" || b.Zustand != "zur_post" || b.Bekanntgabe.Regel != "" || a.FaelligGrund != "aufgabe" {
		t.Errorf("%+v, due for %s", b, a.FaelligGrund)
	}
	o.sb.Post(a.base+"/abschluss", a.mit(nil)).Problem(409, "bescheid_not_announced")
	a.load()
	for _, day := range []string{"2026-03-09", "2026-03-11"} { // before the Bescheid, after today
		o.sb.Post(a.base+"/bescheid/"+b.ID+"/postaufgabe", a.mit(map[string]any{"aufgegebenAm": day})).Is(422)
	}
	a.act("/bescheid/"+b.ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-10"})
	k := a.Bescheide[0].Bekanntgabe
	// Saturday 14 March stays; a month later is Tuesday 14 April
	if a.Bescheide[0].Zustand != "bekanntgegeben" || !strings.HasPrefix(k.Regel, "B4") || k.Am != "2026-03-14" ||
		k.RechtsbehelfBis != "2026-04-14" || len(k.Schritte) < 4 {
		t.Errorf("%+v", a.Bescheide[0])
	}
	o.sb.Post(a.base+"/bescheid/"+b.ID+"/postaufgabe", a.mit(map[string]any{"aufgegebenAm": "2026-03-10"})).Problem(
		409, "bescheid_already_announced")
	var r raumVorgang
	o.buerger.Get(a.raum).Is(200).JSON(&r)
	if len(r.Bescheide) != 1 || r.Bescheide[0].Massgeblich || r.Bescheide[0].DokumentID != "" {
		t.Errorf("the copy: %+v", r.Bescheide)
	}
}

type raumVorgang struct {
	Stand, AmZug string
	Neu          int
	Dokumente    []dokumentZeile
	Nachrichten  []struct {
		ID, Art, Betreff, Text string
		Gesperrt, Neu          bool
		Vertrauensniveau       int
		Anhaenge               []dokumentZeile
	}
	Bescheide []struct {
		ID, NachrichtID, Ergebnis, DokumentID, RechtsbehelfBis string
		Massgeblich                                            bool
	}
}

func (a *akte) consent() *akte {
	a.t.Helper()
	a.buerger.Post("/antragsraum/api/v1/einwilligung", map[string]any{"erteilt": true}).Is(200)
	return a.load()
}

// With consent the day after retrieval counts (§ 41 Abs. 2a VwVfG); before it nothing is told of the decision.
func TestBescheidByRetrieval(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	if b := a.Bescheide[0]; b.Kanal != "antragsraum" || b.Zustand != "bereitgestellt" || a.FaelligGrund != "abruf" {
		t.Errorf("%+v, due for %s", b, a.FaelligGrund)
	}
	var r raumVorgang
	o.buerger.Get(a.raum).Is(200).JSON(&r)
	if len(r.Bescheide) != 1 || r.Bescheide[0].Ergebnis != "" || r.Bescheide[0].DokumentID != "" ||
		!r.Bescheide[0].Massgeblich {
		t.Fatalf("before retrieval: %+v", r.Bescheide)
	}
	var pdf string
	for _, d := range a.Dokumente {
		if d.Rolle == "bescheid" {
			pdf = d.ID
		}
	}
	o.buerger.Get(a.raum + "/dokumente/" + pdf).Is(404)
	o.at(berlin("2026-03-12 23:59"))
	for range 2 { // the second changes nothing
		a.retrieve()
		o.at(berlin("2026-03-14 08:00"))
	}
	k := a.load().Bescheide[0].Bekanntgabe
	if !strings.HasPrefix(k.Regel, "B2") || k.Am != "2026-03-13" || k.RechtsbehelfBis != "2026-04-13" {
		t.Errorf("%+v", k)
	}
	o.buerger.Get(a.raum).Is(200).JSON(&r)
	if b := r.Bescheide[0]; b.Ergebnis != "bewilligt" || b.DokumentID != pdf || b.RechtsbehelfBis != "2026-04-13" {
		t.Errorf("after retrieval: %+v", b)
	}
	if got := o.buerger.Get(a.raum + "/dokumente/" + pdf).Is(200); !strings.HasPrefix(string(got.Body), "%PDF") ||
		got.Header.Get("Content-Type") != "application/pdf" {
		t.Error("no PDF")
	}
	if n := strings.Count(strings.Join(a.verlauf(), " "), "bescheid_bekanntgegeben"); n != 1 {
		t.Errorf("announced %d times", n)
	}
}

// Ten days after the notice an unread Bescheid is provided no longer, has no effect, and somebody has to act.
func TestBescheidNobodyRetrieves(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "abgelehnt", "begruendung": "Zu schmal.",
		"anhoerung": map[string]any{"am": "2026-03-10"}, "bestaetigt": []string{"hearing_not_in_case"}})
	nachricht := a.Nachrichten[len(a.Nachrichten)-1].ID
	o.at(berlin("2026-03-20 23:00")) // the tenth day, a Friday
	o.MustWork()
	if z := a.load().Bescheide[0].Zustand; z != "bereitgestellt" {
		t.Fatalf("too early: %s", z)
	}
	o.at(berlin("2026-03-21 00:30"))
	o.MustWork()
	b := a.load().Bescheide[0]
	if b.Zustand != "abruf_abgelaufen" || b.Bekanntgabe.Regel != "" || a.FaelligGrund != "aufgabe" ||
		!slices.Contains(a.verlauf(), "bescheid_abruf_abgelaufen") {
		t.Errorf("%+v, due for %s, %v", b, a.FaelligGrund, a.verlauf())
	}
	o.buerger.Post(a.raum+"/nachrichten/"+nachricht+"/abruf", nil).Problem(409, "retrieval_expired")
	if b := a.load().Bescheide[0]; b.Zustand != "abruf_abgelaufen" || b.Bekanntgabe.Am != "" {
		t.Errorf("reading it late gave it effect: %+v", b)
	}
	for _, d := range a.Dokumente {
		if d.Rolle == "bescheid" {
			o.buerger.Get(a.raum + "/dokumente/" + d.ID).Is(404)
		}
	}
	a.act("/bescheid/"+b.ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-21"})
	if k := a.Bescheide[0].Bekanntgabe; !strings.HasPrefix(k.Regel, "B4") || k.Am != "2026-03-25" {
		t.Errorf("%+v", k)
	}
	// pages go by the clock that periods run by
	if am := o.sb.Get(a.base).Is(200).Header.Get("Date"); am != "Fri, 20 Mar 2026 23:30:00 GMT" {
		t.Errorf("the answer is of %s", am)
	}
}

func TestDecisionNeedsItsReasons(t *testing.T) {
	o := open(t)
	a := o.antrag()
	for _, bad := range []map[string]any{
		{"ergebnis": "abgelehnt"}, {"ergebnis": "teilweise", "begruendung": "  "}, {"ergebnis": "abgelehnt", "begruendung": "\u200b\ufeff"},
		{"ergebnis": "bewilligt", "begruendung": "Weil {{grund}}"},
		{"ergebnis": "bewilligt", "kanal": "antragsraum"}, // no consent
		{"ergebnis": "abgelehnt", "begruendung": "x", "nebenbestimmungen": []map[string]any{{"art": "auflage", "text": "y"}}}, {"ergebnis": "vielleicht"},
	} {
		o.sb.Post(a.base+"/bescheid", a.mit(bad)).Problem(422, "invalid_fields")
	}
	if len(a.load().Bescheide) != 0 {
		t.Error("decided all the same")
	}
	o.buerger.Post("/antragsraum/api/v1/einwilligung", map[string]any{"erteilt": true}).Is(200)
	o.buerger.Post("/antragsraum/api/v1/einwilligung", map[string]any{"erteilt": false}).Is(200)
	a.load()
	o.sb.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt", "kanal": "antragsraum"})).Problem(
		422, "invalid_fields")
}

// Number 5 of the acceptance list for mailboxes: what is meant for level 4 is not read at level 3. A foreign account
// finds nothing at all.
func TestApplicantsSeeTheirOwn(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/nachrichten", map[string]any{"betreff": "Vertraulicher Betreff", "text": "Vertraulich",
		"vertrauensniveau": 4})
	n := a.Nachrichten[0].ID
	drei, vier := o.buerger, o.Applicant(konto(4))
	var r raumVorgang
	raw := drei.Get(a.raum).Is(200).JSON(&r)
	if strings.Contains(string(raw.Body), "ertraulich") || len(r.Nachrichten) != 1 || !r.Nachrichten[0].Gesperrt ||
		r.Nachrichten[0].Vertrauensniveau != 4 {
		t.Errorf("%s", raw.Body)
	}
	drei.Post(a.raum+"/nachrichten/"+n+"/abruf", nil).Problem(403, "level_too_low")
	drei.PostParts(a.raum+"/antworten", testkit.Part{Name: "nachricht", Inhalt: n}, testkit.Part{Name: "text",
		Inhalt: "x"}).Problem(403, "level_too_low")
	if raw := vier.Get(a.raum).Is(200).JSON(&r); strings.Contains(string(raw.Body), `"Vertraulich"`) {
		t.Error("the text before it was opened")
	}
	if raw := vier.Post(a.raum+"/nachrichten/"+n+"/abruf", nil).Is(200); !strings.Contains(string(raw.Body),
		"Vertraulich") {
		t.Errorf("%s", raw.Body)
	}
	drei.Post(a.raum+"/nachrichten/"+n+"/abruf", nil).Problem(403, "level_too_low") // also once read at level 4
	for _, k := range []casework.Konto{{Pseudonym: "p-2", Postfach: "pf-2", Vertrauensniveau: 4},
		{Vertrauensniveau: 4}} {
		fremd := o.Applicant(k)
		if fremd.Get("/antragsraum/api/v1/vorgaenge").Is(200).JSON(&struct{}{}); strings.Contains(
			string(fremd.Get("/antragsraum/api/v1/vorgaenge").Body), a.ID) {
			t.Error("in the list of another account")
		}
		fremd.Get(a.raum).Problem(404, "not_found")
		fremd.Get(a.raum+"/dokumente/"+a.Dokumente[0].ID).Problem(404, "not_found")
		fremd.Post(a.raum+"/nachrichten/"+n+"/abruf", nil).Problem(404, "not_found")
		fremd.PostParts(a.raum+"/antworten", testkit.Part{Name: "text", Inhalt: "x"}).Problem(404, "not_found")
	}
	// what the office keeps to itself stays inside
	o.sb.PostParts(a.base+"/dokumente", testkit.Part{Name: "datei", Dateiname: "intern.txt", Inhalt: "intern"}).Is(201)
	o.sb.Post(a.base+"/kommentare", map[string]any{"text": "Nur für uns"}).Is(201)
	o.MustWork()
	if raw := vier.Get(a.raum).Is(200); strings.Contains(string(raw.Body), "intern.txt") ||
		strings.Contains(string(raw.Body), "Nur für uns") {
		t.Errorf("%s", raw.Body)
	}
}

// A virus is kept, seen and never handed out: not to the desk, not to the applicant, not to the archive, not by mail.
func TestVirusIsNeverHandedOut(t *testing.T) {
	o := open(t)
	a := o.antrag().request()
	n := a.Nachrichten[0]
	virus := string(testkit.EICAR())
	o.buerger.PostParts(a.raum+"/antworten", testkit.Part{Name: "nachricht", Inhalt: n.ID},
		testkit.Part{Name: "schluessel", Inhalt: "k"},
		testkit.Part{Name: "punkt:" + n.Punkte[0].ID, Dateiname: "plan.pdf", Inhalt: virus}).Is(201)
	o.sb.PostParts(a.base+"/dokumente", testkit.Part{Name: "datei", Dateiname: "anlage.pdf",
		Inhalt: virus + " "}).Is(201)
	check := func(pruefung string, desk, room int) {
		t.Helper()
		found := 0
		for _, d := range a.load().Dokumente {
			if d.Pruefung != pruefung {
				continue
			}
			found++
			for _, view := range []string{"", "?ansehen=true"} {
				o.sb.Get(a.base + "/dokumente/" + d.ID + view).Is(desk)
			}
			if s := o.buerger.Get(a.raum + "/dokumente/" + d.ID).Status; s != room && s != 404 {
				t.Errorf("%s: the applicant gets %d", d.Dateiname, s)
			}
			o.sb.Post(a.base+"/nachrichten", a.mit(map[string]any{"betreff": "Anbei", "text": "Anbei",
				"anhaenge": []string{d.ID}})).Is(422)
			a.load()
		}
		if found != 2 {
			t.Errorf("%d documents %s", found, pruefung)
		}
		ids, _ := ausgelassen(t, o.sb.Get(a.base+"/export/xdomea"))
		zip := o.sb.Get(a.base + "/export/xdomea?bestaetigt=" + strings.Join(ids, "&bestaetigt=")).Is(200)
		if _, hashes := nachricht0401(t, zip.Body); slices.Contains(hashes, sha(virus)) ||
			slices.Contains(hashes, sha(virus+" ")) {
			t.Error("exported")
		}
	}
	check("ausstehend", 409, 409)
	o.MustWork()
	check("befallen", 403, 409)
	if !slices.Contains(a.verlauf(), "dokument_befallen") {
		t.Error("nothing in the journal")
	}
}

// A notice that cannot be sent is tried again while that may help, then somebody sees it and tries by hand.
func TestFailedNotice(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().consent()
	o.post.refuses.Store(&casework.Zustellfehler{Grund: "mailserver_busy", Wiederhole: true})
	a.sb.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt"})).Is(201)
	if err := o.Work(); err == nil {
		t.Fatal("a temporary failure must bring the job back")
	}
	if s := a.load().sendung("email"); s.Zustand != "wartet" || a.Vorfall {
		t.Errorf("a temporary failure: %+v, Vorfall %t", s, a.Vorfall)
	}
	o.post.refuses.Store(&casework.Zustellfehler{Grund: "mailbox_unknown"})
	o.MustWork()
	s := a.load().sendung("email")
	if s.Zustand != "fehlgeschlagen" || s.Fehler != "mailbox_unknown" || !a.Vorfall ||
		!slices.Contains(a.verlauf(), "sendung_fehlgeschlagen") {
		t.Errorf("%+v, Vorfall %t", s, a.Vorfall)
	}
	if a.sendung("antragsraum").Zustand != "bereitgestellt" {
		t.Error("the message itself is there all the same")
	}
	o.at(berlin("2026-03-25 10:00")) // the ten days have not begun without a notice
	o.MustWork()
	if z := a.load().Bescheide[0].Zustand; z != "bereitgestellt" {
		t.Errorf("without notice the Bescheid is %s", z)
	}
	o.post.refuses.Store(nil)
	o.sb.Post(a.base+"/sendungen/"+s.ID+"/wiederholung", nil).Is(200)
	o.MustWork()
	if s := a.load().sendung("email"); s.Zustand != "bereitgestellt" || a.Vorfall {
		t.Errorf("%+v, Vorfall %t", s, a.Vorfall)
	}
	o.sb.Post(a.base+"/sendungen/"+s.ID+"/wiederholung", nil).Problem(409, "sendung_not_failed")
	o.at(berlin("2026-04-08 00:30")) // ten days from the notice end on Saturday, 4 April; Easter Monday is the 6th
	o.MustWork()
	if z := a.load().Bescheide[0].Zustand; z != "abruf_abgelaufen" {
		t.Errorf("after ten days with notice the Bescheid is %s", z)
	}
	// a target that may have taken it is never sent to again by itself
	o.post.refuses.Store(&casework.Zustellfehler{Grund: "timeout", Unbekannt: true})
	b := o.antrag().act("/nachrichten", map[string]any{"betreff": "Hallo", "text": "Hallo"})
	if s := b.sendung("email"); s.Zustand != "unbekannt" || !b.Vorfall {
		t.Errorf("%+v", s)
	}
}

func (a *akte) sendung(ziel string) sendungZeile {
	a.t.Helper()
	i := slices.IndexFunc(a.Sendungen, func(s sendungZeile) bool { return s.Ziel == ziel })
	if i < 0 {
		a.t.Fatalf("no Sendung to %s in %+v", ziel, a.Sendungen)
	}
	return a.Sendungen[i]
}

// Two people finish a task in the same second: one is told that it is done, whatever version they saw; nothing is
// overwritten.
func TestTaskIsDoneOnce(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/annahme", nil)
	path := a.base + "/aufgaben/" + a.aufgabe("vollstaendigkeit") + "/erledigung"
	finish := func(c *testkit.Client, ergebnis string) *testkit.Answer {
		return c.Post(path, a.mit(map[string]any{"werte": map[string]any{"ergebnis": ergebnis}}))
	}
	var first, second *testkit.Answer
	var both sync.WaitGroup
	both.Go(func() { first = finish(o.sb, "vollstaendig") })
	both.Go(func() { second = finish(o.tl, "unvollstaendig") })
	both.Wait()
	von, text := "sb", "vollständig"
	if first.Status != http.StatusOK {
		first, second = second, first
		von, text = "tl", "unvollständig"
	}
	first.Is(http.StatusOK)
	second.Problem(http.StatusConflict, "aufgabe_done")
	o.MustWork()
	a.load()
	finish(o.sb, "vollstaendig").Problem(http.StatusConflict, "aufgabe_done") // on the version of now, too

	done := a.Aufgaben[0]
	if done.ErledigtVon != von || done.ErledigtAm == "" || len(done.Angaben) != 1 || done.Angaben[0].Text != text {
		t.Errorf("who was faster, when and with what: %+v, want %s with %s", done, von, text)
	}
	times := 0
	for _, art := range a.verlauf() {
		if art == "aufgabe_erledigt" {
			times++
		}
	}
	if times != 1 {
		t.Errorf("the journal tells of it %d times", times)
	}
}
