package postfach

import (
	"context"
	netmail "net/mail"

	"github.com/wneessen/go-mail"

	"kontor/backend/internal/casework"
)

// Ankermail sends each anchor of the Verlauf to an address, best one in another house.
type Ankermail struct {
	*Email
	An string
}

// Publish sends one mail; the line stands in it as it is.
func (a Ankermail) Publish(ctx context.Context, tag, zeile string) ([]byte, error) {
	m := mail.NewMsg(mail.WithNoDefaultUserAgent(), mail.WithEncoding(mail.NoEncoding))
	m.FromMailAddress(a.from)
	an, err := netmail.ParseAddress(a.An)
	if err != nil {
		return nil, &casework.Zustellfehler{Grund: "email_invalid"}
	}
	m.ToMailAddress(an)
	m.SetMessageID()
	m.SetDate()
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.Subject("Anker der Verlaeufe vom " + tag)
	m.SetBodyString(mail.TypeTextPlain, zeile+"\n")
	client, err := mail.NewClient(a.set.Host, a.opts...)
	if err != nil {
		return nil, &casework.Zustellfehler{Grund: "smtp_settings", Cause: err}
	}
	if err := client.DialAndSendWithContext(ctx, m); err != nil && !m.IsDelivered() {
		return nil, arrange(ctx, err)
	}
	return nil, nil
}
