package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// ActivateZuordnung POST /api/v1/zuordnungen/{id}/aktivierung
func (o Operations) ActivateZuordnung(
	c context.Context, r api.ActivateZuordnungRequestObject,
) (api.ActivateZuordnungResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Anbindung.ActivateZuordnung(ctx, a, r.Id, r.Body.Stand, r.Body.Bestaetigt)
	if err != nil {
		return nil, err
	}
	return api.ActivateZuordnung200JSONResponse(zuordnungOf(k)), nil
}
