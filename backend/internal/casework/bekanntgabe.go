package casework

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"kontor/workflow"
)

// Bekanntgabe is the legal date on which a Bescheid takes effect, and how it was found. Every date is
// shown as computed, with its steps; it is no legal advice.
type Bekanntgabe struct {
	Regel    string
	Am       time.Time // zero: none yet
	Schritte []string
}

// Procedural laws of a Verfahren: they decide how a Bescheid is announced.
const (
	RechtVwVfG = "VwVfG"
	RechtAO    = "AO" // Abgabenordnung: taxes and, through the Land's KAG, municipal dues
	RechtSGBX  = "SGB X"
	RechtBEEG  = "BEEG" // Elterngeld: social law, but the mailbox of a Nutzerkonto as in general law
)

// RechtZustellung takes the place of the law of the Verfahren where a Bescheid has to be formally served: no fiction
// gives the day.
const RechtZustellung = "VwZG"

// Fristrecht is the law by which the day of Bekanntgabe is found.
func Fristrecht(m *workflow.Meta) string {
	if m.Zustellung {
		return RechtZustellung
	}
	return m.Recht
}

// Verfahrensrecht of a Verfahren; what it does not say is as in the VwVfG.
func Verfahrensrecht(m *workflow.Meta) string { return cmp.Or(m.Recht, RechtVwVfG) }

// OhneRegel is the rule of a Bescheid whose day a person has to find, or has found.
const OhneRegel = "ohne Regel"

// unbestimmt is the answer where no verified rule is at hand: no date is computed, a person finds it.
func unbestimmt(grund string) Bekanntgabe {
	return Bekanntgabe{Regel: OhneRegel, Schritte: []string{grund,
		"Bitte stellen Sie Bekanntgabe und Frist selbst fest und halten Sie beides fest."}}
}

// geschehen says the event of each rule, with the day after it.
var geschehen = map[Ausloeser]string{
	ZurPost: "Zur Post gegeben am ", ZurPostAusland: "Ins Ausland zur Post gegeben am ",
	Abgerufen: "Abruf im Antragsraum am ", Bereitgestellt: "Im Postfach zum Abruf bereitgestellt am ",
	Benachrichtigt: "Benachrichtigung abgesendet am ", Abgesendet: "Elektronisch abgesendet am ",
	AbgesendetAusland: "Elektronisch ins Ausland abgesendet am ", Uebergeben: "Zugestellt am ",
	Eingeschrieben: "Als Einschreiben zur Post gegeben am ", ElektrZugestellt: "Zur elektronischen Zustellung abgesendet am ",
	EinheitlicheStelle: "Ins Ausland zur Post gegeben am ",
}

var ordnungszahl = map[int]string{3: "dritten", 4: "vierten", 7: "siebten"}

// Bekannt dates the Bekanntgabe by the rule for the law of the Verfahren and what happened on the day x. recht empty is
// the VwVfG. Where nobody has checked a rule there is no date (Am is zero): a person finds it.
func Bekannt(k Kalender, recht string, was Ausloeser, x time.Time) Bekanntgabe {
	if recht == "" {
		recht = RechtVwVfG
	}
	ereignis := geschehen[was] + deutsch(x)
	i := slices.IndexFunc(regeln, func(r regel) bool { return r.recht == recht && r.ausloeser == was })
	if i < 0 {
		return unbestimmt(ereignis + ". Für diesen Weg ist im Recht des Verfahrens keine geprüfte Regel hinterlegt.")
	}
	r := regeln[i]
	satz, grund := r.amOrt(k.Land, x)
	switch {
	case r.beleg == erinnert:
		grund = "Die Regel " + r.norm + " ist noch nicht am Text des Gesetzes geprüft."
	case grund == "" && r.tageAm(x) == unbekannt:
		grund = "Für Tage vor dem 01.01.2025 ist keine geprüfte Regel hinterlegt."
	}
	if grund != "" {
		return unbestimmt(ereignis + ". " + grund)
	}
	b := r.rechne(k, x, ereignis)
	if satz != "" {
		b.Schritte = append([]string{satz}, b.Schritte...)
	}
	return b
}

