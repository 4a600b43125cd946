package operations

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// SuggestZuordnung GET /api/v1/zuordnungen/{id}/vorschlaege
func (o Operations) SuggestZuordnung(
	c context.Context, r api.SuggestZuordnungRequestObject,
) (api.SuggestZuordnungResponseObject, error) {
	ctx, a := asked(c)
	out, err := o.Services.Anbindung.SuggestZuordnung(ctx, a, r.Id, r.Params.Muster)
	return api.SuggestZuordnung200JSONResponse{Vorschlaege: list(out, vorschlagOf)}, err
}

func vorschlagOf(v casework.Vorschlag) api.Vorschlag {
	return api.Vorschlag{Ziel: v.Ziel, Pfad: v.Pfad, Grund: api.VorschlagGrund(v.Grund), Sicher: v.Sicher}
}
