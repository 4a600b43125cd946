package casework

import (
	"slices"
	"time"

	"github.com/google/uuid"
)

// Rollen of whom a Bescheid is announced to beside who applied.
const (
	RolleBeteiligt       = "beteiligt"       // takes part too, or is affected (§§ 13, 41 Abs. 1 Satz 1 VwVfG)
	RolleBevollmaechtigt = "bevollmaechtigt" // for who applied (§§ 14, 41 Abs. 1 Satz 2 VwVfG)
)

// Adressat is somebody else a Bescheid is announced to: by an own letter, on an own day, with an own period for
// remedies. The decision is the same.
type Adressat struct {
	ID              uuid.UUID       `json:"-"`
	Am              time.Time       `json:"am"`
	Von             string          `json:"von"`
	Anschrift       Anschrift       `json:"anschrift"`
	Dokument        *uuid.UUID      `json:"dokument"`
	Zustand         BescheidZustand `json:"zustand"` // BescheidZurPost, BescheidBekanntgegeben or BescheidGestrichen
	AufgegebenAm    *time.Time      `json:"aufgegebenAm"`
	BekanntgabeAm   *time.Time      `json:"bekanntgabeAm"`
	RechtsbehelfBis *time.Time      `json:"rechtsbehelfBis"`
	Regel           string          `json:"regel"`
	Schritte        []string        `json:"schritte"`
	Feststellungen  []Feststellung  `json:"-"`
}

// Fuer is the Bescheid as it is for one of its Adressaten: every act and rule about a letter holds for it as it stands.
func (b *Bescheid) Fuer(a Adressat) *Bescheid {
	out := *b
	out.Adressat, out.Adressaten, out.Nachricht = &a.ID, nil, nil
	out.genanntAm = a.Am
	out.Kanal, out.Zustand, out.Dokument, out.Anschrift = KanalPost, a.Zustand, a.Dokument, &a.Anschrift
	out.HinweisAm, out.AbgerufenAm, out.AufgegebenAm = nil, nil, a.AufgegebenAm
	out.BekanntgabeAm, out.RechtsbehelfBis = a.BekanntgabeAm, a.RechtsbehelfBis
	out.Regel, out.Schritte, out.Feststellungen = a.Regel, a.Schritte, a.Feststellungen
	return &out
}

// AlsAdressat is what is kept of one that Fuer gave.
func (b *Bescheid) AlsAdressat() Adressat {
	return Adressat{ID: *b.Adressat, Anschrift: *b.Anschrift, Dokument: b.Dokument, Zustand: b.Zustand,
		AufgegebenAm: b.AufgegebenAm, BekanntgabeAm: b.BekanntgabeAm, RechtsbehelfBis: b.RechtsbehelfBis,
		Regel: b.Regel, Schritte: b.Schritte}
}

// Ausfertigungen are the Bescheid for who applied and for each of its other Adressaten who was not struck.
func (b *Bescheid) Ausfertigungen() []*Bescheid {
	out := []*Bescheid{b}
	for _, a := range b.Adressaten {
		if a.Zustand != BescheidGestrichen {
			out = append(out, b.Fuer(a))
		}
	}
	return out
}

// Ausfertigung is the one for an Adressat; nil = there is none.
func (b *Bescheid) Ausfertigung(adressat uuid.UUID) *Bescheid {
	for _, a := range b.Adressaten {
		if a.ID == adressat {
			return b.Fuer(a)
		}
	}
	return nil
}

// UeberallBekannt tells whether it is announced to everybody it is for, and the last day on which one of them can
// object; nil = the period of none has a day.
func (b *Bescheid) UeberallBekannt() (bekannt bool, bis *time.Time) {
	bekannt = true
	for _, x := range b.Ausfertigungen() {
		bekannt = bekannt && x.Zustand == BescheidBekanntgegeben
		if x.RechtsbehelfBis != nil && (bis == nil || x.RechtsbehelfBis.After(*bis)) {
			bis = x.RechtsbehelfBis
		}
	}
	return bekannt, bis
}

