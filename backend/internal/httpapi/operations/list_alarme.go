package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
)

// ListAlarme GET /api/v1/alarme
func (o Operations) ListAlarme(
	c context.Context, _ api.ListAlarmeRequestObject,
) (api.ListAlarmeResponseObject, error) {
	ctx, a := asked(c)
	rows, err := o.Services.Posteingang.ListAlarme(ctx, a)
	return api.ListAlarme200JSONResponse{Alarme: list(rows, alarmOf)}, err
}

func alarmOf(x store.Alarm) api.Alarm {
	return api.Alarm{Id: x.ID, Art: api.AlarmArt(x.Art), Zugang: x.Zugang, ZugangName: x.ZugangName, Seit: x.Seit,
		GemeldetAm: x.GemeldetAm, BeendetAm: x.BeendetAm, Fehler: x.Fehler}
}