// amOrt applies R-LAND: the first step of the computation, or why there is none. An own text of the Land takes the
// place of the federal section.
func (r *regel) amOrt(land Land, x time.Time) (satz, grund string) {
	switch {
	case r.recht == RechtSGBX || r.recht == RechtBEEG:
		return "Für Sozialleistungen gilt das SGB X", ""
	case r.id == "B1":
		if eigene := ozgEigeneRegel[land]; eigene != "" {
			return "", eigene + "; sie ist nicht geprüft."
		}
		return "Für Postfächer von Nutzerkonten gilt das Onlinezugangsgesetz", ""
	}
	for _, l := range laenderRegeln {
		if l.land != land || l.recht != r.recht || len(l.nur) > 0 && !slices.Contains(l.nur, r.ausloeser) {
			continue
		}
		if x.Before(l.seit) {
			return "", "Für das Recht dieses Landes sind erst für Tage ab dem " + l.seit.Format("02.01.2006") +
				" geprüfte Regeln hinterlegt."
		}
		if l.norm != "" {
			r.norm = l.norm
		}
		return l.satz, ""
	}
	return "", "Für das Recht dieses Landes sind keine geprüften Regeln hinterlegt."
}

// tageAm are the days of the rule for what happened on the day.
func (r *regel) tageAm(x time.Time) int {
	if r.frueher != ebenso && x.Before(Tag(2025, 1, 1)) {
		return r.frueher
	}
	return r.tage
}

func (r *regel) rechne(k Kalender, x time.Time, ereignis string) Bekanntgabe {
	tage := r.tageAm(x)
	am := x.AddDate(0, 0, tage)
	wort := fmt.Sprintf("Gilt am %s Tag danach als bekannt gegeben", ordnungszahl[tage])
	switch {
	case r.monate > 0:
		am, wort = PlusMonate(x, r.monate), "Gilt einen Monat danach als bekannt gegeben"
	case tage == 0:
		wort = "Mit der Übergabe bekannt gegeben"
	case tage == 1:
		wort = "Bekannt gegeben am Tag danach"
	}
	b := Bekanntgabe{Regel: r.id + " (" + r.norm + ")", Am: am,
		Schritte: []string{ereignis, wort + ": " + deutsch(am) + " (" + r.norm + ")"}}
	if !r.verschiebt {
		if tage > 1 || r.monate > 0 {
			b.Schritte = append(b.Schritte, "Wochenenden und Feiertage verschieben diesen Tag nicht")
		}
		return b
	}
	if b.Am = k.NaechsterArbeitstag(am); !b.Am.Equal(am) {
		b.Schritte = append(b.Schritte, "Kein Arbeitstag, daher der nächste (§ 108 Abs. 3 AO): "+deutsch(b.Am))
	}
	return b
}

// PerPost dates what was posted to an address; land is its country. R-FOREIGN needs more than an address: that the
// person was asked in vain to name a recipient in Germany. The program does not know that, so a person says the day.
func PerPost(k Kalender, recht, land string, x time.Time) Bekanntgabe {
	switch {
	case recht == RechtZustellung: // §§ 3 to 5 VwZG
		return unbestimmt(geschehen[ZurPost] + deutsch(x) + ". Das Gesetz verlangt die förmliche Zustellung; ihr Tag steht " +
			"in der Urkunde oder im Rückschein.")
	case Inland(land):
		return Bekannt(k, recht, ZurPost, x)
	case recht == RechtAO:
		return Bekannt(k, recht, ZurPostAusland, x)
	}
	grund := geschehen[ZurPostAusland] + deutsch(x) + ". Eine Regel gibt es nur für Briefe im Inland."
	if b := Bekannt(k, recht, ZurPostAusland, x); !b.Am.IsZero() {
		grund += " Wurde vergeblich gebeten, jemanden im Inland für den Empfang zu benennen, gilt der siebte Tag (§ 15 VwVfG): " +
			deutsch(b.Am) + "."
	}
	return unbestimmt(grund)
}

// AbrufBekannt tells whether retrieval from the portal announces a Bescheid here: the rule for it is known. Else
// nobody is offered this way.
func AbrufBekannt(k Kalender, recht string, heute time.Time) bool {
	return !Bekannt(k, recht, Abgerufen, heute).Am.IsZero()
}

// EinwilligungFuer is what a person has to have agreed to for the way; false = no rule is known.
func EinwilligungFuer(recht string, was Ausloeser) (Einwilligung, bool) {
	i := slices.IndexFunc(regeln, func(r regel) bool { return r.recht == recht && r.ausloeser == was })
	if i < 0 {
		return "", false
	}
	return regeln[i].einwilligung, true
}

// HinweisRechtzeitig is rule R-NOTICE: under the OZG the notice goes out on the day of provision at the latest, under
// § 122a AO on that very day.
func HinweisRechtzeitig(recht string, hinweis, bereitgestellt time.Time) bool {
	if recht == RechtAO {
		return hinweis.Equal(bereitgestellt)
	}
	return !hinweis.After(bereitgestellt)
}