// FuerNeuen is the Bescheid for somebody who shall get it: of their own, or in the place of who applied.
func (b *Bescheid) FuerNeuen(id uuid.UUID, x *NeuerAdressat, von string, am time.Time) *Bescheid {
	if x.Rolle == RolleBevollmaechtigt {
		out := *b
		out.Anschrift = &x.Anschrift
		return &out
	}
	return b.Fuer(Adressat{ID: id, Am: am, Von: von, Anschrift: x.Anschrift, Zustand: BescheidZurPost})
}

// AdressatenVon are whom the earlier Bescheide it is about were announced to beside who applied: what becomes of a
// decision is announced to everybody who has it.
func (b *Bescheid) AdressatenVon(bescheide []Bescheid) (out []Adressat) {
	if b.Aenderung == nil {
		return nil
	}
	for _, id := range []uuid.UUID{b.Aenderung.Bezug, b.Aenderung.Wirkt().Bezug} {
		frueher := BescheidMit(bescheide, id)
		if frueher == nil {
			continue
		}
		for _, a := range frueher.Adressaten {
			schonDa := func(x Adressat) bool { return gleicherName(x.Anschrift.Name, a.Anschrift.Name) }
			if a.Zustand != BescheidGestrichen && !slices.ContainsFunc(out, schonDa) {
				out = append(out, a)
			}
		}
	}
	return out
}

// BriefAnVertretung says to the applicant who gets the letter that counts.
func (b *Bescheid) BriefAnVertretung() string {
	return "Der Bescheid geht mit der Post an " + b.Anschrift.Name + ". Diese Person vertritt Sie. Sobald er ihr " +
		"bekannt gegeben ist, gilt das auch für Sie, und die Frist beginnt, in der Sie sich wehren können. Fragen Sie sie nach dem " +
		"Tag. Eine Kopie finden Sie im Anhang der Nachricht zu Ihrem Bescheid."
}

// Vertreten tells whether the letter goes to somebody who represents whom it is for.
func (b *Bescheid) Vertreten() bool { return b.Anschrift != nil && b.Anschrift.Vertritt != "" }

// NeuerAdressat is whom a person names.
type NeuerAdressat struct {
	Rolle     string
	Anschrift Anschrift
}

// Akt is the row of the table of acts it belongs to.
func (x *NeuerAdressat) Akt() BescheidAkt {
	if x.Rolle == RolleBevollmaechtigt {
		return AktBevollmaechtigt
	}
	return AktAdressat
}

// Fragen are what has to be confirmed before somebody who does not represent the applicant learns what the decision
// says: tax secrecy (§ 30 Abs. 1, 4 AO) and social data (§ 35 SGB I, §§ 67d, 69 SGB X) are disclosed only where a law
// or the person concerned allows it. Elsewhere who takes part is told by law (§ 41 Abs. 1 Satz 1 VwVfG).
func (x *NeuerAdressat) Fragen(recht string) []string {
	if x.Rolle != RolleBeteiligt {
		return nil
	}
	return geheimnisse[recht]
}

var geheimnisse = map[string][]string{RechtAO: {"steuergeheimnis"}, RechtSGBX: {"sozialgeheimnis"},
	RechtBEEG: {"sozialgeheimnis"}}

// NameApplicant names whom a representative of the applicant represents, as a letter can.
func (x *NeuerAdressat) NameApplicant(b *Bescheid, antrag *Antrag) {
	if x.Rolle == RolleBevollmaechtigt {
		x.Anschrift.Vertritt = (&Bescheid{}).Empfaenger(antrag).Name
		if b.Anschrift != nil && !b.Vertreten() && !Zeigbar(x.Anschrift.Vertritt) {
			x.Anschrift.Vertritt = b.Anschrift.Name
		}
	}
	x.Anschrift.write()
}

