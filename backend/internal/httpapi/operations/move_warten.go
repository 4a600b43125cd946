package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// MoveWarten POST /api/v1/vorgaenge/{id}/prozess/warten/{token}/verlegung
func (o Operations) MoveWarten(
	c context.Context, r api.MoveWartenRequestObject,
) (api.MoveWartenResponseObject, error) {
	ctx, a := asked(c)
	in := r.Body
	if err := o.Services.Ablauf.MoveWarten(ctx, a, r.Id, in.Version, r.Token, in.Bis.Time, in.Grund); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.MoveWarten200JSONResponse{VorgangJSONResponse: v}, err
}
