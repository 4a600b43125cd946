package casework

import (
	"testing"
	"time"

	"github.com/google/uuid"
)

// A ground for what burdens the person takes nothing else away, however it is put; and a day is one that is meant, that
// the letter says, and that lies after its Bekanntgabe where the law wants that.
func TestWhatAGroundIsFor(t *testing.T) {
	heute := tag("2026-03-20")
	day := func(s string) *time.Time { d := tag(s); return &d }
	grant := &Bescheid{Ergebnis: Bewilligt, Am: tag("2026-03-02")}
	for name, c := range map[string]struct {
		recht    string
		x        Bescheidaenderung
		ergebnis Ergebnis
		tenor    string
		stand    Pruefstand
		warum    string
	}{
		"the whole grant as a burden":     {"", Bescheidaenderung{Art: AktZuruecknehmen, Grund: grundBelastung}, Abgelehnt, "", PruefungFehlt, "only_the_burden"},
		"another in its place":            {"", Bescheidaenderung{Art: AktWiderrufen, Grund: grundBelastung}, Bewilligt, "", PruefungFehlt, "only_the_burden"},
		"the burden of it":                {"", Bescheidaenderung{Art: AktZuruecknehmen, Grund: grundBelastung}, Teilweise, "", PruefungErfuellt, ""},
		"SGB X, all gone in their favour": {RechtSGBX, Bescheidaenderung{Art: AktAendern, Grund: "zugunsten"}, Abgelehnt, "", PruefungFehlt, "only_the_burden"},
		"SGB X, more in their favour":     {RechtSGBX, Bescheidaenderung{Art: AktAendern, Grund: "zugunsten"}, Bewilligt, "", PruefungErfuellt, ""},
		"revoked from before the letter": {"", Bescheidaenderung{Art: AktWiderrufen, Grund: "gemeinwohl", Kenntnis: day("2026-03-19"), Ab: day("2026-03-23")},
			Abgelehnt, "ab dem 23.03.2026", PruefungFehlt, "only_for_the_future"},
		"revoked from the day of the letter": {"", Bescheidaenderung{Art: AktWiderrufen, Grund: "gemeinwohl", Kenntnis: day("2026-03-19"), Ab: day("2026-03-24")},
			Abgelehnt, "ab dem 24.03.2026", PruefungErfuellt, ""},
		"another day in the letter": {"", Bescheidaenderung{Art: AktZuruecknehmen, Grund: "taeuschung", Ab: day("2026-03-10")},
			Abgelehnt, "ab dem 01.12.2026", PruefungBestaetigen, "effect_not_in_sentence"},
		"before there was anything": {"", Bescheidaenderung{Art: AktZuruecknehmen, Grund: "taeuschung", Ab: day("1900-01-01")},
			Abgelehnt, "ab dem 01.01.1900", PruefungBestaetigen, "effect_before_bescheid"},
		"at the end of the century": {"", Bescheidaenderung{Art: AktWiderrufen, Grund: "gemeinwohl", Kenntnis: day("2026-03-19"), Ab: day("2099-12-24")},
			Abgelehnt, "ab dem 24.12.2099", PruefungBestaetigen, "effect_far_ahead"},
	} {
		b := &Bescheid{Ergebnis: c.ergebnis, Tenor: c.tenor, Aenderung: &c.x}
		n, ok := grant.NormFor(c.recht, c.x.Art)
		l := BescheidLage{Recht: c.recht, Heute: heute, Fruehestens: tag("2026-03-24"), Frueher: grant}
		if stand, warum := b.checkAenderung(l, n); !ok || stand != c.stand || warum != c.warum {
			t.Errorf("%s: %s %q", name, stand, warum)
		}
	}
}

// Who asks to reopen does so after the decision, and after it has become final.
func TestWhenReopeningIsAskedFor(t *testing.T) {
	heute, kenntnis, final := tag("2026-03-20"), tag("2026-02-05"), tag("2026-03-10")
	frueher := &Bescheid{Ergebnis: Abgelehnt, Am: tag("2026-02-02"), RechtsbehelfBis: &final}
	for antrag, want := range map[string]string{"2026-02-01": "request_day_wrong", "2026-03-10": "request_before_final",
		"2026-03-11": "", "2026-03-21": "request_day_wrong"} {
		day := tag(antrag)
		x := &Bescheidaenderung{Art: AktWiederaufgreifen, Grund: "beweismittel", Kenntnis: &kenntnis, Antrag: &day}
		if _, got := x.checkWiederaufgreifen(frueher, heute); got != want {
			t.Errorf("%s: %q, want %q", antrag, got, want)
		}
	}
}

