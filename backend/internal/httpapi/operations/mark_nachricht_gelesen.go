package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// MarkNachrichtGelesen POST /api/v1/vorgaenge/{id}/nachrichten/{nachrichtId}/gelesen
func (o Operations) MarkNachrichtGelesen(
	c context.Context, r api.MarkNachrichtGelesenRequestObject,
) (api.MarkNachrichtGelesenResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Versand.MarkNachrichtGelesen(ctx, a, r.Id, r.NachrichtId); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.MarkNachrichtGelesen200JSONResponse{VorgangJSONResponse: v}, err
}
