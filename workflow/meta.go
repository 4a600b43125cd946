package workflow

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// Meta is verfahren.yaml: what a Verfahren is besides its picture. Unknown keys are refused.
type Meta struct {
	Titel string `yaml:"titel" json:"titel"`
	Kurz  string `yaml:"kurz" json:"kurz"`
	// 14 digits, beginning with 99
	Leika []string `yaml:"leika" json:"leika"`
	// default unit, "" = as delivered
	Einheit string `yaml:"einheit" json:"einheit"`
	// level a message or Bescheid asks for when read: 1, 3 or 4
	Vertrauensniveau int `yaml:"vertrauensniveau" json:"vertrauensniveau"`
	// working days after Eingang, internal; 0 = none
	Zielfrist int `yaml:"zielfrist" json:"zielfrist"`
	// ISO 8601, "" = none (VwVfG §42a)
	Fiktion           string `yaml:"genehmigungsfiktion" json:"genehmigungsfiktion"`
	AufbewahrungJahre int    `yaml:"aufbewahrung_jahre" json:"aufbewahrungJahre"` // after close
	// A archive, B assess, V destroy
	Aussonderungsart string         `yaml:"aussonderungsart" json:"aussonderungsart"`
	Recht            string         `yaml:"recht" json:"recht"` // procedural law: VwVfG (default), AO or SGB X
	Rechtsbehelf     Rechtsbehelf   `yaml:"rechtsbehelf" json:"rechtsbehelf"`
	Aktenzeichen     string         `yaml:"aktenzeichen" json:"aktenzeichen"` // scheme with {jahr} and {nummer}
	Daten            []Datum        `yaml:"daten" json:"daten"`
	Formulare        []Formular     `yaml:"formulare" json:"formulare"`
	Uebersicht       []string       `yaml:"uebersicht" json:"uebersicht"` // names of Daten for the reading pane
	Unterlagen       []Unterlage    `yaml:"unterlagen" json:"unterlagen"`
	Textbausteine    []Textbaustein `yaml:"textbausteine" json:"textbausteine"`
	Bescheid         BescheidMeta   `yaml:"bescheid" json:"bescheid"`
	// Zustellung: a law demands that a Bescheid is formally served, as § 73 Abs. 3 VwGO does. It goes by post, and no
	// rule gives the day.
	Zustellung bool `yaml:"zustellung" json:"zustellung"`
	// Eingangsbestaetigung goes out by itself when an application has become a Vorgang; nil = none does.
	Eingangsbestaetigung *Eingangsbestaetigung `yaml:"eingangsbestaetigung" json:"eingangsbestaetigung,omitempty"`
}

// Eingangsbestaetigung is the receipt of an application, by whatever way its applicant is reached. Where a law sets a
// period for the decision it tells that, when the period begins, what follows at its end and what can be done then (§
// 71b Abs. 3 VwVfG).
type Eingangsbestaetigung struct {
	Betreff string `yaml:"betreff" json:"betreff"`
	Text    string `yaml:"text" json:"text"`
	// OhneBrief: who has no account gets none. Otherwise it is a letter.
	OhneBrief bool `yaml:"ohne_brief" json:"ohneBrief,omitempty"`
	// Frist for the decision, ISO 8601, by Norm; "" = no law sets one, and the rest is empty.
	Frist        string `yaml:"frist" json:"frist,omitempty"`
	Norm         string `yaml:"norm" json:"norm,omitempty"`
	Folge        string `yaml:"folge" json:"folge,omitempty"` // FolgeErteilt or FolgeKeine
	Rechtsbehelf string `yaml:"rechtsbehelf" json:"rechtsbehelf,omitempty"`
}

// What follows when the period for the decision is over.
const (
	FolgeErteilt = "erteilt" // the permit counts as granted (§ 42a Abs. 1 VwVfG)
	FolgeKeine   = "keine"
)

// Rechtsbehelf is the remedy against a Bescheid (VwVfG §37(6), VwGO §58).
type Rechtsbehelf struct {
	Art    string `yaml:"art" json:"art"` // widerspruch, einspruch, klage or keiner
	Stelle string `yaml:"stelle" json:"stelle"`
	Sitz   string `yaml:"sitz" json:"sitz,omitempty"` // of Stelle
	Frist  string `yaml:"frist" json:"frist"`         // ISO 8601
	// Gericht: whose rules it follows, in social law; empty elsewhere.
	Gericht string `yaml:"gericht" json:"gericht,omitempty"`
	// Belehrung: words of its own. Empty = the host writes it by its rules.
	Belehrung string `yaml:"belehrung" json:"belehrung,omitempty"`
}

