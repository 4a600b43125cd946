package casework

import (
	"cmp"
	"errors"
	"slices"
	"time"
)

// Pruefstand is how a Bescheid stands in one respect before it goes out.
type Pruefstand string

// The closed list.
const (
	PruefungErfuellt    Pruefstand = "erfuellt"
	PruefungBestaetigen Pruefstand = "bestaetigen" // possible, and not silently
	PruefungFehlt       Pruefstand = "fehlt"
)

// What a Bescheid is looked at for, in this order.
const (
	PruefungBestimmtheit = "bestimmtheit" // says what is decided, and nothing is left to fill in
	PruefungBegruendung  = "begruendung"
	PruefungAnhoerung    = "anhoerung"
	PruefungRechtsbehelf = "rechtsbehelf"
	PruefungZahlung      = "zahlung"     // only with a fee: on which basis
	PruefungKonto        = "konto"       // where to
	PruefungFaellig      = "faelligkeit" // until when
	PruefungEmpfaenger   = "empfaenger"  // whom it is for, and where the letter goes
	PruefungFrist        = "frist"       // nobody decides over a period that still runs
	PruefungZeichen      = "zeichen"     // only where a letter cannot show something of it
	// only of what changes an earlier Bescheid: whether the law allows it, and what only a person can know
	PruefungAenderung   = "aenderung"
	PruefungSteuer      = "steuerbescheid"    // § 130 f. AO are not for assessments
	PruefungFestsetzung = "festsetzungsfrist" // nobody computes it here
	PruefungDauer       = "dauerwirkung"      // § 45 Abs. 3 SGB X
	PruefungGebuehr     = "fruehere_gebuehr"  // what becomes of the fee of what is taken away
)

var nurMitGebuehr = []string{PruefungZahlung, PruefungKonto, PruefungFaellig}

// BescheidPruefpunkt is one respect, with the section it follows from.
type BescheidPruefpunkt struct {
	Kennung string
	Stand   Pruefstand
	Grund   string // why it is not fulfilled; empty = it is
	Norm    string
}

// pruefnormen by procedural law; what is not named there is as in the VwVfG.
var pruefnormen = map[string]map[string]string{
	RechtVwVfG: {PruefungBestimmtheit: "§ 37 Abs. 1 VwVfG", PruefungBegruendung: "§ 39 VwVfG", PruefungAnhoerung: "§ 28 VwVfG",
		PruefungRechtsbehelf: "§ 37 Abs. 6 VwVfG, § 58 VwGO", PruefungZahlung: "§ 39 VwVfG", PruefungKonto: "§ 37 Abs. 1 VwVfG",
		PruefungFaellig: "§ 37 Abs. 1 VwVfG", PruefungEmpfaenger: "§ 41 VwVfG", PruefungFrist: "§§ 28, 31 VwVfG",
		PruefungZeichen: "DIN 91379"},
	RechtAO: {PruefungBestimmtheit: "§ 119 Abs. 1 AO", PruefungBegruendung: "§ 121 AO", PruefungAnhoerung: "§ 91 AO",
		PruefungRechtsbehelf: "§ 356 AO", PruefungZahlung: "§§ 121, 157 AO", PruefungKonto: "§§ 157, 224 AO",
		PruefungFaellig: "§§ 220, 254 AO", PruefungEmpfaenger: "§ 122 AO", PruefungFrist: "§§ 91, 109 AO",
		PruefungZeichen: "DIN 91379"},
	RechtSGBX: {PruefungBestimmtheit: "§ 33 Abs. 1 SGB X", PruefungBegruendung: "§ 35 SGB X", PruefungAnhoerung: "§ 24 SGB X",
		PruefungRechtsbehelf: "§ 36 SGB X", PruefungZahlung: "§ 64 SGB X", PruefungKonto: "§ 33 Abs. 1 SGB X",
		PruefungFaellig: "§ 33 Abs. 1 SGB X", PruefungEmpfaenger: "§ 37 SGB X", PruefungFrist: "§§ 24, 26 SGB X",
		PruefungZeichen: "DIN 91379"},
}

// Anhoerung says that the person could speak before a decision against them, or why not.
type Anhoerung struct {
	Am    *time.Time // the day on which the occasion was given; nil = there was none
	Grund string     // then: one of Anhoerungsgruende of the law
}

// Anhoerungsgrund is why nobody needs to be heard, with the section it follows from.
type Anhoerungsgrund struct{ Grund, Norm string }

