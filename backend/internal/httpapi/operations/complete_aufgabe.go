package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// CompleteAufgabe POST /api/v1/vorgaenge/{id}/aufgaben/{aufgabeId}/erledigung
func (o Operations) CompleteAufgabe(
	c context.Context, r api.CompleteAufgabeRequestObject,
) (api.CompleteAufgabeResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Ablauf.CompleteAufgabe(ctx, a, r.Id, r.AufgabeId, r.Body.Version, r.Body.Werte); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.CompleteAufgabe200JSONResponse{VorgangJSONResponse: v}, err
}
