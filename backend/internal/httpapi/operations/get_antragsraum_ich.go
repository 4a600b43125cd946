package operations

import (
	"cmp"
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// GetAntragsraumIch GET /antragsraum/api/v1/ich
func (o Operations) GetAntragsraumIch(
	c context.Context, _ api.GetAntragsraumIchRequestObject,
) (api.GetAntragsraumIchResponseObject, error) {
	ctx, a := asked(c)
	ich, err := o.antragsraumIch(ctx, a)
	return api.GetAntragsraumIch200JSONResponse(ich), err
}

// antragsraumIch is the signed-in applicant and the consent as it stands now.
func (o Operations) antragsraumIch(ctx context.Context, a casework.Actor) (api.AntragsraumIch, error) {
	e, err := o.Services.Antragsraum.GetAntragsraumIch(ctx, a)
	if err != nil {
		return api.AntragsraumIch{}, err
	}
	v := api.AntragsraumIch{Name: a.Anzeige, Art: api.AntragsraumIchArt(cmp.Or(a.Konto.Art, "person")),
		Vertrauensniveau: a.Konto.Vertrauensniveau, Behoerde: e.Mandant.Name,
		Einwilligung:       api.AntragsraumIchEinwilligungOffen,
		EinwilligungNiveau: e.Niveau}
	if e.Erteilt != nil {
		v.Einwilligung, v.EinwilligungAm = api.AntragsraumIchEinwilligungAbgelehnt, e.Am
		if *e.Erteilt {
			v.Einwilligung = api.AntragsraumIchEinwilligungErteilt
		}
	}
	return v, nil
}
