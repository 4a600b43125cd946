package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// GetAntragsraumVorgang GET /antragsraum/api/v1/vorgaenge/{id}
func (o Operations) GetAntragsraumVorgang(
	c context.Context, r api.GetAntragsraumVorgangRequestObject,
) (api.GetAntragsraumVorgangResponseObject, error) {
	ctx, a := asked(c)
	v, err := o.antragsraumVorgang(ctx, a, r.Id)
	return api.GetAntragsraumVorgang200JSONResponse{AntragsraumVorgangJSONResponse: v}, err
}
