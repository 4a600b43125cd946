package httpapi_test

import (
	"slices"
	"strings"
	"testing"
)

// announced is a Bescheid that went by post on 10 March 2026 and counts from 14 March.
func announced(o *office) *akte {
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt", "kanal": "post",
		"begruendung":       "Der Wind trägt Papier auf den Gehweg.",
		"nebenbestimmungen": []map[string]any{{"art": "auflage", "text": "Abends fegen."}}})
	return a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-10"})
}

// aendert is a Bescheid that does something to the first one.
func (a *akte) aendert(art string, body, more map[string]any) map[string]any {
	x := map[string]any{"art": art, "bezug": a.Bescheide[0].ID}
	for k, v := range more {
		x[k] = v
	}
	out := map[string]any{"kanal": "post", "aenderung": x}
	for k, v := range body {
		out[k] = v
	}
	return out
}

// A grant is taken back by a Bescheid of its own: with ground, day, hearing and reasons; the first counts until the
// second has reached the person, and then is gone. The process that has had its decision goes on.
func TestAGrantIsTakenBack(t *testing.T) {
	o := open(t)
	a := announced(o)
	tasks := len(a.Aufgaben)
	body := map[string]any{"ergebnis": "abgelehnt", "tenor": "Unser Bescheid wird zurückgenommen.",
		"begruendung": "Die Fläche gehört uns nicht.", "anhoerung": map[string]any{"am": "2026-03-10"},
		"bestaetigt": []string{"hearing_not_in_case"}}
	o.sb.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt"})).Problem(409,
		"earlier_bescheid_stands")
	o.sb.Post(a.base+"/bescheid", a.mit(a.aendert("ersetzen", body, nil))).Problem(409, "bescheid_already_announced")
	o.sb.Post(a.base+"/bescheid", a.mit(a.aendert("wiederaufgreifen", body, nil))).Problem(409, "bescheid_not_final")
	o.sb.Post(a.base+"/bescheid", a.mit(a.aendert("zuruecknehmen", body, nil))).Problem(422, "invalid_fields").Says(
		`"aenderung":"ground_required"`)
	var p bescheidpruefung
	old := a.aendert("zuruecknehmen", body, map[string]any{"grund": "abgewogen", "kenntnisAm": "2026-03-10"})
	o.sb.Post(a.base+"/bescheid/pruefung", a.mit(old)).Is(200).JSON(&p)
	if p.stand("aenderung") != "erfuellt" || p.Punkte[len(p.Punkte)-1].Norm != "§ 48 Abs. 1 bis 3 VwVfG" {
		t.Errorf("%+v", p)
	}
	now := a.aendert("zuruecknehmen", body, map[string]any{"grund": "abgewogen", "kenntnisAm": "2026-03-10"})
	a.act("/bescheid", now)
	if len(a.Bescheide) != 2 || a.Status != "beschieden" || len(a.Aufgaben) != tasks ||
		len(a.Bescheide[0].Folgen) != 1 || a.Bescheide[0].Folgen[0].Art != "zuruecknehmen" {
		t.Fatalf("%+v, %s, %d tasks", a.Bescheide, a.Status, len(a.Aufgaben))
	}
	again := a.aendert("widerrufen", body, map[string]any{"grund": "auflage", "kenntnisAm": "2026-03-10"})
	o.sb.Post(a.base+"/bescheid", a.mit(again)).Problem(409, "bescheid_not_announced")
	a.act("/bescheid/"+a.Bescheide[1].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-10"})
	// posted it is not announced: nothing else is done meanwhile, and after its day there is nothing left to do
	o.sb.Post(a.base+"/bescheid", a.mit(again)).Problem(409, "bescheid_not_announced")
	o.at(berlin("2026-03-16 10:00"))
	o.sb.Post(a.base+"/bescheid", a.mit(again)).Problem(409, "bescheid_gone")
	if slices.Contains(a.Bescheide[0].Aktionen, "widerrufen") || a.Bescheide[1].Bekanntgabe.RechtsbehelfBis == "" {
		t.Errorf("%+v", a.Bescheide)
	}
}

