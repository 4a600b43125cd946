package devkit

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	_ "github.com/emersion/go-message/charset" // old programs still send ISO-8859-1
	"github.com/emersion/go-message/mail"
)

// Message is a received e-mail. From and To are those of the SMTP dialogue, not of the header.
type Message struct {
	ID          string // sorts by time of arrival
	Received    time.Time
	From        string
	To          []string
	Subject     string
	Text        string // the plain text; the source of the HTML if there is no plain text
	HTML        string
	Attachments []Attachment
	Raw         []byte
}

// Attachment is a decoded file of a message.
type Attachment struct {
	Name    string
	Type    string
	Content []byte
}

// parseMessage reads what can be read: a sink must also keep what is malformed.
func parseMessage(id string, received time.Time, from string, to []string, raw []byte) Message {
	m := Message{ID: id, Received: received, From: from, To: to, Raw: raw}
	if err := m.parse(); err != nil {
		m.Text = fmt.Sprintf("(Diese Nachricht ist nicht lesbar: %v)\n\n%s%s", err, m.Text, raw)
	}
	if m.Text == "" {
		m.Text = m.HTML
	}
	return m
}

func (m *Message) parse() error {
	reader, err := mail.CreateReader(bytes.NewReader(m.Raw))
	if err != nil {
		return err
	}
	if m.Subject, err = reader.Header.Subject(); err != nil {
		return err
	}
	for {
		part, err := reader.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		content, err := io.ReadAll(part.Body)
		if err != nil {
			return err
		}
		switch header := part.Header.(type) {
		case *mail.InlineHeader:
			kind, _, err := header.ContentType()
			if err != nil {
				return err
			}
			switch {
			case kind == "text/html" && m.HTML == "":
				m.HTML = string(content)
			case strings.HasPrefix(kind, "text/"):
				m.Text += string(content)
			default:
				m.Attachments = append(m.Attachments, Attachment{Type: kind, Content: content})
			}
		case *mail.AttachmentHeader:
			name, err := header.Filename()
			if err != nil {
				return err
			}
			kind, _, _ := header.ContentType()
			m.Attachments = append(m.Attachments, Attachment{Name: name, Type: kind, Content: content})
		}
	}
}

// file is the message as stored: two lines of the SMTP dialogue, an empty one, the message.
func (m Message) file() []byte {
	return fmt.Appendf(nil, "%s\n%s\n\n%s", m.From, strings.Join(m.To, " "), m.Raw)
}

func messageFromFile(id string, content []byte) Message {
	reader := bufio.NewReader(bytes.NewReader(content))
	var dialogue [3]string
	for i := range dialogue {
		line, _ := reader.ReadString('\n')
		dialogue[i] = strings.TrimSuffix(line, "\n")
	}
	raw, _ := io.ReadAll(reader)
	stamp, _, _ := strings.Cut(id, "-")
	received, _ := time.Parse("20060102T150405.000000Z", stamp) // a foreign file simply has no time
	return parseMessage(id, received, dialogue[0], strings.Fields(dialogue[1]), raw)
}
