package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/ablauf"
)

// JumpProzess POST /api/v1/vorgaenge/{id}/prozess/sprung
func (o Operations) JumpProzess(
	c context.Context, r api.JumpProzessRequestObject,
) (api.JumpProzessResponseObject, error) {
	ctx, a := asked(c)
	in := r.Body
	j := ablauf.Sprung{Aufgabe: in.AufgabeId, Ziel: in.Ziel, Grund: in.Grund, Zweige: string(in.AndereZweige)}
	if err := o.Services.Ablauf.JumpProzess(ctx, a, r.Id, in.Version, j); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.JumpProzess200JSONResponse{VorgangJSONResponse: v}, err
}
