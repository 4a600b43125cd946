package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// AddKommentar POST /api/v1/vorgaenge/{id}/kommentare
func (o Operations) AddKommentar(
	c context.Context, r api.AddKommentarRequestObject,
) (api.AddKommentarResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Vorgang.AddKommentar(ctx, a, r.Id, r.Body.Text); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.AddKommentar201JSONResponse{VorgangJSONResponse: v}, err
}
