package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
)

// ListBenutzer GET /api/v1/benutzer
func (o Operations) ListBenutzer(
	c context.Context, r api.ListBenutzerRequestObject,
) (api.ListBenutzerResponseObject, error) {
	ctx, a := asked(c)
	rows, err := o.Services.Vorgang.ListBenutzer(ctx, a, r.Params.Einheit)
	return api.ListBenutzer200JSONResponse{Benutzer: list(rows, benutzerOf)}, err
}

func benutzerOf(l store.Last) api.Benutzer {
	return api.Benutzer{Benutzer: l.Name, Name: l.Anzeige, Offen: l.Offen, FaelligDieseWoche: l.FaelligDieseWoche,
		Aeltester: l.Aeltester}
}
