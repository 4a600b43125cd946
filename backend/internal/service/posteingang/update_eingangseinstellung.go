package posteingang

import (
	"context"
	"net/mail"
	"net/url"
	"slices"
	"strings"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// UpdateEingangseinstellung saves it. The key of the webhook is made here, once for each address, so that nobody sends
// us a weak one.
func (s *Service) UpdateEingangseinstellung(ctx context.Context, a casework.Actor,
	in store.Eingangseinstellung) (*store.Eingangseinstellung, error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	if in.ZugriffMonate != 0 && in.ZugriffMonate < casework.MinZugriffMonate {
		return nil, casework.FailField("zugriffMonate", "too_short")
	}
	for i, adresse := range in.AlarmEmails {
		in.AlarmEmails[i] = strings.TrimSpace(adresse)
		if parsed, err := mail.ParseAddress(in.AlarmEmails[i]); err != nil || parsed.Name != "" {
			return nil, casework.FailField("alarmEmails", "mail_address")
		}
	}
	if in.AlarmWebhook = strings.TrimSpace(in.AlarmWebhook); in.AlarmWebhook != "" {
		u, err := url.Parse(in.AlarmWebhook)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
			return nil, casework.FailField("alarmWebhook", "format")
		}
	}
	err := s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		old, err := tx.GetEingangseinstellung(ctx)
		if err != nil {
			return err
		}
		in.AlarmSchluessel = old.AlarmSchluessel
		switch {
		case in.AlarmWebhook == "":
			in.AlarmSchluessel = ""
		case in.AlarmWebhook != old.AlarmWebhook || in.AlarmSchluessel == "":
			in.AlarmSchluessel = NewPasswort()
		}
		if err := tx.SaveEingangseinstellung(ctx, &in); err != nil {
			return err
		}
		return tx.Record(ctx, "eingangseinstellung_geaendert", "eingangseinstellung",
			map[string]any{"felder": casework.Geaendert(einstellungFelder(old), einstellungFelder(&in))})
	})
	return &in, err
}

func einstellungFelder(e *store.Eingangseinstellung) map[string]any {
	return map[string]any{"alarmEmails": slices.Clone(e.AlarmEmails), "alarmWebhook": e.AlarmWebhook,
		"klaerfallStunden": e.KlaerfallStunden, "rohdatenMonate": e.RohdatenMonate, "buchMonate": e.BuchMonate,
		"zugriffMonate": e.ZugriffMonate}
}
