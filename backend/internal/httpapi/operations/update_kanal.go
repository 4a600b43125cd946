package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/kanaele"
)

// UpdateKanal PUT /api/v1/kanaele/{id}
func (o Operations) UpdateKanal(
	c context.Context, r api.UpdateKanalRequestObject,
) (api.UpdateKanalResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Kanaele.UpdateKanal(ctx, a, r.Id, kanaele.KanalAenderung{Version: r.Body.Version,
		Name: r.Body.Name, Aktiv: r.Body.Aktiv, Einstellungen: r.Body.Einstellungen})
	if err != nil {
		return nil, err
	}
	return api.UpdateKanal200JSONResponse(kanalOf(*k)), nil
}
