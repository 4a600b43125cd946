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
			BescheidLage{Heute: heute, Rechtsbehelf: Rechtsbehelf{Regel: "RB", Monate: 1},
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
		"heard tomorrow":      {func(b *Bescheid, _ *BescheidLage) { b.Anhoerung.Am = day("2026-03-11") }, PruefungAnhoerung, PruefungFehlt, "in_future"},
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
