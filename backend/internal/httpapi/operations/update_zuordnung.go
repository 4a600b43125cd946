package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// UpdateZuordnung PUT /api/v1/zuordnungen/{id}
func (o Operations) UpdateZuordnung(
	c context.Context, r api.UpdateZuordnungRequestObject,
) (api.UpdateZuordnungResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Anbindung.UpdateZuordnung(ctx, a, r.Id, r.Body.Stand, r.Body.Inhalt)
	if err != nil {
		return nil, err
	}
	return api.UpdateZuordnung200JSONResponse(zuordnungOf(k)), nil
}