// ErneutBereitgestellt is rule R-EARLY: who had retrieved it before it was provided once more has known it since
// (§ 9 Abs. 1 OZG, last sentence). An earlier retrieval changes nothing else: the day of the fiction stands.
func ErneutBereitgestellt(b Bekanntgabe, abgerufen time.Time) Bekanntgabe {
	if b.Am.IsZero() || !abgerufen.Before(b.Am) {
		return b
	}
	b.Am = abgerufen
	b.Schritte = append(slices.Clone(b.Schritte), "Schon vor der erneuten Bereitstellung abgerufen, daher zählt der Abruf (§ 9 Abs. 1 OZG): "+
		deutsch(abgerufen))
	return b
}

// AbrufFrist is rule R-2A-TEN: ten days after the notice was sent; ends on the next working day when
// the last one is none (§ 31 Abs. 3 VwVfG). After it the provision ends without effect.
func AbrufFrist(k Kalender, hinweis time.Time) time.Time {
	return k.NaechsterArbeitstag(Heute(hinweis).AddDate(0, 0, 10))
}

// Inland tells whether an address is in Germany: without a country it is. § 41 Abs. 2 Satz 1 VwVfG speaks of these
// only.
func Inland(land string) bool {
	return slices.Contains([]string{"", "de", "deu", "d", "deutschland", "germany", "brd",
		"bundesrepublik deutschland", "000"}, strings.ToLower(strings.TrimSpace(land)))
}

// Fristquellen are the sections a period for remedies follows from.
type Fristquellen struct{ Monat, Tag, Jahr string }

var quellenWiderspruch = Fristquellen{"§ 70 Abs. 1 VwGO", "§ 57 Abs. 2 VwGO, § 222 Abs. 2 ZPO", "§ 58 Abs. 2 VwGO"}

// fristEnde: one month after Bekanntgabe (§§ 187, 188 BGB), moved to the next working day; a year without proper notice
// of remedies.
func fristEnde(k Kalender, bekannt time.Time, monate int, q Fristquellen) (time.Time, []string) {
	if monate == 12 {
		ende := k.NaechsterArbeitstag(PlusMonate(bekannt, 12))
		return ende, []string{"Ohne richtige Rechtsbehelfsbelehrung läuft die Frist ein Jahr (" + q.Jahr + "): " +
			deutsch(ende)}
	}
	monat, wort := PlusMonate(bekannt, monate), "Ein Monat"
	if monate == 3 {
		wort = "Drei Monate, weil die Bekanntgabe im Ausland ist,"
	}
	schritte := []string{wort + " nach Bekanntgabe (" + q.Monat + "): " + deutsch(monat)}
	ende := k.NaechsterArbeitstag(monat)
	if !ende.Equal(monat) {
		schritte = append(schritte, "Kein Arbeitstag, daher der nächste ("+q.Tag+"): "+deutsch(ende))
	}
	return ende, schritte
}

// GesetzteFrist is the last day of a period of days an authority sets: counted from the day after its Bekanntgabe (§ 31
// Abs. 2 VwVfG); a last day on which nobody works moves (Abs. 3 Satz 1).
func GesetzteFrist(k Kalender, bekannt time.Time, tage int) time.Time {
	return k.NaechsterArbeitstag(bekannt.AddDate(0, 0, tage))
}

// GenannterTag is the last day where an authority named the day itself: it moves like every other, unless the person
// was told that this very day counts (§ 31 Abs. 3 Satz 2 VwVfG). A Termin stays in any case (Abs. 5).
func GenannterTag(k Kalender, tag time.Time, mitHinweis, termin bool) time.Time {
	if mitHinweis || termin {
		return tag
	}
	return k.NaechsterArbeitstag(tag)
}

// Genehmigungsfiktion is the day with whose end an application counts as granted where a law says so: three months, or
// what that law says, from the day the documents were complete (§ 42a Abs. 2 VwVfG). zero vollstaendig = it does not
// run.
func Genehmigungsfiktion(k Kalender, vollstaendig time.Time, monate int) time.Time {
	if vollstaendig.IsZero() {
		return time.Time{}
	}
	return k.NaechsterArbeitstag(PlusMonate(vollstaendig, monate))
}

// EingangUeberStelle is the day on which what a point of single contact received counts as received by the authority
// (§ 71b Abs. 2 VwVfG). Periods of the person are kept with the earlier day.
func EingangUeberStelle(eingang time.Time) time.Time { return eingang.AddDate(0, 0, 3) }

func deutsch(d time.Time) string {
	return [...]string{"So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"}[d.Weekday()] + ", " + d.Format("02.01.2006")
}
