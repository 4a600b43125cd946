package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// UploadSchema POST /api/v1/zuordnungen/{id}/schema
func (o Operations) UploadSchema(
	c context.Context, r api.UploadSchemaRequestObject,
) (api.UploadSchemaResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Anbindung.UploadSchema(ctx, a, r.Id, r.Params.Stand, r.Body)
	if err != nil {
		return nil, err
	}
	return api.UploadSchema200JSONResponse(zuordnungOf(k)), nil
}
