package postfach

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/big"
	"mime"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// relay is a mail server in this process with faults on demand.
type relay struct {
	fault string
	mu    sync.Mutex
	mails []string
	rcpts []string
}

type session struct {
	r    *relay
	conn net.Conn
}

func refuse(code int, text string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{code / 100, 7, 1}, Message: text}
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }
func (s *session) Mail(string, *smtp.MailOptions) error {
	switch s.r.fault {
	case "cut at mail":
		_ = s.conn.Close()
	case "sender refused":
		return refuse(550, "go away")
	}
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	switch s.r.fault {
	case "greylisted":
		return refuse(451, "try later, "+to)
	case "unknown person":
		return refuse(550, "no such user <"+to+">")
	}
	s.r.rcpts = append(s.r.rcpts, to)
	return nil
}

func (s *session) Data(in io.Reader) error {
	b, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	switch s.r.fault {
	case "cut after data":
		_ = s.conn.Close()
	case "silent after data":
		_, _ = io.Copy(io.Discard, s.conn) // until the other side hangs up
	case "content refused":
		return refuse(554, "spam")
	case "disk full":
		return refuse(452, "insufficient storage")
	}
	s.r.mu.Lock()
	defer s.r.mu.Unlock()
	s.r.mails = append(s.r.mails, string(b))
	return nil
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }
func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "kontor" || password != "geheim" {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

// start listens on the loopback and returns settings that fit.
func (r *relay) start(t *testing.T, cert *tls.Certificate) SMTP {
	t.Helper()
	srv := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		return &session{r, c.Conn()}, nil
	}))
	srv.Domain, srv.ErrorLog = "relay.test", discard{}
	set := SMTP{Host: "127.0.0.1", TLS: TLSOff, From: "Stadt Lindenfurt <kontor@lindenfurt.example>",
		Timeout: 5 * time.Second}
	if cert != nil {
		srv.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*cert}}
		pool := x509.NewCertPool()
		pool.AddCert(cert.Leaf)
		set.TLS, set.Roots = TLSStart, &tls.Config{RootCAs: pool, ServerName: "relay.test"}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = srv.Serve(l) }()
	t.Cleanup(func() { _ = srv.Close() })
	set.Port = l.Addr().(*net.TCPAddr).Port
	return set
}

type discard struct{}

func (discard) Printf(string, ...any) {}
func (discard) Println(...any)        {}

func certificate(t *testing.T) *tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	tpl := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"relay.test"},
		NotAfter: time.Now().Add(time.Hour),
		IsCA:     true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, tpl, tpl, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

func zustellung() casework.Zustellung {
	return casework.Zustellung{
		Sendung: uuid.MustParse("8a6e0804-2bd0-4672-b79d-d97027f9071a"), Vorgangsnummer: "2026-000123",
		Art:     casework.ArtNachforderung,
		Betreff: "Führungszeugnis fehlt", Vertrauensniveau: 3, Adresse: "pseudonym-77", Email: "kaethe@example.org",
		Link:     "https://antragsraum.lindenfurt.example/start?vorgang=2026-000123#n7",
		Behoerde: "Stadt Lindenfurt,\r\nBürgerbüro Süd",
	}
}

func deliver(t *testing.T, set SMTP, z casework.Zustellung) (casework.Quittung, error) {
	t.Helper()
	e, err := NewEmail(set)
	if err != nil {
		t.Fatal(err)
	}
	return e.Deliver(context.Background(), z)
}

