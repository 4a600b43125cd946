package operations

import (
	"context"
	"encoding/json"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// AssignVorgang POST /api/v1/vorgaenge/{id}/zuweisung: no `benutzer` = take it, null = return it.
func (o Operations) AssignVorgang(
	c context.Context, r api.AssignVorgangRequestObject,
) (api.AssignVorgangResponseObject, error) {
	ctx, a := asked(c)
	self := a.Name // a copy: decoding writes through the pointer
	an := &self
	if len(r.Body.Benutzer) > 0 {
		if err := json.Unmarshal(r.Body.Benutzer, &an); err != nil {
			return nil, casework.Malformed(err)
		}
	}
	if err := o.Services.Vorgang.AssignVorgang(ctx, a, r.Id, r.Body.Version, an); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.AssignVorgang200JSONResponse{VorgangJSONResponse: v}, err
}
