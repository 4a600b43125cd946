package httpapi_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// nachbar takes part in the proceedings beside who applied.
var nachbar = map[string]any{"name": "Nina Nachbar", "strasse": "Markt 3", "plzOrt": "39576 Stendal"}

func (a *akte) adressaten() string { return "/bescheid/" + a.Bescheide[0].ID + "/adressaten" }

// post hands the letter of one addressee to the post; empty = that of who applied.
func (a *akte) post(adressat, tag string) *akte {
	a.t.Helper()
	body := map[string]any{"aufgegebenAm": tag}
	if adressat != "" {
		body["adressat"] = adressat
	}
	return a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", body)
}

// Two people take part: each gets a letter, and each has a day and a period of their own. Nothing is closed before both
// know it, and the desk waits for the last of the periods.
func TestABescheidForSeveralPeople(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt", "kanal": "post"})
	a.act(a.adressaten(), map[string]any{"rolle": "beteiligt", "anschrift": nachbar})
	a.post("", "2026-03-10")
	b := a.Bescheide[0]
	if len(b.Adressaten) != 1 || b.Adressaten[0].Zustand != "zur_post" || b.Adressaten[0].DokumentID == b.DokumentID ||
		!slices.Equal(b.Adressaten[0].Aktionen, []string{"postaufgabe", "streichen"}) ||
		b.Bekanntgabe.Am != "2026-03-14" {
		t.Fatalf("%+v", b)
	}
	if a.FaelligText != "Bescheid für Nina Nachbar zur Post geben" || slices.Contains(a.Aktionen, "abschliessen") {
		t.Errorf("due: %s, offered %v", a.FaelligText, a.Aktionen)
	}
	o.tl.Post(a.base+"/abschluss", a.mit(nil)).Problem(409, "bescheid_not_announced")
	o.at(berlin("2026-03-12 10:00"))
	a.post(b.Adressaten[0].ID, "2026-03-12")
	b = a.Bescheide[0]
	x := b.Adressaten[0]
	if x.Bekanntgabe.Am != "2026-03-16" || x.Bekanntgabe.RechtsbehelfBis != "2026-04-16" ||
		b.Bekanntgabe.RechtsbehelfBis != "2026-04-14" || len(x.Feststellungen) != 1 || len(b.Feststellungen) != 1 {
		t.Errorf("%+v", b)
	}
	if a.FaelligGrund != "widerspruchsfrist" || a.FaelligAm != "2026-04-16" {
		t.Errorf("due %s for %s", a.FaelligAm, a.FaelligGrund)
	}
	nachweis := worte(a.nachweis(b.ID))
	for _, want := range []string{"## Weiterer Adressat", "Empfänger: Nina Nachbar, ", "Für: Nina Nachbar",
		"Bekannt gegeben: Mo, 16.03.2026", "Name: " + "Bescheid_"} {
		if !strings.Contains(nachweis, want) {
			t.Errorf("no %q in the record %s", want, nachweis)
		}
	}
	// the neighbour's letter comes back: theirs waits for the post again, that of who applied stands
	a.act(bekanntgabe(a), map[string]any{"adressat": x.ID, "anlass": "zurueckgekommen", "grund": "verzogen",
		"bestaetigt": []string{"folge"},
		"anschrift":  map[string]any{"name": "Nina Nachbar", "strasse": "Am Dom 1", "plzOrt": "39576 Stendal"}})
	b = a.Bescheide[0]
	if y := b.Adressaten[0]; y.Zustand != "zur_post" || y.Bekanntgabe.Am != "" || y.DokumentID == x.DokumentID ||
		b.Bekanntgabe.Am != "2026-03-14" || b.Zustand != "bekanntgegeben" {
		t.Errorf("%+v", b)
	}
	a.post(x.ID, "2026-03-12")
	if y := a.Bescheide[0].Adressaten[0]; y.Bekanntgabe.Am != "2026-03-16" || len(y.Feststellungen) != 3 {
		t.Errorf("%+v", y)
	}
	o.tl.Post(a.base+bekanntgabe(a), a.mit(map[string]any{"adressat": o.Mandant, "anlass": "zurueckgekommen",
		"grund": "x"})).Is(404)
	var raum struct {
		Bescheide []struct{ DokumentID string }
		Dokumente []struct{ ID string }
	}
	a.buerger.Get(a.raum).Is(200).JSON(&raum)
	for _, d := range raum.Dokumente {
		if d.ID == a.Bescheide[0].Adressaten[0].DokumentID || d.ID == x.DokumentID {
			t.Errorf("who applied is shown the letter of somebody else")
		}
	}
	a.buerger.Get(a.raum + "/dokumente/" + x.DokumentID).Is(404)
	if fehler, report := o.checked(); fehler > 0 || report != "" {
		t.Errorf("%d damaged, %s", fehler, report)
	}
	a.act("/abschluss", nil)
}

