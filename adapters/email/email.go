// Package email takes applications that arrive as mail with a PDF and perhaps an XML file: the last resort for form
// systems without an interface (form-systems §6), fetched from a mailbox or posted as message/rfc822.
package email

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"kontor/adapters"
	"kontor/adapters/mailbox"
)

// Adapter is the adapter for mail.
type Adapter struct{}

// New returns the adapter.
func New() Adapter { return Adapter{} }

// Name is "email".
func (Adapter) Name() string { return "email" }

// Answer renders a small JSON document, for mail that is posted.
func (Adapter) Answer(_ adapters.Delivery, o adapters.Outcome) adapters.Response {
	return adapters.AnswerJSON(o)
}

const settingForm = "formular"

// Settings are the senders, the key of the form, and the mailbox.
func (Adapter) Settings() []adapters.Setting {
	form := adapters.Setting{Name: settingForm, Art: "text", Vorgabe: "antrag",
		Label: adapters.Sprachen{De: "Formularschlüssel", En: "Form key"},
		Hilfe: adapters.Sprachen{De: "Unter email/<Schlüssel> lässt sich ein Verfahren zuordnen; ohne Zuordnung gilt der allgemeine Antrag. Je Postfach ein Zugang, je Zugang ein Schlüssel.",
			En: "A procedure can be mapped to email/<key>; without a mapping it is the general application. One intake per mailbox, one key per intake."}}
	return slices.Concat(mailbox.SenderSettings(nil), []adapters.Setting{form}, mailbox.Settings(nil))
}

// Pull fetches from the mailbox. Nothing is fetched while nobody is allowed to send.
func (Adapter) Pull(ctx context.Context, source adapters.Source, deliver func(context.Context,
	adapters.Pulled) error) error {
	if _, err := mailbox.NewSenders(source.Settings); err != nil {
		return err
	}
	return mailbox.Pull(ctx, source, deliver)
}

// Parse reads one message.
func (a Adapter) Parse(ctx context.Context, d adapters.Delivery, files adapters.Files) (*adapters.Submission, error) {
	body, err := adapters.OpenBody(ctx, d)
	if err != nil {
		return nil, err
	}
	senders, err := mailbox.NewSenders(d.Settings)
	if err != nil {
		return nil, err
	}
	lim := d.Limits.WithDefaults()
	m, err := mailbox.Read(body, files, lim, senders.Check)
	if err != nil {
		return nil, err
	}
	r := &reader{mail: m, b: adapters.NewBuilder(files, lim), files: files, lim: lim, names: map[string]int{}}
	for _, h := range m.Hinweise {
		r.b.Note(h.Code, "", h.Text)
	}
	if !senders.Verified() {
		r.b.Note("sender_unverified", "",
			"Der Antrag kam als E-Mail. Der Absender einer E-Mail lässt sich fälschen; Kontor hat ihn nur mit der Liste der erlaubten Absender verglichen.")
	}
	s := r.b.Submission
	s.DarstellungZaehlt = true
	s.Formular = adapters.Formular{Schluessel: "email/" + strings.Trim(mailbox.Value(d.Settings, a.Settings(),
		settingForm), "/ "), Titel: m.Subject}
	if err := r.header(ctx, d); err != nil {
		return nil, err
	}
	r.text()
	if err := r.attachments(); err != nil {
		return nil, err
	}
	r.add(r.envelope())
	return r.b.Finish(nil)
}

// reader turns one message into a Submission.
type reader struct {
	mail  *mailbox.Mail
	b     *adapters.Builder
	files adapters.Files
	lim   adapters.Limits
	names map[string]int // of top-level fields, to keep them apart
}

// reference is what form servers put into the subject (INFERRED from one sample).
var reference = regexp.MustCompile(`\[Ref\.?:?\s+([^\]]{1,100})\]`)

func (r *reader) header(ctx context.Context, d adapters.Delivery) error {
	s := r.b.Submission
	s.Kennung = adapters.JoinKennung(r.mail.ID)
	if r.mail.ID == "" {
		hash, err := adapters.BodyHash(ctx, d)
		if err != nil {
			return err
		}
		s.Kennung = adapters.JoinKennung("sha256", hash)
		r.b.Note("kennung_missing", "", "Die E-Mail hat keine Message-ID. Doppelte werden nur bei gleichem Inhalt erkannt.")
	}
	if found := reference.FindStringSubmatch(r.mail.Subject); found != nil {
		r.b.Reference("betreff", found[1])
	}
	switch {
	case r.mail.Date == nil || !d.ReceivedAt.IsZero() && r.mail.Date.After(d.ReceivedAt.Add(24*time.Hour)):
		r.b.Note("timestamp_unreadable", "",
			"Das Datum der E-Mail fehlt oder liegt in der Zukunft; es gilt der Zeitpunkt des Eingangs.")
	default:
		s.EingereichtAm = r.mail.Date
	}
	return nil
}

// attachments: the first PDF is what the form server rendered; an XML file is shown as fields as well.
func (r *reader) attachments() error {
	rendered := false
	for _, a := range r.mail.Files {
		typ, err := adapters.Sniff(r.files, a.Datei)
		if err != nil {
			return err
		}
		role := adapters.Attachment
		if typ == "application/pdf" && !rendered {
			role, rendered = adapters.Representation, true
		}
		if _, err := r.b.AddDocument(role, a.Name, a.Datei); err != nil {
			return err
		}
		if strings.HasSuffix(strings.ToLower(a.Name), ".xml") {
			if err := r.xml(a); err != nil {
				return err
			}
		}
	}
	if !rendered {
		r.b.Note("representation_missing", "", "Die E-Mail enthält kein PDF des Antrags.")
	}
	return nil
}

// envelope shows the head of the message.
func (r *reader) envelope() adapters.Feld {
	head := adapters.Feld{Name: "email_kopf", Label: "E-Mail", Typ: adapters.Gruppe}
	for _, f := range []struct{ name, label, text string }{{"von", "Von", r.mail.From}, {"an", "An", r.mail.To},
		{"betreff", "Betreff", r.mail.Subject}} {
		head.Felder = append(head.Felder, adapters.Feld{Name: f.name, Label: f.label, Typ: adapters.Text, Text: f.text})
	}
	return head
}

// add appends a field under a name that is free.
func (r *reader) add(f adapters.Feld) {
	f.Name = r.free(f.Name)
	r.b.Submission.Antragsdaten = append(r.b.Submission.Antragsdaten, f)
}
