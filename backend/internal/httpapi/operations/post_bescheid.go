package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/bescheid"
)

// PostBescheid POST /api/v1/vorgaenge/{id}/bescheid/{bescheidId}/postaufgabe
func (o Operations) PostBescheid(
	c context.Context, r api.PostBescheidRequestObject,
) (api.PostBescheidResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Bescheid.PostBescheid(ctx, a, r.Id, r.BescheidId, r.Body.Version, bescheid.Postaufgabe{
		Adressat: optional(r.Body.Adressat), AufgegebenAm: r.Body.AufgegebenAm.Time, Bestaetigt: texts[string](r.Body.Bestaetigt),
		BekanntgabeAm: dayOf(r.Body.BekanntgabeAm), Grund: r.Body.Grund}); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.PostBescheid200JSONResponse{VorgangJSONResponse: v}, err
}