// Nobody gets it twice, nobody represents themselves, and where there is no letter nobody else gets one.
func TestWhoCannotBeAnAddressee(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag()
	o.sb.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt", "kanal": "post"})).Is(201)
	a.load()
	neu := map[string]any{"rolle": "beteiligt", "anschrift": nachbar}
	o.sb.Post(a.base+a.adressaten(), a.mit(neu)).Problem(409, "bescheid_not_postable")
	o.MustWork()
	a.act(a.adressaten(), neu)
	refusedField(t, o.sb.Post(a.base+a.adressaten(), a.mit(neu)), "anschrift", "addressee_has_it")
	selbst := map[string]any{"name": "Ada Anwalt", "strasse": "Markt 3", "plzOrt": "39576 Stendal",
		"vertritt": "ada  anwalt"}
	refusedField(t, o.sb.Post(a.base+a.adressaten(), a.mit(map[string]any{"rolle": "beteiligt", "anschrift": selbst})),
		"anschrift", "represents_themselves")
}

// What a tax assessment says is secret: a third person learns it only after somebody said that the law allows it.
// Whoever represents the applicant is no third person, and in general procedure who takes part is told by law.
func TestTaxSecrecyIsAskedFor(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag(replace(`"formId":"48"`, `"formId":"51"`)).act("/bescheid", map[string]any{"ergebnis": "bewilligt",
		"kanal": "post", "anschrift": anschrift, "tenor": "Die Hundesteuer wird auf 96,00 € im Jahr festgesetzt.",
		"bestaetigt": []string{"remedy_unproven"}})
	dritte := map[string]any{"rolle": "beteiligt", "anschrift": nachbar}
	o.sb.Post(a.base+a.adressaten(), a.mit(dritte)).Problem(409, "secrecy_unconfirmed").Says(
		`"bestaetigen":["steuergeheimnis"]`)
	dritte["bestaetigt"] = []string{"steuergeheimnis"}
	a.act(a.adressaten(), dritte)
	if len(a.Bescheide[0].Adressaten) != 1 {
		t.Fatalf("%+v", a.Bescheide)
	}
	var bestaetigt string
	const genannt = "select daten->>'bestaetigt' from verlauf where art = 'bescheid_adressat'"
	if err := o.superuser().QueryRow(genannt).Scan(&bestaetigt); err != nil || bestaetigt != `["steuergeheimnis"]` {
		t.Errorf("confirmed: %s, %v", bestaetigt, err)
	}
	a.act(a.adressaten(), map[string]any{"rolle": "bevollmaechtigt", "anschrift": map[string]any{"name": "Ada Anwalt",
		"strasse": "Markt 3", "plzOrt": "39576 Stendal"}})
}

// Whoever represents the applicant gets the letter instead, even where it was provided for retrieval: that ends, after
// a question. There is one day, that of their letter, and the applicant is told.
func TestABescheidForARepresentative(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	first := a.Bescheide[0].DokumentID
	neu := map[string]any{"rolle": "bevollmaechtigt", "anschrift": map[string]any{"name": "Ada Anwalt",
		"strasse": "Markt 3", "plzOrt": "39576 Stendal"}}
	reason, fragen, _, _ := a.folge(a.adressaten(), neu)
	if reason != "other_way_unconfirmed" || fragen != "anderer_weg" {
		t.Errorf("%s %s", reason, fragen)
	}
	neu["bestaetigt"] = []string{"anderer_weg"}
	a.act(a.adressaten(), neu)
	b := a.Bescheide[0]
	if b.Zustand != "zur_post" || b.Kanal != "post" || b.Anschrift.Name != "Ada Anwalt" || b.Anschrift.Vertritt == "" ||
		b.DokumentID == first || len(b.Adressaten) != 0 {
		t.Fatalf("%+v", b)
	}
	if !slices.Contains(a.verlauf(), "bescheid_anderer_weg") || a.FaelligText != "Bescheid zur Post geben" {
		t.Errorf("%v, due: %s", a.verlauf(), a.FaelligText)
	}
	n := a.Nachrichten[len(a.Nachrichten)-1]
	if !strings.Contains(n.Text, "an Ada Anwalt") || !strings.Contains(n.Text, "gilt das auch für Sie") {
		t.Errorf("the applicant hears: %s", n.Text)
	}
	a.post("", "2026-03-10")
	if b = a.Bescheide[0]; b.Bekanntgabe.Am != "2026-03-14" {
		t.Errorf("%+v", b)
	}
	o.sb.Post(a.base+a.adressaten(), a.mit(neu)).Problem(409, "bescheid_already_announced")
	if fehler, report := o.checked(); fehler > 0 || report != "" {
		t.Errorf("%d damaged, %s", fehler, report)
	}
}

