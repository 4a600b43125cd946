package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// GetEingangseinstellung GET /api/v1/posteingang/einstellungen
func (o Operations) GetEingangseinstellung(
	c context.Context, _ api.GetEingangseinstellungRequestObject,
) (api.GetEingangseinstellungResponseObject, error) {
	ctx, a := asked(c)
	e, err := o.Services.Posteingang.GetEingangseinstellung(ctx, a)
	if err != nil {
		return nil, err
	}
	return api.GetEingangseinstellung200JSONResponse(eingangseinstellungOf(e)), nil
}
