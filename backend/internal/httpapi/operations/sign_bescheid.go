package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// SignBescheid POST /api/v1/vorgaenge/{id}/zeichnungen/{zeichnungId}/zeichnung
func (o Operations) SignBescheid(
	c context.Context, r api.SignBescheidRequestObject,
) (api.SignBescheidResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Bescheid.SignBescheid(ctx, a, r.Id, r.ZeichnungId, r.Body.Version,
		texts[string](r.Body.Bestaetigt)); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.SignBescheid201JSONResponse{VorgangJSONResponse: v}, err
}
