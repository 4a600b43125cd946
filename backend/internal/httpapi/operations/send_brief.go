package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// SendBrief POST /api/v1/vorgaenge/{id}/nachrichten/{nachrichtId}/brief
func (o Operations) SendBrief(c context.Context, r api.SendBriefRequestObject) (api.SendBriefResponseObject, error) {
	ctx, a := asked(c)
	err := o.Services.Versand.SendBrief(ctx, a, r.Id, r.NachrichtId, r.Body.Version, anschriftOf(r.Body.Anschrift))
	if err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.SendBrief200JSONResponse{VorgangJSONResponse: v}, err
}
