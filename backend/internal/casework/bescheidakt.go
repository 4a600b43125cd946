package casework

import (
	"regexp"
	"slices"
	"time"
)

// BescheidAkt is something a person can do with a Bescheid, as the buttons call it.
type BescheidAkt string

// The closed list. Five of them put right what was entered (Berichtigung), three say who gets it (NeuerAdressat).
const (
	AktPostaufgabe     BescheidAkt = "postaufgabe"
	AktAndererWeg      BescheidAkt = BestaetigtAndererWeg
	AktTagFeststellen  BescheidAkt = "tag_feststellen"     // a person finds the day
	AktPosttag         BescheidAkt = "posttag_berichtigen" // it was posted on another day
	AktSpaeter         BescheidAkt = "spaeter_zugegangen"  // it arrived later than the rule says
	AktZurueck         BescheidAkt = "zurueckgekommen"     // the post brought the letter back
	AktNichtZugegangen BescheidAkt = "nicht_zugegangen"    // it never arrived
	AktAdressat        BescheidAkt = "adressat"            // it is announced to somebody else, too
	AktBevollmaechtigt BescheidAkt = "bevollmaechtigt"     // it goes to who represents the applicant
	AktStreichen       BescheidAkt = "streichen"           // somebody was named by mistake, and nothing was posted
)

// BescheidStand is a row of the table: how far a Bescheid is, as far as that decides what can be done.
type BescheidStand string

// The closed list.
const (
	StandOhneBrief    BescheidStand = "ohne_brief"  // being written
	StandGescheitert  BescheidStand = "gescheitert" // that failed
	StandGestrichen   BescheidStand = "gestrichen"  // who should get it was named by mistake
	StandErsetzt      BescheidStand = "ersetzt"     // another has taken its place before it went out
	StandZurPost      BescheidStand = "zur_post"
	StandAbruf        BescheidStand = "zum_abruf"
	StandAbrufVorbei  BescheidStand = "abruf_vorbei"
	StandUnterwegs    BescheidStand = "unterwegs"        // into the mailbox of the Nutzerkonto
	StandAbgewiesen   BescheidStand = "nicht_zugestellt" // it did not get there
	StandUngewiss     BescheidStand = "ungewiss"         // nobody knows whether it did
	StandPostBekannt  BescheidStand = "post_bekannt"
	StandPostOffen    BescheidStand = "post_tag_offen" // announced by post, and nobody knows when
	StandAbrufBekannt BescheidStand = "abruf_bekannt"
	StandAbrufOffen   BescheidStand = "abruf_tag_offen"
)

// bescheidAkte is the one table of what can be done with a Bescheid: state by act, with what has to be confirmed
// whatever is entered. Buttons, the API and the refusals follow it. What is not in a row is refused. Acts that change
// what was decided (Aenderungsarten) depend on the other Bescheide, too: CheckAenderung.
var bescheidAkte = map[BescheidStand]map[BescheidAkt][]string{
	StandOhneBrief:   {},
	StandGescheitert: {AktErsetzen: nil},
	StandErsetzt:     {},
	StandGestrichen:  {},
	StandZurPost: {AktPostaufgabe: nil, AktAdressat: nil, AktBevollmaechtigt: nil, AktStreichen: nil,
		AktErsetzen: nil},
	StandAbrufVorbei: {AktPostaufgabe: nil, AktAdressat: nil, AktBevollmaechtigt: nil, AktErsetzen: nil},
	StandAbruf: {AktAndererWeg: {BestaetigtAndererWeg}, AktAdressat: nil,
		AktBevollmaechtigt: {BestaetigtAndererWeg}, AktErsetzen: nil},
	StandUnterwegs:  {AktAndererWeg: {BestaetigtAndererWeg}},
	StandUngewiss:   {AktAndererWeg: {BestaetigtAndererWeg}},
	StandAbgewiesen: {AktPostaufgabe: nil, AktAdressat: nil, AktBevollmaechtigt: nil, AktErsetzen: nil},
	StandPostBekannt: {AktTagFeststellen: {BestaetigtFolge}, AktPosttag: {BestaetigtFolge}, AktSpaeter: {BestaetigtFolge},
		AktZurueck: {BestaetigtFolge}, AktNichtZugegangen: {BestaetigtFolge}, AktAdressat: nil, AktBerichtigen: nil,
		AktAendern: nil, AktZuruecknehmen: nil, AktWiderrufen: nil, AktWiederaufgreifen: nil},
	StandPostOffen: {AktTagFeststellen: {BestaetigtFolge}, AktPosttag: {BestaetigtFolge},
		AktZurueck: {BestaetigtFolge}, AktNichtZugegangen: {BestaetigtFolge}, AktAdressat: nil, AktBerichtigen: nil,
		AktAendern: nil, AktZuruecknehmen: nil, AktWiderrufen: nil},
	StandAbrufBekannt: {AktTagFeststellen: {BestaetigtFolge}, AktAdressat: nil, AktBerichtigen: nil,
		AktAendern: nil, AktZuruecknehmen: nil, AktWiderrufen: nil, AktWiederaufgreifen: nil},
	StandAbrufOffen: {AktTagFeststellen: {BestaetigtFolge}, AktAdressat: nil, AktBerichtigen: nil,
		AktAendern: nil, AktZuruecknehmen: nil, AktWiderrufen: nil},
}

