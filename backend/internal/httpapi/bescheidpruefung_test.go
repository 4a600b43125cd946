package httpapi_test

import (
	"strings"
	"testing"

	"kontor/backend/internal/testkit"
)

type bescheidpruefung struct {
	Punkte []struct{ Kennung, Stand, Grund, Norm string }
}

func (p bescheidpruefung) stand(kennung string) string {
	for _, x := range p.Punkte {
		if x.Kennung == kennung {
			return x.Stand
		}
	}
	return "nicht geprüft"
}

// What the check says before is what the act refuses or asks, and what was confirmed stands in the Verlauf.
func TestABescheidIsLookedAtBeforeItGoesOut(t *testing.T) {
	o := open(t)
	a := o.antrag().request()
	body := map[string]any{"ergebnis": "abgelehnt", "begruendung": "Zu schmal.", "kanal": "post"}
	check := func() (p bescheidpruefung) {
		t.Helper()
		o.sb.Post(a.base+"/bescheid/pruefung", a.mit(body)).Is(200).JSON(&p)
		return p
	}
	if p := check(); p.stand("anhoerung") != "fehlt" || p.stand("frist") != "bestaetigen" ||
		p.stand("bestimmtheit") != "erfuellt" || p.stand("empfaenger") != "erfuellt" {
		t.Errorf("%+v", p)
	}
	o.sb.Post(a.base+"/bescheid", a.mit(body)).Problem(422, "invalid_fields").Says("hearing_or_reason_required")
	body["anhoerung"] = map[string]any{"grund": "angaben_gefolgt"}
	refused := func() *testkit.Answer {
		t.Helper()
		return o.sb.Post(a.base+"/bescheid", a.mit(body)).Problem(409, "bescheid_unconfirmed")
	}
	refused().Says(`"bestaetigen":["period_running"]`)
	body["anschrift"] = map[string]any{"name": "Jean Dupont", "strasse": "1 Rue A", "plzOrt": "75001 Paris",
		"land": "Frankreich"}
	if p := check(); p.stand("empfaenger") != "bestaetigen" || p.stand("anhoerung") != "erfuellt" {
		t.Errorf("%+v", p)
	}
	body["bestaetigt"] = []string{"period_running", "address_missing_later"} // confirmed was another question
	refused().Says(`"bestaetigen":["address_abroad"]`)
	if len(a.load().Bescheide) != 0 {
		t.Fatal("decided unconfirmed")
	}
	body["bestaetigt"] = []string{"period_running", "address_abroad", "remedy_unproven"}
	a.act("/bescheid", body)
	var v struct {
		Bescheide []struct {
			Rechtsbehelf string
			Anhoerung    struct{ Grund string }
			Anschrift    struct{ Name, Land string }
		}
	}
	o.sb.Get(a.base).Is(200).JSON(&v)
	b := v.Bescheide[0]
	if b.Anhoerung.Grund != "angaben_gefolgt" || b.Anschrift.Land != "Frankreich" ||
		!strings.Contains(b.Rechtsbehelf, "§ 9a Absatz 5") {
		t.Errorf("%+v", b)
	}
	var bestaetigt string
	const erteilt = "select daten->>'bestaetigt' from verlauf where art = 'bescheid_erteilt'"
	if err := o.superuser().QueryRow(erteilt).Scan(&bestaetigt); err != nil {
		t.Fatal(err)
	}
	if bestaetigt != `["address_abroad", "period_running"]` { // the remedy was not asked for
		t.Errorf("the Verlauf says %s", bestaetigt)
	}
}

// The app of the version before, in a window that was open during the upgrade, still decides and still reads.
func TestTheAppOfTheVersionBeforeDecides(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt", "auflagen": []string{"Leise."},
		"begruendung": "Nebenan wird geschlafen."})
	var v struct {
		Bescheide []struct {
			Auflagen          []string
			Nebenbestimmungen []struct{ Art, Text string }
		}
	}
	o.sb.Get(a.base).Is(200).JSON(&v)
	b := v.Bescheide[0]
	if len(b.Auflagen) != 1 || len(b.Nebenbestimmungen) != 1 || b.Nebenbestimmungen[0].Art != "auflage" {
		t.Errorf("%+v", b)
	}
}

