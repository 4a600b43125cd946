package casework

import (
	"fmt"
	"time"
)

// Bekanntgabe is the legal date on which a Bescheid takes effect, and how it was found. Every date is
// shown as computed, with its steps; it is no legal advice.
type Bekanntgabe struct {
	Regel    string
	Am       time.Time // zero: none yet
	Schritte []string
}

// laender whose rules are verified for R-LAND. Sachsen-Anhalt refers to the federal VwVfG
// (§ 1 VwVfG LSA); for any other Land the caseworker enters the date.
var laenderBundesrecht = map[Land]string{"ST": "§ 1 Abs. 1 VwVfG LSA verweist auf das VwVfG des Bundes"}

// KnowsRecht tells whether dates of Bekanntgabe can be computed for the Land at all.
func KnowsRecht(land Land) bool { _, ok := laenderBundesrecht[land]; return ok }

// Procedural laws of a Verfahren: they decide how a Bescheid is announced.
const (
	RechtVwVfG = "VwVfG"
	RechtAO    = "AO" // Abgabenordnung: taxes and, through the Land's KAG, municipal dues
)

// unbestimmt is the answer where no verified rule is at hand: no date is computed, a person finds it.
func unbestimmt(grund string) Bekanntgabe {
	return Bekanntgabe{Regel: "ohne Regel", Schritte: []string{grund,
		"Bitte stellen Sie Bekanntgabe und Frist selbst fest und halten Sie beides fest."}}
}

// BekanntgabeDurchAbruf is rule B2, § 41 Abs. 2a VwVfG: provided for retrieval with consent, effective
// on the day after retrieval. The day is not moved by weekends (rule R-SHIFT).
func BekanntgabeDurchAbruf(k Kalender, abruf time.Time) Bekanntgabe {
	if !KnowsRecht(k.Land) {
		return unbestimmt("Abruf im Antragsraum am " + deutsch(Heute(abruf)) +
			". Für das Recht dieses Landes sind keine geprüften Regeln hinterlegt.")
	}
	tag := Heute(abruf)
	am := tag.AddDate(0, 0, 1)
	return Bekanntgabe{
		Regel: "B2 (§ 41 Abs. 2a VwVfG)",
		Am:    am,
		Schritte: []string{
			laenderBundesrecht[k.Land],
			"Abruf im Antragsraum am " + deutsch(tag),
			"Bekannt gegeben am Tag nach dem Abruf: " + deutsch(am) + " (§ 41 Abs. 2a Satz 3 VwVfG)",
		},
	}
}

// AbrufFrist is rule R-2A-TEN: ten days after the notice was sent; ends on the next working day when
// the last one is none (§ 31 Abs. 3 VwVfG). After it the provision ends without effect.
func AbrufFrist(k Kalender, hinweis time.Time) time.Time {
	return k.NaechsterArbeitstag(Heute(hinweis).AddDate(0, 0, 10))
}

// BekanntgabeDurchPost is rule B4, § 41 Abs. 2 Satz 1 VwVfG: the fourth day after posting inland, the
// third until 2024-12-31 (PostModG); not moved by weekends (OVG Lüneburg 4 LA 44/10). Under the AO it is
// rule B8, § 122 Abs. 2 AO: the same days, moved to the next working day (BFH IX R 68/98). aufgabe is a day.
func BekanntgabeDurchPost(k Kalender, recht string, aufgabe time.Time) Bekanntgabe {
	if !KnowsRecht(k.Land) {
		return unbestimmt("Zur Post gegeben am " + deutsch(aufgabe) +
			". Für das Recht dieses Landes sind keine geprüften Regeln hinterlegt.")
	}
	tage, wort := 4, "vierten"
	if aufgabe.Before(Tag(2025, 1, 1)) {
		tage, wort = 3, "dritten"
	}
	am := aufgabe.AddDate(0, 0, tage)
	b := Bekanntgabe{Regel: "B4 (§ 41 Abs. 2 Satz 1 VwVfG)", Am: am, Schritte: []string{
		laenderBundesrecht[k.Land],
		"Zur Post gegeben am " + deutsch(aufgabe),
		fmt.Sprintf("Gilt am %s Tag nach der Aufgabe als bekannt gegeben: %s", wort, deutsch(am)),
	}}
	if recht != RechtAO {
		b.Schritte = append(b.Schritte, "Wochenenden und Feiertage verschieben diesen Tag nicht")
		return b
	}
	b.Regel, b.Schritte[0] = "B8 (§ 122 Abs. 2 Nr. 1 AO)", "Für Abgaben gilt die Abgabenordnung"
	if b.Am = k.NaechsterArbeitstag(am); !b.Am.Equal(am) {
		b.Schritte = append(b.Schritte, "Kein Arbeitstag, daher der nächste (§ 108 Abs. 3 AO): "+deutsch(b.Am))
	}
	return b
}

// RechtsbehelfEnde: one month after Bekanntgabe (§ 70 Abs. 1 VwGO, §§ 187, 188 BGB), moved to the next
// working day (§ 57 Abs. 2 VwGO, § 222 Abs. 2 ZPO). Without proper notice of remedies it is a year
// (§ 58 Abs. 2 VwGO).
func RechtsbehelfEnde(k Kalender, bekannt time.Time, belehrt bool) (time.Time, []string) {
	if !belehrt {
		ende := k.NaechsterArbeitstag(PlusMonate(bekannt, 12))
		return ende, []string{"Ohne Rechtsbehelfsbelehrung läuft die Frist ein Jahr (§ 58 Abs. 2 VwGO): " +
			deutsch(ende)}
	}
	monat := PlusMonate(bekannt, 1)
	schritte := []string{"Ein Monat nach Bekanntgabe (§ 70 Abs. 1 VwGO): " + deutsch(monat)}
	ende := k.NaechsterArbeitstag(monat)
	if !ende.Equal(monat) {
		schritte = append(schritte, "Kein Arbeitstag, daher der nächste (§ 57 Abs. 2 VwGO, § 222 Abs. 2 ZPO): "+
			deutsch(ende))
	}
	return ende, schritte
}

func deutsch(d time.Time) string {
	return [...]string{"So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"}[d.Weekday()] + ", " + d.Format("02.01.2006")
}
