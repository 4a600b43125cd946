package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// CreateZugang POST /api/v1/zugaenge
func (o Operations) CreateZugang(
	c context.Context, r api.CreateZugangRequestObject,
) (api.CreateZugangResponseObject, error) {
	ctx, a := asked(c)
	z, passwort, err := o.Services.Anbindung.CreateZugang(ctx, a, r.Body.Name, r.Body.Titel, r.Body.Adapter)
	if err != nil {
		return nil, err
	}
	return api.CreateZugang201JSONResponse{Zugang: o.zugangOf(z), Passwort: passwort}, nil
}
