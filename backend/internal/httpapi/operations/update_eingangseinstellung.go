package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
)

// UpdateEingangseinstellung PUT /api/v1/posteingang/einstellungen. The key of the webhook is
// made by us: one that is sent counts for nothing.
func (o Operations) UpdateEingangseinstellung(
	c context.Context, r api.UpdateEingangseinstellungRequestObject,
) (api.UpdateEingangseinstellungResponseObject, error) {
	ctx, a := asked(c)
	in := r.Body
	e, err := o.Services.Posteingang.UpdateEingangseinstellung(ctx, a, store.Eingangseinstellung{Version: in.Version,
		AlarmEmails: in.AlarmEmails, AlarmWebhook: in.AlarmWebhook, KlaerfallStunden: in.KlaerfallStunden,
		RohdatenMonate: in.RohdatenMonate, BuchMonate: in.BuchMonate, ZugriffMonate: in.ZugriffMonate})
	if err != nil {
		return nil, err
	}
	return api.UpdateEingangseinstellung200JSONResponse(eingangseinstellungOf(e)), nil
}