func TestEmailSaysOnlyThatSomethingWaits(t *testing.T) {
	r := &relay{}
	set := r.start(t, nil)
	z := zustellung()
	q, err := deliver(t, set, z)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := deliver(t, set, z); err != nil {
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
	body := string(raw)
	for _, want := range []string{"Stadt Lindenfurt, Bürgerbüro Süd",
		"https://antragsraum.lindenfurt.example/start\r\n", "new message"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is missing in %q", want, body)
		}
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != "Neue Nachricht: Stadt Lindenfurt, Bürgerbüro Süd" {
		t.Errorf("subject %q, %v", subject, err)
	}
	for _, secret := range []string{z.Betreff, z.Vorgangsnummer, z.Adresse, "achforderung",
		"hrungszeugnis", "vorgang="} {
		if strings.Contains(r.mails[0]+body+subject, secret) {
			t.Errorf("the mail says %q", secret)
		}
	}
	id := "<" + z.Sendung.String() + "@lindenfurt.example>"
	again, err := netmail.ReadMessage(strings.NewReader(r.mails[1]))
	if err != nil || m.Header.Get("Message-Id") != id || again.Header.Get("Message-Id") != id ||
		"<"+q.Kennung+">" != id {
		t.Errorf("message ids %q, %q, receipt %q", m.Header.Get("Message-Id"),
			again.Header.Get("Message-Id"), q.Kennung)
	}
	if m.Header.Get("Auto-Submitted") != "auto-generated" || r.rcpts[0] != z.Email || q.BereitgestelltAm.IsZero() {
		t.Errorf("header %v, to %q, receipt %+v", m.Header, r.rcpts, q)
	}
}

// A notice says what kind of thing waits and until when, in both languages, and nothing of the case.
func TestEmailSaysWhatWaits(t *testing.T) {
	bis := casework.Tag(2026, 3, 27)
	for name, c := range map[string]struct {
		offen      casework.Offenes
		erinnerung bool
		subject    string
		says       []string
	}{
		"a Bescheid": {casework.Offenes{Art: casework.OffenAbruf, Bis: &bis}, false, "Ein Bescheid liegt für Sie bereit",
			[]string{"rufen Sie ihn bis zum Freitag, den 27.03.2026 ab", "nicht mehr abrufen", "formal decision",
				"by 27 March 2026"}},
		"an answer": {casework.Offenes{Art: casework.OffenAntwort, Bis: &bis}, false, "Ihre Antwort wird gebraucht",
			[]string{"antworten Sie bis zum Freitag, den 27.03.2026:", "needs your answer", "by 27 March 2026"}},
		"an answer some time": {casework.Offenes{Art: casework.OffenAntwort}, false, "Ihre Antwort wird gebraucht",
			[]string{"und antworten Sie:", "answer: http"}},
		"a reminder": {casework.Offenes{Art: casework.OffenAbruf, Bis: &bis}, true,
			"Erinnerung: Ein Bescheid liegt für Sie bereit",
			[]string{"wir erinnern Sie: für Sie liegt ein Bescheid bereit von:", "Reminder: There is"}},
	} {
		r := &relay{}
		z := zustellung()
		z.Offen, z.Erinnerung = c.offen, c.erinnerung
		if _, err := deliver(t, r.start(t, nil), z); err != nil {
			t.Fatal(err)
		}
		m, err := netmail.ReadMessage(strings.NewReader(r.mails[0]))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(quotedprintable.NewReader(m.Body))
		subject, _ := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if err != nil || subject != c.subject+": Stadt Lindenfurt, Bürgerbüro Süd" {
			t.Errorf("%s: subject %q, %v", name, subject, err)
		}
		for _, want := range c.says {
			if !strings.Contains(string(raw), want) {
				t.Errorf("%s: %q is missing in %q", name, want, raw)
			}
		}
	}
}

func TestEmailFaults(t *testing.T) {
	for fault, want := range map[string]casework.Zustellfehler{
		"cut at mail":       {Grund: "mail_server_unreachable", Wiederhole: true},
		"sender refused":    {Grund: "mail_refused"},
		"greylisted":        {Grund: "mail_deferred", Wiederhole: true},
		"unknown person":    {Grund: "mail_recipient_refused"},
		"content refused":   {Grund: "mail_refused"},
		"disk full":         {Grund: "mail_deferred", Wiederhole: true},
		"cut after data":    {Grund: "mail_outcome_unknown", Unbekannt: true},
		"silent after data": {Grund: "mail_outcome_unknown", Unbekannt: true},
	} {
		t.Run(fault, func(t *testing.T) {
			r := &relay{fault: fault}
			set := r.start(t, nil)
			if fault == "silent after data" {
				set.Timeout = 200 * time.Millisecond
			}
			_, err := deliver(t, set, zustellung())
			check(t, err, want)
		})
	}
}

func check(t *testing.T, err error, want casework.Zustellfehler) {
	t.Helper()
	var z *casework.Zustellfehler
	if !errors.As(err, &z) {
		t.Fatalf("error %v", err)
	}
	if z.Grund != want.Grund || z.Wiederhole != want.Wiederhole || z.Unbekannt != want.Unbekannt {
		t.Errorf("got %+v", *z)
	}
	if strings.Contains(z.Error(), "kaethe") {
		t.Errorf("the error names the person: %v", z)
	}
}

func TestEmailConnection(t *testing.T) {
	cert := certificate(t)
	t.Run("login over TLS", func(t *testing.T) {
		r := &relay{}
		set := r.start(t, cert)
		set.User, set.Password = "kontor", "geheim"
		if _, err := deliver(t, set, zustellung()); err != nil || len(r.mails) != 1 {
			t.Errorf("%d mails, %v", len(r.mails), err)
		}
		set.Password = "falsch"
		_, err := deliver(t, set, zustellung())
		check(t, err, casework.Zustellfehler{Grund: "mail_login_refused", Wiederhole: true})
	})
	t.Run("unknown certificate", func(t *testing.T) {
		set := (&relay{}).start(t, cert)
		set.Roots = &tls.Config{ServerName: "relay.test"}
		_, err := deliver(t, set, zustellung())
		check(t, err, casework.Zustellfehler{Grund: "mail_server_unreachable", Wiederhole: true})
	})
	t.Run("no TLS offered", func(t *testing.T) {
		r := &relay{}
		set := r.start(t, nil)
		set.TLS = TLSStart
		_, err := deliver(t, set, zustellung())
		check(t, err, casework.Zustellfehler{Grund: "mail_server_unreachable", Wiederhole: true})
		if len(r.mails) > 0 {
			t.Error("the mail went out in the clear")
		}
	})
	t.Run("nobody there", func(t *testing.T) {
		set := (&relay{}).start(t, nil)
		set.Port = 1
		_, err := deliver(t, set, zustellung())
		check(t, err, casework.Zustellfehler{Grund: "mail_server_unreachable", Wiederhole: true})
	})
	t.Run("stopped", func(t *testing.T) {
		e, err := NewEmail((&relay{}).start(t, nil))
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(context.Background())
		stop()
		_, err = e.Deliver(ctx, zustellung())
		check(t, err, casework.Zustellfehler{Grund: "cancelled", Wiederhole: true})
	})
}

func TestEmailRefusesBadInput(t *testing.T) {
	set := (&relay{}).start(t, nil)
	for grund, aendere := range map[string]func(*casework.Zustellung){
		"no_email":          func(z *casework.Zustellung) { z.Email = "" },
		"email_invalid":     func(z *casework.Zustellung) { z.Email = "kaethe@example.org\r\nBcc: all@example.org" },
		"link_invalid":      func(z *casework.Zustellung) { z.Link = "javascript:alert(1)" },
		"authority_missing": func(z *casework.Zustellung) { z.Behoerde = " \n" },
	} {
		z := zustellung()
		aendere(&z)
		_, err := deliver(t, set, z)
		check(t, err, casework.Zustellfehler{Grund: grund})
	}
}

func TestEmailSettings(t *testing.T) {
	good := SMTP{Host: "relay.test", Port: 587, TLS: TLSStart, From: "a@b.example"}
	for field, aendere := range map[string]func(*SMTP){
		"tls":  func(s *SMTP) { s.TLS = "ssl" },
		"from": func(s *SMTP) { s.From = "nobody" },
	} {
		set := good
		aendere(&set)
		var c *casework.Error
		if _, err := NewEmail(set); !errors.As(err, &c) || c.Fields[field] == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
	set := good
	set.TLS, set.User = TLSOff, "kontor"
	if _, err := NewEmail(set); casework.CodeOf(err) != casework.Invalid {
		t.Errorf("a password in the clear: %v", err)
	}
	if _, err := NewEmail(good); err != nil {
		t.Error(err)
	}
}

func TestAntragsraum(t *testing.T) {
	z := zustellung()
	q, err := Antragsraum{}.Deliver(context.Background(), z)
	if err != nil || q.Kennung != z.Sendung.String() || time.Since(q.BereitgestelltAm) > time.Minute {
		t.Errorf("%+v, %v", q, err)
	}
	z.Adresse = ""
	_, err = Antragsraum{}.Deliver(context.Background(), z)
	check(t, err, casework.Zustellfehler{Grund: "no_mailbox"})
}
