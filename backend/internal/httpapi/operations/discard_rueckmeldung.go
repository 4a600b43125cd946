package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// DiscardRueckmeldung POST /api/v1/rueckmeldungen/{id}/verwerfung
func (o Operations) DiscardRueckmeldung(
	c context.Context, r api.DiscardRueckmeldungRequestObject,
) (api.DiscardRueckmeldungResponseObject, error) {
	ctx, a := asked(c)
	err := o.Services.Kanaele.DiscardRueckmeldung(ctx, a, r.Id, r.Body.Grund)
	return api.DiscardRueckmeldung204Response{}, err
}