// bescheidAktReihe is the order in which they are offered.
var bescheidAktReihe = []BescheidAkt{AktPostaufgabe, AktAndererWeg, AktTagFeststellen, AktPosttag, AktSpaeter,
	AktZurueck, AktNichtZugegangen, AktAdressat, AktBevollmaechtigt, AktStreichen}

// Stand is the row of the table.
func (b *Bescheid) Stand() BescheidStand {
	offen := b.BekanntgabeAm == nil
	if b.Ersetzt() {
		return StandErsetzt
	}
	switch b.Zustand {
	case BescheidGestrichen:
		return StandGestrichen
	case BescheidFehlgeschlagen:
		return StandGescheitert
	case BescheidZurPost:
		return StandZurPost
	case BescheidBereitgestellt:
		return StandAbruf
	case BescheidAbrufAbgelaufen:
		return StandAbrufVorbei
	case BescheidUnterwegs:
		return StandUnterwegs
	case BescheidNichtZugestellt:
		return StandAbgewiesen
	case BescheidAusgangUnbekannt:
		return StandUngewiss
	case BescheidBekanntgegeben:
		switch {
		case b.Kanal == KanalPost && offen:
			return StandPostOffen
		case b.Kanal == KanalPost:
			return StandPostBekannt
		case offen:
			return StandAbrufOffen
		}
		return StandAbrufBekannt
	}
	return StandOhneBrief
}

// Akte are what can be done with the Bescheid now; nothing in a Vorgang whose work is at an end.
func (b *Bescheid) Akte(v *Vorgang) (out []BescheidAkt) {
	row := bescheidAkte[b.Stand()]
	for _, akt := range bescheidAktReihe {
		if _, ok := row[akt]; ok && v.Status.IsOffen() && !b.saysWhoGetsIt(akt) && b.haelt(akt) == "" {
			out = append(out, akt)
		}
	}
	return out
}

// saysWhoGetsIt: who else gets it is said of the Bescheid, not of one that somebody else gets, nor of what is gone.
// Only somebody who was named is struck.
func (b *Bescheid) saysWhoGetsIt(akt BescheidAkt) bool {
	if akt == AktStreichen {
		return b.Adressat == nil
	}
	return (b.Adressat != nil || b.verloren()) && (akt == AktAdressat || akt == AktBevollmaechtigt)
}

// haelt says why a letter may not be posted: what it says is taken away, or it takes away what nobody was told (§ 43
// Abs. 1 VwVfG). Empty = nothing holds it.
func (b *Bescheid) haelt(akt BescheidAkt) string {
	switch {
	case akt != AktPostaufgabe && akt != AktAndererWeg:
		return ""
	case b.verloren():
		return "bescheid_taken_away"
	case b.FrueherOffen:
		return "earlier_not_announced"
	}
	return ""
}

// Haelt is that of the letter that waits to be posted.
func (b *Bescheid) Haelt() string {
	if _, ok := bescheidAkte[b.Stand()][AktPostaufgabe]; !ok {
		return ""
	}
	return b.haelt(AktPostaufgabe)
}

