package vorgang

import (
	"slices"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/versand"
)

// aktionen says what this person may do now; the buttons follow it, and every act checks again.
func (s *Service) aktionen(a casework.Actor, k *Akte) []string {
	v := &k.Vorgang
	eigene := ofOwnUnit(a, v)
	out := []string{}
	add := func(name string, recht casework.Recht, ok bool) {
		if ok && a.Has(recht) && (eigene || recht == casework.RechtMitwirken) {
			out = append(out, name)
		}
	}
	offen := v.Status.IsOffen()
	entscheidbar := v.Status == casework.Angenommen || v.Status == casework.InBearbeitung || v.Status == casework.Neu
	besetzt := v.Zustaendig != nil && *v.Zustaendig != a.Benutzer && !a.Has(casework.RechtVerteilen)
	add("zuweisen", casework.RechtZuweisen, offen && !besetzt)
	add("annehmen", casework.RechtBearbeiten, v.Status == casework.Neu)
	add("verwerfen", casework.RechtBearbeiten, entscheidbar)
	add("weiterleiten", casework.RechtWeiterleiten, offen)
	add("nachricht", casework.RechtBearbeiten, offen && versand.Erreichbar(v))
	add("nachforderung", casework.RechtBearbeiten, entscheidbar && versand.Erreichbar(v))
	add("bescheid", casework.RechtBescheiden, entscheidbar && !casework.BescheidInArbeit(k.Bescheide))
	add("abschliessen", casework.RechtAbschliessen, offen && v.Status != casework.Neu && !casework.BescheidOffen(k.Bescheide))
	add("wiedereroeffnen", casework.RechtBearbeiten, v.Status == casework.Abgeschlossen || v.Status == casework.Beschieden || v.Status == casework.Verworfen)
	add("kommentieren", casework.RechtMitwirken, true)
	add("wiedervorlage", casework.RechtBearbeiten, offen)
	add("exportieren", casework.RechtExportieren, true)
	add("ablegen", casework.RechtExportieren, v.Status == casework.Abgeschlossen && s.Versand.Ausgaenge[casework.ZielXdomeaOrdner] != nil)
	add("aktenzeichen", casework.RechtBearbeiten, true)
	add("dokument", casework.RechtBearbeiten, offen)
	add("prozess_springen", casework.RechtSpringen, offen)
	return out
}

func ofOwnUnit(a casework.Actor, v *casework.Vorgang) bool {
	return a.Sicht().Alle || slices.Contains(a.Sicht().Einheiten, v.Einheit)
}

// BescheidAktionen says what this person may do with a decision now.
func BescheidAktionen(a casework.Actor, v *casework.Vorgang, b casework.Bescheid) []string {
	if !a.Has(casework.RechtBescheiden) || !ofOwnUnit(a, v) {
		return nil
	}
	switch b.Zustand {
	case casework.BescheidZurPost, casework.BescheidAbrufAbgelaufen:
		return []string{"postaufgabe"}
	case casework.BescheidBereitgestellt:
		return []string{casework.BestaetigtAndererWeg}
	}
	return nil
}