// A mistake everybody sees is put right without hearing, reasons and a remedy of its own; the period of the first
// stays.
func TestAMistakeIsPutRight(t *testing.T) {
	o := open(t)
	a := announced(o)
	bis := a.Bescheide[0].Bekanntgabe.RechtsbehelfBis
	open := a.aendert("berichtigen", map[string]any{"ergebnis": "bewilligt"}, nil)
	o.sb.Post(a.base+"/bescheid", a.mit(open)).Problem(422, "invalid_fields").Says("placeholder_open")
	a.act("/bescheid", a.aendert("berichtigen", map[string]any{"ergebnis": "bewilligt",
		"tenor": "Statt „12“ heißt es richtig „21“."}, nil))
	a.act("/bescheid/"+a.Bescheide[1].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-10"})
	if k := a.Bescheide; k[1].Bekanntgabe.RechtsbehelfBis != "" || k[0].Bekanntgabe.RechtsbehelfBis != bis ||
		!slices.Contains(k[0].Aktionen, "zuruecknehmen") || slices.Contains(k[1].Aktionen, "zuruecknehmen") {
		t.Errorf("%+v", k)
	}
}

// What lies ready for retrieval and is replaced can be opened no more, and no job calls it not retrieved.
func TestAReplacedBescheidIsNotOpened(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	first := a.Nachrichten[len(a.Nachrichten)-1].ID
	a.act("/bescheid", map[string]any{"ergebnis": "bewilligt", "gebuehr": 4500, "kanal": "antragsraum",
		"aenderung": map[string]any{"art": "ersetzen", "bezug": a.Bescheide[0].ID}})
	o.buerger.Post(a.raum+"/nachrichten/"+first+"/abruf", nil).Problem(409, "retrieval_expired")
	o.buerger.Get(a.raum + "/dokumente/" + a.Bescheide[0].DokumentID).Is(404)
	if n := a.Nachrichten[len(a.Nachrichten)-1]; !strings.Contains(n.Text, "ersetzt den Bescheid vom 10.03.2026") {
		t.Errorf("told: %s", n.Text)
	}
	var r struct {
		Bescheide []struct{ Spaeter, Aendert struct{ Art string } }
	}
	o.buerger.Get(a.raum).Is(200).JSON(&r)
	if r.Bescheide[0].Spaeter.Art != "ersetzen" || r.Bescheide[1].Aendert.Art != "" {
		t.Errorf("before it is opened: %+v", r)
	}
	a.retrieve()
	if o.buerger.Get(a.raum).Is(200).JSON(&r); r.Bescheide[1].Aendert.Art != "ersetzen" {
		t.Errorf("after it was opened: %+v", r)
	}
	o.at(berlin("2026-03-21 00:30"))
	o.MustWork()
	if a.load(); a.Bescheide[1].Zustand != "bekanntgegeben" ||
		slices.Contains(a.verlauf(), "bescheid_abruf_abgelaufen") {
		t.Errorf("%+v %v", a.Bescheide, a.verlauf())
	}
}

// After the remedy has ended somebody asks to reopen; the new decision takes the place of the first.
func TestAFinalBescheidIsReopened(t *testing.T) {
	o := open(t)
	a := announced(o)
	o.at(berlin("2026-05-04 10:00"))
	o.MustWork()
	more := map[string]any{"grund": "beweismittel", "kenntnisAm": "2026-04-20", "antragAm": "2026-04-28"}
	a.load()
	a.act("/bescheid", a.aendert("wiederaufgreifen", map[string]any{"ergebnis": "bewilligt",
		"tenor": "Wir greifen das Verfahren wieder auf und erlauben 20 m²."}, more))
	a.act("/bescheid/"+a.Bescheide[1].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-05-04"})
	if k := a.Bescheide; slices.Contains(k[0].Aktionen, "zuruecknehmen") ||
		!slices.Contains(k[1].Aktionen, "zuruecknehmen") {
		t.Errorf("%+v", k)
	}
}

// postBriefe hands every letter of the newest Bescheid to the post.
func (a *akte) postBriefe(tag string) *akte {
	a.t.Helper()
	b := a.Bescheide[len(a.Bescheide)-1]
	a.act("/bescheid/"+b.ID+"/postaufgabe", map[string]any{"aufgegebenAm": tag})
	for _, x := range b.Adressaten {
		a.act("/bescheid/"+b.ID+"/postaufgabe", map[string]any{"aufgegebenAm": tag, "adressat": x.ID})
	}
	return a
}

var erwogen = map[string]any{"grund": "abgewogen", "kenntnisAm": "2026-03-10"}

var ruecknahme = map[string]any{"ergebnis": "abgelehnt", "begruendung": "Die Fläche gehört uns nicht.",
	"anhoerung": map[string]any{"am": "2026-03-10"}, "bestaetigt": []string{"hearing_not_in_case"}}

// Who had the first gets the second too, each by a letter of their own, and the representative instead of the person;
// the record of each says what it does, and nothing of it is unsealed.
func TestAChangeGoesToEverybodyWhoHasIt(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag()
	a.act("/bescheid", map[string]any{"ergebnis": "bewilligt", "kanal": "post", "anschrift": map[string]any{
		"name": "Kanzlei Weber", "strasse": "Markt 2", "plzOrt": "39576 Stendal", "vertritt": "Café Müller GmbH"}})
	a.act(a.adressaten(), map[string]any{"rolle": "beteiligt", "anschrift": nachbar})
	more := erwogen
	a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-10"})
	o.sb.Post(a.base+"/bescheid", a.mit(a.aendert("zuruecknehmen", ruecknahme, more))).Problem(409,
		"bescheid_not_announced")
	a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-10",
		"adressat": a.Bescheide[0].Adressaten[0].ID})
	var p struct {
		bescheidpruefung
		Auch, Anschrift []string
	}
	o.sb.Post(a.base+"/bescheid/pruefung", a.mit(a.aendert("zuruecknehmen", ruecknahme, more))).Is(200).JSON(&p)
	if !slices.Equal(p.Auch, []string{"Nina Nachbar"}) || p.Anschrift[0] != "Kanzlei Weber" {
		t.Errorf("%v, goes to %v", p.Auch, p.Anschrift)
	}
	a.act("/bescheid", a.aendert("zuruecknehmen", ruecknahme, more))
	b := a.Bescheide[1]
	if len(b.Adressaten) != 1 || b.Adressaten[0].Anschrift.Name != "Nina Nachbar" || b.Adressaten[0].DokumentID == "" ||
		b.Adressaten[0].DokumentID == b.DokumentID || b.Anschrift.Vertritt != "Café Müller GmbH" {
		t.Fatalf("%+v", b)
	}
	o.tl.Post(a.base+"/abschluss", a.mit(nil)).Problem(409, "bescheid_not_announced")
	if a.postBriefe("2026-03-10"); a.Bescheide[1].Adressaten[0].Bekanntgabe.RechtsbehelfBis == "" {
		t.Errorf("%+v", a.Bescheide[1])
	}
	for id, wants := range map[string][]string{
		b.ID: {"Art: Rücknahme", "Früherer Bescheid: vom Di, 10.03.2026 (" + a.Bescheide[0].ID + ")", "Grund: Vertrauen und öffentliches Interesse",
			"Tatsachen bekannt seit: Di, 10.03.2026", "## Weiterer Adressat"},
		a.Bescheide[0].ID: {"Bescheid erteilt", "Art: Rücknahme"},
	} {
		record := worte(a.nachweis(id))
		for _, want := range wants {
			if !strings.Contains(record, want) {
				t.Errorf("no %q in %s", want, record)
			}
		}
	}
	if fehler, report := o.checked(); fehler > 0 || report != "" {
		t.Errorf("sound: %d damaged, %s", fehler, report)
	}
	_, report := a.tampered("bescheid", `update bescheid set aenderung = jsonb_set(aenderung, '{Grund}', '"taeuschung"')
		where vorgang_id = $1 and aenderung is not null`, a.ID)
	if !strings.Contains(report, "Bescheid") {
		t.Errorf("another ground is not found: %s", report)
	}
}

