package casework

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Kanalklasse is what a channel is in law; it chooses the rule of Bekanntgabe (regeln).
type Kanalklasse string

// The closed list.
const (
	KlasseNutzerkonto Kanalklasse = "nutzerkonto"    // mailbox of a Nutzerkonto, § 9 OZG
	KlassePortal      Kanalklasse = "eigenes_portal" // our own Antragsraum, § 41 Abs. 2a VwVfG
	KlasseDienst      Kanalklasse = "onlinedienst"   // the online service reads it, no rule of Bekanntgabe is known
	KlasseEmail       Kanalklasse = "email"          // tells that something waits, brings nothing
	KlassePost        Kanalklasse = "post"           // letter, § 41 Abs. 2 Satz 1 VwVfG
	KlasseIntern      Kanalklasse = "mitarbeitende"  // to the office, not to an applicant
)

// Rueckweg says how an applicant can answer what came by a channel.
type Rueckweg string

// The closed list.
const (
	RueckwegKeiner Rueckweg = ""
	RueckwegFrei   Rueckweg = "frei" // words and files come back by the channel itself
	RueckwegLink   Rueckweg = "link" // only in the Antragsraum, to which the message leads
)

// Faehigkeiten is what a channel can. Where a bound is zero or a list is empty nothing is known to be bounded.
type Faehigkeiten struct {
	Klasse           Kanalklasse
	Rueckweg         Rueckweg
	Niveaus          []int // levels of the login a message can demand
	BetreffMax       int   // characters
	TextMax          int   // characters of the text as it goes out (Zustellung.Text)
	DateiMax         int64 // bytes of one file
	GesamtMax        int64 // bytes of all files
	DateienMax       int
	Typen            []string // media types, "image/*" for all of a kind
	Benachrichtigt   bool     // the channel tells the applicant itself that something came (§ 9 Abs. 1 Satz 3 OZG)
	Lesebestaetigung bool
}

// Check says what of a message the channel would refuse: fields of NachrichtNeu → reasons; nil = nothing. text is what
// goes out, with items and period.
func (f *Faehigkeiten) Check(n *Nachricht, text string, dateien []Dokument) map[string]string {
	felder := map[string]string{}
	if f.BetreffMax > 0 && utf8.RuneCountInString(n.Betreff) > f.BetreffMax {
		felder["betreff"] = "channel_subject_length"
	}
	if f.TextMax > 0 && utf8.RuneCountInString(text) > f.TextMax {
		felder["text"] = "channel_text_length"
	}
	if len(f.Niveaus) > 0 && !slices.Contains(f.Niveaus, n.Vertrauensniveau) {
		felder["vertrauensniveau"] = "channel_level"
	}
	if f.Rueckweg == RueckwegKeiner && n.Antwort == AntwortErforderlich {
		felder["antwort"] = "channel_no_reply"
	}
	f.checkDateien(felder, dateien)
	if len(felder) == 0 {
		return nil
	}
	return felder
}

func (f *Faehigkeiten) checkDateien(felder map[string]string, dateien []Dokument) {
	var summe int64
	for i := range dateien {
		summe += dateien[i].Groesse
	}
	if f.DateienMax > 0 && len(dateien) > f.DateienMax {
		felder["anhaenge"] = "channel_file_count"
	}
	if f.GesamtMax > 0 && summe > f.GesamtMax {
		felder["anhaenge"] = "channel_files_size"
	}
	for i := range dateien {
		if !f.Nimmt(dateien[i].ContentType) {
			felder["anhaenge"] = "channel_file_type"
		}
		if f.DateiMax > 0 && dateien[i].Groesse > f.DateiMax {
			felder["anhaenge"] = "channel_file_size"
		}
	}
}

// Nimmt tells whether files of a media type go.
func (f *Faehigkeiten) Nimmt(typ string) bool {
	typ, _, _ = strings.Cut(strings.ToLower(typ), ";")
	typ = strings.TrimSpace(typ)
	art, _, _ := strings.Cut(typ, "/")
	return len(f.Typen) == 0 || slices.Contains(f.Typen, typ) || slices.Contains(f.Typen, art+"/*")
}
