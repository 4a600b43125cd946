package mailbox

import (
	"net/mail"
	"regexp"
	"strings"
	"time"

	"github.com/emersion/go-message/textproto"

	"kontor/adapters"
)

// Mail is one message as read: decoded, with its files stored.
type Mail struct {
	ID        string     // Message-ID without angle brackets; "" = missing
	From      string     // address of the only author, lower case; "" = none, several or unreadable
	To        string     // as shown
	Subject   string     // one line
	Date      *time.Time // UTC, by the sender's clock; nil = missing or unreadable
	Automatic Automatic
	Text      string // of the body, lines ended by \n; of HTML only where there is nothing else
	Files     []Attachment
	Hinweise  []adapters.Hinweis // what was odd, without a value

	verdicts []string // Authentication-Results, topmost first
}

// Attachment is one file of a message, stored.
type Attachment struct {
	Name  string // clean
	Datei adapters.File
}

// Automatic says that no form and no person wrote the message.
type Automatic string

// The kinds of automatic messages. A form server that marks its mail auto-generated is none of them (RFC 3834 §5).
const (
	Bounce Automatic = "bounce" // a report that mail could not be delivered or was read
	Reply  Automatic = "reply"  // an answer of an absent person
)

func (m *Mail) note(code, text string) {
	n := adapters.Hinweis{Code: code, Text: text}
	for _, known := range m.Hinweise {
		if known == n {
			return
		}
	}
	m.Hinweise = append(m.Hinweise, n)
}

// readHeader fills what the header tells.
func (m *Mail) readHeader(h textproto.Header) {
	m.ID = adapters.CleanLine(strings.Trim(strings.TrimSpace(h.Get("Message-Id")), "<>"))
	m.Subject = adapters.CleanLine(decodeHeader(short(h.Get("Subject"))))
	m.To = adapters.CleanLine(decodeHeader(short(h.Get("To"))))
	if from := h.Values("From"); len(from) == 1 {
		m.From = author(from[0])
	}
	if date, err := mail.ParseDate(short(h.Get("Date"))); err == nil && date.Year() >= 1995 && date.Year() < 2200 {
		date = date.UTC()
		m.Date = &date
	}
	m.Automatic = automatic(h, m.From)
	m.verdicts = h.Values("Authentication-Results")
}

// maxLine bounds a header field that is taken apart, in bytes.
const maxLine = 8 << 10

func short(value string) string { return value[:min(len(value), maxLine)] }

// displayed finds the address of display names that should have been quoted, as form servers write them.
var displayed = regexp.MustCompile(`^[^<>]*<\s*([^<>\s,;]+@[^<>\s,;]+)\s*>\s*$`)

// author returns the address of a From with one author.
func author(value string) string {
	if len(value) > maxLine {
		return ""
	}
	value = decodeBytes([]byte(value), "")
	list, err := mail.ParseAddressList(value)
	if err == nil && len(list) == 1 {
		return strings.ToLower(list[0].Address)
	}
	if found := displayed.FindStringSubmatch(value); err != nil && found != nil {
		return strings.ToLower(found[1])
	}
	return ""
}

func automatic(h textproto.Header, from string) Automatic {
	typ, _ := mediaType(h)
	nobody := strings.TrimSpace(h.Get("Return-Path")) == "<>"
	user, _, _ := strings.Cut(from, "@")
	answered := strings.ToLower(h.Get("Auto-Submitted"))
	switch {
	case typ == "multipart/report", nobody && (user == "mailer-daemon" || user == "postmaster"):
		return Bounce
	case strings.HasPrefix(answered, "auto-replied"), h.Has("X-Autoreply"), h.Has("X-Autorespond"),
		strings.EqualFold(strings.TrimSpace(h.Get("Precedence")), "auto_reply"):
		return Reply
	}
	return ""
}