// What is on its way is replaced by what does the same: the first is named by one only, and never stands beside a
// second.
func TestAWithdrawalIsReplacedOnItsWay(t *testing.T) {
	o := open(t)
	a := announced(o)
	more := erwogen
	a.act("/bescheid", a.aendert("zuruecknehmen", ruecknahme, more))
	if !slices.Equal(a.Bescheide[1].Aktionen, []string{"postaufgabe", "adressat", "bevollmaechtigt", "ersetzen"}) {
		t.Errorf("offered: %v", a.Bescheide[1].Aktionen)
	}
	second := a.Bescheide[1].ID
	again := map[string]any{"art": "ersetzen", "bezug": second}
	body := func() map[string]any {
		out := map[string]any{"kanal": "post", "aenderung": again}
		for k, v := range ruecknahme {
			out[k] = v
		}
		out["bestaetigt"] = []string{"hearing_not_in_case", "effect_before_bescheid"}
		return out
	}
	o.sb.Post(a.base+"/bescheid", a.mit(body())).Problem(422, "invalid_fields").Says("ground_required")
	again["grund"], again["ab"] = "taeuschung", "2026-01-01"
	a.act("/bescheid", body())
	k := a.Bescheide
	if len(k) != 3 || len(k[0].Folgen) != 1 || k[0].Folgen[0].Art != "zuruecknehmen" || k[0].Folgen[0].ID != k[2].ID ||
		len(k[1].Folgen) != 1 || k[1].Folgen[0].Art != "ersetzen" || len(k[1].Aktionen) != 0 {
		t.Fatalf("%+v", k)
	}
	o.sb.Post(a.base+"/bescheid/"+second+"/postaufgabe", a.mit(map[string]any{"aufgegebenAm": "2026-03-10"})).Problem(
		409, "bescheid_gone")
	var v struct{ Bescheide []struct{ Tenor string } }
	if o.sb.Get(a.base).Is(200).JSON(&v); !strings.Contains(v.Bescheide[2].Tenor, "Unser Bescheid vom 10.03.2026 wird "+
		"mit Wirkung ab dem 01.01.2026 zurückgenommen.") {
		t.Errorf("it says %q", v.Bescheide[2].Tenor)
	}
	// after it is announced nothing stands, and the application is decided anew
	a.postBriefe("2026-03-10").act("/wiedereroeffnung", map[string]any{"grund": "Neu zu entscheiden"})
	if slices.Contains(a.Aktionen, "bescheid") {
		t.Error("decided anew before the withdrawal is announced")
	}
	o.at(berlin("2026-03-16 10:00"))
	if a.load(); !slices.Contains(a.Aktionen, "bescheid") {
		t.Fatalf("offered: %v", a.Aktionen)
	}
	a.act("/bescheid", map[string]any{"ergebnis": "bewilligt", "kanal": "post"})
	if len(a.Bescheide) != 4 {
		t.Errorf("%+v", a.Bescheide)
	}
}

