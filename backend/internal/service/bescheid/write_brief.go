package bescheid

import (
	"cmp"
	"context"
	"strings"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// briefMain is the template of a decision in every Verfahren.
const briefMain = "bescheid.typ"

// bescheidBrief gathers templates and data of the letter; the shape is documented in workflow/letters.
func (s *Service) bescheidBrief(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid,
	entwurf bool) (Brief, error) {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return Brief{}, err
	}
	antrag, _, err := tx.GetAntrag(ctx, v.ID)
	if err != nil {
		return Brief{}, err
	}
	m, err := tx.GetMandant(ctx)
	if err != nil {
		return Brief{}, err
	}
	units, err := tx.ListEinheiten(ctx)
	if err != nil {
		return Brief{}, err
	}
	files := map[string][]byte{}
	for name, raw := range workflow.SharedLetters() {
		files[name] = raw
	}
	for name, raw := range def.Letters {
		files[name] = raw
	}
	daten := bescheidDaten(def, m, units, v, antrag, b, entwurf)
	jederText("", 0, daten, func(_ string, _ int, text string) string { return casework.Brieftext(text) })
	return Brief{Main: briefMain, Files: files, Daten: daten}, nil
}

func bescheidDaten(def *workflow.Definition, m *store.Mandant, units []store.Einheit, v *casework.Vorgang,
	antrag *casework.Antrag, b *casework.Bescheid, entwurf bool) map[string]any {
	var einheit store.Einheit
	for _, u := range units {
		if u.Schluessel == v.Einheit {
			einheit = u
		}
	}
	p := casework.Kontakt(antrag.Antragsteller)
	name := strings.TrimSpace(p.Vorname + " " + p.Nachname)
	if p.Firma != "" {
		name = p.Firma
	}
	gebuehr, grundlage := "", ""
	if b.GebuehrCent > 0 {
		gebuehr, grundlage = casework.Euro(b.GebuehrCent), def.Meta.Bescheid.Gebuehr.Rechtsgrundlage
	}
	strasse, plzOrt := strings.TrimSpace(p.Strasse+" "+p.Hausnummer), strings.TrimSpace(p.PLZ+" "+p.Ort)
	if an := b.Anschrift; an != nil {
		name, strasse, plzOrt = an.Name, an.Strasse, strings.TrimSpace(an.PlzOrt+" "+an.Land)
	}
	return map[string]any{
		"absender": map[string]any{"name": m.Name, "strasse": m.Strasse, "plz_ort": m.PlzOrt, "einheit": einheit.Name,
			"telefon": cmp.Or(einheit.Telefon, m.Telefon), "email": cmp.Or(einheit.Email, m.Email)},
		"empfaenger": map[string]any{"name": name, "strasse": strasse, "plz_ort": plzOrt},
		"datum":      casework.Heute(b.Am).Format("02.01.2006"), "vorgangsnummer": v.Vorgangsnummer,
		"aktenzeichen": v.Aktenzeichen,
		"verfahren":    v.Langtitel(&def.Meta), "betreff": v.Langtitel(&def.Meta),
		"ergebnis": string(b.Ergebnis), "tenor": tenor(v.Langtitel(&def.Meta), b, antrag),
		"gruende": absaetze(b.Begruendung), "auflagen": nonNil(b.Auflagen), "gebuehr": gebuehr,
		"gebuehr_rechtsgrundlage": grundlage,
		"rechtsbehelf":            def.Meta.Rechtsbehelf.Belehrung, "unterschrift": b.Von, "entwurf": entwurf,
	}
}

func tenor(titel string, b *casework.Bescheid, antrag *casework.Antrag) string {
	vom := ""
	if antrag.EingereichtAm != nil {
		vom = " vom " + casework.Heute(*antrag.EingereichtAm).Format("02.01.2006")
	}
	switch b.Ergebnis {
	case casework.Bewilligt:
		return "Ihrem Antrag" + vom + " („" + titel + "“) wird entsprochen."
	case casework.Teilweise:
		return "Ihrem Antrag" + vom + " („" + titel +
			"“) wird teilweise entsprochen. Im Übrigen wird er abgelehnt."
	}
	return "Ihr Antrag" + vom + " („" + titel + "“) wird abgelehnt."
}

func absaetze(text string) []string {
	out := []string{}
	for _, p := range strings.Split(text, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func nonNil(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
