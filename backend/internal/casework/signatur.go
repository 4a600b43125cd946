package casework

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Kinds of electronic signature.
const (
	SignaturPerson  = "signatur"    // of a person
	SignaturSiegel  = "siegel"      // of an organisation, by what its certificate says
	SignaturStempel = "zeitstempel" // of a time stamping authority
)

// What a check of a signature comes to.
const (
	SignaturGueltig     = "gueltig"      // nothing was changed, and whose it is, is certain
	SignaturUnbestaetig = "unbestaetigt" // nothing was changed in what it covers, but Grund
	SignaturUngueltig   = "ungueltig"
	SignaturUngeprueft  = "ungeprueft" // could not be checked
)

// Signaturgruende are why a signature is not gueltig.
var Signaturgruende = []string{"aussteller_unbekannt", "kette_unvollstaendig", "danach_ergaenzt", "inhalt_veraendert",
	"nicht_lesbar", "verfahren_unbekannt", "zu_gross", "zu_viele"}

// Levels by what the certificate says of itself (QcStatements, ETSI EN 319 412-5).
const (
	NiveauQualifiziert    = "qualifiziert"              // qualified certificate, key in a certified device
	NiveauQualZertifikat  = "qualifiziertes_zertifikat" // qualified certificate, nothing said of the device
	NiveauFortgeschritten = "fortgeschritten"           // says nothing of the kind
)

// Signatur is one electronic signature of a document, as it was found when the document came in or went out.
type Signatur struct {
	Art        string     `json:"art"`
	Ergebnis   string     `json:"ergebnis"`
	Grund      string     `json:"grund,omitempty"`
	Von        string     `json:"von,omitempty"` // subject of the certificate
	Aussteller string     `json:"aussteller,omitempty"`
	Serie      string     `json:"serie,omitempty"` // number of the certificate, hex
	Niveau     string     `json:"niveau,omitempty"`
	Am         *time.Time `json:"am,omitempty"`      // as who signed says
	Stempel    *time.Time `json:"stempel,omitempty"` // as a time stamp in it says
}

// Signaturen of a document in the order of the file; nil = nobody has looked, or there is none.
type Signaturen []Signatur

// Scan reads them from JSON.
func (s *Signaturen) Scan(src any) error {
	switch raw := src.(type) {
	case nil:
		*s = nil
		return nil
	case []byte:
		return json.Unmarshal(raw, s)
	case string:
		return json.Unmarshal([]byte(raw), s)
	}
	return fmt.Errorf("read signatures from %T", src)
}

var signaturworte = map[string]map[string]string{
	"art": {SignaturPerson: "Signatur", SignaturSiegel: "Elektronisches Siegel", SignaturStempel: "Zeitstempel"},
	"ergebnis": {SignaturGueltig: "gültig", SignaturUnbestaetig: "unverändert, aber nicht bestätigt",
		SignaturUngueltig: "ungültig", SignaturUngeprueft: "nicht geprüft"},
	"grund": {"aussteller_unbekannt": "niemand hat festgelegt, welchen Ausstellern zu trauen ist",
		"kette_unvollstaendig": "das Zertifikat führt zu keinem Aussteller, dem zu trauen ist",
		"danach_ergaenzt":      "nach der Signatur kam etwas hinzu", "inhalt_veraendert": "der Inhalt wurde danach verändert",
		"nicht_lesbar": "die Signatur ist nicht lesbar", "verfahren_unbekannt": "mit einem Verfahren gezeichnet, das Kontor nicht prüft",
		"zu_gross": "die Datei ist zu groß", "zu_viele": "die Datei nennt zu viele Signaturen"},
	"niveau": {NiveauQualifiziert: "qualifiziert, laut Zertifikat",
		NiveauQualZertifikat:  "mit qualifiziertem Zertifikat, laut Zertifikat",
		NiveauFortgeschritten: "nicht als qualifiziert ausgewiesen"},
}

// Worte say one signature in a sentence, for records that have no language of their own.
func (s *Signatur) Worte() string {
	wort := func(gruppe, schluessel string) string {
		if w := signaturworte[gruppe][schluessel]; w != "" {
			return w
		}
		return schluessel
	}
	text := wort("art", s.Art)
	if s.Von != "" {
		text += " von " + s.Von
	}
	text += ": " + wort("ergebnis", s.Ergebnis)
	teile := []string{}
	add := func(label, wert string) {
		if wert != "" {
			teile = append(teile, label+wert)
		}
	}
	if s.Grund != "" {
		add("", wort("grund", s.Grund))
	}
	if s.Niveau != "" {
		add("", wort("niveau", s.Niveau))
	}
	add("ausgestellt von ", s.Aussteller)
	add("Zertifikat ", s.Serie)
	if s.Am != nil {
		add("laut Signatur am ", Nachweiszeit(*s.Am))
	}
	if s.Stempel != nil {
		add("Zeitstempel vom ", Nachweiszeit(*s.Stempel))
	}
	return strings.Join(append([]string{text}, teile...), "; ")
}

// Schlecht tells whether a person should look before relying on it.
func (s Signaturen) Schlecht() bool {
	return slices.ContainsFunc(s, func(x Signatur) bool { return x.Ergebnis == SignaturUngueltig })
}
