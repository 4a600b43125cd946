package casework

func (b *Bescheid) vom() string { return "Bescheid vom " + Heute(b.Am).Format("02.01.2006") }

// platzWirkung stands in a sentence for the moment from which a change works.
const platzWirkung = "wirkung"

// WirkungText is that moment in words.
func (x *Bescheidaenderung) WirkungText() string {
	if x == nil || x.Ab == nil {
		return "ab der Bekanntgabe dieses Bescheids"
	}
	return "ab dem " + x.Ab.Format("02.01.2006")
}

// Aenderungsvorschlaege are the sentences of a Bescheid that does something to this one; neu are what the procedure
// would say if it decided anew.
func (b *Bescheid) Aenderungsvorschlaege(akt BescheidAkt, neu []Tenorvorschlag) []Tenorvorschlag {
	vom := b.vom()
	switch akt {
	case AktBerichtigen:
		return []Tenorvorschlag{{b.Ergebnis, "Unser " + vom + " wird berichtigt: Statt „{{falsch}}“ heißt es richtig " +
			"„{{richtig}}“. Im Übrigen bleibt er unverändert; auch die Frist für einen Rechtsbehelf gegen ihn ändert sich nicht.",
			""}}
	case AktZuruecknehmen:
		return b.aufhebungen("zurückgenommen")
	case AktWiderrufen:
		return b.aufhebungen("widerrufen")
	case AktAendern:
		return []Tenorvorschlag{
			{Bewilligt, "Unser " + vom + " wird geändert: {{was jetzt gilt}}. Im Übrigen bleibt er unverändert.", ""},
			{Teilweise, "Unser " + vom + " wird aufgehoben, soweit {{was entfällt}}.", "Im Übrigen bleibt er bestehen."},
			{Abgelehnt, "Unser " + vom + " wird aufgehoben.", ""}}
	case AktWiederaufgreifen:
		out := append([]Tenorvorschlag(nil), neu...)
		for i := range out {
			switch out[i].Ergebnis {
			case Abgelehnt:
				out[i].Text = "Ihren Antrag, das Verfahren wiederaufzugreifen, lehnen wir ab. Unser " + vom + " bleibt bestehen."
			case Bewilligt, Teilweise:
				out[i].Text = "Wir greifen das Verfahren wieder auf und heben unseren " + vom + " auf. " + out[i].Text
			}
		}
		return out
	}
	return neu
}

func (b *Bescheid) aufhebungen(weg string) []Tenorvorschlag {
	satz := "Unser " + b.vom() + " wird mit Wirkung {{" + platzWirkung + "}} " + weg
	return []Tenorvorschlag{{Bewilligt, satz + ". Stattdessen entscheiden wir: {{was jetzt gilt}}.", ""},
		{Teilweise, satz + ", soweit {{was entfällt}}.", "Im Übrigen bleibt er bestehen."},
		{Abgelehnt, satz + ".", ""}}
}

// Mitteilung says to the applicant what there is, and which Bescheid it is about, before they have opened what is
// decided. frueher is the Bescheid it is about in the end, bezug the one it names; nil = there is none.
func (x *Bescheidaenderung) Mitteilung(frueher, bezug *Bescheid) string {
	text := "Ihr neuer Bescheid ist da."
	switch art := x.Wirkt().Art; {
	case frueher == nil || art == AktErsetzen:
	case art == AktBerichtigen:
		text = "Ein Bescheid berichtigt unseren " + frueher.vom() + "."
	default:
		text = "Wir haben über unseren " + frueher.vom() + " neu entschieden."
	}
	if bezug != nil && x.Art == AktErsetzen {
		text += " Der neue Bescheid ersetzt den " + bezug.vom() + ", der nicht mehr gilt."
	}
	return text
}

