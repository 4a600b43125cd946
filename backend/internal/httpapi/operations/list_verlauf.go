package operations

import (
	"context"
	"encoding/hex"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// ListVerlauf GET /api/v1/vorgaenge/{id}/verlauf
func (o Operations) ListVerlauf(
	c context.Context, r api.ListVerlaufRequestObject,
) (api.ListVerlaufResponseObject, error) {
	ctx, a := asked(c)
	rows, err := o.Services.Vorgang.ListVerlauf(ctx, a, r.Id)
	return api.ListVerlauf200JSONResponse{Verlauf: list(rows, verlaufseintragOf)}, err
}

func verlaufseintragOf(e casework.Verlaufseintrag) api.Verlaufseintrag {
	return api.Verlaufseintrag{Nr: e.Nr, Zeit: e.Zeit, Art: e.Art, Akteur: e.Akteur,
		AkteurName: e.Anzeige, Daten: e.Daten,
		Hash: hex.EncodeToString(e.Hash)}
}
