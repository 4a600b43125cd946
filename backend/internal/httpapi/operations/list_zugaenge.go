package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/posteingang"
)

// ListZugaenge GET /api/v1/zugaenge
func (o Operations) ListZugaenge(
	c context.Context, _ api.ListZugaengeRequestObject,
) (api.ListZugaengeResponseObject, error) {
	ctx, a := asked(c)
	rows, err := o.Services.Posteingang.ListZugaenge(ctx, a)
	return api.ListZugaenge200JSONResponse{Zugaenge: list(rows, zugangZeileOf)}, err
}

func zugangZeileOf(z posteingang.Zugang) api.ZugangZeile {
	return api.ZugangZeile{Id: z.ID, Name: z.Name, Titel: z.Titel, Adapter: z.Adapter, Aktiv: z.Aktiv,
		HoltAb: z.Quelle != nil, Lage: zugangLageOf(&z)}
}