// anhoerungsgruende by procedural law; SEEN in § 28 VwVfG, § 91 AO and § 24 SGB X (consolidated 2026-08-19). Social law
// knows no compelling public interest.
var anhoerungsgruende = map[string][]Anhoerungsgrund{
	RechtVwVfG: {{"rechte_nicht_beruehrt", "§ 28 Abs. 1 VwVfG"}, {"gefahr_im_verzug", "§ 28 Abs. 2 Nr. 1 VwVfG"},
		{"frist_gefaehrdet", "§ 28 Abs. 2 Nr. 2 VwVfG"}, {"angaben_gefolgt", "§ 28 Abs. 2 Nr. 3 VwVfG"},
		{"gleichartig", "§ 28 Abs. 2 Nr. 4 VwVfG"}, {"vollstreckung", "§ 28 Abs. 2 Nr. 5 VwVfG"},
		{"zwingendes_interesse", "§ 28 Abs. 3 VwVfG"}},
	RechtAO: {{"rechte_nicht_beruehrt", "§ 91 Abs. 1 AO"}, {"gefahr_im_verzug", "§ 91 Abs. 2 Nr. 1 AO"},
		{"frist_gefaehrdet", "§ 91 Abs. 2 Nr. 2 AO"}, {"angaben_gefolgt", "§ 91 Abs. 2 Nr. 3 AO"},
		{"gleichartig", "§ 91 Abs. 2 Nr. 4 AO"}, {"vollstreckung", "§ 91 Abs. 2 Nr. 5 AO"},
		{"zwingendes_interesse", "§ 91 Abs. 3 AO"}},
	RechtSGBX: {{"rechte_nicht_beruehrt", "§ 24 Abs. 1 SGB X"}, {"gefahr_im_verzug", "§ 24 Abs. 2 Nr. 1 SGB X"},
		{"frist_gefaehrdet", "§ 24 Abs. 2 Nr. 2 SGB X"}, {"angaben_gefolgt", "§ 24 Abs. 2 Nr. 3 SGB X"},
		{"gleichartig", "§ 24 Abs. 2 Nr. 4 SGB X"}, {"vollstreckung", "§ 24 Abs. 2 Nr. 6 SGB X"}},
}

// Anhoerungsgruende of a procedural law.
func Anhoerungsgruende(recht string) []Anhoerungsgrund {
	if g, ok := anhoerungsgruende[recht]; ok {
		return g
	}
	return anhoerungsgruende[RechtVwVfG]
}

// BescheidPruefung is how a Bescheid stands before it goes out, with what of its letter nobody wrote in the act.
type BescheidPruefung struct {
	Punkte     []BescheidPruefpunkt
	Empfaenger Anschrift
	Adressaten []Adressat // who got the earlier one too, and gets this one
	Zeichen    []Zeichenstelle
	Zahlung    *Zahlung
}

// BescheidLage is what a Bescheid is held against.
type BescheidLage struct {
	Recht        string
	Rechtsbehelf Rechtsbehelf
	Empfaenger   Anschrift
	LaeuftBis    *time.Time // the latest day of a period for an answer that has not ended
	Heute        time.Time
	Fruehestens  time.Time       // the first day on which it can be announced
	Gestellt     time.Time       // the day of the application
	Frueher      *Bescheid       // which this one changes in the end; nil = none
	Zeichen      []Zeichenstelle // what no letter can show, in any of its letters
	Mandat       bool            // the applicant gave one for direct debit
	// Angeschrieben are the days on which the person was written to and could answer freely: one may be a hearing
	Angeschrieben []time.Time
}