// The courts whose rules a remedy may follow.
const (
	Verwaltungsgericht = "verwaltungsgericht"
	Sozialgericht      = "sozialgericht"
)

// Formular maps one form of one adapter to the logical variables. Paths: see Path.
type Formular struct {
	Adapter       string            `yaml:"adapter" json:"adapter"`
	Formular      string            `yaml:"formular" json:"formular"`
	Antragsteller map[string]string `yaml:"antragsteller" json:"antragsteller"`
	Daten         map[string]string `yaml:"daten" json:"daten"`
	Labels        map[string]string `yaml:"labels" json:"labels"`
	// Typen: path → kind of field, for what the form sends as plain text.
	Typen map[string]string `yaml:"typen" json:"typen,omitempty"`
	// Werte: path → code → words, for what the form sends as a code only.
	Werte map[string]map[string]string `yaml:"werte" json:"werte,omitempty"`
}

// Unterlage is an item offered in a Nachforderung.
type Unterlage struct {
	Kennung string `yaml:"kennung" json:"kennung"`
	Titel   string `yaml:"titel" json:"titel"`
	Hinweis string `yaml:"hinweis" json:"hinweis"`
}

// Textbaustein is a ready text for a message; {{antragsteller}} and the like are filled by the host.
type Textbaustein struct {
	Kuerzel string `yaml:"kuerzel" json:"kuerzel"`
	Titel   string `yaml:"titel" json:"titel"`
	Text    string `yaml:"text" json:"text"`
}

// BescheidMeta is what the editor of a Bescheid offers.
type BescheidMeta struct {
	Tenor    []Tenor     `yaml:"tenor" json:"tenor,omitempty"`
	Gruende  []Grund     `yaml:"gruende" json:"gruende"`
	Auflagen []Auflage   `yaml:"auflagen" json:"auflagen"`
	Gebuehr  GebuehrMeta `yaml:"gebuehr" json:"gebuehr"`
	// when a second person has to sign
	Zeichnung Zeichnung `yaml:"zeichnung" json:"zeichnung,omitzero"`
}

// Zeichnung says when a Bescheid goes out only with the signature of a second person; each of them is enough.
type Zeichnung struct {
	Immer        bool    `yaml:"immer" json:"immer,omitempty"`
	AbBetrag     float64 `yaml:"ab_betrag" json:"abBetrag,omitempty"` // Euro; 0 = whatever the amount
	BeiAblehnung bool    `yaml:"bei_ablehnung" json:"beiAblehnung,omitempty"`
}

// Grund is a ready reason (VwVfG §39); Ergebnis names the results it fits, none = all.
type Grund struct {
	Kennung  string   `yaml:"kennung" json:"kennung"`
	Titel    string   `yaml:"titel" json:"titel"`
	Text     string   `yaml:"text" json:"text"`
	Ergebnis []string `yaml:"ergebnis" json:"ergebnis"`
}

// Tenor is what is decided, for one result, with {{name}} for what an Antrag says under Daten.
type Tenor struct {
	Ergebnis string `yaml:"ergebnis" json:"ergebnis"`
	Text     string `yaml:"text" json:"text"`
	// Ablehnung: of a partial grant, what is not granted
	Ablehnung string `yaml:"ablehnung" json:"ablehnung,omitempty"`
}

// Auflage is a ready ancillary clause of any kind (VwVfG §36).
type Auflage struct {
	Art     string `yaml:"art" json:"art,omitempty"` // one of Nebenbestimmungsarten; empty = auflage
	Kennung string `yaml:"kennung" json:"kennung"`
	Titel   string `yaml:"titel" json:"titel"`
	Text    string `yaml:"text" json:"text"`
}

// Nebenbestimmungsarten are the kinds of § 36 Abs. 2 VwVfG and § 120 Abs. 2 AO, in their order there.
var Nebenbestimmungsarten = []string{"befristung", "bedingung", "widerrufsvorbehalt", "auflage", "auflagenvorbehalt"}

// Datum is one logical variable of a Verfahren: what conditions, lists and letters call `antrag.<name>`,
// whatever the form server calls it.
type Datum struct {
	Name  string `yaml:"name" json:"name"`
	Label string `yaml:"label" json:"label"`
	Typ   string `yaml:"typ" json:"typ"` // one of the Typ constants
	// Of several values of a repeated field: Summe adds them, Anzahl counts them. With neither, texts
	// are joined by ", ", yes/no is yes if one is yes and no if all are no, of other types the first counts.
	Summe  bool `yaml:"summe" json:"summe,omitempty"`
	Anzahl bool `yaml:"anzahl" json:"anzahl,omitempty"`
	// Werte: code → words. Conditions see the code, people its words.
	Werte map[string]string `yaml:"werte" json:"werte,omitempty"`
}

