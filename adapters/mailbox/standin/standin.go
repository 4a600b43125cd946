// Package standin is an IMAP server in process with one account, for trying and testing. It keeps everything in
// memory.
package standin

import (
	"bytes"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
)

// Config is the account and what the server can do.
type Config struct {
	User, Password string
	TLS            *tls.Config // nil = in the clear; with StartTLS only on request
	StartTLS       bool
	NoMove         bool // neither MOVE nor UIDPLUS
	NoFlags        bool // no flag is kept
	BelowINBOX     bool // folders may only be made below INBOX/
}

// Server runs until Close.
type Server struct {
	config   Config
	listener net.Listener
	server   *imapserver.Server
	user     *imapmemserver.User
	epoch    uint32 // added to every UIDVALIDITY: UIDs begin anew with every server
}

// Start serves on the listener, which it owns from then on.
func Start(listener net.Listener, config Config) (*Server, error) {
	s := &Server{config: config, listener: listener, user: imapmemserver.NewUser(config.User, config.Password),
		epoch: rand.Uint32() >> 1}
	if err := s.user.Create("INBOX", nil); err != nil {
		return nil, err
	}
	caps := imap.CapSet{imap.CapIMAP4rev1: {}, imap.CapNamespace: {}}
	if !config.NoMove {
		caps[imap.CapMove], caps[imap.CapUIDPlus] = struct{}{}, struct{}{}
	}
	options := &imapserver.Options{Caps: caps, InsecureAuth: config.TLS == nil, Logger: log.New(io.Discard, "", 0),
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return &session{server: s}, nil, nil
		}}
	switch {
	case config.StartTLS:
		options.TLSConfig = config.TLS
	case config.TLS != nil:
		listener = tls.NewListener(listener, config.TLS)
	}
	s.server = imapserver.New(options)
	go func() { _ = s.server.Serve(listener) }()
	return s, nil
}

// Addr is host:port.
func (s *Server) Addr() string { return s.listener.Addr().String() }

// URL is what a Zugang takes as its address.
func (s *Server) URL() string {
	switch {
	case s.config.StartTLS:
		return "imap+starttls://" + s.Addr()
	case s.config.TLS != nil:
		return "imaps://" + s.Addr()
	}
	return "imap://" + s.Addr()
}

// Append puts a message into a folder, which is made if needed.
func (s *Server) Append(folder string, message []byte) error {
	if folder != "INBOX" {
		_ = s.user.Create(folder, nil) // there already is fine
	}
	_, err := s.user.Append(folder, literal{bytes.NewReader(message)}, &imap.AppendOptions{Time: time.Now()})
	return err
}

type literal struct{ *bytes.Reader }

func (l literal) Size() int64 { return l.Reader.Size() }

// Count is the number of messages in a folder; a missing one has none.
func (s *Server) Count(folder string) int {
	data, err := s.user.Status(folder, &imap.StatusOptions{NumMessages: true})
	if err != nil || data.NumMessages == nil {
		return 0
	}
	return int(*data.NumMessages)
}

// Renew makes the INBOX anew with its own UIDVALIDITY, as after a restore from a backup, and empty.
func (s *Server) Renew() error {
	if err := s.user.Delete("INBOX"); err != nil {
		return fmt.Errorf("delete INBOX: %w", err)
	}
	return s.user.Create("INBOX", nil)
}

// Close ends the server and all connections.
func (s *Server) Close() error { return s.server.Close() }

// session narrows what the in-memory server can do.
type session struct {
	*imapmemserver.UserSession // nil before the login
	server                     *Server
}

func (s *session) Close() error { return s.UserSession.Close() }

func (s *session) Login(user, password string) error {
	if err := s.server.user.Login(user, password); err != nil {
		return err
	}
	s.UserSession = imapmemserver.NewUserSession(s.server.user)
	return nil
}

func refused() error {
	return &imap.Error{Type: imap.StatusResponseTypeNo, Code: imap.ResponseCodeCannot, Text: "Not here"}
}

func (s *session) Select(name string, options *imap.SelectOptions) (*imap.SelectData, error) {
	data, err := s.UserSession.Select(name, options)
	if err != nil {
		return nil, err
	}
	data.UIDValidity += s.server.epoch
	if s.server.config.NoFlags {
		data.PermanentFlags = nil
	}
	return data, nil
}

func (s *session) Create(name string, options *imap.CreateOptions) error {
	if s.server.config.BelowINBOX && (len(name) < 6 || name[:6] != "INBOX/") {
		return refused()
	}
	return s.UserSession.Create(name, options)
}

func (s *session) Namespace() (*imap.NamespaceData, error) {
	data, err := s.UserSession.Namespace()
	if err == nil && s.server.config.BelowINBOX {
		data.Personal = slices.Clone(data.Personal)
		data.Personal[0].Prefix = "INBOX/"
	}
	return data, err
}

func (s *session) Move(w *imapserver.MoveWriter, set imap.NumSet, dest string) error {
	if s.server.config.NoMove {
		return refused()
	}
	return s.UserSession.Move(w, set, dest)
}

func (s *session) Store(w *imapserver.FetchWriter, set imap.NumSet, flags *imap.StoreFlags,
	options *imap.StoreOptions) error {
	if s.server.config.NoFlags {
		return refused()
	}
	return s.UserSession.Store(w, set, flags, options)
}