// Who is known to be represented when it is decided is represented from the first letter on: by post, whatever the
// applicant has agreed to for themselves.
func TestADecisionForWhoIsRepresented(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().consent()
	anwalt := map[string]any{"name": "Ada Anwalt", "strasse": "Markt 3", "plzOrt": "39576 Stendal",
		"vertritt": "Café Müller GmbH"}
	neu := map[string]any{"ergebnis": "bewilligt", "anschrift": anwalt, "kanal": "antragsraum"}
	refusedField(t, o.sb.Post(a.base+"/bescheid", a.mit(neu)), "kanal", "representative_by_post")
	delete(neu, "kanal")
	a.act("/bescheid", neu)
	b, n := a.Bescheide[0], a.Nachrichten[len(a.Nachrichten)-1]
	if b.Kanal != "post" || b.Zustand != "zur_post" || !strings.Contains(n.Text, "an Ada Anwalt") {
		t.Errorf("%+v, %s", b, n.Text)
	}
	var raum struct {
		Bescheide []struct{ Vertreten, Massgeblich bool }
	}
	a.buerger.Get(a.raum).Is(200).JSON(&raum)
	if len(raum.Bescheide) != 1 || !raum.Bescheide[0].Vertreten || raum.Bescheide[0].Massgeblich {
		t.Errorf("%+v", raum)
	}
}

// The drawing comes to its end while a neighbour's letter lies on the desk: the Vorgang stays open until it is out, and
// the Verlauf says why.
func TestADrawingDoesNotCloseOverALetter(t *testing.T) {
	o := open(t, func(k *testkit.Kit) { k.Import(store.HerkunftOrdner, schliesst(t)) })
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag(replace(`"formId":"48"`, `"formId":"95"`)).complete("pruefen", map[string]any{})
	a.complete("bearbeiten", map[string]any{"bescheid_erforderlich": true})
	a.act("/bescheid", map[string]any{"ergebnis": "bewilligt", "kanal": "post", "anschrift": anschrift,
		"tenor": "Ihrem Antrag wird entsprochen.", "bestaetigt": []string{"remedy_unproven"}})
	a.act(a.adressaten(), map[string]any{"rolle": "beteiligt", "anschrift": nachbar})
	a.post("", "2026-03-10").complete("abschluss", map[string]any{})
	if a.Status != "beschieden" || a.FaelligText != "Bescheid für Nina Nachbar zur Post geben" ||
		!slices.Contains(a.Bescheide[0].Adressaten[0].Aktionen, "postaufgabe") {
		t.Fatalf("%s, due for %s, %+v", a.Status, a.FaelligText, a.Bescheide)
	}
	if v := a.verlauf(); !slices.Contains(v, "prozess_beendet") || !slices.Contains(v, "prozess_schritt") {
		t.Error(v)
	}
	a.post(a.Bescheide[0].Adressaten[0].ID, "2026-03-10")
	a.act("/abschluss", nil)
	if a.Status != "abgeschlossen" {
		t.Error(a.Status)
	}
}

// schliesst is a procedure that ends the Vorgang after a task of a person; form 95 belongs to it.
func schliesst(t *testing.T) fs.FS {
	t.Helper()
	out := derived(t, "schliesst", "95", `<bpmn:userTask id="pruefen" name="Prüfen"><bpmn:extensionElements>
			<kontor:aufgabe rolle="sachbearbeitung" /></bpmn:extensionElements>$1</bpmn:userTask>`)
	process := out["schliesst/1/process.bpmn"]
	process.Data = []byte(strings.Replace(string(process.Data), ` aktion="abschluss"`, "", 1))
	return out
}