// The letter of a grant comes back while its withdrawal waits: nobody was told what is withdrawn, so that waits, too.
// Posted once more, both go their way; and come back after that, the grant is not posted any more.
func TestAGrantComesBackBesideItsWithdrawal(t *testing.T) {
	o := open(t)
	a := announced(o)
	a.act("/bescheid", a.aendert("zuruecknehmen", ruecknahme, erwogen))
	grant, withdrawal := "/bescheid/"+a.Bescheide[0].ID, "/bescheid/"+a.Bescheide[1].ID
	back := map[string]any{"anlass": "zurueckgekommen", "grund": "verzogen", "bestaetigt": []string{"folge"}}
	heute := map[string]any{"aufgegebenAm": "2026-03-10"}
	a.act(grant+"/bekanntgabe", back)
	o.sb.Post(a.base+withdrawal+"/postaufgabe", a.mit(heute)).Problem(409, "earlier_not_announced")
	if k := a.Bescheide[1]; slices.Contains(k.Aktionen, "postaufgabe") || k.Haelt != "earlier_not_announced" {
		t.Errorf("offered: %v, held by %q", k.Aktionen, k.Haelt)
	}
	a.act(grant+"/postaufgabe", heute).act(withdrawal+"/postaufgabe", heute).act(grant+"/bekanntgabe", back)
	o.sb.Post(a.base+grant+"/postaufgabe", a.mit(heute)).Problem(409, "bescheid_taken_away")
	if k := a.Bescheide[0]; len(k.Aktionen) != 0 || k.Haelt != "bescheid_taken_away" || a.FaelligGrund == "aufgabe" {
		t.Errorf("offered: %v, held by %q, due for %s", k.Aktionen, k.Haelt, a.FaelligGrund)
	}
}