// CheckRelease looks at a Bescheid before it goes out. Nothing is passed over: what is not fulfilled is missing, or
// somebody has to confirm it.
func (b *Bescheid) CheckRelease(l BescheidLage) []BescheidPruefpunkt {
	normen := pruefnormen[l.Recht]
	if normen == nil {
		normen = pruefnormen[RechtVwVfG]
	}
	out := []BescheidPruefpunkt{}
	add := func(kennung string, stand Pruefstand, grund string) {
		if grund == "" {
			stand = PruefungErfuellt
		}
		norm := normen[kennung]
		if kennung == PruefungRechtsbehelf && l.Recht == RechtAO && l.Rechtsbehelf.Art != "einspruch" {
			norm = "§ 58 VwGO" // dues of municipalities: the AO goes for the procedure, the VwGO for the remedy
		}
		out = append(out, BescheidPruefpunkt{kennung, stand, grund, norm})
	}
	felder := b.felder()
	offen := cmp.Or(felder["ergebnis"], felder["tenor"], felder["ablehnung"], felder["nebenbestimmungen"],
		felder["gebuehr"], felder["zahlung"])
	add(PruefungBestimmtheit, PruefungFehlt, offen)
	stand, grund := b.checkBegruendung(felder)
	add(PruefungBegruendung, stand, grund)
	for _, p := range []struct {
		kennung string
		check   func(*Bescheid, BescheidLage) (Pruefstand, string)
	}{
		{PruefungAnhoerung, (*Bescheid).checkAnhoerung},
		{PruefungRechtsbehelf, (*Bescheid).checkRechtsbehelf},
		{PruefungZahlung, (*Bescheid).checkZahlung},
		{PruefungKonto, (*Bescheid).checkKonto},
		{PruefungFaellig, (*Bescheid).checkFaellig},
		{PruefungEmpfaenger, (*Bescheid).checkEmpfaenger},
		{PruefungFrist, (*Bescheid).checkFrist},
	} {
		if slices.Contains(nurMitGebuehr, p.kennung) && b.GebuehrCent <= 0 {
			continue
		}
		stand, grund = p.check(b, l)
		add(p.kennung, stand, grund)
	}
	if len(l.Zeichen) > 0 {
		add(PruefungZeichen, PruefungFehlt, GrundZeichen)
	}
	return append(out, b.aenderungPunkte(l)...)
}

// checkBegruendung: a grant needs no reasons as far as it follows the application (§ 39 Abs. 2 Nr. 1 VwVfG, § 121
// Abs. 2 Nr. 1 AO, § 35 Abs. 2 Nr. 1 SGB X); what it burdens beside does. A fee says its basis.
func (b *Bescheid) checkBegruendung(felder map[string]string) (Pruefstand, string) {
	if grund := felder["begruendung"]; grund != "" {
		return PruefungFehlt, grund
	}
	if IsLeer(b.Begruendung) && len(b.Nebenbestimmungen) > 0 {
		return PruefungBestaetigen, "burden_without_reasons"
	}
	return PruefungErfuellt, ""
}

// belastet: it takes something from the person, or refuses it.
func (b *Bescheid) belastet(frueher *Bescheid) bool {
	switch {
	case b.berichtigt():
		return false
	case b.Aenderung.hebtAuf():
		return b.Aenderung.Nimmt(frueher)
	}
	return b.Ergebnis == Teilweise || b.Ergebnis == Abgelehnt
}

func (b *Bescheid) checkAnhoerung(l BescheidLage) (Pruefstand, string) {
	a := b.Anhoerung
	switch {
	case !b.belastet(l.Frueher):
		return PruefungErfuellt, ""
	case a == nil, a.Am == nil && !slices.ContainsFunc(Anhoerungsgruende(l.Recht),
		func(g Anhoerungsgrund) bool { return g.Grund == a.Grund }):
		return PruefungFehlt, "hearing_or_reason_required"
	case a.Am != nil && a.Am.After(l.Heute):
		return PruefungFehlt, "in_future"
	case a.Am != nil && a.Am.Before(l.Gestellt):
		return PruefungFehlt, "hearing_before_application"
	// by word of mouth, or by a letter from elsewhere
	case a.Am != nil && !slices.ContainsFunc(l.Angeschrieben, a.Am.Equal):
		return PruefungBestaetigen, "hearing_not_in_case"
	}
	return PruefungErfuellt, ""
}

func (b *Bescheid) checkRechtsbehelf(l BescheidLage) (Pruefstand, string) {
	switch {
	case !l.Rechtsbehelf.Unbestaetigt():
	case l.Rechtsbehelf.Art == KeinRechtsbehelf:
		return PruefungBestaetigen, "remedy_none"
	default:
		return PruefungBestaetigen, "remedy_unproven"
	}
	return PruefungErfuellt, ""
}

func (b *Bescheid) checkZahlung(l BescheidLage) (Pruefstand, string) {
	z := b.Zahlung
	switch {
	case z == nil || IsLeer(z.Grundlage):
		return PruefungFehlt, "fee_basis_required"
	case b.Ergebnis == Abgelehnt: // a fee for the decision, not for what was refused
		return PruefungBestaetigen, "fee_with_refusal"
	case b.GebuehrCent > grosseGebuehr:
		return PruefungBestaetigen, "fee_very_high"
	}
	return PruefungErfuellt, ""
}

