package bescheid

import (
	"context"
	"strings"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/brief"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// briefMain is the template of a decision in every Verfahren.
const briefMain = "bescheid.typ"

// bescheidBrief gathers templates and data of the letter; the shape is documented in workflow/letters.
func (s *Service) bescheidBrief(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid,
	entwurf bool) (brief.Brief, error) {
	k, err := s.Brief.LoadKopf(ctx, tx, v)
	if err != nil {
		return brief.Brief{}, err
	}
	if err := s.fillTenor(ctx, tx, v, b); err != nil { // of a draft, or of what an earlier program issued
		return brief.Brief{}, err
	}
	files := k.Files()
	if code := b.Zahlung.GiroCode(b.GebuehrCent); code != "" {
		if files[giroCodeDatei], err = drawGiroCode(code); err != nil {
			return brief.Brief{}, err
		}
	}
	daten := bescheidDaten(&k, v, b, entwurf)
	frueher, err := earlier(ctx, tx, v, b)
	if err != nil {
		return brief.Brief{}, err
	}
	if frueher != nil {
		x := b.Aenderung
		daten["betreff"] = x.Titel(frueher) + " – " + casework.Brieftitel(v.Langtitel(&k.Def.Meta))
		daten["einleitung"] = x.Einleitung(frueher)
		if satz := x.Rechtsgrundlage(frueher, k.Def.Meta.Recht); satz != "" {
			daten["gruende"] = append([]string{satz}, absaetze(b.Begruendung)...)
		}
	}
	brief.Write(daten)
	return brief.Brief{Main: briefMain, Files: files, Daten: daten, Siegel: k.Mandant.Siegel(), Jetzt: tx.Now}, nil
}

func bescheidDaten(k *brief.Kopf, v *casework.Vorgang, b *casework.Bescheid, entwurf bool) map[string]any {
	def, antrag := k.Def, k.Antrag
	p := casework.Kontakt(antrag.Antragsteller)
	an := b.Empfaenger(antrag)
	rb := rechtsbehelf(def, b)
	gebuehr, grundlage, hinweis := "", "", ""
	if b.GebuehrCent > 0 && b.Adressat == nil { // whoever else gets the letter owes nothing
		gebuehr, hinweis = casework.Euro(b.GebuehrCent), rb.Zahlung
		grundlage = def.Meta.Bescheid.Gebuehr.Rechtsgrundlage
	}
	if b.Zahlung != nil {
		grundlage = b.Zahlung.Grundlage
	}
	antragsteller := (&casework.Bescheid{}).Empfaenger(antrag).Name
	if !casework.Zeigbar(antragsteller) {
		antragsteller = "die antragstellende Person"
	}
	fuer := b.AdressatHinweis(def.Meta.Recht, antragsteller)
	if fuer != "" || !casework.Zeigbar(p.Titel+p.Nachname) {
		p.Nachname = "" // nobody knows how to address them, or a letter cannot
	}
	titel := casework.Brieftitel(v.Langtitel(&def.Meta))
	return map[string]any{
		"absender":   k.Absender(),
		"empfaenger": brief.Empfaenger(an),
		"datum":      casework.Heute(b.Am).Format("02.01.2006"), "vorgangsnummer": v.Vorgangsnummer,
		"aktenzeichen": v.Aktenzeichen, "anrede": casework.Briefanrede(p), "adressat_hinweis": fuer,
		"antrag_vom": casework.GestelltAm(antrag, v).Format("02.01.2006"),
		"verfahren":  titel, "betreff": titel,
		"ergebnis": string(b.Ergebnis), "tenor": b.Tenor, "ablehnung": b.Ablehnung,
		"gruende": absaetze(b.Begruendung), "nebenbestimmungen": nebenbestimmungen(def.Meta.Recht, b), "gebuehr": gebuehr,
		"gebuehr_rechtsgrundlage": grundlage, "gebuehr_hinweis": hinweis,
		"zahlung": zahlung(b), "rechtsbehelf": rb.Text, "unterschrift": b.Von, "anlagen": anlagen(b),
		"entwurf": entwurf,
	}
}

// zahlung is how the fee is paid; empty where there is none, or an earlier program issued the Bescheid.
func zahlung(b *casework.Bescheid) map[string]any {
	z := b.Zahlung
	if z == nil || b.Adressat != nil {
		return map[string]any{}
	}
	code := ""
	if z.GiroCode(b.GebuehrCent) != "" {
		code = giroCodeDatei
	}
	return map[string]any{"faellig": z.FaelligAm.Format("02.01.2006"), "kassenzeichen": z.Kassenzeichen,
		"einzug": z.Einzug, "inhaber": z.Konto.Inhaber, "iban": casework.IBANText(z.Konto.IBAN), "bic": z.Konto.BIC,
		"girocode": code, "positionen": positionen(z.Positionen)}
}

func positionen(in []workflow.Gebuehrposition) []any {
	out := []any{}
	for _, p := range in {
		out = append(out, map[string]any{"bezeichnung": p.Bezeichnung, "menge": casework.MengeText(p),
			"satz": casework.Euro(p.SatzCent), "betrag": casework.Euro(p.Betrag())})
	}
	return out
}

func nebenbestimmungen(recht string, b *casework.Bescheid) []any {
	out := []any{}
	for _, n := range b.Nebenbestimmungen {
		out = append(out, map[string]any{"art": n.Name(), "fundstelle": n.Fundstelle(recht), "text": n.Text})
	}
	return out
}

func anlagen(b *casework.Bescheid) []string {
	out := []string{}
	for _, a := range b.Anlagen {
		out = append(out, a.Titel)
	}
	return out
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
