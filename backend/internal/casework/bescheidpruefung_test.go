package casework

import (
	"testing"
	"time"
)

// Before a Bescheid goes out it is looked at in every respect; each fault is found under its own name, and no other.
func TestWhatIsMissingInABescheidIsFound(t *testing.T) {
	heute := tag("2026-03-10")
	day := func(s string) *time.Time { d := tag(s); return &d }
	good := func() (Bescheid, BescheidLage) {
		return Bescheid{Ergebnis: Teilweise, Tenor: "Ja.", Ablehnung: "Im Übrigen nein.", Begruendung: "Weil.",
				Kanal:     KanalPost,
				Anhoerung: &Anhoerung{Am: day("2026-03-01")}},
			BescheidLage{Heute: heute, Angeschrieben: []time.Time{tag("2026-03-01")}, Rechtsbehelf: Rechtsbehelf{Regel: "RB", Monate: 1},
				Empfaenger: Anschrift{Name: "A. Test", Strasse: "Weg 1", PlzOrt: "06108 Halle"}}
	}
	for name, c := range map[string]struct {
		change  func(*Bescheid, *BescheidLage)
		kennung string
		stand   Pruefstand
		grund   string
	}{
		"all is there":     {func(*Bescheid, *BescheidLage) {}, "", "", ""},
		"no sentence":      {func(b *Bescheid, _ *BescheidLage) { b.Tenor = " " }, PruefungBestimmtheit, PruefungFehlt, "tenor_required"},
		"a gap":            {func(b *Bescheid, _ *BescheidLage) { b.Tenor = "{{x}}" }, PruefungBestimmtheit, PruefungFehlt, "placeholder_open"},
		"half a grant":     {func(b *Bescheid, _ *BescheidLage) { b.Ablehnung = "" }, PruefungBestimmtheit, PruefungFehlt, "refused_part_required"},
		"no reasons":       {func(b *Bescheid, _ *BescheidLage) { b.Begruendung = "" }, PruefungBegruendung, PruefungFehlt, "reasons_required"},
		"nobody was heard": {func(b *Bescheid, _ *BescheidLage) { b.Anhoerung = nil }, PruefungAnhoerung, PruefungFehlt, "hearing_or_reason_required"},
		"a reason of one's own": {func(b *Bescheid, _ *BescheidLage) { b.Anhoerung = &Anhoerung{Grund: "keine Zeit"} }, PruefungAnhoerung,
			PruefungFehlt, "hearing_or_reason_required"},
		"heard tomorrow": {func(b *Bescheid, _ *BescheidLage) { b.Anhoerung.Am = day("2026-03-11") }, PruefungAnhoerung, PruefungFehlt, "in_future"},
		"heard on a day without a message": {func(b *Bescheid, _ *BescheidLage) { b.Anhoerung.Am = day("2026-03-02") },
			PruefungAnhoerung, PruefungBestaetigen, "hearing_not_in_case"},
		"a reason of the law": {func(b *Bescheid, _ *BescheidLage) { b.Anhoerung = &Anhoerung{Grund: "gefahr_im_verzug"} }, "", "", ""},
		"granted, so nobody is heard": {func(b *Bescheid, _ *BescheidLage) {
			b.Ergebnis, b.Ablehnung, b.Begruendung, b.Anhoerung = Bewilligt, "", "", nil
		}, "", "", ""},
		"a remedy no rule knows": {func(_ *Bescheid, l *BescheidLage) { l.Rechtsbehelf = Rechtsbehelf{Monate: 12} }, PruefungRechtsbehelf,
			PruefungBestaetigen, "remedy_unproven"},
		"a remedy nobody names": {func(_ *Bescheid, l *BescheidLage) {
			l.Rechtsbehelf = Rechtsbehelf{Art: KeinRechtsbehelf, Monate: 12}
		}, PruefungRechtsbehelf, PruefungBestaetigen, "remedy_none"},
		"a reason social law does not know": {func(b *Bescheid, l *BescheidLage) {
			b.Anhoerung, l.Recht = &Anhoerung{Grund: "zwingendes_interesse"}, RechtSGBX
		}, PruefungAnhoerung, PruefungFehlt, "hearing_or_reason_required"},
		"no remedy":  {func(_ *Bescheid, l *BescheidLage) { l.Rechtsbehelf = Rechtsbehelf{} }, "", "", ""},
		"for nobody": {func(_ *Bescheid, l *BescheidLage) { l.Empfaenger.Name = "" }, PruefungEmpfaenger, PruefungFehlt, "addressee_missing"},
		"to nowhere": {func(_ *Bescheid, l *BescheidLage) { l.Empfaenger.PlzOrt = "" }, PruefungEmpfaenger, PruefungFehlt, "address_missing"},
		"to nowhere yet": {func(b *Bescheid, l *BescheidLage) { l.Empfaenger.PlzOrt, b.Kanal = "", KanalAntragsraum }, PruefungEmpfaenger,
			PruefungBestaetigen, "address_missing_later"},
		"abroad": {func(_ *Bescheid, l *BescheidLage) { l.Empfaenger.Land = "Frankreich" }, PruefungEmpfaenger, PruefungBestaetigen,
			"address_abroad"},
		"an answer may still come": {func(_ *Bescheid, l *BescheidLage) { l.LaeuftBis = day("2026-03-10") }, PruefungFrist,
			PruefungBestaetigen, "period_running"},
		"no answer came": {func(_ *Bescheid, l *BescheidLage) { l.LaeuftBis = day("2026-03-09") }, "", "", ""},
	} {
		b, l := good()
		c.change(&b, &l)
		punkte := b.CheckRelease(l)
		for _, p := range punkte {
			want := BescheidPruefpunkt{p.Kennung, PruefungErfuellt, "", p.Norm}
			if p.Kennung == c.kennung {
				want = BescheidPruefpunkt{p.Kennung, c.stand, c.grund, p.Norm}
			}
			if p != want || p.Norm == "" {
				t.Errorf("%s: %+v", name, p)
			}
		}
		if len(punkte) != 6 {
			t.Errorf("%s: looked at %d things", name, len(punkte))
		}
		_, err := CheckPruefung(punkte, nil)
		want := map[Pruefstand]Code{PruefungFehlt: Invalid, PruefungBestaetigen: Conflict}[c.stand]
		if c.stand == "" && err != nil || c.stand != "" && CodeOf(err) != want {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := CheckPruefung(punkte, []string{c.kennung}); c.stand == PruefungBestaetigen && err != nil {
			t.Errorf("%s, confirmed: %v", name, err)
		} else if c.stand == PruefungFehlt && err == nil {
			t.Errorf("%s: what is missing was confirmed away", name)
		}
	}
}

// Without a country an address begins with a German postcode: abroad another day counts, and a person has to say so.
func TestAnAddressSaysItsCountry(t *testing.T) {
	for plzOrt, c := range map[string]struct {
		land, grund string
		stand       Pruefstand
	}{
		"39576 Stendal":          {"", "", PruefungErfuellt},
		"D-39576 Stendal":        {"Deutschland", "", PruefungErfuellt},
		"1000 Bruxelles":         {"", "postcode_or_country_missing", PruefungFehlt},
		"1010 Wien, Österreich":  {"", "postcode_or_country_missing", PruefungFehlt},
		"xyz":                    {"", "postcode_or_country_missing", PruefungFehlt},
		"39576":                  {"", "postcode_or_country_missing", PruefungFehlt},
		"1010 Wien":              {"Österreich", "address_abroad", PruefungBestaetigen},
		"1012 AB Amsterdam":      {"Niederlande", "address_abroad", PruefungBestaetigen},
		"SW1A 1AA London":        {"Vereinigtes Königreich", "address_abroad", PruefungBestaetigen},
		"75001 Paris, im Norden": {"Frankreich", "address_abroad", PruefungBestaetigen},
	} {
		b := Bescheid{Kanal: KanalPost}
		stand, grund := b.checkEmpfaenger(BescheidLage{Empfaenger: Anschrift{Name: "N", Strasse: "S 1", PlzOrt: plzOrt,
			Land: c.land}})
		if stand != c.stand || grund != c.grund {
			t.Errorf("%q in %q: %s %q", plzOrt, c.land, stand, grund)
		}
	}
}

// Nobody was heard on an application before it came.
func TestAHearingComesAfterTheApplication(t *testing.T) {
	gestellt, heute := Tag(2026, 3, 2), Tag(2026, 3, 10)
	for tag, want := range map[time.Time]string{Tag(2001, 1, 1): "hearing_before_application",
		Tag(2026, 3, 1): "hearing_before_application", gestellt: "", heute: "", Tag(2026, 3, 11): "in_future"} {
		b := Bescheid{Ergebnis: Abgelehnt, Anhoerung: &Anhoerung{Am: &tag}}
		if _, grund := b.checkAnhoerung(BescheidLage{Heute: heute, Gestellt: gestellt,
			Angeschrieben: []time.Time{gestellt, heute}}); grund != want {
			t.Errorf("%s: %q, want %q", tag.Format(time.DateOnly), grund, want)
		}
	}
}

// What burdens beside a grant has reasons, or somebody says that it needs none.
func TestABurdenHasItsReasons(t *testing.T) {
	auflage := []Nebenbestimmung{{Art: "auflage", Text: "Leise."}}
	for name, c := range map[string]struct {
		b     Bescheid
		stand Pruefstand
	}{
		"as applied for":             {Bescheid{Ergebnis: Bewilligt}, PruefungErfuellt},
		"with a fee":                 {Bescheid{Ergebnis: Bewilligt, GebuehrCent: 4500}, PruefungErfuellt},
		"with a condition":           {Bescheid{Ergebnis: Bewilligt, Nebenbestimmungen: auflage}, PruefungBestaetigen},
		"with one that has a reason": {Bescheid{Ergebnis: Bewilligt, Nebenbestimmungen: auflage, Begruendung: "Nebenan wird geschlafen."}, PruefungErfuellt},
		"refused":                    {Bescheid{Ergebnis: Abgelehnt}, PruefungFehlt},
	} {
		if stand, grund := c.b.checkBegruendung(c.b.felder()); stand != c.stand {
			t.Errorf("%s: %s %s", name, stand, grund)
		}
	}
}

// A slip of a digit or a year is asked about before the letter goes out.
func TestASlipInThePaymentIsAskedAbout(t *testing.T) {
	heute := tag("2026-03-10")
	for name, c := range map[string]struct {
		cent   int64
		tag    string
		want   string
		faelig string
	}{
		"usual":            {4500, "2026-04-10", "", ""},
		"a million":        {100_000_000, "2026-04-10", "", ""},
		"a cent more":      {100_000_001, "2026-04-10", "fee_very_high", ""},
		"in two years":     {4500, "2028-03-10", "", ""},
		"a day after that": {4500, "2028-03-11", "", "due_far_ahead"},
	} {
		b := &Bescheid{Ergebnis: Bewilligt, GebuehrCent: c.cent, Zahlung: &Zahlung{Grundlage: "§ 3 Satzung",
			FaelligAm: tag(c.tag)}}
		if _, got := b.checkZahlung(BescheidLage{Heute: heute}); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
		if _, got := b.checkFaellig(BescheidLage{Heute: heute}); got != c.faelig {
			t.Errorf("%s: %q", name, got)
		}
	}
}
