package casework

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"kontor/adapters"
)

// Zuordnung is a form mapping: what one form of one Zugang means. It is a text file (YAML) as well as a row: IT
// exports, compares, reviews and imports it. Paths are those of workflow.Path, for example "betrieb.firma" or
// "flaechen[].quadratmeter".
type Zuordnung struct {
	Formular string `json:"formular" yaml:"formular"`
	// Version of the form; "" = every version that has no mapping of its own.
	Version   string `json:"version" yaml:"version"`
	Verfahren string `json:"verfahren" yaml:"verfahren"`
	// of the Vorgang; "" = of the Verfahren, else of the form
	Titel   string   `json:"titel,omitempty" yaml:"titel,omitempty"`
	Einheit string   `json:"einheit,omitempty" yaml:"einheit,omitempty"` // key; "" = as the Zuständigkeit says
	Leika   []string `json:"leika,omitempty" yaml:"leika,omitempty"`
	// Antragsteller: member of the applicant → path. Members are those of adapters.Antragsteller, and konto,
	// pseudonym and postfach for the mailbox.
	Antragsteller map[string]string `json:"antragsteller,omitempty" yaml:"antragsteller,omitempty"`
	// Daten: logical value of the Verfahren → path.
	Daten  map[string]string       `json:"daten,omitempty" yaml:"daten,omitempty"`
	Labels map[string]string       `json:"labels,omitempty" yaml:"labels,omitempty"` // path → label
	Typen  map[string]adapters.Typ `json:"typen,omitempty" yaml:"typen,omitempty"`   // path → kind of field
	// Werte: path → code → words, for what the form sends as a code only.
	Werte      map[string]map[string]string `json:"werte,omitempty" yaml:"werte,omitempty"`
	Unterlagen []Pflichtunterlage           `json:"unterlagen,omitempty" yaml:"unterlagen,omitempty"`
	// Datenschema names the XDatenfelder file the mapping was made with (SchemaName). The file itself is loaded beside
	// it.
	Datenschema string `json:"datenschema,omitempty" yaml:"datenschema,omitempty"`
	// Anhalten keeps a delivery as a Klärfall where the form lacks what this mapping reads, or has it in another form,
	// until the mapping is mended.
	// Without it the application goes on with a Hinweis.
	Anhalten bool `json:"anhalten,omitempty" yaml:"anhalten,omitempty"`
}

// Bounds of a mapping.
const (
	maxZuordnungEintraege = 5000
	maxZuordnungText      = 400 // runes of a key, path or label
)

var leikaForm = regexp.MustCompile(`^[0-9]{14}$`)

// Check cleans a mapping and refuses what cannot be kept. Whether its paths and targets make sense is checked at
// activation: a draft may be wrong.
func (z *Zuordnung) Check() error {
	felder := map[string]string{}
	for _, x := range []struct {
		name string
		text *string
		max  int
	}{{"formular", &z.Formular, 400}, {"version", &z.Version, 200}, {"verfahren", &z.Verfahren, 200},
		{"titel", &z.Titel, 200}, {"einheit", &z.Einheit, 200}, {"datenschema", &z.Datenschema, 400}} {
		*x.text = strings.TrimSpace(*x.text)
		if utf8.RuneCountInString(*x.text) > x.max {
			felder[x.name] = "length"
		}
	}
	if z.Formular == "" {
		felder["formular"] = "required"
	}
	for _, l := range z.Leika {
		if !leikaForm.MatchString(l) {
			felder["leika"] = "format"
		}
	}
	tafeln := map[string]map[string]string{"antragsteller": z.Antragsteller, "daten": z.Daten, "labels": z.Labels}
	for pfad, liste := range z.Werte {
		tafeln["werte."+pfad] = liste
	}
	for name, m := range tafeln {
		for key, text := range m {
			switch {
			case strings.TrimSpace(text) == "":
				delete(m, key) // nothing is mapped
			case utf8.RuneCountInString(key) > maxZuordnungText || utf8.RuneCountInString(text) > maxZuordnungText:
				felder[name] = "length"
			}
		}
		if len(m) > maxZuordnungEintraege {
			felder[name] = "length"
		}
	}
	for name, n := range map[string]int{"typen": len(z.Typen), "werte": len(z.Werte)} {
		if n > maxZuordnungEintraege {
			felder[name] = "length"
		}
	}
	for i, u := range z.Unterlagen {
		if strings.TrimSpace(u.Feld) == "" || strings.TrimSpace(u.Titel) == "" {
			felder["unterlagen."+strconv.Itoa(i)] = "required"
		}
	}
	if len(felder) > 0 {
		return &Error{Code: Invalid, Reason: "invalid_fields", Fields: felder}
	}
	return nil
}

