package operations

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// CorrectBekanntgabe POST /api/v1/vorgaenge/{id}/bescheid/{bescheidId}/bekanntgabe
func (o Operations) CorrectBekanntgabe(
	c context.Context, r api.CorrectBekanntgabeRequestObject,
) (api.CorrectBekanntgabeResponseObject, error) {
	ctx, a := asked(c)
	x := casework.Berichtigung{Akt: casework.BescheidAkt(r.Body.Anlass), Grund: r.Body.Grund,
		AufgegebenAm: dayOf(r.Body.AufgegebenAm), BekanntgabeAm: dayOf(r.Body.BekanntgabeAm),
		Anschrift: anschriftOf(r.Body.Anschrift), Beleg: casework.Beleg(r.Body.Beleg)}
	if err := o.Services.Bescheid.CorrectBekanntgabe(ctx, a, r.Id, r.BescheidId, optional(r.Body.Adressat),
		r.Body.Version, x, texts[string](r.Body.Bestaetigt)); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.CorrectBekanntgabe200JSONResponse{VorgangJSONResponse: v}, err
}
