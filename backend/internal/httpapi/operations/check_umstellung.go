package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/verfahren"
)

// CheckUmstellung GET /api/v1/verfahrensversionen/{id}/umstellung
func (o Operations) CheckUmstellung(
	c context.Context, r api.CheckUmstellungRequestObject,
) (api.CheckUmstellungResponseObject, error) {
	ctx, a := asked(c)
	rows, mehr, err := o.Services.Verfahren.CheckUmstellung(ctx, a, r.Id)
	return api.CheckUmstellung200JSONResponse{Mehr: mehr, Vorgaenge: list(rows,
		func(u verfahren.Umstellung) api.Umstellung {
			return api.Umstellung{Id: u.ID, Vorgangsnummer: u.Vorgangsnummer, Stand: u.Stand, Einheit: u.Einheit,
				Grund: u.Grund}
		})}, err
}
