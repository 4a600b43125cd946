package operations

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// SetEinwilligung POST /antragsraum/api/v1/einwilligung
func (o Operations) SetEinwilligung(
	c context.Context, r api.SetEinwilligungRequestObject,
) (api.SetEinwilligungResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Antragsraum.SetEinwilligung(ctx, a, einwilligungOf(r.Body)); err != nil {
		return nil, err
	}
	ich, err := o.antragsraumIch(ctx, a)
	return api.SetEinwilligung200JSONResponse(ich), err
}

func einwilligungOf(b *api.SetEinwilligungJSONRequestBody) casework.Einwilligungserklaerung {
	return casework.Einwilligungserklaerung{Erteilt: b.Erteilt, Fassung: b.Fassung, Sprache: string(b.Sprache)}
}
