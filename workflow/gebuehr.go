package workflow

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// GebuehrMeta is the legal basis of the fee and a proposal: positions, or an expression over `antrag` in Euro.
type GebuehrMeta struct {
	Rechtsgrundlage string         `yaml:"rechtsgrundlage" json:"rechtsgrundlage"`
	Vorschlag       string         `yaml:"vorschlag" json:"vorschlag"`
	Positionen      []PositionMeta `yaml:"positionen" json:"positionen,omitempty"` // instead of Vorschlag
	// FaelligTage: days after issue on which it is due; 0 = what the host proposes
	FaelligTage int `yaml:"faellig_tage" json:"faelligTage,omitempty"`
	// Kassenzeichen: what the payer states, a scheme with {jahr} and {nummer}; empty = the number of the case
	Kassenzeichen string `yaml:"kassenzeichen" json:"kassenzeichen,omitempty"`
	// Einzug names the Angabe (ja_nein) by which the applicant gives a mandate for direct debit; empty = none does
	Einzug string `yaml:"einzug" json:"einzug,omitempty"`
}

// ProposesEinzug tells whether the applicant gave a mandate for direct debit. It is proposed: a person decides.
func (m *Meta) ProposesEinzug(antrag map[string]any) bool {
	erteilt, _ := antrag[m.Bescheid.Gebuehr.Einzug].(bool)
	return erteilt
}

// PositionMeta is one line of the tariff: so many units at a rate.
type PositionMeta struct {
	Bezeichnung string  `yaml:"bezeichnung" json:"bezeichnung"`
	Menge       string  `yaml:"menge" json:"menge"` // an expression over `antrag`
	Einheit     string  `yaml:"einheit" json:"einheit,omitempty"`
	Satz        float64 `yaml:"satz" json:"satz"` // Euro for one unit
}

// Gebuehrposition is one line of a fee: so many units at a rate.
type Gebuehrposition struct {
	Bezeichnung string
	Menge       float64 // at most three decimals
	Einheit     string
	SatzCent    int64
}

// MaxMenge and MaxSatz (cents) bound a line so that its amount can be counted exactly.
const (
	MaxMenge = 1e6
	MaxSatz  = 1e9
)

// Betrag is what the line comes to, in cents; half a cent is a cent.
func (p Gebuehrposition) Betrag() int64 {
	return (int64(math.Round(p.Menge*1000))*p.SatzCent + 500) / 1000
}

// Betrag is what the lines come to, in cents.
func Betrag(positionen []Gebuehrposition) (cent int64) {
	for _, p := range positionen {
		cent += p.Betrag()
	}
	return cent
}

// EvalPositionen proposes the lines of the fee for the typed environment of Antrag; lines that come to nothing are left
// out. A line that cannot be computed is an error: half a fee is none.
func (m *Meta) EvalPositionen(antrag map[string]any, heute time.Time) ([]Gebuehrposition, error) {
	var out []Gebuehrposition
	for i, p := range m.Bescheid.Gebuehr.Positionen {
		where := fmt.Sprintf("bescheid.gebuehr.positionen.%d", i+1)
		menge, err := evalEuro(p.Menge, antrag, heute, where)
		if err != nil {
			return nil, err
		}
		if menge > MaxMenge {
			return nil, &Error{Code: CodeAusdruck, Element: where, Reason: "Die Menge der Gebühr ist zu groß."}
		}
		satz := int64(math.Round(p.Satz * 100))
		line := Gebuehrposition{p.Bezeichnung, math.Round(menge*1000) / 1000, p.Einheit, satz}
		if line.Betrag() > 0 {
			out = append(out, line)
		}
	}
	return out, nil
}

// EvalGebuehr proposes the fee in cents for the typed environment of Antrag. No proposal is (0, nil).
func (m *Meta) EvalGebuehr(antrag map[string]any, heute time.Time) (int64, error) {
	if len(m.Bescheid.Gebuehr.Positionen) > 0 {
		positionen, err := m.EvalPositionen(antrag, heute)
		return Betrag(positionen), err
	}
	if strings.TrimSpace(m.Bescheid.Gebuehr.Vorschlag) == "" {
		return 0, nil
	}
	euro, err := evalEuro(m.Bescheid.Gebuehr.Vorschlag, antrag, heute, "bescheid.gebuehr.vorschlag")
	return int64(math.Round(euro * 100)), err
}

// evalEuro computes an amount or a quantity.
func evalEuro(source string, antrag map[string]any, heute time.Time, where string) (float64, error) {
	value, err := newExpression(source).eval(environment(antrag, map[string]any{}, map[string]any{}, heute))
	if err != nil {
		return 0, &Error{Code: CodeAusdruck, Element: where,
			Reason: "Die Gebühr ließ sich nicht vorschlagen: " + err.Error()}
	}
	value, err = plain(value)
	n, ok := value.(float64)
	if err != nil || !ok || n < 0 || n > 1e9 {
		return 0, &Error{Code: CodeAusdruck, Element: where,
			Reason: fmt.Sprintf("Die Gebühr ergibt %v statt eines Betrags.", value)}
	}
	return n, nil
}
