package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// ReturnBescheid POST /api/v1/vorgaenge/{id}/zeichnungen/{zeichnungId}/rueckgabe
func (o Operations) ReturnBescheid(
	c context.Context, r api.ReturnBescheidRequestObject,
) (api.ReturnBescheidResponseObject, error) {
	ctx, a := asked(c)
	err := o.Services.Bescheid.ReturnBescheid(ctx, a, r.Id, r.ZeichnungId, r.Body.Version, r.Body.Grund)
	if err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.ReturnBescheid200JSONResponse{VorgangJSONResponse: v}, err
}
