package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// DeleteZuordnung DELETE /api/v1/zuordnungen/{id}
func (o Operations) DeleteZuordnung(
	c context.Context, r api.DeleteZuordnungRequestObject,
) (api.DeleteZuordnungResponseObject, error) {
	ctx, a := asked(c)
	return api.DeleteZuordnung204Response{}, o.Services.Anbindung.DeleteZuordnung(ctx, a, r.Id)
}
