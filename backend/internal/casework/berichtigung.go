package casework

import (
	"slices"
	"strings"
	"time"
)

// Berichtigung is what a person puts right about the Bekanntgabe of a Bescheid.
type Berichtigung struct {
	Akt           BescheidAkt
	Grund         string
	AufgegebenAm  *time.Time // AktPosttag
	BekanntgabeAm *time.Time // AktTagFeststellen, AktSpaeter; AktPosttag where no rule is known
	Anschrift     *Anschrift // where the letter goes when it is sent again
	Beleg         Beleg      // AktTagFeststellen: what proves the day; needed for one before that of the rule
}

// EndetBekanntgabe: the letter has to go out again.
func (x *Berichtigung) EndetBekanntgabe() bool {
	return x.Akt == AktZurueck || x.Akt == AktNichtZugegangen
}

// vonHand is how far from today a person may say a Bescheid was, or will be, announced.
const vonHand = 62 // days: a month abroad, and some

// VonHand is a day a person has found where no rule gives one, with what the program knows about it.
func VonHand(b Bekanntgabe, tag time.Time, wer, grund string) Bekanntgabe {
	out := Bekanntgabe{Regel: "von Hand festgestellt", Am: tag}
	if len(b.Schritte) > 0 {
		out.Schritte = b.Schritte[:1:1]
	}
	out.Schritte = append(out.Schritte, "Bekannt gegeben am "+deutsch(tag)+", festgestellt von "+wer+": "+grund)
	return out
}

// CheckVonHand refuses a day no Bescheid can have been announced on: before it was made or posted, or far off.
func (b *Bescheid) CheckVonHand(tag *time.Time, grund string, heute time.Time) error {
	felder := map[string]string{}
	if IsLeer(grund) {
		felder["grund"] = "required"
	}
	frueh := Heute(b.Am)
	if b.AufgegebenAm != nil && b.AufgegebenAm.After(frueh) {
		frueh = *b.AufgegebenAm
	}
	switch {
	case tag == nil:
		felder["bekanntgabeAm"] = "required"
	case tag.Before(frueh):
		felder["bekanntgabeAm"] = "before_bescheid"
	case tag.After(heute.AddDate(0, 0, vonHand)):
		felder["bekanntgabeAm"] = "day_far_off"
	}
	if len(felder) > 0 {
		return &Error{Code: Invalid, Reason: "invalid_fields", Fields: felder}
	}
	return nil
}

// Check refuses what does not belong to the act, or is no change at all.
func (x *Berichtigung) Check(b *Bescheid, heute time.Time) error {
	felder := map[string]string{}
	if IsLeer(x.Grund) {
		felder["grund"] = "required"
	}
	if x.Akt != AktPosttag && x.AufgegebenAm != nil {
		felder["aufgegebenAm"] = "not_with_this"
	}
	if x.EndetBekanntgabe() && x.BekanntgabeAm != nil {
		felder["bekanntgabeAm"] = "not_with_this"
	}
	if !x.EndetBekanntgabe() && x.Anschrift != nil {
		felder["anschrift"] = "not_with_this"
	}
	if a := x.Anschrift; a != nil && a.Unvollstaendig() {
		felder["anschrift"] = "incomplete"
	} else if a != nil && a.OhnePLZ() {
		felder["anschrift"] = "postcode_or_country_missing"
	}
	switch x.Akt {
	case AktPosttag:
		switch {
		case x.AufgegebenAm == nil:
			felder["aufgegebenAm"] = "required"
		case x.AufgegebenAm.After(heute) || x.AufgegebenAm.Before(Heute(b.Am)):
			felder["aufgegebenAm"] = "not_between_bescheid_and_today"
		case b.AufgegebenAm != nil && x.AufgegebenAm.Equal(*b.AufgegebenAm):
			felder["aufgegebenAm"] = "unchanged"
		}
	case AktSpaeter:
		switch {
		case x.BekanntgabeAm == nil:
			felder["bekanntgabeAm"] = "required"
		case b.BekanntgabeAm != nil && !x.BekanntgabeAm.After(*b.BekanntgabeAm):
			felder["bekanntgabeAm"] = "not_later"
		case x.BekanntgabeAm.After(heute):
			felder["bekanntgabeAm"] = "in_future"
		}
	case AktTagFeststellen:
		if x.BekanntgabeAm != nil && b.BekanntgabeAm != nil && x.BekanntgabeAm.Equal(*b.BekanntgabeAm) {
			felder["bekanntgabeAm"] = "unchanged"
		}
	}
	if len(felder) > 0 {
		return &Error{Code: Invalid, Reason: "invalid_fields", Fields: felder}
	}
	return nil
}

