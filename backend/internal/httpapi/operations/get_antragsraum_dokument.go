package operations

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/antragsraum"
)

// GetAntragsraumDokument GET /antragsraum/api/v1/vorgaenge/{id}/dokumente/{dokumentId}: always a download.
func (o Operations) GetAntragsraumDokument(
	c context.Context, r api.GetAntragsraumDokumentRequestObject,
) (api.GetAntragsraumDokumentResponseObject, error) {
	ctx, a := asked(c)
	x, err := o.Services.Antragsraum.GetAntragsraumDokument(ctx, a, r.Id, r.DokumentId)
	if err != nil {
		return nil, err
	}
	out := inhaltOf(c, &x.Dokument, x.Inhalt, false)
	if !x.Abruf {
		return out, nil
	}
	return abruf{out, func(sum string) error {
		sent := antragsraum.Lieferung{SHA256: sum, Am: o.Services.DB.Now()}
		return o.Services.Antragsraum.NoteAbruf(context.WithoutCancel(ctx), a, r.Id, r.DokumentId, sent)
	}}, nil
}

// abruf hands out a Bescheid that has not arrived yet: whole, whatever part was asked for. Without a length its end is
// a chunk of its own, which goes out only once the retrieval is noted: who sees the end has the Bescheid, and the
// journal says so. A connection that breaks before that leaves nothing behind.
type abruf struct {
	dokumentinhalt
	sent func(sha256 string) error
}

func (x abruf) VisitGetAntragsraumDokumentResponse(w http.ResponseWriter) error {
	defer x.inhalt.Close()
	x.head(w.Header())
	w.Header().Set("X-Accel-Buffering", "no") // a proxy in between passes it on as it comes
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w, sum), x.inhalt); err != nil {
		return err
	}
	if err := http.NewResponseController(w).Flush(); err != nil {
		return err
	}
	if err := x.request.Context().Err(); err != nil { // nobody is there any more
		return err
	}
	return x.sent(hex.EncodeToString(sum.Sum(nil)))
}
