package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// CompleteWiedervorlage POST /api/v1/vorgaenge/{id}/wiedervorlagen/{wiedervorlageId}/erledigung
func (o Operations) CompleteWiedervorlage(
	c context.Context, r api.CompleteWiedervorlageRequestObject,
) (api.CompleteWiedervorlageResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Vorgang.CompleteWiedervorlage(ctx, a, r.Id, r.WiedervorlageId); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.CompleteWiedervorlage200JSONResponse{VorgangJSONResponse: v}, err
}
