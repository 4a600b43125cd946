package operations

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/versand"
)

// SendNachricht POST /api/v1/vorgaenge/{id}/nachrichten
func (o Operations) SendNachricht(
	c context.Context, r api.SendNachrichtRequestObject,
) (api.SendNachrichtResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Versand.SendNachricht(ctx, a, r.Id, r.Body.Version, neueNachricht(r.Body)); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.SendNachricht201JSONResponse{VorgangJSONResponse: v}, err
}

func neueNachricht(in *api.NachrichtNeu) versand.NeueNachricht {
	n := versand.NeueNachricht{Nachricht: casework.Nachricht{
		Betreff: in.Betreff, Text: in.Text, AntwortBis: optional(in.AntwortBis.Time),
		Art:     casework.NachrichtArt(in.Art),
		Antwort: casework.AntwortRegel(in.Antwort), Vertrauensniveau: int(in.Vertrauensniveau),
	}, Aufgabe: optional(in.Aufgabe), Anhaenge: in.Anhaenge, Brief: in.Brief, Anschrift: anschriftOf(in.Anschrift)}
	for _, p := range in.Punkte {
		n.Punkte = append(n.Punkte, casework.Punkt{Titel: p.Titel, Hinweis: p.Hinweis})
	}
	return n
}
