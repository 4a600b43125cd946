package casework

import (
	"slices"
	"strings"
	"time"
)

const (
	// So many months after the office has learned of the facts a Bescheid in favour of somebody can be taken back (§ 48
	// Abs. 4, § 49 Abs. 2 Satz 2 VwVfG, § 130 Abs. 3 AO, § 45 Abs. 4 Satz 2 SGB X).
	ruecknahmeMonate = 12
	// It is announced within that year: so many days a letter may wait for retrieval, and then go by post.
	bekanntgabeTage = 17
	// So many after they learned of the ground somebody can ask to reopen (§ 51 Abs. 3 VwVfG).
	wiederaufnahmeMonate = 3
	// So many after its Bekanntgabe a Bescheid about social benefits that goes on (§ 45 Abs. 3 SGB X).
	dauerMonate, dauerMonateSchuld = 24, 120
	// So many ahead nobody revokes something by mistake.
	wirkungMonate = 24
)

// aenderungPunkte are what the law asks of a change; l.Frueher is what it is about.
func (b *Bescheid) aenderungPunkte(l BescheidLage) (out []BescheidPruefpunkt) {
	x, recht := b.Aenderung, verfahrensrecht(l.Recht)
	if x == nil || l.Frueher == nil {
		return nil
	}
	art := x.Wirkt().Art
	n, _ := l.Frueher.NormFor(l.Recht, art)
	add := func(kennung, norm string, stand Pruefstand, grund string) {
		out = append(out, BescheidPruefpunkt{kennung, stand, grund, norm})
	}
	norm := n.Norm
	if g, ok := n.grund(x.Grund); ok {
		norm = g.Norm
	}
	stand, grund := b.checkAenderung(l, n)
	add(PruefungAenderung, norm, stand, grund)
	if recht == RechtAO && (art == AktZuruecknehmen || art == AktWiderrufen) {
		add(PruefungSteuer, "§ 155 Abs. 1, § 172 Abs. 1 Satz 1 Nr. 2 Buchst. d AO", PruefungBestaetigen,
			"maybe_tax_assessment")
	}
	if recht == RechtAO && (art == AktAendern || art == AktBerichtigen) {
		add(PruefungFestsetzung, "§§ 169 bis 171 AO", PruefungBestaetigen, "assessment_period_unknown")
	}
	if recht == RechtSGBX && art == AktZuruecknehmen {
		if grund := x.dauer(l.Frueher, l.Heute); grund != "" {
			add(PruefungDauer, "§ 45 Abs. 3 SGB X", PruefungBestaetigen, grund)
		}
	}
	if b.schweigtZurGebuehr(l.Frueher) {
		add(PruefungGebuehr, pruefnormen[RechtVwVfG][PruefungBestimmtheit], PruefungBestaetigen, "earlier_fee_unsaid")
	}
	return out
}

// schweigtZurGebuehr: it takes away all of what had a fee, and nothing in it says whether that stays.
func (b *Bescheid) schweigtZurGebuehr(frueher *Bescheid) bool {
	text := strings.ToLower(b.Tenor + b.Ablehnung + b.Begruendung)
	said := slices.ContainsFunc([]string{"gebühr", "zahl", "betrag", "kosten"}, func(wort string) bool {
		return strings.Contains(text, wort)
	})
	return b.nimmtWeg() && frueher.GebuehrCent > 0 && frueher.Zahlung != nil && !said
}

// checkAenderung looks at what is done, on which ground, and from when it works.
func (b *Bescheid) checkAenderung(l BescheidLage, n Aenderungsnorm) (Pruefstand, string) {
	x := b.Aenderung
	if l.Frueher.Beguenstigt() && !b.nurLast() {
		return PruefungFehlt, "only_the_burden"
	}
	stand, grund := x.check(l.Frueher, n, l.Heute)
	g, _ := n.grund(x.Grund)
	switch {
	case !n.Wirkung || x.Ab == nil || stand == PruefungFehlt && grund != "":
		return stand, grund
	case x.Ab.Before(l.Fruehestens) && !g.Rueckwirkend && !n.Rueckwirkend: // before the letter can be announced
		return PruefungFehlt, "only_for_the_future"
	case grund != "":
		return stand, grund
	}
	return b.checkWirkung(l)
}

// nurLast: a ground that is for what burdens the person takes nothing else away: the rest of the Bescheid stands (§ 48
// Abs. 1 Satz 1, § 49 Abs. 1 VwVfG). A change in their favour leaves them something (§ 48 Abs. 1 Satz 2 Nr. 1 SGB X).
func (b *Bescheid) nurLast() bool {
	switch b.Aenderung.Grund {
	case grundBelastung:
		return b.Ergebnis == Teilweise
	case "zugunsten":
		return b.Ergebnis != Abgelehnt
	}
	return true
}

