package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// ResolveVorfall POST /api/v1/vorgaenge/{id}/prozess/vorfaelle/{token}
func (o Operations) ResolveVorfall(
	c context.Context, r api.ResolveVorfallRequestObject,
) (api.ResolveVorfallResponseObject, error) {
	ctx, a := asked(c)
	skip := r.Body.Aktion == api.ResolveVorfallJSONBodyAktionUeberspringen
	if err := o.Services.Ablauf.ResolveVorfall(ctx, a, r.Id, r.Body.Version, r.Token, skip, r.Body.Grund); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.ResolveVorfall200JSONResponse{VorgangJSONResponse: v}, err
}
