package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// RetrySendung POST /api/v1/vorgaenge/{id}/sendungen/{sendungId}/wiederholung
func (o Operations) RetrySendung(
	c context.Context, r api.RetrySendungRequestObject,
) (api.RetrySendungResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Versand.RetrySendung(ctx, a, r.Id, r.SendungId); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.RetrySendung200JSONResponse{VorgangJSONResponse: v}, err
}
