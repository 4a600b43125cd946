package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/posteingang"
)

// TestZugang POST /api/v1/zugaenge/{id}/testlieferung
func (o Operations) TestZugang(
	c context.Context, r api.TestZugangRequestObject,
) (api.TestZugangResponseObject, error) {
	ctx, a := asked(c)
	t, err := o.Services.Anbindung.TestZugang(ctx, a, r.Id)
	if err != nil {
		return nil, err
	}
	return api.TestZugang200JSONResponse{Erfolg: t.Erfolg, Referenz: t.Referenz, Antwort: t.Antwort, Grund: t.Grund,
		Detail: t.Detail, Schritte: list(t.Schritte, testschrittOf)}, nil
}

func testschrittOf(s posteingang.Testschritt) api.Testschritt {
	return api.Testschritt{Art: api.TestschrittArt(s.Art), Gut: s.Gut, Text: s.Text}
}
