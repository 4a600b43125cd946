package mailbox

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-sasl"

	"kontor/adapters"
)

// dialTimeout bounds the way to the login, commandTimeout every answer of the server. Contents have the library's
// own limit of five minutes.
const (
	dialTimeout    = 30 * time.Second
	commandTimeout = time.Minute
)

// session is one login to a mailbox with the folder selected.
type session struct {
	source   adapters.Source
	address  address
	folder   string
	conn     net.Conn
	client   *imapclient.Client
	stop     func() bool // ends the watch over ctx
	selected *imap.SelectData
	names    map[string]string // of folders as the server wants them, once known
	refused  map[string]bool   // folders the server moves nothing to
}

// open connects, logs in and selects the folder. It is called again after the connection was lost.
func (s *session) open(ctx context.Context) error {
	s.close()
	conn, err := (&net.Dialer{Timeout: dialTimeout}).DialContext(ctx, "tcp", s.address.network)
	if err != nil {
		return unreachable(err)
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	client, err := s.secure(conn)
	if err != nil {
		stop()
		_ = conn.Close()
		return err
	}
	s.conn, s.client, s.stop = conn, client, stop
	err = s.login()
	if err == nil {
		err = s.enter()
	}
	if err != nil {
		s.cut(nil)
	}
	return err
}

// enter selects the folder.
func (s *session) enter() error {
	return s.within(func() (err error) {
		s.selected, err = s.client.Select(s.folder, nil).Wait()
		if isNo(err) {
			return withCause(adapters.Incomplete, "mailbox_folder_missing",
				"Der Ordner mit den neuen E-Mails fehlt oder darf nicht geöffnet werden. Bitte den Namen am Zugang prüfen.", err)
		}
		return lost(err)
	})
}

// secure puts TLS around conn as the address wants it.
func (s *session) secure(conn net.Conn) (*imapclient.Client, error) {
	config := s.tlsConfig()
	timer := time.AfterFunc(dialTimeout, func() { _ = conn.Close() })
	defer timer.Stop()
	switch s.address.transport {
	case plain:
		if host, _, _ := net.SplitHostPort(conn.RemoteAddr().String()); !loopback(host) {
			return nil, unreachable(errors.New("no loopback address"))
		}
		return imapclient.New(conn, nil), nil
	case startTLS:
		client, err := imapclient.NewStartTLS(conn, &imapclient.Options{TLSConfig: config})
		if err != nil {
			return nil, notSecure(err)
		}
		return client, nil
	default:
		secured := tls.Client(conn, config)
		if err := secured.Handshake(); err != nil {
			return nil, notSecure(err)
		}
		return imapclient.New(secured, nil), nil
	}
}

// tlsConfig trusts whom the host's HTTP client trusts.
func (s *session) tlsConfig() *tls.Config {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if s.source.Client != nil {
		if t, ok := s.source.Client.Transport.(*http.Transport); ok && t.TLSClientConfig != nil {
			config.RootCAs = t.TLSClientConfig.RootCAs
		}
	}
	config.ServerName = s.address.host
	return config
}

// login prefers AUTHENTICATE PLAIN, whose passwords may hold any character.
func (s *session) login() error {
	return s.within(func() error {
		if err := s.client.WaitGreeting(); err != nil {
			return unreachable(err)
		}
		var err error
		if s.client.Caps().Has(imap.AuthCap(sasl.Plain)) {
			err = s.client.Authenticate(sasl.NewPlainClient("", s.source.User, s.source.Password))
		} else {
			err = s.client.Login(s.source.User, s.source.Password).Wait()
		}
		var refused *imap.Error
		if errors.As(err, &refused) && refused.Code != imap.ResponseCodeUnavailable &&
			refused.Code != imap.ResponseCodeInUse {
			return withCause(adapters.Unauthenticated, "mailbox_refused",
				"Das Postfach lehnt die Anmeldung ab. Bitte Benutzer und Passwort am Zugang prüfen.", err)
		}
		return lost(err)
	})
}

// within ends a command the server does not answer by closing the connection.
func (s *session) within(command func() error) error {
	client := s.client
	timer := time.AfterFunc(commandTimeout, func() { _ = client.Close() })
	defer timer.Stop()
	return command()
}

// close ends the connection, politely if the server answers.
func (s *session) close() {
	if s.client == nil {
		return
	}
	client := s.client
	timer := time.AfterFunc(5*time.Second, func() { _ = client.Close() })
	defer timer.Stop()
	if s.client.State() != imap.ConnStateLogout {
		_ = s.client.Logout().Wait()
	}
	_ = s.client.Close()
	s.stop()
	s.client = nil
}

// cut ends the connection at once. command is the one whose answer was not read to its end, or nil.
func (s *session) cut(command *imapclient.FetchCommand) {
	_ = s.conn.Close()
	if command != nil {
		_ = command.Close()
	}
	_ = s.client.Close()
	s.stop()
	s.client = nil
}

// isNo tells that the server understood and refused.
func isNo(err error) bool {
	var answer *imap.Error
	return errors.As(err, &answer)
}

// silent drops what the server says of its own accord: its texts may quote a mail or a user.
func silent(err error) error {
	var answer *imap.Error
	if errors.As(err, &answer) {
		return fmt.Errorf("imap: %s %s", answer.Type, answer.Code)
	}
	return err
}

func withCause(code adapters.Code, reason, detail string, cause error) *adapters.Error {
	e := adapters.Fail(code, reason, detail)
	e.Cause = silent(cause)
	return e
}

func unreachable(cause error) error {
	return withCause(adapters.Unavailable, "mailbox_unreachable",
		"Das Postfach ist nicht erreichbar. Bitte Adresse und Netz prüfen.", cause)
}

func notSecure(cause error) error {
	return withCause(adapters.Unavailable, "mailbox_tls",
		"Zum Postfach kommt keine gesicherte Verbindung zustande. Bitte Adresse und Zertifikat des Mailservers prüfen.", cause)
}

// lost is nil for nil.
func lost(cause error) error {
	if cause == nil {
		return nil
	}
	return withCause(adapters.Unavailable, "mailbox_interrupted",
		"Die Verbindung zum Postfach brach ab oder der Mailserver antwortet nicht wie erwartet. Die nächste Abholung versucht es erneut.", cause)
}