// A fee says on which basis, until when and where it is paid; what nobody says comes from procedure, case and tenant,
// and what the letter said stays when the tenant's account changes.
func TestAFeeSaysHowItIsPaid(t *testing.T) {
	o := open(t)
	konto := func(iban string) {
		t.Helper()
		if _, err := o.superuser().Exec("update mandant set kassenname = 'Stadtkasse', iban = $1", iban); err != nil {
			t.Fatal(err)
		}
	}
	a := o.antrag()
	body := map[string]any{"ergebnis": "bewilligt", "kanal": "post", "gebuehr": 45000,
		"zahlung": map[string]any{"kassenzeichen": "5.4711"}}
	konto("")
	o.sb.Post(a.base+"/bescheid", a.mit(body)).Problem(409, "bescheid_unconfirmed").Says("account_missing")
	konto("DE02120300000000202052")
	o.sb.Post(a.base+"/bescheid", a.mit(body)).Problem(422, "invalid_fields").Says("account_invalid")
	konto("DE02 1203 0000 0000 2020 51")
	var p bescheidpruefung
	o.sb.Post(a.base+"/bescheid/pruefung", a.mit(body)).Is(200).JSON(&p)
	if p.stand("zahlung") != "erfuellt" {
		t.Errorf("%+v", p)
	}
	a.act("/bescheid", body)
	konto("DE90999999990000004711")
	o.MustWork()
	var v struct {
		Bescheide []struct {
			Zahlung struct{ Rechtsgrundlage, FaelligAm, Kassenzeichen, Inhaber, Iban string }
			Zustand string
		}
	}
	o.sb.Get(a.base).Is(200).JSON(&v)
	z := v.Bescheide[0].Zahlung
	if v.Bescheide[0].Zustand != "zur_post" || z.Kassenzeichen != "5.4711" || z.Inhaber != "Stadtkasse" ||
		z.Iban != "DE02 1203 0000 0000 2020 51" || z.Rechtsgrundlage == "" || z.FaelligAm == "" {
		t.Errorf("%+v", v)
	}
	frei := map[string]any{"ergebnis": "bewilligt", "zahlung": map[string]any{"kassenzeichen": "1"}}
	b := o.antrag()
	o.sb.Post(b.base+"/bescheid", b.mit(frei)).Problem(422, "invalid_fields").Says("only_with_fee")
}

// Lines of a fee are what it is the sum of, to the cent, and the letter shows how it was counted.
func TestAFeeIsTheSumOfItsLines(t *testing.T) {
	o := open(t)
	a := o.antrag()
	lines := func(cent int, positionen ...map[string]any) map[string]any {
		return map[string]any{"ergebnis": "bewilligt", "kanal": "post", "gebuehr": cent,
			"zahlung": map[string]any{"positionen": positionen}}
	}
	flaeche := map[string]any{"bezeichnung": "Tarifstelle 4.1", "menge": 8.5, "einheit": "m²", "satz": 1250}
	einmal := map[string]any{"bezeichnung": "Verwaltungsgebühr", "menge": 1, "einheit": "", "satz": 4000}
	ohne := map[string]any{"bezeichnung": " ", "menge": 1, "einheit": "", "satz": 4000}
	genau := map[string]any{"bezeichnung": "x", "menge": 0.1234, "einheit": "", "satz": 10000}
	offen := map[string]any{"bezeichnung": "{{wofür}}", "menge": 1, "einheit": "", "satz": 4000}
	for grund, body := range map[string]map[string]any{
		"fee_lines_differ": lines(14624, flaeche, einmal), "fee_line_incomplete": lines(4000, ohne),
		"fee_line_too_precise": lines(1234, genau),
	} {
		o.sb.Post(a.base+"/bescheid", a.mit(body)).Problem(422, "invalid_fields").Says(grund)
	}
	o.sb.Post(a.base+"/bescheid", a.mit(lines(4000, offen))).Problem(422, "invalid_fields").Says("fee_line_incomplete")
	a.act("/bescheid", lines(14625, flaeche, einmal))
	o.MustWork()
	zeilen, _ := readPage(t, o.sb.Get(a.base+"/dokumente/"+a.load().Bescheide[0].DokumentID).Is(200).Body)
	var text strings.Builder
	for _, z := range zeilen {
		text.WriteString(z.text + "\n")
	}
	for _, want := range []string{"Tarifstelle 4.1", "8,5", "12,50", "106,25", "Verwaltungsgebühr", "146,25"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the letter does not say %s:\n%s", want, text.String())
		}
	}
	var v struct {
		Bescheide []struct {
			Zahlung struct{ Positionen []struct{ Menge float64 } }
		}
	}
	if o.sb.Get(a.base).Is(200).JSON(&v); len(v.Bescheide[0].Zahlung.Positionen) != 2 ||
		v.Bescheide[0].Zahlung.Positionen[0].Menge != 8.5 {
		t.Errorf("%+v", v)
	}
}
