package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// RenewPasswort POST /api/v1/zugaenge/{id}/passwort
func (o Operations) RenewPasswort(
	c context.Context, r api.RenewPasswortRequestObject,
) (api.RenewPasswortResponseObject, error) {
	ctx, a := asked(c)
	z, passwort, err := o.Services.Anbindung.RenewPasswort(ctx, a, r.Id, r.Body.Version)
	if err != nil {
		return nil, err
	}
	return api.RenewPasswort200JSONResponse{Zugang: o.zugangOf(z), Passwort: passwort}, nil
}