// Reduces tells whether one value stands for several of a repeated field without saying each: added, counted, or yes
// if one is yes.
func (d *Datum) Reduces() bool { return d.Summe || d.Anzahl || d.Typ == TypJaNein }

func parseMeta(raw []byte) (Meta, error) {
	var m Meta
	decoder := yaml.NewDecoder(bytes.NewReader(raw))
	decoder.KnownFields(true)
	if err := decoder.Decode(&m); err != nil && err != io.EOF {
		return m, &Error{Code: CodeDefinition, Element: "verfahren.yaml", Reason: yamlReason(err)}
	}
	return m, nil
}

// Schema is what the process of this Verfahren may refer to.
func (m *Meta) Schema() Schema { return Schema{Daten: m.Daten} }

// Formular returns the mapping for a form, or nil.
func (m *Meta) Formular(adapter, formular string) *Formular {
	for i, f := range m.Formulare {
		if f.Adapter == adapter && f.Formular == formular {
			return &m.Formulare[i]
		}
	}
	return nil
}

// Antrag builds the typed environment `antrag` from raw logical values: a single value, or []any of a
// repeated field. Every variable of Daten is present: text and auswahl "" where nothing was stated, the
// others nil. The second result names per variable why its value could not be read; it then counts as
// not stated.
func (m *Meta) Antrag(values map[string]any) (map[string]any, map[string]string) {
	env, wrong := make(map[string]any, len(m.Daten)), map[string]string{}
	for _, d := range m.Daten {
		value, err := d.value(values[d.Name])
		if err != nil {
			wrong[d.Name], value = err.Error(), nil
		}
		if value == nil && exprTypes[d.Typ] == exprTypes[TypText] && d.Typ != TypDatum {
			value = ""
		}
		env[d.Name] = value
	}
	return env, wrong
}

// value reduces what was delivered for a variable to one typed value.
func (d *Datum) value(raw any) (any, error) {
	raw, err := plain(raw)
	if err != nil {
		return nil, err
	}
	list, many := raw.([]any)
	if !many {
		list = []any{raw}
	}
	itemType := d.Typ
	if d.Anzahl {
		if !many && raw != nil && d.Typ == TypZahl {
			return coerce(TypZahl, raw) // already counted
		}
		itemType = TypText
	}
	var values []any
	for _, item := range list {
		v, err := coerce(itemType, item)
		if err != nil {
			return nil, err
		}
		if v != nil {
			values = append(values, v)
		}
	}
	return d.reduce(values, len(list))
}

// reduce makes one value of those stated, out of so many that were asked for.
func (d *Datum) reduce(values []any, asked int) (any, error) {
	switch {
	case d.Typ == TypJaNein && slices.Contains(values, any(true)):
		return true, nil
	case d.Typ == TypJaNein && len(values) < asked:
		return nil, nil // one No does not answer for the others
	case d.Anzahl && len(values) > 0:
		return float64(len(values)), nil
	case len(values) == 0:
		return nil, nil
	case d.Summe:
		sum := 0.0
		for _, v := range values {
			n, ok := v.(float64)
			if !ok {
				return nil, fmt.Errorf("nicht summierbar")
			}
			sum += n
		}
		return math.Round(sum*1e6) / 1e6, nil // 0.1 + 0.2 is 0.3 on paper
	case d.Typ == TypText && len(values) > 1:
		texts := make([]string, len(values))
		for i, v := range values {
			texts[i] = v.(string)
		}
		return strings.Join(texts, ", "), nil
	}
	return values[0], nil
}

// slot is {{name}} in a ready text.
var slot = regexp.MustCompile(`\{\{\s*([^{}]+?)\s*\}\}`)

// slots are the names in braces of a ready text, as often as they stand there.
func slots(text string) (names []string) {
	for _, hit := range slot.FindAllStringSubmatch(text, -1) {
		names = append(names, hit[1])
	}
	return names
}

// Fill puts values in place of {{name}}; what is not known stays in its braces for a person to see.
func Fill(text string, values map[string]string) string {
	return slot.ReplaceAllStringFunc(text, func(hit string) string {
		return cmp.Or(values[slot.FindStringSubmatch(hit)[1]], hit)
	})
}
