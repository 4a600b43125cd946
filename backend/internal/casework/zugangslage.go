package casework

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"

	"kontor/adapters"
)

// Ampel of a Zugang.
type Ampel string

// The closed list.
const (
	AmpelGut      Ampel = "gut"
	AmpelWarnung  Ampel = "warnung"
	AmpelStoerung Ampel = "stoerung"
	AmpelRuht     Ampel = "ruht"
)

// Zugangslage is how a Zugang does: what the health page shows and alarms are made of.
type Zugangslage struct {
	Aktiv             bool
	HoltAb            bool
	StilleStunden     int // 0 = silence is no matter
	LetzterErfolgAm   *time.Time
	LetzteLieferungAm *time.Time // test deliveries do not count
	Heute             int        // deliveries since midnight
	SiebenTage        int
	Rueckstand        int // stored and not processed
	RueckstandSeit    *time.Time
	Klaerfaelle       int
	KlaerfallSeit     *time.Time
	KlaerfallStunden  int // a Klärfall may wait so long; 0 = for ever
	KlaerfaelleStunde int // Klärfälle that arose within the last hour
	AbweisungenTag    int
	AbweisungenStunde int
	AbrufFehler       int // pulls that failed in a row
	EinstellungFehlt  bool
	GeheimnisGesperrt bool // a password does not open: nothing can be fetched, maybe nothing read
	Fehler            []Fehlerzahl
}

// Fehlerzahl is how often something went wrong within seven days.
type Fehlerzahl struct {
	Grund     string
	Anzahl    int
	ZuletztAm time.Time
}

const (
	abrufGestoert  = 3                // pulls in a row
	rueckstandGrob = 10 * time.Minute // the sweep should have processed it long ago
)

// Assess gives the light and its reasons, the gravest first.
func (l *Zugangslage) Assess(now time.Time) (Ampel, []string) {
	if !l.Aktiv {
		return AmpelRuht, []string{"inaktiv"}
	}
	gruende := []string{}
	add := func(grund string, ist bool) {
		if ist {
			gruende = append(gruende, grund)
		}
	}
	add("geheimnis_gesperrt", l.GeheimnisGesperrt)
	add("abruf_gestoert", l.AbrufGestoert())
	add("rueckstand", l.RueckstandSeit != nil && now.Sub(*l.RueckstandSeit) > rueckstandGrob)
	add("still", l.Still(now))
	schwer := len(gruende)
	add("klaerfall_alt", KlaerfallAlt(l.KlaerfallSeit, l.KlaerfallStunden, now))
	add("klaerfaelle", l.Klaerfaelle > 0)
	add("abweisungen", l.AbweisungenTag > 0)
	add("einstellung_fehlt", l.EinstellungFehlt)
	add("nie_geliefert", l.LetzteLieferungAm == nil)
	switch {
	case schwer > 0:
		return AmpelStoerung, gruende
	case len(gruende) > 0:
		return AmpelWarnung, gruende
	}
	return AmpelGut, gruende
}

// AbrufGestoert: a single failed pull is nothing, three in a row are.
func (l *Zugangslage) AbrufGestoert() bool { return l.HoltAb && l.AbrufFehler >= abrufGestoert }

// Still tells whether nothing has come for longer than this form server is ever silent. Before its first delivery a
// Zugang is not silent but new.
func (l *Zugangslage) Still(now time.Time) bool {
	return l.StilleStunden > 0 && l.LetzteLieferungAm != nil &&
		now.Sub(*l.LetzteLieferungAm) > time.Duration(l.StilleStunden)*time.Hour
}

// einstellungGilt tells whether a setting matters with these values.
func einstellungGilt(s adapters.Setting, all []adapters.Setting, werte map[string]string, holtAb bool) bool {
	if s.Abholung && !holtAb {
		return false
	}
	if s.Wenn == nil {
		return true
	}
	wert := werte[s.Wenn.Name]
	if wert == "" {
		if i := slices.IndexFunc(all, func(x adapters.Setting) bool { return x.Name == s.Wenn.Name }); i >= 0 {
			wert = all[i].Vorgabe
		}
	}
	return slices.Contains(s.Wenn.Werte, wert)
}

// FehlendeEinstellungen names the settings without which nothing arrives and that are empty.
func FehlendeEinstellungen(settings []adapters.Setting, werte map[string]string, holtAb bool) (out []string) {
	for _, s := range settings {
		if s.Pflicht && s.Vorgabe == "" && werte[s.Name] == "" && einstellungGilt(s, settings, werte, holtAb) {
			out = append(out, s.Name)
		}
	}
	return out
}

// CheckEinstellungen returns what is wrong by field. An adapter that names no settings takes what it is given.
func CheckEinstellungen(settings []adapters.Setting, werte map[string]string) map[string]string {
	felder := map[string]string{}
	if len(settings) == 0 {
		return felder
	}
	for name, wert := range werte {
		i := slices.IndexFunc(settings, func(s adapters.Setting) bool { return s.Name == name })
		feld := "einstellungen." + name
		switch {
		case i < 0:
			felder[feld] = "unknown"
		case wert == "":
		case settings[i].Art == "zahl":
			if _, err := strconv.ParseInt(wert, 10, 64); err != nil {
				felder[feld] = "format"
			}
		case settings[i].Art == "ja_nein" && wert != "ja" && wert != "nein", settings[i].Art == "auswahl" &&
			!slices.Contains(settings[i].Werte, wert):
			felder[feld] = "unknown"
		}
	}
	return felder
}

var klingtGeheim = regexp.MustCompile(`(?i)passwor[dt]|passwd|kennwort|token|secret|geheim|api_?key|api_?schluessel`)

// IsGeheim tells whether a setting is never shown again: its adapter says so, or its name does.
func IsGeheim(settings []adapters.Setting, name string) bool {
	i := slices.IndexFunc(settings, func(s adapters.Setting) bool { return s.Name == name })
	return i >= 0 && settings[i].Geheim || klingtGeheim.MatchString(name)
}

// Geaendert names the fields in which two values differ, for the protocol; never the values.
func Geaendert(vorher, nachher map[string]any) (out []string) {
	for name, v := range nachher {
		if fmt.Sprint(vorher[name]) != fmt.Sprint(v) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}
