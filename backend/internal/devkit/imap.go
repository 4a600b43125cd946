package devkit

import (
	"errors"
	"fmt"
	"log/slog"
	"net"

	"kontor/adapters/mailbox/standin"
)

// The account of the mailbox stand-in; only this machine can reach it.
const (
	IMAPUser     = "eingang"
	IMAPPassword = "demo"
	IMAPAddress  = "eingang@lindenfurt.example" // mail to it that the sink receives lies in the mailbox as well
)

// IMAPConfig says where the mailbox stand-in listens.
type IMAPConfig struct {
	Listener net.Listener // on a loopback address
	Logger   *slog.Logger
}

// IMAP is a mailbox with one account, so that fetching mail can be tried without a mail server. It keeps everything in
// memory: what was not fetched when it ends is gone.
type IMAP struct{ server *standin.Server }

// StartIMAP starts the mailbox; what it listens on is closed with it.
func StartIMAP(cfg IMAPConfig) (*IMAP, error) {
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	if err := onLoopback(cfg.Listener); err != nil {
		return nil, errors.Join(fmt.Errorf("mailbox: %w", err), cfg.Listener.Close())
	}
	server, err := standin.Start(cfg.Listener, standin.Config{User: IMAPUser, Password: IMAPPassword})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("mailbox: %w", err), cfg.Listener.Close())
	}
	cfg.Logger.Info("mailbox started", "url", server.URL())
	return &IMAP{server: server}, nil
}

// URL is the address a Zugang takes, for example imap://127.0.0.1:1143.
func (m *IMAP) URL() string { return m.server.URL() }

// Append puts a message into the INBOX, lines ended by CRLF.
func (m *IMAP) Append(message []byte) error { return m.server.Append("INBOX", message) }

// Count is the number of messages in a folder, 0 for one that is not there.
func (m *IMAP) Count(folder string) int { return m.server.Count(folder) }

// Close ends the mailbox and forgets its messages.
func (m *IMAP) Close() error { return m.server.Close() }
