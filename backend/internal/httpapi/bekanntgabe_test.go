package httpapi_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/testkit"
)

func bekanntgabe(a *akte) string { return "/bescheid/" + a.Bescheide[0].ID + "/bekanntgabe" }

// posted is a Bescheid on a letter of Tuesday, 2026-03-10.
func posted(o *office) *akte {
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	return a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-10"})
}

func refusedField(t *testing.T, answer *testkit.Answer, field, reason string) {
	t.Helper()
	var p struct{ Fields map[string]string }
	answer.Is(422).JSON(&p)
	if p.Fields[field] != reason {
		t.Errorf("%s: %v, want %s", field, p.Fields, reason)
	}
}

// folge is what the server says would follow.
func (a *akte) folge(path string, body map[string]any) (reason, bestaetigen, am, bis string) {
	a.t.Helper()
	a.load()
	var p struct {
		Reason     string
		Rueckfrage struct {
			Bestaetigen                    []string
			BekanntgabeAm, RechtsbehelfBis string
			Schritte                       []string
		}
	}
	a.sb.Post(a.base+path, a.mit(body)).Is(409).JSON(&p)
	r := p.Rueckfrage
	if r.RechtsbehelfBis != "" { // no day without the steps that lead to it
		bis := berlin(r.RechtsbehelfBis + " 12:00").Format("02.01.2006")
		if !strings.Contains(strings.Join(r.Schritte, " "), bis) {
			a.t.Errorf("%s is not explained: %q", bis, r.Schritte)
		}
	}
	return p.Reason, strings.Join(r.Bestaetigen, " "), r.BekanntgabeAm, r.RechtsbehelfBis
}

// A posting day that was mistyped is put right: with a reason, after seeing what follows; the desk moves along, and
// what was found before stays readable.
func TestAPostingDayIsPutRight(t *testing.T) {
	o := open(t)
	a := posted(o)
	before := a.Bescheide[0]
	o.at(berlin("2026-03-13 10:00"))
	neu := map[string]any{"anlass": "posttag_berichtigen", "grund": "Postausgangsbuch", "aufgegebenAm": "2026-03-12"}
	reason, fragen, am, bis := a.folge(bekanntgabe(a), neu)
	if reason != "consequence_unconfirmed" || fragen != "folge" || am != "2026-03-16" || bis != "2026-04-16" {
		t.Errorf("%s %s %s %s", reason, fragen, am, bis)
	}
	if b := a.load().Bescheide[0]; b.Bekanntgabe.Am != before.Bekanntgabe.Am || len(b.Feststellungen) != 1 {
		t.Errorf("asking changed it: %+v", b)
	}
	neu["bestaetigt"] = []string{"folge"}
	a.act(bekanntgabe(a), neu)
	b := a.Bescheide[0]
	if b.Bekanntgabe.Am != "2026-03-16" || b.Bekanntgabe.RechtsbehelfBis != "2026-04-16" ||
		b.AufgegebenAm != "2026-03-12" {
		t.Errorf("%+v", b)
	}
	if f := b.Feststellungen; len(f) != 2 || f[0].BekanntgabeAm != "2026-03-14" || f[0].AufgegebenAm != "2026-03-10" ||
		f[1].Grund != "Postausgangsbuch" || f[1].Anlass != "posttag_berichtigen" || f[1].BekanntgabeAm != "2026-03-16" {
		t.Errorf("%+v", f)
	}
	if !slices.Contains(a.verlauf(), "bekanntgabe_berichtigt") || a.FaelligGrund != "widerspruchsfrist" {
		t.Errorf("due for %s, %v", a.FaelligGrund, a.verlauf())
	}
	refusedField(t, o.sb.Post(a.base+bekanntgabe(a), a.mit(neu)), "aufgegebenAm", "unchanged")
	neu["grund"] = " "
	refusedField(t, o.sb.Post(a.base+bekanntgabe(a), a.mit(neu)), "grund", "required")
}

