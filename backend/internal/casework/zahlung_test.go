package casework_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/casework"
	"kontor/workflow"
)

const iban = "DE02120300000000202051" // the example account of a bank's own documentation

func TestIsIBAN(t *testing.T) {
	for s, is := range map[string]bool{
		iban: true, "AT611904300234573201": true, "NL91ABNA0417164300": true, "MT84MALT011000012345MTLCAST001S": true,
		"": false, "DE02120300000000202052": false, "DE0212030000000020205": false, "DE20120300000000202051": false,
		"de02120300000000202051": false, "DE02 1203 0000 0000 2020 51": false, "DEXX120300000000202051": false,
	} {
		if casework.IsIBAN(s) != is {
			t.Errorf("%q: %t", s, !is)
		}
	}
	if got := casework.IBANText(iban); got != "DE02 1203 0000 0000 2020 51" {
		t.Error(got)
	}
}

// EPC069-12: eleven lines in this order, and nothing where nothing can be transferred.
func TestGiroCode(t *testing.T) {
	z := &casework.Zahlung{Kassenzeichen: "5.4711\n2026",
		Konto: casework.Bankkonto{Inhaber: strings.Repeat("Kasse ", 20), IBAN: iban, BIC: "BYLADEM1001"}}
	want := "BCD\n002\n1\nSCT\nBYLADEM1001\n" + strings.Repeat("Kasse ", 20)[:70] + "\n" + iban +
		"\nEUR450.05\n\n\n5.4711 2026"
	if got := z.GiroCode(45005); got != want {
		t.Errorf("%q", got)
	}
	none := *z
	none.Konto = casework.Bankkonto{}
	collected := *z
	collected.Einzug = true
	wrong := *z
	wrong.Konto.IBAN = "DE02120300000000202052"
	for name, got := range map[string]string{"no account": none.GiroCode(1), "direct debit": collected.GiroCode(1),
		"wrong account": wrong.GiroCode(1), "nothing": z.GiroCode(0), "more than fits": z.GiroCode(1e11),
		"no payment": (*casework.Zahlung)(nil).GiroCode(1)} {
		if got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// A due day is a day on which a treasury works.
func TestFaelligkeit(t *testing.T) {
	st := casework.KalenderIn("ST", "", nil)
	for _, c := range []struct {
		heute string
		tage  int
		want  string
	}{
		{"2026-11-30", 0, "2026-12-30"}, {"2026-11-25", 30, "2026-12-28"}, {"2026-12-02", 30, "2027-01-04"},
		{"2026-11-30", 14, "2026-12-14"},
	} {
		heute, err := time.Parse(time.DateOnly, c.heute)
		if err != nil {
			t.Fatal(err)
		}
		if got := casework.Faelligkeit(st, heute, c.tage).Format(time.DateOnly); got != c.want {
			t.Errorf("%s + %d: %s, want %s", c.heute, c.tage, got, c.want)
		}
	}
}

var nurZahlung = []string{casework.PruefungZahlung, casework.PruefungKonto, casework.PruefungFaellig}

func TestPaymentIsCheckedBeforeRelease(t *testing.T) {
	heute := casework.Tag(2026, 11, 30)
	gut := casework.Zahlung{Grundlage: "Satzung", FaelligAm: casework.Tag(2026, 12, 30), Kassenzeichen: "1",
		Konto: casework.Bankkonto{Inhaber: "Kasse", IBAN: iban}}
	for _, c := range []struct {
		change func(*casework.Bescheid)
		stand  casework.Pruefstand
		grund  string
	}{
		{func(*casework.Bescheid) {}, casework.PruefungErfuellt, ""},
		{func(b *casework.Bescheid) { b.Zahlung.Grundlage = " " }, casework.PruefungFehlt, "fee_basis_required"},
		{func(b *casework.Bescheid) { b.Zahlung.FaelligAm = casework.Tag(2026, 11, 29) }, casework.PruefungFehlt, "due_in_past"},
		{func(b *casework.Bescheid) { b.Zahlung.FaelligAm = casework.Tag(2026, 12, 16) }, casework.PruefungBestaetigen, "due_before_announcement"},
		{func(b *casework.Bescheid) { b.Zahlung.Konto = casework.Bankkonto{} }, casework.PruefungBestaetigen, "account_missing"},
		{func(b *casework.Bescheid) { b.Zahlung.Konto.IBAN = "DE1" }, casework.PruefungFehlt, "account_invalid"},
		{func(b *casework.Bescheid) { b.Zahlung.Einzug, b.Zahlung.Konto = true, casework.Bankkonto{} }, casework.PruefungBestaetigen, "debit_without_mandate"},
		{func(b *casework.Bescheid) { b.Ergebnis = casework.Abgelehnt }, casework.PruefungBestaetigen, "fee_with_refusal"},
		{func(b *casework.Bescheid) {
			b.Zahlung.Konto, b.Zahlung.FaelligAm = casework.Bankkonto{}, casework.Tag(2026, 12, 16)
		},
			casework.PruefungBestaetigen, "account_missing due_before_announcement"},
		{func(b *casework.Bescheid) { b.Ergebnis, b.Zahlung.Konto = casework.Abgelehnt, casework.Bankkonto{} },
			casework.PruefungBestaetigen, "fee_with_refusal account_missing"},
		{func(b *casework.Bescheid) { b.Zahlung = nil }, casework.PruefungFehlt, "fee_basis_required"},
		{func(b *casework.Bescheid) { b.Zahlung, b.GebuehrCent = nil, 0 }, "", ""}, // nothing to look at
	} {
		z := gut
		b := casework.Bescheid{Ergebnis: casework.Bewilligt, Tenor: "Wir erlauben es.", GebuehrCent: 100, Zahlung: &z}
		c.change(&b)
		var stand casework.Pruefstand
		var gruende []string
		for _, p := range b.CheckRelease(casework.BescheidLage{Heute: heute}) {
			if !slices.Contains(nurZahlung, p.Kennung) {
				continue
			}
			if stand == "" || p.Grund != "" {
				stand = p.Stand
			}
			if p.Grund != "" {
				gruende = append(gruende, p.Grund)
			}
		}
		if got := strings.Join(gruende, " "); stand != c.stand || got != c.grund {
			t.Errorf("%s %q, want %s %q", stand, got, c.stand, c.grund)
		}
	}
}

// What nobody said in the act comes from procedure and tenant; the account is never said in the act.
func TestFillZahlung(t *testing.T) {
	konto := casework.Bankkonto{Inhaber: "Kasse", IBAN: iban}
	von := casework.Zahlung{Grundlage: "Satzung", FaelligAm: casework.Tag(2026, 12, 30), Kassenzeichen: "2026-000001",
		Konto: konto}
	b := casework.Bescheid{GebuehrCent: 100, Zahlung: &casework.Zahlung{Kassenzeichen: "5.1",
		Konto: casework.Bankkonto{IBAN: "AT61"}}}
	want := von
	want.Kassenzeichen = "5.1"
	if b.FillZahlung(von); !reflect.DeepEqual(*b.Zahlung, want) {
		t.Errorf("%+v", b.Zahlung)
	}
	b.Zahlung.Einzug = true
	if b.FillZahlung(von); b.Zahlung.Konto != (casework.Bankkonto{}) {
		t.Errorf("collected, and yet an account: %+v", b.Zahlung)
	}
	frei := casework.Bescheid{}
	if frei.FillZahlung(von); frei.Zahlung != nil {
		t.Error("a payment without a fee")
	}
}

// With a mandate of the applicant nobody is asked for one.
func TestADirectDebitWithAMandate(t *testing.T) {
	heute := casework.Tag(2026, 11, 30)
	b := casework.Bescheid{Ergebnis: casework.Bewilligt, Tenor: "Wir erlauben es.", GebuehrCent: 100,
		Zahlung: &casework.Zahlung{Grundlage: "Satzung", FaelligAm: casework.Tag(2026, 12, 30), Einzug: true}}
	for _, p := range b.CheckRelease(casework.BescheidLage{Heute: heute, Mandat: true}) {
		if p.Kennung == casework.PruefungKonto && p.Stand != casework.PruefungErfuellt {
			t.Errorf("%+v", p)
		}
	}
}

// One month is a month, and what is one like many stays.
func TestOneIsSaidAsOne(t *testing.T) {
	for want, p := range map[string]workflow.Gebuehrposition{"1 Monat": {Menge: 1, Einheit: "Monate"},
		"2 Monate": {Menge: 2, Einheit: "Monate"}, "0,5 Monate": {Menge: 0.5, Einheit: "Monate"},
		"1 m²": {Menge: 1, Einheit: "m²"}, "1 Stück": {Menge: 1, Einheit: "Stück"}, "1": {Menge: 1}} {
		if got := casework.MengeText(p); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
