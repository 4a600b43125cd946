package operations

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// ForwardVorgang POST /api/v1/vorgaenge/{id}/weiterleitung. Who forwards to a unit of others does not see the Vorgang
// any more; the answer then is 204.
func (o Operations) ForwardVorgang(
	c context.Context, r api.ForwardVorgangRequestObject,
) (api.ForwardVorgangResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Vorgang.ForwardVorgang(ctx, a, r.Id, r.Body.Version, r.Body.Einheit,
		r.Body.Grund); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	if casework.CodeOf(err) == casework.NotFound {
		return api.ForwardVorgang204Response{}, nil
	}
	return api.ForwardVorgang200JSONResponse{VorgangJSONResponse: v}, err
}
