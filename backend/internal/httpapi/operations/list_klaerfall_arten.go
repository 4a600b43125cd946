package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
)

// ListKlaerfallArten GET /api/v1/klaerfaelle/arten
func (o Operations) ListKlaerfallArten(
	c context.Context, _ api.ListKlaerfallArtenRequestObject,
) (api.ListKlaerfallArtenResponseObject, error) {
	ctx, a := asked(c)
	rows, err := o.Services.Posteingang.ListKlaerfallArten(ctx, a)
	return api.ListKlaerfallArten200JSONResponse{Arten: list(rows, klaerfallArtOf)}, err
}

func klaerfallArtOf(k store.KlaerfallArt) api.KlaerfallArt {
	return api.KlaerfallArt{Zugang: k.Zugang, ZugangName: k.ZugangName, Grund: k.Grund, Anzahl: k.Anzahl,
		AeltesterAm: k.AeltesterAm}
}
