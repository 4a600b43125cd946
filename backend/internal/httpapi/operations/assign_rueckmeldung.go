package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// AssignRueckmeldung POST /api/v1/rueckmeldungen/{id}/zuordnung
func (o Operations) AssignRueckmeldung(
	c context.Context, r api.AssignRueckmeldungRequestObject,
) (api.AssignRueckmeldungResponseObject, error) {
	ctx, a := asked(c)
	err := o.Services.Kanaele.AssignRueckmeldung(ctx, a, r.Id, r.Body.Vorgangsnummer)
	return api.AssignRueckmeldung204Response{}, err
}