// Parents, a legal carer, a managing director: as what they get it stays known, and whom has to be said.
func TestWhoRepresentsByLaw(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt", "kanal": "post"})
	eltern := map[string]any{"name": "Eva Müller", "strasse": "Markt 3", "plzOrt": "39576 Stendal",
		"vertretung": "sorgeberechtigt"}
	a.act(a.adressaten(), map[string]any{"rolle": "bevollmaechtigt", "anschrift": eltern})
	b := a.Bescheide[0]
	if b.Anschrift.Vertretung != "sorgeberechtigt" || b.Anschrift.Vertritt == "" {
		t.Fatalf("%+v", b.Anschrift)
	}
	niemand := map[string]any{"name": "Nina Nachbar", "strasse": "Markt 3", "plzOrt": "39576 Stendal",
		"vertretung": "organ"}
	refusedField(t, o.sb.Post(a.base+a.adressaten(), a.mit(map[string]any{"rolle": "beteiligt",
		"anschrift": niemand})), "anschrift", "represented_missing")
}

// While two programs run, that of 0.9 may take the posting day and write the address without whom it represents: who is
// represented stays so. Another name is another person.
func TestAnEarlierProgramDropsNobodysRepresentation(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	anwalt := map[string]any{"name": "Ada Anwalt", "strasse": "Markt 3", "plzOrt": "39576 Stendal",
		"vertritt": "Café Müller GmbH", "vertretung": "betreuung"}
	a := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt", "anschrift": anwalt})
	old := func(name string) {
		t.Helper()
		if _, err := o.superuser().ExecContext(t.Context(), `update bescheid set anschrift =
			jsonb_build_object('name', $1::text, 'strasse', 'Markt 3', 'plzOrt', '39576 Stendal')`, name); err != nil {
			t.Fatal(err)
		}
		a.load()
	}
	old("Ada Anwalt")
	if x := a.Bescheide[0].Anschrift; x.Vertritt != "Café Müller GmbH" || x.Vertretung != "betreuung" {
		t.Errorf("%+v", x)
	}
	old("Ina Lebt")
	if x := a.Bescheide[0].Anschrift; x.Vertritt != "" {
		t.Errorf("%+v", x)
	}
}

// A name was mistaken: while the letter is here it is struck, with a reason, and nobody waits for it. What was posted
// cannot be called back.
func TestWhoWasNamedByMistakeIsStruck(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt", "kanal": "post"})
	a.act(a.adressaten(), map[string]any{"rolle": "beteiligt", "anschrift": nachbar}).post("", "2026-03-10")
	nina := a.Bescheide[0].Adressaten[0]
	streichung := a.adressaten() + "/" + nina.ID + "/streichung"
	if !slices.Contains(nina.Aktionen, "streichen") || slices.Contains(a.Bescheide[0].Aktionen, "zuruecknehmen") {
		t.Errorf("offered: %v, %v", nina.Aktionen, a.Bescheide[0].Aktionen)
	}
	o.sb.Post(a.base+streichung, a.mit(map[string]any{"grund": " \u200b"})).Problem(422, "invalid_fields")
	a.act(streichung, map[string]any{"grund": "Nachname verwechselt"})
	nina = a.Bescheide[0].Adressaten[0]
	if nina.Zustand != "gestrichen" || len(nina.Aktionen) != 0 || a.FaelligGrund == "aufgabe" ||
		!slices.Contains(a.Bescheide[0].Aktionen, "zuruecknehmen") {
		t.Errorf("%+v, due for %s, offered %v", nina, a.FaelligGrund, a.Bescheide[0].Aktionen)
	}
	o.sb.Post(a.base+streichung, a.mit(map[string]any{"grund": "noch einmal"})).Problem(409, "addressee_not_struck")
	o.sb.Post(a.base+"/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", a.mit(map[string]any{"aufgegebenAm": "2026-03-10",
		"adressat": nina.ID})).Problem(409, "addressee_struck")
	if record := worte(a.nachweis(a.Bescheide[0].ID)); !strings.Contains(record, "Nachname verwechselt") {
		t.Errorf("the record does not say why: %s", record)
	}
	if fehler, report := o.checked(); fehler > 0 || report != "" {
		t.Errorf("%d damaged, %s", fehler, report)
	}
	// named rightly the second time
	a.act(a.adressaten(), map[string]any{"rolle": "beteiligt", "anschrift": nachbar})
	zweite := a.Bescheide[0].Adressaten[1].ID
	a.post(zweite, "2026-03-10")
	o.sb.Post(a.base+a.adressaten()+"/"+zweite+"/streichung", a.mit(map[string]any{"grund": "zu spät"})).Problem(409,
		"addressee_not_struck")
}
