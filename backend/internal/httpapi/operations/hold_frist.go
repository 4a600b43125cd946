package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// HoldFrist POST /api/v1/vorgaenge/{id}/nachrichten/{nachrichtId}/frist/halt
func (o Operations) HoldFrist(
	c context.Context, r api.HoldFristRequestObject,
) (api.HoldFristResponseObject, error) {
	ctx, a := asked(c)
	in := r.Body
	err := o.Services.Versand.HoldFrist(ctx, a, r.Id, r.NachrichtId, in.Version, in.Grund)
	if err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.HoldFrist200JSONResponse{VorgangJSONResponse: v}, err
}
