package operations

import (
	"context"

	openapi_types "github.com/oapi-codegen/runtime/types"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/antragsraum"
)

// ListAntragsraumVorgaenge GET /antragsraum/api/v1/vorgaenge
func (o Operations) ListAntragsraumVorgaenge(
	c context.Context, _ api.ListAntragsraumVorgaengeRequestObject,
) (api.ListAntragsraumVorgaengeResponseObject, error) {
	ctx, a := asked(c)
	rooms, zu, err := o.Services.Antragsraum.ListAntragsraumVorgaenge(ctx, a)
	return api.ListAntragsraumVorgaenge200JSONResponse{
		Vorgaenge:    list(rooms, func(r antragsraum.Raum) api.AntragsraumZeile { return antragsraumZeileOf(&r) }),
		Verschlossen: list(zu, verschlossenOf),
	}, err
}

// verschlossenOf tells the day in Europe/Berlin and no hour.
func verschlossenOf(v antragsraum.Verschlossen) api.AntragsraumVerschlossen {
	return api.AntragsraumVerschlossen{EingangAm: openapi_types.Date{Time: casework.Heute(v.EingangAm)},
		Vertrauensniveau: v.Niveau}
}
