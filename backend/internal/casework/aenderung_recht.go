package casework

import "slices"

// Kenntnisfrist says when the year counts that begins when the office learns of the facts.
type Kenntnisfrist string

// The closed list.
const (
	KenntnisNie          Kenntnisfrist = "nie"
	KenntnisImmer        Kenntnisfrist = "immer"
	KenntnisRueckwirkend Kenntnisfrist = "rueckwirkend" // only with effect for the past
)

// Aenderungsgrund is a ground on which the law allows to change a Bescheid.
type Aenderungsgrund struct {
	Grund        string
	Norm         string
	Rueckwirkend bool // the effect may begin before the day of the act
	Kenntnis     Kenntnisfrist
}

// Aenderungsnorm is a row of the table of what the law knows: SEEN in the consolidated text of 2026-08-19. What has no
// row is refused.
type Aenderungsnorm struct {
	Norm         string
	Gruende      []Aenderungsgrund // closed; empty = no ground is asked for
	Wirkung      bool              // the act says from when it works; without a word from its Bekanntgabe
	Rueckwirkend bool              // without a ground: that may be before the day of the act
	Last         *Aenderungsnorm   // for what gives the person nothing, where the law makes it easier
}

// grundBelastung: only what burdens the person is taken away from a Bescheid that gives them something, too.
const grundBelastung = "belastung"

const immer, nie, zurueck = KenntnisImmer, KenntnisNie, KenntnisRueckwirkend

var aenderungsnormen = map[string]map[BescheidAkt]Aenderungsnorm{
	RechtVwVfG: {
		AktErsetzen:    {Norm: "§ 43 Abs. 1 VwVfG"},
		AktBerichtigen: {Norm: "§ 42 VwVfG"},
		AktZuruecknehmen: erleichtert("§ 48 VwVfG", "§ 48 Abs. 1 Satz 1 VwVfG", true,
			Aenderungsgrund{"taeuschung", "§ 48 Abs. 2 Satz 3 Nr. 1 VwVfG", true, nie}, // Abs. 4 Satz 2
			Aenderungsgrund{"falsche_angaben", "§ 48 Abs. 2 Satz 3 Nr. 2 VwVfG", true, immer},
			Aenderungsgrund{"kenntnis", "§ 48 Abs. 2 Satz 3 Nr. 3 VwVfG", true, immer},
			Aenderungsgrund{"abgewogen", "§ 48 Abs. 1 bis 3 VwVfG", true, immer}),
		AktWiderrufen: erleichtert("§ 49 VwVfG", "§ 49 Abs. 1 VwVfG", false,
			Aenderungsgrund{"vorbehalt", "§ 49 Abs. 2 Satz 1 Nr. 1 VwVfG", false, immer},
			Aenderungsgrund{"auflage", "§ 49 Abs. 2 Satz 1 Nr. 2 VwVfG", false, immer},
			Aenderungsgrund{"neue_tatsachen", "§ 49 Abs. 2 Satz 1 Nr. 3 VwVfG", false, immer},
			Aenderungsgrund{"neues_recht", "§ 49 Abs. 2 Satz 1 Nr. 4 VwVfG", false, immer},
			Aenderungsgrund{"gemeinwohl", "§ 49 Abs. 2 Satz 1 Nr. 5 VwVfG", false, immer},
			Aenderungsgrund{"zweckverfehlung", "§ 49 Abs. 3 Satz 1 Nr. 1 VwVfG", true, immer},
			Aenderungsgrund{"auflage_leistung", "§ 49 Abs. 3 Satz 1 Nr. 2 VwVfG", true, immer}),
		AktWiederaufgreifen: {Norm: "§ 51 VwVfG", Gruende: []Aenderungsgrund{
			{"lage_geaendert", "§ 51 Abs. 1 Nr. 1 VwVfG", true, immer},
			{"beweismittel", "§ 51 Abs. 1 Nr. 2 VwVfG", true, immer},
			{"wiederaufnahme", "§ 51 Abs. 1 Nr. 3 VwVfG", true, immer}}},
	},
	// §§ 130 and 131 are not for assessments of taxes (§ 172 Abs. 1 Satz 1 Nr. 2 Buchst. d), §§ 172 ff. for nothing
	// else.
	RechtAO: {
		AktErsetzen:    {Norm: "§ 124 Abs. 1 AO"},
		AktBerichtigen: {Norm: "§ 129 AO"},
		AktZuruecknehmen: erleichtert("§ 130 AO", "§ 130 Abs. 1 AO", true,
			Aenderungsgrund{"unzustaendig", "§ 130 Abs. 2 Nr. 1 AO", true, immer},
			Aenderungsgrund{"taeuschung", "§ 130 Abs. 2 Nr. 2 AO", true, nie}, // Abs. 3 Satz 2
			Aenderungsgrund{"falsche_angaben", "§ 130 Abs. 2 Nr. 3 AO", true, immer},
			Aenderungsgrund{"kenntnis", "§ 130 Abs. 2 Nr. 4 AO", true, immer}),
		AktWiderrufen: erleichtert("§ 131 AO", "§ 131 Abs. 1 AO", false,
			Aenderungsgrund{"vorbehalt", "§ 131 Abs. 2 Satz 1 Nr. 1 AO", false, immer},
			Aenderungsgrund{"auflage", "§ 131 Abs. 2 Satz 1 Nr. 2 AO", false, immer},
			Aenderungsgrund{"neue_tatsachen", "§ 131 Abs. 2 Satz 1 Nr. 3 AO", false, immer}),
		AktAendern: {Norm: "§§ 172 bis 177 AO", Gruende: []Aenderungsgrund{
			{"nachpruefung", "§ 164 Abs. 2 AO", true, nie},
			{"vorlaeufig", "§ 165 Abs. 2 AO", true, nie},
			{"zustimmung", "§ 172 Abs. 1 Satz 1 Nr. 2 Buchst. a AO", true, nie},
			{"unzustaendig", "§ 172 Abs. 1 Satz 1 Nr. 2 Buchst. b AO", true, nie},
			{"taeuschung", "§ 172 Abs. 1 Satz 1 Nr. 2 Buchst. c AO", true, nie},
			{"bekannt_geworden", "§ 173 Abs. 1 AO", true, nie},
			{"erklaerung", "§ 173a AO", true, nie},
			{"widerstreit", "§ 174 AO", true, nie},
			{"grundlagenbescheid", "§ 175 Abs. 1 Satz 1 Nr. 1 AO", true, nie},
			{"rueckwirkend", "§ 175 Abs. 1 Satz 1 Nr. 2 AO", true, nie}}},
	},
	RechtSGBX: {
		AktErsetzen:    {Norm: "§ 39 Abs. 1 SGB X"},
		AktBerichtigen: {Norm: "§ 38 SGB X"},
		AktZuruecknehmen: erleichtert("§ 45 SGB X", "§ 44 SGB X", true,
			Aenderungsgrund{"taeuschung", "§ 45 Abs. 2 Satz 3 Nr. 1 SGB X", true, zurueck},
			Aenderungsgrund{"falsche_angaben", "§ 45 Abs. 2 Satz 3 Nr. 2 SGB X", true, zurueck},
			Aenderungsgrund{"kenntnis", "§ 45 Abs. 2 Satz 3 Nr. 3 SGB X", true, zurueck},
			Aenderungsgrund{"abgewogen", "§ 45 Abs. 2 Satz 1 SGB X", false, nie}), // Abs. 4 Satz 1
		AktWiderrufen: erleichtert("§ 47 SGB X", "§ 46 SGB X", false,
			Aenderungsgrund{"vorbehalt", "§ 47 Abs. 1 Nr. 1 SGB X", false, nie},
			Aenderungsgrund{"auflage", "§ 47 Abs. 1 Nr. 2 SGB X", false, nie},
			Aenderungsgrund{"zweckverfehlung", "§ 47 Abs. 2 Satz 1 Nr. 1 SGB X", true, zurueck},
			Aenderungsgrund{"auflage_leistung", "§ 47 Abs. 2 Satz 1 Nr. 2 SGB X", true, zurueck}),
		AktAendern: {Norm: "§ 48 SGB X", Wirkung: true, Gruende: []Aenderungsgrund{
			{"verhaeltnisse", "§ 48 Abs. 1 Satz 1 SGB X", false, nie},
			{"zugunsten", "§ 48 Abs. 1 Satz 2 Nr. 1 SGB X", true, nie},
			{"mitteilung", "§ 48 Abs. 1 Satz 2 Nr. 2 SGB X", true, zurueck},
			{"einkommen", "§ 48 Abs. 1 Satz 2 Nr. 3 SGB X", true, zurueck},
			{"ruhen", "§ 48 Abs. 1 Satz 2 Nr. 4 SGB X", true, zurueck},
			{"rechtsprechung", "§ 48 Abs. 2 SGB X", false, nie}}},
	},
}

