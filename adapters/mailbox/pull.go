// Package mailbox fetches mail over IMAP and reads it, for adapters whose form server sends some. It knows nothing of
// forms.
package mailbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"kontor/adapters"
)

// maxPerRun bounds one run, the next one goes on; maxFailures of ours in a row end it.
const (
	maxPerRun   = 500
	maxFailures = 3
)

// MessageType is the Content-Type a message is delivered with.
const MessageType = "message/rfc822"

// Pull hands every message of the folder that was not taken before to deliver, as it came and one after the other,
// without holding it. What deliver took goes to SettingDone, what it turned down for a reason in the message to
// SettingFailed; after a failure of ours the message stays and comes again. Where a server neither moves nor flags,
// Source.Cursor alone remembers. No error names a subject or a sender.
//
// Settings are those of Settings; Source.URL is imaps://, imap+starttls:// or, on loopback, imap://.
func Pull(ctx context.Context, source adapters.Source, deliver func(context.Context, adapters.Pulled) error) error {
	where, err := parseAddress(source.URL)
	if err != nil {
		return err
	}
	s := &session{source: source, address: where, folder: setting(source, SettingFolder), names: map[string]string{},
		refused: map[string]bool{}}
	defer func() { s.close() }()
	if err := s.open(ctx); err != nil {
		return err
	}
	p := &puller{session: s, deliver: deliver, cursor: readCursor(source.Cursor, s.selected.UIDValidity)}
	return p.run(ctx)
}

func setting(source adapters.Source, name string) string {
	return Value(source.Settings, Settings(nil), name)
}

type puller struct {
	*session
	deliver func(context.Context, adapters.Pulled) error
	cursor  cursor
}

func (p *puller) run(ctx context.Context) error {
	uids, err := p.list()
	if err != nil {
		return err
	}
	var problems []error
	failures := 0
	for _, uid := range uids {
		if ctx.Err() != nil || failures >= maxFailures {
			break
		}
		ours, err := p.one(ctx, uid)
		switch {
		case err == nil:
			failures = 0
		case ours:
			failures++
			p.cursor.left(uid, time.Now())
			problems = append(problems, fmt.Errorf("message %d: %w", uid, err))
		default:
			failures = 0
			problems = append(problems, fmt.Errorf("message %d: %w", uid, err))
		}
		if err := p.source.Save(context.WithoutCancel(ctx), p.cursor.String()); err != nil {
			return errors.Join(append(problems, fmt.Errorf("save the cursor: %w", err))...)
		}
	}
	return errors.Join(append(problems, ctx.Err())...)
}

// list returns what is to be fetched: new messages first, so that those that fail again and again hold nothing up.
func (p *puller) list() ([]imap.UID, error) {
	criteria := &imap.SearchCriteria{UID: []imap.UIDSet{{{Start: p.cursor.high + 1, Stop: 0}}}}
	for _, keyword := range []imap.Flag{keywordDone, keywordFailed} {
		if hasFlag(p.selected.Flags, keyword) {
			criteria.NotFlag = append(criteria.NotFlag, keyword)
		}
	}
	var uids []imap.UID
	err := p.within(func() error {
		found, err := p.client.UIDSearch(criteria, nil).Wait()
		if err != nil {
			return lost(err)
		}
		for _, uid := range found.AllUIDs() {
			if uid > p.cursor.high { // "n:*" names the last message even if it is older (RFC 9051 §6.4.4)
				uids = append(uids, uid)
			}
		}
		return nil
	})
	uids = append(uids, p.cursor.due(time.Now())...)
	return uids[:min(len(uids), maxPerRun)], err
}

// one fetches, delivers and files one message. ours tells that it has to come again.
func (p *puller) one(ctx context.Context, uid imap.UID) (ours bool, err error) {
	if p.client == nil || p.client.State() == imap.ConnStateLogout {
		if err := p.reopen(ctx); err != nil {
			return true, err
		}
	}
	found, err := p.fetch(ctx, uid)
	if err != nil && (ctx.Err() != nil || isOurs(err)) {
		return true, err
	}
	if found {
		if problem := p.file(ctx, uid, err == nil); problem != nil {
			return true, errors.Join(err, problem)
		}
	}
	p.cursor.settled(uid)
	return false, err
}

// isOurs tells failures that pass from those that lie in the message.
func isOurs(err error) bool {
	var known *adapters.Error
	return !errors.As(err, &known) || known.Code == adapters.Unavailable || known.Code == adapters.Unauthenticated
}

// fetch delivers one message while it is transferred. found is false where somebody else moved it.
func (p *puller) fetch(ctx context.Context, uid imap.UID) (found bool, err error) {
	command := p.client.Fetch(imap.UIDSetNum(uid), &imap.FetchOptions{UID: true,
		BodySection: []*imap.FetchItemBodySection{{Peek: true}}})
	var literal imap.LiteralReader
	_ = p.within(func() error { found, literal = next(command); return nil })
	if literal == nil {
		err := lost(p.within(command.Close))
		if found && err == nil {
			err = notRead()
		}
		return found, err
	}
	body := &message{r: literal, left: literal.Size()}
	err = p.deliver(ctx, adapters.Pulled{Header: http.Header{"Content-Type": {MessageType}}, Body: body})
	if body.err != nil {
		p.cut(nil) // not the command: the library already reads on behind the broken literal
		return true, body.err
	}
	if body.left > 0 { // turned down before it was read: do not load what nobody wants
		p.cut(command)
		if err == nil {
			err = notRead()
		}
		return true, err
	}
	if p.within(command.Close) != nil {
		p.cut(nil) // all of it was read; filing it needs a new connection
	}
	return true, err
}

func notRead() error {
	return adapters.Fail(adapters.Unavailable, "mail_not_read",
		"Eine E-Mail wurde nicht vollständig übernommen. Die nächste Abholung versucht es erneut.")
}

// next tells whether the message of a FETCH is still there, and returns its content.
func next(command *imapclient.FetchCommand) (found bool, content imap.LiteralReader) {
	for m := command.Next(); m != nil; m = command.Next() {
		found = true
		for item := m.Next(); item != nil; item = m.Next() {
			if section, ok := item.(imapclient.FetchItemDataBodySection); ok && section.Literal != nil {
				return true, section.Literal
			}
		}
	}
	return found, nil
}

// message is a literal that does not end early.
type message struct {
	r    io.Reader
	left int64
	err  error // of the connection
}

func (m *message) Read(b []byte) (int, error) {
	if m.err != nil {
		return 0, m.err
	}
	n, err := m.r.Read(b)
	m.left -= int64(n)
	if err == io.EOF && m.left > 0 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil && err != io.EOF {
		m.err = lost(err)
		err = m.err
	}
	return n, err
}
