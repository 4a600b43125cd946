package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// GetZustaendigkeit GET /api/v1/zustaendigkeit
func (o Operations) GetZustaendigkeit(
	c context.Context, _ api.GetZustaendigkeitRequestObject,
) (api.GetZustaendigkeitResponseObject, error) {
	ctx, a := asked(c)
	z, err := o.Services.Anbindung.GetZustaendigkeit(ctx, a)
	if err != nil {
		return nil, err
	}
	return api.GetZustaendigkeit200JSONResponse(zustaendigkeitOf(z)), nil
}
