package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// CreateZuordnung POST /api/v1/zuordnungen
func (o Operations) CreateZuordnung(
	c context.Context, r api.CreateZuordnungRequestObject,
) (api.CreateZuordnungResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Anbindung.CreateZuordnung(ctx, a, r.Body.Zugang, r.Body.Formular, r.Body.Version)
	if err != nil {
		return nil, err
	}
	return api.CreateZuordnung201JSONResponse(zuordnungOf(k)), nil
}