// Einleitung is how the letter begins; empty = as every Bescheid of its procedure.
func (x *Bescheidaenderung) Einleitung(frueher *Bescheid) string {
	switch x.Wirkt().Art {
	case AktErsetzen:
		return ""
	case AktBerichtigen:
		return "unseren " + frueher.vom() + " berichtigen wir wie folgt:"
	case AktWiederaufgreifen:
		return "über Ihren Antrag, das Verfahren zu unserem " + frueher.vom() + " wiederaufzugreifen, " +
			"entscheiden wir wie folgt:"
	}
	return "über unseren " + frueher.vom() + " entscheiden wir wie folgt:"
}

// Rechtsgrundlage says on which section a change rests; empty where the procedure decides anew.
func (x *Bescheidaenderung) Rechtsgrundlage(frueher *Bescheid, recht string) string {
	art := x.Wirkt().Art
	n, ok := frueher.NormFor(recht, art)
	if !ok || art == AktErsetzen {
		return ""
	}
	norm := n.Norm
	if g, ok := n.grund(x.Grund); ok {
		norm = g.Norm
	}
	return "Rechtsgrundlage: " + norm + "."
}

// Titel is the name of the act in the letter's title, with the Bescheid it is about.
func (x *Bescheidaenderung) Titel(frueher *Bescheid) string {
	return aenderungsnamen[x.Wirkt().Art] + " des Bescheids vom " + Heute(frueher.Am).Format("02.01.2006")
}

// Name of an act that changes an earlier Bescheid.
func (a BescheidAkt) Name() string { return aenderungsnamen[a] }

// aenderungsgrundworte say the grounds of the law; the browser has them in its own words.
var aenderungsgrundworte = map[string]string{
	"taeuschung":      "arglistige Täuschung, Drohung oder Bestechung",
	"falsche_angaben": "wesentlich unrichtige oder unvollständige Angaben",
	"kenntnis":        "die Person kannte die Rechtswidrigkeit oder kannte sie grob fahrlässig nicht",
	"abgewogen":       "Vertrauen und öffentliches Interesse abgewogen", "vorbehalt": "zugelassen oder vorbehalten",
	"auflage": "Auflage nicht erfüllt", "neue_tatsachen": "nachträglich eingetretene Tatsachen",
	"neues_recht": "geänderte Rechtsvorschrift", "gemeinwohl": "schwere Nachteile für das Gemeinwohl",
	"zweckverfehlung":  "Leistung nicht für ihren Zweck verwendet",
	"auflage_leistung": "Auflage zur Leistung nicht erfüllt", grundBelastung: "nur, was die Person belastet",
	"lage_geaendert": "Sach- oder Rechtslage zugunsten der Person geändert", "beweismittel": "neue Beweismittel",
	"wiederaufnahme": "Wiederaufnahmegrund nach § 580 ZPO", "unzustaendig": "sachlich unzuständige Behörde",
	"nachpruefung": "Vorbehalt der Nachprüfung", "vorlaeufig": "vorläufig festgesetzt",
	"zustimmung":       "mit Zustimmung oder auf Antrag der Person",
	"bekannt_geworden": "nachträglich bekannt gewordene Tatsachen oder Beweismittel",
	"erklaerung":       "Schreib- oder Rechenfehler in der Steuererklärung", "widerstreit": "widerstreitende Festsetzungen",
	"grundlagenbescheid": "Grundlagenbescheid", "rueckwirkend": "rückwirkendes Ereignis",
	"verhaeltnisse": "Verhältnisse wesentlich geändert", "zugunsten": "Änderung zugunsten der Person",
	"mitteilung": "Pflicht zur Mitteilung verletzt", "einkommen": "Einkommen oder Vermögen erzielt",
	"ruhen":          "die Person wusste, dass der Anspruch ruht oder weggefallen ist",
	"rechtsprechung": "ständige Rechtsprechung geändert",
}

var aenderungsnamen = map[BescheidAkt]string{AktBerichtigen: "Berichtigung", AktZuruecknehmen: "Rücknahme",
	AktWiderrufen: "Widerruf", AktWiederaufgreifen: "Entscheidung über das Wiederaufgreifen", AktErsetzen: "Ersatz",
	AktAendern: "Änderung"}
