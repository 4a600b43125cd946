package devkit

import (
	"context"
	"crypto/rand"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
)

// maxMessages is how many messages the sink keeps, in memory and on disk.
const maxMessages = 500

// maxMessageBytes is the size limit of one message.
const maxMessageBytes = 30 << 20

// MailConfig says where the mail sink listens and keeps what it gets.
type MailConfig struct {
	SMTP    net.Listener // on a loopback address
	HTTP    net.Listener // the page to read the messages; on a loopback address
	DataDir string       // one .eml file per message; empty = memory only
	Mailbox *IMAP        // gets what is sent to IMAPAddress, beside being kept; nil = none
	Logger  *slog.Logger
}

// NobodysAddress is refused as a mail server refuses an address it does not have, so that this can be tried, too.
const NobodysAddress = "niemand@lindenfurt.example"

// Mail accepts every e-mail but that to NobodysAddress, and sends none to other machines.
type Mail struct {
	cfg      MailConfig
	smtp     *smtp.Server
	smtpAddr string
	http     *http.Server
	httpAddr string

	mu       sync.Mutex
	messages []Message     // oldest first
	arrived  chan struct{} // closed and replaced with each message
}

// StartMail starts the sink; what it listens on is closed with it.
func StartMail(cfg MailConfig) (*Mail, error) {
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	m := &Mail{cfg: cfg, arrived: make(chan struct{})}
	if err := errors.Join(onLoopback(cfg.SMTP), onLoopback(cfg.HTTP)); err != nil {
		return nil, errors.Join(fmt.Errorf("mail sink: %w", err), cfg.SMTP.Close(), cfg.HTTP.Close())
	}
	if err := m.load(); err != nil {
		return nil, errors.Join(fmt.Errorf("read stored mail: %w", err), cfg.SMTP.Close(), cfg.HTTP.Close())
	}
	m.smtpAddr, m.httpAddr = cfg.SMTP.Addr().String(), cfg.HTTP.Addr().String()
	m.smtp = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) {
		return &mailSession{mail: m}, nil
	}))
	m.smtp.Domain, m.smtp.MaxMessageBytes = "localhost", maxMessageBytes
	m.smtp.ReadTimeout, m.smtp.WriteTimeout = time.Minute, time.Minute
	m.smtp.ErrorLog = slog.NewLogLogger(cfg.Logger.Handler(), slog.LevelDebug)
	m.http = &http.Server{Handler: m.pages(), ReadHeaderTimeout: 10 * time.Second}
	go m.smtp.Serve(cfg.SMTP)
	go m.http.Serve(cfg.HTTP)
	cfg.Logger.Info("mail sink started", "smtp", m.smtpAddr, "url", m.URL())
	return m, nil
}

// SMTPAddr is host:port for the sender.
func (m *Mail) SMTPAddr() string { return m.smtpAddr }

// URL is the address of the page, without a trailing slash.
func (m *Mail) URL() string { return "http://" + m.httpAddr }

// Stop ends the sink; stored messages stay.
func (m *Mail) Stop() {
	m.smtp.Close()
	m.http.Close()
}

// Messages returns what has arrived, oldest first.
func (m *Mail) Messages() []Message {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.messages)
}

// Wait returns the first message that matches, now or later, or ctx's error.
func (m *Mail) Wait(ctx context.Context, match func(Message) bool) (Message, error) {
	for {
		m.mu.Lock()
		found, arrived := slices.IndexFunc(m.messages, match), m.arrived
		if found >= 0 {
			defer m.mu.Unlock()
			return m.messages[found], nil
		}
		m.mu.Unlock()
		select {
		case <-arrived:
		case <-ctx.Done():
			return Message{}, ctx.Err()
		}
	}
}

// store keeps a message and forgets the oldest beyond the limit.
func (m *Mail) store(message Message) error {
	if m.cfg.DataDir != "" {
		if err := os.WriteFile(m.path(message.ID), message.file(), 0o600); err != nil {
			return err
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.messages = append(m.messages, message)
	for len(m.messages) > maxMessages {
		if m.cfg.DataDir != "" {
			os.Remove(m.path(m.messages[0].ID))
		}
		m.messages = m.messages[1:]
	}
	close(m.arrived)
	m.arrived = make(chan struct{})
	m.cfg.Logger.Info("mail received", "id", message.ID, "recipients", len(message.To))
	return nil
}

func (m *Mail) path(id string) string { return filepath.Join(m.cfg.DataDir, id+".eml") }

func (m *Mail) load() error {
	if m.cfg.DataDir == "" {
		return nil
	}
	if err := os.MkdirAll(m.cfg.DataDir, 0o700); err != nil {
		return err
	}
	paths, err := filepath.Glob(filepath.Join(m.cfg.DataDir, "*.eml"))
	if err != nil {
		return err
	}
	for _, path := range paths[max(0, len(paths)-maxMessages):] { // sorted by name, which begins with the time
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		m.messages = append(m.messages, messageFromFile(strings.TrimSuffix(filepath.Base(path), ".eml"), raw))
	}
	return nil
}

// mailSession is one SMTP connection.
type mailSession struct {
	mail *Mail
	from string
	to   []string
}

func (s *mailSession) Reset()        { s.from, s.to = "", nil }
func (s *mailSession) Logout() error { return nil }

func (s *mailSession) Mail(from string, _ *smtp.MailOptions) error {
	s.from = from
	return nil
}

func (s *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.EqualFold(to, NobodysAddress) {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such mailbox"}
	}
	s.to = append(s.to, to)
	return nil
}

func (s *mailSession) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if box := s.mail.cfg.Mailbox; box != nil && slices.ContainsFunc(s.to, func(to string) bool {
		return strings.EqualFold(to, IMAPAddress)
	}) {
		if err := box.Append(raw); err != nil {
			return err
		}
	}
	now := time.Now().UTC()
	id := now.Format("20060102T150405.000000Z") + "-" + strings.ToLower(rand.Text()[:6])
	return s.mail.store(parseMessage(id, now, s.from, slices.Clone(s.to), raw))
}

//go:embed mail.gohtml
var mailPages string

// pages shows the messages; everything in them is text, nothing of them is ever interpreted.
func (m *Mail) pages() http.Handler {
	views := template.Must(template.New("mail").Parse(mailPages))
	show := func(w http.ResponseWriter, view string, data any) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if err := views.ExecuteTemplate(w, view, data); err != nil {
			m.cfg.Logger.Warn("show mail page", "error", err)
		}
	}
	find := func(w http.ResponseWriter, r *http.Request, then func(Message)) {
		all := m.Messages()
		i := slices.IndexFunc(all, func(message Message) bool { return message.ID == r.PathValue("id") })
		if i < 0 {
			http.Error(w, "Diese Nachricht gibt es nicht.", http.StatusNotFound)
			return
		}
		then(all[i])
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		all := m.Messages()
		slices.Reverse(all)
		show(w, "liste", all)
	})
	mux.HandleFunc("GET /nachrichten/{id}", func(w http.ResponseWriter, r *http.Request) {
		find(w, r, func(message Message) { show(w, "nachricht", message) })
	})
	mux.HandleFunc("GET /nachrichten/{id}/roh", func(w http.ResponseWriter, r *http.Request) {
		find(w, r, func(message Message) {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.Write(message.Raw)
		})
	})
	mux.HandleFunc("GET /stil.css", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		io.WriteString(w, pageStyle)
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy",
			"default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		w.Header().Set("Cache-Control", "no-store")
		mux.ServeHTTP(w, r)
	})
}
