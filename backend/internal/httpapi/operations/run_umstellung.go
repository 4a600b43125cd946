package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/verfahren"
)

// RunUmstellung POST /api/v1/verfahrensversionen/{id}/umstellung
func (o Operations) RunUmstellung(
	c context.Context, r api.RunUmstellungRequestObject,
) (api.RunUmstellungResponseObject, error) {
	ctx, a := asked(c)
	rows, err := o.Services.Verfahren.RunUmstellung(ctx, a, r.Id, r.Body.Vorgaenge,
		r.Body.Fristen == api.RunUmstellungJSONBodyFristenNeu)
	if err != nil {
		return nil, err
	}
	return api.RunUmstellung200JSONResponse{Nicht: list(rows, func(u verfahren.Umstellung) api.Umstellungshindernis {
		return api.Umstellungshindernis{Id: u.ID, Grund: u.Grund}
	})}, nil
}
