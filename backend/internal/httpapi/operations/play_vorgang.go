package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// PlayVorgang POST /api/v1/vorgaenge/{id}/uebung
func (o Operations) PlayVorgang(
	c context.Context, r api.PlayVorgangRequestObject,
) (api.PlayVorgangResponseObject, error) {
	ctx, a := asked(c)
	u, err := o.Services.Ablauf.PlayVorgang(ctx, a, r.Id, known(r.Body.Beginn), list(r.Body.Schritte, schrittOf))
	if err != nil {
		return nil, err
	}
	return api.PlayVorgang200JSONResponse(uebungOf(u)), nil
}
