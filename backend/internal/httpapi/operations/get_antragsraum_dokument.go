package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// GetAntragsraumDokument GET /antragsraum/api/v1/vorgaenge/{id}/dokumente/{dokumentId}: always a download.
func (o Operations) GetAntragsraumDokument(
	c context.Context, r api.GetAntragsraumDokumentRequestObject,
) (api.GetAntragsraumDokumentResponseObject, error) {
	ctx, a := asked(c)
	d, inhalt, err := o.Services.Antragsraum.GetAntragsraumDokument(ctx, a, r.Id, r.DokumentId)
	if err != nil {
		return nil, err
	}
	return inhaltOf(c, d, inhalt, false), nil
}
