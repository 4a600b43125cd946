package formsolutions

import (
	"context"

	"kontor/adapters"
)

// Pull fetches on the way the setting weg names: the Submission-API (api, default), the folder the vendor's receiver
// writes (ordner), or a mailbox with the mails of the form server (mail).
func (Adapter) Pull(ctx context.Context, source adapters.Source, deliver func(context.Context,
	adapters.Pulled) error) error {
	if source.Save == nil { // a host that keeps no cursor is asked to take everything again
		source.Save = func(context.Context, string) error { return nil }
	}
	switch weg := options(source.Settings).text("weg"); weg {
	case wegAPI:
		return pullAPI(ctx, source, deliver)
	case wegOrdner:
		return pullFolder(ctx, source, deliver)
	case wegMail:
		return pullMail(ctx, source, deliver)
	default:
		return adapters.Fail(adapters.Incomplete, "setting_unknown",
			"Die Einstellung weg nennt keinen bekannten Weg. Bitte am Zugang prüfen.")
	}
}
