package casework

import (
	"slices"
	"strings"

	"kontor/adapters"
	"kontor/workflow"
)

// Leitangaben are what the table of responsibility looks at.
type Leitangaben struct {
	Zugang               string // name
	Organisationseinheit string // as delivered
	Leika                []string
	Region               string // ARS, AGS or the beginning of one
	Formular             string
	Felder               []adapters.Feld
}

// Fits tells whether every condition of the rule that is not empty holds.
func (r Zustaendigkeitsregel) Fits(l Leitangaben) bool {
	gleich := func(regel, wert string) bool { return regel == "" || strings.EqualFold(regel, strings.TrimSpace(wert)) }
	return gleich(r.Zugang, l.Zugang) && gleich(r.Organisationseinheit, l.Organisationseinheit) &&
		gleich(r.Formular, l.Formular) &&
		(r.Leika == "" || slices.Contains(l.Leika, r.Leika)) &&
		(r.Region == "" || RegionPasst(r.Region, l.Region)) &&
		(r.Feld == "" || feldGleich(l.Felder, r.Feld, r.Wert))
}

// feldGleich compares code, text and value, ignoring case and blanks around.
func feldGleich(felder []adapters.Feld, pfad, wert string) bool {
	wert = strings.TrimSpace(wert)
	return slices.ContainsFunc(choose(felder, pfad), func(f adapters.Feld) bool {
		for _, s := range []string{f.Code, f.Text, f.Wert} {
			if s != "" && strings.EqualFold(strings.TrimSpace(s), wert) {
				return true
			}
		}
		return false
	})
}

// HasFeld reports whether a path leads to something.
func HasFeld(felder []adapters.Feld, pfad string) bool { return len(choose(felder, pfad)) > 0 }

// choose returns the fields a path leads to; a path that cannot be read leads nowhere.
func choose(felder []adapters.Feld, pfad string) []adapters.Feld {
	p, err := workflow.ParsePath(pfad)
	if err != nil {
		return nil
	}
	return workflow.Select(felder, p, func(f adapters.Feld) string {
		return f.Name
	}, func(f adapters.Feld) []adapters.Feld { return f.Felder })
}

// regionsteile of a key: an ARS is Land 2, Bezirk 1, Kreis 2, Verband 4, Gemeinde 3; an AGS has no Verband.
type regionsteile struct{ kreis, verband, gemeinde string }

func splitRegion(s string) (regionsteile, bool) {
	switch len(s) {
	case 8: // AGS; an ARS is never cut in the middle of its Verband
		return regionsteile{s[:5], "", s[5:]}, true
	case 9:
		return regionsteile{s[:5], s[5:], ""}, true
	case 12:
		return regionsteile{s[:5], s[5:9], s[9:]}, true
	}
	return regionsteile{kreis: s}, len(s) <= 5
}

// RegionPasst tells whether a place lies in the region of a rule: a Land, Bezirk or Kreis (2, 3 or 5 digits), a Verband
// (9 digits of the ARS) or a Gemeinde (AGS with 8 or ARS with 12 digits). A Gemeinde is the same in both spellings: its
// number is unique within the Kreis.
func RegionPasst(regel, ort string) bool {
	r, ok := splitRegion(regel)
	o, gut := splitRegion(ort)
	switch {
	case !ok || !gut: // no such level; only what is spelt alike is the same
		return strings.HasPrefix(ort, regel)
	case r.verband == "" && r.gemeinde == "":
		return strings.HasPrefix(o.kreis, r.kreis)
	case r.kreis != o.kreis:
		return false
	case r.gemeinde == "": // a Verband; an AGS does not tell its own
		return o.verband == r.verband
	}
	return r.gemeinde == o.gemeinde && (r.verband == "" || o.verband == "" || r.verband == o.verband)
}

// IsRegionsebene tells whether text is the key of a Land, Bezirk, Kreis, Verband or Gemeinde.
func IsRegionsebene(text string) bool {
	return adapters.IsRegion(text) && slices.Contains([]int{2, 3, 5, 8, 9, 12}, len(text))
}

// Leitung is what the order of responsibility needs to know.
type Leitung struct {
	Regeln     []Zustaendigkeitsregel
	Zuordnung  string // unit of the mapping, "" = none
	Verfahren  string // unit of the Verfahren, "" = none
	Einheiten  []string
	Poststelle string
}

// Route finds the unit: the table, the mapping, the form, the Verfahren, the Poststelle. What names a unit that does
// not exist is passed over with a Hinweis. Nothing is turned away; only an office without a Poststelle is an error.
func (l Leitung) Route(x Leitangaben) (string, Zielweg, []adapters.Hinweis, error) {
	var hinweise []adapters.Hinweis
	gibt := func(key, code, text string) bool {
		if key == "" {
			return false
		}
		if slices.Contains(l.Einheiten, key) {
			return true
		}
		h := adapters.Hinweis{Code: code, Text: text}
		if !slices.Contains(hinweise, h) {
			hinweise = append(hinweise, h)
		}
		return false
	}
	for i, r := range l.Regeln {
		if r.Fits(x) && gibt(r.Einheit, "unit_of_rule_missing",
			"Eine passende Zeile der Zuständigkeitstabelle nennt eine Organisationseinheit, die es nicht mehr gibt. Bitte Zuständigkeit prüfen.") {
			return r.Einheit, Zielweg{Art: "regel", Regel: i + 1}, hinweise, nil
		}
	}
	switch {
	case gibt(l.Zuordnung, "unit_of_mapping_missing",
		"Die Formularzuordnung nennt eine Organisationseinheit, die es nicht mehr gibt. Bitte Zuständigkeit prüfen."):
		return l.Zuordnung, Zielweg{Art: "zuordnung"}, hinweise, nil
	case gibt(x.Organisationseinheit, "unit_unknown",
		"Die im Formular genannte Organisationseinheit gibt es hier nicht. Bitte Zuständigkeit prüfen."):
		return x.Organisationseinheit, Zielweg{Art: "geliefert"}, hinweise, nil
	case slices.Contains(l.Einheiten, l.Verfahren):
		return l.Verfahren, Zielweg{Art: "verfahren"}, hinweise, nil
	case l.Poststelle == "":
		return "", Zielweg{}, nil, &Error{Code: Unavailable, Reason: "no_poststelle",
			Detail: "Keine Organisationseinheit ist als Poststelle eingerichtet."}
	}
	return l.Poststelle, Zielweg{Art: "poststelle"}, hinweise, nil
}