// A correction puts words right: a fee and an Auflage are decisions (§ 42 VwVfG, § 129 AO).
func TestACorrectionDecidesNothing(t *testing.T) {
	b := &Bescheid{Ergebnis: Bewilligt, Tenor: "Statt 12 heißt es 21.", GebuehrCent: 50000,
		Aenderung:         &Bescheidaenderung{Art: AktBerichtigen, Bezug: uuid.New()},
		Nebenbestimmungen: []Nebenbestimmung{{"auflage", "Sicherheit leisten."}}}
	felder := b.felder()
	if felder["gebuehr"] != "not_with_correction" || felder["nebenbestimmungen"] != "not_with_correction" {
		t.Errorf("%v", felder)
	}
	b.GebuehrCent, b.Nebenbestimmungen = 0, nil
	if err := b.Validate(); err != nil {
		t.Error(err)
	}
}

// What was taken away stands until the letter counts and the day comes from which it works: until then it is due, and
// no other is issued beside it. Of a payment that a later Bescheid may have changed nobody is told the old sum.
func TestFromWhenABescheidIsGone(t *testing.T) {
	am, bekannt, ab, faellig := tag("2026-03-02"), tag("2026-03-24"), tag("2026-07-01"), tag("2026-08-01")
	k := Kalender{Land: "ST"}
	with := func(e Ergebnis, ab *time.Time) Bescheid {
		b := *bescheidFest(StandPostBekannt)
		b.ID, b.Am, b.GebuehrCent, b.Zahlung = uuid.New(), am, 5000, &Zahlung{FaelligAm: faellig}
		b.Folgen = []Folge{{Art: AktWiderrufen, Ergebnis: e, Zustand: BescheidBekanntgegeben, Bekannt: &bekannt,
			Ab: ab}}
		return b
	}
	for _, c := range []struct {
		heute            string
		b                Bescheid
		steht, geaendert bool
	}{
		{"2026-03-20", with(Abgelehnt, nil), true, true}, // posted, not announced
		{"2026-03-24", with(Abgelehnt, nil), false, false},
		{"2026-03-24", with(Abgelehnt, &ab), true, true},
		{"2026-07-01", with(Abgelehnt, &ab), false, false},
		{"2026-07-01", with(Teilweise, nil), true, true},
	} {
		heute := tag(c.heute)
		if steht := Steht([]Bescheid{c.b}, heute) != nil; steht != c.steht {
			t.Errorf("%s: stands %v", c.heute, steht)
		}
		bis, geaendert := ZahlungLaeuft(Faden{Bescheide: []Bescheid{c.b}}.Alles(k, heute, Umstand{}))
		if (bis != nil) != c.steht || geaendert != c.geaendert {
			t.Errorf("%s: to pay until %v, changed %v", c.heute, bis, geaendert)
		}
	}
	erster := with(Abgelehnt, nil)
	if err := erster.CheckAenderung(&Vorgang{Status: Beschieden}, []Bescheid{erster}, "", AktWiderrufen,
		tag("2026-03-20")); err == nil {
		t.Error("what is on its way is done again")
	}
	// an assessment that is gone takes with it what changed it
	gone := tag("2026-03-01")
	erster.Folgen = []Folge{{Art: AktAendern, Ergebnis: Abgelehnt, Zustand: BescheidBekanntgegeben, Bekannt: &gone}}
	mehr := *bescheidFest(StandPostBekannt)
	mehr.GebuehrCent, mehr.Zahlung, mehr.Ergebnis = 9000, &Zahlung{FaelligAm: faellig}, Bewilligt
	mehr.Aenderung = &Bescheidaenderung{Art: AktAendern, Bezug: erster.ID}
	alles := Faden{Bescheide: []Bescheid{erster, mehr}}.Alles(k, tag("2026-03-20"), Umstand{})
	if bis, _ := ZahlungLaeuft(alles); bis != nil {
		t.Errorf("to pay until %s", bis)
	}
}

// Whoever takes away what had a fee says what becomes of it, or that nothing is to be said.
func TestWhatBecomesOfTheFeeIsSaid(t *testing.T) {
	withFee := &Bescheid{Ergebnis: Bewilligt, GebuehrCent: 4000, Zahlung: &Zahlung{FaelligAm: tag("2026-12-31")}}
	for name, c := range map[string]struct {
		ergebnis Ergebnis
		art      BescheidAkt
		tenor    string
		frueher  *Bescheid
		want     bool
	}{
		"silent":         {Abgelehnt, AktWiderrufen, "Die Erlaubnis wird widerrufen.", withFee, true},
		"it stays":       {Abgelehnt, AktWiderrufen, "Die Gebühr bleibt zu zahlen.", withFee, false},
		"there was none": {Abgelehnt, AktWiderrufen, "Die Erlaubnis wird widerrufen.", &Bescheid{Ergebnis: Bewilligt}, false},
		"in part":        {Teilweise, AktWiderrufen, "Ab 22 Uhr wird sie widerrufen.", withFee, false},
		"a mistake":      {Bewilligt, AktBerichtigen, "Es heißt 21.", withFee, false},
	} {
		b := &Bescheid{Ergebnis: c.ergebnis, Tenor: c.tenor, Aenderung: &Bescheidaenderung{Art: c.art}}
		if b.schweigtZurGebuehr(c.frueher) != c.want {
			t.Error(name)
		}
	}
}