// A withdrawal was wrong: it is taken back itself, by a Bescheid that says what counts, and that one stands.
func TestAWithdrawalIsTakenBack(t *testing.T) {
	o := open(t)
	a := announced(o)
	a.act("/bescheid", a.aendert("zuruecknehmen", ruecknahme, erwogen))
	a.postBriefe("2026-03-10")
	if !slices.Contains(a.Bescheide[1].Aktionen, "zuruecknehmen") {
		t.Fatalf("offered: %v", a.Bescheide[1].Aktionen)
	}
	lifted := map[string]any{"kanal": "post", "ergebnis": "bewilligt",
		"tenor": "Die Erlaubnis gilt fort.", "begruendung": "Die Fläche gehört uns doch.",
		"aenderung": map[string]any{"art": "zuruecknehmen", "bezug": a.Bescheide[1].ID}}
	nothing := map[string]any{"kanal": "post", "aenderung": lifted["aenderung"]}
	for k, v := range ruecknahme {
		nothing[k] = v
	}
	o.sb.Post(a.base+"/bescheid", a.mit(nothing)).Problem(422, "invalid_fields").Says("says_what_counts")
	a.act("/bescheid", lifted).postBriefe("2026-03-10")
	o.at(berlin("2026-03-16 10:00"))
	a.load()
	k := a.Bescheide
	if len(k) != 3 || !slices.Contains(k[2].Aktionen, "widerrufen") ||
		slices.Contains(k[1].Aktionen, "zuruecknehmen") || slices.Contains(a.Aktionen, "bescheid") {
		t.Errorf("%+v, offered %v", k, a.Aktionen)
	}
}