// erleichtert is a row for what gives the person something, with the easier one for what does not. A Bescheid may do
// both: then the easier one is a ground, too.
func erleichtert(norm, last string, rueckwirkend bool, gruende ...Aenderungsgrund) Aenderungsnorm {
	return Aenderungsnorm{Norm: norm, Wirkung: true,
		Gruende: append(gruende, Aenderungsgrund{grundBelastung, last, rueckwirkend, nie}),
		Last:    &Aenderungsnorm{Norm: last, Wirkung: true, Rueckwirkend: rueckwirkend}}
}

// verfahrensrecht is the law whose rows count: Elterngeld is social law here.
func verfahrensrecht(recht string) string {
	switch recht {
	case "":
		return RechtVwVfG
	case RechtBEEG:
		return RechtSGBX
	}
	return recht
}

// NormFor is the row of an act on this Bescheid under a procedural law; ok is false where there is none. An amount that
// was assessed under the AO is a tax, or what is treated like one: §§ 130 and 131 are not for it.
func (b *Bescheid) NormFor(recht string, akt BescheidAkt) (n Aenderungsnorm, ok bool) {
	recht = verfahrensrecht(recht)
	n, ok = aenderungsnormen[recht][akt]
	if ok && recht == RechtAO && b.GebuehrCent > 0 && (akt == AktZuruecknehmen || akt == AktWiderrufen) {
		return Aenderungsnorm{}, false
	}
	if n.Last != nil && !b.Beguenstigt() {
		n = *n.Last
	}
	return n, ok
}

func (n Aenderungsnorm) grund(name string) (g Aenderungsgrund, ok bool) {
	i := slices.IndexFunc(n.Gruende, func(x Aenderungsgrund) bool { return x.Grund == name })
	if i < 0 {
		return g, false
	}
	return n.Gruende[i], true
}
