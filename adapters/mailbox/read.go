package mailbox

import (
	"bufio"
	"errors"
	"io"
	"strings"

	"github.com/emersion/go-message/textproto"
	"github.com/gabriel-vasile/mimetype"

	"kontor/adapters"
)

// maxPartHeader bounds the header of one part, in bytes.
const maxPartHeader = 1 << 20

// maxParts is how many parts a message may have beyond its files: bodies in several forms, signatures, containers.
const maxParts = 200

// Read reads one message with its limits: lim.Document bytes of header and of text, lim.Depth containers, lim.Files
// files. accept sees the message after its header and ends the reading with an error; nil accepts all. A nested
// message stays a file, and so does winmail.dat.
func Read(body io.Reader, files adapters.Files, lim adapters.Limits, accept func(*Mail) error) (*Mail, error) {
	source := &sourceReader{r: body}
	r := &reader{mail: &Mail{}, files: files, lim: lim, source: source}
	in := bufio.NewReaderSize(source, 32<<10)
	source.left = lim.Document + 1
	header, err := r.header(in)
	source.left = 0
	if err != nil {
		return nil, err
	}
	r.mail.readHeader(header)
	if accept != nil {
		if err := accept(r.mail); err != nil {
			return nil, err
		}
	}
	parts, err := r.entity(header, in, 0)
	if err != nil {
		return nil, source.explain(err)
	}
	r.mail.Text = join(parts)
	return r.mail, nil
}

// sourceReader keeps the error of the delivery's reader, which the library would drop, and bounds the header.
type sourceReader struct {
	r    io.Reader
	left int64 // bytes the header may still have; 0 = no bound
	err  error
}

func (s *sourceReader) Read(p []byte) (int, error) {
	if s.left > 0 && int64(len(p)) > s.left {
		p = p[:s.left]
	}
	n, err := s.r.Read(p)
	if s.left > 0 {
		if s.left -= int64(n); s.left == 0 {
			err = adapters.Fail(adapters.TooLarge, "document_too_large",
				"Der Kopf der E-Mail ist größer als erlaubt. Bitte die Grenze für den Zugang erhöhen.")
		}
	}
	if err != nil && err != io.EOF && s.err == nil {
		s.err = err
	}
	return n, err
}

// explain prefers what the delivery's reader said: a disk that fails is no bad mail.
func (s *sourceReader) explain(err error) error {
	truncated := adapters.Fail(adapters.Malformed, "mail_truncated",
		"Die E-Mail bricht mitten in einem Teil ab. Bitte am Mailserver prüfen und erneut senden lassen.")
	if s.err != nil {
		return adapters.AsError(s.err, truncated)
	}
	return adapters.AsError(err, truncated)
}

type reader struct {
	mail   *Mail
	files  adapters.Files
	lim    adapters.Limits
	source *sourceReader
	parts  int
	text   int64 // bytes of text so far
}

// header reads past lines that are none; relays and old programs insert such.
func (r *reader) header(in *bufio.Reader) (textproto.Header, error) {
	var all textproto.Header
	var fields []textproto.Header
	for range 20 {
		h, err := textproto.ReadHeader(in)
		fields = append(fields, h)
		if r.source.err != nil {
			return all, r.source.explain(err)
		}
		if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			break
		}
		r.mail.note("mail_header_malformed", "Eine Kopfzeile der E-Mail war unlesbar und wurde übergangen.")
	}
	for i := len(fields) - 1; i >= 0; i-- { // Add puts before
		var keys []string
		var values []string
		for f := fields[i].Fields(); f.Next(); {
			keys, values = append(keys, f.Key()), append(values, f.Value())
		}
		for j := len(keys) - 1; j >= 0; j-- {
			all.Add(keys[j], values[j])
		}
	}
	if !all.Has("From") && !all.Has("Message-Id") && !all.Has("Date") {
		return all, adapters.Fail(adapters.Malformed, "mail_malformed",
			"Die Lieferung ist keine E-Mail: Ihr fehlen die Kopfzeilen. Bitte die Nachricht unverändert als message/rfc822 senden.")
	}
	return all, nil
}

// piece is one part of the text.
type piece struct {
	text string
	html bool
}

// entity reads a message or one of its parts and returns its text.
func (r *reader) entity(h textproto.Header, body io.Reader, depth int) ([]piece, error) {
	typ, params := mediaType(h)
	if boundary := params["boundary"]; strings.HasPrefix(typ, "multipart/") && boundary != "" {
		return r.multipart(typ, boundary, body, depth)
	}
	name, named := filename(h)
	disposition, _ := adapters.MediaType(h.Get("Content-Disposition"))
	content := transferReader(body, h.Get("Content-Transfer-Encoding"), func() {
		r.mail.note("transfer_encoding_broken",
			"Ein Teil der E-Mail war fehlerhaft kodiert. Bitte prüfen, ob er vollständig ist.")
	})
	if (typ == "text/plain" || typ == "text/html") && !named && disposition != "attachment" {
		return r.readText(typ, params, content)
	}
	return nil, r.file(typ, name, content)
}