// Pflichtunterlage is a document without which the application is incomplete. A missing one is a Hinweis at the
// Vorgang; nothing is refused for it.
type Pflichtunterlage struct {
	Feld  string `json:"feld" yaml:"feld"` // path of the upload field
	Titel string `json:"titel" yaml:"titel"`
}

// Strukturfeld is one field of a form, whatever an applicant entered: for trees, suggestions and comparisons.
type Strukturfeld struct {
	Pfad  string       `json:"pfad"` // repetitions share "[]"
	Label string       `json:"label,omitempty"`
	Typ   adapters.Typ `json:"typ"`
	Codes []string     `json:"codes,omitempty"` // of an Auswahl, as far as seen
	// Leer: no sample had a value here, so that type and children are unknown. Manchmal: some samples did not have it.
	Leer     bool `json:"leer,omitempty"`
	Manchmal bool `json:"manchmal,omitempty"`
}

// Zustaendigkeitsregel is one line of the table that says which unit gets an application. All conditions that are
// not empty must hold; the first line that fits decides.
type Zustaendigkeitsregel struct {
	Zugang string `json:"zugang,omitempty" yaml:"zugang,omitempty"` // name
	// as delivered (OrganisationsEinheitID)
	Organisationseinheit string `json:"organisationseinheit,omitempty" yaml:"organisationseinheit,omitempty"`
	Leika                string `json:"leika,omitempty" yaml:"leika,omitempty"`
	Region               string `json:"region,omitempty" yaml:"region,omitempty"` // beginning of the ARS or AGS
	Formular             string `json:"formular,omitempty" yaml:"formular,omitempty"`
	Feld                 string `json:"feld,omitempty" yaml:"feld,omitempty"` // path; together with Wert
	// equals code, text or value, ignoring case
	Wert      string `json:"wert,omitempty" yaml:"wert,omitempty"`
	Einheit   string `json:"einheit" yaml:"einheit"`
	Bemerkung string `json:"bemerkung,omitempty" yaml:"bemerkung,omitempty"`
}

// Zielweg says which rule chose the unit of a Vorgang; it stands in the Verlauf.
type Zielweg struct {
	Art   string `json:"art"`             // regel, zuordnung, geliefert, verfahren, poststelle
	Regel int    `json:"regel,omitempty"` // line of the table, from 1
}

// Zuordnungsergebnis is what a mapping makes of one application: what a dry run shows and a regression test compares.
type Zuordnungsergebnis struct {
	Verfahren     string                 `json:"verfahren"`
	Stand         string                 `json:"stand"`
	Titel         string                 `json:"titel"`
	Einheit       string                 `json:"einheit"`
	Zielweg       Zielweg                `json:"zielweg"`
	Leika         []string               `json:"leika"`
	Antragsteller adapters.Antragsteller `json:"antragsteller"`
	Felder        []adapters.Feld        `json:"felder"`
	Angaben       []Angabe               `json:"angaben"`
	Unterlagen    []UnterlageLage        `json:"unterlagen"`
	Hinweise      []adapters.Hinweis     `json:"hinweise"`
}

// Angabe is one logical value of the Verfahren after mapping.
type Angabe struct {
	Name    string `json:"name"`
	Label   string `json:"label"`
	Pfad    string `json:"pfad"`    // "" = not mapped
	Wert    string `json:"wert"`    // as the caseworker reads it
	Zustand string `json:"zustand"` // gelesen, leer, unlesbar, nicht_zugeordnet, feld_fehlt
}

// UnterlageLage says whether a required document came.
type UnterlageLage struct {
	Feld      string `json:"feld"`
	Titel     string `json:"titel"`
	Vorhanden bool   `json:"vorhanden"`
}
