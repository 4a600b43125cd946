package operations

import (
	"context"
	"errors"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/postausgang"
)

// PostPostausgang POST /api/v1/postausgang/aufgabe
func (o Operations) PostPostausgang(
	c context.Context, r api.PostPostausgangRequestObject,
) (api.PostPostausgangResponseObject, error) {
	ctx, a := asked(c)
	briefe := make([]postausgang.Aufgegeben, len(r.Body.Briefe))
	for i, x := range r.Body.Briefe {
		briefe[i] = postausgang.Aufgegeben{Dokument: x.Dokument, Version: x.Version}
	}
	out, err := o.Services.Postausgang.PostPostausgang(ctx, a, r.Body.AufgegebenAm.Time, briefe,
		texts[string](r.Body.Bestaetigt))
	return api.PostPostausgang200JSONResponse{Ergebnisse: list(out, postergebnisOf)}, err
}

func postergebnisOf(x postausgang.Ergebnis) api.Postergebnis {
	v := api.Postergebnis{Dokument: x.Dokument, Eingetragen: x.Err == nil}
	if v.Eingetragen {
		return v
	}
	v.Grund = "internal"
	var e *casework.Error
	if errors.As(x.Err, &e) {
		v.Grund, v.Felder = e.Reason, e.Fields
		if e.Rueckfrage != nil {
			v.Bestaetigen = e.Rueckfrage.Bestaetigen
		}
	}
	return v
}