// A letter that came back announces nothing: remedies end, nothing is closed over it, and it goes out again, to the new
// address. The decision stays.
func TestALetterComesBack(t *testing.T) {
	o := open(t)
	a := posted(o)
	brief := a.Bescheide[0].DokumentID
	o.at(berlin("2026-03-20 10:00"))
	a.act(bekanntgabe(a), map[string]any{"anlass": "zurueckgekommen", "grund": "unbekannt verzogen",
		"bestaetigt": []string{"folge"},
		"anschrift":  map[string]any{"name": "Ina Lebt", "strasse": "Am Dom 1", "plzOrt": "39576 Stendal"}})
	b := a.Bescheide[0]
	if b.Zustand != "zur_post" || b.Bekanntgabe.Am != "" || b.Bekanntgabe.RechtsbehelfBis != "" ||
		b.AufgegebenAm != "" ||
		b.DokumentID == brief ||
		!slices.Equal(b.Aktionen, []string{"postaufgabe", "adressat", "bevollmaechtigt", "ersetzen"}) ||
		a.FaelligText != "Bescheid zur Post geben" {
		t.Errorf("%+v, due: %s", b, a.FaelligText)
	}
	if len(a.Bescheide) != 1 {
		t.Errorf("%d decisions", len(a.Bescheide))
	}
	o.tl.Post(a.base+"/abschluss", a.mit(nil)).Problem(409, "bescheid_not_announced")
	var raum struct {
		Bescheide []struct{ DokumentID, RechtsbehelfBis string }
	}
	for _, n := range a.Nachrichten {
		if n.Art == "bescheid" {
			o.buerger.Post(a.raum+"/nachrichten/"+n.ID+"/abruf", nil).Is(200)
		}
	}
	o.buerger.Get(a.raum).Is(200).JSON(&raum)
	if x := raum.Bescheide[0]; x.DokumentID != b.DokumentID || x.RechtsbehelfBis != "" {
		t.Errorf("the applicant sees %+v", x)
	}
	o.sb.Get(a.base + "/dokumente/" + brief).Is(200) // the first letter stays in the file
	a.act("/bescheid/"+b.ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-20"})
	b = a.Bescheide[0]
	if b.Bekanntgabe.Am != "2026-03-24" || b.Bekanntgabe.RechtsbehelfBis != "2026-04-24" || len(b.Feststellungen) != 3 {
		t.Errorf("%+v", b)
	}
	// it arrived even later than that, says the person, and nobody can prove otherwise
	o.at(berlin("2026-03-30 10:00"))
	a.act(bekanntgabe(a), map[string]any{"anlass": "spaeter_zugegangen", "grund": "Nachsendung",
		"bekanntgabeAm": "2026-03-27",
		"bestaetigt":    []string{"folge"}})
	if b = a.Bescheide[0]; b.Bekanntgabe.Am != "2026-03-27" || b.Bekanntgabe.RechtsbehelfBis != "2026-04-27" {
		t.Errorf("%+v", b)
	}
	a.act("/abschluss", nil)
	if len(a.Bescheide[0].Aktionen) > 0 {
		t.Errorf("offered in a closed Vorgang: %v", a.Bescheide[0].Aktionen)
	}
}

// Where no rule is known whoever posts the letter says the day and why, in the same act.
func TestWithoutARuleAPersonSaysTheDay(t *testing.T) {
	o := open(t)
	if _, err := o.superuser().Exec("update mandant set land = 'BY'"); err != nil {
		t.Fatal(err)
	}
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	path := "/bescheid/" + a.Bescheide[0].ID + "/postaufgabe"
	reason, fragen, am, _ := a.folge(path, map[string]any{"aufgegebenAm": "2026-03-10"})
	if reason != "bekanntgabe_day_needed" || fragen != "tag" || am != "" {
		t.Errorf("%s %s %s", reason, fragen, am)
	}
	if a.load(); a.Bescheide[0].Zustand != "zur_post" {
		t.Errorf("%+v", a.Bescheide[0])
	}
	said := map[string]any{"aufgegebenAm": "2026-03-10", "bekanntgabeAm": "2026-03-13"}
	refusedField(t, o.sb.Post(a.base+path, a.mit(said)), "grund", "required")
	said["grund"] = "Art. 41 Abs. 2 BayVwVfG, nachgelesen"
	a.act(path, said)
	b := a.Bescheide[0]
	if b.Zustand != "bekanntgegeben" || b.Bekanntgabe.Am != "2026-03-13" ||
		b.Bekanntgabe.RechtsbehelfBis != "2026-04-13" ||
		b.Bekanntgabe.Regel != "von Hand festgestellt" ||
		!strings.Contains(strings.Join(b.Bekanntgabe.Schritte, " "), "Art. 41") {
		t.Errorf("%+v", b)
	}
	if slices.Contains(a.verlauf(), "bescheid_tag_offen") || a.FaelligGrund != "widerspruchsfrist" {
		t.Errorf("%v, due for %s", a.verlauf(), a.FaelligGrund)
	}
	a.act("/abschluss", nil)
}

// A rule that is known leaves no room for another day.
func TestARuleIsNotOvertakenByADay(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	refusedField(t, o.sb.Post(a.base+"/bescheid/"+a.Bescheide[0].ID+"/postaufgabe",
		a.mit(map[string]any{"aufgegebenAm": "2026-03-10",
			"bekanntgabeAm": "2026-03-20", "grund": "weil"})), "bekanntgabeAm", "computed_by_rule")
}

// A Bescheid that is announced without a day gets one from a person; the reminder ends, and only then it is closed.
func TestADayNobodyKnewIsFound(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	if _, err := o.superuser().Exec("update mandant set land = 'BY'"); err != nil {
		t.Fatal(err)
	}
	o.at(berlin("2026-03-11 10:00"))
	a.retrieve()
	if b := a.load().Bescheide[0]; !slices.Equal(b.Aktionen, []string{"tag_feststellen", "adressat",
		"berichtigen", "zuruecknehmen", "widerrufen"}) ||
		b.Bekanntgabe.Am != "" {
		t.Errorf("%+v", b)
	}
	o.tl.Post(a.base+"/abschluss", a.mit(nil)).Problem(409, "bescheid_not_announced")
	a.act(bekanntgabe(a), map[string]any{"anlass": "tag_feststellen", "grund": "Art. 41 Abs. 2a BayVwVfG",
		"bekanntgabeAm": "2026-03-12", "bestaetigt": []string{"folge"}})
	var offen int
	err := o.superuser().QueryRow("select count(*) from wiedervorlage where not erledigt and vorgang_id = $1",
		strings.TrimPrefix(a.base, "/api/v1/vorgaenge/")).Scan(&offen)
	if b := a.Bescheide[0]; b.Bekanntgabe.Am != "2026-03-12" || offen != 0 || err != nil || len(b.Feststellungen) != 2 {
		t.Errorf("%+v, %d reminders %v", b, offen, err)
	}
	a.act("/abschluss", nil)
}

// The table of states and acts, walked over HTTP: what is offered is done or asked about, everything else is refused.
func TestEveryActInEveryState(t *testing.T) {
	o := open(t)
	heute := casework.Heute(time.Now())
	day := func(n int) string { return heute.AddDate(0, 0, n).Format(time.DateOnly) }
	decide := func(a *akte) *akte { return a.act("/bescheid", map[string]any{"ergebnis": "bewilligt"}) }
	post := func(a *akte) *akte {
		return a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", aufgabeZurPost())
	}
	open := func(stand string) func(a *akte) *akte { // states from before a person had to say the day
		return func(a *akte) *akte {
			_, err := o.superuser().Exec(`update bescheid set zustand = 'bekanntgegeben', kanal = $2, bekanntgabe_am = null,
				rechtsbehelf_bis = null, aufgegeben_am = case when $2 = 'post' then am::date end where id = $1`,
				decide(a).Bescheide[0].ID, stand)
			if err != nil {
				t.Fatal(err)
			}
			return a.load()
		}
	}
	states := map[string]func(a *akte) *akte{
		"zur_post": decide, "post_bekannt": func(a *akte) *akte { return post(decide(a)) },
		"zum_abruf": func(a *akte) *akte { return decide(a.consent()) },
		"abruf_bekannt": func(a *akte) *akte {
			decide(a.consent())
			return a.retrieve()
		},
		"post_tag_offen": open("post"), "abruf_tag_offen": open("antragsraum"),
		"abruf_vorbei": func(a *akte) *akte {
			_, err := o.superuser().Exec("update bescheid set zustand = 'abruf_abgelaufen' where id = $1",
				decide(a.consent()).Bescheide[0].ID)
			if err != nil {
				t.Fatal(err)
			}
			return a.load()
		},
		"ohne_brief": func(a *akte) *akte {
			a.sb.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt"})).Is(201)
			return a.load()
		},
		"geschlossen": func(a *akte) *akte { return post(decide(a)).act("/abschluss", nil) },
	}
	acts := map[string]map[string]any{
		"postaufgabe":         {"aufgegebenAm": day(0)},
		"tag_feststellen":     {"bekanntgabeAm": day(9)},
		"posttag_berichtigen": {"aufgegebenAm": day(0)},
		"spaeter_zugegangen":  {"bekanntgabeAm": day(6)},
		"zurueckgekommen":     {}, "nicht_zugegangen": {}, "adressat": {}, "bevollmaechtigt": {},
		"ersetzen": {}, "berichtigen": {}, "zuruecknehmen": {}, "widerrufen": {}, "wiederaufgreifen": {},
	}
	changes := []string{"ersetzen", "berichtigen", "zuruecknehmen", "widerrufen", "wiederaufgreifen"}
	for state, bring := range states {
		a := bring(o.antrag())
		b := a.Bescheide[0]
		for act, body := range acts {
			path, offered := bekanntgabe(a), slices.Contains(b.Aktionen, act)
			send := map[string]any{"anlass": act, "grund": "weil"}
			if act == "postaufgabe" {
				path, send = "/bescheid/"+b.ID+"/postaufgabe", map[string]any{}
				offered = offered || slices.Contains(b.Aktionen, "anderer_weg")
			}
			if slices.Contains(changes, act) {
				path, send = "/bescheid", map[string]any{"ergebnis": "bewilligt", "tenor": "So ist es.",
					"kanal": "post", "aenderung": map[string]any{"art": act, "bezug": b.ID, "kenntnisAm": day(0), "grund": map[string]string{
						"zuruecknehmen": "abgewogen", "widerrufen": "gemeinwohl"}[act]}}
				if act == "ersetzen" || act == "berichtigen" || act == "wiederaufgreifen" {
					send["aenderung"] = map[string]any{"art": act, "bezug": b.ID}
				}
			}
			rolle := map[string]string{"adressat": "beteiligt", "bevollmaechtigt": "bevollmaechtigt"}[act]
			if rolle != "" {
				path, send = "/bescheid/"+b.ID+"/adressaten", map[string]any{"rolle": rolle, "anschrift": nachbar}
			}
			for k, v := range body {
				send[k] = v
			}
			answer := a.sb.Post(a.base+path, a.mit(send)) // not confirmed: an offered one is asked about, or done
			if refused(answer) == offered {
				t.Errorf("%s, %s: offered %v, answered %d %s", state, act, b.Aktionen, answer.Status, answer.Body)
			}
			if answer.Status == 200 || answer.Status == 201 {
				a = bring(o.antrag())
				b = a.Bescheide[0]
			}
		}
	}
}

// said is the newest message the applicant got, with what their page says of the remedy.
func (a *akte) said() (betreff, text, bis, berichtigt string) {
	a.t.Helper()
	n := a.load().Nachrichten[len(a.Nachrichten)-1]
	a.buerger.Post(a.raum+"/nachrichten/"+n.ID+"/abruf", nil).Is(200)
	var r struct {
		RechtsbehelfBis string
		Bescheide       []struct{ BerichtigtAuf, RechtsbehelfBis string }
	}
	a.buerger.Get(a.raum).Is(200).JSON(&r)
	if b := r.Bescheide[0]; b.BerichtigtAuf != "" && b.RechtsbehelfBis != r.RechtsbehelfBis {
		a.t.Errorf("the page says %s, the Bescheid %s", r.RechtsbehelfBis, b.RechtsbehelfBis)
	}
	return n.Betreff, n.Text, r.RechtsbehelfBis, r.Bescheide[0].BerichtigtAuf
}

// Whoever a day was put right for hears which one counts and until when they can object, by mail that something is
// there and in the Antragsraum what; page and message say the same. The reason of the office is not in it.
func TestTheApplicantHearsOfACorrectedDay(t *testing.T) {
	o := open(t)
	a := posted(o)
	a.buerger.Post(a.raum+"/nachrichten/"+a.Nachrichten[len(a.Nachrichten)-1].ID+"/abruf", nil).Is(200)
	if _, _, bis, berichtigt := a.said(); bis != "2026-04-14" || berichtigt != "" {
		t.Errorf("of the letter that was posted: %s %s", bis, berichtigt)
	}
	o.at(berlin("2026-03-13 10:00"))
	o.mails()
	a.act(bekanntgabe(a), map[string]any{"anlass": "posttag_berichtigen", "grund": "Postausgangsbuch",
		"aufgegebenAm": "2026-03-12", "bestaetigt": []string{"folge"}})
	if mails := o.mails(); len(mails) != 1 {
		t.Errorf("mails: %v", mails)
	}
	betreff, text, bis, berichtigt := a.said()
	want := "Wir haben den Tag berichtigt, an dem Ihr Bescheid vom 10.03.2026 als bekannt gegeben gilt. Es ist der " +
		"16.03.2026, nicht der 14.03.2026. Sie können deshalb bis zum 16.04.2026 Widerspruch erheben. Wie das geht, " +
		"steht am Ende des Bescheids unter „Rechtsbehelfsbelehrung“."
	if text != want || betreff != "Ihre Frist hat sich geändert" {
		t.Errorf("%s: %s", betreff, text)
	}
	if bis != "2026-04-16" || berichtigt != "2026-03-16" {
		t.Errorf("the page says %s, %s", bis, berichtigt)
	}
	o.at(berlin("2026-03-20 10:00"))
	a.act(bekanntgabe(a), map[string]any{"anlass": "zurueckgekommen", "grund": "unbekannt verzogen",
		"bestaetigt": []string{"folge"}})
	_, text, bis, berichtigt = a.said()
	if !strings.Contains(text, "zurückgekommen") || !strings.Contains(text, "es läuft keine Frist") || bis != "" ||
		berichtigt != "" {
		t.Errorf("%s %s %s", text, bis, berichtigt)
	}
	if strings.Contains(text, "verzogen") {
		t.Errorf("the reason is told: %s", text)
	}
}
