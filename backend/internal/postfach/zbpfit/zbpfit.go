// Package zbpfit is the channel to the central mailbox of citizens behind the BundID through FIT-Connect: what package
// zbp signs goes in an envelope to a destination that hands it on. What is not public stands in felder.go.
package zbpfit

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/anruf"
	"kontor/backend/internal/postfach/fitconnect"
	"kontor/backend/internal/postfach/zbp"
)

// Annahmen of the envelope; those of message and way stand in zbp and fitconnect.
var Annahmen = []anruf.Annahme{
	anruf.Seen("service and schema of a message", dienst+", "+schema),
	anruf.Seen("service of a state, with the same schema", dienstStatus),
	anruf.Seen("envelope", "content, sha512sum, authorToken, authorCertificate (PEM)"),
	anruf.Seen("files are attachments, in the order of the message", ""),
	anruf.Inferred("accepted by the destination = provided in the mailbox", ""),
	anruf.Inferred("files are found by their order and hash", ""),
}

const (
	dienst       = "urn:schema-fitko-de:fit-connect:id.bund.de:message_v6"
	dienstStatus = "urn:schema-fitko-de:fit-connect:id.bund.de:status_v6"
	schema       = "https://schema.fitko.de/fit-connect/id.bund.de/message_v6/1.0.0/zbp-message.schema.json"
)

// Felder are the settings of a channel of this kind.
var Felder = append(append([]adapters.Setting{}, fitconnect.Zugangsfelder...), append([]adapters.Setting{
	{Name: "zustellpunkt", Art: "text", Pflicht: true,
		Label: adapters.Sprachen{De: "Zustellpunkt der BundID", En: "Destination of the BundID"},
		Hilfe: adapters.Sprachen{De: "destinationId, die der Betreiber der BundID nennt (UUID).",
			En: "destinationId that the operator of the BundID tells (UUID)."}},
	{Name: "wurzeln", Art: "mehrzeilig",
		Label: adapters.Sprachen{De: "Zertifikate der Schlüssel", En: "Certificates of keys"},
		Hilfe: adapters.Sprachen{De: "Wurzelzertifikate als PEM, von denen der Schlüssel des Zustellpunkts kommen muss. Im echten Betrieb die der Verwaltungs-PKI; leer: jeder Schlüssel gilt.",
			En: "Root certificates as PEM that the key of the destination must come from. In production those of the administration's PKI; empty: any key counts."}},
}, zbp.Nachrichtenfelder...)...)

// Postfach is one channel of a tenant.
type Postfach struct {
	zbp.Schreiber
	*fitconnect.Client
	zustellpunkt string
}

// New checks the settings (Felder); it does not connect. Errors are *casework.Error with the setting as field.
func New(e map[string]string) (*Postfach, error) {
	a := anruf.ReadAngaben(Felder, e)
	p := &Postfach{Schreiber: zbp.ReadSchreiber(a), Client: fitconnect.ReadClient(a, anruf.NewClient(nil)),
		zustellpunkt: a.Text("zustellpunkt")}
	p.Trust(a.Wurzeln("wurzeln"))
	if _, err := uuid.Parse(p.zustellpunkt); err != nil && p.zustellpunkt != "" {
		a.Refuse("zustellpunkt", "format")
	}
	if err := a.Err(); err != nil {
		return nil, err
	}
	return p, nil
}

// Deliver sends the envelope and waits until the mailbox has it, then tells the state of the application.
func (p *Postfach) Deliver(ctx context.Context, z casework.Zustellung) (casework.Quittung, error) {
	inhalt, err := p.Message(z)
	if err != nil {
		return casework.Quittung{}, err
	}
	daten, err := p.Envelope(inhalt, time.Now())
	if err != nil {
		return casework.Quittung{}, err
	}
	q, err := p.Client.Deliver(ctx, z, fitconnect.Paket{Zustellpunkt: p.zustellpunkt, Dienst: dienst,
		Dienstname: "ZBP Message Forwarding", Schema: schema, Daten: daten, Beilagen: z.Beilagen})
	if err != nil {
		return q, err
	}
	if status := p.tellStatus(ctx, z); status != "" {
		q.Nachweis["status"] = status
	}
	return q, nil
}

// tellStatus sends the state and does not wait: how it went is evidence, no reason to send the message again.
func (p *Postfach) tellStatus(ctx context.Context, z casework.Zustellung) string {
	inhalt := p.Status(z, time.Now())
	if inhalt == nil {
		return ""
	}
	daten, err := p.Envelope(inhalt, time.Now())
	if err == nil {
		err = p.Submit(ctx, fitconnect.Paket{Zustellpunkt: p.zustellpunkt, Dienst: dienstStatus,
			Dienstname: "ZBP State Forwarding", Schema: schema, Daten: daten})
	}
	if err != nil {
		return anruf.Grund(err)
	}
	return zbp.Zustand(z)
}

// Check signs in and reads the key of the destination.
func (p *Postfach) Check(ctx context.Context) error { return p.Client.Check(ctx, p.zustellpunkt) }
