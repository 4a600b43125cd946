package workflow

import (
	"fmt"
	"maps"
	"slices"
)

// felder judges the paths that verfahren.yaml reads of a form by the applications of it that are known. A field may be
// optional, so a path that leads nowhere is a warning.
func (h *houseChecker) felder(i int, f Formular) {
	reads := f.reads()
	if len(reads) == 0 {
		return
	}
	judged := false
	for _, where := range slices.Sorted(maps.Keys(reads)) {
		path := reads[where]
		if _, err := ParsePath(path); err != nil || h.Findet == nil {
			continue // Check says the first
		}
		hits, of := h.Findet(f, path)
		if judged = judged || of > 0; of == 0 || hits > 0 {
			continue
		}
		h.findings = append(h.findings, Finding{
			Element: fmt.Sprintf("formulare[%d].%s", i, where), Severity: SeverityWarnung,
			Message: fmt.Sprintf("Das Feld „%s“ kommt in %s mit dem Formular „%s“ nicht vor. Bitte den Pfad prüfen; ist das Feld freiwillig, kann er richtig sein.",
				path, bekannte(of), f.Formular)})
	}
	switch what := "ob das Formular „" + f.Formular + "“ die Felder hat, die verfahren.yaml liest"; {
	case h.Findet == nil:
		h.left(what)
	case !judged:
		h.left(what + " (hier ist noch kein Antrag mit ihm bekannt)")
	}
}

func bekannte(of int) string {
	if of == 1 {
		return "dem einen hier bekannten Antrag"
	}
	return fmt.Sprintf("den %d hier bekannten Anträgen", of)
}

// reads lists the paths into a form: where they stand → path. A label for what is not there harms nobody.
func (f Formular) reads() map[string]string {
	reads := map[string]string{}
	for name, path := range f.Antragsteller {
		reads["antragsteller."+name] = path
	}
	for name, path := range f.Daten {
		reads["daten."+name] = path
	}
	for path := range f.Typen {
		reads["typen."+path] = path
	}
	for path := range f.Werte {
		reads["werte."+path] = path
	}
	return reads
}
