package postfach

import (
	"context"

	"kontor/backend/internal/casework"
)

// Mitarbeit tells somebody at the office of a Vorgang by mail: its number, its title, where it is. Nothing of the
// applicant and nothing that a process computed: mail is read by many on its way.
type Mitarbeit struct{ *Email }

// Faehigkeiten says that it leads to no applicant.
func (m Mitarbeit) Faehigkeiten() casework.Faehigkeiten {
	return casework.Faehigkeiten{Klasse: casework.KlasseIntern}
}

// Deliver sends one mail; its errors are those of Email.Deliver.
func (m Mitarbeit) Deliver(ctx context.Context, z casework.Zustellung) (casework.Quittung, error) {
	msg, err := m.mail(z, func(behoerde, link string) (string, string) {
		vorgang := einzeilig("Vorgang " + z.Vorgangsnummer + ", " + z.Betreff)
		return vorgang, behoerde + "\n\nSie werden um einen Blick gebeten auf:\n" + vorgang + "\n\nNachsehen: " + link +
			"\n\nDiese E-Mail wurde automatisch versandt und enthält keine Angaben aus dem Antrag.\n"
	})
	if err != nil {
		return casework.Quittung{}, err
	}
	return m.send(ctx, z, msg)
}
