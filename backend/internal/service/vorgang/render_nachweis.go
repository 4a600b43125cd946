package vorgang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/brief"
	"kontor/workflow"
)

// RenderNachweis writes a record as a letter is written: PDF/A and PDF/UA.
func (s *Service) RenderNachweis(ctx context.Context, a casework.Actor, vorgang, objekt uuid.UUID) ([]byte, error) {
	n, err := s.GetNachweis(ctx, a, vorgang, objekt)
	if err != nil {
		return nil, err
	}
	pdf, err := s.Brief.Renderer.Render(ctx, brief.Brief{Main: "nachweis.typ", Files: workflow.SharedLetters(),
		Daten: nachweisDaten(n), Eilig: true})
	if err != nil {
		return nil, &casework.Error{Code: casework.Unavailable, Reason: "letter_not_rendered", Cause: err}
	}
	return pdf, nil
}

// pruefworte are the results of a check in words.
var pruefworte = map[string]string{casework.NachweisGut: "in Ordnung", casework.NachweisVerletzt: "NICHT in Ordnung",
	casework.NachweisOffen: "nicht vollständig geprüft"}

// nachweisDaten is the record as its template (workflow/letters/nachweis.typ) takes it.
func nachweisDaten(n *casework.Nachweis) map[string]any {
	z := casework.NurZeigbares
	abschnitte := []any{}
	for _, a := range n.Abschnitte {
		abschnitte = append(abschnitte, map[string]any{"titel": z(a.Titel), "angaben": angabenDaten(a.Angaben)})
	}
	ereignisse := []any{}
	for _, e := range n.Ereignisse {
		ereignisse = append(ereignisse, map[string]any{"nr": e.Nr, "zeit": casework.Nachweiszeit(e.Zeit),
			"worte": z(e.Worte), "von": z(e.Von), "angaben": angabenDaten(e.Angaben), "hash": hashOf(n, e.Nr)})
	}
	pruefung := []any{}
	for _, p := range n.Pruefung {
		pruefung = append(pruefung, map[string]any{"titel": p.Titel, "ergebnis": pruefworte[p.Ergebnis],
			"text": z(p.Text)})
	}
	siegel := []any{}
	for _, i := range n.Beweis.Inhalte {
		siegel = append(siegel, map[string]any{"art": casework.Siegelarten[i.Art], "id": i.ID, "hash": i.Hash,
			"eintrag": i.Eintrag})
	}
	anker := ""
	if n.Beweis.Anker != nil {
		anker = n.Beweis.Anker.Zeile
	}
	return map[string]any{"behoerde": z(n.Behoerde), "erstellt_am": casework.Nachweiszeit(n.ErstelltAm),
		"erstellt_von": z(n.ErstelltVon), "vorgangsnummer": n.Vorgangsnummer, "aktenzeichen": z(n.Aktenzeichen),
		"titel": z(n.Titel), "objekt": n.Objekt, "abschnitte": abschnitte, "ereignisse": ereignisse, "pruefung": pruefung,
		"siegel": siegel, "anker": anker}
}

func angabenDaten(angaben []casework.Nachweisangabe) []any {
	out := []any{}
	for _, a := range angaben {
		out = append(out, map[string]any{"label": a.Label, "text": casework.NurZeigbares(a.Text)})
	}
	return out
}

func hashOf(n *casework.Nachweis, nr int) string {
	for _, e := range n.Beweis.Eintraege {
		if e.Nr == nr {
			return e.Hash
		}
	}
	return ""
}
