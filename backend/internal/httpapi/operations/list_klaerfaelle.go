package operations

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

const klaerfallSeite = 50

// ListKlaerfaelle GET /api/v1/klaerfaelle
func (o Operations) ListKlaerfaelle(
	c context.Context, r api.ListKlaerfaelleRequestObject,
) (api.ListKlaerfaelleResponseObject, error) {
	ctx, a := asked(c)
	p := r.Params
	nach, err := nachID(p.Nach)
	if err != nil {
		return nil, err
	}
	f := store.Klaerfilter{Zugang: optional(p.Zugang), Grund: p.Grund, Erledigt: p.Erledigt, Nach: nach,
		Anzahl: klaerfallSeite + 1}
	rows, err := o.Services.Posteingang.ListKlaerfaelle(ctx, a, f)
	rows, weiter := page(rows, klaerfallSeite, func(k posteingang.Klaerfall) uuid.UUID { return k.ID })
	return api.ListKlaerfaelle200JSONResponse{Klaerfaelle: list(rows, klaerfallOf), Nach: weiter}, err
}
