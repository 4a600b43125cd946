package postfach

import (
	"io"
	"mime"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"
	"testing"
)

// A mail to the office says which Vorgang and where, and no account or mailbox of the applicant.
func TestMailToTheOfficeNamesTheCaseOnly(t *testing.T) {
	r := &relay{}
	email, err := NewEmail(r.start(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	z := zustellung()
	z.Vorgangsnummer, z.Betreff, z.Adresse = "2026-00012", "Baum\r\nfällen", "konto-geheim"
	z.Link = "https://kontor.lindenfurt.example/vorgaenge/1"
	if _, err := (Mitarbeit{email}).Deliver(t.Context(), z); err != nil {
		t.Fatal(err)
	}
	m, err := netmail.ReadMessage(strings.NewReader(r.mails[0]))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != "Vorgang 2026-00012, Baum fällen" {
		t.Errorf("subject %q, %v", subject, err)
	}
	for _, want := range []string{subject, z.Link, "Lindenfurt"} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("%q is missing in %q", want, raw)
		}
	}
	if strings.Contains(r.mails[0], "geheim") {
		t.Error(r.mails[0])
	}
	z.Email = ""
	if _, err := (Mitarbeit{email}).Deliver(t.Context(), z); err == nil {
		t.Error("a mail to nobody")
	}
}
