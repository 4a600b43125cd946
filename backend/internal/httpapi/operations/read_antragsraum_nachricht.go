package operations

import (
	"context"
	"slices"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// ReadAntragsraumNachricht POST /antragsraum/api/v1/vorgaenge/{id}/nachrichten/{nachrichtId}/abruf
func (o Operations) ReadAntragsraumNachricht(
	c context.Context, r api.ReadAntragsraumNachrichtRequestObject,
) (api.ReadAntragsraumNachrichtResponseObject, error) {
	ctx, a := asked(c)
	raum, err := o.Services.Antragsraum.ReadAntragsraumNachricht(ctx, a, r.Id, r.NachrichtId)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(raum.Nachrichten, func(n casework.Nachricht) bool { return n.ID == r.NachrichtId })
	return api.ReadAntragsraumNachricht200JSONResponse(antragsraumNachrichtOf(raum, raum.Nachrichten[i])), nil
}
