package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// GetBehoerde GET /antragsraum/api/v1/behoerde: whose portal this is.
func (o Operations) GetBehoerde(
	c context.Context, _ api.GetBehoerdeRequestObject,
) (api.GetBehoerdeResponseObject, error) {
	ctx, a := asked(c)
	m, err := o.Services.Antragsraum.GetBehoerde(ctx, a)
	if err != nil {
		return nil, err
	}
	return api.GetBehoerde200JSONResponse{Name: m.Name, Anschrift: m.Strasse + ", " + m.PlzOrt, Email: m.Email,
		Telefon: m.Telefon, Impressum: m.Impressum, Datenschutz: m.Datenschutz,
		Barrierefreiheit: m.Barrierefreiheit}, nil
}