func (r *reader) multipart(typ, boundary string, body io.Reader, depth int) ([]piece, error) {
	if depth >= r.lim.Depth {
		return nil, adapters.Fail(adapters.Refused, "mail_too_deep",
			"Die E-Mail ist tiefer geschachtelt als erlaubt. Bitte sie ohne verschachtelte Weiterleitungen senden lassen.")
	}
	var alternatives [][]piece
	for parts := textproto.NewMultipartReader(body, boundary); ; {
		r.source.left = maxPartHeader
		part, err := parts.NextPart()
		r.source.left = 0
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if depth == 0 || r.source.err != nil {
				return nil, err
			}
			r.unclosed()
			break
		}
		if r.parts++; r.parts > r.lim.Files+maxParts {
			return nil, adapters.Fail(adapters.Refused, "mail_too_many_parts",
				"Die E-Mail hat mehr Teile als erlaubt. Bitte die Dateien zusammenfassen oder die Grenze für den Zugang erhöhen.")
		}
		content := io.Reader(part)
		if depth > 0 {
			content = &openPart{r: part, unclosed: r.unclosed}
		}
		pieces, err := r.entity(part.Header, content, depth+1)
		if err != nil {
			return nil, err
		}
		alternatives = append(alternatives, pieces)
		// what follows an inner end, so that only a header is next
		if _, err := io.Copy(io.Discard, content); err != nil {
			return nil, err
		}
	}
	if typ == "multipart/alternative" {
		return best(alternatives), nil
	}
	var all []piece
	for _, pieces := range alternatives {
		all = append(all, pieces...)
	}
	return all, nil
}

func (r *reader) unclosed() {
	r.mail.note("mail_part_unclosed", "Ein innerer Teil der E-Mail hat kein Ende. Bitte prüfen, ob alles da ist.")
}

// openPart lets a part inside another end with it, as some programs leave out the inner end mark.
type openPart struct {
	r        io.Reader
	unclosed func()
}

func (o *openPart) Read(p []byte) (int, error) {
	n, err := o.r.Read(p)
	if err == io.ErrUnexpectedEOF {
		o.unclosed()
		err = io.EOF
	}
	return n, err
}

// readText reads a part that is shown, of at most lim.Document bytes together with those before.
func (r *reader) readText(typ string, params map[string]string, content io.Reader) ([]piece, error) {
	lim := r.lim
	lim.Document -= r.text
	raw, err := adapters.ReadDocument(content, lim)
	if err != nil {
		return nil, err
	}
	r.text += int64(len(raw))
	text, known := decodeLabelled(raw, params["charset"])
	if !known {
		r.mail.note("charset_unknown", "Der Zeichensatz der E-Mail war nicht lesbar angegeben. Bitte Umlaute prüfen.")
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if strings.EqualFold(params["format"], "flowed") && typ == "text/plain" {
		text = unflow(text, strings.EqualFold(params["delsp"], "yes"))
	}
	return []piece{{text: text, html: typ == "text/html"}}, nil
}

// file stores a part. Parts without a name get one from their type.
func (r *reader) file(typ, name string, content io.Reader) error {
	if len(r.mail.Files) >= r.lim.Files {
		return adapters.Fail(adapters.Refused, "too_many_files",
			"Die E-Mail enthält mehr Dateien als erlaubt. Bitte die Dateien zusammenfassen oder die Grenze für den Zugang erhöhen.")
	}
	f, err := adapters.Store(r.files, content)
	if err != nil {
		return err
	}
	if adapters.CleanFilename(name) == adapters.CleanFilename("") {
		name = "Anlage" + extension(typ)
	}
	name = adapters.CleanFilename(name)
	switch {
	case typ == "message/rfc822" && !strings.HasSuffix(strings.ToLower(name), ".eml"):
		name = adapters.CleanFilename(name + ".eml")
	case typ == "application/ms-tnef" || strings.EqualFold(name, "winmail.dat"):
		r.mail.note("winmail_dat", "Die E-Mail enthält die Anlage winmail.dat, in der Outlook weitere Dateien verpackt. Bitte mit einem passenden Programm öffnen.")
	case typ == "application/pkcs7-mime" || typ == "application/x-pkcs7-mime" || typ == "application/pgp-encrypted":
		r.mail.note("mail_encrypted", "Die E-Mail ist verschlüsselt oder als Ganzes signiert; ihr Inhalt liegt nur als Datei vor.")
	}
	r.mail.Files = append(r.mail.Files, Attachment{Name: name, Datei: f})
	return nil
}

func extension(typ string) string {
	if typ == "message/rfc822" {
		return ".eml"
	}
	if known := mimetype.Lookup(typ); known != nil {
		return known.Extension()
	}
	return ""
}
