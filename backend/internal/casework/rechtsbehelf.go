package casework

import (
	"strings"
	"time"

	"kontor/workflow"
)

// Rechtsbehelfsregel is dated rule data: a remedy as the law has it for what is issued from Ab on. Only what stands
// here is said of a remedy and counted; everything else is one year and a question to a person.
type Rechtsbehelfsregel struct {
	ID       string
	Ab       time.Time // first day of issue
	Art      string    // widerspruch, einspruch, klage
	Recht    []string  // procedural laws it goes with
	Frist    string    // ISO 8601
	Monate   int
	Satz     string // before body and seat
	Quellen  Fristquellen
	Zahlung  string // what a person who has to pay must know
	Herkunft string // SEEN in the text of the law, or RECALLED
}

// rechtsbehelfsregeln, the newest of an Art last. A list of forms is complete or not there at all: one that leaves out
// a form the law allows makes the Belehrung wrong (§ 58 Abs. 2 VwGO). For Klage the law asks for none (§ 58 Abs. 1).
var rechtsbehelfsregeln = []Rechtsbehelfsregel{{
	ID: "RB-WIDERSPRUCH", Ab: Tag(2024, 7, 24), Art: "widerspruch", Recht: []string{RechtVwVfG, RechtAO}, Frist: "P1M",
	Monate: 1,
	Satz: "Gegen diesen Bescheid kann innerhalb eines Monats nach seiner Bekanntgabe Widerspruch erhoben werden. " +
		"Der Widerspruch ist schriftlich, in elektronischer Form nach § 3a Absatz 2 des Verwaltungsverfahrensgesetzes, " +
		"schriftformersetzend nach § 3a Absatz 3 des Verwaltungsverfahrensgesetzes und § 9a Absatz 5 des " +
		"Onlinezugangsgesetzes oder zur Niederschrift zu erheben bei der Behörde, die den Bescheid erlassen hat: ",
	Quellen: quellenWiderspruch,
	Zahlung: "Auch wenn Sie Widerspruch erheben, ist der Betrag zunächst fristgerecht zu zahlen " +
		"(§ 80 Absatz 2 Satz 1 Nummer 1 der Verwaltungsgerichtsordnung). Sie können bei uns beantragen, " +
		"die Vollziehung auszusetzen (§ 80 Absatz 4).",
	Herkunft: "SEEN: § 70 Abs. 1, § 80 Abs. 2 VwGO (consolidated 2026); RECALLED: in force since 2024-07-24",
}, {
	ID: "RB-KLAGE", Ab: Tag(2024, 7, 24), Art: "klage", Recht: []string{RechtVwVfG, RechtAO}, Frist: "P1M", Monate: 1,
	Satz:    "Gegen diesen Bescheid kann innerhalb eines Monats nach seiner Bekanntgabe Klage erhoben werden beim Gericht: ",
	Quellen: Fristquellen{"§ 74 Abs. 1 VwGO", quellenWiderspruch.Tag, quellenWiderspruch.Jahr},
	Zahlung: "Auch wenn Sie Klage erheben, ist der Betrag zunächst fristgerecht zu zahlen " +
		"(§ 80 Absatz 2 Satz 1 Nummer 1 der Verwaltungsgerichtsordnung). Sie können bei uns beantragen, " +
		"die Vollziehung auszusetzen (§ 80 Absatz 4).",
	Herkunft: "SEEN: § 58 Abs. 1, § 74 Abs. 1 Satz 2, § 80 Abs. 2 VwGO (consolidated 2026)",
}, {
	ID: "RB-EINSPRUCH", Ab: Tag(2024, 7, 24), Art: "einspruch", Recht: []string{RechtAO}, Frist: "P1M", Monate: 1,
	Satz: "Gegen diesen Bescheid kann innerhalb eines Monats nach seiner Bekanntgabe Einspruch eingelegt werden. " +
		"Der Einspruch ist schriftlich oder elektronisch einzureichen oder zur Niederschrift zu erklären bei: ",
	Quellen: Fristquellen{"§ 355 Abs. 1 AO", "§ 108 Abs. 3 AO", "§ 356 Abs. 2 AO"},
	Zahlung: "Auch wenn Sie Einspruch einlegen, ist der Betrag zunächst fristgerecht zu zahlen " +
		"(§ 361 Absatz 1 der Abgabenordnung). Sie können bei uns beantragen, " +
		"die Vollziehung auszusetzen (§ 361 Absatz 2).",
	Herkunft: "RECALLED: §§ 355, 356, 357 Abs. 1, 361 AO",
}}

