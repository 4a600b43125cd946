package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// GetDokument GET /api/v1/vorgaenge/{id}/dokumente/{dokumentId}
func (o Operations) GetDokument(
	c context.Context, r api.GetDokumentRequestObject,
) (api.GetDokumentResponseObject, error) {
	ctx, a := asked(c)
	d, inhalt, err := o.Services.Vorgang.GetDokument(ctx, a, r.Id, r.DokumentId)
	if err != nil {
		return nil, err
	}
	return inhaltOf(c, d, inhalt, r.Params.Ansehen), nil
}
