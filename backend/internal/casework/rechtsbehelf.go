package casework

import (
	"cmp"
	"slices"
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
	Gericht  string    // whose rules the remedy follows; workflow.Verwaltungsgericht or Sozialgericht
	Frist    string    // ISO 8601
	Monate   int
	Ausland  int    // months where it is announced abroad; 0 = as many
	Satz     string // before body and seat
	Quellen  Fristquellen
	Zahlung  string // what a person who has to pay must know
	Herkunft string // SEEN in the text of the law, or RECALLED
}

// rechtsbehelfsregeln, the newest of an Art last. A list of forms is complete or not there at all: one that leaves out
// a form the law allows makes the Belehrung wrong (§ 58 Abs. 2 VwGO). For Klage the law asks for none (§ 58 Abs. 1).
var rechtsbehelfsregeln = []Rechtsbehelfsregel{{
	ID: "RB-WIDERSPRUCH", Ab: Tag(2024, 7, 24), Art: "widerspruch", Recht: []string{RechtVwVfG, RechtAO, RechtSGBX},
	Gericht: workflow.Verwaltungsgericht, Frist: "P1M", Monate: 1,
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
	ID: "RB-KLAGE", Ab: Tag(2024, 7, 24), Art: "klage", Recht: []string{RechtVwVfG, RechtAO, RechtSGBX},
	Gericht: workflow.Verwaltungsgericht, Frist: "P1M", Monate: 1,
	Satz:    "Gegen diesen Bescheid kann innerhalb eines Monats nach seiner Bekanntgabe Klage erhoben werden beim Gericht: ",
	Quellen: Fristquellen{"§ 74 Abs. 1 VwGO", quellenWiderspruch.Tag, quellenWiderspruch.Jahr},
	Zahlung: "Auch wenn Sie Klage erheben, ist der Betrag zunächst fristgerecht zu zahlen " +
		"(§ 80 Absatz 2 Satz 1 Nummer 1 der Verwaltungsgerichtsordnung). Sie können bei uns beantragen, " +
		"die Vollziehung auszusetzen (§ 80 Absatz 4).",
	Herkunft: "SEEN: § 58 Abs. 1, § 74 Abs. 1 Satz 2, § 80 Abs. 2 VwGO (consolidated 2026)",
}, {
	ID: "RB-WIDERSPRUCH-SGG", Ab: Tag(2024, 7, 24), Art: "widerspruch", Recht: []string{RechtSGBX},
	Gericht: workflow.Sozialgericht, Frist: "P1M", Monate: 1, Ausland: 3,
	Satz: "Gegen diesen Bescheid kann innerhalb eines Monats nach seiner Bekanntgabe, bei Bekanntgabe im Ausland innerhalb " +
		"von drei Monaten, Widerspruch erhoben werden. Der Widerspruch ist schriftlich, in elektronischer Form nach " +
		"§ 36a Absatz 2 des Ersten Buches Sozialgesetzbuch, schriftformersetzend nach § 36a Absatz 2a des Ersten Buches " +
		"Sozialgesetzbuch und § 9a Absatz 5 des Onlinezugangsgesetzes oder zur Niederschrift einzureichen bei der Stelle, " +
		"die den Bescheid erlassen hat: ",
	Quellen:  Fristquellen{"§ 84 Abs. 1 SGG", "§ 64 Abs. 3 SGG", "§ 66 Abs. 2 SGG"},
	Herkunft: "SEEN: § 64 Abs. 3, § 66, § 84 Abs. 1 SGG (consolidated 2026-08-19); RECALLED: in force since 2024-07-24",
}, {
	ID: "RB-KLAGE-SGG", Ab: Tag(2024, 7, 24), Art: "klage", Recht: []string{RechtSGBX}, Gericht: workflow.Sozialgericht,
	Frist: "P1M", Monate: 1, Ausland: 3,
	Satz: "Gegen diesen Bescheid kann innerhalb eines Monats nach seiner Bekanntgabe, bei Bekanntgabe im Ausland innerhalb " +
		"von drei Monaten, Klage erhoben werden beim Gericht: ",
	Quellen:  Fristquellen{"§ 87 Abs. 1 SGG", "§ 64 Abs. 3 SGG", "§ 66 Abs. 2 SGG"},
	Herkunft: "SEEN: § 64 Abs. 3, § 66, § 87 Abs. 1 SGG (consolidated 2026-08-19)",
}, {
	ID: "RB-EINSPRUCH", Ab: Tag(2024, 7, 24), Art: "einspruch", Recht: []string{RechtAO},
	Gericht: workflow.Verwaltungsgericht, Frist: "P1M", Monate: 1,
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
	Monate  int // 1, or 12 without a Belehrung that a rule confirms; 0 = an earlier program found that there is none
	Ausland int `json:",omitempty"` // where it is announced abroad; 0 = as many
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

// KeinRechtsbehelf: a procedure names none.
const KeinRechtsbehelf = "keiner"

// BestimmeRechtsbehelf finds the remedy against a Bescheid issued on a day under the procedural law. A procedure names
// remedy, body and seat; the words come from the rule. Words of its own count only where they are those of the rule.
// One that names no remedy takes none away (Art. 19 Abs. 4 GG): without a Belehrung it is a year.
func BestimmeRechtsbehelf(recht string, r workflow.Rechtsbehelf, am time.Time) Rechtsbehelf {
	out := Rechtsbehelf{Art: r.Art, Text: r.Belehrung, Monate: 12, Quellen: ohneRegel(recht, r.Gericht)}
	if r.Art == "" || r.Art == KeinRechtsbehelf {
		out.Art, out.Text = KeinRechtsbehelf, ""
		return out
	}
	regel := rechtsbehelfsregel(recht, r, Heute(am))
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
	out.Ausland = regel.Ausland
	return out
}

// ohneRegel: where the year stands that counts without a Belehrung.
func ohneRegel(recht, gericht string) Fristquellen {
	if q := quellenWiderspruch; recht == RechtSGBX && gericht == "" {
		q.Jahr = "§ 66 Abs. 2 SGG, § 58 Abs. 2 VwGO"
		return q
	} else if gericht == workflow.Sozialgericht {
		q.Jahr = "§ 66 Abs. 2 SGG"
		return q
	}
	return quellenWiderspruch
}

// rechtsbehelfsregel: in social law the procedure says whose rules a remedy follows (§ 62 SGB X); housing benefit goes
// to another court than social assistance, and to nobody knows which without it.
func rechtsbehelfsregel(recht string, r workflow.Rechtsbehelf, am time.Time) (found *Rechtsbehelfsregel) {
	recht = cmp.Or(recht, RechtVwVfG)
	gericht := r.Gericht
	if recht != RechtSGBX {
		gericht = cmp.Or(gericht, workflow.Verwaltungsgericht)
	}
	for i, x := range rechtsbehelfsregeln {
		if slices.Contains(x.Recht, recht) && x.Art == r.Art && x.Gericht == gericht && !am.Before(x.Ab) {
			found = &rechtsbehelfsregeln[i]
		}
	}
	return found
}

func einzeilig(s string) string { return strings.Join(strings.Fields(s), " ") }

// Ende is the last day on which the remedy is possible, with the steps; nil where there is none or nobody knows since
// when. land is the country where it is announced.
func (r Rechtsbehelf) Ende(k Kalender, bekannt time.Time, land string) (*time.Time, []string) {
	if r.Monate == 0 || bekannt.IsZero() {
		return nil, nil
	}
	monate := r.Monate
	if !Inland(land) {
		monate = max(monate, r.Ausland)
	}
	ende, schritte := fristEnde(k, bekannt, monate, r.Quellen)
	if r.Regel != "" {
		schritte = append([]string{"Rechtsbehelf nach Regel " + r.Regel}, schritte...)
	}
	return &ende, schritte
}

// SagbarBis is the last day of the remedy as far as the person it is for can be told: where no rule confirms what the
// letter says, the day is the caution of the office, and the letter may name another. What an earlier program issued
// says what was counted, unless that was a year.
func (b *Bescheid) SagbarBis() *time.Time {
	switch {
	case b.RechtsbehelfBis == nil:
		return nil
	case b.Rechtsbehelf != nil && b.Rechtsbehelf.Unbestaetigt():
		return nil
	case b.Rechtsbehelf == nil && b.BekanntgabeAm != nil && !b.RechtsbehelfBis.Before(PlusMonate(*b.BekanntgabeAm, 12)):
		return nil
	}
	return b.RechtsbehelfBis
}
