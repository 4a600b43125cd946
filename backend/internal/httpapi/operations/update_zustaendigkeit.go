package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// UpdateZustaendigkeit PUT /api/v1/zustaendigkeit
func (o Operations) UpdateZustaendigkeit(
	c context.Context, r api.UpdateZustaendigkeitRequestObject,
) (api.UpdateZustaendigkeitResponseObject, error) {
	ctx, a := asked(c)
	z, err := o.Services.Anbindung.UpdateZustaendigkeit(ctx, a, r.Body.Version, r.Body.Regeln)
	if err != nil {
		return nil, err
	}
	return api.UpdateZustaendigkeit200JSONResponse(zustaendigkeitOf(z)), nil
}
