package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// SetEinwilligung POST /antragsraum/api/v1/einwilligung
func (o Operations) SetEinwilligung(
	c context.Context, r api.SetEinwilligungRequestObject,
) (api.SetEinwilligungResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Antragsraum.SetEinwilligung(ctx, a, r.Body.Erteilt); err != nil {
		return nil, err
	}
	ich, err := o.antragsraumIch(ctx, a)
	return api.SetEinwilligung200JSONResponse(ich), err
}
