package operations

import (
	"context"
	"errors"
	"io"
	"mime/multipart"
	"strings"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/antragsraum"
)

// limits of one answer; the browser says so before it sends.
const (
	maxAntwortText    = 50_000
	maxAntwortDateien = 20
)

// SendAntwort POST /antragsraum/api/v1/vorgaenge/{id}/antworten: text parts first, then files, which are streamed as
// they come. Who may not answer is told before anything of it is kept.
func (o Operations) SendAntwort(
	c context.Context, r api.SendAntwortRequestObject,
) (api.SendAntwortResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Antragsraum.MayAntworten(ctx, a, r.Id); err != nil {
		return nil, err
	}
	w, err := o.ReadAntwort(ctx, a, r.Id, r.Body)
	if err != nil {
		return nil, err
	}
	if err := o.Services.Antragsraum.SendAntwort(ctx, a, r.Id, w); err != nil {
		return nil, err
	}
	v, err := o.antragsraumVorgang(ctx, a, r.Id)
	return api.SendAntwort201JSONResponse{AntragsraumVorgangJSONResponse: v}, err
}

// Teile are the parts of an answer as they come.
type Teile interface {
	NextPart() (*multipart.Part, error)
}

// ReadAntwort reads an answer and keeps its files. With an error comes what was read before it: a page shows the text
// again.
func (o Operations) ReadAntwort(
	ctx context.Context, a casework.Actor, id uuid.UUID, teile Teile,
) (antragsraum.Antwort, error) {
	var w antragsraum.Antwort
	for {
		part, err := teile.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return w, nil
		case err != nil:
			return w, casework.Malformed(err)
		case isDatei(part.FormName()):
			err = o.keepAntwortDatei(ctx, a, id, part, &w)
		default:
			err = readAntwortText(part, &w)
		}
		if err != nil {
			return w, err
		}
	}
}

// punktTeil begins the name of a file that belongs to an item; its id follows.
const punktTeil = "punkt:"

func isDatei(name string) bool { return name == "datei" || strings.HasPrefix(name, punktTeil) }

func (o Operations) keepAntwortDatei(
	ctx context.Context, a casework.Actor, id uuid.UUID, part *multipart.Part, w *antragsraum.Antwort,
) error {
	if len(w.Dateien) >= maxAntwortDateien {
		return casework.Fail(casework.TooLarge, "too_many_files")
	}
	var punkt *uuid.UUID
	if text, ok := strings.CutPrefix(part.FormName(), punktTeil); ok {
		x, err := uuid.Parse(text)
		if err != nil {
			return casework.FailField("punkt", "unknown")
		}
		punkt = &x
	}
	if !casework.TextOK(part.FileName()) {
		return casework.FailField("datei", "text")
	}
	d, err := o.Services.Antragsraum.PutAntwortDatei(ctx, a, id, part.FileName(), punkt, part)
	if err != nil {
		return err
	}
	w.Dateien = append(w.Dateien, *d)
	return nil
}

func readAntwortText(part *multipart.Part, w *antragsraum.Antwort) error {
	name := part.FormName()
	text, err := textOf(part)
	if err != nil {
		return err
	}
	switch name {
	case "text":
		w.Text = text
	case "schluessel":
		w.Schluessel = text
	case "nachricht":
		x, err := uuid.Parse(text)
		if err != nil {
			return casework.FailField(name, "unknown")
		}
		w.Nachricht = &x
	default:
		return casework.FailField(name, casework.UnknownField)
	}
	return nil
}

func textOf(part *multipart.Part) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(part, maxAntwortText+1))
	switch {
	case err != nil:
		return "", casework.Malformed(err)
	case len(raw) > maxAntwortText:
		return "", casework.FailField(part.FormName(), "length")
	case !casework.TextOK(string(raw)):
		return "", casework.FailField(part.FormName(), "text")
	}
	return string(raw), nil
}