func (b *Bescheid) checkKonto(l BescheidLage) (Pruefstand, string) {
	z := b.Zahlung
	switch {
	case z != nil && z.Einzug && !l.Mandat: // given on paper, perhaps
		return PruefungBestaetigen, "debit_without_mandate"
	case z == nil || z.Einzug:
	case z.Konto.IBAN == "":
		return PruefungBestaetigen, "account_missing"
	case !IsIBAN(z.Konto.IBAN):
		return PruefungFehlt, "account_invalid"
	}
	return PruefungErfuellt, ""
}

func (b *Bescheid) checkFaellig(l BescheidLage) (Pruefstand, string) {
	z := b.Zahlung
	switch {
	case z == nil:
	case z.FaelligAm.Before(l.Heute):
		return PruefungFehlt, "due_in_past"
	case z.FaelligAm.Before(l.Heute.AddDate(0, 0, faelligFruehestens)):
		return PruefungBestaetigen, "due_before_announcement"
	case z.FaelligAm.After(PlusMonate(l.Heute, faelligMonate)):
		return PruefungBestaetigen, "due_far_ahead"
	}
	return PruefungErfuellt, ""
}

func (b *Bescheid) checkEmpfaenger(l BescheidLage) (Pruefstand, string) {
	an := l.Empfaenger
	switch {
	case IsLeer(an.Name):
		return PruefungFehlt, "addressee_missing"
	case b.Kanal != KanalPost && (an.Unvollstaendig() || an.OhnePLZ()): // what is not retrieved has to be posted
		return PruefungBestaetigen, "address_missing_later"
	case b.Kanal != KanalPost:
		return PruefungErfuellt, ""
	case an.Unvollstaendig():
		return PruefungFehlt, "address_missing"
	case an.OhnePLZ():
		return PruefungFehlt, "postcode_or_country_missing"
	case !Inland(an.Land):
		return PruefungBestaetigen, "address_abroad"
	}
	return PruefungErfuellt, ""
}

func (b *Bescheid) checkFrist(l BescheidLage) (Pruefstand, string) {
	if l.LaeuftBis != nil && !l.LaeuftBis.Before(l.Heute) {
		return PruefungBestaetigen, "period_running"
	}
	return PruefungErfuellt, ""
}

// Check lets nothing out that is missing or not confirmed (CheckPruefung). What no letter can show is told by its
// places, beside what else is missing.
func (p *BescheidPruefung) Check(bestaetigt []string) (fragen []string, err error) {
	andere := slices.DeleteFunc(slices.Clone(p.Punkte), func(x BescheidPruefpunkt) bool {
		return x.Kennung == PruefungZeichen
	})
	fragen, err = CheckPruefung(andere, bestaetigt)
	zeichen := NichtZeigbar(p.Zeichen)
	var fehlt *Error
	switch {
	case zeichen == nil:
		return fragen, err
	case CodeOf(err) == Invalid && errors.As(err, &fehlt):
		fehlt.Zeichen = p.Zeichen[:min(len(p.Zeichen), MaxZeichenstellen)]
		return nil, fehlt
	}
	return nil, zeichen
}

// CheckPruefung refuses what is missing, by the field to mend it in, and asks for what was not confirmed; it returns
// what was. What is confirmed is the reason: with another one it is another question. The app of the version before
// confirms the point.
func CheckPruefung(punkte []BescheidPruefpunkt, bestaetigt []string) (fragen []string, err error) {
	var offen []string
	felder := map[string]string{}
	for _, p := range punkte {
		switch p.Stand {
		case PruefungFehlt:
			felder[p.Kennung] = p.Grund
		case PruefungBestaetigen:
			fragen = append(fragen, p.Grund)
			alt := !slices.Contains(nurMitGebuehr, p.Kennung) && slices.Contains(bestaetigt, p.Kennung)
			if !alt && !slices.Contains(bestaetigt, p.Grund) {
				offen = append(offen, p.Grund)
			}
		case PruefungErfuellt:
		}
	}
	if len(felder) > 0 {
		return nil, &Error{Code: Invalid, Reason: "invalid_fields", Fields: felder}
	}
	if len(offen) > 0 {
		return nil, &Error{Code: Conflict, Reason: "bescheid_unconfirmed", Rueckfrage: &Rueckfrage{Bestaetigen: offen}}
	}
	return fragen, nil
}
