package operations

import (
	"context"
	"io"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/anbindung"
)

// ImportZuordnung POST /api/v1/zuordnungen/datei. One byte more than allowed is read, so that the service sees it.
func (o Operations) ImportZuordnung(
	c context.Context, r api.ImportZuordnungRequestObject,
) (api.ImportZuordnungResponseObject, error) {
	ctx, a := asked(c)
	raw, err := io.ReadAll(io.LimitReader(r.Body, anbindung.MaxZuordnungsdatei+1))
	if err != nil {
		return nil, casework.Malformed(err)
	}
	k, err := o.Services.Anbindung.ImportZuordnung(ctx, a, r.Params.Zugang, raw)
	if err != nil {
		return nil, err
	}
	return api.ImportZuordnung201JSONResponse(zuordnungOf(k)), nil
}
