package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// CheckPunkt POST /api/v1/vorgaenge/{id}/punkte/{punktId}/pruefung
func (o Operations) CheckPunkt(
	c context.Context, r api.CheckPunktRequestObject,
) (api.CheckPunktResponseObject, error) {
	ctx, a := asked(c)
	in := r.Body
	if err := o.Services.Versand.CheckPunkt(ctx, a, r.Id, r.PunktId, in.Version, in.Angenommen, in.Grund); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.CheckPunkt200JSONResponse{VorgangJSONResponse: v}, err
}
