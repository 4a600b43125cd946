package devkit

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/smtp"
	"os"
	"strings"
	"testing"
	"time"
)

const mimeMail = "From: Kontor <kontor@example.org>\r\nTo: a@example.org\r\nSubject: =?utf-8?q?Ihr_Bescheid_f=C3=BCr_Zone_C?=\r\n" +
	"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=grenze\r\n\r\n" +
	"--grenze\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
	"Gr=FC=DFe <script>alert(1)</script>\r\n" +
	"--grenze\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf\r\n\r\n%PDF\r\n--grenze--\r\n"

func startMail(t *testing.T, dir string) *Mail {
	t.Helper()
	m, err := StartMail(MailConfig{SMTP: anywhere(t), HTTP: anywhere(t), DataDir: dir,
		Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Stop)
	return m
}

func page(t *testing.T, address string) string {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if !strings.Contains(response.Header.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("%s has no policy", address)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestMailIsKeptAndShown(t *testing.T) {
	dir := t.TempDir()
	m := startMail(t, dir)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	waiting := make(chan error, 1)
	go func() {
		_, err := m.Wait(ctx, func(message Message) bool { return message.Subject == "Ihr Bescheid für Zone C" })
		waiting <- err
	}()
	if err := smtp.SendMail(m.SMTPAddr(), nil, "kontor@example.org", []string{"a@example.org", "b@example.org"},
		[]byte(mimeMail)); err != nil {
		t.Fatal(err)
	}
	if err := <-waiting; err != nil {
		t.Error(err)
	}
	check := func(m *Mail) {
		t.Helper()
		all := m.Messages()
		if len(all) != 1 {
			t.Fatalf("%d messages", len(all))
		}
		got := all[0]
		if got.Subject != "Ihr Bescheid für Zone C" || !strings.HasPrefix(got.Text, "Grüße <script>") ||
			len(got.To) != 2 ||
			got.From != "kontor@example.org" || len(got.Attachments) != 1 || got.Attachments[0].Name != "Grüße.pdf" ||
			time.Since(got.Received) > time.Minute {
			t.Errorf("message: %+v", got)
		}
		if list := page(t, m.URL()); !strings.Contains(list, "Ihr Bescheid für Zone C") ||
			!strings.Contains(list, `lang="de"`) {
			t.Errorf("list: %s", list)
		}
		single := page(t, m.URL()+"/nachrichten/"+got.ID)
		if strings.Contains(single, "<script") || !strings.Contains(single, "Grüße &lt;script&gt;") ||
			!strings.Contains(single, "Grüße.pdf") {
			t.Errorf("message page: %s", single)
		}
	}
	check(m)
	m.Stop()
	check(startMail(t, dir)) // it survives a restart
}

// What is sent to the mailbox lies there as it was sent; other mail does not, and the sink shows both.
func TestMailFeedsTheMailbox(t *testing.T) {
	box, err := StartIMAP(IMAPConfig{Listener: anywhere(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer box.Close()
	m, err := StartMail(MailConfig{SMTP: anywhere(t), HTTP: anywhere(t), Mailbox: box})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Stop()
	for _, to := range [][]string{{"a@example.org"}, {"a@example.org", "Eingang@Lindenfurt.example"}} {
		if err := smtp.SendMail(m.SMTPAddr(), nil, "formulare@lindenfurt.example", to, []byte(mimeMail)); err != nil {
			t.Fatal(err)
		}
	}
	if len(m.Messages()) != 2 || box.Count("INBOX") != 1 {
		t.Errorf("%d in the sink, %d in the mailbox", len(m.Messages()), box.Count("INBOX"))
	}
}

func TestMailKeepsTheMalformedAndForgetsTheOldest(t *testing.T) {
	dir := t.TempDir()
	m := startMail(t, dir)
	broken := "Subject: Kaputt\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nkein Kopf"
	if err := smtp.SendMail(m.SMTPAddr(), nil, "k@example.org", []string{"a@example.org"}, []byte(broken)); err != nil {
		t.Fatal(err)
	}
	if got := m.Messages()[0]; got.Subject != "Kaputt" || !strings.Contains(got.Text, "kein Kopf") {
		t.Errorf("malformed: %+v", got)
	}
	for i := range maxMessages {
		if err := m.store(parseMessage(fmt.Sprintf("20990101T000000.%06dZ-x", i), time.Now(), "", nil,
			[]byte("Subject: x\r\n\r\nx"))); err != nil {
			t.Fatal(err)
		}
	}
	all := m.Messages()
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != maxMessages || len(all) != maxMessages || all[0].Subject == "Kaputt" {
		t.Errorf("%d messages, %d files, %v", len(all), len(files), err)
	}
}

func TestMailOnlyOnLoopback(t *testing.T) {
	for name, cfg := range map[string]MailConfig{
		"mail": {SMTP: everywhere(t), HTTP: anywhere(t)}, "page": {SMTP: anywhere(t), HTTP: everywhere(t)},
	} {
		if m, err := StartMail(cfg); err == nil {
			m.Stop()
			t.Errorf("%s: other machines reach it", name)
		}
	}
}

// An address that nobody has is refused for good, so that the office can see what it then gets to read.
func TestMailRefusesNobody(t *testing.T) {
	m := startMail(t, "")
	err := smtp.SendMail(m.SMTPAddr(), nil, "kontor@example.org", []string{NobodysAddress}, []byte(mimeMail))
	if err == nil || !strings.Contains(err.Error(), "550") {
		t.Errorf("%v", err)
	}
}