// CheckAkt answers for one of these acts: what has to be confirmed whatever is entered, or why it cannot be done.
func (b *Bescheid) CheckAkt(v *Vorgang, akte ...BescheidAkt) (bestaetigen []string, err error) {
	if err := v.MustBeOffen(); err != nil {
		return nil, err
	}
	for _, akt := range akte {
		fragen, ok := bescheidAkte[b.Stand()][akt]
		if grund := b.haelt(akt); ok && grund != "" {
			return nil, Fail(Conflict, grund)
		}
		if ok && !b.saysWhoGetsIt(akt) {
			return slices.Clone(fragen), nil
		}
	}
	post := slices.ContainsFunc(akte, func(a BescheidAkt) bool {
		return slices.Contains([]BescheidAkt{AktPostaufgabe, AktAdressat, AktBevollmaechtigt}, a)
	})
	switch {
	case b.Ersetzt(), b.verloren() && slices.Contains(akte, AktAdressat):
		return nil, Fail(Conflict, "bescheid_gone")
	case slices.Contains(akte, AktStreichen):
		return nil, Fail(Conflict, "addressee_not_struck")
	case b.Zustand == BescheidGestrichen:
		return nil, Fail(Conflict, "addressee_struck")
	case post && b.Zustand == BescheidBekanntgegeben:
		return nil, Fail(Conflict, "bescheid_already_announced")
	case post:
		return nil, Fail(Conflict, "bescheid_not_postable")
	case b.Zustand != BescheidBekanntgegeben:
		return nil, Fail(Conflict, "bekanntgabe_none")
	case b.Kanal != KanalPost:
		return nil, Fail(Conflict, "bescheid_not_by_post")
	}
	return nil, Fail(Conflict, "bekanntgabe_day_open")
}

// TagOffen: it is out, and nobody knows since when it has its effect.
func (b *Bescheid) TagOffen() bool {
	return b.Zustand == BescheidBekanntgegeben && b.BekanntgabeAm == nil
}

// Feststellung is one finding of when a Bescheid was announced, by the program or by a person. They are kept: the
// newest counts. None has a day where the letter came back.
type Feststellung struct {
	Am              time.Time
	Von             string
	Anlass          string // AnlassErst, or the act that put it right
	Grund           string
	AufgegebenAm    *time.Time
	BekanntgabeAm   *time.Time
	RechtsbehelfBis *time.Time
	Regel           string
	Schritte        []string
	// An is where the letter went that it is about, as it stood on it; nil = there was none, or an earlier program kept
	// the finding.
	An    *Anschrift `json:",omitempty"`
	Beleg Beleg      `json:",omitempty"` // what proves the day; "" = a rule gave it, or nothing did
}

// regelkennung begins what a rule of the table has found; a day that a person said has no id of one.
var regelkennung = regexp.MustCompile(`^(B[0-9]|R-)[0-9A-Z-]* \(`)

// Findungsart is what a day was found by.
type Findungsart string

// The closed list.
const (
	GefundenRegel Findungsart = "regel"
	GefundenHand  Findungsart = "hand"  // by a person, with a reason
	GefundenOffen Findungsart = "offen" // there is no day
)

// Art tells a rule from a person.
func (f *Feststellung) Art() Findungsart {
	switch {
	case f.BekanntgabeAm == nil:
		return GefundenOffen
	case regelkennung.MatchString(f.Regel):
		return GefundenRegel
	}
	return GefundenHand
}

// Abruf: the first day was found because the person retrieved the Bescheid, and nobody entered anything.
func (f *Feststellung) Abruf() bool { return f.Anlass == AnlassErst && f.AufgegebenAm == nil }

// AnlassErst: announced, and nothing to put right yet.
const AnlassErst = "bekanntgabe"

// Feststellung of the Bescheid as it stands.
func (b *Bescheid) Feststellung(am time.Time, von, anlass, grund string) Feststellung {
	return Feststellung{Am: am, Von: von, Anlass: anlass, Grund: grund, AufgegebenAm: b.AufgegebenAm,
		BekanntgabeAm: b.BekanntgabeAm, RechtsbehelfBis: b.RechtsbehelfBis, Regel: b.Regel, Schritte: b.Schritte}
}