// checkWirkung asks about a day that hardly is meant, or that the letter does not say.
func (b *Bescheid) checkWirkung(l BescheidLage) (Pruefstand, string) {
	ab := *b.Aenderung.Ab
	switch {
	case ab.Before(Heute(l.Frueher.Am)):
		return PruefungBestaetigen, "effect_before_bescheid"
	case ab.After(PlusMonate(l.Heute, wirkungMonate)):
		return PruefungBestaetigen, "effect_far_ahead"
	case !strings.Contains(b.Tenor+b.Ablehnung, ab.Format("02.01.2006")):
		return PruefungBestaetigen, "effect_not_in_sentence"
	}
	return PruefungErfuellt, ""
}

// check looks at the ground and the period of the law; frueher is the Bescheid it is about, n the row for it.
func (x *Bescheidaenderung) check(frueher *Bescheid, n Aenderungsnorm, heute time.Time) (Pruefstand, string) {
	g, known := n.grund(x.Grund)
	rueckwirkend := n.Wirkung && x.Ab != nil && x.Ab.Before(heute)
	kenntnis := g.Kenntnis == KenntnisImmer || g.Kenntnis == KenntnisRueckwirkend && rueckwirkend
	switch {
	case len(n.Gruende) > 0 && !known:
		return PruefungFehlt, "ground_required"
	case len(n.Gruende) == 0 && x.Grund != "":
		return PruefungFehlt, "no_ground_here"
	case !n.Wirkung && x.Ab != nil:
		return PruefungFehlt, "no_effect_day_here"
	case rueckwirkend && !g.Rueckwirkend && !n.Rueckwirkend:
		return PruefungFehlt, "only_for_the_future"
	case kenntnis && x.Kenntnis == nil:
		return PruefungFehlt, "knowledge_day_required"
	case x.Kenntnis != nil && x.Kenntnis.After(heute):
		return PruefungFehlt, "in_future"
	case x.Wirkt().Art == AktWiederaufgreifen:
		return x.checkWiederaufgreifen(frueher, heute)
	case kenntnis && x.Kenntnis.Before(Heute(frueher.Am)): // the year begins with the act at the earliest
		return PruefungFehlt, "knowledge_before_bescheid"
	case kenntnis && heute.After(PlusMonate(*x.Kenntnis, ruecknahmeMonate)):
		return PruefungBestaetigen, "year_over"
	case kenntnis && heute.AddDate(0, 0, bekanntgabeTage).After(PlusMonate(*x.Kenntnis, ruecknahmeMonate)):
		return PruefungBestaetigen, "year_ends"
	}
	return x.checkGrund(frueher, heute)
}

func (x *Bescheidaenderung) checkWiederaufgreifen(frueher *Bescheid, heute time.Time) (Pruefstand, string) {
	switch {
	case x.Antrag == nil:
		return PruefungFehlt, "request_day_required"
	case x.Antrag.After(heute) || x.Antrag.Before(*x.Kenntnis) || x.Antrag.Before(Heute(frueher.Am)):
		return PruefungFehlt, "request_day_wrong"
	case frueher.RechtsbehelfBis != nil && !x.Antrag.After(*frueher.RechtsbehelfBis): // § 51 Abs. 1: after it is final
		return PruefungBestaetigen, "request_before_final"
	case x.Antrag.After(PlusMonate(*x.Kenntnis, wiederaufnahmeMonate)):
		return PruefungBestaetigen, "three_months_over"
	case x.Kenntnis.Before(Heute(frueher.Am)): // § 51 Abs. 1 Nr. 1, Abs. 2: it came later, or could not be said
		return PruefungBestaetigen, "reason_known_before"
	}
	return PruefungErfuellt, ""
}

// checkGrund asks about a ground that the earlier Bescheid does not bear out.
func (x *Bescheidaenderung) checkGrund(frueher *Bescheid, heute time.Time) (Pruefstand, string) {
	switch {
	case x.Grund == "vorbehalt" && !frueher.hasNebenbestimmung("widerrufsvorbehalt"):
		return PruefungBestaetigen, "no_reservation"
	case (x.Grund == "auflage" || x.Grund == "auflage_leistung") && !frueher.hasNebenbestimmung("auflage"):
		return PruefungBestaetigen, "no_obligation"
	case x.Grund == "zustimmung" && frueher.RechtsbehelfBis != nil && heute.After(*frueher.RechtsbehelfBis):
		return PruefungBestaetigen, "agreement_late"
	}
	return PruefungErfuellt, ""
}

// dauer: how long a Bescheid about benefits that go on can be taken back; deceit has no end (§ 45 Abs. 3 Satz 2).
func (x *Bescheidaenderung) dauer(frueher *Bescheid, heute time.Time) string {
	am := frueher.BekanntgabeAm
	switch {
	case !frueher.Beguenstigt() || am == nil || x.Grund == "taeuschung" || x.Grund == grundBelastung:
	case x.Grund == "abgewogen" && !frueher.hasNebenbestimmung("widerrufsvorbehalt"):
		if heute.After(PlusMonate(*am, dauerMonate)) {
			return "two_years_over"
		}
	case heute.After(PlusMonate(*am, dauerMonateSchuld)):
		return "ten_years_over"
	}
	return ""
}

func (b *Bescheid) hasNebenbestimmung(art string) bool {
	return slices.ContainsFunc(b.Nebenbestimmungen, func(n Nebenbestimmung) bool { return n.Art == art })
}
