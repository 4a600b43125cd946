package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// ExtendFrist POST /api/v1/vorgaenge/{id}/nachrichten/{nachrichtId}/frist
func (o Operations) ExtendFrist(
	c context.Context, r api.ExtendFristRequestObject,
) (api.ExtendFristResponseObject, error) {
	ctx, a := asked(c)
	in := r.Body
	err := o.Services.Versand.ExtendFrist(ctx, a, r.Id, r.NachrichtId, in.Version, in.Bis.Time, in.Grund)
	if err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.ExtendFrist200JSONResponse{VorgangJSONResponse: v}, err
}