// Rechtsbehelf is what a Bescheid says about the remedy against it and how long that is possible: always the same. It
// is kept with the Bescheid: what a letter has said stays true, whatever rules and procedures say later.
type Rechtsbehelf struct {
	Art     string
	Regel   string // id of the rule; empty = no rule confirms the text
	Text    string
	Monate  int // 1, or 12 without a Belehrung that a rule confirms; 0 = there is no remedy
	Zahlung string
	Quellen Fristquellen
}

// Unbestaetigt: there is a remedy, and no rule confirms what is said of it.
func (r Rechtsbehelf) Unbestaetigt() bool { return r.Monate > 0 && r.Regel == "" }

// RechtsbehelfBerichtigung: a correction decides nothing, so nobody objects to it; the period of what it corrects goes
// on (§ 42 VwVfG, § 38 SGB X). ok is false under the AO: there it can be contested as far as it reaches (§ 351 Abs. 1).
func RechtsbehelfBerichtigung(recht string) (r Rechtsbehelf, ok bool) {
	if verfahrensrecht(recht) == RechtAO {
		return r, false
	}
	return Rechtsbehelf{Art: "keiner", Regel: "RB-BERICHTIGUNG"}, true
}

// BestimmeRechtsbehelf finds the remedy against a Bescheid issued on a day under the procedural law. A procedure names
// remedy, body and seat; the words come from the rule. Words of its own count only where they are those of the rule.
func BestimmeRechtsbehelf(recht string, r workflow.Rechtsbehelf, am time.Time) Rechtsbehelf {
	if r.Art == "" || r.Art == "keiner" {
		return Rechtsbehelf{Art: r.Art}
	}
	out := Rechtsbehelf{Art: r.Art, Text: r.Belehrung, Monate: 12, Quellen: quellenWiderspruch}
	regel := rechtsbehelfsregel(recht, r.Art, Heute(am))
	if regel == nil {
		return out
	}
	out.Quellen, out.Zahlung = regel.Quellen, regel.Zahlung
	if r.Frist != regel.Frist || strings.TrimSpace(r.Stelle) == "" {
		return out
	}
	text := regel.Satz + einzeilig(r.Stelle)
	if r.Sitz != "" {
		text += ", " + einzeilig(r.Sitz)
	}
	text += "."
	if eigen := einzeilig(r.Belehrung); eigen == "" && r.Sitz == "" || eigen != "" && eigen != text {
		return out
	}
	out.Regel, out.Text, out.Monate = regel.ID+"/"+regel.Ab.Format("2006-01-02"), text, regel.Monate
	return out
}

func rechtsbehelfsregel(recht, art string, am time.Time) (found *Rechtsbehelfsregel) {
	if recht == "" {
		recht = RechtVwVfG
	}
	for i, r := range rechtsbehelfsregeln {
		for _, x := range r.Recht {
			if x == recht && r.Art == art && !am.Before(r.Ab) {
				found = &rechtsbehelfsregeln[i]
			}
		}
	}
	return found
}

func einzeilig(s string) string { return strings.Join(strings.Fields(s), " ") }

// Ende is the last day on which the remedy is possible, with the steps; nil where there is none or nobody knows since
// when.
func (r Rechtsbehelf) Ende(k Kalender, bekannt time.Time) (*time.Time, []string) {
	if r.Monate == 0 || bekannt.IsZero() {
		return nil, nil
	}
	ende, schritte := fristEnde(k, bekannt, r.Monate, r.Quellen)
	if r.Regel != "" {
		schritte = append([]string{"Rechtsbehelf nach Regel " + r.Regel}, schritte...)
	}
	return &ende, schritte
}