// zugangNorm says why a later arrival counts, by the law of the Verfahren.
var zugangNorm = map[string]string{"": "§ 41 Abs. 2 Satz 3 VwVfG", RechtVwVfG: "§ 41 Abs. 2 Satz 3 VwVfG",
	RechtSGBX: "§ 37 Abs. 2 Satz 3 SGB X", RechtAO: "§ 122 Abs. 2 AO", RechtZustellung: "§ 8 VwZG"}

// Berichtige works out what follows; the Bescheid stays as it is. land is the country of the address. Where the answer
// has no day and the Bekanntgabe does not end, a person has to say it.
func (b *Bescheid) Berichtige(k Kalender, recht, land string, x *Berichtigung, wer string,
	heute time.Time) (Bekanntgabe, error) {
	if err := x.Check(b, heute); err != nil {
		return Bekanntgabe{}, err
	}
	if x.Akt == AktTagFeststellen {
		if err := b.CheckVonHand(x.BekanntgabeAm, x.Grund, heute); err != nil {
			return Bekanntgabe{}, err
		}
	}
	if err := x.checkBeleg(b.Regeltag(k, recht, land), heute); err != nil {
		return Bekanntgabe{}, err
	}
	grund := strings.TrimSpace(x.Grund)
	switch x.Akt {
	case AktSpaeter:
		norm := zugangNorm[recht]
		return Bekanntgabe{Regel: "späterer Zugang (" + norm + ")", Am: *x.BekanntgabeAm,
			Schritte: []string{posted(b.AufgegebenAm), "Erst am " + deutsch(*x.BekanntgabeAm) +
				" zugegangen; dann zählt dieser Tag (" + norm + "): " + grund}}, nil
	case AktPosttag:
		bek := PerPost(k, recht, land, *x.AufgegebenAm)
		bek.Schritte = append(slices.Clone(bek.Schritte), "Tag der Aufgabe berichtigt: "+grund)
		if !bek.Am.IsZero() && x.BekanntgabeAm != nil {
			return bek, FailField("bekanntgabeAm", "computed_by_rule")
		}
		if bek.Am.IsZero() && x.BekanntgabeAm != nil {
			neu := *b
			neu.AufgegebenAm = x.AufgegebenAm
			if err := neu.CheckVonHand(x.BekanntgabeAm, grund, heute); err != nil {
				return bek, err
			}
			bek = VonHand(bek, *x.BekanntgabeAm, wer, grund)
		}
		return bek, nil
	case AktTagFeststellen:
		return belegt(Bekanntgabe{Schritte: b.Schritte}, *x.BekanntgabeAm, x.Beleg, wer, grund), nil
	}
	satz := "Der Brief ist zurückgekommen"
	if x.Akt == AktNichtZugegangen {
		satz = "Der Brief ist nicht zugegangen, und der Zugang lässt sich nicht nachweisen"
	}
	return Bekanntgabe{Regel: "nicht bekannt gegeben (" + zugangNorm[recht] + ")",
		Schritte: []string{posted(b.AufgegebenAm), satz + ": " + grund}}, nil
}

func posted(tag *time.Time) string {
	if tag == nil {
		return "Zur Post gegeben an einem Tag, den niemand eingetragen hat"
	}
	return geschehen[ZurPost] + deutsch(*tag)
}

