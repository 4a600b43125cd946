package formsolutions

import (
	"context"
	"strconv"
	"strings"
	"time"

	"kontor/adapters"
	"kontor/adapters/mailbox"
)

// mailBundle is the media type of a mail together with the files its links lead to: multipart/mixed whose first part is
// the mail. Its parameter type tells it from other multiparts, files is the number of parts that follow.
const mailBundle = "multipart/mixed"

// goneName is the form-data name of a part that stands for a file the form server has no longer.
const goneName = "gone"

func isMail(typ string, params map[string]string) bool {
	return typ == mailbox.MessageType || typ == mailBundle && params["type"] == mailbox.MessageType
}

// letter is one mail of the form server while it is read.
type letter struct {
	mail    *mailbox.Mail
	files   *bundle
	fetched bool // the files come from the form server and not from the mail
	parts   int  // of a bundle, without the mail
	gone    bool // one of them does not exist any more
}

// parseMail reads a mail of the form server: with the files in it ("insecure"), or as pullMail bundled it with the
// files behind its links ("secure", both SEEN in form-systems §2.1).
func parseMail(ctx context.Context, d adapters.Delivery, files adapters.Files) (*adapters.Submission, error) {
	body, err := adapters.OpenBody(ctx, d)
	if err != nil {
		return nil, err
	}
	senders, err := mailbox.NewSenders(d.Settings)
	if err != nil {
		return nil, err
	}
	lim := d.Limits.WithDefaults()
	l := &letter{files: &bundle{}}
	if typ, params := adapters.MediaType(d.Header.Get("Content-Type")); typ == mailBundle {
		l.fetched = true
		err = adapters.ReadParts(body, d.Header, lim, func(p *adapters.Part) error {
			return l.part(p, files, lim, senders)
		})
		if err == nil && strconv.Itoa(l.parts) != params["files"] {
			err = adapters.Fail(adapters.Malformed, "mail_bundle_truncated",
				"Die E-Mail und ihre verlinkten Dateien sind nicht vollständig gespeichert. Bitte die E-Mail in den Ordner mit den neuen E-Mails zurückschieben.")
		}
	} else if l.mail, err = mailbox.Read(body, files, lim, senders.Check); err == nil {
		for _, a := range l.mail.Files {
			l.files.entries = append(l.files.entries, bundleEntry{base: a.Name, stored: a.Datei})
		}
	}
	if err != nil {
		return nil, err
	}
	if err := l.complete(d.Settings); err != nil {
		return nil, err
	}
	l.files.tenant = l.tenant(d.Settings)
	e := &envelope{b: adapters.NewBuilder(files, lim), files: files, lim: lim}
	l.note(e.b, d, senders)
	s, err := l.files.submission(ctx, d, e)
	if err == nil && !l.fetched && !senders.Verified() {
		distrust(s)
	}
	return s, err
}

// part takes one part of a bundle.
func (l *letter) part(p *adapters.Part, files adapters.Files, lim adapters.Limits,
	senders mailbox.Senders) (err error) {
	if l.mail == nil {
		l.mail, err = mailbox.Read(p.Body, files, lim, senders.Check)
		return err
	}
	l.parts++
	switch {
	case p.Name == goneName:
		l.gone = true
	case len(l.files.entries) >= lim.Files:
		err = adapters.Fail(adapters.Refused, "too_many_files",
			"Die E-Mail verweist auf mehr Dateien als erlaubt. Bitte die Grenze für den Zugang erhöhen.")
	default:
		err = l.files.add(files, p.Filename, p.Body)
	}
	return err
}

// complete says what is missing. A mail as it is cannot become complete by processing it again.
func (l *letter) complete(settings map[string]string) error {
	if l.gone {
		return adapters.Fail(adapters.Incomplete, "link_gone",
			"Eine in der E-Mail verlinkte Datei gibt es auf dem Formularserver nicht mehr. Bitte den Antrag dort erneut übermitteln lassen.")
	}
	if l.mail == nil {
		return adapters.Fail(adapters.Malformed, "mail_malformed",
			"Die Lieferung enthält keine E-Mail. Bitte die Nachricht unverändert als message/rfc822 senden.")
	}
	for _, f := range l.files.entries {
		if named.MatchString(f.base) {
			return nil
		}
	}
	links := findLinks(l.mail.Text)
	switch {
	case len(links) == 0:
		return adapters.Fail(adapters.Incomplete, "mail_without_submission",
			"Die E-Mail enthält weder die Dateien eines Antrags noch Links dorthin. Bitte ansehen; ist es kein Antrag, als erledigt ablegen.")
	case !allAllowed(links, settings):
		return adapters.Fail(adapters.Incomplete, "link_host_not_allowed",
			"Die E-Mail verweist auf einen Server, der nicht in der Einstellung link_hosts steht. Gehört er zum Formularserver, dort eintragen und die E-Mail in den Ordner mit den neuen E-Mails zurückschieben.")
	}
	return adapters.Fail(adapters.Incomplete, "links_not_fetched",
		"Die E-Mail enthält nur Links auf den Antrag, die Dateien selbst fehlen. Bitte das Postfach von Kontor abholen lassen (Weg mail); dann holt Kontor auch die Dateien.")
}

// tenant is the one the links name; files in the mail carry none.
func (l *letter) tenant(settings map[string]string) string {
	for _, link := range findLinks(l.mail.Text) {
		if link.tenant != "" {
			return link.tenant
		}
	}
	return strings.TrimSpace(settings["mandantennummer"])
}

func (l *letter) note(b *adapters.Builder, d adapters.Delivery, senders mailbox.Senders) {
	for _, h := range l.mail.Hinweise {
		b.Note(h.Code, "", h.Text)
	}
	if !l.fetched && !senders.Verified() {
		b.Note("sender_unverified", "", "Der Antrag kam als E-Mail. Der Absender einer E-Mail lässt sich fälschen; Kontor hat ihn nur mit der Liste der erlaubten Absender verglichen.")
	}
	if at := l.mail.Date; at != nil && (d.ReceivedAt.IsZero() || at.Before(d.ReceivedAt.Add(24*time.Hour))) {
		b.Submission.EingereichtAm = at
	} else {
		b.Note("timestamp_unreadable", "",
			"Das Datum der E-Mail fehlt oder liegt in der Zukunft; es gilt der Zeitpunkt des Eingangs.")
	}
}

// distrust: whoever forges a mail can write any trust level into its XML.
func distrust(s *adapters.Submission) {
	if s.Antragsteller.Vertrauensniveau <= 1 {
		return
	}
	s.Antragsteller.Vertrauensniveau = 1
	s.Hinweise = append(s.Hinweise, adapters.Hinweis{Code: "trust_level_from_mail",
		Text: "Das Vertrauensniveau stand in einer E-Mail, deren Herkunft nicht geprüft ist. Es zählt als niedrig."})
}
