package operations

import (
	"context"
	"errors"
	"io"
	"mime/multipart"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// UploadDokument POST /api/v1/vorgaenge/{id}/dokumente, one file as part `datei`, streamed.
func (o Operations) UploadDokument(
	c context.Context, r api.UploadDokumentRequestObject,
) (api.UploadDokumentResponseObject, error) {
	ctx, a := asked(c)
	part, err := dateiPart(r.Body)
	if err != nil {
		return nil, err
	}
	d, err := o.Services.Vorgang.UploadDokument(ctx, a, r.Id, part.FileName(), part)
	if err != nil {
		return nil, err
	}
	return api.UploadDokument201JSONResponse(dokumentOf(*d)), nil
}

func dateiPart(parts *multipart.Reader) (*multipart.Part, error) {
	part, err := parts.NextPart()
	switch {
	case errors.Is(err, io.EOF):
		return nil, casework.FailField("datei", "required")
	case err != nil:
		return nil, casework.Malformed(err)
	case part.FormName() != "datei":
		return nil, casework.FailField(part.FormName(), casework.UnknownField)
	case !casework.TextOK(part.FileName()):
		return nil, casework.FailField("datei", "text")
	}
	return part, nil
}
