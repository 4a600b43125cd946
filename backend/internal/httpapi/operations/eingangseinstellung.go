package operations

import (
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
)

func eingangseinstellungOf(e *store.Eingangseinstellung) api.Eingangseinstellung {
	return api.Eingangseinstellung{Version: e.Version, AlarmEmails: all(e.AlarmEmails), AlarmWebhook: e.AlarmWebhook,
		AlarmSchluessel: e.AlarmSchluessel, KlaerfallStunden: e.KlaerfallStunden, RohdatenMonate: e.RohdatenMonate,
		BuchMonate: e.BuchMonate, ZugriffMonate: e.ZugriffMonate}
}
