package devkit

import (
	"context"
	"fmt"
	"log/slog"

	"kontor/adapters/mailbox/standin"
)

// The account of the mailbox stand-in; only this machine can reach it.
const (
	IMAPUser     = "eingang"
	IMAPPassword = "demo"
	IMAPAddress  = "eingang@lindenfurt.example" // mail to it that the sink receives lies in the mailbox as well
)

// IMAPConfig says where the mailbox stand-in listens. The address must be loopback; port 0 = a free one.
type IMAPConfig struct {
	Addr   string
	Logger *slog.Logger
}

// IMAP is a mailbox with one account, so that fetching mail can be tried without a mail server. It keeps everything in
// memory: what was not fetched when it ends is gone.
type IMAP struct{ server *standin.Server }

// StartIMAP starts the mailbox; ctx limits the start only.
func StartIMAP(ctx context.Context, cfg IMAPConfig) (*IMAP, error) {
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	listener, err := listenLoopback(ctx, cfg.Addr)
	if err != nil {
		return nil, fmt.Errorf("mailbox: %w", err)
	}
	server, err := standin.Start(listener, standin.Config{User: IMAPUser, Password: IMAPPassword})
	if err != nil {
		listener.Close()
		return nil, fmt.Errorf("mailbox: %w", err)
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