// Where a refusal needs a second signature, taking back a grant does, whatever is said instead.
func TestTwoPeopleTakeAGrantBack(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.vieraugen().act("/bescheid", map[string]any{"ergebnis": "bewilligt", "kanal": "post", "anschrift": anschrift,
		"tenor": "Sie dürfen 8 m² nutzen.", "bestaetigt": []string{"remedy_unproven"}})
	a.postBriefe("2026-03-10")
	body := a.aendert("zuruecknehmen", map[string]any{"ergebnis": "bewilligt", "begruendung": "Zu schmal.",
		"tenor":      "Unser Bescheid wird zurückgenommen. Stattdessen erlauben wir 4 m².",
		"bestaetigt": []string{"remedy_unproven", "hearing_not_in_case"}, "anhoerung": map[string]any{"am": "2026-03-10"}},
		map[string]any{"grund": "abgewogen", "kenntnisAm": "2026-03-10"})
	o.sb.Post(a.base+"/bescheid", a.mit(body)).Problem(409, "signature_required")
	a.act("/zeichnungen", body)
	if z := a.Zeichnungen[0]; !slices.Equal(z.Gruende, []string{"ablehnung"}) || len(a.Bescheide) != 1 ||
		slices.Contains(a.Bescheide[0].Aktionen, "zuruecknehmen") {
		t.Errorf("%+v, offered %v", z, a.Bescheide[0].Aktionen)
	}
	o.tl.Post(a.base+"/zeichnungen/"+a.Zeichnungen[0].ID+"/zeichnung", a.mit(nil)).Is(201)
	o.MustWork()
	if a.load(); len(a.Bescheide) != 2 || len(a.Bescheide[0].Folgen) != 1 ||
		a.Bescheide[0].Folgen[0].Art != "zuruecknehmen" {
		t.Fatalf("%+v", a.Bescheide)
	}
	if a.postBriefe("2026-03-10"); !slices.Contains(a.Bescheide[1].Aktionen, "widerrufen") {
		t.Errorf("what counts now is offered %v", a.Bescheide[1].Aktionen)
	}
}

// A tax is changed on the grounds of the AO and not taken back; a correction of it can be contested.
func TestATaxAssessmentIsChanged(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag(replace(`"formId":"48"`, `"formId":"51"`))
	sure := []string{"remedy_unproven", "account_missing", "assessment_period_unknown", "hearing_not_in_case"}
	tax := map[string]any{"ergebnis": "bewilligt", "kanal": "post", "anschrift": anschrift, "gebuehr": 9600,
		"tenor": "Die Hundesteuer wird auf 96,00 € im Jahr festgesetzt.", "bestaetigt": sure,
		"zahlung": map[string]any{"rechtsgrundlage": "§ 5 der Satzung"}}
	a.act("/bescheid", tax).postBriefe("2026-03-10")
	if got := a.Bescheide[0].Aktionen; !slices.Contains(got, "aendern") || !slices.Contains(got, "berichtigen") ||
		slices.Contains(got, "zuruecknehmen") || slices.Contains(got, "widerrufen") {
		t.Errorf("offered: %v", got)
	}
	change := map[string]any{"ergebnis": "bewilligt", "begruendung": "Sie halten zwei Hunde.", "anschrift": anschrift,
		"tenor": "Die Hundesteuer wird auf 192,00 € im Jahr festgesetzt.", "anhoerung": map[string]any{"am": "2026-03-10"},
		"bestaetigt": []string{"remedy_unproven", "account_missing", "hearing_not_in_case"}}
	ground := map[string]any{"grund": "bekannt_geworden"}
	o.sb.Post(a.base+"/bescheid", a.mit(a.aendert("zuruecknehmen", change, ground))).Problem(409, "act_unknown_to_law")
	o.sb.Post(a.base+"/bescheid", a.mit(a.aendert("aendern", change, ground))).Problem(409,
		"bescheid_unconfirmed").Says("assessment_period_unknown")
	change["bestaetigt"] = sure
	a.act("/bescheid", a.aendert("aendern", change, ground)).postBriefe("2026-03-10")
	if k := a.Bescheide; len(k) != 2 || !slices.Contains(k[0].Aktionen, "aendern") ||
		k[1].Bekanntgabe.RechtsbehelfBis == "" {
		t.Fatalf("%+v", k)
	}
	a.act("/bescheid", a.aendert("berichtigen", map[string]any{"ergebnis": "bewilligt", "anschrift": anschrift,
		"tenor": "Statt „96“ heißt es „69“.", "bestaetigt": sure}, nil)).postBriefe("2026-03-10")
	if a.Bescheide[2].Bekanntgabe.RechtsbehelfBis == "" {
		t.Error("a correction of a tax can be contested")
	}
}