// Berichtigt is when the day that counts was said last by a person; nil = it is the first one, or there is none. Who
// has an account was told.
func (b *Bescheid) Berichtigt() *time.Time {
	n := len(b.Feststellungen)
	if n == 0 || b.BekanntgabeAm == nil || b.Feststellungen[n-1].Anlass == AnlassErst {
		return nil
	}
	return &b.Feststellungen[n-1].Am
}

// remedyWords are a remedy, as it is announced and as something somebody can do.
var remedyWords = map[string][2]string{"widerspruch": {"einen Widerspruch", "Widerspruch erheben"},
	"einspruch": {"einen Einspruch", "Einspruch einlegen"}, "klage": {"eine Klage", "Klage erheben"}}

// Mitteilung says to the applicant what follows from it: the day that counts now, and until when they can defend
// themselves. b is the Bescheid as it is afterwards; vorher the day that counted before, nil = none did.
func (x *Berichtigung) Mitteilung(b *Bescheid, vorher *time.Time, remedy string,
	heute time.Time) (betreff, text string) {
	const day = "02.01.2006"
	bescheid := "Ihr Bescheid vom " + Heute(b.Am).Format(day)
	if x.EndetBekanntgabe() {
		text = "Der Brief mit Ihrem Bescheid vom " + Heute(b.Am).Format(day) + " ist zu uns zurückgekommen."
		if x.Akt == AktNichtZugegangen {
			text = bescheid + " ist nach unserer Kenntnis nicht angekommen."
		}
		an := ""
		if b.Vertreten() {
			an = " an " + b.Anschrift.Name + ". Diese Person vertritt Sie"
		}
		text += " Deshalb gilt er noch nicht als bekannt gegeben, und es läuft keine Frist. Wir senden ihn noch einmal" + an +
			". Maßgeblich ist der neue Brief."
		return "Ihr Bescheid kommt noch einmal mit der Post", text
	}
	jetzt := b.BekanntgabeAm.Format(day)
	text = bescheid + " gilt am " + jetzt + " als bekannt gegeben. Dieser Tag stand bisher nicht fest."
	if vorher != nil {
		text = "Wir haben den Tag berichtigt, an dem " + bescheid +
			" als bekannt gegeben gilt. Es ist der " + jetzt + ", nicht der " + vorher.Format(day) + "."
	}
	words := remedyWords[remedy]
	switch bis := b.SagbarBis(); {
	case b.RechtsbehelfBis != nil && (bis == nil || words[0] == ""):
		return "Tag der Bekanntgabe Ihres Bescheids", text + " Bis wann und wie Sie sich wehren können, sagt die " +
			"Rechtsbehelfsbelehrung am Ende des Bescheids. Steht dort nichts dazu, fragen Sie uns bitte."
	case bis == nil:
		return "Tag der Bekanntgabe Ihres Bescheids", text
	case bis.Before(heute):
		text += " Die Frist für " + words[0] + " ist damit am " + bis.Format(day) + " abgelaufen."
	default:
		text += " Sie können deshalb bis zum " + bis.Format(day) + " " + words[1] +
			". Wie das geht, steht am Ende des Bescheids unter „Rechtsbehelfsbelehrung“."
	}
	return "Ihre Frist hat sich geändert", text
}

// Apply makes the Bescheid what follows from it. Where the Bekanntgabe ended it waits to be posted again.
func (x *Berichtigung) Apply(b *Bescheid, bek Bekanntgabe) {
	if x.AufgegebenAm != nil {
		b.AufgegebenAm = x.AufgegebenAm
	}
	if x.Anschrift != nil {
		b.Anschrift = x.Anschrift
	}
	b.Regel, b.Schritte = bek.Regel, bek.Schritte
	b.BekanntgabeAm, b.RechtsbehelfBis = nil, nil
	if x.EndetBekanntgabe() {
		b.Zustand, b.AufgegebenAm = BescheidZurPost, nil
		return
	}
	b.BekanntgabeAm = &bek.Am
}