// Check refuses an address no postman finds, and whoever has the Bescheid already.
func (x *NeuerAdressat) Check(b *Bescheid, antrag *Antrag) error {
	vertretung := x.Anschrift.checkVertretung(antrag)
	switch {
	case x.Anschrift.Unvollstaendig():
		return FailField("anschrift", "incomplete")
	case x.Anschrift.OhnePLZ():
		return FailField("anschrift", "postcode_or_country_missing")
	case vertretung != nil:
		return vertretung
	}
	return x.checkDoppelt(b, antrag)
}

// checkDoppelt refuses a second letter for the same person: it would have a second day, and a second period. Who
// represents the applicant gets the letter in their place (§ 41 Abs. 1 Satz 2 VwVfG).
func (x *NeuerAdressat) checkDoppelt(b *Bescheid, antrag *Antrag) error {
	an := x.Anschrift
	weiterer := x.Rolle != RolleBevollmaechtigt
	if weiterer && isNamed(antrag, an.Vertritt) {
		return FailField("anschrift", "represents_the_applicant")
	}
	if weiterer && IsLeer(an.Vertritt) && isNamed(antrag, an.Name) {
		return FailField("anschrift", "addressee_has_it")
	}
	for _, y := range b.Ausfertigungen() {
		hat := y.Empfaenger(antrag)
		switch {
		case gleicherName(hat.Name, an.Name) && gleicherName(hat.Vertritt, an.Vertritt):
			return FailField("anschrift", "addressee_has_it")
		case !weiterer: // the applicant's own letter is the one that goes to them now
		case !IsLeer(an.Vertritt) && IsLeer(hat.Vertritt) && gleicherName(hat.Name, an.Vertritt):
			return FailField("anschrift", "represented_has_it")
		case IsLeer(an.Vertritt) && gleicherName(hat.Vertritt, an.Name):
			return FailField("anschrift", "their_representative_has_it")
		}
	}
	return nil
}

// bevollmaechtigtNorm: what is announced to a representative is announced to whom they represent.
var bevollmaechtigtNorm = map[string]string{"": "§ 41 Abs. 1 Satz 2 VwVfG", RechtVwVfG: "§ 41 Abs. 1 Satz 2 VwVfG",
	RechtSGBX: "§ 37 Abs. 1 Satz 2 SGB X", RechtBEEG: "§ 37 Abs. 1 Satz 2 SGB X", RechtAO: "§ 122 Abs. 1 Satz 3 AO"}

// vertreterNorm: who cannot act themselves is told by telling who represents them by law.
var vertreterNorm = map[string]string{"": "§§ 12, 41 Abs. 1 Satz 1 VwVfG", RechtVwVfG: "§§ 12, 41 Abs. 1 Satz 1 VwVfG",
	RechtSGBX: "§§ 11, 37 Abs. 1 Satz 1 SGB X", RechtBEEG: "§§ 11, 37 Abs. 1 Satz 1 SGB X",
	RechtAO: "§§ 34, 79, 122 Abs. 1 Satz 1 AO"}

// AdressatHinweis is what a letter says first to somebody who has not applied: why they get it, and who is meant by
// „Sie“. Empty for who applied.
func (b *Bescheid) AdressatHinweis(recht, antragsteller string) string {
	an := b.Anschrift
	angesprochen := "Mit „Sie“ und „Ihr“ ist im Folgenden " + antragsteller + " angesprochen."
	switch {
	case an != nil && an.Vertritt != "" && an.Vertretung != "":
		return "Dieser Bescheid wird Ihnen für " + an.Vertritt + " bekannt gegeben, weil Sie " + an.Vertritt + " " +
			vertretungWorte[an.Vertretung][1] + " gesetzlich vertreten (" + vertreterNorm[recht] + "). " + angesprochen
	case an != nil && an.Vertritt != "":
		return "Dieser Bescheid wird Ihnen für " + an.Vertritt + " bekannt gegeben, weil Sie dazu bevollmächtigt " +
			"sind (" + bevollmaechtigtNorm[recht] + "). " + angesprochen
	case b.Adressat != nil:
		return "Dieser Bescheid wird auch Ihnen bekannt gegeben, weil Sie am Verfahren beteiligt oder von der " +
			"Entscheidung betroffen sind. " + angesprochen
	}
	return ""
}
