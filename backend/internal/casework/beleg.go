package casework

import "time"

// Beleg is what proves the day on which a Bescheid was served. Only with one does a day count that lies before that of
// the rule: a fiction is not undercut because a plain letter was there earlier.
type Beleg string

// The closed list.
const (
	BelegUrkunde     Beleg = "zustellungsurkunde"
	BelegBekenntnis  Beleg = "empfangsbekenntnis"
	BelegUebergabe   Beleg = "uebergabe" // in person, with a note of it
	BelegRueckschein Beleg = "rueckschein"
)

// belegWorte are a Beleg in words, with the section by which it proves the day. The acts on service of the Länder and
// § 122 Abs. 5 AO, § 65 SGB X lead there.
var belegWorte = map[Beleg]string{
	BelegUrkunde:     "Zustellungsurkunde der Post (§ 3 VwZG, § 182 ZPO)",
	BelegBekenntnis:  "Empfangsbekenntnis (§ 5 VwZG)",
	BelegUebergabe:   "persönliche Übergabe mit Vermerk (§ 5 Abs. 1 VwZG)",
	BelegRueckschein: "Einschreiben mit Rückschein (§ 4 Abs. 2 VwZG)",
}

// fruehererTag is why an earlier day needs one, as the answer says it.
const fruehererTag = "proof_for_earlier_day"

// Regeltag is the day the rule gives for how the Bescheid was announced; zero = no rule is known, or there is nothing
// to count from. land is the country of the address.
func (b *Bescheid) Regeltag(k Kalender, recht, land string) time.Time {
	switch {
	case b.AufgegebenAm != nil:
		return PerPost(k, recht, land, *b.AufgegebenAm).Am
	case b.AbgerufenAm != nil:
		return Bekannt(k, recht, Abgerufen, Heute(*b.AbgerufenAm)).Am
	case b.Kanal == KanalPostfach && b.HinweisAm != nil:
		return Bekannt(k, recht, Bereitgestellt, Heute(*b.HinweisAm)).Am
	}
	return time.Time{}
}

// checkBeleg refuses a day before that of the rule without proof, a proof that is none, and one of a day to come.
func (x *Berichtigung) checkBeleg(regeltag, heute time.Time) error {
	frueher := x.BekanntgabeAm != nil && !regeltag.IsZero() && x.BekanntgabeAm.Before(regeltag)
	// where a rule gives a day, another is one on which something has happened
	kuenftig := x.BekanntgabeAm != nil && (x.Beleg != "" || !regeltag.IsZero()) && x.BekanntgabeAm.After(heute)
	switch {
	case x.Beleg != "" && x.Akt != AktTagFeststellen:
		return FailField("beleg", "not_with_this")
	case x.Beleg != "" && belegWorte[x.Beleg] == "":
		return FailField("beleg", "unknown")
	case kuenftig && x.Akt == AktTagFeststellen:
		return FailField("bekanntgabeAm", "in_future")
	case frueher && x.Akt == AktTagFeststellen && x.Beleg == "":
		return FailField("beleg", fruehererTag)
	case frueher && x.Akt == AktSpaeter: // later than a proven day, and yet before the rule: that is no late arrival
		return FailField("bekanntgabeAm", fruehererTag)
	}
	return nil
}

// belegt is a day that was proven.
func belegt(b Bekanntgabe, tag time.Time, beleg Beleg, wer, grund string) Bekanntgabe {
	out := VonHand(b, tag, wer, grund)
	if beleg != "" {
		out.Regel = "nachgewiesen: " + belegWorte[beleg]
		out.Schritte[len(out.Schritte)-1] = "Bekannt gegeben am " + deutsch(tag) + ", nachgewiesen durch " +
			belegWorte[beleg] + "; eingetragen von " + wer + ": " + grund
	}
	return out
}
