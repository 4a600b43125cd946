package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// ResumeFrist POST /api/v1/vorgaenge/{id}/nachrichten/{nachrichtId}/frist/weiter
func (o Operations) ResumeFrist(
	c context.Context, r api.ResumeFristRequestObject,
) (api.ResumeFristResponseObject, error) {
	ctx, a := asked(c)
	in := r.Body
	err := o.Services.Versand.ResumeFrist(ctx, a, r.Id, r.NachrichtId, in.Version, in.Grund)
	if err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.ResumeFrist200JSONResponse{VorgangJSONResponse: v}, err
}
